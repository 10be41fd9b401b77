"""Tables of a Word file: cells with their columns, merged ones filled, nested tables as text."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.readers.docx_numbering import Numbering
from extract.readers.docx_shading import MonthShades, is_shaded
from extract.readers.docx_text import (
    CELL,
    PAGE_BREAK,
    PARAGRAPH,
    ROW,
    TABLE,
    W,
    blocks_of,
    is_on,
    paragraph_text,
    value_of,
    whole,
)
from extract.readers.merged_cells import Placed, PlacedRow, fill_grid
from extract.readers.rawtext import RawText
from schemas.document import Table
from schemas.trace import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_WIDEST = 1000  # columns; Word allows 63
# Columns narrower than this (twentieths of a point; 2 mm) that no cell has for itself are edges that do not quite meet.
_SLIVER = 113


@dataclass(slots=True)
class _Source:
    """A ``<w:tc>`` on columns ``[left, right)`` of the table's own grid."""

    element: "_Element"
    left: int
    right: int
    merged: bool  # one of several cells upon each other that are shown as one
    continues: bool  # and not the first of them


@dataclass(slots=True)
class _Row:
    heading: bool
    cells: list[_Source] = field(default_factory=list)


def read_table(table: "_Element", numbering: Numbering, raw: RawText) -> Table | None:
    """Lay the table's text out in ``raw`` and return its grid; None for a table without cells."""
    rows = [_row(row) for row in blocks_of(table, ROW) if row.find(f"{W}trPr/{W}del") is None]
    _close_slivers([whole(column.get(W + "w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")], rows)
    placed: list[PlacedRow] = []
    headings: list[bool] = []
    above: dict[int, Placed] = {}
    shades = MonthShades()
    for row in rows:
        cells, own = _place(row, above, numbering, raw, shades)
        above = {cell.left: by for cell, by in zip(row.cells, cells, strict=True) if cell.merged}
        if own:  # a row of nothing but merged cells that go on is one that Word does not show
            placed.append(PlacedRow(cells, own[-1][1]))
            headings.append(row.heading)
    return Table(fill_grid(placed), header_rows=(*headings, False).index(False)) if placed else None


def _row(row: "_Element") -> _Row:
    column = min(whole(value_of(row.find(f"{W}trPr/{W}gridBefore"))), _WIDEST)
    found = _Row(is_on(row.find(f"{W}trPr/{W}tblHeader")))
    for cell in blocks_of(row, CELL):
        properties = {item.tag: item for item in cell.iterfind(f"{W}tcPr/*")}
        span, down, across = (properties.get(W + name) for name in ("gridSpan", "vMerge", "hMerge"))
        left, column = column, column + min(max(1, whole(value_of(span), 1)), _WIDEST)
        if across is not None and value_of(across) != "restart" and found.cells:
            found.cells[-1].right = column
        else:
            continues = down is not None and value_of(down) != "restart"
            found.cells.append(_Source(cell, left, column, down is not None, continues))
    return found


def _close_slivers(widths: list[int], rows: list[_Row]) -> None:
    """Take columns out of the grid that are there only because edges drawn by hand do not quite meet."""
    cells = [cell for row in rows for cell in row.cells]
    needed = {cell.left for cell in cells if cell.right == cell.left + 1}
    slivers = [at for at, width in enumerate(widths) if 0 < width <= _SLIVER and at not in needed]
    moved = [(bisect_left(slivers, cell.left), bisect_left(slivers, cell.right)) for cell in cells]
    if all(cell.left - left < cell.right - right for cell, (left, right) in zip(cells, moved, strict=True)):
        for cell, (left, right) in zip(cells, moved, strict=True):
            cell.left, cell.right = cell.left - left, cell.right - right


def _place(
    row: _Row, above: dict[int, Placed], numbering: Numbering, raw: RawText, shades: MonthShades
) -> tuple[list[Placed], list[Span]]:
    """Return the row's cells, and the intervals of those that begin in it. What a covered cell holds is not shown."""
    covers = [above.get(cell.left) if cell.continues else None for cell in row.cells]
    begins = [at for at, cover in enumerate(covers) if cover is None]
    cells, own, texts = [], [], []
    ground = all(is_shaded(cell.element) for cell in row.cells)
    for at, (cell, cover) in enumerate(zip(row.cells, covers, strict=True)):
        if cover is None:
            text = cell_text(cell.element, numbering)
            texts.append((cell.left, cell.right, text))
            text = text if ground else shades.shown(cell.element, cell.left, text)
            own.append(raw.add(text, "\n" if at == begins[-1] else "\t"))
            cover = Placed(own[-1], cell.left, cell.right)
        cells.append(cover)
    shades.note(texts)
    return cells, own


def cell_text(cell: "_Element", numbering: Numbering) -> str:
    """Paragraphs and line breaks as lines; a tab only for each level of a list, and between cells of a nested table."""
    return "\n".join(_cell_lines(cell, numbering))


def _cell_lines(cell: "_Element", numbering: Numbering) -> Iterator[str]:
    for block in blocks_of(cell, PARAGRAPH, TABLE):
        if block.tag == TABLE:
            for row in blocks_of(block, ROW):
                yield "\t".join(" ".join(_cell_lines(inner, numbering)) for inner in blocks_of(row, CELL))
            continue
        shown = paragraph_text(block)
        # A number without words is shown too: that is how sequence columns are filled.
        text = numbering.mark(block) + shown.text.replace("\t", " ").replace(PAGE_BREAK, "\n")
        if text.strip():
            yield text.rstrip()
        for box in shown.boxes:
            yield from _cell_lines(box, numbering)
