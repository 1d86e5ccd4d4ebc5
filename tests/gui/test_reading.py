"""What happens to the session while a file is read."""

from __future__ import annotations

import pytest

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import sample


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_file_that_took_the_place_of_a_fit_leaves_nothing_stale(
    session, settled, gate, until, tmp_path, cancelled
):
    path = tmp_path / "words.csv"
    path.write_text("roses,violets\nred,blue\n")
    gate.opened.set()
    session.set_signal(sample("paper_six"))
    settled(session)
    gate.opened.clear()
    session.set_architecture(RELU)
    until(gate.holds(RELU))
    session.open_file(path)
    if cancelled:
        session.cancel()
    until(lambda: RELU in gate.stopped)
    gate.opened.set()
    settled(session)
    assert session.result.architecture == session.architecture
    assert session.result.lam_ratio == pytest.approx(session.lam_ratio)


RELU = Architecture("relu", 2)


def test_other_data_are_not_met_exactly_because_the_last_were(session, settled, qtbot, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("x,a,b\n1,2,3\n2,1,5\n3,4,4\n")
    session.set_signal(sample("paper_six"))
    session.set_lam_ratio(0)
    with qtbot.waitSignal(session.signalChanged):
        session.open_file(path)
    assert session.lam_ratio == 0.02
    session.set_lam_ratio(0)
    with qtbot.waitSignal(session.signalChanged):
        session.set_columns("x", "b")
    assert session.lam_ratio == 0  # another column of the same
    session.history.undo()
    session.history.undo()
    session.history.undo()
    assert session.signal.name == sample("paper_six").name and session.lam_ratio == 0
    session.set_lam_ratio(0.3)
    session.set_signal(sample("nile"))
    assert session.lam_ratio == 0.02  # 0.3 was chosen for the data before
    settled(session)


def test_moving_lambda_while_a_file_is_read_does_not_lose_the_file(session, settled, tmp_path):
    session.set_signal(sample("nile"))
    settled(session)
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "".join(f"{k},{k % 7}\n" for k in range(40_000)))
    session.set_architecture(Architecture("relu", 2))
    settled(session)
    session.open_file(path)
    session.set_lam_ratio(0.3)  # before the file is there
    session.set_lam_ratio(0.2)
    settled(session)
    assert session.signal.name == "long"
    assert session.result.signal is session.signal
    assert session.result.lam_ratio == pytest.approx(0.2)


def test_a_file_that_cannot_be_read_leaves_the_answer_to_the_settings(session, settled, tmp_path):
    session.set_signal(sample("nile"))
    settled(session)
    path = tmp_path / "words.csv"
    path.write_text("alpha beta\n" * 2000)
    session.open_file(path)
    session.set_lam_ratio(0.3)
    settled(session)
    assert session.result.lam_ratio == pytest.approx(0.3)
    assert session.result.signal is session.signal


def test_another_sample_takes_the_place_of_a_file_being_read(session, settled, tmp_path):
    session.set_signal(sample("nile"))
    settled(session)
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "".join(f"{k},{k % 7}\n" for k in range(40_000)))
    session.open_file(path)
    session.set_signal(sample("paper_six"))
    settled(session)
    assert session.signal.name == sample("paper_six").name
    assert session.result.signal is session.signal
