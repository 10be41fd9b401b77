"""Rules over scores, on records made by hand: what each must find, and the nearest thing it must let pass."""

import pytest

from schemas.records import Evidence, Score, TableRecord
from tests.audit_bench import HERE, document_of, findings, report_of, score, ten, told

GOOD = [90.0, 90.0, 90.0, 90.0, 90.0, 88.0, 88.0, 88.0, 92.0, 94.0]  # 27.0 + 26.4 + 37.2 = 90.6
LEAGUE = "เทศบาลตำบลบ้านบึงแก"


def row(iit: float, eit: float, oit: float, total: float, agency: str | None = None, full: bool = False) -> list[Score]:
    """Three instruments and their total; ``full`` marks the points as out of 30, 30 and 40."""
    parts = zip(("IIT", "EIT", "OIT"), (iit, eit, oit), (30, 30, 40), strict=True)
    made = [
        score(value, instrument=code, agency=agency, max_score=most if full else 100) for code, value, most in parts
    ]
    return [*made, score(total, agency=agency)]


def stated(value: float, change: float | None, computed: float | None, **fields) -> Score:
    return score(value, no=1, change_stated=change, change_computed=computed, **fields)


CHANGES = [
    ([stated(90.12, 1.12, 1.21)], ["error"]),
    ([stated(90.12, -1.12, 1.12)], ["error"]),
    ([stated(90.12, 1.12, -1.12)], ["error"]),
    ([stated(90.12, 1.12, 1.12)], []),
    ([stated(90.12, 1.13, 1.12)], []),  # three numbers rounded to two places
    ([stated(90.1, 1.2, 1.1)], []),  # and to one
    ([stated(90.1, 1.4, 1.1)], ["error"]),
    ([stated(90.12, 1.12, None)], []),
    ([stated(90.12, None, 1.12)], []),
    # a column of sizes without signs
    ([stated(90.12, 1.12, -1.12), stated(80.25, 2.5, -2.5), stated(70.5, 1.0, 1.0)], ["info", "info"]),
    ([stated(90.12, 1.12, -1.12), stated(80.25, 2.5, -2.5), stated(70.5, -1.0, -1.0)], ["error", "error"]),
]


@pytest.mark.parametrize(("scores", "severities"), CHANGES)
def test_changes(scores: list[Score], severities: list[str]):
    assert told(report_of(scores=scores)) == [("change-mismatch", severity) for severity in severities]


TOTALS = [
    ([*ten(GOOD), score(90.6)], []),
    ([*ten(GOOD), score(90.62)], []),
    ([*ten(GOOD), score(90.63)], ["error"]),
    ([*ten(GOOD), score(35.0)], ["info"]),  # hardly read right
    ([*ten(GOOD), score(90.6, raw="90.6")], []),
    ([*ten([*GOOD[:9], 93.99]), score(90.7, raw="90.7")], ["error"]),
    ([*ten([*GOOD[:9], None]), score(50.0)], []),  # a part is not known
    ([*ten(GOOD, year=2566), score(50.0)], []),  # the parts are another year's
    ([*row(90, 88, 93, 90.6)], []),
    ([*row(90, 88, 93, 91.6)], ["error"]),
    ([*ten(GOOD), *row(90, 88, 93, 90.6)], []),
    ([*ten(GOOD), *row(91, 88, 93, 90.9)], ["error"]),  # the instrument is not the mean of its indicators
    ([*row(27.0, 26.4, 37.2, 90.6, LEAGUE, True)], []),
    ([*row(27.0, 26.4, 37.2, 96.6, LEAGUE, True)], ["error"]),
    ([*row(27.0, 26.4, 37.2, 90.6, LEAGUE)], []),  # points nobody marked
    ([*row(27.0, 26.4, 37.2, 91.6, LEAGUE)], ["error"]),
]


@pytest.mark.parametrize(("scores", "severities"), TOTALS)
def test_totals(scores: list[Score], severities: list[str]):
    assert told(report_of(scores=scores), rule="overall-mismatch") == [("overall-mismatch", s) for s in severities]


def test_a_total_that_is_the_plain_mean_is_named_so():
    (finding,) = findings(report_of(scores=[*ten(GOOD), score(90.0)]))
    assert (finding.expected, finding.actual) == (90.6, 90.0)
    assert "plain mean" in finding.message_en
    assert "ค่าเฉลี่ยธรรมดา" in finding.message_th


def test_the_sum_of_points_is_what_a_marked_league_row_expects():
    (finding,) = findings(report_of(scores=row(27.0, 26.4, 37.2, 96.6, LEAGUE, True)))
    assert finding.expected == 90.6
    assert LEAGUE in finding.message_th


