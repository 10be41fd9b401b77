"""Rows of unequal length to a grid."""

from collections.abc import Sequence
from itertools import chain

from schemas.document import Cell
from schemas.trace import Span

# Places of a grid: so many for nothing, and so many for each cell that the source really has.
_FREE, _PER_CELL = 20_000, 3


def rows_to_grid(rows: Sequence[Sequence[tuple[Span, ...]]]) -> list[list[Cell]]:
    """Return the grid, every row as wide as the longest; what is missing at a row's end is blank.

    Where one row is so long that the grid would be out of all proportion, what is too far right joins its last cell.
    """
    width = max((len(row) for row in rows), default=0)
    width = min(width, max(1, (_FREE + _PER_CELL * sum(map(len, rows))) // max(1, len(rows))))
    return [_to_width(row, width) for row in rows]


def _to_width(row: Sequence[tuple[Span, ...]], width: int) -> list[Cell]:
    end = row[-1][-1][1]
    if len(row) > width:
        row = [*row[: width - 1], tuple(chain.from_iterable(row[width - 1 :]))]
    return [Cell(spans) for spans in row] + [Cell(((end, end),)) for _ in range(width - len(row))]
