"""Were these the ends of lines? Find the width at which a text was wrapped, from where its white space stands.

A line is broken where the next word would not fit: so every line end but a paragraph's last has a width ``w`` with
``w <= W < w + width of the next word``, one ``W`` for all. Scores are natural logarithms of likelihood ratios against
"every space was meant". Widths are hundredths of an em (schemas/vocabulary/glyph_widths.toml).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, log
from typing import NamedTuple

from schemas.vocabulary import load

# A wrapped text has a space where a full line must end nearly always; an unwrapped one has a space at one word
# boundary in seven (counted in 280,000 boundaries of government news).
_REAL = 0.14
WRAP_ODDS = log((1 - _REAL) / _REAL)
_FULL = 1.3
_WORST = -6.0
_NEVER, _ANY_ROOM = float("-inf"), float("inf")
# How far a line may miss the width before its score falls by as much as a full line gains: fonts differ.
_OVER, _UNDER = 0.02, 0.025
# Lines so much longer than the width are not weighed against others.
_STRETCH = 1.1
_STEP, _NARROWEST, _WIDEST = 1.09, 250.0, 5000.0
_CLOSE = (0.96, 0.98, 1.02, 1.04)


class Spot(NamedTuple):
    """A white space where a line may have ended.

    end, start: the position, in widths from the text's beginning, where the line before it ends and the next begins.
    unit: width of the next word. gain: what its words say. hard: a new item begins here, whatever the width.
    """

    end: float
    start: float
    unit: float
    gain: float
    hard: bool


class Fit(NamedTuple):
    """The best reading of a text as lines of one width: its score, the width, the spots that ended lines."""

    score: float
    width: float
    ends: tuple[int, ...]


def gain(evidence: float) -> float:
    """How much likelier the words at a spot are if a line ended there, given that lines also end at real spaces."""
    return log((1 - _REAL) * exp(evidence) + _REAL)


def widths(text: str) -> list[int]:
    """The printed width of each character."""
    return list(map(_advances().__getitem__, text))


def width_of(text: str) -> int:
    """The printed width of a text of one line."""
    return sum(map(_advances().__getitem__, text))


def best_fit(spots: Sequence[Spot], total: float, candidates: Iterable[float]) -> Fit | None:
    """The best reading over the candidate widths and those close to the best of them; None without a candidate."""
    best = max((fit_lines(spots, total, width) for width in candidates), default=None)
    if best is None or best.score <= 0:
        return best
    return max(best, *(fit_lines(spots, total, best.width * near) for near in _CLOSE))


def highest(spots: Sequence[Spot]) -> float:
    """More than this no width scores: every spot ends a full line that gains by it."""
    return sum(max(0.0, spot.gain if spot.hard else spot.gain + _FULL) for spot in spots)


def candidate_widths(spots: Sequence[Spot], total: float) -> list[float]:
    """Widths worth trying: from just under the longest unbroken stretch upwards; and those of the ordinary ones."""
    starts = [0.0, *(spot.start for spot in spots)]
    chunks = sorted(end - start for start, end in zip(starts, [*(spot.end for spot in spots), total], strict=True))
    longest, usual = chunks[-1], chunks[len(chunks) * 3 // 4]
    low = max(_NARROWEST, 0.9 * (longest if longest < 1.5 * usual else usual))
    found = []
    while low <= min(1.6 * longest, total, _WIDEST):
        found.append(low)
        low *= _STEP
    return found


def fit_lines(spots: Sequence[Spot], total: float, width: float) -> Fit:
    """The best choice of line ends if the lines were ``width`` wide (a dynamic programme over the spots).

    A line that ends at a spot gains in full if the next word would not have fitted, loses the more the more room it
    leaves beyond that word, and the more it runs over the width. Lines far over it are not weighed.
    """
    best, back, starts, first = [0.0], [-1], [0.0], 0
    over, under, reach = _FULL / (_OVER * width), _FULL / (_UNDER * width), _STRETCH * width
    for end, start, unit, gain, hard in (*spots, Spot(total, total, 0.0, 0.0, True)):
        left, farthest, last = width - end, end - reach, len(starts) - 1
        while first < last and starts[first] < farthest:
            first += 1
        top, spare = (0.0, _ANY_ROOM) if hard else (_FULL, unit)
        most, come = _NEVER, first
        for at in range(first, last + 1):
            room = left + starts[at]
            if room < 0:
                score = top + over * room
                worst = _WORST * (1 + int(-room / width))
                score = best[at] + (score if score > worst else worst)  # noqa: FURB136 - a call of max here costs a third more
            elif room < spare:
                score = best[at] + top
            else:
                score = top - under * (room - spare)
                score = best[at] + (score if score > _WORST else _WORST)  # noqa: FURB136
            if score > most:
                most, come = score, at
        back.append(come)
        best.append(most + gain)
        starts.append(start)
    return Fit(best[-1], width, _walk(back))


def _walk(back: Sequence[int]) -> tuple[int, ...]:
    """The spots on the best way, from the links that lead back along it."""
    ends, at = [], back[-1]
    while at > 0:
        ends.append(at - 1)
        at = back[at]
    return tuple(reversed(ends))


class _Advances(dict[str, int]):
    def __missing__(self, letter: str) -> int:
        return self.setdefault(letter, load("glyph_widths")["default"])


@cache
def _advances() -> _Advances:
    table = load("glyph_widths")
    advances = _Advances({letter: row["width"] for row in table["row"] for letter in row["letters"]})
    advances.update(dict.fromkeys(table["marks"], 0))
    return advances
