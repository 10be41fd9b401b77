"""Tables to sheets: titles and headers set aside, tables that go on joined, columns given roles."""

import pytest

from extract.clean import clean_document
from extract.readers.text import read_text
from extract.tables.sheet import Sheet
from extract.tables.sheets import document_to_sheets
from schemas.document import Document

COLUMNS = "ที่\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ"
ROLES = ["seq", "measure", "responsible", "period", "results"]
ONE = "1\tเปิดเผยแผนจัดซื้อ\tกองคลัง\t2568\tเผยแพร่แล้ว"
TWO = "2\tรับเรื่องร้องเรียน\tสำนักปลัด\t2568\tตั้งศูนย์แล้ว"


TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"


def read_sheets(*lines: str, title: str = TITLE) -> tuple[Document, list[Sheet]]:
    """Sheets of a report that begins with a title, a blank line and then ``lines``."""
    document = read_text("\n".join([title, "", *lines]))
    clean_document(document)
    return document, document_to_sheets(document)


def names(document: Document, sheet: Sheet) -> list[str]:
    """The texts of the column of measures, from top to bottom."""
    column = sheet.roles.index("measure")
    return [document.read(row.cells[column]) for row in sheet.rows]


def test_a_plain_table():
    document, (sheet,) = read_sheets("บัญชีมาตรการ", COLUMNS, ONE, TWO)
    assert (sheet.kind, sheet.roles, sheet.pages, sheet.titles) == ("measures", ROLES, [1], [])
    assert sheet.labels == COLUMNS.split("\t")
    assert [document.text[slice(*line.span)] for line in sheet.context] == [TITLE, "บัญชีมาตรการ"]
    assert names(document, sheet) == ["เปิดเผยแผนจัดซื้อ", "รับเรื่องร้องเรียน"]


# rows | labels
HEADERS = [
    pytest.param(
        [
            "ที่\tมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\t",
            "\t\t\tรอบ 6 เดือน\tรอบ 12 เดือน",
            "1\tรับเรื่อง\tกองคลัง\tร่าง\tส่ง",
        ],
        ["ที่", "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ รอบ 6 เดือน", "ผลการดำเนินการ รอบ 12 เดือน"],
        id="two rows, the second divides",
    ),
    pytest.param(
        [
            "<table><tr><th rowspan=3>มาตรการ<th rowspan=3>ผู้รับผิดชอบ<th colspan=4>ระยะเวลา",
            "<tr><th colspan=2>ปี 2567<th colspan=2>ปี 2568<tr><th>พ.ย.<th>ธ.ค.<th>ม.ค.<th>ก.พ.",
            "<tr><td>รับเรื่อง<td>กองคลัง<td>/<td>/<td><td></table>",
        ],
        [
            "มาตรการ",
            "ผู้รับผิดชอบ",
            *(f"ระยะเวลา ปี {month}" for month in ("2567 พ.ย.", "2567 ธ.ค.", "2568 ม.ค.", "2568 ก.พ.")),
        ],
        id="three rows with merged cells",
    ),
    pytest.param(
        ["แผนปฏิบัติการ\t\t\t\t", "ประจำปี 2568\t\t\t\t", COLUMNS, ONE], COLUMNS.split("\t"), id="title rows above"
    ),
    pytest.param(
        ["มาตรการ\tผู้รับผิดชอบ\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4", "รับเรื่อง\tกองคลัง\t✓\t✓\t\t"],
        ["มาตรการ", "ผู้รับผิดชอบ", "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"],
        id="most columns are quarters",
    ),
    pytest.param(
        [f"{COLUMNS}\tรหัส\tรุ่น\tจุด\tสี\tตัวย่อ\tเล่ม", f"{ONE}\tA1\tB\tC\tD\tE\tF"],
        [*COLUMNS.split("\t"), "รหัส", "รุ่น", "จุด", "สี", "ตัวย่อ", "เล่ม"],
        id="most columns are unknown",
    ),
]


@pytest.mark.parametrize(("rows", "labels"), HEADERS)
def test_headers(rows, labels):
    _, (sheet,) = read_sheets(*rows)
    assert (sheet.labels, sheet.kind) == (labels, "measures")
    assert len(sheet.rows) == 1


def test_title_rows_are_kept():
    document, (sheet,) = read_sheets("แผนปฏิบัติการ\t\t\t\t", "ประจำปี 2568\t\t\t\t", COLUMNS, ONE)
    assert [document.read(cell) for cell in sheet.titles] == ["แผนปฏิบัติการ", "ประจำปี 2568"]


