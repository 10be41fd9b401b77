"""Who is responsible: a cell that names several units of an agency, parted into units.

Commas, semicolons and list marks part units; so do slashes, spaces, line ends and และ where a unit begins behind them.
What units are called: schemas/vocabulary/units.toml.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from normalise.lists.empties import is_empty
from normalise.lists.markers import LETTERS, Item, Mark, marks, trimmed
from schemas.trace import Span
from schemas.vocabulary import load

_SEPARATOR = re.compile(
    r"""(?P<comma>[ \t\n]*+[,;、][ \t\n]*+(?:และ[ \t]*+)?)
      | (?P<slash>[ \t\n]*+/[ \t\n]*+) | (?P<line>[ \t]*+\n[ \t\n]*+)
      | (?P<and>[ \t]*+และ[ \t]*+) | (?P<space>[ \t\u00a0]++)""",
    re.VERBOSE,
)
_AND = re.compile(r"[ \t]+และ[ \t]*+")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
_NAME = re.compile(r"นาย(?!ก|ช่าง|อำเภอ|ทะเบียน|แพทย์|ด่าน|สัตว)|นาง|น\.ส\.")
_KEPT = 300  # characters of a cell worth remembering
_HEAD = 2  # letters; no word of the table is shorter
_LINE_OR_END = r"(?=\s*+(?:$|[,;/\n]|และ))"


class _Names(NamedTuple):
    """What a unit is called, as patterns: its first words, surely or maybe; those or persons; persons by their office;
    a word for units that names none; phrases that are one unit."""

    strong: re.Pattern[str]
    unit: re.Pattern[str]
    who: re.Pattern[str]
    person: re.Pattern[str]
    bare: re.Pattern[str]
    whole: re.Pattern[str]


def split_units(text: str) -> list[Item]:
    """The units named in ``text``, in order, without the marks and separators between them; none if it says nothing."""
    return list(_split_units(text) if len(text) <= _KEPT else _split_units.__wrapped__(text))


@lru_cache(maxsize=4096)
def _split_units(text: str) -> tuple[Item, ...]:
    """Tables name the same units row after row, so answers are kept."""
    if is_empty(text):
        return ()
    found, start, marker = [], 0, ""
    for end, begin, mark in _breaks(text):
        found.append(Item(*trimmed(text, start, end), marker))
        start, marker = begin, mark
    found.append(Item(*trimmed(text, start, len(text)), marker))
    return tuple(unit for unit in found if not is_empty(text[unit.start : unit.end]))


def is_unit(text: str) -> bool:
    """Does the whole text name those responsible: units, bodies or persons by their office, and nothing else?"""
    found, names = split_units(text), _names()
    return bool(found) and all(
        names.who.match(text, unit.start) or names.whole.match(text, unit.start) for unit in found
    )


def unit_at(text: str, at: int) -> str:
    """What begins at ``at``: "unit", surely; "name" of a person; "maybe" a unit or a person by the office; else ""."""
    if text[at : at + _HEAD] not in _heads():
        return ""
    names = _names()
    if names.strong.match(text, at):
        return "unit"
    if _NAME.match(text, at):
        return "name"
    return "maybe" if names.who.match(text, at) else ""


def head_of(text: str, at: int) -> str:
    """The word for a kind of unit that stands at ``at``, or ""."""
    return next((head for heads in _ranks() for head in heads if text.startswith(head, at)), "")


def is_open(before: str, behind: str) -> bool:
    """Is ``before`` no name of a unit until the word for works ``behind`` goes on with it (กลุ่มบริหาร / งานบุคคล)?"""
    return behind.startswith("งาน") and before in _open_names()


@cache
def _open_names() -> frozenset[str]:
    return frozenset(head + end for heads in _ranks() for head in heads for end in load("units")["open"])


def opens_office(above: str, behind: str) -> bool:
    """Does ``behind`` begin with the head of something (หัวหน้า), of which ``above`` is no deputy or helper?"""
    table = load("units")
    return behind.startswith(tuple(table["heads"])) and not above.rstrip().endswith(tuple(table["deputies"]))


def is_office(text: str) -> bool:
    """Is the text nothing but the name of an office, which may go on with that of a unit (ผู้อำนวยการ)?"""
    return text.strip() in _offices()


@cache
def _heads() -> frozenset[str]:
    """The first letters of all that ``unit_at`` knows: most texts begin with others."""
    table = load("units")
    words = [word for name in ("strong", "weak", "people") for word in table[name]]
    return frozenset(word[:_HEAD] for word in (*words, "นาย", "นาง", "น.ส."))


@cache
def _offices() -> frozenset[str]:
    return frozenset(load("units")["people"])


def _breaks(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a unit ends, where the next begins, and the list mark before that."""
    kept = sorted(match.span() for pattern in (_BRACKETS, _names().whole) for match in pattern.finditer(text))
    found: list[tuple[int, int, re.Match[str] | None]] = [
        *((mark.start, mark.end, None) for mark in marks(text) if _lists(text, mark)),
        *((*match.span(), match) for match in _SEPARATOR.finditer(text)),
    ]
    begun = 0
    for start, end, match in sorted(found, key=lambda one: one[:2]):
        if start < begun or _inside(kept, start, end):
            continue
        if match is None or _parts(text, begun, match):
            yield start, end, text[start:end].strip() if match is None else ""
            begun = end


