"""Statements of completion: ดำเนินการแล้วเสร็จ at the head of a results cell, or the ticked box of a form.

Statements and boxes: schemas/vocabulary/statuses.toml. Intervals are half-open, in characters of the text handed in.
"""

import re
from functools import cache
from typing import NamedTuple

from normalise.lists.markers import begins_item
from schemas.trace import Span
from schemas.vocabulary import load

_LONGEST = 80
_SPACE = re.compile(r"\s*+")
_OPENING = re.compile(r"\s*+(?:[-–—•]\s*+)?")


class Status(NamedTuple):
    """status: the statement as written, white space left out; None if the text opens with none.

    interval: where the statement stands, all boxes of a form included; empty at 0 if there is none.
    rest: the text behind it, white space around it left out.
    """

    status: str | None
    interval: Span
    rest: Span


def split_status(text: str) -> Status:
    """Take the statement of completion off the head of a results cell.

    It counts only where it stands alone: the end, a line end or a list mark follows it, or a space and words that do
    not go on with it (โดย, ใน, จำนวน ..., 4 ครั้ง).
    """
    boxes = _boxes(text)
    if boxes is not None:
        return boxes
    start = _opening(text)
    stated = _statement(text, start)
    if stated is None or not _stands_alone(text, stated[1]):
        return Status(None, (0, 0), _trimmed(text, 0))
    return Status(stated[0], (start, stated[1]), _trimmed(text, stated[1]))


def is_status(text: str) -> bool:
    """Is the whole text a statement of completion (a column of its own)?"""
    found = split_status(text)
    return found.status is not None and found.rest[0] == found.rest[1]


def _opening(text: str) -> int:
    """Where the words begin, behind white space and a bullet."""
    found = _OPENING.match(text)
    return found.end() if found else 0


def _statement(text: str, start: int) -> tuple[str, int] | None:
    """The longest statement that the text begins with at ``start``, and where it ends; spaces in it do not matter."""
    letters = "".join(text[start : start + _LONGEST].split())
    if not letters.startswith(_statements()):
        return None
    stated = next(words for words in _statements() if letters.startswith(words))
    at = [start + place for place, letter in enumerate(text[start : start + _LONGEST]) if not letter.isspace()]
    return stated, at[len(stated) - 1] + 1


def _stands_alone(text: str, end: int) -> bool:
    space = _SPACE.match(text, end)
    behind = space.end() if space else end
    if behind == len(text) or "\n" in text[end:behind] or begins_item(text, behind):
        return True
    return behind > end and not text.startswith(_goes_on(), behind) and not _counted().match(text, behind)


def _boxes(text: str) -> Status | None:
    """The ticked one of the boxes that the text begins with; None if it begins with none, or not just one is ticked."""
    pattern, ticks = _box_pattern()
    at, ticked = 0, []
    while found := pattern.match(text, at):
        start = found.end()
        stated = _statement(text, start)
        if stated is None:
            break
        if found["sign"] in ticks:
            ticked.append(stated[0])
        at = stated[1]
    return Status(ticked[0], _trimmed(text[:at], 0), _trimmed(text, at)) if len(ticked) == 1 else None


def _trimmed(text: str, start: int) -> Span:
    end = len(text.rstrip())
    space = _SPACE.match(text, start)
    return min(space.end() if space else start, max(end, start)), max(end, start)


@cache
def _statements() -> tuple[str, ...]:
    return tuple(sorted(load("statuses")["statements"], key=len, reverse=True))


@cache
def _goes_on() -> tuple[str, ...]:
    words = load("connectives")
    return (*words["continuations"], *words["number_words"])


@cache
def _counted() -> re.Pattern[str]:
    """So many of something: what was done goes on (ดำเนินการแล้ว 4 ครั้ง)."""
    return re.compile(rf"\d[\d,]*+\s?(?:{'|'.join(load('statuses')['counters'])})")


@cache
def _box_pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    table = load("statuses")
    signs = sorted((*table["ticked"], *table["unticked"]), key=len, reverse=True)
    return re.compile(rf"\s*+(?P<sign>{'|'.join(map(re.escape, signs))})\s*+"), frozenset(table["ticked"])
