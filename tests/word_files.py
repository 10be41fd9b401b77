"""Word files for tests: small bodies written as XML, and how to look at what is read from them."""

import io

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.readers.docx import read_docx
from schemas.document import Document, Line, Table

NAMESPACES = (
    nsdecls("w", "wp", "a")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def saved(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def body(xml: str, numbering: str = "") -> bytes:
    """A Word file with this XML in its body, and this in its numbering part."""
    word = docx.Document()
    for element in parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"):
        word.element.body.insert(len(word.element.body) - 1, element)
    if numbering:
        part = word.part.numbering_part.element
        part.clear()
        part.extend(parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"))
    return saved(word)


def blocks(data: bytes) -> list[str | list[list[str]]]:
    """Lines as text, "¶" before those that begin a paragraph; tables as rows, "~" before copies of merged cells."""
    document = read_docx(data, "report.docx")
    return [
        "¶" * block.gap + document.text[slice(*block.span)] if isinstance(block, Line) else grid(document, block)
        for _, block in document.blocks()
    ]


def grid(document: Document, table: Table) -> list[list[str]]:
    assert {len(row) for row in table.rows} == {table.width}
    return [["~" * cell.inherited + document.read(cell) for cell in row] for row in table.rows]


def only_table(data: bytes) -> tuple[Document, Table]:
    document = read_docx(data, "report.docx")
    (table,) = [block for _, block in document.blocks() if isinstance(block, Table)]
    return document, table


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(number: int, form: str, text: str, start: int = 1) -> str:
    form = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/>{form}</w:lvl>'


def lists(*levels: str, extra: str = "") -> str:
    numbers = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


def numbered(text: str, depth: int = 0, number: int = 1) -> str:
    return p(r(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
