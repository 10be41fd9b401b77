"""Belief: what becomes of numbers that were read off pictures, seen in the records of hand-made scans."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prongsai
from extract.belief import believe
from extract.clean import clean_document
from normalise.digits import to_thai
from prongsai.report import Report
from schemas.records import Reading, Score
from tests.scanmaker import Misread, ScanMaker

NAMES = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip
VALUES = ("91.25", "88.40", "90.10", "79.33", "85.02", "92.18", "87.64", "83.90", "96.50", "100.00")
OVERALL = "91.72"
TITLE = "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. ๒๕๖๗"
AGENCIES = ("อบต.ดอนสมมุติ", "อบต.หนองสมมุติ", "อบต.คลองสมมุติ", "อบต.นาสมมุติ")
LEAGUE = (
    ("26.49", "20.75", "30.61", "77.85"), ("28.84", "25.24", "36.01", "90.09"),
    ("20.33", "28.36", "37.56", "86.25"), ("29.10", "27.46", "38.24", "94.80"),
)  # fmt: skip


def indicators(misread: dict[str, Misread], overall: str = OVERALL) -> Report:
    """A report with the ten indicators of one year and their overall score, in Thai digits."""
    rows = [["ที่", "ตัวชี้วัด", "คะแนน ITA ปี ๒๕๖๗"]]
    rows += [[to_thai(str(no)), name, to_thai(v)] for no, (name, v) in enumerate(zip(NAMES, VALUES, strict=True), 1)]
    rows.append(["", "คะแนนรวม", to_thai(overall)])
    return ScanMaker(misread).line(TITLE).line("องค์การบริหารส่วนตำบลหนองสมมุติ").table(rows).report()


def league(misread: dict[str, Misread]) -> Report:
    """A league table of four agencies: points out of 30, 30 and 40, and their sum."""
    rows = [["ลำดับ", "หน่วยงาน", "IIT (30)", "EIT (30)", "OIT (40)", "คะแนน ITA ปี ๒๕๖๗"]]
    for no, (name, points) in enumerate(zip(AGENCIES, LEAGUE, strict=True), 1):
        rows.append([to_thai(str(no)), name, *map(to_thai, points)])
    return ScanMaker(misread).line(TITLE).table(rows).report()


def number(report: Report, stated: str) -> Reading:
    """The reading of the score in whose place a number is printed, told by its place in the table."""
    if stated in VALUES:
        score = next(s for s in report.scores if s.indicator_no == VALUES.index(stated) + 1)
    elif stated == OVERALL:
        score = next(s for s in report.scores if s.scope == "overall")
    else:
        score = in_league(report, stated)
    return (score.readings or {})["score"][0]


def in_league(report: Report, stated: str) -> Score:
    row, column = next((r, points.index(stated)) for r, points in enumerate(LEAGUE) if stated in points)
    code = ("IIT", "EIT", "OIT", None)[column]
    return next(s for s in report.scores if s.agency == AGENCIES[row] and s.instrument == code)


# What is printed, how it is read, and what must become of it: state and witness.
SETTLED = [
    ("91.25", Misread("51.25", (("91.25", 0.6), ("51.25", 0.39))), indicators, "weighted-mean"),
    ("96.50", Misread("5.50", (("90.50", 0.6), ("96.50", 0.39))), indicators, "weighted-mean"),
    ("91.72", Misread("51.32", (("91.22", 0.6), ("91.72", 0.39))), indicators, "weighted-mean"),
    ("20.75", Misread("20.35", (("20.15", 0.5), ("20.75", 0.5))), league, "row-sum"),
    ("36.01", Misread("3.01", (("86.01", 0.7), ("36.01", 0.2))), league, "row-sum"),
    ("86.25", Misread("", (("88.25", 0.6), ("86.25", 0.3))), league, "row-sum"),
    ("28.84", Misread("2555", (("2884", 0.99),)), league, "row-sum"),  # both lost the point
    ("38.24", Misread("35,25", (("38,24", 0.99),)), league, "row-sum"),
]


@pytest.mark.parametrize(("printed", "read", "report", "witness"), SETTLED, ids=[row[0] for row in SETTLED])
def test_a_sum_settles_a_number(printed, read, report, witness):
    made = report({printed: read})
    reading = number(made, printed)
    assert (reading.text, reading.state, reading.witness) == (printed, "settled", witness)
    assert float(printed) in [score.score for score in made.scores]


UNREAD = [
    ("88.40", Misread("", (("88.40", 0.5), ("88.45", 0.5))), indicators),  # too small a difference for the mean
    ("88.40", Misread("55.5", (("88.40", 0.5), ("88.45", 0.5))), indicators),
    ("91.25", Misread("95.25", (("51.25", 0.9),)), indicators),  # the right one is no option
    ("91.25", Misread("51.25"), indicators),  # the recogniser saw nothing
    ("20.75", Misread("20.35", (("20.15", 0.6), ("20.35", 0.4))), league),
]


@pytest.mark.parametrize(("printed", "read", "report"), UNREAD)
def test_what_nothing_settles_is_no_value(printed, read, report):
    made = report({printed: read})
    reading = number(made, printed)
    assert (reading.state, reading.first, reading.witness) == ("unread", read.first, None)
    assert reading.second == (read.options[0][0] if read.options else "")
    score = next(s for s in made.scores if s.readings and s.readings["score"] == [reading])
    assert (score.score, score.evidence[0].value) == (None, None)
    assert score.evidence[0].reason
    assert [f.severity for f in made.findings if f.rule == "text-damaged"] == ["info"]
    assert [f.rule for f in made.findings if f.severity != "info"] == []


def test_two_misreadings_of_one_row_do_not_make_up_for_each_other():
    made = league(
        {
            "26.49": Misread("", (("26.49", 0.5), ("26.99", 0.5))),
            "77.85": Misread("", (("77.85", 0.5), ("78.35", 0.5))),
        }
    )
    assert [number(made, printed).state for printed in ("26.49", "77.85")] == ["unread", "unread"]


def test_where_both_engines_are_wrong_alike_the_finding_says_so():
    made = indicators({"91.25": Misread("51.25", (("51.25", 0.99),))})
    (finding,) = [f for f in made.findings if f.rule == "overall-mismatch"]
    assert (finding.severity, "may be at fault" in finding.message_en) == ("error", True)


def test_numbers_without_doubt_are_agreed_though_one_engine_lacks_the_digits():
    made = indicators({})
    readings = [reading for score in made.scores for reading in (score.readings or {})["score"]]
    assert {reading.state for reading in readings} == {"agreed"}
    assert all(reading.first != reading.second for reading in readings if "9" in reading.second)


def test_a_point_is_not_brought_back_without_a_sum():
    rows = [["ตัวชี้วัด", "คะแนน ITA ปี ๒๕๖๗"], [NAMES[0], "๙๑.๒๕"], [NAMES[1], "๘๘.๔๐"]]
    maker = ScanMaker({"91.25": Misread("5125", (("9125", 0.99),))})
    made = maker.line(TITLE).table(rows).report()
    assert [(score.indicator_no, score.score) for score in made.scores if score.score] == [(2, 88.4)]


def test_a_total_wrong_in_print_stays_as_printed_and_is_told():
    made = indicators({"91.52": Misread("51.52", (("91.52", 0.99), ("91.72", 0.005)))}, overall="91.52")
    overall = next(s for s in made.scores if s.scope == "overall")
    (finding,) = [f for f in made.findings if f.rule == "overall-mismatch"]
    assert (overall.score, finding.severity) == (91.52, "error")
    assert finding.message_en.endswith("the reading may be at fault)")
    assert finding.message_th.endswith("อาจเกิดจากการอ่านผิด)")


@pytest.mark.parametrize(
    ("options", "year"),
    [
        ((("2561", 0.55), ("2567", 0.45)), 2567),  # said elsewhere
        ((("2562", 0.5), ("2502", 0.5)), None),  # neither is said anywhere
    ],
)
def test_a_year_is_settled_by_the_years_of_the_document(options, year):
    made = indicators({"2567#2": Misread("", options)})
    assert {score.fiscal_year_be for score in made.scores} == {year or 2567}
    assert made.report.fiscal_year is not None
    assert made.report.fiscal_year.be == 2567


def measures(misread: dict[str, Misread], period: str = "ต.ค. ๖๖ - ก.ย. ๖๗") -> Report:
    rows = [["ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ"]]
    for no, name in enumerate(("ประกาศนโยบายงดรับของขวัญ", "จัดอบรมจริยธรรม", "เผยแพร่แผนจัดซื้อ"), 1):
        money = f"{to_thai(str(no))}๐,๐๐๐ บาท"
        rows.append([to_thai(str(no)), name, "๑. ประชุม ๒. รายงานผล", "กองคลัง", period, money])
    title = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. ๒๕๖๗"
    return ScanMaker(misread).line(title).table(rows).report()


def test_numbering_settles_the_number_of_a_row():
    made = measures({"2#2": Misread("", (("8", 0.5), ("2", 0.5)))})
    assert [measure.seq for measure in made.measures] == [1, 2, 3]
    states = [measure.readings["seq"][0] for measure in made.measures if measure.readings]
    assert ("settled", "numbering") in [(reading.state, reading.witness) for reading in states]


def test_a_period_with_an_unread_number_has_no_dates():
    made = measures({"66#1": Misread("", (("66", 0.5), ("60", 0.49)))}, period="๖๖ วัน ต.ค. ๖๖ - ก.ย. ๖๗")
    first = made.measures[0]
    assert first.period is not None
    assert (first.period.start, first.period.end) == (None, None)
    assert first.period_reason
    assert "66" in first.period.raw


def test_an_unread_sum_of_money_is_no_amount_and_its_text_stays():
    made = measures({"20,000": Misread("", (("20,000", 0.5), ("80,000", 0.5)))})
    assert [measure.budget and measure.budget.amount for measure in made.measures] == [10000, None, 30000]
    assert made.measures[1].budget is not None
    assert made.measures[1].budget.raw == "20,000 บาท"
    assert [item.text for item in made.unclaimed] == ["20,000 บาท"]


def test_a_mention_with_an_unread_number_is_unclaimed_text():
    maker = ScanMaker({"045": Misread("", (("045", 0.5), ("085", 0.5)))})
    made = maker.line(TITLE).line("โทร. 045-612345 อีเมล office@example.go.th").report()
    assert [mention.value for mention in made.mentions if mention.kind in ("phone", "email")] == [
        "office@example.go.th"
    ]
    assert any("045-612345" in item.text for item in made.unclaimed)


def test_text_read_with_little_confidence_is_pointed_out():
    rows = [["ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["1", "อบรมจริยธรรม", "กองคลัง", "ตลอดปี"]]
    made = ScanMaker().line(TITLE).table(rows, confidence=0.3).report()
    assert made.measures[0].doubtful == ["seq", "measure", "responsible", "period"]
    assert [f.severity for f in made.findings if "little confidence" in f.message_en] == ["info"]


def test_no_other_document_is_touched():
    made = prongsai.read_bytes("ตัวชี้วัด\tคะแนน ปี 2567\nการใช้อำนาจ\t90.10\nการใช้งบประมาณ\t85.20\n".encode(), "a.txt")
    assert all(score.readings is None for score in made.scores)
    assert made.report.readings is None


def test_a_number_that_only_the_text_engine_saw_has_one_reading():
    document = ScanMaker().line("ได้ 95.10 คะแนน").document()
    assert document.readings is not None
    document.readings.numbers.clear()
    clean_document(document)
    believe(document)
    (belief,) = document.readings.beliefs
    assert (belief.reading.first, belief.reading.second, belief.state) == ("95.10", "", "unread")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_wrong_number_is_never_a_value_where_the_right_one_is_likely_too(data):
    """Whatever one number of each row is read as, what is emitted is what is printed."""
    misread = {}
    for points in LEAGUE:
        printed = data.draw(st.sampled_from(points))
        hundredths = int(printed.replace(".", "")) + data.draw(st.integers(1, 9998))
        wrong = f"{Decimal(hundredths % 10000) / 100:05.2f}"
        share = data.draw(st.floats(0.05, 0.95))
        options = ((printed, share), (wrong, 1 - share))
        misread[printed] = Misread("", options if share > 0.5 else options[::-1])
    made = league(misread)
    for row, points in enumerate(LEAGUE):
        held = [score.score for score in made.scores if score.agency == AGENCIES[row]]
        assert [value or float(p) for value, p in zip(held, points, strict=True)] == [float(p) for p in points]
