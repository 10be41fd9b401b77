"""Where the reporting agency lies: sub-district, district and province."""

import re
from functools import cache

import regex

from extract.heading.names import name_pattern
from schemas.vocabulary import load, remembered

_ZONE, _LONGEST = 14, 2_000
_WORDS = ("จังหวัด", "อำเภอ", "ตำบล")
# What the patterns of places need, as a look before they are tried.
_TOLD_BY = {
    "subdistrict": ("ตำบล", "แขวง", "ต."),
    "district": ("อำเภอ", "อ.", "เขต"),
    "province": ("จังหวัด", "จ.", "จว.", "กรุงเทพ"),
}
_PROVINCE_LAST = regex.compile(r"จังหวัด(\p{Thai}{2,})$")
_DISTRICT_LAST = regex.compile(r".อำเภอ(\p{Thai}{2,})$")
_AREA = regex.compile(r"สำนักงานเขตพื้นที่การศึกษา(?:ประถมศึกษา|มัธยมศึกษา)?(?P<province>\p{Thai}+?)\s*(?:เขต\s*\d{1,2})?")
_ADDRESS = re.compile(r"[\s*#]*(?:ที่ตั้ง|ที่อยู่|เลขที่|ตำบล|ต\.|อำเภอ|อ\.)")


@remembered()
def _patterns() -> dict[str, regex.Pattern[str]]:
    name = rf"(?!{'|'.join(load('agencies')['words']['no_names'])}){name_pattern()}"
    return {
        "subdistrict": regex.compile(
            rf"(?<!เทศบาล|เทศมนตรี|ส่วน|สุขภาพ|หัวหน้า)(?:ตำบล|แขวง(?!ทางหลวง)|(?<!\p{{Thai}})ต\.(?!ค\.))\s*(?P<name>{name})"
        ),
        "district": regex.compile(
            r"(?<!ที่ว่าการ|นาย|สาธารณสุข)(?:อำเภอ|(?<!\p{Thai}|\.)อ\.|(?<!สำนักงาน)"
            r"เขต(?=\p{Thai}+\s*(?:กรุงเทพ|จังหวัด)))\s*(?P<name>(?:(?!จังหวัด|ประจำ|จ\.)\p{Thai})+)"
        ),
        "province": regex.compile(
            rf"(?:(?<!ศาล)จังหวัด|(?<!\p{{Thai}}|\.)จว?\.)\s*(?P<name>{name})|(?P<bkk>กรุงเทพ(?:มหานคร|ฯ))"
        ),
    }


def find_places(passages: list[str], name: str | None) -> dict[str, str | None]:
    """Places named in the heading, else in the first passage that names the agency and a place right behind it.

    A name with its own province says more than any line; and what is said of districts there may be of others, so
    that only a line of an address counts.
    """
    found: dict[str, str | None] = dict.fromkeys(_patterns())
    zone = _unwrapped([text[:_LONGEST] for text in passages[:_ZONE]])
    own = _own_province(name)
    if name:
        zone = zone + [text for text in passages[_ZONE:] if name in text and "จังหวัด" in text][:1]
    for key, pattern in _patterns().items():
        lines = [text for text in zone if _ADDRESS.match(text) or (name and name in text)] if own else zone
        told = [text for text in lines if any(word in text for word in _TOLD_BY[key])]
        match = next((match for text in told if (match := pattern.search(text))), None)
        if match:
            groups = match.groupdict()
            found[key] = "กรุงเทพมหานคร" if groups.get("bkk") else _known(key, groups["name"])
    found["province"] = own or found["province"]
    found["district"] = _own_district(name) or found["district"]
    return found


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines, with the one below put to those that end with a word for a place, or within a province's name."""
    return [
        text + below if _is_cut(text, below) else text for text, below in zip(lines, (*lines[1:], ""), strict=False)
    ]


def _is_cut(text: str, below: str) -> bool:
    if text.endswith(_WORDS):
        return True
    at = _PROVINCE_LAST.search(text) if "จังหวัด" in text else None
    return at is not None and any((at[1] + below).startswith(name) and len(name) > len(at[1]) for name in _provinces())


def _provinces() -> list[str]:
    names: list[str] = load("provinces")["names"]
    return names


def _own_province(name: str | None) -> str | None:
    """The province in an agency's name: "องค์การบริหารส่วนจังหวัดX", "... ประถมศึกษาX เขต 1"; a court's is a town's."""
    if area := _AREA.fullmatch(name or ""):
        return area["province"] if area["province"] in _provinces() else None
    before, word, province = (name or "").rpartition("จังหวัด")
    if not word or not province.strip() or before.endswith("ศาล"):
        return None
    return _known("province", province.split()[0])


def _own_district(name: str | None) -> str | None:
    """The district in an agency's name: "สำนักงานสาธารณสุขอำเภอX"."""
    found = _DISTRICT_LAST.search(name) if name and "อำเภอ" in name else None
    return found[1] if found else None


def _known(key: str, name: str) -> str:
    """A province's name without words stuck to it; other places as they stand."""
    if key != "province":
        return name
    known = next((known for known in _provinces() if name.startswith(known)), name)
    return known if name[len(known) :].startswith(_behind()) else name


@cache
def _behind() -> tuple[str, ...]:
    return tuple(load("audit")["behind_name"])
