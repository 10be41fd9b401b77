"""The rule of fiscal years: a report is of one, and says the same one wherever it speaks of itself."""

import re
from collections.abc import Iterator

from normalise.dates.eras import fiscal_year_of
from prongsai.audit.case import Case
from prongsai.audit.rules import Fault, Value, Words, rule
from schemas.trace import Span

_KIND = r"รายงานผล|รายงานการ|มาตรการ|แผนปฏิบัติการ|แผนการ|สรุปผล"
_FOUR = r"\s?(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(?P<year>25\d\d)(?!\d|\s*(?:[-–/]|ถึง)\s*\d)"
# Between the words and the year nothing may stand that has a year of its own.
_BETWEEN = r"(?:(?!ผล(?:การ|คะแนน)?\s?(?:ประเมิน|วิเคราะห์)|ITA|จาก|ระหว่าง|เปรียบเทียบ|\n\n|[\d\t]).){0,160}?"
_TITLE = re.compile(rf"[\s*#\"“]*(?:\(?ร่าง\)?\s*)?(?P<kind>{_KIND}){_BETWEEN}(?:ประจำ)?ปี{_FOUR}", re.DOTALL)
_AGAIN = re.compile(rf"{_BETWEEN}ประจำปี{_FOUR}", re.DOTALL)
_SENTENCE = re.compile(
    rf"(?:จึง\s?(?:ได้|ขอ)?|ขอ)\s?(?:สรุป|จัดทำ|กำหนด|ประกาศ)?\s?(?P<kind>รายงานผล|มาตรการ){_BETWEEN}ประจำปี{_FOUR}",
    re.DOTALL,
)
_LONGEST_TITLE = 260
_IN_TITLE = Words("หัวเรื่อง", "a title")
_IN_SENTENCE = Words("ข้อความ", "a sentence")
_IN_ROUND = Words("รอบการรายงาน", "the reporting round")


@rule("fiscal-year-conflict")
def fiscal_year_conflict(case: Case) -> Iterator[Fault]:
    """Titles of the report's own kind, sentences in which it speaks of itself, and its round name its fiscal year."""
    assert case.year is not None
    yield from _round(case, case.year)
    own = _TITLE.match(case.report.report.title or "")
    for span in case.passages.lines:
        if "ปี" in case.text[slice(*span)]:
            yield from _title(case, case.year, own["kind"] if own else None, span)
            yield from _sentence(case, case.year, span)


def _round(case: Case, year: int) -> Iterator[Fault]:
    period = case.report.report.reporting_period
    if period is None or period.start is None or period.end is None:
        return
    first, last = fiscal_year_of(period.start), fiscal_year_of(period.end)
    if year not in (first, last):
        at = case.text.find(period.raw)
        yield _fault(case, _IN_ROUND, year, first, (at, at + len(period.raw)) if at >= 0 else None)


def _title(case: Case, year: int, kind: str | None, span: Span) -> Iterator[Fault]:
    """A paragraph that opens as the report's title does, of another year; or one that names two years."""
    match = _TITLE.match(case.text, *span)
    if match is None or span[1] - span[0] > _LONGEST_TITLE:
        return
    again = _AGAIN.match(case.text, match.end(), span[1])
    for found in (match, again):
        if found and int(found["year"]) != year and match["kind"] == kind:
            yield _fault(case, _IN_TITLE, year, int(found["year"]), found.span("year"))


def _sentence(case: Case, year: int, span: Span) -> Iterator[Fault]:
    """What the report says it does now is of its own year; a plan may be titled by the year it answers."""
    ahead = 0 if case.report.report.kind == "results" else 1
    for match in _SENTENCE.finditer(case.text, *span):
        if not year <= int(match["year"]) <= year + ahead:
            yield _fault(case, _IN_SENTENCE, year, int(match["year"]), match.span("year"))


def _fault(case: Case, what: Words, first: int, second: int, span: Span | None) -> Fault:
    values: dict[str, Value] = {"what": what, "first": first, "second": second}
    return Fault(values, first, second, at=case.at(*span) if span else None)
