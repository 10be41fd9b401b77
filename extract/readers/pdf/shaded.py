"""Tables that have only shading: cells are filled areas side by side, and no rule parts them.

Areas are no rules elsewhere, so here the areas must stand in at least three columns under known headings.
"""

from extract.readers.pdf.glyphs import Glyphs
from extract.readers.pdf.grid import rules_to_grids
from extract.readers.pdf.headings import are_headings
from extract.readers.pdf.objects import Drawing, Rule
from extract.readers.pdf.tables import GridTable, fill_grids
from extract.readers.pdf.text import Piece

_FEWEST, _MOST = 6, 2000  # areas on a page: charts and pictures have more
_LEAST_COLUMNS = 3


def find_shaded(glyphs: Glyphs, pieces: list[Piece], drawing: Drawing) -> tuple[list[GridTable], list[Piece]]:
    """Return the tables made of areas, and the pieces left over."""
    if not _FEWEST <= len(drawing.areas) <= _MOST:
        return [], pieces
    across: list[Rule] = list(drawing.across)
    down: list[Rule] = list(drawing.down)
    for area in drawing.areas:
        x0, top, x1, bottom = area.box
        across += (top, x0, x1), (bottom, x0, x1)
        down += (x0, top, bottom), (x1, top, bottom)
    return fill_grids(rules_to_grids(across, down), glyphs, pieces, _is_whole)


def _is_whole(table: GridTable) -> bool:
    """Every column has text of its own: bands of colour across lines of text are no cells."""
    alone = {cell.column for cell in table.cells if cell.lines and cell.column_end == cell.column + 1}
    return len(alone) == len(table.owner[0]) and _has_headings(table)


def _has_headings(table: GridTable) -> bool:
    for row in table.owner[:2]:
        cells = {id(cell): cell for cell in row}.values()
        texts = [" ".join(line.text for line in cell.lines) for cell in cells if cell.lines]
        if len(texts) >= _LEAST_COLUMNS and are_headings(texts):
            return True
    return False
