"""The rule of counted lists: "จำนวน 6 หลักสูตร ได้แก่ ..." is followed by six.

Where a Thai list ends and what divides it is often open, so a list has bounds: the fewest and the most things it can be
taken for. Only a number outside them is a fault.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from prongsai.audit.case import Case
from prongsai.audit.rules import Fault, Value, rule
from prongsai.audit.wording import shorten
from schemas.trace import Span
from schemas.vocabulary import load

# Looked for from the cue backwards: cues are few, numbers are many.
_CUES = ("ได้แก่", "ประกอบด้วย", "ประกอบไปด้วย", "ดังนี้", "ดังต่อไปนี้", "คือ")
_COUNTED = regex.compile(
    r"(?:จำนวน|ทั้งสิ้น|ทั้งหมด|รวม|มี|ทั้ง|อีก|อยู่|ถึง|เป็น)\s{0,2}(?P<n>\d{1,2})\s{0,2}(?P<unit>[ก-๎]{2,20})"
    r"(?:\s{0,2}จาก\s?(?:ทั้งหมด)?\s?\d{1,3}\s?(?P=unit))?\s{0,2}$"
)
_CUE_GOES_ON = regex.compile(r"\s{0,2}(?:คือ|(?:ดัง|ดังต่อไป)นี้)?\s{0,2}:?")
_BEFORE = 70
_NUMBER = regex.compile(r"(?:^|(?<=\s))(?P<open>[(])?(?P<n>\d{1,2})\s?(?P<close>[.)])(?!\d)")
_DASH = regex.compile(r"(?:^|(?<=\s))(?P<mark>[-•●▪–])\s?(?=\S)")
_STRONG = regex.compile(r"\s*[,/]\s*")
_DIVIDES = regex.compile(r"\s*[,/]\s*|\s+|และ|หรือ")
_AND = regex.compile(r"และ|หรือ")
_LONGEST = 1200
_MOST_ITEMS = 20


class _Bounds(NamedTuple):
    """The fewest and the most things a list can be taken for, both included."""

    least: int
    most: int


@rule("count-mismatch")
def count_mismatch(case: Case) -> Iterator[Fault]:
    """A count outside the bounds of the list behind it. Lists that say they are not complete are left alone."""
    text = case.text
    for cue in _CUES:
        at = text.find(cue)
        while at >= 0:
            end = at + len(cue)
            first, last = case.passages.around(at)
            phrase = _COUNTED.search(text, max(first, at - _BEFORE), at) if first < at else None
            if phrase and int(phrase["n"]) and not phrase["unit"].startswith(_measured()):
                yield from _judge(case, phrase, _end_of_cue(text, end, last), (first, last))
            at = text.find(cue, end)


def _end_of_cue(text: str, start: int, end: int) -> int:
    more = _CUE_GOES_ON.match(text, start, end)
    return more.end() if more else start


def _judge(case: Case, phrase: regex.Match[str], start: int, passage: Span) -> Iterator[Fault]:
    """``start`` is where the list begins."""
    count, unit, (first, last) = int(phrase["n"]), phrase["unit"], passage
    behind = case.text[start : min(last, start + _LONGEST)].strip(" \n")
    bounds = _of_lines(case, last) if len(behind) < 3 else _of_text(behind, case.text[first : phrase.start()], unit)
    if bounds and not bounds.least <= count <= bounds.most:
        counted = bounds.least if count < bounds.least else bounds.most
        said, span = case.text[phrase.start() : start], (phrase.start(), start)
        values: dict[str, Value] = {"phrase": shorten(said), "counted": counted, "unit": unit}
        yield Fault(values, counted, count, case.records_at(span), case.at(*span))


def _of_text(behind: str, before: str, unit: str) -> _Bounds | None:
    """A list in the same paragraph or cell: by numbers, by dashes, or in running words."""
    number = _NUMBER.match(behind)
    if number and number["n"] == "1":
        return _of_numbers(behind, number, before)
    if mark := _DASH.match(behind):
        found = _complete(behind) and [dash for dash in _DASH.finditer(behind) if dash["mark"] == mark["mark"]]
        if not found:
            return None
        outer = any(dash["mark"] == mark["mark"] for dash in _DASH.finditer(before))
        return _Bounds(1 if outer else len(found), len(found))
    return _of_words(behind, unit)


def _of_lines(case: Case, end: int) -> _Bounds | None:
    """A list of paragraphs below the phrase, each with a dash or with the next number."""
    lines = set(case.passages.lines)
    found = 0
    dashes: bool | None = None
    for span in case.passages.behind(end, _MOST_ITEMS + 1):
        line = case.text[slice(*span)]
        number, dash = _NUMBER.match(line), _DASH.match(line)
        if span not in lines or not (number or dash):
            break
        dashes = dash is not None if dashes is None else dashes
        if number and not dashes and int(number["n"]) != found + 1:
            break
        if (dash is not None) == dashes:
            found += 1
    return _Bounds(found, found) if 2 <= found < _MOST_ITEMS else None


def _of_numbers(behind: str, first: regex.Match[str], before: str) -> _Bounds | None:
    """Numbers of one style that count up from 1. What goes on may be the numbering that the phrase itself stands in."""
    style = first["open"], first["close"]
    run = 0
    for match in _NUMBER.finditer(behind):
        if (match["open"], match["close"]) == style:
            if int(match["n"]) != run + 1:
                break
            run += 1
    outer = [int(match["n"]) for match in _NUMBER.finditer(before) if (match["open"], match["close"]) == style]
    if run < 2:
        return None
    return _Bounds(outer[-1] if outer and outer[-1] < run else run, run)


def _of_words(behind: str, unit: str) -> _Bounds | None:
    """A list in running words: divided by commas or strokes, by the counted word before each, or by spaces."""
    whole = behind[: _hard_end(behind)]
    listed = whole[: clause.start() if (clause := _clause().search(whole)) else None].strip()
    if not listed or not _complete(whole):
        return None
    parts = [part for part in _STRONG.split(listed) if part]
    most = sum(1 for part in _DIVIDES.split(whole) if part)
    starts = regex.compile(rf"(?:^|[\s,/(]|และ|หรือ){unit}")
    if listed.startswith(unit):
        least = sum(1 for _ in starts.finditer(listed))
        if all(part.startswith(unit) for part in parts) and least > 1:
            most = sum(1 for _ in starts.finditer(whole))
        return _Bounds(least, most)
    if len(parts) > 2 and _is_plain(listed, parts):
        return _Bounds(len(parts), sum(1 + len(_AND.findall(part)) for part in _STRONG.split(whole)))
    return _Bounds(1, most)


def _hard_end(behind: str) -> int:
    """Where the list cannot go on: the next number or dash of an outer list, or an empty line."""
    ends = [match.start() for pattern in (_NUMBER, _DASH) if (match := pattern.search(behind))]
    return min([*ends, end if (end := behind.find("\n\n")) >= 0 else len(behind)])


def _is_plain(listed: str, parts: list[str]) -> bool:
    """One kind of sign divides the list, and no part is so short or so long that it may divide something else."""
    return ("," in listed) != ("/" in listed) and all(4 <= len(part) <= 60 for part in parts)


def _complete(listed: str) -> bool:
    return not any(word in listed for word in load("audit")["open"])


@cache
def _measured() -> tuple[str, ...]:
    return tuple(load("audit")["measured"])


@cache
def _clause() -> regex.Pattern[str]:
    return regex.compile("|".join(map(regex.escape, load("audit")["clause"])))
