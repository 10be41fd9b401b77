"""Tables whose cells are painted, not ruled: fills that lie side by side like tiles.

Every other row may be left white: between two rows of the same columns stands a third one.

One fill says nothing (a highlight, a band, a bar of a chart), and fills are no rules. But where fills meet at their
corners in several rows and columns and leave nothing open between them, their sides are those of cells: the coloured
styles of word processors draw tables so, some with rules here and there.
"""

from itertools import pairwise
from math import inf

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.drawn.objects import Drawing, Rule
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.chunks import Chunk, ChunkRow, pieces_to_chunks
from extract.readers.pdf.lines.rowbreaks import columns_of, is_value
from extract.readers.pdf.lines.text import Piece
from extract.readers.pdf.ruled.grid import Grid, cells_to_grid, connect
from extract.readers.pdf.ruled.rules import SNAP
from extract.readers.pdf.white.beside import close_lines, keeps, meets, runs_over
from extract.readers.pdf.white.headed import head_length
from extract.readers.pdf.white.regions import HANGS, HEAD_LINES, Region, has_headings, labels_of, region_to_grid

_LEAST_WIDTH, _LEAST_HEIGHT = 10.0, 8.0  # points: smaller fills are marks
_MOST = 1500  # fills: charts and pictures have more
_LEAST_COLUMNS = 3  # of rows of which every other one is white
_DEPTH = 0.4  # em: from a row's last baseline to its end
_LABEL = 40  # characters: no longer text divides a heading
_CLOSED = 0.9  # of a table's box that its cells cover
_BEYOND = 6.0  # points: a table that reaches less far beyond its rules is a ruled one


def painted_rules(
    drawing: Drawing, ruled: list[Grid], glyphs: Glyphs, pieces: list[Piece]
) -> tuple[list[Rule], list[Rule]]:
    """Sides of painted cells, across and down, where the rules do not part the table already."""
    boxes = list(dict.fromkeys(area.box for area in drawing.areas if _may_be_cell(area.box)))
    if not _LEAST_COLUMNS <= len(boxes) <= _MOST:
        return [], []
    across: list[Rule] = []
    down: list[Rule] = []
    cells = _without_grounds(_snapped(boxes))
    groups = connect(cells)
    joined = {cell for group in groups for cell in group}
    grids = [cells_to_grid(group) for group in (*groups, *([cell] for cell in cells if cell not in joined))]
    rows = pieces_to_chunks(glyphs, pieces) if groups else []
    ruled_at = {rule[0] for rule in drawing.across}
    levels = sorted({*ruled_at, *(y for box in boxes for y in (box[1], box[3]))})
    stacked = _stacked(grids, rows)
    for grid in stacked:
        around = next((other for other in ruled if _holds(other.box, grid.box) and not _refines(grid, other)), None)
        own = _own_rows(_rows_beside(grid, ruled, rows), grid, stacked)
        whole = grid if around else _with_white_ends(grid, own, levels, ruled_at)
        if _parts_row(grid, around) if around else _is_tiled(whole, rows) or _ends_page(whole, rows):
            for x0, top, x1, bottom in whole.cells:
                across += [(top, x0, x1), (bottom, x0, x1)]
                down += [(x0, top, bottom), (x1, top, bottom)]
    return across, down


def _refines(grid: Grid, ruled: Grid) -> bool:
    """Painted cells part every column of a ruled grid, and some of them again: its rules are those of a heading."""
    return len(grid.xs) > len(ruled.xs) and all(any(abs(x - other) <= SNAP for other in grid.xs) for x in ruled.xs)


def _parts_row(grid: Grid, ruled: Grid) -> bool:
    """Painted rows of a ruled table from side to side, cell by cell, where rules leave several cells in one."""
    if abs(grid.xs[0] - ruled.xs[0]) > SNAP or abs(grid.xs[-1] - ruled.xs[-1]) > SNAP or len(grid.xs) <= _LEAST_COLUMNS:
        return False
    if not all(any(abs(x - other) <= SNAP for other in ruled.xs) for x in grid.xs):
        return False
    return any(sum(_holds(cell, part) for part in grid.cells) > 1 for cell in ruled.cells)


