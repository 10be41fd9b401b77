"""Digital PDFs to the page model. The order of the steps on a page is written in :mod:`extract.readers.pdf.page`:

objects, glyphs, ink, pieces, grids and tables, layout. After the last page, running heads and feet are left out.
"""

from array import array
from collections.abc import Iterator
from ctypes import c_void_p, cast
from typing import Any

from extract.readers.pdf.boxes import Boxes
from extract.readers.pdf.fallback import SecondReader
from extract.readers.pdf.forms import check_forms
from extract.readers.pdf.layout import EdgeLine, PlacedLine, edge_line, running_lines
from extract.readers.pdf.limits import DEFAULT_LIMITS, Limits
from extract.readers.pdf.marks import MARK
from extract.readers.pdf.page import PageContent, read_page
from extract.readers.pdf.raw import pdfium
from extract.readers.pdf.tables import GridCell, GridTable
from extract.readers.pdf.text import TextLine
from extract.readers.rawtext import RawText
from schemas.document import Block, Cell, Document, GlyphPlaces, Line, Page, Table
from schemas.errors import EncryptedInput, LimitExceeded, MalformedInput
from schemas.place import PagePlace
from schemas.trace import Span, Trace

MEDIA_TYPE = "application/pdf"
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes, name: str, limits: Limits | None = None) -> Document:
    """Read the text layer of a PDF.

    Pages without a text layer, or with noise for one, have quality "none" or "garbage" and no blocks: they are unread.
    Raises EncryptedInput, MalformedInput, or LimitExceeded.
    """
    limits = limits or DEFAULT_LIMITS
    if len(data) > limits.bytes:
        raise LimitExceeded(name, f"larger than {limits.bytes} bytes", "limit_size")
    check_forms(data, name, limits)
    builder = _Builder()
    for content in _contents(data, name, limits):
        builder.add(content)
    return builder.finish(name)


def look_at_page(data: bytes, name: str, number: int, limits: Limits | None = None) -> PageContent:
    """Return one page with all its intermediates, for drawing them. ``number`` counts from 1.

    Raises what :func:`read_pdf` raises, and LookupError where there is no such page.
    """
    document = _open(data, name)
    try:
        if not 0 < number <= len(document):
            raise LookupError(f"{name}: no page {number}; it has {len(document)}")
        content = _read_one(cast(document.raw, c_void_p).value, number - 1, name, limits or DEFAULT_LIMITS)
        return content or PageContent.unreadable(number)
    finally:
        document.close()


def _contents(data: bytes, name: str, limits: Limits) -> Iterator[PageContent]:
    """Pages one after another, each closed before the next is opened."""
    try:
        document = _open(data, name)
    except MalformedInput:
        yield from _by_second_reader(data, name, limits)
        return
    try:
        handle = cast(document.raw, c_void_p).value
        with SecondReader(data, name, limits) as second:
            for index in range(_count(len(document), name, limits)):
                content = _read_one(handle, index, name, limits)
                if content is None or (content.drawing.order and not content.glyphs.text):
                    content = second.read(index + 1) or content
                yield content or PageContent.unreadable(index + 1)
    finally:
        document.close()


def _read_one(document: Any, index: int, name: str, limits: Limits) -> PageContent | None:
    """Read a page by pdfium; None where it cannot be loaded."""
    page = pdfium("FPDF_LoadPage")(document, index)
    if not page:
        return None
    try:
        return read_page(page, index + 1, name, limits)
    finally:
        pdfium("FPDF_ClosePage")(page)


def _by_second_reader(data: bytes, name: str, limits: Limits) -> Iterator[PageContent]:
    """A file pdfium cannot open at all."""
    with SecondReader(data, name, limits) as second:
        for number in range(1, _count(second.pages(), name, limits) + 1):
            yield second.read(number) or PageContent.unreadable(number)


