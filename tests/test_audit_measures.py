"""Rules over measures: numbering, blanks and periods."""

from typing import Any

import pytest

from schemas.records import Measure, Period, ReportingPeriod
from tests.audit_bench import findings, measure, report_of, score, told


def numbered(*numbers: int | None, **fields) -> list[Measure]:
    return [measure(number, f"มาตรการ {at}", **fields) for at, number in enumerate(numbers)]


NUMBERING = [
    (numbered(1, 2, 3), []),
    (numbered(1, 2, 2, 3), ["sequence-duplicate"]),
    (numbered(1, 2, 4, 5), ["sequence-gap"]),
    (numbered(2, 3), ["sequence-gap"]),
    (numbered(1, 2, 1, 2), []),  # begins anew
    (numbered(1, 1, 2), ["sequence-duplicate"]),
    (numbered(1, section="ก") + numbered(1, 2, section="ข"), []),
    (numbered(1, 2, section="ก") + numbered(3, 4, section="ข"), []),
    (numbered(1, 2, section="ก") + numbered(2, 3, section="ข"), ["sequence-duplicate"]),
    (numbered(1, 2, section="ก") + numbered(4, section="ข"), ["sequence-gap"]),
    (numbered(1, 3, 2, 4), []),  # all there, in another order
    (numbered(None, None), []),
    ([measure(1), measure(2), measure(2, inherited=["seq"])], []),  # one cell over two rows
    ([measure(1), measure(2), measure(2, "จัดทำคู่มือ")], []),  # a measure that goes on
    ([measure(1), measure(2), measure(2, "ทำป้าย (ต่อ)")], []),
    ([measure(1, raw={"seq": "1.1"}), measure(1, "ข", raw={"seq": "1.2"})], []),
    # numbers of the indicators themselves
    ([measure(4, no=4), measure(8, "ข", no=8), measure(9, "ค", no=9)], []),
]


@pytest.mark.parametrize(("measures", "rules"), NUMBERING)
def test_numbering(measures: list[Measure], rules: list[str]):
    found = findings(report_of(measures=measures))
    assert [f.rule for f in found if f.severity != "info" and f.rule.startswith("sequence")] == rules


def test_most_indicators_by_number_but_one_is_a_gap():
    measures = [measure(no, f"มาตรการ {no}", no=no) for no in (1, 2, 3, 5, 6)]
    assert told(report_of(measures=measures)) == [("sequence-gap", "warning")]


def test_numbered_items_inside_a_cell_are_info():
    raw = {"measure": "ก", "responsible": "ข", "results": "๑. เปิด ๑. ปิด ๒. ตรวจ"}
    assert told(report_of(measures=[measure(1, raw=raw)])) == [("sequence-duplicate", "info")]


def blank(role: str, text: str = "", **fields) -> Measure:
    raw = {"measure": "จัดทำคู่มือ", "responsible": "กองคลัง", "results": "แล้วเสร็จ", role: text}
    return measure(None, raw=raw, **{role: [], **fields})


BLANKS = [
    ([blank("responsible"), measure(), measure()], "plan", ["warning"]),
    ([blank("responsible", "-"), measure(), measure()], "plan", ["warning"]),
    ([blank("results"), measure(), measure()], "results", ["warning"]),
    ([blank("results"), measure(), measure()], "plan", []),  # a plan has no results yet
    ([blank("results", status="ดำเนินการแล้วเสร็จ"), measure()], "results", []),
    ([blank("results", outcomes=["ดีขึ้น"]), measure(), measure()], "results", ["info"]),
    ([measure(None, responsible=[], raw={"measure": "ก"})], "plan", []),  # the table has no such column
    ([blank("responsible"), blank("responsible")], "plan", ["warning"]),  # one finding for a whole column
    ([measure(), blank("responsible"), blank("responsible"), blank("responsible")], "plan", ["info"] * 3),  # merged
]


@pytest.mark.parametrize(("measures", "kind", "severities"), BLANKS)
def test_blank_cells(measures: list[Measure], kind: str, severities: list[str]):
    assert told(report_of(measures=measures, kind=kind)) == [("cell-empty", severity) for severity in severities]


Day = tuple[int, int, int]
INSIDE = ((2023, 10, 1), (2024, 9, 30))
PARTLY = ((2024, 4, 1), (2025, 9, 30))
BEFORE = ((2021, 10, 1), (2022, 9, 30))
PERIODS = [
    ([INSIDE, INSIDE], "results", []),
    ([INSIDE, INSIDE, BEFORE], "plan", ["warning"]),
    ([INSIDE, PARTLY], "plan", ["info"]),
    ([BEFORE, BEFORE], "results", ["warning", "warning"]),
    ([BEFORE, BEFORE], "plan", ["info"]),  # a plan titled by another year; alike, so told once
    ([PARTLY, BEFORE], "results", ["info", "info"]),
    ([None, None], "results", []),
]


@pytest.mark.parametrize(("periods", "kind", "severities"), PERIODS)
def test_periods(periods: list[tuple[Day, Day] | None], kind: str, severities: list[str]):
    measures = [measure(period=period) for period in periods]
    assert [severity for _, severity in told(report_of(measures=measures, kind=kind))] == sorted(
        severities, reverse=True
    )


UNRESOLVED = [("reversed", ["date-range-reversed"]), ("impossible", ["date-invalid"]), ("no year", []), (None, [])]


@pytest.mark.parametrize(("reason", "rules"), UNRESOLVED)
def test_a_period_without_dates_is_told_by_its_reason(reason: str | None, rules: list[str]):
    made = measure().model_copy(update={"period_reason": reason, "period": Period(raw="ก.ย. 67 - ม.ค. 67")})
    assert [rule for rule, _ in told(report_of(measures=[made]), "ข้อความ")] == rules


def test_a_round_in_another_fiscal_year_is_a_conflict():
    spoken = ReportingPeriod.model_validate({"raw": "รอบ 6 เดือน", "start": "2024-10-01", "end": "2025-03-31"})
    assert told(report_of(reporting_period=spoken), "รอบ 6 เดือน") == [("fiscal-year-conflict", "warning")]
    assert told(report_of(reporting_period=spoken, year=2568), "รอบ 6 เดือน") == []


ANNOUNCED = "คะแนนผลการประเมิน ITA เป็นดังนี้"
MISSING = [
    (ANNOUNCED, {}, ["warning"]),
    (ANNOUNCED, {"reader": "ocr"}, ["info"]),
    (ANNOUNCED, {"kind": "plan"}, []),
    (ANNOUNCED, {"scores": [score(90.0)]}, []),
    ("นำผลการประเมิน ITA มากำหนดมาตรการดังนี้", {}, ["info"]),
    ("ไม่กล่าวถึงการประเมิน", {}, []),
]


@pytest.mark.parametrize(("text", "fields", "severities"), MISSING)
def test_scores_that_are_spoken_of(text: str, fields: dict[str, Any], severities: list[str]):
    assert told(report_of(**fields), text) == [("scores-missing", severity) for severity in severities]
