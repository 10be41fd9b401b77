"""Grids without rules at their sides: what belongs to them although no rules down reach it.

A table that is ruled between its columns and rows alone shows no cell where a row has one text, the title of a section,
nor above its first rule across, where its heading stands; and a heading of two rows is ruled in parts.
"""

from itertools import pairwise

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.drawn.objects import Rule
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.chunks import ChunkRow, pieces_to_chunks
from extract.readers.pdf.lines.rowbreaks import column_of
from extract.readers.pdf.lines.text import Piece
from extract.readers.pdf.ruled.grid import Grid, cells_to_grid
from extract.readers.pdf.ruled.rules import SNAP, merge_rules
from extract.readers.pdf.white.beside import close_lines, meets, runs_over
from extract.readers.pdf.white.headed import are_labels
from extract.readers.pdf.white.regions import HEAD_LINES, Region, has_headings, region_to_grid

_LEAST_COLUMNS = 3
_HIGHEST = 3.5  # em: a band between two grids of one table


def with_open_sides(
    grids: list[Grid], across: list[Rule], down: list[Rule], glyphs: Glyphs, pieces: list[Piece]
) -> list[Grid]:
    """The grids, those without rules at their sides joined and given their headings. Rules are as drawn."""
    if not any(_is_open(grid, down) for grid in grids):
        return grids
    rows = pieces_to_chunks(glyphs, pieces)
    levels = merge_rules(across)
    joined: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: grid.ys[0]):
        band = _band(joined[-1], grid, rows) if joined and _is_open(grid, down) else []
        if band:
            joined[-1] = cells_to_grid([*joined[-1].cells, *band, *grid.cells])
        else:
            joined.append(grid)
    return [_with_heading(grid, levels, rows) if _is_open(grid, down) else grid for grid in joined]


def _is_open(grid: Grid, down: list[Rule]) -> bool:
    sides = (grid.xs[0], grid.xs[-1])
    top, bottom = grid.ys[0] - SNAP, grid.ys[-1] + SNAP
    drawn = (abs(x - side) <= SNAP and start < bottom and end > top for x, start, end in down for side in sides)
    return len(grid.xs) > _LEAST_COLUMNS and not any(drawn)


def _band(above: Grid, below: Grid, rows: list[ChunkRow]) -> list[Box]:
    """The cells of the row between two grids of the same columns; none where it is no row of theirs."""
    if len(above.xs) != len(below.xs) or any(abs(a - b) > SNAP for a, b in zip(above.xs, below.xs, strict=True)):
        return []
    return _cells_between(above.ys[-1], below.ys[0], below.xs, rows)


def _cells_between(top: float, bottom: float, xs: list[float], rows: list[ChunkRow]) -> list[Box]:
    """One cell for the title of a section, cells of the columns for texts that keep to them; else none."""
    inside = [row for row in rows if top < row.middle < bottom and meets(row, xs)]
    if not inside or bottom - top > _HIGHEST * inside[0].size:
        return []
    if all(len(row.chunks) == 1 and column_of(row.chunks[0], xs) == 0 for row in inside):
        return [(xs[0], top, xs[-1], bottom)]
    if any(runs_over(row.cut(xs), xs) for row in inside):
        return []
    return [(x0, top, x1, bottom) for x0, x1 in pairwise(xs)]


def _with_heading(grid: Grid, levels: list[Rule], rows: list[ChunkRow]) -> Grid:
    """The grid with the heading that stands in its first rows, or above it and the title of its first section."""
    xs, top = grid.xs, grid.ys[0]
    near = [row for row in rows if meets(row, xs)]
    bottom = _end_of_heading(grid, near)
    own = _heading([row for row in near if top < row.middle < bottom], xs, [top, bottom])
    if own:
        return _with_cells(grid, own, bottom, near)
    section: list[Box] = []
    above = [y for y, x0, x1 in levels if y < top - SNAP and x0 <= xs[0] + SNAP and x1 >= xs[-1] - SNAP]
    if above and (section := _cells_between(max(above), top, xs, near)):
        top = max(above)
    lines = close_lines(top, [row for row in reversed(near) if row.middle < top])[::-1][-HEAD_LINES:]
    heads = (_heading(lines[nth:], xs, [top]) for nth in range(len(lines)) if len(lines[nth].chunks) > 1)
    head = next((cells for cells in heads if cells), [])
    return cells_to_grid([*head, *section, *grid.cells]) if head or section else grid


def _end_of_heading(grid: Grid, rows: list[ChunkRow]) -> float:
    """Where the heading in a grid's first rows ends, if it is one: behind the rows of labels of its parts."""
    for top, bottom in pairwise(grid.ys[1:HEAD_LINES]):
        lines = [row.cut(grid.xs) for row in rows if top < row.middle < bottom]
        if not lines or not all(are_labels(row) for row in lines):
            return top
    return grid.ys[1]


def _with_cells(grid: Grid, heading: list[Box], bottom: float, rows: list[ChunkRow]) -> Grid:
    """The grid with another heading, where rules leave its own with cells that are none."""
    xs = grid.xs
    own = [cell for cell in grid.cells if cell[1] < bottom - SNAP]
    first = min(own, key=lambda cell: cell[3])[3]
    wide = [cell for cell in own if sum(cell[0] < x < cell[2] for x in xs)]
    wrong = any(cell[1] > first - SNAP or _holds_several(cell, rows, xs) for cell in wide)
    kept = all(cell[3] <= bottom + SNAP for cell in own)
    return cells_to_grid([*heading, *(cell for cell in grid.cells if cell not in own)]) if wrong and kept else grid


def _heading(lines: list[ChunkRow], xs: list[float], levels: list[float]) -> list[Box]:
    """The cells of a heading of such lines; none where they are no known labels."""
    lines = [*lines[:-1], *(row.cut(xs) for row in lines[-1:])]  # a label over two columns is not cut between them
    if not lines or not has_headings(lines, xs) or any(row.chunks[0].x0 < xs[0] - SNAP for row in lines):
        return []
    return region_to_grid(Region(lines, [], xs, levels)).cells


def _holds_several(cell: Box, lines: list[ChunkRow], xs: list[float]) -> bool:
    """Texts of one line in a cell over several columns stand in different ones of them."""
    for row in lines:
        inside = [chunk for chunk in row.cut(xs).chunks if cell[0] <= chunk.x0 < cell[2]]
        if cell[1] < row.middle < cell[3] and len({column_of(chunk, xs) for chunk in inside}) > 1:
            return True
    return False
