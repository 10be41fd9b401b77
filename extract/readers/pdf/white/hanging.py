"""What a page break does to the last row of a table: lines that hang below its last rule, and a rest of one text.

Chromium lets cells over several rows run out below the rule that it draws at the page's end. A row may leave one line
of one cell to the next page, where its grid looks like no table.
"""

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.lines.text import Piece, pieces_to_lines, pieces_to_rows
from extract.readers.pdf.ruled.tables import GridCell, GridTable
from extract.readers.pdf.white.carried import OpenTable

_FOOT = 0.92  # of the page's height: feet stand below
_END = 0.75  # of it: a table that ends further up was not cut
_STEP = 1.5  # em from the rule, or the line above
_MOST_LINES = 3
_SAME = 3.0  # points


def is_rest(table: GridTable, above: OpenTable | None) -> bool:
    """The table has the columns of the one that the page before left open, and some text; the last may be wider."""
    if above is None or not any(cell.lines for cell in table.cells):
        return False
    xs = sorted({side for cell in table.cells for side in (cell.box[0], cell.box[2])})
    return len(xs) == len(above.edges) and all(abs(a - b) <= _SAME for a, b in zip(xs[:-1], above.edges, strict=False))


def take_hanging(tables: list[GridTable], glyphs: Glyphs, prose: list[Piece], height: float) -> list[Piece]:
    """Put lines that hang below the page's last table into the cells they go on from; returns the prose left over."""
    table = max(tables, key=lambda table: table.box[3], default=None)
    if table is None or table.box[3] < _END * height:
        return prose
    below = [piece for piece in prose if table.box[3] < piece.base < _FOOT * height and piece.turn == 0]
    rows = pieces_to_rows(below)
    if not 0 < len(rows) <= _MOST_LINES:
        return prose
    level = table.box[3]
    taken: list[tuple[GridCell, Piece]] = []
    for row in rows:
        cells = [_cell_above(table, piece) for piece in row]
        if row[0].base - level > _STEP * row[0].size or not all(cells):
            return prose
        taken += [(cell, piece) for cell, piece in zip(cells, row, strict=True) if cell]
        level = row[0].base
    if all(cell.column == 0 for cell, _ in taken):  # a note below the table begins so
        return prose
    if not all(_begins_under(cell, [piece for other, piece in taken if other is cell]) for cell, _ in taken):
        return prose
    for cell, piece in taken:
        cell.pieces.append(piece)
    for cell in {id(cell): cell for cell, _ in taken}.values():
        cell.lines = pieces_to_lines(glyphs, cell.pieces)
    moved = {id(piece) for _, piece in taken}
    return [piece for piece in prose if id(piece) not in moved]


def _cell_above(table: GridTable, piece: Piece) -> GridCell | None:
    """The cell of the last row that has the piece between its sides, and text of its own."""
    return next((c for c in table.owner[-1] if c.lines and c.box[0] <= piece.x0 and piece.x1 <= c.box[2]), None)


def _begins_under(cell: GridCell, pieces: list[Piece]) -> bool:
    """The first of the pieces begins where the lines of the cell do."""
    return any(abs(min(piece.x0 for piece in pieces) - line.x0) <= _SAME for line in cell.lines)