def seen(*values: tuple[str, str], **fields) -> Score:
    """A score with evidence (origin, raw), the first of which is the record's."""
    evidence = [
        Evidence.model_validate({"origin": origin, "raw": raw, "value": float(raw), "provenance": HERE})
        for origin, raw in values
    ]
    return score(evidence[0].value, evidence=evidence, **fields)


CONFLICTS = [
    ([seen(("table", "93.99"), ("prose", "93.89"))], ["warning"]),
    ([seen(("table", "93.99"), ("list", "39.99"))], ["info"]),
    ([seen(("table", "93.99"), ("prose", "93.99"))], []),
    ([seen(("table", "93.99"), ("prose", "94"))], []),
    ([seen(("table", "93.99"), ("prose", "94.0"))], []),
    ([seen(("table", "93.99"), ("prose", "93.9"))], ["warning"]),
    ([seen(("table", "93.99"), ("prose", "85"))], ["info"]),  # a round number is a pass mark
    ([seen(("table", "93.99"), ("prose", "91.50")), score(91.5, year=2566)], ["info"]),  # the other year's
    ([seen(("table", "93.99"))], []),
]


@pytest.mark.parametrize(("scores", "severities"), CONFLICTS)
def test_conflicts(scores: list[Score], severities: list[str]):
    assert told(report_of(scores=scores)) == [("score-conflict", severity) for severity in severities]


RANGES = [
    ([score(100.0, no=1)], 0),
    ([score(0.0, no=1)], 0),
    ([score(100.01, no=1)], 1),
    ([score(-0.5, no=1)], 1),
    ([score(31.0, instrument="IIT", max_score=30)], 1),
    (row(27, 26, 37, 90, "ก", True) + row(25, 26, 37, 88, "ข", True) + row(33, 26, 31, 90, "ค"), 1),
]


@pytest.mark.parametrize(("scores", "count"), RANGES)
def test_ranges(scores: list[Score], count: int):
    assert len(told(report_of(scores=scores), rule="score-out-of-range")) == count


def level(value: float, rating: str, year: int, parts: list[float] | None = None) -> list[Score]:
    return [*(ten(parts, year=year) if parts else []), score(value, rating=rating, year=year)]


LOW_EIT = [95.0, 95.0, 95.0, 95.0, 95.0, 80.0, 80.0, 80.0, 96.0, 96.0]  # 90.9, EIT below 85
LEVELS = [
    (level(91.82, "A", 2564), []),
    (level(95.0, "AA", 2562), []),
    (level(72.39, "C", 2563), []),
    (level(72.39, "B", 2563), ["warning"]),
    (level(84.99, "A", 2565), ["warning"]),
    (level(90.0, "ผ่านดี", 2567), []),
    (level(90.0, "ผ่าน", 2567), []),
    (level(97.3, "ผ่านดี", 2568), []),
    (level(90.0, "ผ่านดีเยี่ยม", 2567), ["warning"]),
    (level(90.0, "ต้องปรับปรุง", 2567), ["warning"]),
    (level(84.0, "ผ่าน", 2567), ["warning"]),
    (level(69.0, "ต้องปรับปรุง", 2567), ["warning"]),
    (level(90.9, "ผ่าน", 2567, LOW_EIT), []),
    (level(90.9, "ผ่านดี", 2567, LOW_EIT), ["info"]),
    (level(90.6, "ผ่าน", 2567, GOOD), ["info"]),
    (level(90.0, "A", 2568), ["warning"]),  # a level of the scale before
    (level(90.0, "A", 2566), ["info"]),  # in the year the scale changed
    (level(90.0, "ผ่าน", 2564), []),
    (level(80.0, "ไม่ผ่าน", 2567), []),
    (level(90.0, "ไม่ผ่าน", 2567), ["warning"]),
    (level(90.0, "B", 2561), []),  # no scale is known
    ([score(90.0, no=1, rating="ต้องปรับปรุง")], ["info"]),  # levels are of the overall score
]


@pytest.mark.parametrize(("scores", "severities"), LEVELS)
def test_levels(scores: list[Score], severities: list[str]):
    assert told(report_of(scores=scores), rule="rating-mismatch") == [("rating-mismatch", s) for s in severities]


def table(*rows: list[str]) -> TableRecord:
    return TableRecord(kind="scores", pages=[1], header=[], rows=list(rows), roles=[None] * 3, provenance=[HERE])


