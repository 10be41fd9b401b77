"""The page model: what every reader hands on, whatever it read.

A document owns one raw text, and everything on its pages is an interval of it. A reader of text files keeps the file's
own characters; a reader of PDFs or DOCX lays the characters out one cell or line after another. Repairs edit that one
text (see :mod:`schemas.trace`), so an interval found at any later stage leads back to the raw characters, and from
there to a place.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from schemas.place import PagePlace, Place, TextPlace
from schemas.readings import Readings
from schemas.trace import Span, Trace

ReaderName = Literal["text", "pdf", "ocr", "docx"]
Quality = Literal["clean", "repaired", "doubtful", "garbage", "none"]
Box = tuple[float, float, float, float]
PageBox = tuple[int, Box]  # a page's number and ``(x0, top, x1, bottom)`` on it


@dataclass(slots=True)
class Line:
    """A line of prose. ``span`` is its interval of the text, without the line end.

    ``gap`` says that a blank line, or more than the usual leading, stands above it: a paragraph begins.
    """

    span: Span
    gap: bool = False


@dataclass(slots=True)
class Cell:
    """One cell of the grid.

    spans: its intervals of the text, in reading order; several when the cell was joined over pages. Never empty:
        a blank cell has one empty interval.
    row_span, col_span: how many rows and columns it covers (>= 1).
    inherited: this grid position is covered by a merged cell that begins further up or left; ``spans`` are that cell's.
    boxes: the cell's own rectangles, where the reader knows them (PDF, scans); else the place is that of its text.
    """

    spans: tuple[Span, ...]
    row_span: int = 1
    col_span: int = 1
    inherited: bool = False
    boxes: tuple[PageBox, ...] = ()


@dataclass(slots=True)
class Table:
    """A grid: every row has the same number of cells, merged ones repeated and marked as inherited.

    ``header_rows`` counts the rows the source itself marks as heading (``<th>``, a repeated header row); 0 = not said.
    """

    rows: list[list[Cell]]
    page: int = 1
    header_rows: int = 0

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


Block = Line | Table


@dataclass(slots=True)
class Page:
    """A page's blocks in reading order. ``figures`` are the measurements behind ``quality``."""

    number: int
    blocks: list[Block]
    reader: ReaderName = "text"
    quality: Quality = "clean"
    figures: dict[str, float] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


class Places(Protocol):
    """Turns a raw interval into places."""

    def locate(self, start: int, end: int) -> list[Place]: ...


class TextPlaces:
    """Places of a text: lines and columns of its characters."""

    def __init__(self, raw: str) -> None:
        self._starts = [0]
        find, at = raw.find, raw.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = find("\n", at + 1)

    def locate(self, start: int, end: int) -> list[Place]:
        line = bisect_right(self._starts, start)
        return [TextPlace(line=line, column=start - self._starts[line - 1] + 1, length=end - start)]


def _rounded(x0: float, top: float, x1: float, bottom: float) -> Box:
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


@dataclass(slots=True)
class Document:
    """What a reader made of a file.

    Spans on its pages are intervals of ``trace.raw`` as the reader leaves them, and of ``trace.text`` once
    the document has been cleaned (see :func:`extract.clean.clean_document`), which moves them. ``readings`` says what
    stands doubtfully in the raw text of scans, and keeps to raw intervals; None where no page was scanned.
    """

    trace: Trace
    pages: list[Page]
    places: Places
    reader: ReaderName = "text"
    media_type: str = "text/plain"
    markup: bool = False
    readings: Readings | None = None

    @property
    def text(self) -> str:
        return self.trace.text

    def blocks(self) -> Iterator[tuple[Page, Block]]:
        """Every block with its page, in reading order."""
        for page in self.pages:
            for block in page.blocks:
                yield page, block

    def read(self, cell: Cell) -> str:
        """The present text of a cell; parts joined over pages stand on lines of their own."""
        if len(cell.spans) == 1:
            start, end = cell.spans[0]
            return self.trace.text[start:end]
        return "\n".join(self.trace.text[start:end] for start, end in cell.spans)

    def read_raw(self, cell: Cell) -> str:
        """The cell exactly as read."""
        return "\n".join(self.trace.raw[slice(*self.trace.back(*span))] for span in cell.spans)

    def locate(self, start: int, end: int) -> list[Place]:
        """Places of an interval of the present text."""
        return self.places.locate(*self.trace.back(start, end))

    def locate_cell(self, cell: Cell) -> list[Place]:
        """The cell's own boxes where the reader knows them, else the places of its text."""
        if cell.boxes:
            return [PagePlace(page=page, bbox=_rounded(*box)) for page, box in cell.boxes]
        return [place for span in cell.spans for place in self.locate(*span)]
