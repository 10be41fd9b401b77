"""Strips of a page between stretches of white, and which of them are one column.

A label in the middle of its column often stands over none of its texts, when these begin at the column's side and are
short. Then label and texts are two strips, and the white between them is narrower than the white between two columns.
"""

from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.readers.pdf.lines.chunks import Chunk, ChunkRow

Gutter = tuple[float, float]

_LEAST_OVERLAP = 0.3  # of the label's width or the strip's, whichever is less
_NEAR = 1.2  # em between the mark of an item and its text
_FLUSH = 1.6  # points that texts of one margin may differ
_ALIGNED, _LEAST_ALIGNED = 0.6, 2  # of the texts of a column; texts
_BEFORE = 0.25  # em from a column's side to its texts
_MARK = regex.compile(r"\s*(?:[(]?[0-9๐-๙]{1,2}(?:[.][0-9๐-๙]{1,2})*[.)]|[-–•○▪])\s*")


@dataclass(slots=True)
class _Strip:
    """What stands between two gutters; ``right`` is the white behind it. marks: of items, right before their texts."""

    labelled: bool
    texts: list[Chunk]
    right: Gutter
    marks: bool = False


def join_strips(gutters: list[Gutter], x1: float, labels: list[Chunk], body: list[ChunkRow]) -> list[Gutter]:
    """The gutters that part columns: each column has a label, but for the first one, which may name the rows.

    x1: where the last column ends. labels: those that none stands beneath.
    """
    if not gutters:
        return []
    strips = _strips(gutters, x1, labels, body)
    for nth in reversed(_pairs(strips)):
        _merge(strips, nth)
    for nth in range(len(strips) - 1, 0, -1):
        if not strips[nth].labelled:
            _merge(strips, nth if strips[nth].marks and nth + 1 < len(strips) else nth - 1)
    return [strip.right for strip in strips[:-1]]


def _strips(gutters: list[Gutter], x1: float, labels: list[Chunk], body: list[ChunkRow]) -> list[_Strip]:
    """The strips from left to right."""
    sides = [(low + high) / 2 for low, high in gutters] + [x1]
    strips: list[_Strip] = []
    last = float("-inf")
    for side, gutter in zip(sides, [*gutters, (x1, x1)], strict=True):
        texts = [chunk for row in body for chunk in row.chunks if last <= (chunk.x0 + chunk.x1) / 2 < side]
        left = last if strips else min([chunk.x0 for chunk in (*labels, *texts)], default=side)
        marks = bool(strips and texts) and all(_MARK.fullmatch(chunk.text) for chunk in texts)
        near = _width(gutter) < _NEAR * (body[0].size if body else 0.0)
        strips.append(_Strip(any(_over(label, left, side) for label in labels), texts, gutter, marks and near))
        last = side
    return strips


def is_mark(text: str) -> bool:
    """The number or bullet of an item, and nothing else."""
    return _MARK.fullmatch(text) is not None


def _over(label: Chunk, low: float, high: float) -> bool:
    shared = min(label.x1, high) - max(label.x0, low)
    return shared > _LEAST_OVERLAP * min(label.x1 - label.x0, high - low)


def _pairs(strips: list[_Strip]) -> list[int]:
    """Strips that belong to the one on their right: as many as can be, and of those the nearest."""
    best: list[tuple[int, float, list[int]]] = [(0, 0.0, []), (0, 0.0, [])]
    for nth, (left, right) in enumerate(pairwise(strips)):
        options = [best[-1]]
        if _belong(left, right):
            count, white, found = best[-2]
            options.append((count - 1, white + _width(left.right), [*found, nth]))
        best.append(min(options, key=lambda option: option[:2]))
    return best[-1][2]


def _belong(left: _Strip, right: _Strip) -> bool:
    """A label without texts beside texts without a label."""
    if left.labelled == right.labelled:
        return False
    label, texts = (left, right) if left.labelled else (right, left)
    return not label.texts and bool(texts.texts) and not texts.marks


def _merge(strips: list[_Strip], nth: int) -> None:
    left, right = strips[nth : nth + 2]
    strips[nth : nth + 2] = [_Strip(left.labelled or right.labelled, [*left.texts, *right.texts], right.right)]


def _width(gutter: Gutter) -> float:
    return gutter[1] - gutter[0]


def side_within(gutter: Gutter, until: float, head: list[ChunkRow], body: list[ChunkRow], size: float) -> float:
    """Where a column begins: close before texts that share a margin, else in the middle of the white.

    Longer texts of the column on the left, on another page, may go on into that white. until: where the column ends.
    """
    low, high = gutter
    middle = (low + high) / 2
    starts = [next((chunk.x0 for chunk in row.chunks if middle <= chunk.x0 < until), until) for row in body]
    starts = [start for start in starts if start < until]
    first = min(starts, default=middle)
    flush = sum(start - first <= _FLUSH for start in starts)
    if flush < max(_LEAST_ALIGNED, _ALIGNED * len(starts)):
        return middle
    labels = [chunk for row in head for chunk in row.chunks if chunk.x1 > middle]
    beside = [label.x0 for label in labels if label.x0 >= middle]
    over = [label for label in labels if label.x0 < middle]
    both = [label.x1 - _BEFORE * size for label in over if label.x0 > low or label.x1 > high]  # and so it stays
    left = [label.x1 for label in over if label.x0 <= low and label.x1 <= high]
    return max([middle, *left, min([first, high, *beside, *both]) - _BEFORE * size])
