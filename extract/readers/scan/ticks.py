"""Month columns of scanned charts: ticks, arrows and bars, which the text engine takes for letters."""

import regex

from extract.readers.pdf.drawn.objects import Drawing
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.ruled.marks import mark_months
from extract.readers.pdf.ruled.tables import GridCell, GridTable
from extract.readers.scan.paper import Paper

_TICK = regex.compile(r"[^ก-ฮ0-9๐-๙\-–—.]{0,3}")  # what ticks and arrows are read as: / v X -> « and the like
_FRAME = 1.0  # points by which ink keeps off the rules of its cell


def mark_ticks(tables: list[GridTable], drawing: Drawing, paper: Paper) -> int:
    """Mark the cells of month columns that hold ink and no word; return how many."""
    return sum(_mark(table, drawing, paper) for table in tables)


def _mark(table: GridTable, drawing: Drawing, paper: Paper) -> int:
    wordless = [cell for cell in table.cells if all(_TICK.fullmatch(line.text.strip()) for line in cell.lines)]
    inked = {cell: box for cell in wordless if (box := _ink(cell, paper))}
    held = {cell: cell.lines for cell in inked}
    for cell in inked:
        cell.lines = []
    shown = Drawing("", 0, 0, across=drawing.across, strokes=[_widened(cell, box) for cell, box in inked.items()])
    marked = mark_months(table, shown)
    for cell, lines in held.items():
        cell.lines = [] if cell.mark else lines
    return marked


def _ink(cell: GridCell, paper: Paper) -> Box | None:
    scale = paper.dpi / 72
    x0, top, x1, bottom = cell.box
    box = paper.trim(((x0 + _FRAME) * scale, (top + _FRAME) * scale, (x1 - _FRAME) * scale, (bottom - _FRAME) * scale))
    return (box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale) if box else None


def _widened(cell: GridCell, box: Box) -> Box:
    """A tick is narrow, but it is the whole of its cell's content: let it stand for the cell's width."""
    return cell.box[0] + _FRAME, box[1], cell.box[2] - _FRAME, box[3]
