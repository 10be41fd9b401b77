"""Cells over several columns that are none: rows without rules of their own, whose texts keep to the columns."""

from itertools import pairwise

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.lines.chunks import Chunk, pieces_to_chunks
from extract.readers.pdf.lines.rowbreaks import columns_of
from extract.readers.pdf.ruled.tables import GridCell, GridTable, rebuild

_LEAST_COLUMNS = 3
_FILLED = 0.5  # of the columns
_HANGS = 0.3  # em
_BLANK = 0.45  # em
_SAME = 3.0  # points


def part_wide_cells(table: GridTable, glyphs: Glyphs) -> GridTable:
    """The table with such cells parted, or as it was."""
    parted = {id(cell): edges for cell in table.cells if (edges := _edges(table, cell, glyphs))}
    if not parted:
        return table
    boxes = []
    for cell in table.cells:
        _, top, _, bottom = cell.box
        boxes += [(x0, top, x1, bottom) for x0, x1 in pairwise(parted[id(cell)])] if id(cell) in parted else [cell.box]
    return rebuild(table, boxes, glyphs)


def _edges(table: GridTable, cell: GridCell, glyphs: Glyphs) -> list[float]:
    """The sides of the columns a wide cell holds, where its text keeps to them; else none."""
    if cell.column_end - cell.column < _LEAST_COLUMNS or not cell.lines:
        return []
    sides = {side for other in table.cells for side in (other.box[0], other.box[2])}
    edges = sorted(side for side in sides if cell.box[0] <= side <= cell.box[2])
    filled: set[int] = set()
    on_line = True
    for row in pieces_to_chunks(glyphs, cell.pieces):
        row = row.cut(edges)
        # Words with no more than a blank between them may meet the sides of columns by chance.
        on_line = on_line and all(b.x0 - a.x1 > _BLANK * row.size for a, b in pairwise(row.chunks))
        for chunk in row.chunks:
            span = columns_of(chunk, edges, _HANGS * row.size)
            if len(span) > 1:
                return []
            filled.add(span[0])
            on_line = on_line and _stands_under_others(table, cell, chunk, edges[span[0]])
    least = max(_LEAST_COLUMNS, _FILLED * (len(edges) - 1))
    return edges if len(filled) >= least or (len(filled) > 1 and on_line) else []


def _stands_under_others(table: GridTable, cell: GridCell, chunk: Chunk, edge: float) -> bool:
    """Another row has a text in that column alone which begins, ends or is centred as this one."""
    column = [other for other in table.cells if other is not cell and abs(other.box[0] - edge) <= _SAME]
    lines = [line for other in column if other.column_end == other.column + 1 for line in other.lines]
    stand = (chunk.x0, chunk.x1, (chunk.x0 + chunk.x1) / 2)
    stands = [(line.x0, line.x1, (line.x0 + line.x1) / 2) for line in lines]
    return any(abs(a - b) <= _SAME for other in stands for a, b in zip(stand, other, strict=True))
