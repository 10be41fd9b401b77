"""Who signed a report, and when."""

from datetime import date

import regex

from normalise.dates import find_dates
from schemas.records import Signatory

_RANKS = (
    r"นายแพทย์|แพทย์หญิง|นางสาว|นาย|นาง|น\.ส\.|นพ\.|พญ\.|เภสัชกร|ทันตแพทย์|ดร\.|ผศ\.|รศ\.|ศ\.|ว่าที่"
    r"|พันตำรวจ|ร้อยตำรวจ|สิบ|จ่า|พล\.|พ\.[ตจอ]\.|ร\.[ตอ]\.|ส\.[ตอ]\.|จ\.ส\.|ด\.ต\."
)
_POSTS = r"นาย(?:ช่าง|ทะเบียน|อำเภอ|กเทศมนตรี|กองค์|กอบ)"  # begin like names
_NAME = regex.compile(rf"[(]\s*(?P<name>(?!{_POSTS})(?:{_RANKS})\s*[\p{{Thai}}. ]{{4,60}}?)\s*[)]")
_SIGNED = regex.compile(rf"ลงชื่อ[\s.…_]*(?P<name>(?:{_RANKS})\s*\p{{Thai}}+\s+\p{{Thai}}+)")
_HEAD = regex.compile(
    r"^(?:ตำแหน่ง\s*)?(?:นายก|ผู้อำนวยการ|อธิบดี|ผู้ว่า|เลขาธิการ|ปลัด|อธิการ|คณบดี|นายอำเภอ|สาธารณสุข|ผู้กำกับ|หัวหน้า)"
)
_DATED = regex.compile(r"^\s*(?:ประกาศ|สั่ง|ให้ไว้|รายงาน|จัดทำ)?\s*(?:ณ\s*)?(?:วันที่|ลงวันที่)[\s.…]*(?:เดือน)?")
_NO_POSITION = regex.compile(r"^(?:วันที่|ณ|ลงชื่อ|โทร|\d|[.…_ -]+$|[(])")
_MEMO, _TAIL, _LONGEST_POSITION = 14, 40, 90


def find_signatory(passages: list[str]) -> Signatory | None:
    """The person who signed: of several, the first whose position is that of an agency's head, else the first named."""
    tail = passages[-_TAIL:]
    people = []
    for index, text in enumerate(tail):
        for match in _NAME.finditer(text):
            people.append(_signatory(tail, index, match))
        if not people and (signed := _SIGNED.search(text)):
            people.append(_signatory(tail, index, signed))
    heads = [person for person in people if person.position and _HEAD.match(person.position)]
    return next(iter(heads or people), None)


def _signatory(passages: list[str], index: int, match: regex.Match[str]) -> Signatory:
    rest = passages[index][match.end() : match.end() + 2 * _LONGEST_POSITION]
    return Signatory(name=" ".join(match["name"].split()), position=_position(passages, index, rest))


def _position(passages: list[str], index: int, rest: str) -> str | None:
    """What stands behind the name, else on the line below it."""
    below = passages[index + 1 : index + 2]
    for text in (rest, *below):
        position = regex.sub(r"^ตำแหน่ง\s*[:.]?\s*", "", " ".join(text.split()))
        if 3 < len(position) <= _LONGEST_POSITION and not _NO_POSITION.match(position):
            return position
    return None


def find_report_date(passages: list[str]) -> date | None:
    """The date that stands by itself on a line near the end, or behind "ประกาศ ณ วันที่" anywhere; else a memo's own."""
    memo = [text for text in passages[:_MEMO] if text.startswith("ที่ ") and "วันที่" in text]
    for text in (*reversed(passages), *(text[text.index("วันที่") :] for text in memo)):
        if len(text) <= 80 and _DATED.match(text):
            days = [found for found in find_dates(text) if found.kind == "date" and found.start]
            if days:
                return days[0].start
    return None
