"""Owners that share a cell: in brackets behind a measure's name ("จัดทำคู่มือ (กองคลัง)"), or with when it is done."""

import re
from collections.abc import Mapping

from extract.tables.columns import heading_of
from extract.tables.sheet import Sheet
from normalise.dates.mentions import find_dates
from normalise.lists.units import is_unit
from schemas.records import Role

_BEHIND = re.compile(r"(?P<name>.*?\S)\s*[(](?P<owner>[^()]{2,80})[)]", re.DOTALL)
_BOTH: dict[Role, re.Pattern[str]] = {
    "responsible": re.compile(r"เวลา|กำหนด|วันที่|เดือน"),
    "period": re.compile(r"ผู้|รับผิดชอบ|หน่วยงาน|เจ้าภาพ"),
}
_ALL_TIME = re.compile(r"ตลอด\S*|ทุก(?:เดือน|ไตรมาส|ปี|สัปดาห์)")
_BEFORE = re.compile(r"(?:ตลอด(?:ทั้ง)?|ระหว่าง|ภายใน|ตั้งแต่|ประจำ|เดือน|วันที่|ช่วง|\s)*$")
_EDGES = " \n\t/,;:()-–"
_LABEL = re.compile(r"[(/](?P<inner>[^()/]{2,40})[)]?")


def owners_behind(sheet: Sheet) -> str:
    """Which brackets behind a name are owners: "told", all, as the heading says; "units", those of units; "", none."""
    if "responsible" in sheet.roles or "measure" not in sheet.roles:
        return ""
    label = sheet.labels[sheet.roles.index("measure")]
    return "told" if any(_names_owners(found["inner"]) for found in _LABEL.finditer(label)) else "units"


def part_owner(name: str, which: str) -> tuple[str, str]:
    """A measure's name and its owners, "" where no such brackets stand behind it."""
    found = _BEHIND.fullmatch(name) if which and name.endswith(")") else None
    if found is None or not (which == "told" or is_unit(found["owner"])):
        return name, ""
    return found["name"], found["owner"]


def _names_owners(text: str) -> bool:
    heading = heading_of(text)
    return heading is not None and heading.role == "responsible"


def who_and_when(sheet: Sheet, texts: Mapping[str, str]) -> tuple[str, str | None]:
    """Who is responsible by the texts of a row, and when, where one column says both; else None for when."""
    both = _shared_column(sheet)
    return _parted(texts.get(both, "")) if both else (texts.get("responsible", ""), None)


def _shared_column(sheet: Sheet) -> Role | None:
    """The role of the one column that is headed by who and when ("ผู้รับผิดชอบ/ระยะเวลา"); None where there is none."""
    if "month" in sheet.roles or _BOTH.keys() <= set(sheet.roles):
        return None
    for role, other in _BOTH.items():
        if sheet.roles.count(role) == 1 and other.search(sheet.labels[sheet.roles.index(role)]):
            return role
    return None


def _parted(text: str) -> tuple[str, str]:
    """Who and when, from a cell that says both, in either order; "" for what it does not say."""
    spans = [(found.start_at, found.end_at) for found in find_dates(text, in_cell=True)]
    spans += [found.span() for found in _ALL_TIME.finditer(text)]
    if not spans:
        return text, ""
    start, end = min(spans)[0], max(end for _, end in spans)
    before = _BEFORE.search(text, 0, start)
    start = before.start() if before else start
    who = "\n".join(part for side in (text[:start], text[end:]) if (part := side.strip(_EDGES)))
    return who, text[start:end].strip(_EDGES)
