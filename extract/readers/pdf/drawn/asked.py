"""The ink of single characters: where a glyph was drawn, from its origin, and how its text is put right."""

from collections.abc import Callable
from typing import NamedTuple

import regex

from extract.readers.pdf.drawn.glyphs import Glyphs, Run
from extract.readers.pdf.drawn.raw import Box, Matrix
from extract.readers.pdf.drawn.runs import read_inks, read_origins


class Ink(NamedTuple):
    """Ink of a glyph from its origin, in shares of the font size."""

    left: float
    low: float
    width: float
    height: float


class Place(NamedTuple):
    """A character whose ink can be asked: where it is, its run, and the characters drawn before and after (or -1)."""

    at: int
    run: Run
    before: int
    after: int


def change(glyphs: Glyphs, indices: list[int], decide: Callable[[Glyphs, Place, Ink], str | None]) -> list[str]:
    """Ask ``decide`` about each character; put there what it returns, unless None. Returns what was put."""
    if not indices:
        return []
    places = places_of(glyphs.runs, indices)
    new: dict[int, str] = {}
    for place, ink in zip(places, inks_of(glyphs, places), strict=True):
        letter = decide(glyphs, place, ink)
        if letter is not None:
            new[place.at] = letter
    put(glyphs, new)
    return list(new.values())


def places_of(runs: list[Run], indices: list[int]) -> list[Place]:
    """Characters of upright runs; those written as ActualText share one place, so their ink says nothing."""
    places, nth, count = [], 0, len(runs)
    for index in indices:
        while nth < count and runs[nth].end <= index:
            nth += 1
        if nth == count:
            break
        run = runs[nth]
        if run.start > index or run.turn or run.written or not run.size:
            continue
        before = index - 1 if index > run.start else runs[nth - 1].end - 1 if nth else -1
        after = index + 1 if index + 1 < run.end else runs[nth + 1].start if nth + 1 < count else -1
        places.append(Place(index, run, before, after))
    return places


def inks_of(glyphs: Glyphs, places: list[Place]) -> list[Ink]:
    indices = [glyphs.source[place.at] for place in places]
    origins, flat = iter(read_origins(glyphs.textpage, indices)), iter(read_inks(glyphs.textpage, indices))
    inks, matrix = [], glyphs.matrix
    turned = matrix[0] <= 0
    for place, x, y, left, right, low, high in zip(places, origins, origins, flat, flat, flat, flat, strict=False):
        size = place.run.size
        left, low, right, high = left - x, low - y, right - x, high - y
        if turned:
            left, low, right, high = _as_displayed(matrix, left, low, right, high)
        inks.append(Ink(left / size, low / size, (right - left) / size, (high - low) / size))
    return inks


def _as_displayed(matrix: Matrix, left: float, low: float, right: float, high: float) -> Box:
    """A box about an origin, as the page is displayed, but that y runs upwards still."""
    a, b, c, d, _, _ = matrix
    xs, ys = (a * left + c * low, a * right + c * high), (-b * left - d * low, -b * right - d * high)
    return min(xs), min(ys), max(xs), max(ys)


def put(glyphs: Glyphs, new: dict[int, str]) -> None:
    if new:
        letters = list(glyphs.text)
        for index, letter in new.items():
            letters[index] = letter
        glyphs.text = "".join(letters)


def find(pattern: regex.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]
