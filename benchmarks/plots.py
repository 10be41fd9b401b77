"""Plots of the results as SVG, drawn with nothing but text: two axes that count in tenfolds, dots, lines, names."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 70, 190, 40, 50
COLOURS = ("#1b6ca8", "#c8553d", "#5a8f29", "#8a5a9e", "#c7982b", "#4f6d7a", "#a8326e", "#222222")
Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``; ``tenfold``: each mark is ten times the one before, else marks stand evenly."""

    title: str
    low: float
    high: float
    tenfold: bool = True

    def share(self, value: float) -> float:
        """Where on the axis, 0 to 1."""
        if self.tenfold:
            return (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        return (value - self.low) / (self.high - self.low)

    def marks(self) -> list[float]:
        if self.tenfold:
            return [10.0**n for n in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)]
        return [self.low + n * (self.high - self.low) / 5 for n in range(6)]


def tenfolds(title: str, values: list[float]) -> Axis:
    """An axis over whole tenfolds around the values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Axis(title, 10.0**low, 10.0 ** max(high, low + 1))


def draw(title: str, across: Axis, up: Axis, series: dict[str, Points], *, joined: bool) -> str:
    """One plot. Each series is named beside it; ``joined``: a line through its points, in their order."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>',
        *_frame(across, up),
    ]
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        placed = [_place(across, up, point) for point in points]
        if joined:
            line = " ".join(f"{x},{y}" for x, y in placed)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in placed]
        beside = TOP + 12 + 20 * number
        parts.append(f'<circle cx="{WIDE - RIGHT + 14}" cy="{beside - 4}" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{WIDE - RIGHT + 24}" y="{beside}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _place(across: Axis, up: Axis, point: tuple[float, float]) -> tuple[float, float]:
    x, y = across.share(point[0]), up.share(point[1])
    return round(LEFT + x * (WIDE - LEFT - RIGHT), 1), round(HIGH - BOTTOM - y * (HIGH - TOP - BOTTOM), 1)


def _frame(across: Axis, up: Axis) -> list[str]:
    floor, wall = HIGH - BOTTOM, WIDE - RIGHT
    parts = []
    for mark in across.marks():
        x, _ = _place(across, up, (mark, up.low))
        parts.append(f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{floor}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{floor + 18}" text-anchor="middle">{mark:,g}</text>')
    for mark in up.marks():
        _, y = _place(across, up, (across.low, mark))
        parts.append(f'<line x1="{LEFT}" y1="{y}" x2="{wall}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{mark:,g}</text>')
    middle = (TOP + floor) / 2
    parts.append(f'<text x="{(LEFT + wall) / 2}" y="{HIGH - 12}" text-anchor="middle">{escape(across.title)}</text>')
    turned = f'transform="rotate(-90 16 {middle})"'
    parts.append(f'<text x="16" y="{middle}" text-anchor="middle" {turned}>{escape(up.title)}</text>')
    return parts


def engines_to_plot(result: dict[str, Any]) -> str:
    """Speed beside accuracy."""
    engines = result["engines"]
    series = {name: [(of["milliseconds_a_page"], 100 * of["texts"]["share"])] for name, of in engines.items()}
    across = tenfolds("CPU milliseconds a page", [x for ((x, _),) in series.values()])
    up = Axis("texts found whole, %", 0, 100, tenfold=False)
    return draw("Speed and accuracy on the samples' PDFs", across, up, series, joined=False)


def pages_to_plot(result: dict[str, Any]) -> str:
    return _growth("One PDF of more and more pages", "pages", result["pages"], "pages")


def texts_to_plot(result: dict[str, Any]) -> str:
    return _growth("One text of more and more bytes", "bytes", result["texts"], "bytes")


def _growth(title: str, unit: str, measured: list[dict[str, float]], key: str) -> str:
    series = {
        "CPU seconds": [(of[key], of["cpu_seconds"]) for of in measured],
        "peak memory, GB": [(of[key], of["peak_megabytes"] / 1000) for of in measured],
    }
    values = [y for points in series.values() for _, y in points]
    across, up = tenfolds(unit, [of[key] for of in measured]), tenfolds("CPU seconds, GB", values)
    return draw(title, across, up, series, joined=True)


def files_to_plot(result: dict[str, Any]) -> str:
    measured = result["files"]
    series = {
        f"{what}, {jobs} job{'s' * (jobs > 1)}": [(of["files"], of[key]) for of in measured if of["jobs"] == jobs]
        for what, key in (("CPU seconds", "cpu_seconds"), ("wall seconds", "wall_seconds"))
        for jobs in sorted({of["jobs"] for of in measured})
    }
    values = [y for points in series.values() for _, y in points]
    across, up = tenfolds("files", [of["files"] for of in measured]), tenfolds("seconds", values)
    return draw("One run over more and more files", across, up, series, joined=True)


PLOTS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "engines.svg": ("accuracy", engines_to_plot),
    "pages.svg": ("scaling", pages_to_plot),
    "texts.svg": ("scaling", texts_to_plot),
    "files.svg": ("scaling", files_to_plot),
}