# rows | roles
MONTHS = [
    pytest.param(
        ["มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\t\t", "\t\tต.ค. 67\tพ.ย. 67\tธ.ค. 67", "รับเรื่อง\tกองคลัง\t✓\t✓\t"],
        ["measure", "responsible", "month", "month", "month"],
        id="months below a period",
    ),
    pytest.param(
        ["มาตรการ\tผู้รับผิดชอบ\tต.ค.\tพ.ย.\tธ.ค.", "รับเรื่อง\tกองคลัง\t/\t/\t"],
        ["measure", "responsible", "month", "month", "month"],
        id="months alone",
    ),
    pytest.param(
        ["มาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\tต.ค. 67", "รับเรื่อง\tกองคลัง\tแล้ว\t/"],
        ["measure", "responsible", "results", None],
        id="one month is no chart",
    ),
]


@pytest.mark.parametrize(("rows", "roles"), MONTHS)
def test_month_columns(rows, roles):
    _, (sheet,) = read_sheets(*rows)
    assert sheet.roles == roles


# what stands between the two rows
GOES_ON = [
    pytest.param(["", COLUMNS], id="the same header"),
    pytest.param(
        ["", "ที่\tมาตรการ / แนวทาง\tผู้ รับผิดชอบ\tระยะเวลา ดำเนินการ\tผลการ ดำเนินงาน"], id="other words and spaces"
    ),
    pytest.param([""], id="no header"),
    pytest.param(["", "- 2 -", ""], id="a page number"),
    pytest.param(["", "หน้า 2/7", "", COLUMNS], id="a page number and the header"),
    pytest.param(["", "บัญชีมาตรการ (ต่อ)", ""], id="a title that says it goes on"),
    pytest.param(["", "เทศบาลตำบลบ้านใหม่ รายงานปี 2568", ""], id="the running head again"),
    pytest.param([COLUMNS], id="the header in the midst"),
    pytest.param(["(1)\t(2)\t(3)\t(4)\t(5)"], id="the numbers of the columns"),
]


@pytest.mark.parametrize("between", GOES_ON)
def test_a_table_that_goes_on_is_one_sheet(between):
    document, sheets = read_sheets("เทศบาลตำบลบ้านใหม่ รายงานปี 2568", "", COLUMNS, ONE, *between, TWO)
    (sheet,) = sheets
    assert sheet.roles == ROLES
    found = [name for name in names(document, sheet) if name not in ("มาตรการ", "(2)")]
    assert found == ["เปิดเผยแผนจัดซื้อ", "รับเรื่องร้องเรียน"]


# the row below a page break | texts of the last row of the sheet
HALVES = [
    pytest.param(
        "\t\tเพื่อความโปร่งใส\tต่อสาธารณะ",
        ["", "", "2. เผยแพร่ผลทุกเดือน\nเพื่อความโปร่งใส", "2. เผยแพร่แล้ว\nต่อสาธารณะ"],
        id="the rest of a list's item",
    ),
    pytest.param("\t\t3. รายงานผล\t3. รายงานแล้ว", ["", "", "3. รายงานผล", "3. รายงานแล้ว"], id="the list counts on"),
    pytest.param("\tกองช่าง\tรายงานผล\tครบ", ["", "กองช่าง", "รายงานผล", "ครบ"], id="what the row above leaves blank"),
    pytest.param("รับเรื่อง\t\tตั้งศูนย์\tครบ", ["รับเรื่อง", "", "ตั้งศูนย์", "ครบ"], id="a name of its own"),
]


@pytest.mark.parametrize(("below", "last"), HALVES)
def test_what_a_page_break_leaves_of_a_row_without_a_name(below, last):
    header = "มาตรการ\tผู้รับผิดชอบ\tวิธีดำเนินการ\tผลการดำเนินการ"
    rows = ["เปิดเผยแผนจัดซื้อ\tกองคลัง\t1. จัดทำแผนให้ครบ\t1. จัดทำแล้ว", "\t\t2. เผยแพร่ผลทุกเดือน\t2. เผยแพร่แล้ว"]
    document, (sheet,) = read_sheets(header, *rows, "", "- 2 -", "", header, below)
    assert [document.read(cell) for cell in sheet.rows[-1].cells] == last


# what stands between | roles of the second sheet
ENDS = [
    pytest.param(["", "ส่วนที่ ๒ กิจกรรมเสริม", COLUMNS], ROLES, id="a heading of its own"),
    pytest.param(["", "ส่วนที่ ๒ กิจกรรมเสริม"], [None] * 5, id="a heading, and no header"),
    pytest.param(
        ["มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tปัญหา/อุปสรรค\tข้อเสนอแนะ"],
        ["measure", "steps", "responsible", "issues", "recommendations"],
        id="other columns in the midst of one table",
    ),
]


