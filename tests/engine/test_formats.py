"""Files that are no plain text, through the API and the command line, each with its values."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from format_cases import FILES, ROWS, SOUND, SOUNDS, TEXT, T, V, made, workbook, zipped
from scipy.io import savemat, wavfile

from mirrors_engine.cli import main
from mirrors_engine.errors import SignalError
from mirrors_engine.signals import CsvOptions, Signal, read_table
from mirrors_engine.signals.formats import typed
from mirrors_engine.signals.reader import parse_bytes


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_signal(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    signal = Signal.from_file(path, 0, 1)
    assert signal.raw_x.tolist() == T.tolist()
    assert signal.raw_y.tolist() == V.tolist()
    assert signal.cleaning.rows_read == 6
    table = read_table(path)
    assert table.width >= 2
    assert sum(row.role == "data" for row in table.preview) == 6
    assert read_table(path, table.options).n_rows == 6
    if "npy" not in name:
        assert (signal.x_names[0][-1], signal.y_name[-1]) == ("t", "v")
    assert parse_bytes(path.read_bytes(), name=name).n_rows == 6


def test_every_format_through_the_command_line(tmp_path, capsys):
    for name, content in {**FILES, **SOUNDS}.items():
        path = tmp_path / name
        path.write_bytes(content())
        common = ["--x", "0", "--y", "1", "--lam-ratio", "0.1", "--json", "-"]
        assert main(["fit", str(path), *common]) == 0, name
        rows = json.loads(capsys.readouterr().out)["fitted"]
        if name in FILES:
            assert [row["x"] for row in rows] == T.tolist(), name
            assert [row["y"] for row in rows] == V.tolist(), name
        else:
            assert [row["x"] for row in rows] == (np.arange(6) / 8000).tolist(), name
            near = 0.3 if name == "a.ogg" else 1e-4  # Vorbis keeps what is heard
            assert np.abs(np.array([row["y"] for row in rows]) - SOUND).max() < near, name


def with_far_cell(name):
    """The workbook with one more cell, far from the others."""
    content = FILES[name]()
    if name == "a.xls":
        place = content.index(bytes.fromhex("7e02 0a00 0400 0000"))  # a number of row 4
        return content[: place + 6] + (2**14).to_bytes(2, "little") + content[place + 8 :]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part).decode() for part in archive.namelist()}
    if name == "a.xlsx":
        far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        sheet = "xl/worksheets/sheet2.xml"
        parts[sheet] = parts[sheet].replace("</sheetData>", far)
    else:
        cells = parts["content.xml"].rpartition("<table:table-row>")
        repeated = '<table:table-row table:number-rows-repeated="1048576">'
        cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float"'
        last = cells[2].replace('<table:table-cell office:value-type="float"', cell)
        last = last.replace("/>", "><text:p>1</text:p></table:table-cell>")
        parts["content.xml"] = cells[0] + repeated + last
    return zipped(**parts)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.ods"])
def test_a_cell_far_from_the_table_takes_no_memory(name):
    """The reader of workbooks would take hundreds of gigabytes and end the program."""
    with pytest.raises(SignalError, match=r"far|cannot be read \(a cell in column 16384\)"):
        parse_bytes(with_far_cell(name), name=name)


def test_empty_cells_to_the_end_of_a_sheet_are_none(tmp_path):
    """As LibreOffice ends every row and every sheet."""
    content = FILES["a.ods"]()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part).decode() for part in archive.namelist()}
    rest = '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
    blank = (
        '<table:table-row table:number-rows-repeated="1048569">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    body = parts["content.xml"].replace("</table:table-row>", rest)
    parts["content.xml"] = body.replace("</table:table>", blank)
    assert parse_bytes(zipped(**parts), name="a.ods").n_rows == 6


def test_how_far_an_old_workbook_reaches():
    from mirrors_engine.signals.formats.extent import _of_old, _stream

    content = bytearray(FILES["a.xls"]())
    assert _stream(content)[:2] == b"\x09\x08"
    assert max(_of_old(content)) == (7, 3)


def test_dates_of_an_old_workbook(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(FILES["a.xls"]())
    signal = Signal.from_file(path, "day", "v")
    assert signal.x_is_time and signal.x.tolist() == [18292.0 + k for k in range(6)]
    assert "The sheet data was read; others are notes." in signal.cleaning.sentences()


def test_rows_of_every_format_are_left_out_by_hand(tmp_path):
    for name in ("a.npz", "a.xlsx", "a.json"):
        path = tmp_path / name
        path.write_bytes(FILES[name]())
        first = read_table(path).line_of_row[0]
        signal = Signal.from_file(path, 0, 1, options=CsvOptions(exclude=f"{first}"))
        assert signal.raw_y.tolist() == V[1:].tolist()
        assert "left out by hand" in " ".join(signal.cleaning.sentences())


@pytest.mark.parametrize("kind", ["uint8", "int16", "int32", "float32", "float64"])
def test_sound_is_seconds_and_samples(tmp_path, kind):
    wave = np.array([0.0, 0.5, -0.5, 0.25, -1.0])
    dtype = np.dtype(kind)
    data = wave.astype(dtype)
    if dtype.kind == "u":
        data = (wave * 128 + 128).astype(dtype)
    elif dtype.kind == "i":
        data = (wave * 2.0 ** (8 * dtype.itemsize - 1)).astype(dtype)
    path = tmp_path / "a.wav"
    wavfile.write(path, 8000, np.column_stack([data, data[::-1]]))
    content = path.read_bytes() + b"LIST\x04\x00\x00\x00note"
    path.write_bytes(content[:4] + (len(content) - 8).to_bytes(4, "little") + content[8:])
    table = read_table(path)
    assert [c.label for c in table.columns] == ["time [s]", "channel 1", "channel 2"]
    np.testing.assert_array_equal(table.columns[0].values, np.arange(5) / 8000)
    np.testing.assert_array_equal(table.columns[1].values, wave)
    assert Signal.from_file(path).y_name == "channel 1"


@pytest.mark.parametrize("name", ["a.flac", "a.ogg"])
def test_compressed_sound(tmp_path, name):
    soundfile = pytest.importorskip("soundfile")
    wave = np.sin(np.arange(400) / 8) / 2
    soundfile.write(tmp_path / name, wave, 8000)
    signal = Signal.from_file(tmp_path / name)
    assert np.abs(signal.y - wave).max() < (1e-4 if name == "a.flac" else 0.1)
    assert signal.x[1] == 1 / 8000


def test_a_part_is_chosen(tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(("one", ROWS), ("two", [["t", "v"], [0.0, 5.0], [1.0, 6.0]])))
    assert Signal.from_file(path, options=CsvOptions(part="two")).y.tolist() == [5, 6]
    with pytest.raises(SignalError, match="no sheet three: choose one of one, two"):
        Signal.from_file(path, options=CsvOptions(part="three"))
    assert main(["fit", str(path), "--lam-ratio", "0.1", "--part", "two", "--json", "-"]) == 0
    said = capsys.readouterr()
    assert [row["y"] for row in json.loads(said.out)["fitted"]] == [5, 6]
    assert "The sheet two was read; others are one." in said.err
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(**{"a.csv": TEXT, "b.csv": "t,v\n0,5\n1,6\n"}))
    assert Signal.from_file(path, options=CsvOptions(part="b.csv")).y.tolist() == [5, 6]


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_are_one_sentence(tmp_path, name):
    content = FILES[name]()
    for cut in (len(content) // 3, len(content) - 9):
        path = tmp_path / name
        path.write_bytes(content[:cut])
        try:
            Signal.from_file(path)
        except SignalError as error:
            assert "\n" not in str(error) and str(error).endswith(".")


def test_matlab_arrays_of_every_type():
    from scipy.io import loadmat

    from mirrors_engine.signals.formats.matlab import read_matlab

    rng = np.random.default_rng(2)
    variables = {"z": rng.normal(size=4) + 1j, "s": np.float32(rng.normal(size=(3, 5)))}
    for kind in ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f8"):
        variables[kind] = rng.integers(0, 100, (4, 3)).astype(kind)
    others = {"text": "abc", "cell": np.array([1, "a"], dtype=object), "one": 3.0}
    for packed in (False, True):
        content = made(lambda s, p=packed: savemat(s, {**variables, **others}, do_compression=p))
        found, right = read_matlab(content), loadmat(io.BytesIO(content))
        assert set(found) == {*variables, "one"}
        for name, array in found.items():
            np.testing.assert_array_equal(array, right[name])


@pytest.mark.parametrize("name", ["a.mat", "a.npz", "a.npy", "a.json", "b.zip", "a.csv.gz"])
def test_changed_bytes_end_in_a_value_or_a_sentence(name):
    rng, content = np.random.default_rng(8), FILES[name]()
    for _ in range(60):
        bad = bytearray(content)
        for place in rng.integers(0, len(bad), 4):
            bad[place] = rng.integers(256)
        try:
            Signal.from_table(parse_bytes(bytes(bad), name=name))
        except SignalError as error:
            assert "\n" not in str(error)


def test_nothing_stored_is_run(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "run",))

    objects = np.array([Bomb()], dtype=object)
    np.save(tmp_path / "a.npy", objects)
    np.savez(tmp_path / "a.npz", v=objects)
    for name in ("a.npy", "a.npz"):
        with pytest.raises(SignalError, match=r"cannot be read|no numbers|no column"):
            Signal.from_file(tmp_path / name)
    assert not (tmp_path / "run").exists()


def test_a_small_archive_of_too_much_is_refused(tmp_path, monkeypatch):
    from mirrors_engine.signals.formats import packed

    monkeypatch.setattr(packed, "LARGEST", 1000)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"1,2\n" * 1000))
    with pytest.raises(SignalError, match="holds more than"):
        Signal.from_file(path)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.xlsx", "python_calamine", "excel"),
        ("a.xls", "python_calamine", "excel"),
        ("a.ods", "python_calamine", "excel"),
        ("a.parquet", "pyarrow.parquet", "parquet"),
        ("a.feather", "pyarrow.feather", "parquet"),
        ("a.h5", "h5py", "hdf5"),
        ("a.flac", "soundfile", "sound"),
        ("a.ogg", "soundfile", "sound"),
    ],
)
def test_a_missing_package_is_named(tmp_path, monkeypatch, name, module, extra):
    path = tmp_path / name
    path.write_bytes({**FILES, **SOUNDS}[name]())
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SignalError, match=rf"install mirrors\[{extra}\], or save the table as CSV"):
        Signal.from_file(path)
    assert typed.Missing("a", "b").extra == "b"


def test_missing_codes_and_dates_are_noticed_in_every_format(tmp_path):
    days = np.array([20200101 + k for k in range(8)])
    values = np.array([1.0, 2, -9999, 1, 3, 2, -9999, 2])
    path = tmp_path / "a.npz"
    np.savez(path, day=days, v=values)
    signal = Signal.from_file(path)
    assert signal.x_is_time and len(signal) == 6
    assert "-9999 in column v was taken for missing in 2 rows (lines 3, 7)." in " ".join(
        signal.cleaning.sentences()
    )
