"""Tables whose columns are parted by runs of spaces, as typed or as printed by ``pdftotext -layout``."""

import unicodedata
from bisect import bisect_right
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

import regex

from schemas.document import Cell, Table
from schemas.trace import Span

_CHUNK = regex.compile(r"\S+(?:[ \u00a0]\S+)*+")
_NUMBERED = regex.compile(r"[(]?[0-9๐-๙]{1,2}[.)]|[0-9๐-๙]{1,2}$")
_VALUE = regex.compile(r"[+\-–−]?[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙]+)?%?")
_WIDE = regex.compile(r"\S[ \u00a0]{2,}\S(?:.*?\S)?[ \u00a0]{2,}\S")
_LEAST_COLUMNS = 3
_LONGEST_LINE = 4000
_LOOK = 8  # lines of a cell that tell how wide its column is


class Chunk(NamedTuple):
    """A piece of text between two gaps: its interval, and the display columns it takes, half-open."""

    start: int
    end: int
    left: int
    right: int


Cells = dict[int, list[Chunk]]


def may_align(raw: str, run: list[Span]) -> bool:
    """Whether two lines of the run have three pieces, so that some part of it may be a table."""
    return len(list(islice((line for line in run if _WIDE.search(raw, *line)), 2))) == 2


def aligned_table(raw: str, run: list[Span]) -> Table | None:
    """Lines of a paragraph to a table, or None where fewer than two rows of three aligned columns stand in it.

    Columns are found by count where every row has as many pieces, else by the gutters that run through all rows.
    Display columns do not count Thai marks above and below.
    """
    lines = [_chunks(raw, start, end) for start, end in run]
    wide = [line for line in lines if len(line) >= _LEAST_COLUMNS]
    if len(wide) < 2:
        return None
    bounds = _gutters([line for line in lines if len(line) > 1])
    if len({len(line) for line in lines if len(line) > 1}) == 1 and len(bounds) != len(wide[0]):
        placed: list[Cells] = [{column: [chunk] for column, chunk in enumerate(line)} for line in lines]
        width = len(wide[0])
    else:
        placed, width = [_place(line, bounds) for line in lines], len(bounds)
    if width < _LEAST_COLUMNS:
        return None
    return Table([_row(cells, width) for cells in _rows(raw, placed)])


def _chunks(raw: str, start: int, end: int) -> list[Chunk]:
    if end - start > _LONGEST_LINE:
        return []
    chunks, column, at = [], 0, start
    for match in _CHUNK.finditer(raw, start, end):
        column += _display_width(raw[at : match.start()])
        width = _display_width(match.group())
        chunks.append(Chunk(match.start(), match.end(), column, column + width))
        column, at = column + width, match.end()
    return chunks


def _display_width(text: str) -> int:
    return len(text) if text.isascii() else sum(1 for char in text if unicodedata.category(char) != "Mn")


def _gutters(lines: list[list[Chunk]]) -> list[Span]:
    """Display columns that text of some row covers, parted where at least two columns stay blank in every row."""
    covers = sorted((chunk.left, chunk.right) for line in lines for chunk in line)
    bounds: list[list[int]] = []
    for left, right in covers:
        if bounds and left < bounds[-1][1] + 2:
            bounds[-1][1] = max(bounds[-1][1], right)
        else:
            bounds.append([left, right])
    return [(left, right) for left, right in bounds]


def _place(line: list[Chunk], bounds: list[Span]) -> Cells:
    """Chunks by column; a chunk that reaches over a gutter counts for the column where it begins."""
    cells: Cells = {}
    for chunk in line:
        column = max(0, bisect_right(bounds, chunk.left, key=itemgetter(0)) - 1)
        cells.setdefault(column, []).append(chunk)
    return cells


def _rows(raw: str, placed: list[Cells]) -> list[Cells]:
    """Lines to rows. A row begins where the first column does; where it is numbered, only at a number."""
    firsts = [cells[0][0] for cells in placed if 0 in cells]
    numbered = sum(1 for chunk in firsts if _NUMBERED.match(raw, chunk.start, chunk.end)) >= max(2, len(firsts) // 3)
    rows: list[Cells] = []
    seen_number = False
    for cells in placed:
        if not cells:
            continue
        number = 0 in cells and bool(_NUMBERED.match(raw, cells[0][0].start, cells[0][0].end))
        begins = number or (0 in cells and (len(cells) == 1 or not (numbered and seen_number)))
        begins = begins or (bool(rows) and _repeats_a_value(raw, cells, rows[-1]))
        seen_number = seen_number or number
        if begins and not (len(cells) == 1 and rows and not number and len(rows[-1]) > 1 and _runs_on(cells, rows[-1])):
            rows.append(dict(cells))
        elif rows:
            for column, chunks in cells.items():
                rows[-1].setdefault(column, []).extend(chunks)
        else:
            rows.append(dict(cells))
    return rows


def _repeats_a_value(raw: str, cells: Cells, above: Cells) -> bool:
    """A number stands below a number: values do not run over lines, so this is a row, its first column blank."""

    def value(row: Cells, column: int) -> bool:
        return all(_VALUE.fullmatch(raw, chunk.start, chunk.end) for chunk in row[column])

    return any(value(cells, column) and value(above, column) for column in cells if column and column in above)


def _runs_on(cells: Cells, above: Cells) -> bool:
    """A lone text in the first column goes on with the cell above unless it is wider than that column."""
    return 0 in above and cells[0][0].right <= max(chunk.right for chunk in above[0][:_LOOK]) + 2


def _row(cells: Cells, width: int) -> list[Cell]:
    end = max(chunk.end for chunks in cells.values() for chunk in chunks)
    return [Cell(tuple((c.start, c.end) for c in cells[i]) if i in cells else ((end, end),)) for i in range(width)]
