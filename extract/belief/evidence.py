"""What the two engines say together of one number, before anything around it is asked.

The recogniser weighs whole readings by the pixels. The text engine's reading bears on them through what it is known to
print for each digit: of the Thai digits it can print five only, so a 5 of its own may stand for 4, 5, 8 or 9, and to
agree on such a digit means little.
"""

from collections.abc import Mapping
from functools import cache
from math import prod
from typing import NamedTuple

import regex

from normalise.digits import to_arabic
from schemas.readings import NumberReading
from schemas.vocabulary import load

_THAI = regex.compile(r"[๐-๙]")
_LIKE_MINUS = str.maketrans("–−—", "---")
_LETTERS = regex.compile(r"[^\d.,+\-\p{M}\s]+")
_STRANGE = "?"
_NO_NUMBER = regex.compile(r"[^\d.,+-]")
_LITTLE = 0.02
_LEAST = 1e-6  # options below this share are not worth a look
_MOST = 12

Emission = Mapping[str, Mapping[str, float]]


class Weighed(NamedTuple):
    """Readings with their probabilities, most likely first, and what is left for any other: together 1."""

    options: tuple[tuple[str, float], ...]
    other: float


@cache
def figures() -> dict[str, float]:
    """The measured rates and the bars that belief is held to."""
    rates: dict[str, float] = load("engine_digits")["figures"]
    return rates


@cache
def _emission(*, thai: bool) -> Emission:
    rows: Emission = load("engine_digits")["thai" if thai else "arabic"]
    return rows


def weigh(reading: NumberReading, raw: str) -> Weighed:
    """The readings worth considering. ``raw`` is the reader's guess as it stands, which tells the script.

    Both engines fail on the same bad pixels, so the text engine's word counts for less beside the recogniser's.
    """
    rates, thai = figures(), _THAI.search(raw) is not None
    seen = {plain(text): weight for text, weight in reversed(reading.options) if plain(text) and weight > 0}
    if not seen and reading.second:
        seen = {plain(reading.second): max(reading.confidence, _LEAST)}
    total = sum(seen.values())
    missed = min(max(rates["missed"], 1 - total), rates["missed_most"]) if seen else 1.0
    weights = {text: (1 - missed) * weight / total for text, weight in seen.items()}
    first = printed(reading.first)
    if first and _STRANGE not in first and first not in weights:
        near = rates["first_of_missed_thai" if thai else "first_of_missed_arabic"]
        weights[first] = missed * (near if any(_is_near(first, text) for text in weights) else 0.1 ** len(first))
        missed -= weights[first]
    if first:
        temper = rates["temper"] if seen else 1.0
        weights = {text: weight * printed_as(text, first, thai=thai) ** temper for text, weight in weights.items()}
        missed *= _printed_anyhow(first, thai=thai) ** temper
    return _normal(weights, missed)


def printed(text: str) -> str:
    """A print of the text engine: :func:`plain`, with a mark for letters in the place of digits; "" without a digit."""
    marked = _LETTERS.sub(_STRANGE, to_arabic(text).translate(_LIKE_MINUS))
    shown = _NO_NUMBER.sub(lambda other: _STRANGE if other.group() == _STRANGE else "", marked)
    return shown if any(map(str.isdigit, shown)) else ""


def _is_near(one: str, other: str) -> bool:
    """As long, and another digit in one place."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _printed_anyhow(first: str, *, thai: bool) -> float:
    """How likely the text engine prints ``first`` where any other number may stand."""
    any_number = prod(_printed_digit(letter, thai=thai) for letter in first)
    itself = 0.1 ** sum(map(str.isdigit, first)) * printed_as(first, first, thai=thai)
    return max(any_number - itself, _LITTLE * any_number)


@cache
def _printed_digit(letter: str, *, thai: bool) -> float:
    """How likely the text engine prints a digit where any of the ten may stand, or a point where one stands."""
    rows = _emission(thai=thai)
    if letter == _STRANGE:
        return figures()["strange"]
    if not letter.isdigit():
        return rows[letter].get(letter, 0.0) if letter in rows else figures()["rare"]
    return max(sum(rows[digit].get(letter, 0.0) for digit in "0123456789") / 10, figures()["rare"])


def _normal(weights: dict[str, float], other: float) -> Weighed:
    total = sum(weights.values()) + other
    ranked = sorted(((text, weight / total) for text, weight in weights.items()), key=lambda item: -item[1])
    kept = tuple(item for item in ranked[:_MOST] if item[1] >= _LEAST)
    return Weighed(kept, max(1 - sum(weight for _, weight in kept), 0.0) if total else 1.0)


def plain(text: str) -> str:
    """The digits, points, commas and signs of a text, in Arabic, with one kind of minus."""
    return _NO_NUMBER.sub("", to_arabic(text).translate(_LIKE_MINUS))


def printed_as(text: str, first: str, *, thai: bool) -> float:
    """How likely the text engine prints ``first`` where ``text`` stands; each character prints none, one or two."""
    rows, rare, strange = _emission(thai=thai), figures()["rare"], figures()["strange"]
    reach = [1.0] + [0.0] * len(first)
    for letter in text:
        row = rows.get(letter, {letter: 1.0})
        reach = [
            sum(
                reach[at - size] * row.get(seen := first[at - size : at], strange if seen == _STRANGE else rare)
                for size in (0, 1, 2)
                if at >= size and reach[at - size]
            )
            for at in range(len(first) + 1)
        ]
    return max(reach[-1], rare ** (len(text) + 1))
