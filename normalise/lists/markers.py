"""Marks that begin an item of a list: numbers, Thai letters, bullets, dashes; and what only looks like one.

Text is clean: no mark-up, Arabic digits (Thai ones are understood). One pass of one pattern finds the candidates; which
of them belong to a list is decided in :mod:`normalise.lists.splitting`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

import regex

from normalise.dates.months import DOTTED, NAME
from normalise.words.joints import THAI, last_word
from schemas.trace import Span
from schemas.vocabulary import load

Kind = Literal["nested", "dot", "round", "paren", "letter", "bullet", "dash"]

LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
BULLETS = "•●○◦▪▫■□◆◇❖➢➤►▶✓✔✦★·∙\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
DASHES = "-–—−‐‑"
_MARK = re.compile(
    rf"""(?<![^\s“"])(?:
      (?P<nested>[1-9๑-๙]\d?(?:\.[1-9๑-๙]\d?){{1,3}})(?:[.)]|(?=[ \t{THAI}]))
    | (?P<dot>[1-9๑-๙]\d?)\ ?\.(?!\d)
    | \((?P<round>[1-9๑-๙]\d?)\)
    | (?P<paren>[1-9๑-๙]\d?)\ ?\)
    | (?P<letter>[{LETTERS}])[.)](?=\s|[ก-ฮเ-ไ][^.\s])
    | (?P<bullet>[{BULLETS}]|\*(?=[ \t])|o(?=[ \t]))
    | (?P<dash>[{DASHES}])(?![{DASHES}])
    )[ \t\u00a0]*+(?:\n[ \t\u00a0]*+)?(?=\S)""",
    re.VERBOSE,
)
_TAIL = re.compile(rf"[{THAI}]{{1,16}}$")
_MONTH = re.compile(rf"(?:{NAME}|{DOTTED})")
_MONTH_ENDS = re.compile(rf"(?:{NAME}|{DOTTED})\s*$")
# Two words as short as this (vowels and tones above and below not counted) beside an inline dash are a pair: รับ - ส่ง.
_SHORT = r"(?:[ก-ฮะ-ๅ]\p{Mn}*+){1,5}+"
_PAIR_BEFORE = regex.compile(rf"(?:^|(?<=[\s“\"(])){_SHORT}$")
_PAIR_BEHIND = regex.compile(rf"{_SHORT}(?![{THAI}.])")
# What links two numbers of one phrase: (1) และ (2).
_JOINED = ("และ", "หรือ", "ถึง", ",")
_WINDOW, _FAR = 40, 500
_LETTER_ENDS = (".", ")")  # of a mark that is a letter


class Mark(NamedTuple):
    """A mark ``[start, end)``, white space behind it included.

    value: its place in the order (1, 2, 3; ก = 1); 0 for bullets and dashes. line_start: nothing but white space stands
    before it on its line. depth: how far it is indented there: a tab, or two spaces, is one.
    """

    start: int
    end: int
    kind: Kind
    value: int
    line_start: bool
    depth: int


class Item(NamedTuple):
    """An item's own text ``[start, end)``, without its mark and the white space around it; "" if it has no mark.

    What is nested in it is part of it.
    """

    start: int
    end: int
    marker: str


def marks(text: str) -> Iterator[Mark]:
    """Everything in ``text`` that may begin an item, in order."""
    for found in _MARK.finditer(text):
        start, kind = found.start(), cast("Kind", found.lastgroup)
        margin = text[_line(text, start) : start]
        line_start = not margin or margin.isspace()
        if not _spoken_for(text, found.span(), kind, line_start):
            depth = margin.count("\t") + margin.count(" ") // 2 if line_start else 0
            yield Mark(start, found.end(), kind, _value(found[kind], kind), line_start, depth)


def begins_item(text: str, at: int) -> int:
    """The end of the mark that stands at ``at``, as at the beginning of a line; 0 if there is none."""
    if "ก" <= text[at : at + 1] <= "ฮ" and text[at + 1 : at + 2] not in _LETTER_ENDS:
        return 0
    found = _MARK.match(text, at)
    if found is None or _spoken_for(text, found.span(), cast("Kind", found.lastgroup), line_start=True):
        return 0
    return at + len(text[at : found.end()].rstrip())


def trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space at its ends."""
    inside = text[start:end]
    left = start + len(inside) - len(inside.lstrip())
    return left, max(left, start + len(inside.rstrip()))


def _line(text: str, at: int) -> int:
    """Where the line of ``at`` begins; no further back than a quotation reaches, for texts that are one long line."""
    start = max(0, at - _FAR)
    return max(start, text.rfind("\n", start, at) + 1)


def _value(written: str, kind: Kind) -> int:
    if kind == "letter":
        return LETTERS.index(written) + 1
    if kind in ("bullet", "dash"):
        return 0
    return int(written.rsplit(".", 1)[-1])


def _spoken_for(text: str, span: tuple[int, int], kind: Kind, line_start: bool) -> bool:
    """Is it no mark: part of a phrase (ข้อ 2.), of a range (1 - 5), of a pair (รับ - ส่ง), in brackets or quotes?"""
    before, behind = text[max(0, span[0] - _WINDOW) : span[0]].rstrip(), text[span[1] : span[1] + _WINDOW]
    if kind == "paren" and before.rfind("(") > before.rfind(")"):
        return True
    if kind == "dash":
        return _is_range(before, behind) or (not line_start and (_is_pair(before, behind) or _is_quoted(text, span[0])))
    if kind == "bullet" or line_start:
        return False
    if kind in ("round", "paren") and before[-1:].isdigit():
        return True
    return _wants_number(before) or behind.startswith(_JOINED)


def _is_range(before: str, behind: str) -> bool:
    """From a number, year or month to another."""
    to = behind[:1].isdigit() or _MONTH.match(behind) is not None
    return to and (before[-1:].isdigit() or _MONTH_ENDS.search(before) is not None)


def _is_pair(before: str, behind: str) -> bool:
    """Two short words that stand by themselves (unless the first is a whole item), or a pair that is known."""
    first, second = _PAIR_BEFORE.search(before), _PAIR_BEHIND.match(behind)
    if first and second and before[: first.start()].rstrip()[-1:] not in DASHES:
        return True
    return any(before.endswith(left) and behind.startswith(right) for left, right in _pairs())


def _is_quoted(text: str, at: int) -> bool:
    """Is a quotation or a bracket open at ``at``, on its line?"""
    line = text[_line(text, at) : at]
    return line.rfind("“") > line.rfind("”") or line.rfind("(") > line.rfind(")") or line.count('"') % 2 == 1


def _wants_number(before: str) -> bool:
    tail = _TAIL.search(before)
    return tail is not None and last_word(tail.group()) in _number_words()


@cache
def _pairs() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pair.split("-")) for pair in load("connectives")["pairs"])


@cache
def _number_words() -> frozenset[str]:
    return frozenset(load("connectives")["number_words"])
