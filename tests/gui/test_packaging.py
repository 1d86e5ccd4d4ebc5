"""What the packaged program tells each desktop: its icons, its version, the files it opens.

Only the Linux program is built and run here; of the others these are the parts that need
neither Windows nor macOS.
"""

from __future__ import annotations

import plistlib
import re
import struct
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from mirrors_engine import __version__
from mirrors_gui.app import DESKTOP_FILE

PACKAGING = Path(__file__).resolve().parents[2] / "resources" / "packaging"


@pytest.fixture(autouse=True)
def packaging(monkeypatch):
    monkeypatch.syspath_prepend(str(PACKAGING))


def test_icons_hold_every_size_and_are_the_drawing(qapp, tmp_path):
    pytest.importorskip("PIL", reason="Pillow comes with the extra `exe`")
    import make_icons

    made = make_icons.write(tmp_path)
    ico = made["ico"].read_bytes()
    reserved, kind, count = struct.unpack("<HHH", ico[:6])
    sizes = {
        ico[6 + 16 * i] or 256 for i in range(count)
    }  # 256 does not fit a byte: 0 stands for it
    assert (reserved, kind, sizes) == (0, 1, set(make_icons.ICO_SIZES))
    icns = made["icns"].read_bytes()
    assert icns[:4] == b"icns"
    assert struct.unpack(">I", icns[4:8])[0] == len(icns)
    kinds, at = set(), 8
    while at < len(icns):
        kinds.add(icns[at : at + 4])
        at += struct.unpack(">I", icns[at + 4 : at + 8])[0]
    assert {b"ic07", b"ic08", b"ic09", b"ic10"} <= kinds  # 128, 256, 512 and 1024 pixels
    picture = QImage(str(made["ico"]))
    assert picture.pixelColor(0, 0).alpha() == 0  # round corners
    middle = picture.width() // 2
    assert picture.pixelColor(middle, 2 * middle - 16).name() == "#16181c"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("0.1.0", (0, 1, 0, 0)),
        ("1.2", (1, 2, 0, 0)),
        ("1.2.3.4", (1, 2, 3, 4)),
        ("0.2.0rc1", (0, 2, 0, 0)),
        ("0.2.dev5", (0, 2, 0, 0)),
        ("10.20.30+local.7", (10, 20, 30, 0)),
    ],
)
def test_the_four_numbers_of_a_version(version, numbers):
    import platforms

    assert platforms.numbers(version) == numbers


def test_the_version_resource_is_what_pyinstaller_reads():
    """PyInstaller evaluates the text with its own classes, which need Windows to be imported."""
    import platforms

    names = (
        *("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct"),
        *("VarFileInfo", "VarStruct"),
    )
    classes = {name: lambda *values, _name=name, **named: (_name, values, named) for name in names}
    text = platforms.version_resource("1.2.3", "Mirrors")
    kind, _, parts = eval(text, {"__builtins__": {}}, classes)
    assert kind == "VSVersionInfo"
    assert parts["ffi"][2] == {"filevers": (1, 2, 3, 0), "prodvers": (1, 2, 3, 0)}
    strings, languages = parts["kids"]
    (table,) = strings[1][0]
    language, texts = table[1]
    assert language == "040904B0"  # English (United States), Unicode
    assert dict(each[1] for each in texts) == platforms.version_strings("1.2.3", "Mirrors")
    assert languages[1][0][0][1] == ("Translation", [0x0409, 0x04B0])


def test_the_citation_names_the_version():
    lines = (PACKAGING.parents[1] / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert f"version: {__version__}" in lines


def test_the_bundle_says_which_files_it_opens():
    import platforms

    plist = plistlib.loads(plistlib.dumps(platforms.info_plist(__version__)))
    (exported,) = plist["UTExportedTypeDeclarations"]
    opened = [
        kind for entry in plist["CFBundleDocumentTypes"] for kind in entry["LSItemContentTypes"]
    ]
    assert exported["UTTypeIdentifier"] in opened
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["mirrors"]
    assert plist["CFBundleShortVersionString"] == __version__


def test_linux_files_agree_with_each_other():
    import platforms

    entry = ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(PACKAGING / f"{DESKTOP_FILE}.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    component = ET.parse(PACKAGING / f"{DESKTOP_FILE}.metainfo.xml").getroot()
    (kind,) = ET.parse(PACKAGING / f"{DESKTOP_FILE}.xml").getroot()
    assert DESKTOP_FILE == platforms.IDENTIFIER == component.findtext("id") == desktop["Icon"]
    assert component.findtext("launchable") == f"{DESKTOP_FILE}.desktop"
    assert kind.get("type") in desktop["MimeType"].split(";")
    assert kind.get("type") == component.findtext("provides/mediatype")
    assert kind.find("{*}glob").get("pattern") == "*.mirrors"
    assert desktop["Exec"].split()[0] == component.findtext("provides/binary") == "mirrors"


def test_windows_opens_projects_by_a_double_click():
    """As the registry has it: the ending leads to a class, whose command gets the file."""
    script = (PACKAGING / "install.cmd").read_bytes().decode("ascii")
    assert script.count("\n") == script.count("\r\n")  # cmd reads labels wrongly otherwise
    program = "C:\\Tools\\Mirrors-windows\\Mirrors\\Mirrors.exe"
    values = {}
    for line in script.splitlines():
        found = re.fullmatch(r'reg add "([^"]+)" (/ve|/v "([^"]+)") /d "(.*)" /f >nul .*', line)
        if found:
            data = found[4].replace('\\"', '"').replace("%program%", program)
            values[found[1], found[3]] = data.replace("%%", "%")
    classes = "%classes%\\"
    project = values[classes + ".mirrors", None]
    command = values[f"{classes}{project}\\shell\\open\\command", None]
    assert command == f'"{program}" "%1"'
    mime = ET.parse(PACKAGING / "local.mirrors.Mirrors.xml").getroot()[0].get("type")
    assert values[classes + ".mirrors", "Content Type"] == mime
    removed = re.findall(r'reg delete "([^"]+)"', script)
    assert len(removed) == 2
    assert all(any(key.startswith(each) for each in removed) for key, _ in values)
