"""From grids and pieces of text to tables whose cells hold lines; what only looks like a table is left to prose."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from extract.readers.pdf.drawn.glyphs import MARKS, Glyphs
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.headings import are_headings
from extract.readers.pdf.lines.text import Piece, TextLine, pieces_to_lines
from extract.readers.pdf.ruled.grid import Grid, cells_to_grid
from extract.readers.pdf.ruled.overfull import is_torn, keep_words_whole

_SLIVER = 15.0  # a column this narrow that no cell has to itself comes of rules that do not quite meet
_SLIVER_ROW = 6.0
_LEAST_FILLED = 0.1  # charts and drawings fill fewer of their cells
_LEAST_TORN, _TORN = 3, 0.15  # words that rules go through; of the lines
_SEVERAL = 0.2  # of the rows hold several texts


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell with the rows ``[row, row_end)`` and columns ``[column, column_end)`` it covers."""

    box: Box
    row: int
    column: int
    row_end: int
    column_end: int
    pieces: list[Piece] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    mark: Box | None = None


@dataclass(slots=True, eq=False)
class GridTable:
    """A table on a page: ``owner[row][column]`` is the cell that covers the place. torn: words that its sides cut."""

    box: Box
    cells: list[GridCell]
    owner: list[list[GridCell]]
    torn: int = 0


CellAt = Callable[[float, float], GridCell | None]


def fill_grids(
    grids: list[Grid],
    glyphs: Glyphs,
    pieces: list[Piece],
    accept: Callable[["GridTable"], bool] | None = None,
    goes_on: Callable[["GridTable"], bool] | None = None,
) -> tuple[list[GridTable], list[Piece]]:
    """Put pieces into the cells they stand in. Returns the tables that are some, and the pieces of prose left over.

    accept: what a table must be besides. goes_on: what makes the page's first one a table, however little it holds.
    """
    tables = [_build(grid) for grid in outermost(grids, rest=goes_on is not None)]
    if not tables:
        return [], pieces
    left: list[Piece] = []
    shares: list[list[Piece]] = [[] for _ in tables]
    for piece in pieces:
        index = _find_table(tables, glyphs, piece)
        (left if index is None else shares[index]).append(piece)
    kept = []
    for nth, (table, share) in enumerate(zip(tables, shares, strict=True)):
        spilled = _fill(table, glyphs, share)
        rest = nth == 0 and goes_on is not None and goes_on(table)
        if rest or (_is_table(table) and (accept is None or accept(table))):
            kept.append(table)
            left += spilled
        else:
            left += share
    return kept, left


def rebuild(table: GridTable, boxes: list[Box], glyphs: Glyphs) -> GridTable:
    """The same text in other cells; the table as it was where they do not hold all of it."""
    pieces = [piece for cell in table.cells for piece in cell.pieces]
    tables, left = fill_grids([cells_to_grid(boxes)], glyphs, pieces)
    return tables[0] if tables and not left else table


def outermost(grids: list[Grid], *, rest: bool = False) -> list[Grid]:
    """Grids of two rows and columns, or one row of three, at least, that do not stand inside another one.

    rest: the first may be one row of two, which a page break has cut off.
    """
    least = [2 if len(grid.ys) > 2 or (rest and nth == 0) else 3 for nth, grid in enumerate(grids)]
    whole = [grid for grid, columns in zip(grids, least, strict=True) if len(grid.xs) > columns]
    return [grid for grid in whole if not any(_inside(grid.box, other.box) for other in whole if other is not grid)]


def _inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _build(grid: Grid) -> GridTable:
    grid = _without_slivers(grid)
    owner, cells = _owners(grid)
    full: list[list[GridCell]] = []
    for row, places in enumerate(owner):
        line = []
        for column, place in enumerate(places):
            if place is None:
                place = _blank(grid, row, column)
                cells.append(place)
            line.append(place)
        full.append(line)
    return GridTable(grid.box, cells, full)


