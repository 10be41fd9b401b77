"""Names of indicators, instruments and the overall score, as they are met in headings, cells and prose."""

import re
from functools import cache
from typing import NamedTuple

import regex

from schemas.records import Instrument, Scope
from schemas.vocabulary import load, remembered
from schemas.vocabulary.wording import any_of

_LONGEST_KEPT = 300  # a label with its white space; longer texts, which cells are, are not worth remembering
# Digits of a scan that could not be read (extract.belief) do not count in a label.
_SPACE = re.compile(r"[\s\u200bๆ“”\"'\ue530-\ue539]+")
_LEAD = re.compile(
    r"(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?|ด้าน(?:ที่)?|ประเด็น(?:ที่|ตัวชี้วัดที่)?|[ieoIEO](?=\d))?[(]?(?P<no>\d{1,2})?[).:]*(?:ด้าน|ประเด็น|เรื่อง|ตัวชี้วัด)?"
)
_DRESS = re.compile(r"[():,.\d%]|\(?ita\)?")
_CLOSING = re.compile(r"(?:[(][IEO]IT[)])?(?:ของหน่วยงาน(?:ภาครัฐ)?|ของบุคลากร|ขององค์กร)?[():,.\-–]*$")


class Subject(NamedTuple):
    """What a score is of. ``no`` is the indicator by its name; ``stated`` the number printed beside it, if any."""

    scope: Scope
    no: int | None = None
    instrument: Instrument | None = None
    stated: int | None = None


@remembered()
def names() -> dict[str, int]:
    """Every spelling of every indicator's name, without white space, to its number."""
    return {
        _SPACE.sub("", name): row["no"]
        for row in load("indicators")["indicator"]
        for name in (row["name"], *row["aliases"])
    }


@cache
def official() -> dict[int, tuple[str, Instrument]]:
    """Number to official name and instrument."""
    return {row["no"]: (row["name"], row["instrument"]) for row in load("indicators")["indicator"]}


@remembered()
def name_pattern() -> str:
    """A pattern fragment matching any spelling, with white space allowed between all letters of a wrapped name."""
    return any_of(names())


@remembered()
def _instruments() -> list[tuple[str, Instrument]]:
    return [
        (_SPACE.sub("", name).lower(), row["code"]) for row in load("indicators")["instrument"] for name in row["names"]
    ]


@remembered()
def _overall() -> "regex.Pattern[str]":
    """A name of the overall score, dressed or not: of labels without white space, in lower case."""
    names, dress = (
        "|".join(regex.escape(_SPACE.sub("", word).lower()) for word in sorted(words, key=len, reverse=True))
        for words in (load("indicators")["overall"][part] for part in ("names", "dress"))
    )
    return regex.compile(rf"(?:{dress})*+(?:{names})(?:{dress})*+|(?:{names})")


def indicator_of(text: str) -> Subject | None:
    """The indicator that a whole text names, with or without its number, or by "ตัวชี้วัดที่ N" alone."""
    return _indicator_of(text) if len(text) <= _LONGEST_KEPT else None


@remembered(maxsize=4096)
def _indicator_of(text: str) -> Subject | None:
    key = _SPACE.sub("", text)
    lead = _LEAD.match(key)
    if lead is None:
        return None
    stated = int(lead["no"]) if lead["no"] else None
    for rest in (key[lead.end() :], key):
        no = names().get(rest) or names().get(_CLOSING.sub("", rest))
        if no:
            return Subject("indicator", no, official()[no][1], stated)
    if stated and 1 <= stated <= 10 and key.startswith("ตัวชี้วัด") and not _CLOSING.sub("", key[lead.end() :]):
        return Subject("indicator", stated, official()[stated][1], stated)
    return None


def subject_of(text: str) -> Subject | None:
    """The indicator, instrument or overall score that a label names, or None."""
    return _subject_of(text) if len(text) <= _LONGEST_KEPT else None


@remembered(maxsize=4096)
def _subject_of(text: str) -> Subject | None:
    key = _SPACE.sub("", text).lower()
    if code := dict(_instruments()).get(key):
        return Subject("instrument", None, code)
    if indicator := indicator_of(text):
        return indicator
    if len(key) > 120:
        return None
    found = {code for name, code in _instruments() if name in key}
    if len(found) == 1:
        return Subject("instrument", None, found.pop())
    bare = _DRESS.sub("", key)
    overall = any(_overall().fullmatch(label) for label in (key, bare))
    return Subject("overall") if not found and overall else None