def _stacked(grids: list[Grid], rows: list[ChunkRow]) -> list[Grid]:
    """Grids of the same columns one below the other made one, with a row of cells in the white between them."""
    stacked: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: grid.ys[0]):
        nearest = sorted(range(len(stacked)), key=lambda n: -stacked[n].ys[-1])
        nth = next((n for n in nearest if _is_white_row(stacked[n], grid, rows)), None)
        if nth is None:
            stacked.append(grid)
        else:
            above = stacked[nth]
            between = [(x0, above.ys[-1], x1, grid.ys[0]) for x0, x1 in pairwise(_breaks_between(above, grid))]
            stacked[nth] = cells_to_grid([*above.cells, *between, *grid.cells])
    return stacked


def _is_white_row(above: Grid, below: Grid, rows: list[ChunkRow]) -> bool:
    """The white between two grids is a row: their columns are the same, and its text keeps to them."""
    xs, top, bottom = _breaks_between(above, below), above.ys[-1], below.ys[0]
    if len(xs) < _LEAST_COLUMNS + 1 or bottom <= top or _heads_anew(below, rows):
        return False
    inside = [row for row in rows if top < row.middle < bottom and meets(row, xs)]
    return bool(inside) and not any(runs_over(row.cut(xs), xs) for row in inside)


def _heads_anew(grid: Grid, rows: list[ChunkRow]) -> bool:
    """The first painted row of a grid is a heading: another table begins."""
    xs, (top, bottom) = _breaks(grid, 1, grid.ys[0]), grid.ys[:2]
    first = [row.cut(xs) for row in rows if top < row.middle < bottom and meets(row, xs)]
    return len(xs) > _LEAST_COLUMNS and bool(first) and has_headings(first, xs)


def _breaks_between(above: Grid, below: Grid) -> list[float]:
    """The sides of the columns of two grids; none where these differ. A row may be one cell: a section's title."""
    one, two = _breaks(above, 3, above.ys[-1]), _breaks(below, 1, below.ys[0])
    if one != two and min(len(one), len(two)) > 2:
        return []
    return max(one, two, key=len) if (one[0], one[-1]) == (two[0], two[-1]) else []


def _breaks(grid: Grid, side: int, level: float) -> list[float]:
    """The sides of the cells in the first row, or the last one."""
    return sorted({x for cell in grid.cells if cell[side] == level for x in (cell[0], cell[2])})


def _rows_beside(grid: Grid, ruled: list[Grid], rows: list[ChunkRow]) -> list[ChunkRow]:
    """The rows above and below a painted grid as far as the next ruled ones, which are other tables."""
    ends = [other.box[3] for other in ruled if other.box[3] < grid.box[1] - _BEYOND]
    starts = [other.box[1] for other in ruled if other.box[1] > grid.box[3] + _BEYOND]
    top, bottom = max(ends, default=0.0), min(starts, default=inf)
    return [row for row in rows if top < row.middle < bottom] if ends or starts else rows


def _own_rows(rows: list[ChunkRow], grid: Grid, grids: list[Grid]) -> list[ChunkRow]:
    """The lines that no other grid above or below holds: its heading is not this one's.

    One of a single row may be the heading, or the row at the end, whose cells are painted over fewer columns.
    """
    _, top, _, bottom = grid.box
    grids = [other for other in grids if len(other.ys) > 2]
    high = max((other.ys[-1] for other in grids if other.ys[-1] <= top), default=0.0)
    low = min((other.ys[0] for other in grids if other.ys[0] >= bottom), default=inf)
    return [row for row in rows if high <= row.middle <= low]


def _with_white_ends(grid: Grid, rows: list[ChunkRow], levels: list[float], ruled: set[float]) -> Grid:
    """Add what may stand white above the first painted row, its heading among it, and the row below the last one.

    levels: those of rules and fills. ruled: those of rules.
    """
    _, top, _, bottom = grid.box
    xs = max(_breaks(grid, 1, top), _breaks(grid, 3, bottom), key=len)
    if len(xs) < _LEAST_COLUMNS + 1:
        return grid
    near = [row for row in rows if meets(row, xs)]
    cells = list(grid.cells)
    below = close_lines(bottom, [row for row in near if row.middle > bottom])
    if keeps(below, xs):
        cells += [(a, bottom, b, below[-1].base + _DEPTH * below[-1].size) for a, b in pairwise(xs)]
    above = close_lines(top, [row for row in reversed(near) if row.middle < top])[::-1]
    apart = keeps(above, xs)
    above = [row.cut(xs) for row in above]
    inner = sorted(y for y in levels if above and above[0].middle - above[0].size < y < top - SNAP)
    head = _heading(above, xs, inner, closed=any(abs(y - top) <= SNAP for y in ruled))
    if head and has_headings(head, xs):
        cells += region_to_grid(Region(head, above[len(head) :], xs, [*inner, top])).cells
    elif apart:
        cells += [(a, above[0].base - above[0].size, b, top) for a, b in pairwise(xs)]
    return cells_to_grid(cells)