def _owners(grid: Grid) -> tuple[list[list[GridCell | None]], list[GridCell]]:
    """Which cell covers each place, and the cells that cover all of theirs. Of cells that lie over one another, as
    closing narrow columns can leave them, the smaller stay."""
    owner: list[list[GridCell | None]] = [[None] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    cells = [GridCell(box, *grid.place(box)) for box in grid.cells]
    kept = set()
    for cell in sorted(cells, key=_places):
        columns = slice(cell.column, cell.column_end)
        if not any(any(row[columns]) for row in owner[cell.row : cell.row_end]):
            kept.add(cell)
            for row in owner[cell.row : cell.row_end]:
                row[columns] = [cell] * (cell.column_end - cell.column)
    return owner, [cell for cell in cells if cell in kept]


def _places(cell: GridCell) -> int:
    return (cell.row_end - cell.row) * (cell.column_end - cell.column)


def _blank(grid: Grid, row: int, column: int) -> GridCell:
    """A place that no cell covers."""
    return GridCell(
        (grid.xs[column], grid.ys[row], grid.xs[column + 1], grid.ys[row + 1]), row, column, row + 1, column + 1
    )


def _without_slivers(grid: Grid) -> Grid:
    """Close narrow columns and flat rows that no cell has to itself: rules of a header and its body miss each other."""
    for axis, width in ((0, _SLIVER), (1, _SLIVER_ROW)):
        levels = grid.xs if axis == 0 else grid.ys
        alone = {(cell[axis], cell[axis + 2]) for cell in grid.cells}
        moved = {}
        for low, high in pairwise(levels):
            if high - low <= width and (low, high) not in alone and low not in moved:
                moved[high] = low
        if moved:
            grid = cells_to_grid([_move(cell, axis, moved) for cell in grid.cells])
    return grid


def _move(cell: Box, axis: int, moved: dict[float, float]) -> Box:
    sides = list(cell)
    for side in (axis, axis + 2):
        sides[side] = moved.get(sides[side], sides[side])
    x0, top, x1, bottom = sides
    return x0, top, x1, bottom


def _find_table(tables: list[GridTable], glyphs: Glyphs, piece: Piece) -> int | None:
    start, end = piece.parts[0][0], piece.parts[-1][1] - 1
    for index in (start,) if start == end else (start, end):
        x, y = _middle(glyphs, piece, index)
        for place, table in enumerate(tables):
            x0, top, x1, bottom = table.box
            if x0 <= x <= x1 and top <= y <= bottom:
                return place
    return None


def _middle(glyphs: Glyphs, piece: Piece, index: int) -> tuple[float, float]:
    """Where a glyph stands: across its advance, and half an x-height above its baseline."""
    x = (glyphs.x0[index] + glyphs.x1[index]) / 2
    if piece.turn == 0:
        return x, piece.base - 0.25 * piece.size
    return x, (glyphs.top[index] + glyphs.bottom[index]) / 2


def _fill(table: GridTable, glyphs: Glyphs, pieces: list[Piece]) -> list[Piece]:
    """Share pieces among cells; a piece that runs over a rule is cut there. Returns what stands outside the table."""
    spilled: list[Piece] = []
    cell_at = _finder(table)
    for piece in pieces:
        start, end = piece.parts[0][0], piece.parts[-1][1] - 1
        first = cell_at(*_middle(glyphs, piece, start))
        if start == end or first is cell_at(*_middle(glyphs, piece, end)):
            (first.pieces if first else spilled).append(piece)
            continue
        cut = _cut_piece(cell_at, glyphs, piece)
        for cell, part in keep_words_whole(cut, glyphs):
            (cell.pieces if cell else spilled).append(part)
        table.torn += sum(is_torn(glyphs, left, right) for (_, left), (_, right) in pairwise(cut))
    for cell in table.cells:
        if cell.pieces:
            cell.lines = pieces_to_lines(glyphs, cell.pieces)
    return spilled


def _finder(table: GridTable) -> CellAt:
    """What tells the cell at a point ``(x, y)`` of the page."""
    xs = sorted({x for cell in table.cells for x in (cell.box[0], cell.box[2])})
    ys = sorted({y for cell in table.cells for y in (cell.box[1], cell.box[3])})
    owner, rows, columns = table.owner, len(table.owner), len(table.owner[0])

    def cell_at(x: float, y: float) -> GridCell | None:
        row, column = bisect_left(ys, y), bisect_left(xs, x)
        return owner[row - 1][column - 1] if 0 < row <= rows and 0 < column <= columns else None

    return cell_at


def _cut_piece(cell_at: CellAt, glyphs: Glyphs, piece: Piece) -> list[tuple[GridCell | None, Piece]]:
    cut: list[tuple[GridCell | None, Piece]] = []
    for start, end in piece.parts:
        for index in range(start, end):
            cell = cell_at(*_middle(glyphs, piece, index))
            x0, x1 = glyphs.from_[index], glyphs.to[index]
            if cut and (cut[-1][0] is cell or glyphs.text[index] in MARKS):
                last = cut[-1][1]
                last.x1 = max(last.x1, x1)
                before, at = last.parts[-1]
                last.parts[-1:] = [(before, index + 1)] if at == index else [(before, at), (index, index + 1)]
            else:
                cut.append((cell, Piece([(index, index + 1)], x0, x1, piece.base, piece.size, piece.turn)))
    return cut


def _is_table(table: GridTable) -> bool:
    """At least two rows and two columns hold text. Page frames, header rules, forms' boxes and charts do not.

    One row of known headings is the beginning of a table that a page break parted from the rest. Without such, posters
    are none, whose shapes go through words, nor is prose on grounds of its own lines.
    """
    filled = [cell for cell in table.cells if cell.lines]
    if len(table.owner) == 1:
        texts = ["".join([line.text for line in cell.lines]) for cell in filled]
        return len(filled) == len(table.cells) > 2 and are_headings(texts)
    rows, columns = {cell.row for cell in filled}, {cell.column for cell in filled}
    if len(rows) < 2 or len(columns) < 2 or len(filled) < max(3, _LEAST_FILLED * len(table.cells)):
        return False
    torn = table.torn >= _LEAST_TORN and table.torn > _TORN * sum(len(cell.lines) for cell in filled)
    several = sum(count > 1 for count in Counter(cell.row for cell in filled).values())
    return not (torn or several < _SEVERAL * len(rows)) or _has_heading(table)


def _has_heading(table: GridTable) -> bool:
    first = dict.fromkeys(table.owner[0])
    return are_headings(["".join([line.text for line in cell.lines]) for cell in first if cell.lines])
