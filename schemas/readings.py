"""What a reader of scans says of its own certainty: numbers read twice, and confidence of text.

A digit misread is a plausible digit, so a number from a scan is not yet a value. It is read by two engines; whether
it may be believed is decided later, where the table it stands in can be asked (:mod:`extract.belief`).
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from schemas.trace import Span

State = Literal["agreed", "settled", "unread"]


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A run of digits, with the points, commas and signs in it, as two engines read it.

    span: its interval of the document's raw text, where the reader put its best guess in the script it saw.
    first: the text engine's reading, in Arabic digits; "" where it saw nothing.
    second: the digit recogniser's reading, in Arabic digits; "" where it saw nothing.
    confidence: belief of the recogniser in its reading, 0 to 1; that of its least certain symbol.
    options: whole readings that the pixels allow, in Arabic digits, most likely first, each with its likelihood (0, 1].
    """

    span: Span
    first: str
    second: str
    confidence: float
    options: tuple[tuple[str, float], ...] = ()

    @property
    def agreed(self) -> bool:
        """Both engines read the same, and something."""
        return bool(self.first) and self.first == self.second


@dataclass(frozen=True, slots=True)
class TextReading:
    """Confidence of the text engine in a stretch of the raw text (a cell or a line), 0 to 1."""

    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Belief:
    """What became of a reading.

    state: "agreed" where the two readings leave no doubt, "settled" where ``witness`` removed it, else "unread".
    text: the number in Arabic digits, as believed; the reader's guess where it is unread.
    """

    reading: NumberReading
    state: State
    text: str
    witness: str | None = None


@dataclass(slots=True)
class Readings:
    """All that a reader of scans keeps beside its text; every list in order of its spans, which are disjoint.

    ``beliefs`` is filled by the stage that settles the numbers, one for each of ``numbers``; empty until then.
    """

    numbers: list[NumberReading] = field(default_factory=list)
    texts: list[TextReading] = field(default_factory=list)
    beliefs: list[Belief] = field(default_factory=list)

    def under(self, start: int, end: int) -> list[Belief]:
        """The beliefs of numbers that share a character with the raw interval."""
        first = bisect_right(self.beliefs, start, key=lambda belief: belief.reading.span[1])
        last = bisect_left(self.beliefs, end, key=lambda belief: belief.reading.span[0])
        return self.beliefs[first:last]