def _inside(kept: Sequence[Span], start: int, end: int) -> bool:
    """Does ``[start, end)`` touch the last of the kept intervals that begins before its end?"""
    before = bisect_left(kept, (end, 0))
    return before > 0 and start < kept[before - 1][1]


def _lists(text: str, mark: Mark) -> bool:
    """Does the mark list units? A dash inside a line does so only between units; a letter may be of an office (สว.)."""
    if mark.kind == "letter" and mark.value > 1:
        before = LETTERS[mark.value - 2]
        return f"{before}." in text[: mark.start] or f"{before})" in text[: mark.start]
    return mark.line_start or mark.kind != "dash" or _names().strong.match(text, mark.end) is not None


def _parts(text: str, begun: int, match: re.Match[str]) -> bool:
    """Does a separator part two units?"""
    names, kind, (start, end) = _names(), match.lastgroup, match.span()
    if kind == "comma":
        return True
    if kind == "slash":
        return not names.bare.match(text, end)
    if kind == "line":
        return names.who.match(text, end) is not None
    if kind == "and":
        return _parts_at_and(text, begun, match)
    if names.person.match(text, begun, start) and names.person.match(text, end):
        return _in_series(text, end)
    if names.unit.match(text, begun, start) is None or names.unit.match(text, end) is None:
        return False
    return _rank(text, begun) >= _rank(text, end)


def _in_series(text: str, at: int) -> bool:
    """A last one with และ stands behind what begins at ``at``: persons at blanks are a list only so."""
    last = _AND.search(text, at)
    return last is not None and _names().person.match(text, last.end()) is not None


def _rank(text: str, at: int) -> int:
    """How large the unit that begins at ``at`` is among the ranks of the table; what is in none ranks lowest."""
    return next((rank for rank, heads in enumerate(_ranks(), 1) if text.startswith(heads, at)), 0)


@cache
def _ranks() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(heads) for heads in load("units")["ranks"])


def _parts_at_and(text: str, begun: int, match: re.Match[str]) -> bool:
    """Between units; but a word that may also stand inside a name only with a space, or if both are of one kind."""
    names, (start, end) = _names(), match.span()
    left, right = names.who.match(text, begun, start), names.who.match(text, end)
    if left is None or right is None:
        return False
    if match.group() != "และ" or names.strong.match(text, end) is not None:
        return True
    if names.person.match(text, begun, start) and names.person.match(text, end):
        return True
    return left.group() == right.group() or head_of(text, begun) == head_of(text, end) != ""


@cache
def _names() -> _Names:
    table = load("units")
    strong, weak, people, crowds, bare, whole = (
        "|".join(map(re.escape, sorted(table[name], key=len, reverse=True)))
        for name in ("strong", "weak", "people", "crowds", "bare", "whole")
    )
    inside = rf"(?!{'|'.join(table['inside'])})"
    return _Names(
        *map(
            re.compile,
            (
                rf"{inside}(?:{strong})",
                rf"{inside}(?:{strong}|{weak})",
                rf"{inside}(?:{strong}|{weak}|{people})",
                rf"(?!{crowds})(?:{people})",
                rf"(?:{bare}){_LINE_OR_END}",
                rf"{whole}|ทุก(?:{bare})(?:\s*+/\s*+(?:{bare}))*+",
            ),
        )
    )
