"""Draw the manual's pictures from the engine: `python resources/site/pictures.py`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mirrors_engine import Architecture, FitResult, Problem, Signal, fit
from mirrors_engine.landscape import landscape

FOLDER = Path(__file__).resolve().parents[1] / "manual" / "pictures"
WIDTH, HEIGHT, MARGIN = 640, 300, 28
INK, GREY, BLUE, PINK = "#1f2933", "#9aa5b1", "#2563a8", "#c2408a"


class Picture:
    """An SVG of curves and marks in the coordinates of the data."""

    def __init__(self, x: np.ndarray, y: np.ndarray) -> None:
        self.low, self.high = (min(x), min(y)), (max(x), max(y))
        self.parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']

    def at(self, x: float, y: float) -> tuple[float, float]:
        share_x = (x - self.low[0]) / (self.high[0] - self.low[0])
        share_y = (y - self.low[1]) / (self.high[1] - self.low[1])
        return (
            MARGIN + share_x * (WIDTH - 2 * MARGIN),
            HEIGHT - MARGIN - share_y * (HEIGHT - 2 * MARGIN),
        )

    def _points(self, x: np.ndarray, y: np.ndarray) -> str:
        placed = (self.at(a, b) for a, b in zip(x, y, strict=True))
        return " ".join(f"{a:.1f},{b:.1f}" for a, b in placed)

    def line(self, x: np.ndarray, y: np.ndarray, color: str = BLUE, width: float = 2) -> None:
        self.parts.append(
            f'<polyline points="{self._points(x, y)}" fill="none" stroke="{color}" '
            f'stroke-width="{width}" stroke-linejoin="round"/>'
        )

    def area(self, x: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        around = self._points(np.append(x, x[::-1]), np.append(low, high[::-1]))
        self.parts.append(f'<polygon points="{around}" fill="#d6e4f2"/>')

    def samples(self, signal: Signal) -> None:
        for x, y in zip(signal.x, signal.y, strict=True):
            a, b = self.at(x, y)
            self.parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{GREY}"/>')

    def kinks(self, result: FitResult) -> None:
        """Filled diamonds at samples, hollow ones at mirror images, as in the window."""
        inside = result.signal.x[0], result.signal.x[-1]
        for kink in (kink for feature in result.features for kink in feature.kinks):
            if not inside[0] <= kink.position <= inside[1]:
                continue
            a, b = self.at(kink.position, float(result.predict([kink.position])[0]))
            fill, stroke = ("#ffffff", PINK) if kink.mirror else (INK, INK)
            self.parts.append(
                f'<path d="M{a - 7:.1f},{b:.1f} l7,-7 l7,7 l-7,7 z" fill="{fill}" '
                f'stroke="{stroke}" stroke-width="2"/>'
            )

    def text(self, words: str) -> None:
        self.parts.append(
            f'<text x="{MARGIN}" y="18" font-family="sans-serif" font-size="14" '
            f'fill="{INK}">{words}</text>'
        )

    def write(self, name: str) -> None:
        FOLDER.mkdir(exist_ok=True)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        text = "\n".join((head, *self.parts, "</svg>", ""))
        (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")


def draw_fit(name: str, words: str, signal: Signal, net: Architecture, lam: float = 0) -> None:
    result = fit(signal, net, lam)
    t = np.linspace(signal.x[0], signal.x[-1], 601)
    f = result.predict(t)
    picture = Picture(t, np.append(f, signal.y))
    picture.text(words)
    picture.line(t, f)
    picture.samples(signal)
    picture.kinks(result)
    picture.write(name)


def draw_path(signal: Signal, net: Architecture) -> None:
    problem = Problem(signal, net)
    ratios = np.linspace(0.999, 0.05, 200)
    results = [problem.solve(lam_ratio=r) for r in ratios]
    names = sorted({feature.key for result in results for feature in result.features})
    weights = np.zeros((len(ratios), len(names)))
    for row, result in enumerate(results):
        for feature, weight in zip(result.features, result.weights, strict=True):
            weights[row, names.index(feature.key)] = weight
    picture = Picture(1 - ratios, weights.ravel())
    picture.text("Weights while λ falls from λ_max (left): straight lines between events")
    for column in weights.T:
        picture.line(1 - ratios, column)
    picture.write("path")


def draw_band(signal: Signal, net: Architecture) -> None:
    result = fit(signal, net, lam_ratio=0.02)
    band = landscape(result).band()
    t = np.linspace(signal.x[0], signal.x[-1], 601)
    low, high = band.at(t)
    picture = Picture(t, np.concatenate((low, high, signal.y)))
    picture.text("Every optimal network lies in the band; the line is the canonical one")
    picture.area(t, low, high)
    picture.line(t, result.predict(t))
    picture.samples(signal)
    picture.write("band")


def main() -> None:
    six = Signal([0, 4, 5, 7, 10, 11], [0, 0, 0, 2, 3, 3])
    draw_fit("kinks", "ReLU, two layers: every kink at a sample", six, Architecture("relu", 2))
    x = np.array([0.0, 1, 2, 4, 5, 6, 8, 9])
    folded = Signal(x, abs(abs(x - 4) - 3))
    words = "|·|, three layers: one unit; the kink at 7 is 1 mirrored about 4"
    draw_fit("reflection", words, folded, Architecture("abs", 3))
    nile = Signal.from_csv(FOLDER.parents[1] / "samples" / "nile.csv", x="year", y="flow")
    draw_path(nile, Architecture("sign", 2))
    uneven = Signal([0, 2, 4, 5, 8, 11], [-1, -2, 2, -2, -1, 1])
    draw_band(uneven, Architecture("abs", 3))


if __name__ == "__main__":
    main()
