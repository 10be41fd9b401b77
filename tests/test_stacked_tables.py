"""Tables of text files with a cell a line."""

import pytest

from prongsai.pipeline import read_bytes

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลหนองแฝก\n\n"
HEAD = "ลำดับ\nมาตรการ\nขั้นตอน\nผู้รับผิดชอบ\nระยะเวลา\nผลการดำเนินการ\n"
ONE = "1\nจัดทำคู่มือ\nรวบรวมข้อมูล\nกองคลัง\nม.ค. 68\nจัดทำแล้ว 1 เล่ม\n"
TWO = "2.\nลดขั้นตอนบริการ\n1. ทบทวนขั้นตอน\n2. ปรับแบบคำขอ\n3. ประกาศใช้\nสำนักปลัด\nกองช่าง\nไตรมาสที่ 2\nลดได้ 2 ขั้นตอน\n"
BEHIND = "\nผู้รายงาน\n1. ปลัดเทศบาล\n"


def read(body: str):
    return read_bytes((TITLE + body).encode(), "stacked.txt")


@pytest.mark.parametrize("thai", [False, True])
def test_cells_of_several_lines_are_told_by_lists_and_columns(thai):
    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙") if thai else {}
    one, other = read((HEAD + ONE + TWO + BEHIND).translate(digits)).measures
    assert (one.seq, one.measure, one.responsible, one.steps) == (1, "จัดทำคู่มือ", ["กองคลัง"], ["รวบรวมข้อมูล"])
    assert (other.seq, other.steps) == (2, ["ทบทวนขั้นตอน", "ปรับแบบคำขอ", "ประกาศใช้"])
    assert (other.responsible, other.results) == (["สำนักปลัด", "กองช่าง"], ["ลดได้ 2 ขั้นตอน"])
    assert [str(measure.period.end) for measure in (one, other)] == ["2025-01-31", "2025-03-31"]


def test_scores():
    rows = "1\nการปฏิบัติหน้าที่\n90.10\n92.20\n2\nการใช้งบประมาณ\n80.10\n82.20\n"
    found = read("ที่\nตัวชี้วัด\nปี 2566\nปี 2567\n" + rows).scores
    assert [(score.indicator_no, score.fiscal_year_be, score.score) for score in found] == [
        (1, 2566, 90.1), (1, 2567, 92.2), (2, 2566, 80.1), (2, 2567, 82.2),
    ]  # fmt: skip


def test_the_last_row_ends_where_it_has_as_many_lines_as_the_others():
    more = "".join(f"บรรทัดท้ายตารางที่ {word}\n" for word in ("หนึ่ง", "สอง", "สาม"))
    assert read(HEAD + ONE + ONE.replace("1\n", "2\n", 1) + more).measures[-1].results == ["จัดทำแล้ว 1 เล่ม"]


NONE = [
    pytest.param("ลำดับ\nการพิจารณา\nมีดังนี้\n1\nเรื่องแรก\n2\nเรื่องที่สอง\n", id="words that are no headings"),
    pytest.param(HEAD + ONE, id="one row"),
    pytest.param(HEAD + "จัดทำคู่มือ\nรวบรวมข้อมูล\nกองคลัง\n", id="no numbers"),
]


@pytest.mark.parametrize("body", NONE)
def test_other_lines_make_no_table(body):
    assert read(body).tables == []
