"""Hand-made scans: a small table and some lines as a reader of scans would leave them, with chosen misreadings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.lines.places import GlyphPlaces
from normalise.digits import to_arabic, to_thai
from prongsai.pipeline import document_to_report
from prongsai.report import Report
from schemas.document import Cell, Document, Line, Page, Table
from schemas.readings import NumberReading, Readings, TextReading
from schemas.records import Source
from schemas.trace import Span, Trace

_RUN = regex.compile(r"[+-]?[\d๐-๙]+(?:[.,][\d๐-๙]+)*")
# What the text engine prints for the Thai digits it does not know.
_UNKNOWN = str.maketrans("46789", "52355")


@dataclass(frozen=True)
class Misread:
    """How a number is read in place of what is printed: the text engine's reading, and the recogniser's options."""

    first: str
    options: tuple[tuple[str, float], ...] = ()


class ScanMaker:
    """Lays text out and notes a reading for every run of digits.

    ``misread`` names numbers as printed, in Arabic digits; one that is printed twice is misread the first time only
    where its name is followed by "#1". Every other number is read right, with little doubt.
    """

    def __init__(self, misread: Mapping[str, Misread] | None = None) -> None:
        self._misread = dict(misread or {})
        self._raw = ""
        self._seen: dict[str, int] = {}
        self._readings = Readings()
        self._blocks: list[Line | Table] = []

    def line(self, text: str, confidence: float = 0.95) -> "ScanMaker":
        """Add a line of prose."""
        self._blocks.append(Line(self._add(text, "\n", confidence), gap=True))
        return self

    def table(self, rows: Sequence[Sequence[str]], confidence: float = 0.95) -> "ScanMaker":
        """Add a table of plain cells."""
        grid: list[list[Cell]] = []
        for number, row in enumerate(rows):
            spans = [self._add(text, "\t", confidence) for text in row]
            boxes = [((1, (100 * n, 20 * number, 100 * n + 99, 20 * number + 19)),) for n in range(len(row))]
            grid.append([Cell((span,), boxes=box) for span, box in zip(spans, boxes, strict=True)])
        self._blocks.append(Table(grid))
        return self

    def _add(self, text: str, end: str, confidence: float) -> Span:
        start, at = len(self._raw), 0
        for match in _RUN.finditer(text):
            self._raw += text[at : match.start()]
            self._number(match.group())
            at = match.end()
        self._raw += text[at:]
        span = (start, len(self._raw))
        self._readings.texts.append(TextReading(span, confidence))
        self._raw += end
        return span

    def _number(self, printed: str) -> None:
        number = to_arabic(printed)
        nth = self._seen[number] = self._seen.get(number, 0) + 1
        misread = self._misread.get(f"{number}#{nth}") or self._misread.get(number)
        thai = number != printed
        first = number.translate(_UNKNOWN) if thai else number
        options: tuple[tuple[str, float], ...] = ((number, 0.999),)
        if misread:
            first, options = misread.first, misread.options
        guess = options[0][0] if options else first
        start = len(self._raw)
        self._raw += to_thai(guess) if thai else guess
        second, sure = options[0] if options else ("", 0.0)
        self._readings.numbers.append(NumberReading((start, len(self._raw)), first, second, sure, options))

    def document(self) -> Document:
        """The document as a reader of scans leaves it."""
        size = len(self._raw)
        left, top = [float(n % 500) for n in range(size)], [float(n // 500) for n in range(size)]
        right, bottom = [x + 1 for x in left], [y + 1 for y in top]
        places = GlyphPlaces()
        places.open_page(1, Glyphs(0, self._raw, left, top, right, bottom, left, right, []), (1, 0, 0, 1, 0, 0))
        places.extend([(0, size)])
        pages = [Page(1, list(self._blocks), reader="ocr")]
        return Document(Trace(self._raw), pages, places, "ocr", "application/pdf", readings=self._readings)

    def report(self) -> Report:
        """The report of that document."""
        source = Source(
            name="scan.pdf", path="-", sha256="0" * 64, media_type="application/pdf", reader="ocr", pages=1, bytes=1
        )
        return document_to_report(self.document(), source)
