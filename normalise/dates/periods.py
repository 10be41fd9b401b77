"""What a cell about time (ระยะเวลาดำเนินการ) says, as two dates.

The order: (1) blank cells and bare years; (2) the mentions of time in the cell; (3) years that are not said, from a
neighbour in the cell, from a fiscal year named there, else from the report's; (4) the span from the first to the last;
(5) without any mention, phrases such as ตลอดปี.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from normalise.dates.eras import (
    BE_YEARS,
    CE_YEARS,
    Span,
    be_to_ce,
    ce_to_be,
    fiscal_month,
    fiscal_year_of,
    fiscal_year_span,
    plausible_be,
)
from normalise.dates.mentions import DateMention, find_dates
from normalise.dates.wordings import Point, between
from normalise.dates.wordings import Reason as DateReason
from normalise.digits import to_arabic

# empty: the cell says nothing; recurring: at each turn of a month, a quarter...; continuous: without an end;
# open: it has only a beginning, or only an end; unknown: nothing in it is a time, or one end is none; the others as in
# normalise.dates.wordings.
Reason = DateReason | Literal["empty", "recurring", "continuous", "open", "unknown"]


class Period(NamedTuple):
    """A period as stated. ``start`` and ``end`` are included; ``reason`` says why one or both are None."""

    raw: str
    start: date | None
    end: date | None
    reason: Reason | None = None


_KEPT = 200  # characters of a cell worth remembering
_EMPTY = re.compile(r"[\s\-–—_.…]*|ไม่มี|ไม่ระบุ|[nN]/?[aA]")
_YEARS_ALONE = re.compile(r"[(\s]*([0-9]{4})(?:\s*(?:[-–—−/]|ถึง|,|และ)\s*([0-9]{4}))?[\s)]*")
_MONTH_NUMBERS = re.compile(r"(0?[1-9]|1[0-2])/([0-9]{4})\s*(?:[-–—−]|ถึง)\s*(0?[1-9]|1[0-2])/([0-9]{4})")
_FROM_HERE = re.compile(r"เป็นต้น\s?[ไม]|(?:ถึง|[-–—−])\s*(?:วัน)?ปัจจุบัน|onwards")
_UNTIL_HERE = re.compile(r"บัดนี้|ปัจจุบัน\s*(?:จน)?(?:ถึง|[-–—−])")
_EVERY_YEAR = re.compile(r"(?:ทุก|แต่ละ)\s?ปี")
_BEGINNING = re.compile(r"\s*(?:นับ)?(?:ตั้ง)?แต่")
# One end of a range that is no time as it stands ("ธ.ค. 66 ถึง ก.ุย. 67"), beside the other, here \0.
_OTHER_END = r"(?:[0-9]{1,2}\s*)?[^0-9\s\0][^0-9\0]{1,12}[0-9]{2,4}"
_HALF = re.compile(
    rf"{_OTHER_END}\s*(?:ถึง|[-–—−]|และ)\s*\0|\0\s*(?:ถึง|[-–—−]|และ)\s*{_OTHER_END}(?![0-9])"
    r"|\0\s*(?:ถึง|[-–—−])\s*[0-9]{1,2}\s+[^0-9\s\0][^\0]{1,12}(?:\0|[0-9]{4})"
    r"|\0\s*[ก-ฮ]{1,2}\s?\.(?:\s?[ก-ฮ]\s?\.)?\s?(?:25)?[5-7][0-9](?![0-9])"  # with the sign between them lost
)

# Cells without a date: the first row whose words occur decides. None: it is the report's fiscal year.
_UNIT = r"(?:วัน|สัปดาห์|เดือน|ไตรมาส|ปี|รอบ|ครั้ง)"
_PHRASES: tuple[tuple[re.Pattern[str], Reason | None], ...] = (
    (re.compile(r"ปี\s?(?:งบประมาณ\s?)?(?:ถัดไป|หน้า|ก่อน|ที่ผ่านมา|ที่แล้ว)"), "unknown"),
    (re.compile(r"(?:^|ตลอด|ทั้ง|ใน|สิ้น|ประจำ|ระหว่าง)\s?ปี\s?(?:งบประมาณ|$|[\s).,])|(?:ตลอด|ทั้ง|สิ้น)ปี"), None),
    (re.compile(rf"ทุก\s?(?:ๆ\s?)?(?:[0-9]+\s?)?{_UNIT}|ราย{_UNIT}|{_UNIT}ละ|เป็นประจำ|เป็นระยะ"), "recurring"),
    (re.compile(r"ต่อเนื่อง|ตลอด|สม่ำเสมอ"), "continuous"),
)


def parse_period(text: str, fiscal_year: int | None = None) -> Period:
    """Read a cell about time.

    fiscal_year: the report's, B.E.; it resolves quarters, rounds, ตลอดปี and months without a year. None: those stay
        unresolved with the reason "no year".

    A year alone ("ปี 2568", "พ.ศ. 2568", "2568") is read as the fiscal year, since plans and reports are made by it;
    only ปีปฏิทิน is the calendar year. Days, months, quarters and rounds beside a year say more than the year, which then
    only dates them. Several separate times give the span from the first to the last. A deadline (ภายในวันที่ ...) is
    that day or month alone: when the work began is not said.
    """
    return _parse_period(text, fiscal_year) if len(text) <= _KEPT else _parse_period.__wrapped__(text, fiscal_year)


@lru_cache(maxsize=4096)
def _parse_period(text: str, fiscal_year: int | None) -> Period:
    """Tables repeat their periods row after row, and reports those of others, so answers are kept."""
    cell = to_arabic(text).strip()
    if _EMPTY.fullmatch(cell):
        return Period(text, None, None, "empty")
    if bare := _bare(text, cell):
        return bare
    mentions = find_dates(cell, in_cell=True)
    if not mentions or (_EVERY_YEAR.search(cell) and all(mention.relative for mention in mentions)):
        return _phrase(text, cell, fiscal_year)
    if _HALF.search(_without(cell, mentions)):
        return Period(text, None, None, "unknown")
    years = [mention for mention in mentions if mention.kind in ("year", "fiscal_year")]
    parts = [mention for mention in mentions if mention.kind not in ("year", "fiscal_year")]
    if not parts:
        return _join(text, cell, [_fiscal(mention) for mention in years])
    return _join(text, cell, _resolved(parts, years, fiscal_year))


def _without(cell: str, mentions: Sequence[DateMention]) -> str:
    """The cell with \\0 in place of each mention."""
    left, at = [], 0
    for mention in mentions:
        left.append(cell[at : mention.start_at])
        at = mention.end_at
    return "\0".join([*left, cell[at:]])


def _bare(text: str, cell: str) -> Period | None:
    """A cell of nothing but one or two years, or of two months by number."""
    if match := _YEARS_ALONE.fullmatch(cell):
        first, last = (plausible_be(int(year)) for year in (match[1], match[2] or match[1]))
        if first and last:
            return _ordered(text, fiscal_year_span(first).start, fiscal_year_span(last).end)
    if match := _MONTH_NUMBERS.fullmatch(cell):
        points = [_point(int(match[i]), int(match[i + 1])) for i in (1, 3)]
        reading = between(points[0], points[1])
        return Period(text, reading.start, reading.end, reading.reason)
    return None


def _ordered(text: str, start: date, end: date) -> Period:
    return Period(text, start, end) if start <= end else Period(text, None, None, "reversed")


def _point(month: int, year: int) -> Point:
    """A month of a year of either era; a year of neither counts as not said."""
    if year in CE_YEARS:
        return Point(year, month)
    return Point(be_to_ce(year, month) if year in BE_YEARS else None, month)


def _phrase(text: str, cell: str, fiscal_year: int | None) -> Period:
    reason: Reason | None = next((reason for words, reason in _PHRASES if words.search(cell)), "unknown")
    if reason:
        return Period(text, None, None, reason)
    if fiscal_year is None:
        return Period(text, None, None, "no year")
    start, end = fiscal_year_span(fiscal_year)
    return Period(text, end if "สิ้นปี" in cell else start, end)


def _fiscal(mention: DateMention) -> DateMention:
    """A year as the fiscal year it stands for, unless it is called a calendar year."""
    if mention.reason or mention.kind == "fiscal_year" or "ปฏิทิน" in mention.raw:
        return mention
    first, last = (ce_to_be(point.year or 0, point.month) for point in (mention.first, mention.last))
    return mention._replace(start=fiscal_year_span(first).start, end=fiscal_year_span(last).end)


def _resolved(parts: Sequence[DateMention], years: Sequence[DateMention], fiscal_year: int | None) -> list[DateMention]:
    """The parts with the years they lack: a neighbour's in the cell, else a fiscal year's."""
    named = [mention.be for mention in years if mention.be]
    known = [mention for mention in parts if mention.start]
    return [
        _beside(mention, known) if mention.relative and known and not named
        else resolve(mention, named[0] if named else fiscal_year)
        for mention in parts
    ]  # fmt: skip


def _beside(mention: DateMention, known: Sequence[DateMention]) -> DateMention:
    """Date a mention by the next one that has a year, else by the last: "พ.ย., ก.พ. 68" begins in 2567."""
    after = bisect(known, mention.start_at, key=lambda other: other.start_at)
    if after < len(known):
        year, month = known[after].first.year, known[after].first.month
        first = mention.first._replace(year=(year or 0) - (mention.first.month > month))
        return _dated(mention, first, mention.last)
    year, month = known[-1].last.year, known[-1].last.month
    first = mention.first._replace(year=(year or 0) + (mention.first.month < month))
    return _dated(mention, first, mention.last)


def resolve(mention: DateMention, fiscal_year: int | None) -> DateMention:
    """Date a mention that names no year within a fiscal year (B.E.); any other mention comes back as it is.

    A range that does not fit into one fiscal year ("ม.ค. - ธ.ค.") stays undated: which year is meant cannot be known.
    """
    if not mention.relative or fiscal_year is None:
        return mention
    first, last = (
        point._replace(year=fiscal_month(fiscal_year, point.month)) for point in (mention.first, mention.last)
    )
    dated = _dated(mention, first, last)
    return mention if dated.reason == "reversed" and first.month != last.month else dated


def _dated(mention: DateMention, first: Point, last: Point) -> DateMention:
    _, first, last, start, end, be, reason = between(first, last)
    if start and mention.kind in ("quarter", "round"):
        be = fiscal_year_of(start)
    return mention._replace(first=first, last=last, start=start, end=end, be=be, reason=reason, relative=False)


def _join(text: str, cell: str, mentions: Sequence[DateMention]) -> Period:
    """The span from the first to the last; what cannot be read in one part leaves the whole undecided."""
    for mention in mentions:
        if mention.reason:
            return Period(text, None, None, mention.reason)
    spans = [Span(mention.start, mention.end) for mention in mentions if mention.start and mention.end]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    if _FROM_HERE.search(cell) or (len(mentions) == 1 and _begins_only(cell, mentions[0])):
        return Period(text, start, None, "open")
    return Period(text, None, end, "open") if _UNTIL_HERE.search(cell) else Period(text, start, end)


def _begins_only(cell: str, mention: DateMention) -> bool:
    return mention.kind in ("date", "month") and _BEGINNING.match(cell) is not None


def months_to_period(months: Sequence[tuple[int, int | None]], fiscal_year: int | None = None, raw: str = "") -> Period:
    """Return the span of the marked month columns of a chart: pairs of month 1-12 and B.E. year, None where not said.

    Months without a year lie in ``fiscal_year``; without that the reason is "no year". Gaps between the marks are
    covered by the span. ``raw`` is handed on.
    """
    if not months:
        return Period(raw, None, None, "empty")
    if any(not 1 <= month <= 12 for month, _ in months):
        return Period(raw, None, None, "impossible")
    if fiscal_year is None and any(be is None for _, be in months):
        return Period(raw, None, None, "no year")
    dated = sorted(
        (be_to_ce(be, month) if be else fiscal_month(fiscal_year or 0, month), month) for month, be in months
    )
    reading = between(Point(*dated[0]), Point(*dated[-1]))
    return Period(raw, reading.start, reading.end, reading.reason)
