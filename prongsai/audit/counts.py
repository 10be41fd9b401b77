"""The rule of counted lists: "จำนวน 6 หลักสูตร ได้แก่ ..." is followed by six.

Where a Thai list ends and what divides it is often open, so a list has bounds: the fewest and the most things it can be
taken for. Only a number outside them is a fault.
"""

import re
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
_COUNTED = re.compile(
    r"(?:จำนวน|ทั้งสิ้น|ทั้งหมด|รวม|มี|ทั้ง|อีก|อยู่|ถึง|เป็น)\s{0,2}(?P<n>\d{1,2})\s{0,2}(?P<unit>[ก-๎]{2,20})"
    r"(?:\s{0,2}จาก\s?(?:ทั้งหมด)?\s?\d{1,3}\s?(?P=unit))?\s{0,2}$"
)
_CUE_GOES_ON = re.compile(r"\s{0,2}(?:คือ|(?:ดัง|ดังต่อไป)นี้)?\s{0,2}:?")
_BEFORE = 70
_NUMBER = regex.compile(r"(?:^|(?<=\s|และ))(?P<open>[(])?(?P<n>\d{1,2})\s?(?P<close>[.)])(?!\d)")
_DASH = re.compile(r"(?:^|(?<=\s))(?P<mark>[-•●▪–])\s?(?=\S)")
_STRONG = re.compile(r"\s*[,/]\s*")
_DIVIDES = re.compile(r"\s*[,/]\s*|\s+|และ|หรือ")
_AND = re.compile(r"และ|หรือ")
_MARK = re.compile(r"\s*(?:[-•●▪–]|[(]?\d{1,2}\s?[.)])")
_INDICATORS = "ตัวชี้วัด"  # how many of them there are is another rule's alarm
_LONGEST = 1200
_FAR = 4000
_MOST_ITEMS = 15


class _Bounds(NamedTuple):
    """The fewest and the most things a list can be taken for, both included.

    closed: its end is certain. numbered: its things have numbers, so that one looked for may stand further on.
    """

    least: int
    most: int
    closed: bool = False
    numbered: bool = False


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
            if phrase and 0 < int(phrase["n"]) <= _MOST_ITEMS and not phrase["unit"].startswith(_measured()):
                yield from _judge(case, phrase, _end_of_cue(text, end, last), (first, last))
            at = text.find(cue, end)


def _end_of_cue(text: str, start: int, end: int) -> int:
    more = _CUE_GOES_ON.match(text, start, end)
    return more.end() if more else start


def _judge(case: Case, phrase: re.Match[str], start: int, passage: Span) -> Iterator[Fault]:
    """``start`` is where the list begins."""
    count, unit, (first, last) = int(phrase["n"]), phrase["unit"], passage
    behind = case.text[start : min(last, start + _LONGEST)].strip(" \n")
    bounds = _of_lines(case, last) if len(behind) < 3 else _of_text(behind, case.text[first : phrase.start()], unit)
    if bounds is None or bounds.least <= count <= bounds.most:
        return
    if count > bounds.most and (
        _may_go_on(case, bounds, last) or (bounds.numbered and _stands(case, start, unit, count))
    ):
        return
    counted = bounds.least if count < bounds.least else bounds.most
    said, span = case.text[phrase.start() : start], (phrase.start(), start)
    values: dict[str, Value] = {"phrase": shorten(said), "counted": counted, "unit": unit}
    info = unit.startswith(_INDICATORS)
    yield Fault(values, counted, count, case.records_at(span), case.at(*span), info)


def _may_go_on(case: Case, bounds: _Bounds, end: int) -> bool:
    """The list runs up to the end of its passage, and a page break or a list of paragraphs comes right behind."""
    if bounds.closed:
        return False
    below = [span for span in case.passages.behind(end, 1) if case.passages.is_line(span)]
    if end in case.passages.cut:
        return True
    return case.passages.is_line(case.passages.around(end - 1)) and any(_MARK.match(case.text, *span) for span in below)


def _stands(case: Case, start: int, unit: str, count: int) -> bool:
    """The thing with the last number stands further on: in the same cell, or in the paragraphs below."""
    last = regex.compile(rf"(?<![\d.]){count}\s?[.)](?!\d)|{unit}(?:ที่)?\s?{count}(?!\d)")
    passage = case.passages.around(start - 1)
    return last.search(case.text, start, start + _FAR if case.passages.is_line(passage) else passage[1]) is not None


