"""Tables written in HTML tags: found with their intervals, laid out as grids.

Tags need no partner: a cell ends where the next one begins, a row likewise. A table inside a cell stays in that cell's
text, unless the outer one only arranges the page; then the inner ones count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.readers.merged_cells import Placed, PlacedRow, budget, fill_grid
from normalise.markup.tags import ATTRIBUTES, Closings, attribute
from schemas.document import Table
from schemas.trace import Span

_TAG = re.compile(rf"<(?:(/?+)(table|t[rdh]|thead|tbody|tfoot|body|html|script|style){ATTRIBUTES}|!--)", re.IGNORECASE)
_DEEPEST = 30
_WIDEST, _TALLEST = 1000, 65534  # what HTML itself allows
_SPAN = re.compile(r"(row|col)span", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_VISIBLE = re.compile(r"(?:<[^<>]*+>|&nbsp;|\s)*+[^\s<]")


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    heading: bool
    row_span: int
    col_span: int
    holds_table: bool = False


@dataclass(slots=True)
class _Row:
    heading: bool
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A table that is being read. ``end``: behind the last tag known to be its own."""

    start: int
    end: int
    rows: list[_Row] = field(default_factory=list)
    row: _Row | None = None
    cell: _Cell | None = None
    heading: bool = False
    inner: list[tuple[Span, Table]] = field(default_factory=list)


def find_tables(raw: str, start: int, end: int) -> list[tuple[Span, Table]]:
    """Return the tables of ``raw[start:end]`` in order, each with its interval, from ``<table`` to after ``</table>``.

    A table that is never closed ends after its last row. Cells are what stands between their tags, mark-up included.
    Tables inside cells are not returned, save those of tables that only arrange the page.
    """
    finder = _Finder(raw, end)
    for match in _tags(raw, start, end):
        finder.take(match)
    finder.finish(end)
    return finder.found


def _tags(raw: str, start: int, end: int) -> Iterator[re.Match[str]]:
    closings, search = Closings(raw, end), _TAG.search
    while match := search(raw, start, end):
        start = match.end()
        name = (match[2] or "").lower()
        if name in ("", "script", "style"):
            start = start if match[1] else closings.after(name, start)
        else:
            yield match


