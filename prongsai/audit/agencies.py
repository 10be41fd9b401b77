"""The rule of other agencies: their names where a report speaks of what is its own."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from prongsai.audit.case import Case, squeeze
from prongsai.audit.edits import distance
from prongsai.audit.names import forms, nearly_own
from prongsai.audit.rules import Fault, Value, rule
from prongsai.audit.wording import shorten
from schemas.vocabulary import load, remembered
from schemas.vocabulary.wording import any_of

_BEFORE = 100
_BEHIND = 70
_COMPANY = 44
_HEAD = 6
# "X จึงได้จัดทำมาตรการ", "X ขอรายงานผล": who stands before it speaks of its own duty. By what the report is about, the
# verbs before it.
_DOES = {
    "มาตรการ": re.compile(
        r"(?P<so>จึง)?[ \n]?(?:ได้)?[ \n]?(?:มีการ|ดำเนินการ)?[ \n]?"
        r"(?:จัดทำ|กำหนด|ประกาศใช้|ประกาศ|วาง|ขับเคลื่อน|ดำเนินการตาม)[ \n]?(?:แผนปฏิบัติการและ|ประกาศ)?$"
    ),
    "รายงานผล": re.compile(r"(?P<so>จึง)?[ \n]?(?:ใคร่)?ขอ[ \n]?(?:สรุป|จัดทำ)?$"),
}
_YEAR_BEHIND = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ)?(?:พ\.ศ\.)?\d{4}$")
_VERBS = 50
_INSIDE = "ภายในหน่วยงาน"
_LOCAL = ("เทศบาล", "องค์การบริหารส่วน", "เมืองพัทยา")


class _Named(NamedTuple):
    """Another agency, squeezed, and the interval of its name. ``assessor`` marks a body that every report names."""

    name: str
    start: int
    end: int
    assessor: bool


@rule("foreign-agency")
def foreign_agency(case: Case) -> Iterator[Fault]:
    """Another agency does what the report is about, or owns it. Each other agency is told once.

    The agencies of a league table are no strangers; one that only a sentence gives a score may well be.
    """
    own = squeeze(case.report.report.agency.name or "")
    tabled = (score for score in case.report.scores if score.evidence and score.evidence[0].origin == "table")
    known = {squeeze(score.agency) for score in tabled if score.agency}
    told: set[str] = set()
    for found, sure in _found(case, own):
        if found.name not in told and found.name not in known:
            told.add(found.name)
            phrase = shorten(case.text[found.start : found.end + _BEHIND], 90)
            values: dict[str, Value] = {"name": own, "found": found.name, "phrase": phrase}
            at = case.at(found.start, found.end)
            yield Fault(values, own, found.name, case.records_at((found.start, found.end)), at, info=not sure)


def _found(case: Case, own: str) -> Iterator[tuple[_Named, bool]]:
    """Candidates, the sure ones first, so that one agency's weak mention does not hide its strong one."""
    weak = []
    for found, sure in [*_doers(case, own), *_owners(case, own)]:
        if sure:
            yield found, True
        else:
            weak.append((found, False))
    yield from weak


def _doers(case: Case, own: str) -> Iterator[tuple[_Named, bool]]:
    """Who stands right before "จึงได้จัดทำมาตรการ". What the assessor has set for all is told otherwise.

    It is sure where the words themselves say so, and where a local government opens a paragraph in this way.
    """
    text = case.text
    for subject, verbs in _DOES.items():
        at = text.find(subject)
        while at >= 0:
            first, _ = case.passages.around(at)
            does = verbs.search(text, max(first, at - _VERBS), at) if first < at else None
            found = _ending_at(text, max(first, does.start() - _BEFORE), does.start()) if does else None
            if does and found and not _is_own(text, found, case, own) and not _is_set_for_all(text, found):
                behind = squeeze(text[at : at + _BEHIND])
                opens = found.name.startswith(_LOCAL) and not text[first : found.start].strip()
                yield found, opens or does["so"] is not None or _INSIDE in behind or f"ของ{found.name}" in behind
            at = text.find(subject, at + 1)


