"""Every format in the preview: its rows, its columns, and the signal that Import gives."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mirrors_gui.importing import ImportDialog, Source
from tests.engine.format_cases import FILES, SOUND, SOUNDS, T, V

NAMES = (
    *(
        "a.csv.gz",
        "a.txt.bz2",
        "a.dat.xz",
        "a.zip",
        "a.npy",
        "a.npz",
        "a.mat",
        "a.json",
        "a.xlsx",
        "a.xls",
        "a.ods",
    ),
    *("a.parquet", "a.feather", "a.h5", *SOUNDS),
)
_kept: list = []  # plots that die with their test can take the process with them


def test_every_format_is_previewed_and_imported(qtbot, session, settled, tmp_path):
    for name in NAMES:
        path = tmp_path / name
        path.write_bytes({**FILES, **SOUNDS}[name]())
        dialog = ImportDialog(session, Source(path))
        _kept.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda d=dialog: d.reading is not None and not d.runner.running)
        rows = [row for row in dialog.model.table.preview if row.role == "data"]
        assert len(rows) == 6, name
        for box, position in ((dialog.x_box, 0), (dialog.y_box, 1)):
            box.setCurrentIndex(box.findData(position))
        qtbot.waitUntil(lambda d=dialog: not d.runner.running and d.reading.columns.y == 1)
        with qtbot.waitSignal(session.signalChanged):
            QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(session)
        if name in FILES:
            assert session.signal.raw_x.tolist() == T.tolist(), name
            assert session.signal.raw_y.tolist() == V.tolist(), name
        else:
            assert np.abs(session.signal.y - SOUND).max() < (0.3 if name == "a.ogg" else 1e-4)