SIX, SEVEN, EIGHT = "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงการทำงาน"
NUMBERED = [
    (table(["6", SIX, "90"], ["7", SEVEN, "90"], ["8", EIGHT, "90"]), []),
    (table(["6", SIX, "90"], ["8", SEVEN, "90"], ["8", EIGHT, "90"]), [(7, 8)]),
    (table([f"6. {SIX}", "90"], [f"7. {EIGHT}", "90"], [f"8. {EIGHT}", "90"]), [(8, 7)]),
    (table(["1", SIX, "90"], ["2", SEVEN, "90"], ["3", EIGHT, "90"]), []),  # numbers of its own
    (table(["1", EIGHT, "90"], ["2", SIX, "90"]), []),
]


@pytest.mark.parametrize(("tabled", "wrong"), NUMBERED)
def test_numbers_and_names_of_indicators(tabled: TableRecord, wrong: list[tuple[int, int]]):
    found = findings(report_of(scores=[score(90.0, no=6)], tables=[tabled]))
    assert [(f.expected, f.actual) for f in found if f.rule == "indicator-mismatch"] == wrong


MISSING = [
    (GOOD, []),
    ([*GOOD[:4], None, *GOOD[5:]], ["warning"]),
    ([*GOOD[:8], None, None], ["info"]),  # an instrument is left out as a whole
    ([*GOOD[:5], None, None, None, None, None], []),
]


@pytest.mark.parametrize(("values", "severities"), MISSING)
def test_missing_indicators(values: list[float | None], severities: list[str]):
    assert told(report_of(scores=ten(values))) == [("indicator-missing", severity) for severity in severities]


def test_an_indicator_whose_number_was_not_read_is_not_missing():
    scores = ten([*GOOD[:4], None, *GOOD[5:]])
    assert told(report_of(scores=scores), "การแก้ไขปัญหาการทุจริต 77.77") == [("indicator-missing", "info")]
    assert told(report_of(scores=scores), "การแก้ไขปัญหาการทุจริต") == [("indicator-missing", "warning")]


COUNTED = [
    ("ปี 2567 มีตัวชี้วัดที่ไม่ผ่านเกณฑ์ 1 ตัวชี้วัด", 0),
    ("ปี 2567 มีตัวชี้วัดที่ไม่ผ่านเกณฑ์ 2 ตัวชี้วัด", 1),
    ("ปี 2567 มีตัวชี้วัดที่ไม่\nผ่านเกณฑ์ 1 ตัวชี้วัด", 0),
    ("ปี 2567 มี 2 ตัวชี้วัดที่ไม่ผ่านเกณฑ์", 1),
    ("ปี 2567 ตัวชี้วัดที่ผ่านเกณฑ์ 9 ตัวชี้วัด จาก 10 ตัวชี้วัด", 0),
    ("ปี 2567 ตัวชี้วัดที่ผ่านเกณฑ์ 8 จาก 10 ตัวชี้วัด", 1),
    ("ปี 2567 ผ่านเกณฑ์ 9 ตัวชี้วัด และไม่ผ่านเกณฑ์ 1 ตัวชี้วัด", 0),
    ("ปี 2567 ผ่านเกณฑ์ 9 ตัวชี้วัด และไม่ผ่านเกณฑ์ 3 ตัวชี้วัด", 1),
    ("ปี 2567 มีตัวชี้วัดที่ต่ำกว่า 89 คะแนน จำนวน 3 ตัวชี้วัด", 0),
    ("ปี 2567 มีตัวชี้วัดที่ต่ำกว่า 89 คะแนน จำนวน 4 ตัวชี้วัด", 1),
    ("ปี 2567 มีตัวชี้วัดไม่น้อยกว่าเกณฑ์ 85 คะแนน จำนวน 9 ตัวชี้วัด", 0),
    ("ปี 2567 ทุกตัวชี้วัดผ่านเกณฑ์", 1),
    ("ปี 2567 มีคะแนนลดลง 4 ตัวชี้วัด", 0),
    ("ปี 2567 ประกอบด้วย 10 ตัวชี้วัด", 0),
    ("ปี 2566 มีตัวชี้วัดที่ไม่ผ่านเกณฑ์ 5 ตัวชี้วัด", 0),  # its scores are not known
    ("ปี 2567 ไม่ผ่านเกณฑ์ 5 ตัวชี้วัดย่อย", 0),
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_counts_of_failing_indicators(text: str, count: int):
    scores = ten([*GOOD[:5], 84.0, 88.0, 88.0, 92.0, 94.0])
    assert len(told(report_of(scores=scores), text, rule="failing-count-mismatch")) == count


def test_a_document_of_the_bench_reads_as_a_reader_makes_one():
    document = document_of("หัวเรื่อง\nต่อ\n\nก\tข")
    assert [document.text[slice(*line.span)] for _, line in document.blocks() if hasattr(line, "span")] == [
        "หัวเรื่อง",
        "ต่อ",
    ]