def _count(pages: int, name: str, limits: Limits) -> int:
    if pages == 0:
        raise MalformedInput(name, "a PDF without pages")
    if pages > limits.pages:
        raise LimitExceeded(name, f"{pages} pages; the limit is {limits.pages}", "limit_size")
    return pages


def _open(data: bytes, name: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD and b"/Encrypt" in data:  # pdfium's last error may be an older one
            raise EncryptedInput(name, "the PDF needs a password") from error
        raise MalformedInput(name, "a damaged PDF that cannot be opened") from error


class _Builder:
    """Lays pages out into one raw text, with a box for every character."""

    def __init__(self) -> None:
        self._raw, self._boxes, self._numbers = RawText(), Boxes(), array("H")
        self._pages: list[Page] = []
        self._edges: list[EdgeLine] = []
        self._edge_lines: list[Line] = []

    def add(self, content: PageContent) -> None:
        blocks: list[Block] = []
        if content.blocks:
            self._boxes.open_page(content.glyphs, content.view.matrix)
        for placed in content.blocks:
            if isinstance(placed, PlacedLine):
                blocks.append(self._add_line(content, placed))
            else:
                blocks.append(self._add_table(content, placed))
        view = content.view
        self._pages.append(
            Page(
                content.number,
                blocks,
                "pdf",
                content.quality,
                content.figures,
                round(view.width, 2),
                round(view.height, 2),
            )
        )
        self._numbers.extend([content.number] * (len(self._boxes) - len(self._numbers)))

    def _add_line(self, content: PageContent, placed: PlacedLine) -> Line:
        line = Line(self._add_text([placed.line], "\n"), placed.gap)
        edge = edge_line(content.number, placed.line, content.view.height)
        if edge:
            self._edges.append(edge)
            self._edge_lines.append(line)
        return line

    def _add_table(self, content: PageContent, table: GridTable) -> Table:
        rows: list[list[Cell]] = []
        spans: dict[GridCell, Span] = {}
        for number, owners in enumerate(table.owner):
            begun = [cell for column, cell in enumerate(owners) if (cell.row, cell.column) == (number, column)]
            for cell in begun:
                spans[cell] = self._add_cell(cell, "\n" if cell is begun[-1] else "\t")
            page = content.number
            rows.append([_to_cell(cell, page, spans[cell], number, column) for column, cell in enumerate(owners)])
        return Table(rows, content.number)

    def _add_cell(self, cell: GridCell, end: str) -> Span:
        if cell.mark is None:
            return self._add_text(cell.lines, end)
        span = self._raw.add(MARK, end)
        self._boxes.add(cell.mark)
        self._boxes.skip(len(end))
        return span

    def _add_text(self, lines: list[TextLine], end: str) -> Span:
        text = "\n".join([line.text for line in lines])
        span = self._raw.add(text, end)
        for nth, line in enumerate(lines):
            if nth:
                self._boxes.skip()
            self._boxes.extend(line.parts)
        self._boxes.skip(len(end))
        return span

    def finish(self, name: str) -> Document:
        if all("unreadable" in page.figures for page in self._pages):
            raise MalformedInput(name, "a damaged PDF: none of its pages can be read")
        running = {id(line) for line, runs in zip(self._edge_lines, running_lines(self._edges), strict=True) if runs}
        for page in self._pages:
            page.blocks = [block for block in page.blocks if id(block) not in running]
        trace = Trace(str(self._raw))
        return Document(trace, self._pages, GlyphPlaces(self._numbers, self._boxes), "pdf", MEDIA_TYPE)


def _to_cell(cell: GridCell, page: int, span: Span, row: int, column: int) -> Cell:
    x0, top, x1, bottom = (round(side, 2) for side in cell.box)
    return Cell(
        (span,),
        cell.row_end - cell.row,
        cell.column_end - cell.column,
        inherited=(cell.row, cell.column) != (row, column),
        boxes=(PagePlace.model_construct(page=page, bbox=(x0, top, x1, bottom)),),
    )