class _Finder:
    def __init__(self, raw: str, end: int) -> None:
        self.found: list[tuple[Span, Table]] = []
        self._raw, self._end = raw, end
        self._open: list[_Open] = []
        self._too_deep = 0

    def take(self, match: re.Match[str]) -> None:
        name, closing = match[2].lower(), match[1] == "/"
        if name == "table":
            self._take_table(match, closing)
        elif not self._open or self._too_deep:
            return
        elif name in ("td", "th"):
            self._take_cell(match, name, closing)
        elif name in ("body", "html"):
            self.finish(match.start())
        else:
            self._take_row(match, name, closing)

    def finish(self, at: int) -> None:
        """Close all that is open: nothing more comes, or nothing that belongs here."""
        self._too_deep = 0
        while self._open:
            table = self._open[-1]
            if table.cell:
                gap = _BLANK_LINE.search(self._raw, table.cell.start, at)
                table.end = gap.start() if gap else at
            self._close_table(table.end)

    def _take_table(self, match: re.Match[str], closing: bool) -> None:
        if closing and self._too_deep:
            self._too_deep -= 1
        elif closing and self._open:
            self._close_cell(self._open[-1], match.start())
            self._close_table(match.end())
        elif not closing and (self._too_deep or len(self._open) >= _DEEPEST):
            self._too_deep += 1
        elif not closing:
            if self._open and not self._open[-1].cell and self._open[-1].rows:
                self._close_table(self._open[-1].end)  # rows are over, yet it was never closed
            self._open.append(_Open(match.start(), match.end()))

    def _take_row(self, match: re.Match[str], name: str, closing: bool) -> None:
        table = self._open[-1]
        self._close_cell(table, match.start())
        table.row, table.end = None, match.end()
        if name == "tr":
            table.row = None if closing else self._new_row(table)
        else:
            table.heading = name == "thead" and not closing

    def _take_cell(self, match: re.Match[str], name: str, closing: bool) -> None:
        table = self._open[-1]
        self._close_cell(table, match.start())
        table.end = match.end()
        if not closing:
            row = table.row = table.row or self._new_row(table)
            row_span, col_span = _spans(match[3])
            table.cell = _Cell(match.end(), match.end(), name == "th", row_span, col_span)
            row.cells.append(table.cell)

    def _new_row(self, table: _Open) -> _Row:
        table.rows.append(_Row(table.heading))
        return table.rows[-1]

    def _close_cell(self, table: _Open, at: int) -> None:
        if table.cell:
            table.cell.end = at
            table.cell = None

    def _close_table(self, end: int) -> None:
        table = self._open.pop()
        self._close_cell(table, end)
        outer = self._open[-1] if self._open else None
        if outer and outer.cell:
            outer.cell.holds_table = True
        results = outer.inner if outer else self.found
        built = _build(table)
        if table.inner and self._arranges(table, built, end):
            results += table.inner
        elif built.rows:
            results.append(((table.start, end), built))

    def _arranges(self, table: _Open, built: Table, end: int) -> bool:
        """Whether the table only arranges what is inside it: it is one row or column, or most of it is tables."""
        if built.header_rows:
            return False
        inside = sum(last - first for (first, last), _ in table.inner)
        seen = [cell for row in table.rows for cell in row.cells if cell.holds_table or self._shows(cell)]
        return min(len(built.rows), built.width, len(seen)) <= 1 or 2 * inside > end - table.start

    def _shows(self, cell: _Cell) -> bool:
        return bool(_VISIBLE.match(self._raw, cell.start, cell.end))


def _spans(attributes: str) -> tuple[int, int]:
    if not _SPAN.search(attributes):
        return 1, 1
    rows, columns = (attribute(attributes, name) or "1" for name in ("rowspan", "colspan"))
    row_span = _number(rows, _TALLEST)
    return row_span or _TALLEST, max(1, _number(columns, _WIDEST))  # rowspan=0: all the rows that follow


def _number(value: str, most: int) -> int:
    digits = re.match(r"\s*([0-9]{1,9})", value)
    return min(int(digits[1]), most) if digits else 1


def _build(table: _Open) -> Table:
    rows = [row for row in table.rows if row.cells]
    heading = [row.heading or all(cell.heading for cell in row.cells) for row in rows]
    return Table(fill_grid(_place(table.rows)), header_rows=(*heading, False).index(False))


def _place(rows: list[_Row]) -> list[PlacedRow]:
    """Give every cell its columns, beside the cells that reach down from above. Rows without cells are not rows."""
    left = budget(sum(len(row.cells) for row in rows))
    above: list[tuple[int, Placed]] = []  # rows still to cover
    placed_rows = []
    for row in rows:
        left -= len(above)
        above = above if left > 0 else []
        cells = [(cell.row_span, placed) for cell, placed in _beside(row, [placed for _, placed in above])]
        both = sorted([*above, *cells], key=lambda item: item[1].left)
        above = [(count - 1, placed) for count, placed in both if count > 1]
        if row.cells:
            placed_rows.append(PlacedRow([placed for _, placed in both], row.cells[-1].end))
    return placed_rows


def _beside(row: _Row, taken: list[Placed]) -> Iterator[tuple[_Cell, Placed]]:
    at, column = 0, 0
    for cell in row.cells:
        while at < len(taken) and taken[at].left <= column:
            column, at = max(column, taken[at].right), at + 1
        right = column + cell.col_span
        if at < len(taken):
            right = min(right, taken[at].left)
        yield cell, Placed((cell.start, cell.end), column, right)
        column = right
