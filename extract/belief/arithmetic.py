"""The sums that scores obey, as factors: weighted means, sums of points, changes, and the same score said twice.

What is printed is rounded, so a sum leaves a small rest. A report may also be wrong, so that a sum that does not fit
is unlikely, not impossible.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, pi, sqrt
from typing import NamedTuple

import regex

from extract.belief.network import Factor

_VALUE = regex.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,3})(?:\.(?P<places>\d{1,4}))?")
_TOLERANCE = 0.02
_DUST = 1e-6
_MISPRINTED = 0.03  # reports whose sum is wrong in print
_SLIPS = 50  # numbers that a slip of the pen makes of another
_ANY = 5e-3  # share of one number among all that a score may be in place of what was read
LEAST = _MISPRINTED / _SLIPS


class Term(NamedTuple):
    """A number and what it is multiplied with; the terms of a sum add up to nothing."""

    variable: int
    times: float


@lru_cache(maxsize=4096)
def to_value(text: str | None) -> tuple[float, int] | None:
    """The number of a reading and its decimal places; None where it is no score."""
    match = _VALUE.fullmatch(text) if text else None
    if not match:
        return None
    places = match["places"] or ""
    value = float(f"{match['whole']}.{places or 0}")
    return (-value if match["sign"] == "-" else value), len(places)


def sum_factor(sums: Sequence[Sequence[Term]], witness: str, *, unsigned: int | None = None) -> Factor:
    """One of several sums holds, of the same numbers: points or means of 100.

    unsigned: the place of a term whose sign is not trusted.
    """
    variables = tuple(term.variable for term in sums[0])
    ways = [[term.times for term in terms] for terms in sums]
    if unsigned is not None:
        ways += [[-times if at == unsigned else times for at, times in enumerate(way)] for way in ways]

    def weigh(texts: Sequence[str | None]) -> float:
        values = [to_value(text) for text in texts]
        known = [value for value in values if value is not None]
        if len(known) < len(texts):
            return _ANY
        fit = max(_fit(way, known) for way in ways)
        return (1 - _MISPRINTED) * fit + LEAST

    return Factor(variables, weigh, witness, LEAST, arithmetic=True)


def _fit(times: Sequence[float], values: Sequence[tuple[float, int]]) -> float:
    """The share of this rest among those that rounding leaves; 0 beyond the tolerance."""
    rest = sum(factor * value for factor, (value, _) in zip(times, values, strict=True))
    units = [abs(factor) * 10.0**-places for factor, (_, places) in zip(times, values, strict=True)]
    coarse = max(10.0**-places for _, places in values)
    if abs(rest) > max(_TOLERANCE, 1.5 * coarse) + _DUST:
        return 0.0
    spread = sqrt(sum(unit * unit for unit in units) / 12) or _DUST
    return min(1.0, coarse / (spread * sqrt(2 * pi)) * exp(-rest * rest / (2 * spread * spread)))


def same_factor(one: int, other: int) -> Factor:
    """Two places state one score. The same font may be misread the same way twice, which weakens it."""

    def weigh(texts: Sequence[str | None]) -> float:
        first, second = (to_value(text) for text in texts)
        if first is None or second is None:
            return _ANY
        rounding = 0.0 if first[1] == second[1] else 0.5 * 10.0 ** -min(first[1], second[1])
        return 1.0 if abs(first[0] - second[0]) <= rounding + _DUST else 10 * LEAST

    return Factor((one, other), weigh, "stated-elsewhere", 10 * LEAST)
