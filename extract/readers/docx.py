"""Word files (DOCX): paragraphs, lists and tables of the body in the order they stand.

Word has no pages before it is printed, so a document is one page, and its places are lines of a text laid out here:
each paragraph a line, each row a line with its cells parted by tabs, each line break inside either a line more.
Headers, footers, notes, comments and text marked as deleted are left out.
"""

from typing import TYPE_CHECKING

from extract.readers.docx_numbering import Numbering
from extract.readers.docx_package import open_word
from extract.readers.docx_tables import read_table
from extract.readers.docx_text import (
    CELL,
    PAGE_BREAK,
    PARAGRAPH,
    ROW,
    TABLE,
    W,
    blocks_of,
    paragraph_text,
    value_of,
    whole,
)
from extract.readers.rawtext import RawText
from schemas.document import Block, Document, Line, Page, TextPlaces
from schemas.trace import Trace

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONG = 110  # characters; no line of a printed page holds so many, so the paragraph has several
_SPACED = 120  # twentieths of a point (6 pt) above or below that set a paragraph apart


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word file's bytes; ``name`` is for messages.

    Raises MalformedInput, EncryptedInput, UnsupportedInput or LimitExceeded (see :mod:`extract.readers.docx_package`).
    """
    parts = open_word(data, name)
    body = _Body(Numbering(parts.numbering, parts.styles))
    body.take(parts.body)
    raw = str(body.raw)
    page = Page(1, body.blocks, reader="docx")
    return Document(trace=Trace(raw), pages=[page], places=TextPlaces(raw), reader="docx", media_type=MEDIA_TYPE)


class _Body:
    """Takes blocks in order; ``gap`` says whether the next line begins a paragraph in the sense of a reader.

    Titles and addresses are often typed one paragraph a line, so a short paragraph that follows another without space
    does not begin one; it does after a blank or a long one, and where it is set apart, indented or aligned otherwise.
    """

    def __init__(self, numbering: Numbering) -> None:
        self.raw = RawText()
        self.blocks: list[Block] = []
        self._numbering = numbering
        self._gap = True
        self._aligned = ""

    def take(self, element: "_Element") -> None:
        for block in blocks_of(element, PARAGRAPH, TABLE):
            if block.tag == PARAGRAPH:
                self._take_paragraph(block)
            else:
                self._take_table(block)

    def _take_table(self, element: "_Element") -> None:
        cells = [cell for row in blocks_of(element, ROW) for cell in blocks_of(row, CELL)]
        if len(cells) == 1 and next(blocks_of(cells[0], TABLE), None) is not None:
            self.take(cells[0])  # a frame around the page's contents
        elif table := read_table(element, self._numbering, self.raw):
            self.blocks.append(table)
        self._gap = True

    def _take_paragraph(self, paragraph: "_Element") -> None:
        mark, shown = self._numbering.mark(paragraph), paragraph_text(paragraph)
        if shown.text.strip():
            apart, below = self._set_apart(paragraph)
            self._gap = self._gap or apart or len(shown.text) > _LONG
            self._add_lines(mark + shown.text)
            self._gap = self._gap or below or len(shown.text) > _LONG
        else:
            self._gap = self._gap or not shown.boxes
        for box in shown.boxes:
            self._gap = True
            self.take(box)
            self._gap = True

    def _add_lines(self, text: str) -> None:
        for part in text.replace(PAGE_BREAK, f"\n{PAGE_BREAK}").split("\n"):
            self._gap = self._gap or part.startswith(PAGE_BREAK)
            part = part.replace(PAGE_BREAK, "").rstrip()
            if part:
                self.blocks.append(Line(self.raw.add(part), self._gap))
            self._gap = not part

    def _set_apart(self, paragraph: "_Element") -> tuple[bool, bool]:
        """Whether space, an indent or another alignment sets the paragraph apart from the one above, and below."""
        properties = paragraph.find(W + "pPr")
        aligned = "" if properties is None else value_of(properties.find(W + "jc"))
        self._aligned, above = aligned, self._aligned
        if properties is None:
            return aligned != above, False
        spacing, indent = properties.find(W + "spacing"), properties.find(W + "ind")
        before, after = (0 if spacing is None else whole(spacing.get(W + side)) for side in ("before", "after"))
        first_line = 0 if indent is None else whole(indent.get(W + "firstLine"))
        return aligned != above or before >= _SPACED or first_line > 0, after >= _SPACED
