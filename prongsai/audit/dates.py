"""Rules of dates: days that exist, ranges that run forward, periods within the fiscal year."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from normalise.dates import DateMention
from prongsai.audit.case import Case
from prongsai.audit.rules import NOTHING, Fault, Value, Words, rule
from prongsai.audit.wording import name_measure, shorten
from schemas.records import FiscalYear, Measure

_RANGE = re.compile(r"\d\s*(?:[-–—−~]|ถึง|จนถึง)|[-–—−~]|ถึง")
_NUMBERED = re.compile(r"(?:เลข|หนังสือ|คำสั่ง|บันทึก|ประกาศ)?ที่\s*(?:[ก-๙]{1,6}\s*)?$")
_DAY_WORD = re.compile(r"วันที่\s*$")
_WHOLLY = Words("ทั้งหมดอยู่", "wholly")
_PARTLY = Words("บางส่วนอยู่", "partly")


@rule("date-range-reversed")
def date_range_reversed(case: Case) -> Iterator[Fault]:
    """A range of days or months that ends before it begins. Years set against each other are no range."""
    told: set[str] = set()
    for found in case.dates:
        if found.reason == "reversed" and found.kind not in ("year", "fiscal_year") and _RANGE.search(found.raw):
            told.update(records := case.records_at((found.start_at, found.end_at)))
            likely = _same_start(case, found)
            note = Words(f" (ที่อื่นระบุ {likely})", f" (elsewhere: {likely})") if likely else NOTHING
            values: dict[str, Value] = {"raw": shorten(found.raw), "note": note}
            yield Fault(values, likely, found.raw, records, case.at(found.start_at, found.end_at))
    yield from _periods(case, "reversed", told, {"note": NOTHING})


def _same_start(case: Case, wrong: DateMention) -> str | None:
    """A range elsewhere in the report that begins with the same day and is in order: likely the one meant."""
    return next(
        (shorten(found.raw) for found in case.dates if found.start and found.first == wrong.first != found.last), None
    )


@rule("date-invalid")
def date_invalid(case: Case) -> Iterator[Fault]:
    """A day that no month has. Numbers with strokes behind a word for documents are no dates."""
    told: set[str] = set()
    for found in case.dates:
        if found.reason != "impossible" or _is_number_of_document(case, found):
            continue
        told.update(records := case.records_at((found.start_at, found.end_at)))
        info = found.first.year is None
        at = case.at(found.start_at, found.end_at)
        yield Fault({"raw": shorten(found.raw)}, None, found.raw, records, at, info)
    yield from _periods(case, "impossible", told, {})


def _is_number_of_document(case: Case, found: DateMention) -> bool:
    before = case.text[max(0, found.start_at - 24) : found.start_at]
    return "/" in found.raw and _NUMBERED.search(before) is not None and not _DAY_WORD.search(before)


def _periods(case: Case, reason: str, told: set[str], extra: dict[str, Value]) -> Iterator[Fault]:
    """Periods of measures that have no dates for this reason, where the text itself did not show it."""
    for index, measure in enumerate(case.report.measures):
        if measure.period and measure.period_reason == reason and f"measures/{index}" not in told:
            values: dict[str, Value] = {"raw": shorten(measure.period.raw), **extra}
            yield Fault(values, None, measure.period.raw, [f"measures/{index}"], measure.provenance.get("period"))


@rule("period-outside-fiscal-year")
def period_outside_fiscal_year(case: Case) -> Iterator[Fault]:
    """A measure's period meets the report's fiscal year.

    Plans are often titled by the year of the assessment they answer, so that all of their periods lie outside: that is
    no alarm. One among others inside is; and so is a report of results with none inside.
    """
    year = case.report.report.fiscal_year
    if year is None:
        return
    how = {index: _how(*span, year) for index, measure in enumerate(case.report.measures) if (span := _span(measure))}
    counts = Counter(how.values())
    usual = 2 * counts[None] >= max(2, len(how)) or (not counts[None] and not counts[_PARTLY] and _is_of_results(case))
    alike: dict[tuple[Words, str], list[int]] = defaultdict(list)
    for index, words in how.items():
        if words and usual and words is _WHOLLY:
            yield _outside_fault(case, [index], words, year, info=False)
        elif words:
            alike[words, _raw(case.report.measures[index])].append(index)
    for (words, _), members in alike.items():
        yield _outside_fault(case, members, words, year, info=True)


def _span(measure: Measure) -> tuple[date, date] | None:
    period = measure.period
    return (period.start, period.end) if period and period.start and period.end else None


def _how(start: date, end: date, year: FiscalYear) -> Words | None:
    """Whether a period lies wholly or partly outside the year; None where it lies inside."""
    if end < year.start or start > year.end:
        return _WHOLLY
    return _PARTLY if start < year.start or end > year.end else None


def _is_of_results(case: Case) -> bool:
    return case.report.report.kind == "results"


def _raw(measure: Measure) -> str:
    return shorten(measure.period.raw) if measure.period else ""


def _outside_fault(case: Case, members: list[int], how: Words, year: FiscalYear, *, info: bool) -> Fault:
    """One finding for measures with the same period."""
    measure = case.report.measures[members[0]]
    assert measure.period is not None
    values: dict[str, Value] = {
        "measure": name_measure(measure), "raw": _raw(measure), "how": how,
        "year": year.be, "start": year.start.isoformat(), "end": year.end.isoformat(),
    }  # fmt: skip
    expected, actual = f"{year.start}/{year.end}", f"{measure.period.start}/{measure.period.end}"
    records = [f"measures/{index}" for index in members]
    return Fault(values, expected, actual, records, measure.provenance.get("period"), info)
