"""Write `mirrors.ico` (Windows) and `mirrors.icns` (macOS) from `resources/icons/mirrors.svg`.

    python resources/packaging/make_icons.py build/icons

`mirrors.spec` calls `write`; Qt renders the drawing, Pillow packs the files.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image

SOURCE = Path(__file__).resolve().parent.parent / "icons" / "mirrors.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)  # 128 to 512 also serve as half the size at 2×


def render(size: int) -> Image.Image:
    """The drawing on a transparent square of `size` pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(picture.rect()))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


def write(folder: Path) -> dict[str, Path]:
    """Write both files into `folder`; returns their paths by suffix, "ico" and "icns"."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: render(size) for size in sorted({*ICO_SIZES, *ICNS_SIZES})}
    made = {suffix: folder / f"mirrors.{suffix}" for suffix in ("ico", "icns")}
    largest = pictures[max(ICO_SIZES)]
    smaller = [pictures[size] for size in ICO_SIZES[:-1]]
    largest.save(made["ico"], sizes=[(s, s) for s in ICO_SIZES], append_images=smaller)
    largest = pictures[max(ICNS_SIZES)]
    largest.save(made["icns"], append_images=[pictures[size] for size in ICNS_SIZES[:-1]])
    return made


if __name__ == "__main__":
    for path in write(Path(sys.argv[1] if len(sys.argv) > 1 else "build/icons")).values():
        print(path)