def _heading(lines: list[ChunkRow], xs: list[float], levels: list[float], *, closed: bool) -> list[ChunkRow]:
    """The lines of the heading: those above the first level, or the second where it divides its columns.

    closed: a rule stands below all of them.
    """
    if not lines:
        return []
    parts = [[row for row in lines if low < row.middle < high] for low, high in pairwise([0.0, *levels, float("inf")])]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        whole = closed and len(lines) <= HEAD_LINES and not any(is_value(label) for label in labels_of(lines, xs))
        return lines if whole else lines[: head_length(lines, xs)]
    spans = any(len(columns_of(chunk, xs, HANGS * row.size)) > 1 for row in parts[0] for chunk in row.chunks)
    labels = labels_of(parts[1], xs)
    divides = spans and max(map(len, labels)) <= _LABEL and not any(is_value(label) for label in labels)
    return parts[0] + parts[1] if divides else parts[0]


def _may_be_cell(box: Box) -> bool:
    return box[2] - box[0] >= _LEAST_WIDTH and box[3] - box[1] >= _LEAST_HEIGHT


def _snapped(boxes: list[Box]) -> list[Box]:
    """The boxes with sides that nearly meet made one."""
    xs = _levels([side for box in boxes for side in (box[0], box[2])])
    ys = _levels([side for box in boxes for side in (box[1], box[3])])
    return list(dict.fromkeys((xs[x0], ys[top], xs[x1], ys[bottom]) for x0, top, x1, bottom in boxes))


def _levels(sides: list[float]) -> dict[float, float]:
    """Each side to the level of those near it: the least of a chain."""
    ordered = sorted(set(sides))
    levels = {ordered[0]: ordered[0]}
    for last, side in pairwise(ordered):
        levels[side] = levels[last] if side - levels[last] <= SNAP else side
    return levels


def _without_grounds(cells: list[Box]) -> list[Box]:
    """Leave out what lies under two cells or more: grounds of tables and pages."""
    kept: list[Box] = []
    for cell in sorted(cells, key=_area):
        if sum(_holds(cell, other) for other in kept) < 2:
            kept.append(cell)
    return kept


def _ends_page(grid: Grid, rows: list[ChunkRow]) -> bool:
    """One row of many cells under which no text stands: the heading of a table that the next page begins."""
    return len(grid.xs) > _LEAST_COLUMNS and not any(row.middle > grid.ys[-1] for row in rows if meets(row, grid.xs))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - _BEYOND <= inner[0]
        and outer[1] - _BEYOND <= inner[1]
        and inner[2] <= outer[2] + _BEYOND
        and inner[3] <= outer[3] + _BEYOND
    )


def _is_tiled(grid: Grid, rows: list[ChunkRow]) -> bool:
    """Two rows and columns at least, nearly nothing left open, and texts that keep to the cells: posters do not."""
    x0, top, x1, bottom = grid.box
    if len(grid.xs) < 3 or len(grid.ys) < 3:
        return False
    share = sum(map(_area, grid.cells)) / ((x1 - x0) * (bottom - top))
    if not _CLOSED <= share <= 2 - _CLOSED:  # more: shapes that lie over one another
        return False
    lines = [row.cut(grid.xs) for row in rows if top < row.middle < bottom and meets(row, grid.xs)]
    chunks = [(chunk, row) for row in lines for chunk in row.chunks]
    kept = sum(any(_keeps_to(cell, chunk, row) for cell in grid.cells) for chunk, row in chunks)
    return kept >= _CLOSED * len(chunks) > 0


def _keeps_to(cell: Box, chunk: Chunk, row: ChunkRow) -> bool:
    return cell[0] - SNAP <= chunk.x0 and chunk.x1 <= cell[2] + SNAP and cell[1] < row.middle < cell[3]
