"""The title of a report, and the kind of report that its words tell."""

import re
from collections.abc import Sequence
from typing import Any

import regex

from extract.tables.sheet import Sheet
from normalise.wraps import heal_text
from schemas.records import Kind
from schemas.vocabulary import load, remembered

_ZONE = 14
_MOST_LINES, _LONGEST_LINE, _LONGEST_OPENING = 4, 110, 500
_SUBJECT = re.compile(r"[\s*#]*เรื่อง\s*[:.]?\s+(?P<title>\S.{8,})")
_GOES_ON = re.compile(
    r"ภายใน|ประจำ|ของ|และ|ตาม|ใน|เพื่อ|พ\.ศ|ปีงบ|รอบ|\(|เรื่อง|การ(?!ประปา|ไฟฟ้า)|คุณธรรม|ความ|โปร่งใส|ใส(?=ภาย|ใน|ของ)|ทุจริต|ส่งเสริม|ป้องกัน|ต่อต้าน|เสริมสร้าง|ขับเคลื่อน"
    r"|ระหว่าง|ตั้งแต่|ไตรมาส|ครั้งที่|ครึ่งปี|ปี\s?\d"
)
# What no title ends with: a word that another follows; and before a year, the number of the year stands below.
_UNFINISHED = re.compile(r"(?:ความ|และ|ของ|เพื่อ|ใน|ตาม|ภาย|คุณ|มาตร|ส่งเสริม|สู่|เกี่ยวกับ|ด้าน|ว่าด้วย|องค์การ|บริหาร|ส่วน)$")
_YEAR = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*\d{4}\s*$")
_WANTS_YEAR = re.compile(r"(?:พ\.?\s?ศ\.?|ปีงบประมาณ|ประจำปี|\s25)\s*\d?$")
_CUT_YEAR = re.compile(r"(?<!\d)(25\d?)\s+(\d{1,2})(?!\d)")


@remembered()
def _opens() -> regex.Pattern[str]:
    """A line that opens as titles do."""
    words = "|".join(load("titles")["opens"])
    return regex.compile(rf"[\s*#]*(?:เรื่อง\s*[:.]?\s+)?(?P<title>(?:\(?ร่าง\)?\s*)?(?:{words}))")


@remembered()
def _kinds() -> list[tuple[regex.Pattern[str], list[Kind]]]:
    """Patterns with the kind that each of their groups tells, in the order in which a title is asked.

    Neighbours of one `rank` are one pattern: of them the one that stands first in the title tells.
    """
    ranks: dict[int, list[dict[str, Any]]] = {}
    for row in load("titles")["kind"]:
        ranks.setdefault(row["rank"], []).append(row)
    return [
        (regex.compile("|".join(f"({'|'.join(row['patterns'])})" for row in rows)), [row["kind"] for row in rows])
        for _, rows in sorted(ranks.items())
    ]


def find_title(lines: Sequence[tuple[str, bool]]) -> str | None:
    """The first line that opens as a title does, else the subject of a memo, with the lines that go on below it.

    lines: each with whether more than the usual white space stands above it.
    """
    for pattern in (_opens(), _SUBJECT):
        for index, (text, _) in enumerate(lines[:_ZONE]):
            if len(text) <= _LONGEST_OPENING and (opening := pattern.match(text)):
                parts = [text[opening.start("title") :]]
                for below, gap in lines[index + 1 : index + _MOST_LINES]:
                    if len(below) > _LONGEST_LINE or not _is_continued(parts[-1], below, gap=gap):
                        break
                    parts.append(below)
                return _one_line(parts)
    return None


def _is_continued(above: str, below: str, *, gap: bool) -> bool:
    """True where a title goes on below; behind a gap only in the midst of a phrase, or with its year."""
    if _UNFINISHED.search(above) or (_WANTS_YEAR.search(above) and below[:1].isdigit()):
        return True
    return (_YEAR if gap else _GOES_ON).match(below) is not None


def _one_line(parts: list[str]) -> str:
    """Wraps healed, a year that a line end cut in two made whole."""
    text = heal_text("\n".join(parts)).replace("\n", " ")
    return _CUT_YEAR.sub(lambda cut: cut[1] + cut[2] if len(cut[1] + cut[2]) == 4 else cut[0], text)


def find_kind(title: str, zone: str, sheets: list[Sheet]) -> Kind:
    """By the words of the title, and by whether the measures come with results; "unknown" for neither."""
    roles = {role for sheet in sheets if sheet.kind == "measures" for role in sheet.roles}
    has_results = bool(roles & {"results", "outcomes", "status"})
    for text in (title, zone if roles else ""):
        kind = _kind_told(text)
        if kind is not None:
            return "results" if kind == "plan" and has_results and "รายงาน" in zone else kind
    if not roles:
        return "unknown"
    return "results" if has_results else "plan"


def _kind_told(text: str) -> Kind | None:
    """The kind that the words of a text tell, or None."""
    for pattern, kinds in _kinds():
        if words := pattern.search(text):
            return next(kind for kind, told in zip(kinds, words.groups(), strict=True) if told is not None)
    return None
