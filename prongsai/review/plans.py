"""What an auditor asks for when drawing a sample, and how large it becomes."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from prongsai.review.intervals import CONFIDENCE
from prongsai.review.iso2859 import ZERO_LETTER
from prongsai.review.sizes import Level, iso_plan, size_for_rate
from schemas.errors import UsageError

Method = Literal["rate", "iso", "count"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a sample was sized, as it is kept with the sample.

    method: "rate", for a tolerable rate; "iso", ISO 2859-1 single normal inspection; "count", a number said outright.
    size: fields to judge. accept: errors at which the population still passes; None where the plan says nothing.
    tolerable: share; aql: percent; least: fields taken of every stratum before the rest is spread in proportion.
    """

    method: Method
    size: int
    accept: int | None = None
    confidence: float = CONFIDENCE
    tolerable: float | None = None
    aql: float | None = None
    level: Level | None = None
    letter: str | None = None
    least: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def plan_for_rate(population: int, tolerable: float, errors: int = 0, least: int = 0) -> Plan:
    """Judge so many that at most ``errors`` errors show a rate of at most ``tolerable``; all, where there are fewer."""
    try:
        size = size_for_rate(tolerable, errors)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return Plan("rate", min(size, population), errors, tolerable=tolerable, least=least)


def plan_for_iso(population: int, aql: float, level: Level = "II", least: int = 0) -> Plan:
    """The plan of ISO 2859-1 for a lot of all fields. Raises UsageError for an AQL that is not in the table."""
    if aql not in ZERO_LETTER or level not in ("I", "II", "III"):
        raise UsageError(f"AQL one of {', '.join(map(str, ZERO_LETTER))}; level I, II or III")
    found = iso_plan(population, aql, level)
    return Plan("iso", found.size, found.accept, aql=aql, level=level, letter=found.letter, least=least)


def plan_for_count(population: int, size: int, least: int = 0) -> Plan:
    """So many fields as said, or all where there are fewer."""
    if size < 1:
        raise UsageError("a sample has at least one field")
    return Plan("count", min(size, population), least=least)


def plan_from_json(kept: dict[str, Any]) -> Plan:
    """The plan as it was kept."""
    return Plan(**kept)
