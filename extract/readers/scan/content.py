"""A scanned page as the builder of documents takes it, and what is said of its certainty."""

from bisect import bisect_left
from dataclasses import dataclass, field

from extract.readers.pdf.drawn.cipher import SeenText
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.drawn.view import place_box
from extract.readers.pdf.lines.text import Piece, TextLine
from extract.readers.pdf.page import PageContent
from schemas.document import ReaderName
from schemas.readings import NumberReading, Readings, TextReading


@dataclass(frozen=True, slots=True)
class SeenNumber:
    """Glyphs ``[start, end)`` that were read twice; the rest as in :class:`schemas.readings.NumberReading`."""

    start: int
    end: int
    first: str
    second: str
    confidence: float
    options: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class ScannedPage(PageContent):
    """A page laid out upright and straight, in points; ``view.matrix`` takes its boxes to the page as displayed.

    numbers: in order of their glyphs. trust: the text engine's confidence in each glyph, 0 to 1.
    height: of the page laid out upright, in points. pieces: all that was read, stretch by stretch.
    """

    reader: ReaderName = "ocr"
    numbers: list[SeenNumber] = field(default_factory=list)
    trust: list[float] = field(default_factory=list)
    height: float = 0.0
    pieces: list[Piece] = field(default_factory=list)

    @property
    def layout_height(self) -> float:
        return self.height or self.view.height

    def display(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        return place_box(self.view.matrix, x0, bottom, x1, top)

    def texts(self) -> list[SeenText]:
        """What was read, stretch by stretch."""
        text = self.glyphs.text
        return [
            SeenText(
                "".join(text[start:end] for start, end in piece.parts if start >= 0), piece.x0, piece.x1, piece.base
            )
            for piece in self.pieces
        ]

    def note_readings(self, readings: Readings, at: int, lines: list[TextLine]) -> None:
        """Add what is known of lines that were laid out from the raw character ``at`` on, a line end between two."""
        start, seen = at, []
        for line in lines:
            for first, last in line.parts:
                if last >= 0:
                    readings.numbers += self._numbers_in(first, last, at)
                    seen += self.trust[first:last]
                at += last - first if last >= 0 else 1
            at += 1
        if seen:
            readings.texts.append(TextReading((start, at - 1), round(sum(seen) / len(seen), 3)))

    def _numbers_in(self, first: int, last: int, at: int) -> list[NumberReading]:
        """The numbers among glyphs ``[first, last)``, which stand from the raw character ``at`` on."""
        found = []
        for number in self.numbers[bisect_left(self.numbers, first, key=lambda number: number.start) :]:
            if number.end > last:
                break
            span = (at + number.start - first, at + number.end - first)
            found.append(NumberReading(span, number.first, number.second, number.confidence, number.options))
        return found
