"""Segments become readings: the ways through a crop's atoms whose symbols are the most probable.

Each way takes every atom once. Ways that spell the same are one reading, and their likelihoods add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.readers.scan.digits.symbols import CLASSES, CUT, DIGITS, OTHER, THAI, VALUE_OF, VALUES

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    from extract.readers.scan.digits.pieces import Segment

KEEP = 12  # readings kept at each place
LEAST = 0.004  # a symbol's probability below which it opens no reading
DIRT = 0.05  # share of the probability of a wrong cut that goes to other ink
MIXED = 0.3  # a number seldom mixes scripts: such a reading is this much less likely


@dataclass(frozen=True)
class Seen:
    """One symbol: its char as seen, the probability of its value, the number of its segment."""

    char: str
    probability: float
    segment: int


@dataclass(frozen=True)
class Way:
    """A reading so far: its values, likelihood and the symbols of its likeliest way, of likelihood `best`."""

    values: str
    likelihood: float
    best: float
    symbols: tuple[Seen, ...]


def readings_of(segments: list[Segment], shares: NDArray[float32], atoms: int) -> list[Way]:
    """Readings of a crop of so many atoms, likeliest first. shares: the probabilities of CLASSES by segment."""
    at: list[dict[str, Way]] = [{} for _ in range(atoms + 1)]
    at[0][""] = Way("", 1.0, 1.0, ())
    by_first: dict[int, list[int]] = {}
    for number, segment in enumerate(segments):
        by_first.setdefault(segment.first, []).append(number)
    for place in range(atoms):
        ways = sorted(at[place].values(), key=lambda way: -way.likelihood)[:KEEP]
        for number in by_first[place]:
            _extend(ways, _choices(shares[number], number), at[segments[number].last + 1])
        at[place] = {}
    ended = [_weighed(way) for way in at[atoms].values()]
    return sorted(ended, key=lambda way: (-way.likelihood, way.values))[:KEEP]


def _extend(ways: list[Way], choices: list[tuple[str, Seen]], into: dict[str, Way]) -> None:
    for way in ways:
        for value, seen in choices:
            values = way.values + value
            likelihood, best = way.likelihood * seen.probability, way.best * seen.probability
            known = into.get(values)
            if known is None:
                into[values] = Way(values, likelihood, best, (*way.symbols, seen))
            elif best > known.best:
                into[values] = Way(values, known.likelihood + likelihood, best, (*way.symbols, seen))
            else:
                into[values] = Way(values, known.likelihood + likelihood, known.best, known.symbols)


def _choices(shares: NDArray[float32], number: int) -> list[tuple[str, Seen]]:
    """What a segment may be: (value, symbol). A wrong cut may still be dirt, seldom."""
    sums: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    for char, value_number, share in zip(CLASSES, VALUE_OF, shares.tolist(), strict=True):
        if share < LEAST / 4:
            continue
        value = VALUES[value_number]
        sums[value] = sums.get(value, 0.0) + (share * DIRT if char == CUT else share)
        best[value] = max(best.get(value, (0.0, "")), (share, OTHER if char == CUT else char))
    return [(value, Seen(best[value][1], share, number)) for value, share in sums.items() if share >= LEAST]


def _weighed(way: Way) -> Way:
    digits = [seen.char in THAI for seen in way.symbols if seen.char in DIGITS]
    if not digits or all(digits) or not any(digits):
        return way
    return Way(way.values, way.likelihood * MIXED, way.best, way.symbols)
