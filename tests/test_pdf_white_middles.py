"""Tables that white parts, whose cells are set in the middle of their height: with gaps between the rows, or none."""

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Table
from tests.pdfmaker import PdfMaker, PdfPage

LEADING = 20.0
LEFTS = (50.0, 170.0, 290.0, 420.0)
HEADING = ["ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"]
Cells = list[list[str]]  # the lines of each cell of a row

THREE_ROWS: list[Cells] = [
    [["1"], ["จัดเวร", "ตอบคำถาม"], ["ทำตาราง", "แจ้งทุกคน", "รายงานผล"], ["กองช่าง"]],
    [["2"], ["ติดป้าย"], ["สำรวจจุด", "ติดตั้ง"], ["กองคลัง", "สำนักปลัด"]],
    [["3"], ["นับพัสดุ", "ทุกไตรมาส"], ["ตั้งกรรมการ", "ตรวจนับ", "ลงทะเบียน", "รายงาน"], ["กองคลัง"]],
]
WITHOUT_NUMBERS: list[Cells] = [
    [["การเปิดเผย", "ข้อมูล"], ["ลงเว็บไซต์", "ทุกเดือน", "ติดป้าย"], ["สำนักปลัด"], ["เผยแพร่แล้ว"]],
    [["การใช้อำนาจ"], ["แจ้งคำสั่ง"], ["งานนิติการ", "กองคลัง"], ["แจ้งครบ", "ทุกกอง"]],
    [["การสื่อสาร", "ภายใน"], ["ประชุม", "ทุกเดือน", "จดรายงาน"], ["สำนักปลัด"], ["ประชุมแล้ว"]],
]


def draw(page: PdfPage, top: float, rows: list[Cells], *, at: float, pad: float) -> None:
    """Rows one below the other. ``at``: which share of a cell's free height stands above it."""
    for row in rows:
        height = max(map(len, row)) * LEADING
        for left, lines in zip(LEFTS, row, strict=True):
            first = top + pad + at * (height - len(lines) * LEADING)
            for nth, line in enumerate(lines):
                page.text(left, first + nth * LEADING, line, size=12)
        top += height + 2 * pad


def tables(maker: PdfMaker) -> list[list[list[str]]]:
    document = read_pdf(maker.file(), "made.pdf")
    found = [block for _, block in document.blocks() if isinstance(block, Table)]
    return [[[document.read_raw(cell) for cell in row] for row in table.rows] for table in found]


def joined(rows: list[Cells]) -> list[list[str]]:
    return [["\n".join(lines) for lines in row] for row in rows]


@pytest.mark.parametrize("pad", [0.0, 2.0, 8.0], ids=["no gaps", "small gaps", "gaps"])
@pytest.mark.parametrize("at", [0.0, 0.5, 1.0], ids=["at the top", "in the middle", "at the foot"])
def test_numbered_rows_are_told_wherever_their_cells_are_set(at, pad):
    maker = PdfMaker()
    draw(maker.page(), 100, [[[label] for label in HEADING], *THREE_ROWS], at=at, pad=pad)
    assert tables(maker) == [[HEADING, *joined(THREE_ROWS)]]


@pytest.mark.parametrize("pad", [0.0, 4.0], ids=["no gaps", "gaps"])
def test_rows_without_numbers_are_told_by_how_evenly_their_lines_lie(pad):
    heading = ["ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ"]
    maker = PdfMaker()
    draw(maker.page(), 100, [[[label] for label in heading], *WITHOUT_NUMBERS], at=0.5, pad=pad)
    assert tables(maker) == [[heading, *joined(WITHOUT_NUMBERS)]]


HEADINGS: list[Cells] = [
    [["ที่"], ["มาตรการ"], ["ขั้นตอน"], ["หน่วยงาน", "ที่รับผิดชอบ"]],
    [["ลำ", "ดับ"], ["มาตรการ"], ["ขั้นตอน"], ["หน่วยงาน", "ที่รับผิดชอบ"]],
    [["ลำ", "ดับ"], ["มาตรการ"], ["ขั้นตอน", "การดำเนินการ"], ["หน่วยงาน", "ที่", "รับผิดชอบ"]],
    [["ที่"], ["มาตรการ"], ["ขั้นตอน"], ["กลุ่ม", "งานที่", "รับผิด", "ชอบ"]],
]


@pytest.mark.parametrize("heading", HEADINGS, ids=lambda heading: "-".join(str(len(lines)) for lines in heading))
def test_labels_of_a_heading_stand_in_the_middle_of_it(heading):
    maker = PdfMaker()
    page = maker.page().text(50, 60, "ตารางสรุปผลของปีนี้มีดังนี้", size=12)
    draw(page, 120, [heading], at=0.5, pad=3.0)
    draw(page, 120 + max(map(len, heading)) * LEADING + 6, THREE_ROWS, at=0.5, pad=3.0)
    assert tables(maker) == [joined([heading, *THREE_ROWS])]


def test_a_title_above_a_heading_is_no_line_of_it():
    maker = PdfMaker()
    page = maker.page()
    heading = [["ลำดับ", "ที่"], ["มาตรการ"], ["ขั้นตอน"], ["หน่วยงาน", "ที่รับผิดชอบ"]]
    page.text(50, 100, "ตารางแสดงมาตรการและผู้รับผิดชอบของปีนี้", size=12)
    draw(page, 100 + LEADING, [heading, *THREE_ROWS], at=0.5, pad=0.0)
    assert tables(maker) == [joined([heading, *THREE_ROWS])]
