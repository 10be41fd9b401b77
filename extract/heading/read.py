"""The heading of a report, put together from its first and last passages."""

from collections.abc import Iterator
from itertools import islice

from extract.heading.agency import find_agency
from extract.heading.report_date import find_report_date
from extract.heading.rounds import find_round, find_year, heading_lines, to_fiscal_year
from extract.heading.side_by_side import lines_by_block
from extract.heading.signature import find_signatory
from extract.heading.title import find_kind, find_title
from extract.tables.sheet import Sheet
from schemas.document import Cell, Document, Line, Table
from schemas.records import Heading
from schemas.trace import Span

_ZONE, _FIRST, _LAST = 14, 60, 30
_MOST_ROWS = 12  # of a table that may be a letterhead or a signature
_INDENT = 200


def document_to_heading(document: Document, sheets: list[Sheet]) -> Heading:
    """Read title, kind, agency, fiscal year, round, date and signatory. What nothing says stays None or "unknown"."""
    lines = list(_lines(document, sheets))
    passages = [part.strip() for line in lines for part in line.split("\t") if part.strip()]
    first = islice((block for _, block in document.blocks() if isinstance(block, Line)), _FIRST)
    prose = [(document.text[slice(*line.span)], line.gap) for line in first]
    title = find_title(prose) or find_title([(text, False) for text in passages[:_FIRST]])
    signed = _by_block(document, lines)
    zone, head = "\n".join(passages[:_ZONE]), heading_lines(passages)
    year = find_year(title or "", head, zone, passages)
    return Heading(
        title=title,
        kind=find_kind(title or "", zone, sheets),
        agency=find_agency(title, passages),
        fiscal_year=to_fiscal_year(year),
        reporting_period=find_round(title or "", head, zone, year),
        report_date=find_report_date(signed),
        signatory=find_signatory(signed),
    )


def _lines(document: Document, sheets: list[Sheet]) -> Iterator[str]:
    """Lines of prose with their indents, and those of tables that hold neither measures nor scores, cells by tabs."""
    others = {id(part) for sheet in sheets if sheet.kind == "other" for part in sheet.parts}
    for _, block in document.blocks():
        if isinstance(block, Line):
            yield _indented(document.text, block.span)
        elif id(block) in others and len(block.rows) <= _MOST_ROWS:
            yield from _table_lines(document, block)


def _by_block(document: Document, lines: list[str]) -> list[str]:
    """The lines, the last ones of a document read from pages without tables behind them by where they stand there."""
    if document.reader not in ("pdf", "ocr"):
        return lines
    spans: list[Span] = []
    for block in (block for page in reversed(document.pages) for block in reversed(page.blocks)):
        if not isinstance(block, Line) or len(spans) == _LAST:
            break
        spans.insert(0, block.span)
    return lines[: len(lines) - len(spans)] + lines_by_block(document, spans)


def _indented(text: str, span: Span) -> str:
    """A line with the blanks before it: what stands below what is seen by columns."""
    start = text.rfind("\n", max(0, span[0] - _INDENT), span[0]) + 1
    return text[start : span[1]] if start and text[start : span[0]].isspace() else text[slice(*span)]


def _table_lines(document: Document, table: Table) -> Iterator[str]:
    """The lines of each row, the first of all its cells, then the second; a merged cell is read once."""
    for row in table.rows:
        cells = [_cell_lines(document, cell) for cell in row]
        for index in range(max(map(len, cells), default=0)):
            yield "\t".join(lines[index] if index < len(lines) else "" for lines in cells)


def _cell_lines(document: Document, cell: Cell) -> list[str]:
    return [] if cell.inherited else document.read(cell).split("\n")
