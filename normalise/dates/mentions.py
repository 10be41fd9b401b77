"""Dates, months, years and parts of fiscal years in running text, each with its place and its meaning.

The order: (1) positions where a mention may begin, by two cheap patterns; (2) the grammar at those positions, from left
to right, without overlaps; (3) what the wording says (:mod:`normalise.dates.wordings`).
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from normalise.dates import grammar
from normalise.dates.wordings import Kind, Point, Reading, Reason, read_wording, read_years
from normalise.digits import to_arabic


class DateMention(NamedTuple):
    """A mention of time.

    start_at, end_at: its interval of the text, half-open; ``raw`` is the text there, in Arabic digits.
    start, end: its days, both included; None together, and then ``reason`` says why.
    be: the one Buddhist year it names (of a quarter, a round and a fiscal year: the fiscal year); None for none or two.
    relative: no year is said, and the days can be had from the fiscal year of the report (``resolve`` in
        :mod:`normalise.dates.periods`).
    first, last: its parts as said.

    A ``year`` has the days of the calendar year, which is what the words say; what a table means by them is decided by
    :func:`normalise.dates.periods.parse_period`.
    """

    kind: Kind
    start_at: int
    end_at: int
    start: date | None
    end: date | None
    be: int | None
    raw: str
    reason: Reason | None
    relative: bool
    first: Point
    last: Point


def find_dates(text: str, *, in_cell: bool = False) -> list[DateMention]:
    """Return the mentions of time in ``text``, from left to right, none overlapping another.

    in_cell: the text is a cell about time, where a month's abbreviation may stand alone ("ก.พ."); in prose it needs a
        day, a year, a second month or the word เดือน, because some abbreviations are names of public bodies.
    """
    text = to_arabic(text)
    patterns = grammar.MENTION_IN_CELL if in_cell else grammar.MENTION
    found: list[DateMention] = []
    done = 0
    for at in _starts(text):
        if at < done or not (match := _first_match(patterns, text, at)):
            continue
        shape, done = match.lastgroup or "", match.end()
        found.append(_mention(read_wording(shape, match[0]), at, match[0]))
        while shape == "years" and (more := grammar.FURTHER_YEAR.match(text, done)):
            reading = read_years(more["year"], found[-1].kind)
            found.append(_mention(reading, more.start("year"), more["year"]))
            done = more.end()
    return found


def _first_match(patterns: tuple[re.Pattern[str], ...], text: str, at: int) -> re.Match[str] | None:
    for pattern in patterns:
        if match := pattern.match(text, at):
            return match
    return None


def _starts(text: str) -> list[int]:
    starts = [match.start() for match in grammar.START_DIGIT.finditer(text)]
    starts += [match.start() for match in grammar.START_WORD.finditer(text)]
    starts.sort()
    return starts


def _mention(reading: Reading, at: int, raw: str) -> DateMention:
    kind, first, last, start, end, be, reason = reading
    return DateMention(kind, at, at + len(raw), start, end, be, raw, reason, reason == "no year", first, last)


@lru_cache(maxsize=4096)
def month_of(text: str) -> tuple[int, int | None] | None:
    """Return (month 1-12, B.E. year or None) where a heading names one month and nothing else of time: "ต.ค. 67"."""
    if not grammar.START_WORD.search(text):
        return None
    mentions = find_dates(text, in_cell=True)
    if len(mentions) != 1 or mentions[0].kind != "month":
        return None
    return mentions[0].first.month, mentions[0].be
