"""How many fields to judge: by a tolerable rate, or by a plan of ISO 2859-1."""

from dataclasses import dataclass
from typing import Literal

from prongsai.review.beta import binomial_share
from prongsai.review.intervals import CONFIDENCE
from prongsai.review.iso2859 import ACCEPTED, ARROWS, LETTERS, SIZES, ZERO_LETTER

Level = Literal["I", "II", "III"]
_COLUMN: dict[Level, int] = {"I": 1, "II": 2, "III": 3}
_LARGEST = 10_000_000


def size_for_rate(tolerable: float, errors: int = 0, confidence: float = CONFIDENCE) -> int:
    """The smallest sample in which at most ``errors`` errors show, one-sided, a rate of at most ``tolerable``.

    ``tolerable`` is a share between 0 and 1, both excluded: 0.05 with no error gives 59, 0.01 gives 299.
    Raises ValueError outside it, or where the sample would be beyond ten million.
    """
    if not 0 < tolerable < 1 or not 0 < confidence < 1 or errors < 0:
        raise ValueError("a tolerable rate and a confidence lie between 0 and 1, and errors are not negative")
    low, high = errors, max(2 * errors, 1)
    while binomial_share(errors, high, tolerable) > 1 - confidence:
        low, high = high, high * 2
        if high > _LARGEST:
            raise ValueError("the sample would be larger than ten million")
    while high - low > 1:
        middle = (low + high) // 2
        if binomial_share(errors, middle, tolerable) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


@dataclass(frozen=True, slots=True)
class IsoPlan:
    """A single plan, normal inspection: judge ``size``, accept the lot with at most ``accept`` errors.

    ``aql`` is in percent; ``accept`` is None where the table has no single plan for this letter and AQL.
    """

    letter: str
    size: int
    level: Level
    aql: float
    accept: int | None


def iso_plan(lot: int, aql: float, level: Level = "II") -> IsoPlan:
    """The plan for a lot of ``lot`` fields. Arrows of the table are followed, which changes letter and size.

    A sample never exceeds the lot: then every field is judged. Raises KeyError for an AQL the table does not have.
    """
    wanted = next(row[_COLUMN[level]] for row in LETTERS if row[0] is None or lot <= row[0])
    letters = list(SIZES)
    zero = letters.index(ZERO_LETTER[aql])
    beyond = max(letters.index(str(wanted)) - zero, 0)  # above the first plan an arrow leads down to it
    beyond = ARROWS.get(beyond, min(beyond, max(ACCEPTED)))
    letter = letters[zero + beyond]
    return IsoPlan(letter, min(SIZES[letter], lot), level, aql, ACCEPTED.get(beyond))
