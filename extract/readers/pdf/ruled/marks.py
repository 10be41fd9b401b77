"""Month and quarter columns whose only content is drawn: an arrow, a bar, a grey fill, a small picture.

Such a cell gets the character ``■``. Which columns stand for months, :mod:`extract.tables.months` says.
"""

import regex

from extract.readers.pdf.drawn.objects import Area, Drawing
from extract.readers.pdf.drawn.raw import Box, Memory, pdfium
from extract.readers.pdf.ruled.tables import GridCell, GridTable
from extract.tables.months import month_columns
from normalise.digits import to_arabic

_LEAST_COLUMNS = 2
_HEAD_ROWS = 6
_LEAST_WIDTH = 0.3  # of the cell, that a drawing must cross
_LEAST_HEIGHT = 0.4  # of the drawing or the cell: less is the fill of the row beside
_LARGEST_PICTURE = 120.0  # points, both ways
_INNER = 0.12  # of the cell's height: nearer its edge a line is a rule
_WHITE = 245  # of 255 in every colour
_COLOUR = Memory("i", 4)
_TIME = regex.compile(r"[.]\s*[คยพ]\s*[.]|คม|ยน|พันธ์|ไตรมาส|Q[1-4๑-๔]|[1-4๑-๔]$", regex.MULTILINE)


def mark_months(table: GridTable, drawing: Drawing) -> int:
    """Mark drawn cells of month columns; return how many."""
    if not (drawing.areas or drawing.strokes or drawing.across or drawing.images):
        return 0
    columns, head_end = _month_columns(table)
    if len(columns) < _LEAST_COLUMNS:
        return 0
    months = [cell for cell in table.cells if cell.row >= head_end and cell.column in columns and not cell.lines]
    left = min(table.owner[head_end - 1][column].box[0] for column in columns)
    for cell in months:
        cell.mark = _bar_in(cell, table, drawing.areas, left) or _stroke_in(cell.box, drawing)
    return sum(1 for cell in months if cell.mark)


def _month_columns(table: GridTable) -> tuple[set[int], int]:
    """Columns under the name of a month or a quarter, and the row after the last such name."""
    columns: set[int] = set()
    head_end = 0
    labels: list[list[str]] = [[] for _ in table.owner[0]]
    for row in table.owner[:_HEAD_ROWS]:
        timely: set[int] = set()
        for column, cell in enumerate(row):
            text = " ".join([line.text.strip() for line in cell.lines]) if cell.lines else ""
            if text and text not in labels[column]:
                labels[column].append(text)
                timely |= {column} if _TIME.search(text) else set()
        if len(timely) >= _LEAST_COLUMNS:
            found = month_columns([[to_arabic(text) for text in parts] for parts in labels])
            if len(timely & found.keys()) >= _LEAST_COLUMNS:
                columns, head_end = set(found), max(row[column].row_end for column in found)
    return columns, max(head_end, 1) if columns else 0


def _bar_in(cell: GridCell, table: GridTable, areas: list[Area], left: float) -> Box | None:
    """A coloured area in the cell that is not the shading of its whole row."""
    for area in areas:
        shared = _shared(cell.box, area.box)
        if shared is None or area.box[0] < left - 3:
            continue
        colour = _colour(area)
        before = [other.box for other in table.owner[cell.row] if other.box[2] <= left + 1]
        if colour and not any(_shaded(box, areas, colour) for box in before):
            return shared
    return None


def _stroke_in(cell: Box, drawing: Drawing) -> Box | None:
    _, top, _, bottom = cell
    margin = _INNER * (bottom - top)
    lines = [(x0, y - 1, x1, y + 1) for y, x0, x1 in drawing.across if top + margin < y < bottom - margin]
    pictures = (box for box in drawing.images if max(box[2] - box[0], box[3] - box[1]) <= _LARGEST_PICTURE)
    for box in (*lines, *drawing.strokes, *pictures):
        shared = _shared(cell, box)
        if shared and top < (shared[1] + shared[3]) / 2 < bottom:
            return shared
    return None


def _shaded(cell: Box, areas: list[Area], colour: tuple[int, ...]) -> bool:
    return any(_shared(cell, area.box) and _colour(area) == colour for area in areas)


def _shared(cell: Box, box: Box) -> Box | None:
    """The part of a drawing that lies in a cell, where it crosses enough of it."""
    x0, top = max(cell[0], box[0]), max(cell[1], box[1])
    x1, bottom = min(cell[2], box[2]), min(cell[3], box[3])
    wide, high = x1 - x0, bottom - top
    least = _LEAST_HEIGHT * min(cell[3] - cell[1], box[3] - box[1])
    return (x0, top, x1, bottom) if high > 0 and high >= least and wide >= _LEAST_WIDTH * (cell[2] - cell[0]) else None


def _colour(area: Area) -> tuple[int, ...] | None:
    """Red, green, blue of an area; None for white and for what cannot be seen."""
    start = _COLOUR.addresses(1)[0]
    if not pdfium("FPDFPageObj_GetFillColor")(area.handle, start, start + 4, start + 8, start + 12):
        return None
    *colour, alpha = _COLOUR.read(1)
    return None if alpha == 0 or min(colour) >= _WHITE else tuple(colour)
