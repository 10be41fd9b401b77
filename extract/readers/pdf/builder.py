"""Pages to one document: blocks laid out into one raw text, with a box for every character."""

from extract.readers.pdf.lines.places import GlyphPlaces
from extract.readers.pdf.lines.text import TextLine
from extract.readers.pdf.order.layout import EdgeLine, PlacedLine, edge_line, running_lines
from extract.readers.pdf.page import PageContent
from extract.readers.pdf.ruled.tables import GridCell, GridTable
from extract.readers.rawtext import RawText
from extract.tables.months import MARK
from schemas.document import Block, Cell, Document, Line, Page, Table
from schemas.errors import MalformedInput
from schemas.readings import Readings
from schemas.trace import Span, Trace

MEDIA_TYPE = "application/pdf"


class Builder:
    """Lays pages out into one raw text, with a box for every character."""

    def __init__(self) -> None:
        self._raw, self._places = RawText(), GlyphPlaces()
        self._pages: list[Page] = []
        self._edges: list[EdgeLine] = []
        self._edge_lines: list[Line] = []
        self._readings = Readings()

    def add(self, content: PageContent) -> None:
        blocks: list[Block] = []
        if content.blocks:
            self._places.open_page(content.number, content.glyphs, content.view.matrix)
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
                content.reader,
                content.quality,
                content.figures,
                round(view.width, 2),
                round(view.height, 2),
            )
        )

    def _add_line(self, content: PageContent, placed: PlacedLine) -> Line:
        line = Line(self._add_text(content, [placed.line], "\n"), placed.gap)
        edge = edge_line(content.number, placed.line, content.layout_height)
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
                spans[cell] = self._add_cell(content, cell, "\n" if cell is begun[-1] else "\t")
            rows.append([_to_cell(content, cell, spans[cell], number, column) for column, cell in enumerate(owners)])
        return Table(rows, content.number)

    def _add_cell(self, content: PageContent, cell: GridCell, end: str) -> Span:
        if cell.mark is None:
            return self._add_text(content, cell.lines, end)
        span = self._raw.add(MARK, end)
        self._places.add(content.display(cell.mark))
        self._places.skip(len(end))
        return span

    def _add_text(self, content: PageContent, lines: list[TextLine], end: str) -> Span:
        text = "\n".join([line.text for line in lines])
        span = self._raw.add(text, end)
        content.note_readings(self._readings, span[0], lines)
        for nth, line in enumerate(lines):
            if nth:
                self._places.skip()
            self._places.extend(line.parts)
        self._places.skip(len(end))
        return span

    def finish(self, name: str, media_type: str = MEDIA_TYPE) -> Document:
        """The document. Its reader is the one that read most of its pages."""
        if all("unreadable" in page.figures for page in self._pages):
            raise MalformedInput(name, "a damaged PDF: none of its pages can be read")
        runs = running_lines(self._edges, len(self._pages))
        running = {id(line) for line, again in zip(self._edge_lines, runs, strict=True) if again}
        for page in self._pages:
            page.blocks = [block for block in page.blocks if id(block) not in running]
        read = [page.reader for page in self._pages if page.blocks]
        scanned = 2 * read.count("ocr") > len(read)
        return Document(
            Trace(str(self._raw)),
            self._pages,
            self._places,
            "ocr" if scanned else "pdf",
            media_type,
            readings=self._readings if "ocr" in read else None,
        )


def _to_cell(content: PageContent, cell: GridCell, span: Span, row: int, column: int) -> Cell:
    return Cell(
        (span,),
        cell.row_end - cell.row,
        cell.column_end - cell.column,
        inherited=(cell.row, cell.column) != (row, column),
        boxes=((content.number, content.display(cell.box)),),
    )
