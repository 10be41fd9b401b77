"""What a row or a column of a score table stands for: a subject, a year, a kind of value, full marks."""

import re
from typing import Literal, NamedTuple

from extract.indicators import Subject, subject_of
from schemas.vocabulary import remembered

Kind = Literal["score", "change", "rating", "ignore"]

_YEAR = re.compile(r"(?<!\d)(2[45]\d\d|20\d\d)(?!\d)|ปี\s*(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?\s*ศ\.?\s*)?([5-9]\d)(?!\d)")
_CHANGE = re.compile(
    r"เปลี่ยนแปลง|ผลต่าง|เทียบ(?=.{0,12}ปี)|เพิ่มขึ้น|ลดลง|เพิ่ม\s*(?:[(][+][)])?\s*/?\s*ลด|ส่วนต่าง|พัฒนาการ|[+]\s*/\s*[-–]|แตกต่าง|เปรียบเทียบ|แนวโน้ม|change",
    re.I,
)
_RATING = re.compile(r"ระดับ|เกรด|^ผลการประเมิน$|ผลประเมิน$|rating|grade|สรุปผล|แปลผล", re.I)
_IGNORE = re.compile(
    r"เต็ม|น้ำหนัก|เกณฑ์|เป้าหมาย|ค่าเป้า|ลำดับ|อันดับ|^ที่$|จำนวน|หมายเหตุ|ร้อยละของ|สถานะ|ผู้ตอบ|^งบประมาณ|เบิกจ่าย|บาท|weight",
    re.I,
)
_FULL = re.compile(r"[(]\s*(?:เต็ม)?\s*(30|40|100)\s*(?:คะแนน|%)?\s*[)]|(30|40|100)\s*(?:คะแนน|%)")


_BRACKETS = re.compile(r"[(].*?[)]")
_OF_YEAR_AND_MARKS = re.compile(
    r"(?:ปี(?:งบประมาณ)?|พ\.\s?ศ\.)?\s*(?:2[45]\d\d|20\d\d|[\ue530-\ue539]{4})|[(]\s*(?:เต็ม|ร้อยละ)?\s*\d+\s*(?:คะแนน|%)?\s*[)]"
)
_WORD_SCORE = re.compile(r"คะแนน|ผลการประเมิน|\(?ITA\)?")
_BY_INSTRUMENT = re.compile(r"ราย(?:เครื่องมือ|แบบ|ด้าน)")


_LONGEST_KEPT = 300


class Axis(NamedTuple):
    """A label's meaning. ``year`` is BE; ``full`` the full marks it names.

    ``by_instrument`` heads a column whose cells are of the instrument that the row's indicator belongs to.
    """

    kind: Kind | None
    year: int | None
    subject: Subject | None
    full: float | None
    by_instrument: bool = False


def axis_of(label: str) -> Axis:
    """Read a heading or a row label of a score table. Only what is short enough for one is remembered."""
    return _kept(label) if len(label) <= _LONGEST_KEPT else _axis_of(label)


def _axis_of(label: str) -> Axis:
    text = " ".join(label.split())
    full, kind = _FULL.search(text), _kind_in(text)
    full_marks = float(full[1] or full[2]) if full else None
    year = max(years_in(text), default=None) if kind == "change" else year_in(text)
    return Axis(kind, year, _subject_in(text), full_marks, _BY_INSTRUMENT.search(text) is not None)


_kept = remembered(maxsize=2048)(_axis_of)


def kind_of(label: str) -> Kind | None:
    """The kind of a label alone, which is quick to tell of a long text too."""
    return _kept(label).kind if len(label) <= _LONGEST_KEPT else _kind_in(" ".join(label.split()))


def _kind_in(text: str) -> Kind | None:
    if _CHANGE.search(text):
        return "change"
    if _IGNORE.search(_BRACKETS.sub("", text)) or text in ("ที่", "ข้อ"):
        return "ignore"
    if _RATING.search(text):
        return "rating"
    return "score" if "คะแนน" in text or _YEAR.search(text) else None


def year_in(text: str) -> int | None:
    """The last fiscal year (BE) a label names, or None."""
    years = years_in(text)
    return years[-1] if years else None


def years_in(text: str) -> list[int]:
    """Every year a text names, BE, in order. Years of the common era and of two digits behind "ปี" are converted."""
    years = []
    for match in _YEAR.finditer(text):
        year = int(match[1]) if match[1] else 2500 + int(match[2])
        years.append(year + 543 if year < 2400 else year)
    return years


def _subject_in(text: str) -> Subject | None:
    """The subject of a label from which years, full marks and the word score are taken off.

    A year of a scan that could not be read (extract.belief) is taken off as well.
    """
    bare = _OF_YEAR_AND_MARKS.sub(" ", text)
    found = subject_of(bare.strip())
    if found is None or found.scope == "overall":
        inner = subject_of(_WORD_SCORE.sub("", bare).strip())
        found = inner or found
    return found