@pytest.mark.parametrize(("between", "roles"), ENDS)
def test_a_table_that_ends(between, roles):
    _, sheets = read_sheets(COLUMNS, ONE, *between, TWO)
    assert [sheet.roles for sheet in sheets] == [ROLES, roles]
    assert [len(sheet.rows) for sheet in sheets] == [1, 1]


def test_a_narrower_table_without_a_header_does_not_go_on():
    _, sheets = read_sheets(COLUMNS, ONE, "", "ลงชื่อ\tผู้รายงาน\tวันที่")
    assert [sheet.kind for sheet in sheets] == ["measures", "other"]


# heading | cells | role
CONTENTS = [
    ("ฝ่ายที่ทำ", ["กองคลัง", "สำนักปลัด", "กองช่าง"], "responsible"),
    ("เมื่อใด", ["ต.ค. 67 - ก.ย. 68", "ม.ค. 68", "มี.ค. 68"], "period"),
    ("เป็นอย่างไร", ["ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ"], "status"),
    ("จำนวนรุ่น", ["3", "4", "5"], None),
    ("เมื่อใด", ["ต.ค. 67 - ก.ย. 68", "ตามสะดวก", "เมื่อพร้อม"], None),
    ("หมายเหตุ", ["กองคลัง", "สำนักปลัด", "กองช่าง"], None),
]


@pytest.mark.parametrize(("heading", "cells", "role"), CONTENTS)
def test_a_column_with_a_new_heading_is_told_by_its_cells(heading, cells, role):
    header = ["มาตรการ", "ขั้นตอน", "ผลการดำเนินการ", heading]
    rows = [f"เรื่องที่{letter}\tประชุม\tรายงานผู้บริหาร\t{cell}" for letter, cell in zip("กขค", cells, strict=True)]
    _, (sheet,) = read_sheets("\t".join(header), *rows)
    assert sheet.roles == ["measure", "steps", "results", role]


# rows of tables that hold no measures
OTHERS = [
    pytest.param(["รายการ\tจำนวน\tหน่วย", "ปากกา\t10\tด้าม", "ดินสอ\t20\tแท่ง"], id="a list of things"),
    pytest.param(["มาตรา\tเรื่อง\tบทลงโทษ", "103\tรับทรัพย์สิน\tจำคุกไม่เกินสามปี"], id="law"),
    pytest.param(["1. เปิดเผยข้อมูล\tกองคลัง\tแล้ว", "2. รับเรื่อง\tกองช่าง\tแล้ว"], id="no header"),
    pytest.param(["ตัวชี้วัด\tคะแนน 2567\tระดับ", "การใช้อำนาจ\t90.10\tผ่านดี"], id="scores"),
    pytest.param(["เรื่อง\tรายงานผลการดำเนินการ", "เรียน\tนายกเทศมนตรี"], id="a memo's head"),
    pytest.param(["ลำดับ\tชื่อ - สกุล\tตำแหน่ง", "1\tนายสมหมาย ใจตรง\tประธาน"], id="a committee"),
]


@pytest.mark.parametrize("rows", OTHERS)
def test_tables_of_another_kind(rows):
    _, sheets = read_sheets(*rows)
    assert [sheet.kind for sheet in sheets] == ["other"]


# title | period of the row | kind
SCOPES = [
    pytest.param("แผนปฏิบัติการป้องกันการทุจริต", "ปีงบประมาณ 2568", "measures", id="a plan against corruption"),
    pytest.param("ระเบียบเทศบาลว่าด้วยการป้องกันการทุจริต", "ปีงบประมาณ 2568", "other", id="a regulation"),
    pytest.param("คู่มือการปฏิบัติงานป้องกันการทุจริต", "ปีงบประมาณ 2568", "other", id="a manual"),
    pytest.param("แผนพัฒนาบุคลากร", "ปีงบประมาณ 2568", "other", id="a plan of another kind"),
    pytest.param("มาตรฐานการให้บริการอย่างโปร่งใส", "ไม่เกิน 15 นาที", "other", id="how long a service takes"),
]


@pytest.mark.parametrize(("title", "period", "kind"), SCOPES)
def test_only_reports_on_integrity_hold_measures(title, period, kind):
    _, (sheet,) = read_sheets(COLUMNS, f"1\tรับคำขอ\tกองคลัง\t{period}\tแล้ว", title=title)
    assert sheet.kind == kind
