"""Files of other formats, thinning and missing codes in the one preview, by clicks and keys."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from scipy.io import wavfile

from mirrors_gui.headless import wait
from mirrors_gui.importing import ImportDialog, Source
from tests.engine.format_cases import workbook

LEFT = Qt.MouseButton.LeftButton
T = np.arange(12.0)
V = np.where(T == 5, np.nan, np.round(np.sin(T) * 3, 3))
ACCOUNT = "12 rows read, 11 used. 1 row dropped: y is missing (line "

_kept: list = []  # plots that die with their test can take the process with them


@pytest.fixture
def preview(qtbot, session):
    """The import dialog on a file, once it is read."""
    opened = []

    def show(path) -> ImportDialog:
        dialog = ImportDialog(session, Source(path))
        _kept.append(dialog)
        opened.append(dialog)
        dialog.show()
        settle(dialog)
        return dialog

    yield show
    for dialog in opened:
        dialog.reject()


def settle(dialog, until=lambda: True) -> None:
    assert wait(lambda: dialog.reading is not None and not dialog.runner.running and until()), (
        dialog.problem.text()
    )


def account(dialog) -> str:
    return dialog.findChild(QLabel, "importAccount").text()


def table(kind: str) -> bytes:
    """The twelve rows of t and v, one of them missing, in a format."""
    out = io.BytesIO()
    if kind == "npz":
        np.savez(out, t=T, v=V)
    elif kind == "npy":
        np.save(out, np.column_stack((T, V)))
    elif kind == "xlsx":
        pytest.importorskip("python_calamine")
        rows = [[float(t), "" if np.isnan(v) else float(v)] for t, v in zip(T, V, strict=True)]
        out.write(workbook(("data", [["t", "v"], *rows])))
    elif kind == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pyarrow.table({"t": T, "v": [None if v != v else v for v in V]}), out)
    else:
        rows = "".join(f"{t},{'' if np.isnan(v) else v}\n" for t, v in zip(T, V, strict=True))
        out.write(f"t,v\n{rows}".encode())
    return out.getvalue()


@pytest.mark.parametrize("kind", ["csv", "npz", "npy", "xlsx", "parquet"])
def test_every_format_has_the_same_preview_and_account(preview, session, settled, tmp_path, kind):
    path = tmp_path / f"rows.{kind}"
    path.write_bytes(table(kind))
    dialog = preview(path)
    data = [row for row in dialog.model.table.preview if row.role == "data"]
    assert len(data) == 12 and float(data[3].cells[1]) == pytest.approx(V[3])
    assert ACCOUNT in account(dialog), account(dialog)
    assert (dialog.x_box.currentIndex(), dialog.y_box.currentText()) != (0, "")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert wait(lambda: session.signal is not None)
    settled(session)
    np.testing.assert_array_equal(session.signal.x, T[np.isfinite(V)])
    np.testing.assert_allclose(session.signal.y, V[np.isfinite(V)], rtol=1e-12)


def test_sound_is_previewed_in_seconds_a_channel_a_column(preview, session, settled, tmp_path):
    path = tmp_path / "tone.wav"
    left = (np.sin(np.arange(40) / 3) * 9000).astype(np.int16)
    wavfile.write(path, 8000, np.column_stack((left, left // 2)))
    dialog = preview(path)
    assert "40 rows read, all used" in account(dialog)
    assert dialog.y_box.count() >= 2
    dialog.y_box.setFocus()
    QTest.keyClick(dialog.y_box, Qt.Key.Key_Down)
    settle(dialog, lambda: dialog.reading.columns.y == 2)
    QTest.mouseClick(dialog.accept_button, LEFT)
    assert wait(lambda: session.signal is not None)
    settled(session)
    np.testing.assert_allclose(session.signal.x, np.arange(40) / 8000)
    right = session.signal.y / session.signal.y.max()
    np.testing.assert_allclose(right, (left // 2) / (left // 2).max(), atol=1e-9)


def test_the_thin_field_takes_means_of_neighbours_by_their_weights(
    preview, session, settled, tmp_path
):
    path = tmp_path / "long.csv"
    t = np.arange(14.0)
    v, w = np.round(np.cos(t), 4), 1.0 + t % 3
    rows = "".join(f"{a},{b},{c}\n" for a, b, c in zip(t, v, w, strict=True))
    path.write_text(f"t,v,w\n{rows}")
    dialog = preview(path)
    dialog.weights_box.setFocus()
    while dialog.weights_box.currentText() != "w":
        QTest.keyClick(dialog.weights_box, Qt.Key.Key_Down)
    settle(dialog, lambda: dialog.reading.columns.weights == 2)
    thin = dialog.choices.counts["thin"]
    thin.setFocus()
    thin.selectAll()
    QTest.keyClicks(thin.lineEdit(), "4")
    QTest.keyClick(thin, Qt.Key.Key_Tab)
    settle(dialog, lambda: dialog.reading.signal is not None and len(dialog.reading.signal) == 4)
    assert "14 rows read" in account(dialog) and "means" in account(dialog), account(dialog)
    QTest.mouseClick(dialog.accept_button, LEFT)
    assert wait(lambda: session.signal is not None)
    settled(session)
    parts = [slice(0, 4), slice(4, 8), slice(8, 12), slice(12, 14)]
    np.testing.assert_allclose(session.signal.weights, [w[p].sum() for p in parts])
    for got, values in ((session.signal.x, t), (session.signal.y, v)):
        np.testing.assert_allclose(got, [np.average(values[p], weights=w[p]) for p in parts])


@pytest.mark.parametrize("kind", ["csv", "npz"])
def test_missing_codes_are_dropped_and_kept_by_one_click(preview, tmp_path, kind):
    path = tmp_path / f"codes.{kind}"
    v = np.where(T % 4 == 3, -9999, T % 5)
    if kind == "npz":
        np.savez(path, t=T, v=v)
    else:
        path.write_text("t,v\n" + "".join(f"{a},{b}\n" for a, b in zip(T, v, strict=True)))
    dialog = preview(path)
    assert "-9999 in column v was taken for missing in 3 rows" in account(dialog)
    assert len(dialog.reading.signal) == 9
    (keep,) = dialog.remedies.buttons
    assert keep.isVisible() and keep.text() == "Keep -9999 as numbers"
    QTest.mouseClick(keep, LEFT)
    settle(dialog, lambda: len(dialog.reading.signal) == 12)
    (drop,) = dialog.remedies.buttons
    assert drop.isVisible() and drop.text() == "Take -9999 for missing"
    QTest.mouseClick(drop, LEFT)
    settle(dialog, lambda: len(dialog.reading.signal) == 9)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id,v\nA1,1\nA2,3\nA3,2\n", "because column id holds text (“A1”, line 2)"),
        ("v\n4\n1\n3\n2\n", "because there is no other column of numbers"),
        ("u,v,w\n4,1,2\n1,5,0\n3,2,9\n2,8,4\n", "because no column holds times"),
    ],
)
def test_the_window_says_when_the_row_number_is_x(window, settled, tmp_path, text, why):
    path = tmp_path / "rows.csv"
    path.write_text(text)
    settled(window.session)
    window.document.open(path)
    assert wait(lambda: window.session.table is not None and not window.session.busy)
    assert window.session.signal.x_name == "row"
    said = window.data.cleaning.text()
    assert "x is the row number" in said and why in said, said
    window.opening.preview(Source(path))  # the same by this way in
    dialog = window.findChild(ImportDialog)
    settle(dialog)
    assert account(dialog) == said
    before = window.session.signal
    QTest.mouseClick(dialog.accept_button, LEFT)
    assert wait(lambda: window.session.signal is not before and not window.session.busy)
    assert window.data.cleaning.text() == said


def test_dates_that_cannot_be_read_are_named_where_another_column_is_x(preview, tmp_path):
    path = tmp_path / "logger.csv"
    rows = "".join(f"07/17/2003 0{k}:45:40 AM,{20 + k / 2},{48 + k % 2}\n" for k in range(1, 6))
    path.write_text(f"Date Time,Temp,RH\n{rows}")
    dialog = preview(path)
    why = "x is Temp, because column Date Time holds text (“07/17/2003 01:45:40 AM”, line 2)."
    assert why in account(dialog), account(dialog)
