"""Pieces of a line between gaps of several blanks, and the columns in which pieces of many lines stand."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import NamedTuple

import regex

from schemas.document import Cell
from schemas.trace import Span

_CHUNK = re.compile(r"\S+(?:[ \u00a0]\S+)*+")
_SIGNED = re.compile(r"[(]?\s*(?:ลงชื่อ|ลงนาม)|[(][^()]*[)]$|[.…_]{4}")
_NO_WIDTH = regex.compile(r"[\p{Mn}\f]++")
_LONGEST_LINE = 4000


class Chunk(NamedTuple):
    """A piece of text between two gaps: its interval, and the columns of print it takes, half-open."""

    start: int
    end: int
    left: int
    right: int


Cells = dict[int, list[Chunk]]
Measure = Callable[[str], int]


def as_displayed(text: str) -> int:
    """Columns that a text takes where it is shown: Thai marks above and below take none."""
    return len(text) if text.isascii() and "\f" not in text else len(_NO_WIDTH.sub("", text))


def as_counted(text: str) -> int:
    """Columns as ``pdftotext -layout`` counts them: every character takes one."""
    return len(text) - text.count("\f")


def line_to_chunks(raw: str, start: int, end: int, measure: Measure) -> list[Chunk]:
    """The pieces of one line, from left to right; none of a line too long to be a row of print."""
    if end - start > _LONGEST_LINE:
        return []
    chunks, column, at = [], 0, start
    for match in _CHUNK.finditer(raw, start, end):
        column += measure(raw[at : match.start()])
        width = measure(match.group())
        chunks.append(Chunk(match.start(), match.end(), column, column + width))
        column, at = column + width, match.end()
    return chunks


def gutters(lines: Iterable[Iterable[Chunk]], bounds: Iterable[Span] = ()) -> list[Span]:
    """Columns of print that text of some line covers, parted where at least two stay blank in every line.

    bounds: what lines seen before have covered.
    """
    covers = sorted([*bounds, *((chunk.left, chunk.right) for line in lines for chunk in line)])
    found: list[list[int]] = []
    for left, right in covers:
        if found and left < found[-1][1] + 2:
            found[-1][1] = max(found[-1][1], right)
        else:
            found.append([left, right])
    return [(left, right) for left, right in found]


def place(line: list[Chunk], bounds: list[Span]) -> Cells:
    """Chunks by column; a chunk that reaches over a gutter counts for the column where it begins."""
    cells: Cells = {}
    for chunk in line:
        column = max(0, bisect_right(bounds, chunk.left, key=itemgetter(0)) - 1)
        cells.setdefault(column, []).append(chunk)
    return cells


def is_signature(raw: str, line: list[Chunk]) -> bool:
    """True for a line of a block of signatures: ลงชื่อ, names in brackets or dots to sign on, side by side."""
    signed = [match for chunk in line if (match := _SIGNED.match(raw, chunk.start, chunk.end))]
    return len(signed) > 1 or any("ลง" in match.group() for match in signed)


def cells_to_row(cells: Cells, width: int) -> list[Cell]:
    """A row of ``width`` cells, each with the intervals of its pieces; a blank one stands at the row's end."""
    end = max(chunk.end for chunks in cells.values() for chunk in chunks)
    return [Cell(tuple((c.start, c.end) for c in cells[i]) if i in cells else ((end, end),)) for i in range(width)]