def _of_text(behind: str, before: str, unit: str) -> _Bounds | None:
    """A list in the same paragraph or cell: by the counted word and a number, by numbers, by dashes, or in words."""
    ordinal = regex.compile(rf"{unit}(?:ที่)?\s?(\d{{1,2}})(?!\d)(?P<more>\s?(?:[-–]|ถึง)\s?\d)?")
    if first := ordinal.match(behind):
        found = [] if first["more"] else list(ordinal.finditer(behind))
        if not found or any(match["more"] for match in found):
            return None
        return _Bounds(1, len({match[1] for match in found}), numbered=True)
    number = _NUMBER.match(behind)
    if number and number["n"] == "1":
        return _of_numbers(behind, number, before)
    if mark := _DASH.match(behind):
        return _of_dashes(behind, mark["mark"], before)
    return _of_words(behind, unit)


def _of_dashes(behind: str, mark: str, before: str) -> _Bounds | None:
    """Dashes up to a number; where the phrase stands behind such a dash itself, later ones may be of the outer list."""
    listed = behind[: number.start() if (number := _NUMBER.search(behind)) else None]
    found = [dash for dash in _DASH.finditer(listed) if dash["mark"] == mark]
    if not _complete(listed) or len(found) < 2:
        return None
    outer = any(dash["mark"] == mark for dash in _DASH.finditer(before))
    return _Bounds(1 if outer else len(found), len(found))


def _of_lines(case: Case, end: int) -> _Bounds | None:
    """A list of paragraphs below the phrase, each with a dash or with the next number.

    Dashes below numbers belong to their item; a paragraph without a mark ends the list, unless the numbers go on later.
    """
    spans = case.passages.behind(end, 2 * _MOST_ITEMS)
    below = [case.text[slice(*span)] if case.passages.is_line(span) else "" for span in spans]
    marks = [(_NUMBER.match(line), _DASH.match(line) is not None) for line in below]
    if not marks or not any(marks[0]):
        return None
    if marks[0][1]:
        found = next((at for at, (_, dash) in enumerate(marks) if not dash), len(marks))
        # below an item of several lines something else may have begun
        sure = next((at + 1 for at in range(found) if "\n" in below[at]), found)
        return _Bounds(sure, found, closed=True) if 2 <= found < _MOST_ITEMS else None
    ended = next((at for at, mark in enumerate(marks) if not any(mark)), len(marks))
    numbers = [int(number["n"]) for number, _ in marks[:ended] if number]
    later = [int(number["n"]) for number, _ in marks[ended:] if number]
    found = len(numbers)
    if found < 2 or numbers != list(range(1, found + 1)) or found + 1 in later:
        return None
    return _Bounds(found, found, closed=True, numbered=True)


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
    return _Bounds(outer[-1] if outer and outer[-1] < run else run, run, numbered=True)


def _of_words(behind: str, unit: str) -> _Bounds | None:
    """A list in running words: divided by commas or strokes, by the counted word before each, or by spaces."""
    whole = behind[: _hard_end(behind)]
    clause = _clause().search(whole)
    listed, closed = whole[: clause.start() if clause else None].strip(), clause is not None or len(whole) < len(behind)
    if not listed or not _complete(whole):
        return None
    parts = [part for part in _STRONG.split(listed) if part]
    most = sum(1 for part in _DIVIDES.split(whole) if part)
    if listed.startswith(unit):
        starts = regex.compile(rf"(?:^|(?<!\d)[\s,/(]|และ|หรือ){unit}")
        divided = parts if len(parts) > 1 else [part for part in _DIVIDES.split(listed) if part]
        if len(divided) > 1 and all(part.startswith(unit) for part in divided):
            most = sum(1 for _ in starts.finditer(whole))
        return _Bounds(sum(1 for _ in starts.finditer(listed)), most, closed)
    if len(parts) > 2 and _is_plain(listed, parts):
        return _Bounds(len(parts), sum(1 + len(_AND.findall(part)) for part in _STRONG.split(whole)), closed)
    # without commas only a last "and" tells that the list is whole
    return _Bounds(1, most, closed) if _AND.search(listed) or len(parts) > 1 else None


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
def _clause() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("audit")["clause"])))
