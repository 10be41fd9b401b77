"""Cells that cover several rows and columns, laid on a grid: one cell a place, the copies marked as inherited.

Columns in which no cell begins are not columns: a title with ``colspan=1000`` over five columns is five wide.
"""

from bisect import bisect_left
from dataclasses import dataclass

from schemas.document import Cell
from schemas.trace import Span

# Places of a grid: so many for nothing, and so many for each cell the source really has. Plans with twelve months and
# cells merged over many rows need up to 40 a cell, but they are small; large tables need under 5.
_FREE, _PER_CELL = 50_000, 10
_MOST_COPIED = 1_000_000  # characters; a cell whose copies would come to more stands only where it begins


@dataclass(slots=True, eq=False)
class Placed:
    """A cell of the source on columns ``[left, right)`` of the source's own count."""

    span: Span
    left: int
    right: int
    rows: int = 0
    begun: bool = False


@dataclass(slots=True)
class PlacedRow:
    """All cells that cover a row, from left to right. ``end`` is where blank cells of the row stand in the text."""

    cells: list[Placed]
    end: int


def budget(cells: int) -> int:
    """How many places a grid of so many cells of its own may have."""
    return _FREE + _PER_CELL * cells


def fill_grid(rows: list[PlacedRow]) -> list[list[Cell]]:
    """Return the grid, every row as wide as the others.

    Where the grid would be out of all proportion to its cells, what is too far right joins the last column.
    """
    for row in rows:
        for placed in row.cells:
            placed.rows += 1
    distinct = {id(placed): placed for row in rows for placed in row.cells}.values()
    columns = sorted({placed.left for placed in distinct})
    width = min(len(columns), max(1, budget(len(distinct)) // max(1, len(rows))))
    return [_fill_row(row, columns, width) for row in rows]


def _fill_row(row: PlacedRow, columns: list[int], width: int) -> list[Cell]:
    line: list[Cell | None] = [None] * width
    beyond: list[Span] = []
    for placed in row.cells:
        first, last = bisect_left(columns, placed.left), min(bisect_left(columns, placed.right), width)
        if first >= width:
            beyond += [] if placed.begun else [placed.span]
        elif (last - first) * placed.rows * (placed.span[1] - placed.span[0]) > _MOST_COPIED:
            last = first if placed.begun else first + 1
        for column in range(first, last):
            line[column] = Cell((placed.span,), placed.rows, last - first, placed.begun or column > first)
        placed.begun = True
    if beyond:
        kept = line[-1]
        line[-1] = Cell((*(kept.spans if kept and not kept.inherited else ()), *beyond))
    return [cell or Cell(((row.end, row.end),)) for cell in line]
