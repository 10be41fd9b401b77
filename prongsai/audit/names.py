"""The rule of the agency's own name: near misses of it in the text."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from prongsai.audit.case import Case, squeeze
from prongsai.audit.edits import distance
from prongsai.audit.rules import Fault, Value, rule
from schemas.trace import Span
from schemas.vocabulary import load, remembered
from schemas.vocabulary.wording import any_of

_DEPENDENT = re.compile(r"[ะ-ฺๅ็-๎]")
_THAI = re.compile(r"[ก-๎]")
_AHEAD = 14
_NEXT_LINE = 120
_SHORTEST = 3
_SHORT, _LONG = 4, 8


class _Miss(NamedTuple):
    """A near miss: as it stands, without white space, and where."""

    name: str
    span: Span


@rule("agency-name-variant")
def agency_name_variant(case: Case) -> Iterator[Fault]:
    """One finding a wrong form. Forms that outnumber the name itself, or that recognition made once, are no alarm."""
    agency = case.report.report.agency
    name, kind = squeeze(agency.name or ""), squeeze(agency.type or "")
    own = name.removeprefix(kind)
    if not kind or own == name or len(own) < _SHORTEST:
        return
    found = [*_behind_kind(case.text, kind, own), *_before_own(case.text, kind, own)]
    times = Counter(miss.name for miss in found)
    first = {miss.name: miss.span for miss in reversed(found)}
    exact = case.text.count(own)
    for wrong, count in times.items():
        if _is_real_place(wrong.removeprefix(kind)) and _is_real_place(own):
            continue
        info = count > exact or (case.is_recognised and count == 1)
        values: dict[str, Value] = {"found": wrong, "name": name, "times": count}
        yield Fault(values, name, wrong, case.records_at(first[wrong]), case.at(*first[wrong]), info)


@remembered()
def forms(kind: str) -> tuple[str, ...]:
    """A kind of agency as written: in full, and its abbreviations."""
    short = [form for row in load("agencies")["agency"] if row["type"] == kind for form in row.get("short", ())]
    return (kind, *short)


def _behind_kind(text: str, kind: str, own: str) -> Iterator[_Miss]:
    """Near misses of the proper name, behind the agency's kind."""
    for form in forms(kind):
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            inside = form != kind and at and _THAI.match(text, at - 1)
            if (miss := nearly_own(text, end, own)) and not inside and not _is_cut(text, miss, own):
                yield _Miss(kind + miss[0], (at, miss[1]))
            at = text.find(form, end)


def _is_cut(text: str, miss: tuple[str, int], own: str) -> bool:
    """Whether a line ends within the name and its rest stands below, beside what ran on from another column."""
    found, end = miss
    below = text[end + 1 : end + 1 + _NEXT_LINE].partition("\n")[0].split()
    return text[end : end + 1] == "\n" and own.startswith(found) and own[len(found) :] in below


def nearly_own(text: str, start: int, own: str) -> tuple[str, int] | None:
    """The near miss of ``own`` that begins at ``start``, and where it ends; None for the name itself or another word.

    White space is passed over but may not stand first: a name broken by a line is the name. Short names are missed only
    by a letter lost, put in or swapped, since so many words differ from them in one.
    """
    if text.startswith(own, start) and not _THAI.match(text, start + len(own)):
        return None
    if start >= len(text) or not _THAI.match(text, start):
        return None
    ahead = [at for at in range(start, min(len(text), start + len(own) + _AHEAD)) if not text[at].isspace()]
    letters = "".join(text[at] for at in ahead)
    if letters.startswith(own):
        more = _stuck_to(letters, own)
        return (own + more, ahead[len(own) + len(more) - 1] + 1) if more else None
    most = 2 if len(own) >= _LONG else 1
    best: tuple[int, int] | None = None
    for length in range(max(2, len(own) - most), min(len(letters), len(own) + most) + 1):
        apart = distance(own, letters[:length], most)
        if apart <= most and (best is None or apart < best[0]) and _ends(letters, ahead, length):
            best = apart, length
    if best is None:
        return None
    found = letters[: best[1]]
    changed = len(found) == len(own) and sorted(found) != sorted(own)
    return None if changed and len(own) <= _SHORT else (found, ahead[best[1] - 1] + 1)


def _stuck_to(letters: str, own: str) -> str:
    """What a doubled last letter or mark leaves behind the whole name: no word begins with it."""
    rest = letters[len(own) :]
    if _DEPENDENT.match(rest):
        return rest[0]
    lone = rest[:1] == own[-1] and not _THAI.match(rest, 1)
    return rest[0] if lone and rest else ""


def _ends(letters: str, ahead: list[int], length: int) -> bool:
    """Whether a name of this length ends here: before nothing, a space, a sign, or a word that follows names."""
    if length >= len(letters):
        return True
    gap = ahead[length] > ahead[length - 1] + 1
    return gap or not _THAI.match(letters, length) or _behind_name().match(letters, length) is not None


@cache
def _behind_name() -> re.Pattern[str]:
    return re.compile(any_of(load("audit")["behind_name"]))


def _before_own(text: str, kind: str, own: str) -> Iterator[_Miss]:
    """Near misses of the kind, before the agency's proper name. Kinds that exist are no misses."""
    if len(own) < _SHORT or len(kind) < _LONG:
        return
    at = text.find(own)
    while at >= 0:
        before = [i for i in range(max(0, at - len(kind) - _AHEAD), at) if not text[i].isspace()]
        letters = "".join(text[i] for i in before)
        if not letters.endswith(forms(kind)):
            for length in range(len(kind) - 1, min(len(letters), len(kind) + 1) + 1):
                if 0 < distance(kind, letters[-length:], 1) <= 1 and not _DEPENDENT.match(letters[-length]):
                    yield _Miss(letters[-length:] + own, (before[-length], at + len(own)))
                    break
        at = text.find(own, at + len(own))


def _is_real_place(name: str) -> bool:
    from prongsai.audit.gazetteer import is_place

    return is_place(name)
