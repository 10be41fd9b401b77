"""Prose on a scanned page in regions that can each be read as one block: columns are never merged.

Lines of text are found by rows without ink. Lines that share a wide gap down their height are columns side by side.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.readers.scan.paper import IntBox

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Grey

# Inches.
_GUTTER = 0.28
_LEAST_LINE = 0.035
_PARAGRAPH = 0.5  # white this high parts regions
_WITHIN = 0.5  # of a letter's height

Span = tuple[int, int]


@dataclass(slots=True)
class _Band:
    """Lines from ``top`` to ``bottom`` with the gutters they share."""

    top: int
    bottom: int
    gutters: list[Span]


def find_regions(ink: "Grey", dpi: float, letter: float) -> list[IntBox]:
    """Boxes of blocks of text, from top to bottom, those side by side from left to right.

    ``letter`` is the usual height of letters, in pixels: white lower than half of it lies between letters and marks.
    """
    bands: list[_Band] = []
    for top, bottom in _stretches(ink.sum(axis=1), 2, round(_WITHIN * letter), round(_LEAST_LINE * dpi)):
        gutters = _gutters(ink[top:bottom], round(_GUTTER * dpi))
        shared = _shared(bands[-1].gutters, gutters, round(_GUTTER * dpi)) if bands else []
        together = bool(bands) and top - bands[-1].bottom < _PARAGRAPH * dpi
        if together and (shared or (not gutters and not bands[-1].gutters)):
            bands[-1].bottom, bands[-1].gutters = bottom, shared
        else:
            bands.append(_Band(top, bottom, gutters))
    return [box for band in bands for box in _columns(ink, band)]


def _stretches(profile: "NDArray[int64]", least: int, join: int, shortest: int) -> list[Span]:
    """Runs of a profile that are at least ``least``, joined over ``join``, none shorter than ``shortest``."""
    runs: list[Span] = []
    for place in (profile >= least).nonzero()[0].tolist():
        if runs and place - runs[-1][1] <= join:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return [run for run in runs if run[1] - run[0] >= shortest]


def _gutters(line: "Grey", least: int) -> list[Span]:
    """White stretches between the words of a line, wide enough to part columns."""
    words = _stretches(line.sum(axis=0), 1, least - 1, 1)
    return [(before[1], after[0]) for before, after in pairwise(words)]


def _shared(one: list[Span], other: list[Span], least: int) -> list[Span]:
    """What two lines' gutters have in common."""
    common = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return [(start, end) for start, end in common if end - start >= least]


def _columns(ink: "Grey", band: _Band) -> list[IntBox]:
    edges = [0, *((start + end) // 2 for start, end in band.gutters), ink.shape[1]]
    boxes: list[IntBox] = []
    for left, right in pairwise(edges):
        columns = ink[band.top : band.bottom, left:right].max(axis=0).nonzero()[0]
        if columns.size:
            boxes.append((left + int(columns[0]), band.top, left + int(columns[-1]) + 1, band.bottom))
    return boxes


if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray
