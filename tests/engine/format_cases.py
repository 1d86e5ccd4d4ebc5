"""A file of every format with the same six rows, and the columns t and v first."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from pathlib import Path

import numpy as np
from scipy.io import savemat, wavfile

T = np.arange(6) / 4
V = np.array([1.5, -2.25, 3.0, 0.125, 7.0, -1.0])
TEXT = "t,v\n" + "".join(f"{t},{v}\n" for t, v in zip(T, V, strict=True))


def made(write):
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue()


def zipped(**members):
    def write(stream):
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return made(write)


def workbook(*sheets):
    """The smallest workbook Excel writes: names of sheets with rows of numbers and words."""
    cells = "".join
    parts = {}
    listed, related = [], []
    for k, (name, rows) in enumerate(sheets, 1):
        body = cells(
            "<row>"
            + cells(
                f'<c t="inlineStr"><is><t>{c}</t></is></c>'
                if isinstance(c, str)
                else f"<c><v>{c!r}</v></c>"
                for c in row
            )
            + "</row>"
            for row in rows
        )
        space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        parts[f"xl/worksheets/sheet{k}.xml"] = (
            f"<worksheet {space}><sheetData>{body}</sheetData></worksheet>"
        )
        listed.append(f'<sheet name="{name}" sheetId="{k}" r:id="r{k}"/>')
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        related.append(f'<Relationship Id="r{k}" Type="{kind}" Target="worksheets/sheet{k}.xml"/>')
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/workbook.xml"] = (
        f'<workbook {space} xmlns:r="{relations}"><sheets>{cells(listed)}</sheets></workbook>'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{package}">{cells(related)}</Relationships>'
    )
    office = f"{relations}/officeDocument"
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{package}">'
        f'<Relationship Id="r" Type="{office}" Target="xl/workbook.xml"/></Relationships>'
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts["[Content_Types].xml"] = f'<Types xmlns="{types}"/>'
    return zipped(**parts)


def parquet(stream):
    import pyarrow
    from pyarrow import parquet as writer

    writer.write_table(pyarrow.table({"t": T, "v": V, "w": ["a"] * 6}), stream)


def feather(stream):
    import pyarrow
    from pyarrow import feather as writer

    writer.write_feather(pyarrow.table({"t": T, "v": V}), stream)


def hdf5(stream):
    import h5py

    with h5py.File(stream, "w") as file:
        file["run/t"], file["run/v"], file["other"] = T, V, np.arange(3.0)


def ods(rows):
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            if isinstance(c, str)
            else f'<table:table-cell office:value-type="float" office:value="{c!r}"/>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{words}"><office:body><office:spreadsheet><table:table table:name="A">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zipped(
        **{
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


ROWS = [["t", "v"], *([float(t), float(v)] for t, v in zip(T, V, strict=True))]
RECORDS = [{"t": float(t), "v": float(v)} for t, v in zip(T, V, strict=True)]
PAIRS = np.column_stack([T, V])
FIELDS = np.array(list(zip(T, V, strict=True)), dtype=[("t", float), ("v", float)])

FILES = {
    "a.csv.gz": lambda: gzip.compress(TEXT.encode()),
    "a.txt.bz2": lambda: bz2.compress(TEXT.encode()),
    "a.dat.xz": lambda: lzma.compress(TEXT.encode()),
    "a.zip": lambda: zipped(**{"deep/a.csv": TEXT}),
    "b.zip": lambda: zipped(**{"a.csv.gz": gzip.compress(TEXT.encode()), "__MACOSX/x": "1"}),
    "a.npy": lambda: made(lambda s: np.save(s, PAIRS)),
    "fields.npy": lambda: made(lambda s: np.save(s, FIELDS)),
    "wide.npy": lambda: made(lambda s: np.save(s, PAIRS.T.copy())),
    "a.npz": lambda: made(lambda s: np.savez(s, t=T, v=V, rate=4.0, extra=np.arange(3))),
    "a.mat": lambda: made(lambda s: savemat(s, {"t": T, "v": V[:, None], "fs": 4.0})),
    "a.json": lambda: json.dumps(RECORDS).encode(),
    "columns.json": lambda: json.dumps({"t": T.tolist(), "v": V.tolist()}).encode(),
    "rows.json": lambda: json.dumps(ROWS).encode(),
    "split.json": lambda: json.dumps({"columns": ["t", "v"], "data": PAIRS.tolist()}).encode(),
    "within.json": lambda: json.dumps({"meta": {"n": 6}, "data": RECORDS}).encode(),
    "a.jsonl": lambda: "\n".join(map(json.dumps, RECORDS)).encode(),
    "a.xlsx": lambda: workbook(("notes", [["no numbers"]]), ("data", ROWS)),
    # written by xlwt 1.3: a sheet without numbers, and one with a column of dates as the third
    "a.xls": (Path(__file__).parent / "old_workbook.xls").read_bytes,
    "a.ods": lambda: ods(ROWS),
    "a.parquet": lambda: made(parquet),
    "a.feather": lambda: made(feather),
    "a.h5": lambda: made(hdf5),
}

SOUND = np.array([0.0, 0.5, -0.5, 0.25, -0.75, 0.125])


def sound(kind):
    def write(stream):
        import soundfile

        soundfile.write(stream, SOUND, 8000, format=kind)

    return made(write)


SOUNDS = {
    "a.wav": lambda: made(lambda s: wavfile.write(s, 8000, SOUND)),
    "a.flac": lambda: sound("FLAC"),
    "a.ogg": lambda: sound("OGG"),
}
