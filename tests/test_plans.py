"""Tables of plans: quarters by bare numbers, years by columns, leagues, counts; what is none of a report's measures."""

import pytest

import prongsai
from prongsai.report import Report

TITLE = "แผนปฏิบัติการป้องกันการทุจริต เทศบาลตำบลทุ่งแฝก ประจำปีงบประมาณ พ.ศ. 2567\n\n"
QUARTERS = (
    "<tr><td rowspan=3>มาตรการ<td colspan=8>กรอบระยะเวลา<td rowspan=3>ผู้รับผิดชอบ<td rowspan=3>เป้าหมาย</tr>"
    "<tr><td colspan=4>2567<td colspan=4>{last}</tr><tr>" + "<td>1<td>2<td>3<td>4" * 2 + "</tr>"
)


def read(table: str) -> Report:
    return prongsai.read_bytes(f"{TITLE}<table>{table}</table>".encode(), "plan.html")


def chart(marks: str, last: str = "2568") -> Report:
    """A chart of one measure; ``marks`` has a mark or a blank for each of eight quarters."""
    cells = "".join(f"<td>{mark.strip()}" for mark in marks)
    return read(QUARTERS.format(last=last) + f"<tr><td>จัดทำคู่มือ{cells}<td>สำนักปลัด<td>มีคู่มือ</tr>")


@pytest.mark.parametrize(
    ("marks", "start", "end"),
    [
        ("✓✓✓✓    ", "2023-10-01", "2024-09-30"),
        ("✓       ", "2023-10-01", "2023-12-31"),
        (" ✓✓     ", "2024-01-01", "2024-06-30"),
        ("   ✓✓   ", "2024-07-01", "2024-12-31"),
    ],
)
def test_quarters_by_bare_numbers_below_fiscal_years(marks: str, start: str, end: str) -> None:
    (measure,) = chart(marks).measures
    assert measure.measure == "จัดทำคู่มือ"
    assert measure.responsible == ["สำนักปลัด"]
    assert measure.period
    assert (str(measure.period.start), str(measure.period.end)) == (start, end)


def test_quarters_below_two_years_at_once_are_dated_by_neither() -> None:
    (measure,) = chart("    ✓   ", "2568-2569").measures
    assert measure.period
    assert measure.period.start is None
    assert measure.period_reason


def test_numbers_that_do_not_count_quarters_are_no_header() -> None:
    (measure,) = read(
        "<tr><td>มาตรการ<td colspan=3>ระยะเวลา<td>ผู้รับผิดชอบ</tr><tr><td>จัดทำคู่มือ<td>1<td>2<td>2<td>สำนักปลัด</tr>"
    ).measures
    assert measure.measure == "จัดทำคู่มือ"


def test_columns_of_indicators_head_scores_though_they_read_like_roles() -> None:
    heads = ["ลำดับ", "หน่วยงาน", "การใช้งบประมาณ", "การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร"]
    rows = [["1", "กองช่าง", "80.10", "81.20", "82.30", "83.40"], ["2", "กองคลัง", "90.10", "91.20", "92.30", "93.40"]]
    report = read("".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in [heads, *rows]))
    assert report.measures == []
    assert [(score.agency, score.indicator_no, score.score) for score in report.scores[:2]] == [
        ("กองช่าง", 2, 80.1),
        ("กองช่าง", 5, 81.2),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ["ลำดับ", "รายการ", "จำนวนโครงการ", "วงเงินที่จ่าย (บาท)"],
        ["สมรรถนะ", "คะแนนเต็ม", "วิธีการประเมิน", "เวลา"],
    ],
)
def test_tables_of_other_matters_hold_no_measures(heads: list[str]) -> None:
    row = ["1", "จัดซื้อวัสดุ", "6", "20,000"]
    report = read("".join("<tr>" + "".join(f"<td>{cell}" for cell in cells) + "</tr>" for cells in [heads, row, row]))
    assert report.measures == []


def test_a_row_of_lists_is_no_header() -> None:
    rows = [
        ["มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ"],
        ["จัดทำคู่มือ", "สำนักปลัด", "เผยแพร่แล้ว"],
        ["- มาตรการกลาง", "- ผู้รับผิดชอบงาน", "- ติดตามผลการดำเนินการ"],
        ["รับเรื่องร้องเรียน", "กองคลัง", "ตั้งศูนย์แล้ว"],
    ]
    report = read("".join("<tr>" + "".join(f"<td>{cell}" for cell in cells) + "</tr>" for cells in rows))
    assert len(report.tables) == 1
    assert len(report.measures) == 3


YEARS = "<tr><td rowspan=2>มาตรการ<td colspan=2>ระยะเวลา<td rowspan=2>เป้าหมาย</tr><tr><td>ปีที่ 1<td>ปีที่ 2</tr>"


def test_years_that_tell_what_is_done_are_no_periods() -> None:
    (measure,) = read(
        YEARS + "<tr><td rowspan=2>จัดทำคู่มือ<td>ศึกษาแนวทางของหน่วยงานอื่น<td>เผยแพร่คู่มือบนเว็บไซต์<td rowspan=2>มีคู่มือ</tr>"
        "<tr><td>ยกร่างคู่มือและรับฟังความเห็น<td>ติดตามการใช้และปรับปรุงคู่มือ</tr>"
    ).measures
    assert measure.period is None
    assert measure.other["ระยะเวลา ปีที่ 1"] == "ศึกษาแนวทางของหน่วยงานอื่น\nยกร่างคู่มือและรับฟังความเห็น"
    assert measure.other["เป้าหมาย"] == "มีคู่มือ"


def test_one_column_of_time_keeps_its_words() -> None:
    (measure,) = read(
        "<tr><td>มาตรการ<td>ผู้รับผิดชอบ<td>ระยะเวลา</tr><tr><td>จัดทำคู่มือ<td>สำนักปลัด<td>ดำเนินการอย่างต่อเนื่องทุกเดือน</tr>"
    ).measures
    assert measure.period
    assert measure.period.raw == "ดำเนินการอย่างต่อเนื่องทุกเดือน"


def test_a_heading_whose_cell_runs_on_into_the_rows_beneath_heads_again() -> None:
    head = "<tr><td>มาตรการ<td>ผู้รับผิดชอบ<td>เป้าหมาย</tr>"
    report = read(
        head + "<tr><td>จัดทำคู่มือ<td>สำนักปลัด<td>มีคู่มือ</tr>"
        "<tr><td>มาตรการ<td>ผู้รับผิดชอบ<td rowspan=2>เป้าหมาย - มีผู้ร้องเรียนลดลงจากปีก่อน"
        " - ตอบทุกเรื่องในเวลาที่กฎหมายกำหนด - ผู้ร้องพอใจไม่น้อยกว่าร้อยละ 80 ของทั้งหมด</tr><tr><td>รับเรื่องร้องเรียน<td>กองคลัง</tr>"
    )
    assert [measure.measure for measure in report.measures] == ["จัดทำคู่มือ", "รับเรื่องร้องเรียน"]


def test_the_sum_below_a_league_is_no_agency() -> None:
    heads = ["หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนเฉลี่ย"]
    rows = [["กองช่าง", "80", "81", "82", "81.10"], ["กองคลัง", "90", "91", "92", "91.10"]]
    for name in ("รวม", "ค่าเฉลี่ย", "เฉลี่ยรวม"):
        total = [name, "85", "86", "87", "86.10"]
        table = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in [heads, *rows, total])
        assert [score.agency for score in read(table).scores] == ["กองช่าง"] * 4 + ["กองคลัง"] * 4
