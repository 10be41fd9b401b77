"""Names of months as patterns and as numbers, made from the table schemas/vocabulary/months.toml.

The patterns are fragments for :mod:`normalise.dates.grammar`. They hold no groups, and every repeat in them is bounded.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from schemas.vocabulary import load

_ROWS: list[dict[str, Any]] = load("months")["month"]
_DOTS_AND_SPACE = re.compile(r"[.\s]+")
_THAI = "ก-๎"
# An abbreviation begins a word, or stands right behind one of these.
_BEGINS = rf"(?:(?<![{_THAI}.])|(?<=เดือน)|(?<=ถึง)|(?<=และ)|(?<=ที่))"
# What goes on with a letter and a dot is a longer abbreviation: ก.พ.ร., ส.ค.ส.
_NO_MORE = rf"(?![ก-ฮ](?:\s?\.|(?![{_THAI}])))"


def _either(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(forms) + ")"


def _names() -> Iterator[str]:
    for row in _ROWS:
        short = row["short"]
        yield rf"{short}\s?{row['name'][len(short) :]}"
        yield from sorted(row.get("misspelt", []), key=len, reverse=True)


def _letters(row: dict[str, Any]) -> tuple[str, str]:
    first, second, _ = row["abbreviation"].split(".")
    return first, second


def _dotted(rows: Iterable[dict[str, Any]]) -> str:
    """An abbreviation with at least one of its dots; blanks and one line end may follow the first."""
    forms = [rf"{a}(?:\s?\.\s{{0,3}}{b}(?:\s?\.|(?![{_THAI}]|\s?\.))|{b}\.)" for a, b in map(_letters, rows)]
    return _BEGINS + _either(forms) + _NO_MORE


NAME = _either(_names())
DOTTED = _dotted(_ROWS)
# Abbreviations that name nothing but a month: beside a day they make a date without a year.
DOTTED_ONLY_MONTH = _dotted(row for row in _ROWS if not row.get("body"))
# Without dots or cut short: a month only where a year or a day says so.
BARE = _BEGINS + _either([*map("".join, map(_letters, _ROWS)), *(row["short"] for row in _ROWS)]) + rf"(?![{_THAI}.])"
ENGLISH = r"(?<![A-Za-z])(?i:" + "|".join(name for row in _ROWS for name in row["english"]) + r")\.?(?![A-Za-z])"
COUNTED = _either(map(re.escape, load("months")["counted"])) + rf"(?![{_THAI}])"


def _numbers() -> Iterator[tuple[str, int]]:
    for row in _ROWS:
        forms = [row["name"], row["abbreviation"], row["short"], *row.get("misspelt", []), *row["english"]]
        yield from ((_DOTS_AND_SPACE.sub("", form).lower(), row["number"]) for form in forms)


_NUMBERS = dict(_numbers())


def month_number(name: str) -> int | None:
    """Return 1-12 for a month's name in any form of the table, dots and blanks or not; None for anything else."""
    return _NUMBERS.get(_DOTS_AND_SPACE.sub("", name).lower())


def beginnings() -> frozenset[str]:
    """Return patterns of the characters with which a form may begin: what a search for months looks for.

    The second character of each is told by itself: an engine then passes over most of them at a glance.
    """
    found, seconds = set(), defaultdict(set)
    for row in _ROWS:
        first, second = _letters(row)
        seconds[first].add(second)
        found |= {form[:4] for form in (row["short"], *row.get("misspelt", []))}
        found |= {case(name[:3]) for name in row["english"] for case in (str.lower, str.title, str.upper)}
    for first, letters in seconds.items():
        either = f"[{''.join(sorted(letters))}]"
        found |= {rf"{first}\.\s{{0,3}}{either}", rf"{first}\s\.\s{{0,3}}{either}", rf"{first}{either}(?![{_THAI}])"}
    return frozenset(found)


def abbreviation_of(month: int) -> str:
    """The abbreviation of a month, 1-12, with its dots."""
    abbreviation: str = next(row["abbreviation"] for row in _ROWS if row["number"] == month)
    return abbreviation
