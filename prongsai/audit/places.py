"""The rule of places: districts lie in their province, sub-districts in their district."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from prongsai.audit.case import Case, squeeze
from prongsai.audit.edits import distance, nearest
from prongsai.audit.gazetteer import bare, districts, homes_of, in_full, provinces_of, subdistricts
from prongsai.audit.rules import Fault, Value, Words, rule
from schemas.trace import Span
from schemas.vocabulary import load

_DISTRICT = Words("อำเภอ", "district")
_SUBDISTRICT = Words("ตำบล", "sub-district")
_PROVINCE = Words("จังหวัด", "province")
_NO_NAMES = frozenset({"และ", "หรือ", "ระดับ", "ใน", "ใดใน", "ของ", "กับ", "ต่างๆใน"})
_NAME = r"\s?(?P<{}>\p{{Thai}}{{2,30}}?)"
_PROVINCE_NAME = r"\s*(?:จังหวัด|(?<!\p{Thai})จ\.)\s?(?P<province>\p{Thai}{3,30})"
_IN_PROVINCE = regex.compile(rf"(?:อำเภอ|(?<![\p{{Thai}}.])อ\.){_NAME.format('district')}{_PROVINCE_NAME}")
_IN_DISTRICT = regex.compile(
    rf"(?:(?<!เทศบาล|ส่วน|สุขภาพ)ตำบล|(?<![\p{{Thai}}.])ต\.){_NAME.format('sub')}\s*(?:อำเภอ|(?<!\p{{Thai}})อ\.)"
    rf"{_NAME.format('district')}(?:{_PROVINCE_NAME}|(?!\p{{Thai}}))"
)
_MOST_NAMED = 3
_NEAR, _BESIDE = 60, 40


class _Claim(NamedTuple):
    """Places said to lie in each other, and where."""

    sub: str | None
    district: str
    province: str | None
    span: Span


@rule("place-mismatch")
def place_mismatch(case: Case) -> Iterator[Fault]:
    """Every "อำเภอ X จังหวัด Y" and "ตำบล X อำเภอ Y" of the text, and those of the heading, each once."""
    asked: set[tuple[str | None, str, str | None]] = set()
    for claim in _claims(case):
        if claim[:3] not in asked:
            asked.add(claim[:3])
            yield from _judge(case, claim)


def _claims(case: Case) -> Iterator[_Claim]:
    for match in _IN_PROVINCE.finditer(case.text):
        province = _known_province(match["province"])
        if province and match["district"] not in _NO_NAMES:
            yield _Claim(None, match["district"], province, match.span())
    for match in _IN_DISTRICT.finditer(case.text):
        if match["sub"] not in _NO_NAMES:
            yield _Claim(match["sub"], match["district"], _province_of(case, match), match.span())
    agency = case.report.report.agency
    if agency.district and (span := _together(case.text, agency.district, agency.province)):
        yield _Claim(agency.subdistrict, agency.district, agency.province, span)


def _province_of(case: Case, match: regex.Match[str]) -> str | None:
    """The province a sub-district's claim names; "เมือง" alone is that of the heading's province."""
    if match["province"]:
        return _known_province(match["province"])
    return case.report.report.agency.province if match["district"] == "เมือง" else None


def _together(text: str, district: str, province: str | None) -> Span | None:
    """Where the heading's district stands, with its province near: apart, they may be of two places."""
    at = text.find(district)
    while at >= 0:
        end = at + len(district)
        if not province or f"จังหวัด{province}" in squeeze(text[end : end + _NEAR]):
            return at, end
        at = text.find(district, end)
    return None


def _known_province(text: str) -> str | None:
    """The province with whose name a text begins."""
    return next((name for name in _provinces() if text.startswith(name)), None)


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(load("provinces")["names"])


def _judge(case: Case, claim: _Claim) -> Iterator[Fault]:
    district, province = bare(claim.district), squeeze(claim.province or "")
    full = in_full(district, province)
    before = case.text[max(0, claim.span[0] - _BESIDE) : claim.span[0]]
    if _is_list_of_outer_first(before, claim, full):
        return
    if province in districts() and full not in districts()[province]:
        note, info = _elsewhere(full, province)
        yield _fault(case, claim, (_DISTRICT, district), (_PROVINCE, province), (note, info))
    elif claim.sub:
        homes = [(known, full) for known in ([province] if province in districts() else provinces_of().get(full, []))]
        sub = bare(claim.sub)
        names = [name for home in homes for name in subdistricts()[home]]
        if names and sub not in names:
            note, info = _other_homes(sub, names)
            yield _fault(case, claim, (_SUBDISTRICT, sub), (_DISTRICT, district), (note, info))


def _is_list_of_outer_first(before: str, claim: _Claim, district: str) -> bool:
    """ "จังหวัด A อำเภอ X จังหวัด B อำเภอ Y": what stands before is the place's own."""
    if claim.sub:
        return any(name in before and name != district for _, name in homes_of().get(bare(claim.sub), ()))
    return any(name in before for name in provinces_of().get(district, ()))


@lru_cache(maxsize=1024)
def _elsewhere(district: str, province: str) -> tuple[Words, bool]:
    """What may be meant, and whether that makes the finding no alarm.

    A misspelling of a district of this province is none, nor is a name that nobody knows.
    """
    if likely := nearest(district, districts()[province], _most(district)):
        return _likely(likely), True
    if homes := provinces_of().get(district):
        return _found_in(homes, _PROVINCE), False
    known = provinces_of()
    likely = nearest(district, list(known), _most(district))
    if likely is None:
        return _UNKNOWN, True
    th, en = _found_in(known[likely], _PROVINCE)
    sure = distance(district, likely, 1) <= 1
    return Words(f' (น่าจะหมายถึง "{likely}"{th})', f' ("{likely}" may be meant{en})'), not sure


def _other_homes(sub: str, names: list[str]) -> tuple[Words, bool]:
    if likely := nearest(sub, names, _most(sub)):
        return _likely(likely), True
    if homes := homes_of().get(sub):
        return _found_in([f"{district} {province}" for province, district in homes], _DISTRICT), False
    return _UNKNOWN, True


_UNKNOWN = Words(" (ไม่พบชื่อนี้ในทะเบียน)", " (nobody knows that name)")


def _most(name: str) -> int:
    """How many letters a misspelling may have wrong."""
    return 2 if len(name) >= 6 else 1 if len(name) >= 4 else 0


def _likely(name: str) -> Words:
    return Words(f' (น่าจะหมายถึง "{name}")', f' ("{name}" may be meant)')


def _found_in(homes: list[str], kind: Words) -> Words:
    named = ", ".join(homes[:_MOST_NAMED]) + ("…" if len(homes) > _MOST_NAMED else "")
    return Words(f" (อยู่ใน{kind.th} {named})", f" (it is in {named})")


def _fault(
    case: Case, claim: _Claim, inner: tuple[Words, str], outer: tuple[Words, str], verdict: tuple[Words, bool]
) -> Fault:
    values: dict[str, Value] = {
        "inner_kind": inner[0], "inner": inner[1], "outer_kind": outer[0], "outer": outer[1], "note": verdict[0],
    }  # fmt: skip
    return Fault(values, None, f"{inner[1]} / {outer[1]}", at=case.at(*claim.span), info=verdict[1])
