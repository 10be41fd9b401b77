"""Where the rows of a table begin whose cells are set in the middle of their height, or at its foot.

The lines of every cell in the middle lie evenly about the middle of its row, and the highest cell fills the row. So a
stretch of lines is a row where the lines of each column lie evenly about its middle; of all ways to part a table into
stretches, the one in which the fewest cells do not is taken. At the foot it is the last lines that stand on one
level. It must explain the lines far better than what numbers, gaps and the filling of lines tell.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.readers.pdf.lines.chunks import ChunkRow

_OFF = 0.25  # times the leading that a cell may be off its place; one line too many moves its middle by half of it
_STEP = 1.2  # times the leading: lines further apart are not of one cell
_MOST_LINES = 40  # of a row
_ROW = 0.05  # the cost of a row: the fewer, the better
_AGAIN, _NONE = 4.0, 0.4  # of a further number in a row; of a row that has none where others do
_EMPTY = 1.0  # of a row that fills no column; titles may
_LEAST_LOW = 2  # cells whose first line is not the row's
_LEAST_OFF, _BETTER = 2.0, 3.0  # what the other explanation must cost; times what this one does
_MOST_OFF = 0.15  # of the cells
_MIDDLE, _FOOT = 0.5, 1.0  # of a cell's free height that stands above its lines
_MOST = 400  # lines of a table


@dataclass(slots=True)
class TableLines:
    """Lines of a table with the columns of their texts.

    width: how many columns there are. numbers: lines that have the number of a row. alone: lines that are rows of
    their own.
    """

    rows: list[ChunkRow]
    columns: list[list[int]]
    width: int
    leading: float
    numbers: Collection[int]
    alone: Collection[int]


@dataclass(slots=True)
class _Cell:
    """The lines of one column in a row: the first and the last, and whether any two stand apart."""

    first: float
    last: float
    apart: bool = False


@dataclass(slots=True)
class _Stretch:
    """Lines from ``start`` on as a row that goes from ``top`` to ``bottom``; its cells by their columns."""

    start: int
    top: float
    bottom: float
    cells: dict[int, _Cell] = field(default_factory=dict)
    numbers: int = 0

    def off(self, share: float, most: float) -> int:
        """Cells that do not have this share of their free height above them, give or take ``most`` points."""
        top, free = self.top, self.bottom - self.top
        cells = self.cells.values()
        return sum(c.apart or abs(c.first - top - share * (free - c.last + c.first)) > most for c in cells)

    def low(self, most: float) -> int:
        """Cells whose first line is not the row's."""
        return sum(c.first - self.top > most for c in self.cells.values())


def middle_starts(lines: TableLines, others: list[int]) -> list[int]:
    """The lines that begin a row, if the cells are set so; else none. others: what is taken for them."""
    rows, most = lines.rows, _OFF * lines.leading
    if not 2 < len(rows) <= _MOST or lines.leading <= 0.0:
        return []
    stretches = [_stretch(lines, start, end) for start, end in pairwise([*others, len(rows)])]
    costs = [sum(stretch.off(share, most) for stretch in stretches) for share in (0.0, _FOOT)]
    flush = min(costs) + sum(_row_cost(stretch, lines) for stretch in stretches)
    if flush < _LEAST_OFF:
        return []
    for share in (_MIDDLE, _FOOT):
        starts = _fewest_off(lines, share)
        stretches = [_stretch(lines, start, end) for start, end in pairwise([*starts, len(rows)])]
        off = sum(stretch.off(share, most) for stretch in stretches)
        cost = off + sum(_row_cost(stretch, lines) for stretch in stretches)
        good = flush >= _BETTER * cost and off <= _MOST_OFF * sum(len(stretch.cells) for stretch in stretches)
        if good and len(starts) > 1 and sum(stretch.low(most) for stretch in stretches) >= _LEAST_LOW:
            return starts
    return []


def _fewest_off(lines: TableLines, share: float) -> list[int]:
    """The lines that begin a row, of all ways to part the lines into rows the best. share: see :meth:`_Stretch.off`."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(lines.rows) + 1):
        options = []
        for row in _stretches(lines, end):
            cost = row.off(share, _OFF * lines.leading) + _row_cost(row, lines)
            options.append((best[row.start][0] + cost, row.start))
        best.append(min(options))
    starts = [best[-1][1]]
    while starts[-1]:
        starts.append(best[starts[-1]][1])
    return starts[::-1]


def _row_cost(row: _Stretch, lines: TableLines) -> float:
    """Of a row that has several numbers, or none where others do, and of columns that it leaves empty."""
    if row.start in lines.alone:
        return _ROW
    numbers = _AGAIN * (row.numbers - 1) if row.numbers else _NONE * bool(lines.numbers)
    return _ROW + numbers + _EMPTY * (1 - len(row.cells) / lines.width)


def _stretches(lines: TableLines, end: int) -> Iterator[_Stretch]:
    """Every stretch that ends before a line and may be a row, from the shortest on."""
    rows, most = lines.rows, _STEP * lines.leading
    row = _Stretch(end, 0.0, rows[end - 1].base)
    for start in range(end - 1, max(-1, end - 1 - _MOST_LINES), -1):
        if start < end - 1:
            wide = rows[start + 1].base - rows[start].base > most
            if wide or start in lines.alone or end - 1 in lines.alone:
                return
        _add_line(row, lines, start)
        yield row


def _stretch(lines: TableLines, start: int, end: int) -> _Stretch:
    """Lines ``[start, end)`` as a row."""
    row = _Stretch(end, 0.0, lines.rows[end - 1].base)
    for nth in range(end - 1, start - 1, -1):
        _add_line(row, lines, nth)
    return row


def _add_line(row: _Stretch, lines: TableLines, nth: int) -> None:
    """Put a line before those that the row has."""
    base = row.top = lines.rows[nth].base
    for column in lines.columns[nth]:
        cell = row.cells.get(column)
        if cell is None:
            row.cells[column] = _Cell(base, base)
        else:
            cell.apart = cell.apart or cell.first - base > _STEP * lines.leading
            cell.first = base
    row.start = nth
    row.numbers += nth in lines.numbers
