"""Words, numbers and tick belong to the answer on show, and an old answer is shown as old."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from mirrors_engine import Architecture, Signal
from mirrors_engine.signals import sample, samples
from mirrors_gui.panels.fit.additive_plot import AdditivePlot
from mirrors_gui.widgets.veil import Veil


@pytest.fixture
def held(window, settled):
    """The window with an answer, and a worker that takes no further request."""
    settled(window.session)
    worker = window.session._worker
    asked = []
    submit, worker.submit = worker.submit, asked.append
    yield window, asked, submit
    worker.submit = submit
    for request in asked[-1:]:
        submit(request)
    settled(window.session)


def told(window):
    """Every text in which an answer is claimed to be the one asked for."""
    certificate = next(view for view in window.views if view.title == "Certificate")
    certificate._run()
    return (
        window.status.words.text(),
        window.strip.slider.words,
        certificate.icon.text(),
        certificate.headline.text(),
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.set_architecture(Architecture("relu", 2)),
        lambda session: session.set_loss("huber", delta=0.5),
        lambda session: session.set_solver("active_set"),
        lambda session: session.open_text("1 2\n2 3\n3 1\n"),
    ],
    ids=["depth", "loss", "solver", "file being read"],
)
def test_an_answer_is_old_as_soon_as_something_else_is_asked(held, change):
    window, _, _ = held
    assert "certified" in window.status.words.text() and not window.session.age.old
    numbers = window.status.detail.text()
    change(window.session)
    assert window.session.age.old
    status, strip, icon, headline = told(window)
    assert status == "solving …" and window.status.mark.pixmap().isNull()
    assert "neuron" not in strip and "solving" in strip
    assert icon == "…" and headline == "Solving …"
    assert "solving" in window.header.subheading.text()
    for view in window.views:
        veil = view.findChild(Veil)
        assert view.shows_answer == (veil is not None and not veil.isHidden()), view.title
    assert window.fit._function.opacity() == pytest.approx(0.4)
    assert numbers and window.status.detail.text() == numbers  # of the answer that is pale now


def test_a_drag_of_lambda_shows_the_old_answer_as_old_after_a_moment(qtbot, held):
    window, asked, _ = held
    before = told(window)
    window.session.set_lam_ratio(0.1)
    assert not window.session.age.old  # an answer that comes at once replaces it without a sign
    assert told(window) == before  # all of it about the answer on show
    qtbot.waitUntil(lambda: window.session.age.old)
    assert window.status.words.text() == "solving …"
    window.session.set_lam_ratio(0.02)  # back to what is on show
    assert not window.session.age.old and told(window) == before
    assert len(asked) == 2


def test_everything_is_as_before_when_the_answer_has_come(window, settled):
    session = window.session
    settled(session)
    session.set_architecture(Architecture("relu", 2))
    settled(session)
    assert not session.age.old
    count = len(session.result.weights)
    status, strip, icon, headline = told(window)
    assert status.startswith(f"{count} neuron") and "optimal for this λ" in status
    assert f"{count} neuron" in strip and icon == "✓" and headline != "Solving …"
    assert window.header.subheading.text() == session.architecture.describe()
    assert window.fit._function.opacity() == 1.0
    assert all(veil.isHidden() for veil in window.findChildren(Veil))


def test_cancelling_brings_the_old_answer_back_as_the_one_asked_for(window, settled):
    session = window.session
    settled(session)
    before = told(window)
    session.set_architecture(Architecture("abs", 4))
    session.cancel()
    settled(session)
    assert not session.age.old and told(window) == before


def test_goodness_of_fit_and_a_hint_stand_beside_the_verdict(window, settled):
    session = window.session
    settled(session)
    detail = window.status.detail
    result = session.result
    assert isinstance(detail, QLabel)
    assert f"RMSE {result.rmse:.4g}" in detail.text()
    assert "λ is the default" in detail.text()
    session.set_lam_ratio(0.05)
    settled(session)
    assert "λ is the default" not in detail.text()


def test_the_hint_goes_once_lambda_is_chosen_be_it_the_default(window, settled, qtbot, tmp_path):
    session, detail = window.session, window.status.detail
    settled(session)
    session.set_lam_ratio(session.lam_ratio)
    assert "λ is the default" not in detail.text()  # at once: the answer is the same
    assert not session.busy and session.history.undo_words is None
    with qtbot.waitSignal(window.document.saved):
        window.document.save_to(tmp_path / "a.mirrors")
    session.set_signal(sample("paper_six"))
    settled(session)
    assert "λ is the default" in detail.text()  # of the new data
    with qtbot.waitSignal(session.projectOpened):
        window.document.open(tmp_path / "a.mirrors")
    settled(session)
    assert "λ is the default" not in detail.text()


def test_other_data_begin_at_the_default_lambda(window, settled):
    session = window.session
    settled(session)
    session.set_lam_ratio(0.3)
    settled(session)
    x = np.arange(30.0)
    session.set_signal(Signal(x, np.sin(x)))
    assert session.lam_ratio == 0.02
    settled(session)


def test_each_answer_of_a_drag_begins_the_grace_anew(window, settled):
    settled(window.session)
    age, changes = window.session.age, []
    age._grace.setInterval(60_000)  # it never ends here
    age.changed.connect(changes.append)
    age.update(False, dragged=True)
    assert age._grace.isActive()
    age.arrived()  # the answer to the question before
    assert not age._grace.isActive()
    age.update(False, dragged=True)
    assert age._grace.isActive() and changes == []
    age._grace.timeout.emit()  # no answer came in time
    assert age.old
    age.arrived()
    assert not age.old and changes == [True, False]
    age.update(True)
    assert not age._grace.isActive()


def test_lambda_in_the_field_is_no_number_of_the_problem_before(held):
    window, _, _ = held
    strip, session = window.strip, window.session
    assert float(strip.edit.text().replace("\u202f", "").replace(" ", "")) > 1
    session.set_architecture(Architecture("relu", 2))
    assert session.lam_max is None and strip.edit.text() == "2 %"


def test_folding_to_what_the_width_asks_for_leaves_the_layout_automatic(window, settled):
    settled(window.session)
    window.resize(1600, 900)
    window.header.left_button.click()
    assert window.left.isHidden()
    window.resize(1500, 900)
    assert window.left.isHidden()  # by hand, and it stays
    window.header.left_button.click()
    assert window.left.isVisible()
    window.resize(900, 700)
    assert window.left.isHidden()  # by itself


def test_a_zoomed_network_is_seen_whole_with_other_data(window, settled):
    session = window.session
    settled(session)
    network = next(view for view in window.views if view.title == "Network")
    network.view.zoom(3)
    assert network.view.zoomed
    session.set_lam_ratio(0.05)
    settled(session)
    assert network.view.zoomed
    session.set_signal(sample("paper_six"))
    assert not network.view.zoomed
    settled(session)


def test_the_pointer_reads_no_more_where_other_data_are_drawn_by_another_plot(window, settled):
    session, pointer = window.session, window.fit.pointer
    settled(session)
    pointer.move(window.fit.fit.getViewBox().sceneBoundingRect().center())
    assert pointer.readout.isVisible()
    session.set_signal(sample("saddle"))  # two columns
    assert not pointer.readout.isVisibleTo(window.fit.fit)
    settled(session)


def numbers(plot, axis: str) -> bool:
    return plot.getAxis(axis).style["showValues"]


def test_no_axis_keeps_the_numbers_of_an_answer_that_is_gone(held, settled):
    window, asked, submit = held
    session, residual = window.session, window.fit.residual
    assert numbers(residual, "left")
    session.set_lam_ratio(0.03)
    assert numbers(residual, "left")  # the old residuals are still there, and pale
    session.open_sample(next(each for each in samples() if each.key == "two_effects"))
    assert session.result is None and not numbers(residual, "left")
    assert numbers(residual, "bottom")  # of the data
    submit(asked[-1])
    settled(session)
    additive = window.findChild(AdditivePlot)
    parts = [partial.plot for partial in additive.partials]
    for plot in (*parts, additive.residuals.plot):
        assert numbers(plot, "left") and numbers(plot, "bottom")
    session.set_signal(Signal(session.signal.x, -session.signal.y))
    assert session.result is None
    for plot in (*parts, additive.residuals.plot):
        assert not numbers(plot, "left") and not numbers(plot, "bottom")
        assert not plot.getAxis("bottom").labelText
    submit(asked[-1])
    settled(session)
    assert numbers(additive.residuals.plot, "left")
    session.set_signal(sample("nile"))
    submit(asked[-1])
    settled(session)
    assert numbers(residual, "left")
