"""Where the readings of a document stand in its clean text, and what each may be by itself."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from extract.belief.evidence import Weighed, plain, weigh
from schemas.document import Cell, Document, Line
from schemas.readings import NumberReading, Readings
from schemas.trace import Span
from schemas.vocabulary import load

_RUN = regex.compile(r"\d(?:[\d.,]*\d)?")


@dataclass(frozen=True, slots=True)
class Seen:
    """A reading, its interval of the clean text, the guess that stands there, and its options."""

    reading: NumberReading
    span: Span
    guess: str
    weighed: Weighed


class Setting:
    """The readings of a document in the order of its text, for looking up by place."""

    def __init__(self, document: Document, readings: Readings) -> None:
        self.document = document
        self.text = document.text
        self.seen = [_see(document, reading) for reading in readings.numbers]
        self._starts = [seen.span[0] for seen in self.seen]
        self._raw_starts = [seen.reading.span[0] for seen in self.seen]

    def at(self, offset: int) -> int | None:
        """The index of the reading that holds a character of the clean text."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.seen[index].span[1] else None

    def under(self, start: int, end: int) -> list[int]:
        """Indices of the readings that share a character with an interval of the raw text."""
        first = max(bisect_right(self._raw_starts, start) - 1, 0)
        span = range(first, bisect_right(self._raw_starts, end - 1))
        return [index for index in span if self.seen[index].reading.span[1] > start]

    def alone_in(self, cell: Cell) -> int | None:
        """The index of the reading that is all of a cell."""
        start, end = cell.spans[0]
        index = self.at(start) if len(cell.spans) == 1 else None
        return index if index is not None and self.seen[index].span == (start, end) else None

    def likeliest(self, index: int) -> str | None:
        """The reading that the engines hold for likeliest; None where they saw nothing."""
        options = self.seen[index].weighed.options
        return options[0][0] if options else None

    def before(self, index: int, reach: int = 30) -> str:
        """What stands before a reading on its line."""
        start = self.seen[index].span[0]
        return self.text[max(0, start - reach) : start].rpartition("\n")[2].rpartition("\t")[2]

    def behind(self, index: int, reach: int = 30) -> str:
        """What stands behind a reading on its line."""
        end = self.seen[index].span[1]
        return self.text[end : end + reach].partition("\n")[0].partition("\t")[0]


def _see(document: Document, reading: NumberReading) -> Seen:
    raw = document.trace.raw[slice(*reading.span)]
    return Seen(reading, document.trace.forward(*reading.span), plain(raw), weigh(reading, raw))


def complete(document: Document, readings: Readings) -> None:
    """Add a reading for every run of digits on a scanned page that only the text engine saw.

    A digit without a second reading is not believed for that.
    """
    trace, known = document.trace, [reading.span for reading in readings.numbers]
    taken = {at for start, end in known for at in range(start, end)}
    for start, end in _scanned(document):
        for match in _RUN.finditer(document.text, start, end):
            span = trace.back(*match.span())
            if not taken.intersection(range(*span)):
                readings.numbers.append(NumberReading(span, match.group(), "", 0.0))
                taken.update(range(*span))
    readings.numbers.sort(key=lambda reading: reading.span)


def _scanned(document: Document) -> Iterator[Span]:
    """Intervals of the clean text that stand on pages read off pictures."""
    for page, block in document.blocks():
        if page.reader == "ocr":
            yield from (
                spans_of(block)
                if isinstance(block, Line)
                else (span for row in block.rows for cell in row if not cell.inherited for span in spans_of(cell))
            )


def spans_of(holder: Line | Cell) -> tuple[Span, ...]:
    """The intervals of a line or a cell."""
    return (holder.span,) if isinstance(holder, Line) else holder.spans


@cache
def month_pattern() -> str:
    """A pattern fragment matching any Thai month."""
    rows = load("months")["month"]
    words = [row[name] for row in rows for name in ("name", "abbreviation", "short") if name in row]
    words += [word.replace(".", "").strip() for row in rows for word in (row["abbreviation"],) if word.count(".") > 1]
    return "|".join(regex.escape(word) for word in sorted(set(words), key=len, reverse=True))
