"""A score where it was found: the common form of what tables, lists and prose state."""

from dataclasses import dataclass
from typing import Literal

from extract.indicators import Subject
from schemas.records import Origin
from schemas.trace import Span

What = Literal["score", "change", "rating"]


@dataclass(slots=True)
class Found:
    """One stated value: of what, for which fiscal year (BE; None where nothing says), and where.

    ``what`` tells a score from a stated change (signed) and from a level; ``value`` is None for a level, ``rating``
    None for the others. ``max_score`` is None where nothing but custom says 100.
    """

    subject: Subject
    year: int | None
    what: What
    value: float | None
    rating: str | None
    origin: Origin
    span: Span
    agency: str | None = None
    max_score: float | None = None