def _is_set_for_all(text: str, found: _Named) -> bool:
    """ "ตามที่ X ได้กำหนดมาตรการ": X has set something for others."""
    return text[max(0, found.start - 8) : found.start].rstrip().endswith(("ที่", "โดย", "ซึ่ง"))


def _ending_at(text: str, start: int, end: int) -> _Named | None:
    """The agency whose name ends at ``end``, white space aside; None where something else stands there."""
    before = [at for at in range(start, end) if not text[at].isspace()]
    letters = "".join(text[at] for at in before)
    for name in _assessors():
        if letters.endswith(name):
            return _Named(name, before[-len(name)], end, True)
    head = text[start:end].replace("\n", "").rstrip()
    found = next((match for match in _typed().finditer(head) if match.end() == len(head)), None)
    if found is None or _generic().match(found["name"]):
        return None
    return _Named(found.group(), start + found.start(), end, False)


def _owners(case: Case, own: str) -> Iterator[tuple[_Named, bool]]:
    """Who stands behind "ของ" or "ภายใน", where what stands before it is the report's own.

    Of local governments any such mention counts; of the assessors only "ภายในหน่วยงานของ": the assessment is theirs.
    """
    text = case.text
    for match in _of().finditer(text):
        found = _beginning_at(text, match.end())
        if found is None or _is_own(text, found, case, own):
            continue
        before = _YEAR_BEHIND.sub("", squeeze(text[max(0, match.start() - _COMPANY) : match.start()]))
        if found.assessor:
            if before.endswith(_INSIDE):
                yield found, True
        elif before.endswith(_duty()) and not any(word in before for word in _company()):
            yield found, before.endswith(_INSIDE) or (found.name.startswith(_LOCAL) and own.startswith(_LOCAL))


def _beginning_at(text: str, start: int) -> _Named | None:
    letters = squeeze(text[start : start + _BEFORE])
    for name in _assessors():
        if letters.startswith(name):
            return _Named(name, start, start + len(name), True)
    match = _typed().match(text, start)
    if match is None or _generic().match(match["name"]):
        return None
    return _Named(match.group(), start, match.end(), False)


def _is_own(text: str, found: _Named, case: Case, own: str) -> bool:
    """The agency itself, in full or abbreviated, a part of it, or a near miss of it, which is another rule's."""
    kind = squeeze(case.report.report.agency.type or "")
    proper = own.removeprefix(kind)
    ahead = squeeze(text[found.start : found.end + len(own)])
    if (proper and proper in found.name) or own in ahead or found.name in own:
        return True
    for form in forms(kind):
        if found.name.startswith(form) and nearly_own(found.name, len(form), proper):
            return True
    return distance(found.name[: len(own)], own, 2) <= 2


@remembered()
def _typed() -> re.Pattern[str]:
    """Any agency: a word for its kind, and right behind it Thai letters up to a space or a word that follows names."""
    kinds = [row["type"] for row in load("agencies")["agency"] if row["rank"] <= 3]
    stop = any_of(load("audit")["behind_name"])
    return re.compile(rf"{any_of(kinds)}(?P<name>(?:(?!{stop})[ก-๎]){{2,40}})")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("audit")["generic"])))


@cache
def _assessors() -> tuple[str, ...]:
    return tuple(sorted(load("audit")["assessors"], key=len, reverse=True))


@remembered()
def _of() -> re.Pattern[str]:
    """ "ของ" or "ภายใน", and behind it the first letters of some agency."""
    kinds = [row["type"] for row in load("agencies")["agency"] if row["rank"] <= 3]
    heads = any_of(name[:_HEAD] for name in (*_assessors(), *kinds))
    return re.compile(rf"(?:ของ|ภายใน(?!หน่วยงาน))[ \n]{{0,3}}(?={heads})")


@cache
def _duty() -> tuple[str, ...]:
    return tuple(load("audit")["duty"])


@cache
def _company() -> tuple[str, ...]:
    return tuple(load("audit")["company"])
