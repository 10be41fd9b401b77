"""Segments become readings: the ways through a crop's atoms that explain every segment best.

Each way takes every atom once. A segment on the way is the symbol it is taken for; each of the others is none, and the
network said of it, too, how likely that is. So a sure whole speaks against its parts. Ways that spell the same are one
reading, and their likelihoods add up. `benchmarks/digits.py` holds the likelihoods to what was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, log1p
from typing import TYPE_CHECKING

from extract.readers.scan.digits.symbols import CLASSES, CUT, DIGITS, OTHER, THAI, VALUE_OF, VALUES

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    from extract.readers.scan.digits.pieces import Segment

KEEP = 12  # readings kept at each place
LEAST = 0.002  # a symbol's probability below which it opens no reading
FAINTEST = 1e-5  # that any ink is no symbol of a number, whatever the network says
DIRT = 0.05  # share of the probability of a wrong cut that goes to other ink
MIXED = 0.3  # a number seldom mixes scripts: such a reading is this much less likely
SWITCH = 0.02  # likewise where a number turns into other ink, or back, within a token
SURELY_NONE = 1e-3  # least probability that a segment is no symbol
UNLISTED = 0.006  # share of the likelihood that is kept for readings that no way spells
UNEXPLAINED = 1e-15  # likelihood of ink that no way explains


@dataclass(frozen=True)
class Seen:
    """One symbol: its char as seen, the probability of its value, the number of its segment."""

    char: str
    probability: float
    segment: int


@dataclass(frozen=True)
class Way:
    """A reading: its values, its likelihood and the symbols of its likeliest way, of likelihood `best`.

    While ways are built, likelihoods are logarithms.
    """

    values: str
    likelihood: float
    best: float
    symbols: tuple[Seen, ...]


@dataclass(frozen=True)
class _Choice:
    """What a segment may be: a value, the logarithm that its likelihood adds, the symbol."""

    value: str
    weight: float
    seen: Seen


def readings_of(segments: list[Segment], shares: NDArray[float32], atoms: int) -> list[Way]:
    """Readings of a crop of so many atoms, likeliest first. shares: the probabilities of CLASSES by segment.

    Likelihoods add up to less than 1; the rest is for readings that are not among these.
    """
    none = [max(1 - sum(row[:-2]), SURELY_NONE) for row in shares.tolist()]
    at: list[dict[str, Way]] = [{} for _ in range(atoms + 1)]
    whole = sum(map(log, none))
    at[0][""] = Way("", whole, whole, ())
    by_first: dict[int, list[int]] = {}
    for number, segment in enumerate(segments):
        by_first.setdefault(segment.first, []).append(number)
    for place in range(atoms):
        ways = sorted(at[place].values(), key=lambda way: -way.likelihood)[:KEEP]
        for number in by_first[place]:
            choices = _choices(shares[number].tolist(), number, none[number])
            _extend(ways, choices, at[segments[number].last + 1])
        at[place] = {}
    ended = sorted((_weighed(way) for way in at[atoms].values()), key=lambda way: (-way.likelihood, way.values))
    return _as_shares(ended[:KEEP])


def _extend(ways: list[Way], choices: list[_Choice], into: dict[str, Way]) -> None:
    for way in ways:
        for choice in choices:
            values = way.values + choice.value
            turns = way.values != "" and (way.values[-1] == OTHER) != (choice.value == OTHER)
            weight = choice.weight + (log(SWITCH) if turns else 0.0)
            likelihood, best = way.likelihood + weight, way.best + weight
            known = into.get(values)
            if known is None:
                into[values] = Way(values, likelihood, best, (*way.symbols, choice.seen))
                continue
            symbols = (*way.symbols, choice.seen) if best > known.best else known.symbols
            into[values] = Way(values, _sum(known.likelihood, likelihood), max(best, known.best), symbols)


def _sum(one: float, other: float) -> float:
    """The logarithm of a sum, of logarithms."""
    high, low = max(one, other), min(one, other)
    return high + log1p(exp(low - high))


def _choices(shares: list[float], number: int, none: float) -> list[_Choice]:
    """What a segment may be. A wrong cut may still be dirt, seldom."""
    sums: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    for char, value_number, share in zip(CLASSES, VALUE_OF, shares, strict=True):
        if char in (OTHER, CUT) or share < LEAST / 4:
            continue
        value = VALUES[value_number]
        sums[value] = sums.get(value, 0.0) + share
        best[value] = max(best.get(value, (0.0, "")), (share, char))
    found = {value: share for value, share in sums.items() if share >= LEAST}
    found[OTHER] = max(shares[-2] + DIRT * shares[-1], FAINTEST)
    best[OTHER] = found[OTHER], OTHER
    return [
        _Choice(value, log(share) - log(none), Seen(best[value][1], min(share, 1.0), number))
        for value, share in found.items()
    ]


def _weighed(way: Way) -> Way:
    digits = [seen.char in THAI for seen in way.symbols if seen.char in DIGITS]
    if not digits or all(digits) or not any(digits):
        return way
    return Way(way.values, way.likelihood + log(MIXED), way.best, way.symbols)


def _as_shares(ways: list[Way]) -> list[Way]:
    """Likelihoods out of logarithms, as shares of all that may stand there."""
    if not ways:
        return []
    top = ways[0].likelihood
    weights = [exp(way.likelihood - top) for way in ways]
    unexplained = exp(min(log(UNEXPLAINED) - top, 50.0))
    total = sum(weights) * (1 + UNLISTED) + unexplained
    return [
        Way(way.values, weight / total, exp(way.best - top) / total, way.symbols)
        for way, weight in zip(ways, weights, strict=True)
    ]
