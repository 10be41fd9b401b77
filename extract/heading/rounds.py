"""The fiscal year of a report, and the round of it that the report covers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from operator import attrgetter

from extract.scores.axes import years_in
from normalise.dates import DateMention, find_dates
from normalise.dates.eras import fiscal_year_of, fiscal_year_span
from normalise.dates.periods import resolve
from schemas.records import FiscalYear, ReportingPeriod

_BODY = re.compile(
    r"(?:ตามที่|ด้วย|โดยที่|จาก|เนื่องจาก|เรียน|อ้างถึง|หลักการ|บทนำ|ความเป็นมา|คำนำ|คำปรารภ|สารบัญ|บทสรุป|ส่วนที่|\d{1,2}[.)])"
)
_HEAD_LINES, _LONGEST_LINE, _LONGEST_OPENING, _ENOUGH = 14, 160, 500, 200_000
_YEAR = re.compile(
    r"(?:ปี\s*งบประมาณ|ประจำปี|ปี)\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(2[45]\d\d|20\d\d)(?!\d)|พ\.\s?ศ\.\s*(2[45]\d\d)"
)
_IN_MONTHS = re.compile(r"(?<!ทุก)รอบ\s*(?:ระยะเวลา\s*)?(?:ที่\s*\d\s*)?[(]?\s*(?P<months>3|6|9|12)\s*เดือน\s*[)]?")
# What may stand before a round, and between it and its days.
_BEFORE = re.compile(r"(?:(?:รอบ|ครั้ง|งวด)(?:ที่)?\s*(?:\d{1,2}(?:/\d{4})?)?\s*)?(?:[(]\s*)?(?:รอบ\s*)?(?:ระยะเวลา\s*)?$")
_BETWEEN = re.compile(r"[\s():,]*(?:ตั้งแต่|ระหว่าง)?(?:วันที่|เดือน)?[\s():,]*")
_CLOSING = re.compile(r"\s*[)]")
_EARLIEST = 2550  # the assessment began in 2556: an earlier year is that of a law
_ROUNDS, _LONGEST, _DAY, _SPAN = (3, 6, 9, 12), 366, timedelta(days=1), 80


def heading_lines(lines: Sequence[str]) -> str:
    """The lines above the body of a report: up to the first that opens a letter, a numbered part or a long passage."""
    head: list[str] = []
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if index and (len(line) > _LONGEST_LINE or _BODY.match(line)):
            break
        head.append(line[:_LONGEST_OPENING])
    return "\n".join(head)


def find_year(title: str, head: str, zone: str, passages: list[str]) -> int | None:
    """The fiscal year (BE) that the title, else the heading, else the text names; else that of the round's days."""
    for text in (title, head):
        if year := _year_named(text) or _year_of_round(text):
            return year
    body = "\n".join(_enough(passages))
    for text in (zone, body):
        for match in _YEAR.finditer(text):
            year = int(match[1] or match[2])
            year = year + 543 if year < 2400 else year
            if year >= _EARLIEST:
                return year
    years = Counter(year for text in _enough(passages) for year in years_in(text) if year >= _EARLIEST)
    return years.most_common(1)[0][0] if years else None


@lru_cache(maxsize=4)
def _dates_in(text: str) -> tuple[DateMention, ...]:
    """Mentions of time in the title or the heading, of which both the year and the round are asked."""
    return tuple(find_dates(text))


def _enough(passages: list[str]) -> Iterator[str]:
    seen = 0
    for text in passages:
        yield text[: _ENOUGH - seen]
        seen += len(text)
        if seen >= _ENOUGH:
            return


def _year_named(text: str) -> int | None:
    """The year of "ประจำปี", of several the last: a report answers an earlier year's scores. Else that of พ.ศ. alone."""
    named = [(m, m.be) for m in _dates_in(text) if m.be and m.be >= _EARLIEST and _names_year(m)]
    sure = [year for mention, year in named if mention.kind != "year" or "ปี" in mention.raw]
    others = [year for _, year in named]
    return max(sure or others, default=None)


def _names_year(mention: DateMention) -> bool:
    return mention.kind in ("year", "fiscal_year", "quarter", "round")


def _year_of_round(text: str) -> int | None:
    days = next((mention.end for mention in _dates_in(text) if mention.end and _whole_months(mention)), None)
    return fiscal_year_of(days) if days else None


def to_fiscal_year(be: int | None) -> FiscalYear | None:
    """The record of a fiscal year, with its days."""
    if be is None:
        return None
    start, end = fiscal_year_span(be)
    return FiscalYear(be=be, ce=be - 543, start=start, end=end)


def find_round(title: str, head: str, zone: str, year: int | None) -> ReportingPeriod | None:
    """The round that the title or the heading names: so many months, a quarter, or days that are whole months.

    Days beside a round are its own; without them they are those of the fiscal year (BE), and None where that is None.
    """
    for text in (title, head):
        if found := _round_in(text, year):
            return found
    match = _IN_MONTHS.search(zone)
    return _round_in(zone[match.start() : match.end() + _SPAN], year) if match else None


def _round_in(text: str, year: int | None) -> ReportingPeriod | None:
    mentions = [resolve(mention, year) for mention in _dates_in(text)]
    spans = [mention for mention in mentions if _whole_months(mention)]
    named = next((mention for mention in mentions if mention.kind in ("round", "quarter")), None)
    if named is not None:
        days = next((span for span in spans if _beside(text, named, span)), named)
        return _to_period(text, (named, days), _months(named))
    if spans:
        return _to_period(text, (spans[0], spans[0]), _months(spans[0]))
    if match := _IN_MONTHS.search(text):
        (days,) = (resolve(mention, year) for mention in find_dates(f"รอบ {match['months']} เดือน"))
        return ReportingPeriod(raw=match.group().strip(), months=_months(days), start=days.start, end=days.end)
    return None


def _to_period(text: str, parts: tuple[DateMention, DateMention], months: int) -> ReportingPeriod:
    """The record, its raw text from the word for the round to the bracket that closes behind its days."""
    start, end = min(part.start_at for part in parts), max(part.end_at for part in parts)
    before = _BEFORE.search(text, max(0, start - _SPAN), start)
    raw = text[before.start() if before else start : end].strip()
    if raw.count("(") > raw.count(")"):
        closing = _CLOSING.match(text, end)
        raw = raw + ")" if closing else raw.replace("(", "", 1)
    return ReportingPeriod(raw=" ".join(raw.split()), months=months, start=parts[1].start, end=parts[1].end)


def _beside(text: str, named: DateMention, span: DateMention) -> bool:
    """Nothing but brackets and words such as "ระหว่างวันที่" parts a round from its days."""
    first, last = sorted((named, span), key=attrgetter("start_at"))
    return _BETWEEN.fullmatch(text, first.end_at, last.start_at) is not None


def _months(mention: DateMention) -> int:
    return (mention.last.month - mention.first.month) % 12 + 1


def _whole_months(mention: DateMention) -> bool:
    """True for days that are a quarter, half or whole of a year, from the first of a month to the last of another."""
    if mention.kind not in ("month_range", "date_range") or _months(mention) not in _ROUNDS:
        return False
    if mention.start is None or mention.end is None:
        return mention.kind == "month_range"
    length = (mention.end - mention.start).days
    return mention.start.day == 1 and (mention.end + _DAY).day == 1 and length <= _LONGEST
