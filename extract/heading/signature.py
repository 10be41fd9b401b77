"""Who signed a report: names below ลงชื่อ, alone in brackets or beside what their owner did, and the position below."""

import re
from bisect import bisect
from itertools import pairwise
from typing import NamedTuple

import regex

from extract.heading.persons import (
    bracketed,
    deputises,
    grade_of,
    opens_with_name,
    signed,
    signs,
    tells_signer,
    to_position,
)
from schemas.records import Signatory

_TAIL, _LAST = 40, 12
_LONGEST_LINE = 400
_ABOVE = 4  # lines above a name without a title that may show that it was signed
_COMMITTEE = 3  # lines that begin with a name: so many are a list
_PIECE = re.compile(r"[^\s]+(?:[ \u00a0][^\s]+)*+")
_TAB = 32  # columns that a tab stands for: cells of a row stand apart, however long they are


class _Person(NamedTuple):
    """A name in line ``line`` of the tail, its middle ``column``, and all columns where names or dots stand there."""

    name: str
    line: int
    column: float
    columns: list[float]
    rest: str


def find_signatory(lines: list[str]) -> Signatory | None:
    """The person who signed: of several the highest in rank, of those the first named; None where nobody signed.

    lines: of the report, in reading order; blanks and tabs within them part what stands side by side. Signatures are
    sought at the end, and where nobody signs there, anywhere.
    """
    tail = [line for line in lines[-_TAIL:] if len(line) <= _LONGEST_LINE]
    people = _in_brackets(tail) or _signed(tail) or _by_title(tail)
    if not people and len(lines) > _TAIL:
        tail = [line for line in lines if len(line) <= _LONGEST_LINE]
        people = _in_brackets(tail)
    found = [Signatory(name=" ".join(person.name.split()), position=_position(tail, person)) for person in people]
    return min(found, key=lambda person: grade_of(person.position), default=None)


def _in_brackets(lines: list[str]) -> list[_Person]:
    """Names in brackets. One without a title counts only below a sign that somebody signs, or above a position."""
    people = []
    for index, line in enumerate(lines):
        if "(" not in line:
            continue
        found = list(bracketed().finditer(line))
        columns = [_middle(line, match.span()) for match in found]
        for match, column in zip(found, columns, strict=True):
            name = match["titled"] or match["plain"]
            rest = line[match.end() :].split("(")[0]
            person = _Person(name or "", index, column, columns, rest)
            if match["titled"] or (name and _is_signed(lines, person, line[: match.start()])):
                people.append(person)
    return people


def _is_signed(lines: list[str], person: _Person, before: str) -> bool:
    if before.strip(" .…_\t") and not signs().search(before) and len(person.columns) == 1:
        return False
    above = lines[max(0, person.line - _ABOVE) : person.line]
    return any(signs().search(line) for line in (*above, before)) or grade_of(_position(lines, person)) <= 4


def _signed(lines: list[str]) -> list[_Person]:
    people = []
    for index, line in enumerate(lines):
        for match in signed().finditer(line) if tells_signer().search(line) else ():
            group = match.lastgroup or "signed"
            column = _middle(line, match.span(group))
            people.append(_Person(match[group], index, column, [column], line[match.end() :].lstrip(" .…_\t")))
    return people


def _by_title(lines: list[str]) -> list[_Person]:
    """Names with a title that open one of the last lines, with a position beside or below; several are a committee."""
    start = max(0, len(lines) - _LAST)
    people = []
    for index, line in enumerate(lines[start:], start):
        if match := opens_with_name().match(line):
            column = _middle(line, match.span("name"))
            people.append(_Person(match["name"], index, column, [column], line[match.end() :]))
    people = [person for person in people if grade_of(_position(lines, person)) <= 4]
    return people if len(people) < _COMMITTEE else []


def _position(lines: list[str], person: _Person) -> str | None:
    """What stands behind the name, else below it, with the line below that where the position goes on there."""
    if position := to_position(person.rest):
        return position
    below = [_below(line, person) for line in lines[person.line + 1 : person.line + 3]]
    position = to_position(below[0]) if below else None
    if position and len(below) > 1 and (more := to_position(below[1])) and deputises(position, more):
        return f"{position} {more}"
    return position


def _below(line: str, person: _Person) -> str:
    """What of a line stands below the name: all of it, or where names stand side by side, the pieces of its column."""
    pieces = [(match.group(), _middle(line, match.span())) for match in _PIECE.finditer(line)]
    if len(person.columns) == 1:
        return " ".join(text for text, _ in pieces if to_position(text)) or line
    if len(pieces) == len(person.columns):
        return pieces[person.columns.index(person.column)][0]
    borders = [(left + right) / 2 for left, right in pairwise(person.columns)]
    own = bisect(borders, person.column)
    return " ".join(text for text, middle in pieces if bisect(borders, middle) == own)


def _middle(line: str, span: tuple[int, int]) -> float:
    """The display column of the middle of an interval of the line; Thai marks take no column."""
    return _width(line[: span[0]]) + _width(line[slice(*span)]) / 2


def _width(text: str) -> int:
    return len(_MARKS.sub("", text)) + (_TAB - 1) * text.count("\t")


_MARKS = regex.compile(r"\p{Mn}+")
