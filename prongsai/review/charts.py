"""Charts as numbers: where bars end and lines run. Templates draw them as SVG, so that every label is escaped once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

PASS_MARK = 85.0
WIDTH, HEIGHT = 240.0, 120.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 14.0, 12.0, 22.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled bar; ``length`` is 0 to 100 of the longest. ``query`` is where it leads, None for nowhere."""

    label: str
    size: int
    length: float
    query: dict[str, str] | None = None
    tone: str = ""


def bars(rows: Iterable[tuple[str, int, dict[str, str] | None, str]]) -> list[Bar]:
    """Bars of (label, size, query, tone), drawn against the longest."""
    kept = list(rows)
    longest = max((size for _, size, _, _ in kept), default=0) or 1
    return [Bar(label, size, round(100 * size / longest, 2), query, tone) for label, size, query, tone in kept]


class Dot(NamedTuple):
    """A point of a line in the chart's own units, and what it says."""

    x: float
    y: float
    year: int
    score: float


@dataclass(frozen=True, slots=True)
class Run:
    """The scores of one agency over the years. ``path`` joins the dots; ``series`` chooses the colour, from 0."""

    series: int
    agency: str
    dots: list[Dot]
    path: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One small chart: the scores of one indicator. ``ticks``: (place, label) of both axes; ``mark``: the pass mark."""

    title: str
    runs: list[Run]
    years: list[tuple[float, int]]
    levels: list[tuple[float, int]]
    mark: float


def trend(title: str, scores: list[tuple[int, str, int, float]]) -> Trend:
    """A chart of (series, agency, fiscal year BE, score out of 100), sorted by series and year. Not empty."""
    years = sorted({year for _, _, year, _ in scores})
    low = min(PASS_MARK, *(score for *_, score in scores))
    floor = max(0, int((low - 5) // 10 * 10))

    def across(year: int) -> float:
        span = years[-1] - years[0]
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * ((year - years[0]) / span if span else 0.5), 1)

    def down(score: float) -> float:
        return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (100 - score) / (100 - floor), 1)

    runs: dict[int, tuple[str, list[Dot]]] = {}
    for series, agency, year, score in scores:
        runs.setdefault(series, (agency, []))[1].append(Dot(across(year), down(score), year, score))
    drawn = [Run(series, agency, dots, _path(dots)) for series, (agency, dots) in runs.items()]
    return Trend(
        title, drawn, [(across(year), year) for year in years], [(down(at), at) for at in (floor, 100)], down(PASS_MARK)
    )


def _path(dots: list[Dot]) -> str:
    return " ".join(f"{'L' if at else 'M'}{dot.x} {dot.y}" for at, dot in enumerate(dots))
