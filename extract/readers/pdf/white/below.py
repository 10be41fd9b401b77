"""Rows below a grid that only rules across part: the rules between its columns end further up.

Gecko leaves rules out where a page ends, and word processors let a row have none of its own.
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
from extract.readers.pdf.white.beside import close_lines, keeps, meets, runs_over

_LEAST_COLUMNS = 3
_DEPTH = 0.4  # em: from a row's last baseline to its end


def with_rows_below(grids: list[Grid], across: list[Rule], glyphs: Glyphs, pieces: list[Piece]) -> list[Grid]:
    """The grids, each with the rows below it whose texts keep to its columns between rules as long as it is wide."""
    levels = merge_rules(across) if any(len(grid.xs) > _LEAST_COLUMNS for grid in grids) else []
    rows: list[ChunkRow] = []
    longer = []
    for grid in grids:
        ends = _ends_below(grid, grids, levels)
        if ends:
            rows = rows or pieces_to_chunks(glyphs, pieces)
            near = [row for row in rows if row.middle > grid.ys[-1] and meets(row, grid.xs)]
            cells = _cells_below(grid, ends, _above_next(near, grid, grids))
            longer.append(cells_to_grid([*grid.cells, *cells]) if cells else grid)
        else:
            longer.append(grid)
    return longer


def _ends_below(grid: Grid, grids: list[Grid], levels: list[Rule]) -> list[float]:
    """Levels of rules from side to side below a grid, and above the next one."""
    if len(grid.xs) <= _LEAST_COLUMNS:
        return []
    low, left, right = grid.ys[-1] + SNAP, grid.xs[0], grid.xs[-1]
    starts = [other.ys[0] for other in grids if other.ys[0] > low and other is not grid]
    high = min(starts, default=float("inf")) - SNAP
    return [y for y, x0, x1 in levels if low < y < high and abs(x0 - left) <= SNAP and abs(x1 - right) <= SNAP]


def _above_next(rows: list[ChunkRow], grid: Grid, grids: list[Grid]) -> list[ChunkRow]:
    starts = [other.ys[0] for other in grids if other.ys[0] > grid.ys[-1] and other is not grid]
    return [row for row in rows if row.middle < min(starts, default=float("inf"))]


def _cells_below(grid: Grid, ends: list[float], rows: list[ChunkRow]) -> list[Box]:
    """The cells of the rows that the rules end, and of the one that the page's end cuts off; none where one is none."""
    xs, cells = grid.xs, []
    parted = False
    for top, bottom in pairwise([grid.ys[-1], *ends]):
        inside = [row.cut(xs) for row in rows if top < row.middle < bottom]
        if not inside or (any(runs_over(row, xs) for row in inside) and not _is_title(inside, xs)):
            return []
        if _is_title(inside, xs):
            cells.append((xs[0], top, xs[-1], bottom))
        else:
            parted = True
            cells += [(x0, top, x1, bottom) for x0, x1 in pairwise(xs)]
    last = close_lines(ends[-1], [row for row in rows if row.middle > ends[-1]])
    if keeps(last, xs) and _fills(last, xs):
        parted = True
        cells += [(x0, ends[-1], x1, last[-1].base + _DEPTH * last[-1].size) for x0, x1 in pairwise(xs)]
    return cells if parted else []


def _is_title(rows: list[ChunkRow], xs: list[float]) -> bool:
    """The title of a section: from the first column on, and nothing beside it."""
    return all(len(row.chunks) == 1 and column_of(row.chunks[0], xs) == 0 for row in rows)


def _fills(rows: list[ChunkRow], xs: list[float]) -> bool:
    """The lines of a row fill half of its columns."""
    return 2 * len({column_of(chunk, xs) for row in rows for chunk in row.cut(xs).chunks}) >= len(xs) - 1
