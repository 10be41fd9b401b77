"""When a report was made: the date of an announcement, below a signature, of a memo, or of the figures."""

import re
from datetime import date

from extract.heading.persons import grade_of, signs, to_position
from normalise.dates import find_dates

_HEAD, _TAIL, _LONGEST = 14, 40, 120
_NO_POSITION = 5
_ISSUED = re.compile(r"\s*(?:ประกาศ|สั่ง|ให้ไว้)\s*ณ\s*(?:วันที่)?")
_DATED = re.compile(
    r"\s*(?:(?:รายงาน|จัดทำ|ลงนาม|ลงชื่อ|อนุมัติ|สรุป)(?:\s*เมื่อ)?|\(?ลงวันที่|เมื่อ)?\s*(?:ณ\s*)?(?:วันที่(?:รายงาน|จัดทำ)?|วัน\s*/?\s*เดือน\s*/?\s*ปี)?\s*[:.]?\s*"
)
_MEMO = re.compile(r"ที่\s.*?(?P<date>วันที่)")
_FIGURES = re.compile(r"(?:ข้อมูล|สรุป|รายงาน|สถานะ|คะแนน|ผล)\s*ณ\s*วันที่")
_DOTS = re.compile(r"[.…_]{2,}")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"\s{3,}|\t")


def find_report_date(lines: list[str]) -> date | None:
    """The date of "ประกาศ ณ วันที่", else the last that is a line of its own near the end, else a memo's or letter's.

    A date of the figures ("ข้อมูล ณ วันที่") counts where nothing else does. None where no date is said.
    """
    of_a_day = [line for line in lines if "ณ" in line]
    short = (line for line in of_a_day if len(line) <= _LONGEST)
    issued = (day for line in short if _ISSUED.match(line) and (day := _first_date(line)))
    if day := next(issued, None):
        return day
    for line in dict.fromkeys((*reversed(lines[-_TAIL:]), *lines[:_HEAD])):
        if len(line) <= _LONGEST and _DIGIT.search(line) and (day := _date_alone(line)):
            return day
    for line in lines[:_HEAD]:
        if (memo := _MEMO.match(line)) and (day := _first_date(line[memo.start("date") :])):
            return day
    figures = (_first_date(line[match.start() :]) for line in reversed(of_a_day) if (match := _FIGURES.search(line)))
    return next((day for day in figures if day), None)


def _date_alone(line: str) -> date | None:
    """The date that is all of a line, or all of what stands apart on it: "ผู้รายงาน      วันที่ 5 ตุลาคม 2567".

    A date without "วันที่" fills the line; in a row of cells it may be of anything, but beside a name or a position.
    Of several the last counts.
    """
    pieces = [piece for piece in _GAP.split(line) if piece.strip()]
    if len(pieces) < 2:
        return _whole(line, alone=True)
    days = [_whole(piece, alone=False) for piece in pieces]
    others = [piece for piece, day in zip(pieces, days, strict=True) if not day]
    if not all(
        signs().search(piece) or "(" in piece or grade_of(to_position(piece)) < _NO_POSITION for piece in others
    ):
        return _whole(line, alone=True)
    return max((day for day in days if day), default=None)


def _whole(text: str, *, alone: bool) -> date | None:
    if "วันที่" not in text and not alone:
        return None
    text = " ".join(_DOTS.sub(" ", text).split())
    days = [found for found in find_dates(text) if found.kind == "date" and found.start]
    if len(days) != 1:
        return None
    before, behind = text[: days[0].start_at], text[days[0].end_at :]
    return days[0].start if _DATED.fullmatch(before) and not behind.strip(" .)\t") else None


def _first_date(text: str) -> date | None:
    found = next((found for found in find_dates(text) if found.start), None)
    return found.start if found and found.kind == "date" else None
