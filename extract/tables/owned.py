"""Owners in brackets behind a measure's name ("จัดทำคู่มือ (กองคลัง)"), in tables without a column of those responsible."""

import re

from extract.tables.columns import heading_of
from extract.tables.sheet import Sheet
from normalise.lists.units import is_unit

_BEHIND = re.compile(r"(?P<name>.*?\S)\s*[(](?P<owner>[^()]{2,80})[)]", re.DOTALL)
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
