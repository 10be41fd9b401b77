"""Rows that a page break cuts: what hangs below the last rule, what is left of a row, rests that read like headings."""

import pytest

from extract.clean import clean_document
from extract.readers.pdf import read_pdf
from extract.tables.sheets import document_to_sheets
from normalise.wraps import seam
from schemas.document import Document, Line, Table
from tests.pdfmaker import PdfMaker, PdfPage

XS = [60.0, 200.0, 350.0, 500.0]
HEAD = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"]
TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"


def first_page(*rows: list[str], top: float = 640.0) -> PdfPage:
    """A table that ends near the page's end: its rows are 50 points high."""
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    return page.table(XS, [top + 50 * nth for nth in range(len(rows) + 2)], [HEAD, *rows])


def cells(document: Document, page: int) -> list[list[str]]:
    return [
        [document.read(cell) for cell in row]
        for block in document.pages[page - 1].blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def lines(document: Document, page: int) -> list[str]:
    blocks = document.pages[page - 1].blocks
    return [document.text[slice(*block.span)] for block in blocks if isinstance(block, Line)]


# where a line below the last rule begins, the line, where the table begins | does it belong to the last row?
BELOW = [
    pytest.param(352.0, "งานนิติการ", 640.0, True, id="under the text of a cell"),
    pytest.param(62.0, "หมายเหตุ", 640.0, False, id="a note below the first column"),
    pytest.param(380.0, "งานนิติการ", 640.0, False, id="under no text"),
    pytest.param(352.0, "งานนิติการ", 200.0, False, id="far from the page's end"),
]


@pytest.mark.parametrize(("x", "line", "top", "belongs"), BELOW)
def test_a_line_below_the_last_rule(x, line, top, belongs):
    page = first_page(["รับเรื่อง", "แจ้งผล", "กองคลัง"], top=top).text(x, top + 113, line, size=12)
    document = read_pdf(page.maker.file(), "made.pdf")
    assert cells(document, 1)[-1][2] == (f"กองคลัง\n{line}" if belongs else "กองคลัง")
    assert lines(document, 1)[1:] == ([] if belongs else [line])


def test_the_last_line_of_a_row_alone_on_the_next_page():
    page = first_page(["รับเรื่อง", "แจ้งผลใน", "กองคลัง"])
    page.maker.page().table(XS, [50.0, 75.0], [["", "สามวัน", ""]]).text(60, 110, "รายงานทุกปี", size=12)
    document = read_pdf(page.maker.file(), "made.pdf")
    assert cells(document, 2) == [["", "สามวัน", ""]]
    clean_document(document)
    (sheet,) = document_to_sheets(document)
    assert [document.read(cell) for cell in sheet.rows[-1].cells] == ["รับเรื่อง", "แจ้งผลใน\nสามวัน", "กองคลัง"]


def test_a_lone_row_of_other_columns_is_no_table():
    page = first_page(["รับเรื่อง", "แจ้งผลใน", "กองคลัง"])
    page.maker.page().table([60.0, 180.0, 350.0, 500.0], [50.0, 75.0], [["", "สามวัน", ""]])
    assert cells(read_pdf(page.maker.file(), "made.pdf"), 2) == []


def test_the_rest_of_a_row_that_reads_like_headings_is_none():
    page = first_page(["1. ลดเวลารอและแจ้ง", "ทบทวนวิธีและ", "งานพัสดุและ"])
    rest = [["ขั้นตอนการทำงาน", "แนวทางดำเนินงาน", "ผู้รับผิดชอบงาน"], ["2. รับเรื่อง", "แจ้งผล", "กองคลัง"]]
    page.maker.page().table(XS, [50.0, 75.0, 100.0], rest)
    document = read_pdf(page.maker.file(), "made.pdf")
    clean_document(document)
    (sheet,) = document_to_sheets(document)
    assert sheet.roles == ["measure", "steps", "responsible"]
    assert [document.read(row.cells[0]) for row in sheet.rows] == ["1. ลดเวลารอและแจ้ง\nขั้นตอนการทำงาน", "2. รับเรื่อง"]


FORM = [["มาตรการ", "ลดเวลารอ"], ["ขั้นตอน", "แจ้งผล"], ["ผู้รับผิดชอบ", "กองคลัง"], ["ผลการดำเนินการ", "แล้วเสร็จ"]]


@pytest.mark.parametrize("rows_above", [2, 3])
def test_a_form_that_a_page_break_cuts(rows_above):
    sides = [60.0, 200.0, 500.0]
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    page.table(sides, [770.0 - 30 * nth for nth in range(rows_above, -1, -1)], FORM[:rows_above])
    below = FORM[rows_above:]
    page.maker.page().table(sides, [50.0 + 30 * nth for nth in range(len(below) + 1)], below)
    document = read_pdf(page.maker.file(), "made.pdf")
    clean_document(document)
    (sheet,) = [sheet for sheet in document_to_sheets(document) if sheet.kind == "measures"]
    assert sheet.roles == ["measure", "steps", "responsible", "results"]
    assert [document.read(cell) for cell in sheet.rows[0].cells] == [value for _, value in FORM]
    assert sheet.pages == [1, 2]


def test_a_form_whose_label_a_page_break_cuts():
    sides = [60.0, 200.0, 500.0]
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    page.table(sides, [710.0, 740.0, 770.0], [FORM[0], ["ขั้นตอนการดำเนิน", "แจ้งผล"]])
    page.maker.page().table(sides, [50.0, 80.0, 110.0, 140.0], [["งาน", ""], *FORM[2:]])
    document = read_pdf(page.maker.file(), "made.pdf")
    clean_document(document)
    (sheet,) = [sheet for sheet in document_to_sheets(document) if sheet.kind == "measures"]
    assert sheet.labels == ["มาตรการ", "ขั้นตอนการดำเนินงาน", "ผู้รับผิดชอบ", "ผลการดำเนินการ"]
    assert [document.read(cell) for cell in sheet.rows[0].cells] == [value for _, value in FORM]


# the last row above the break, the first below it | is it the rest?
CUT = [
    pytest.param(
        ["ลดเวลารอ", "กองคลัง", "1 ต.ค. 67 -"], ["ของประชาชน", "และพัสดุ", "31 มี.ค. 68"], True, id="a period broken off"
    ),
    pytest.param(["ป้องกันผล", "จำนวนผู้ผ่านการ", "กองคลัง"], ["ประโยชน์ทับซ้อน", "อบรม", "งานพัสดุ"], True, id="words across"),
    pytest.param(["ลดเวลารอ", "ติดป้าย", "2 ม.ค. 68 - 28 ก.พ."], ["คนไข้", "ทุกจุด", "68"], True, id="a year alone"),
    pytest.param(["การประเมินผล", "1. สำรวจ", "กองคลัง"], ["ประโยชน์", "2. สรุป", "พัสดุ"], True, id="the next item"),
    pytest.param(["ลดเวลารอ", "1. แจ้งผล", "กองคลัง"], ["ทำคู่มือ", "1. ร่าง", "กองช่าง"], False, id="a new list"),
    pytest.param(["ลดเวลารอ", "แจ้งผล", "กองคลัง"], ["ทำคู่มือ", "ร่าง", "กองช่าง"], False, id="another measure"),
    pytest.param(["1. ป้องกันผล", "ผู้ผ่านการ", "กองคลัง"], ["2. ประโยชน์", "อบรม", "งานพัสดุ"], False, id="numbered"),
    pytest.param(
        ["ลดเวลารอ", "แจ้งผล", "ต.ค. 67 - มี.ค. 68"], ["ทำคู่มือ", "ร่าง", "1 เม.ย. 68"], False, id="a whole period"
    ),
]


@pytest.mark.parametrize(("last", "first", "whole"), CUT)
def test_a_row_whose_cells_all_go_on(last, first, whole):
    head = ["มาตรการ", "ขั้นตอน", "ระยะเวลา" if any(map(str.isdigit, last[2])) else "ผู้รับผิดชอบ"]
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    page.table(XS, [670.0, 695.0, 720.0, 770.0], [head, ["อบรม", "เชิญวิทยากร", head[2][:0]], last])
    page.maker.page().table(XS, [50.0, 75.0, 125.0], [head, first])
    document = read_pdf(page.maker.file(), "made.pdf")
    clean_document(document)
    (sheet,) = document_to_sheets(document)
    assert len(sheet.rows) == (2 if whole else 3)


def test_a_blank_row_at_the_break_parts_nothing():
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    page.table(XS, [695.0, 720.0, 770.0], [HEAD, ["ป้องกันผล", "จำนวนผู้ผ่านการ", "กองคลัง"]])
    page.maker.page().table(XS, [50.0, 75.0, 100.0, 150.0], [HEAD, ["", "", ""], ["ประโยชน์ทับซ้อน", "อบรม", "งานพัสดุ"]])
    document = read_pdf(page.maker.file(), "made.pdf")
    clean_document(document)
    (sheet,) = document_to_sheets(document)
    assert len(sheet.rows) == 1


# halves of a cell | what they are together
SEAMS = [
    ("ประชาชนเข้าถึง", "ข้อมูลได้สะดวก", "ประชาชนเข้าถึงข้อมูลได้สะดวก"),
    ("ดำเนินการแล้วเสร็จ", "เผยแพร่ผลทางเว็บไซต์", "ดำเนินการแล้วเสร็จ\nเผยแพร่ผลทางเว็บไซต์"),
    ("- เปิดไลน์กลุ่ม", "- ติดตั้งกล่อง", "- เปิดไลน์กลุ่ม\n- ติดตั้งกล่อง"),
    ("กองคลัง", "กองช่าง", "กองคลัง\nกองช่าง"),
    ("งานอำนวยการ", "งานงบประมาณ", "งานอำนวยการ\nงานงบประมาณ"),
    ("คณะกรรมการ", "เภสัชกรรมและการบำบัด", "คณะกรรมการเภสัชกรรมและการบำบัด"),
]


@pytest.mark.parametrize(("above", "below", "whole"), SEAMS)
def test_what_stands_between_the_halves_of_a_cell(above, below, whole):
    assert above + seam(above, below) + below == whole


def test_the_rest_of_a_merged_cell_belongs_to_its_beginning():
    """The period stands blank on the new page, over the same rows as the rest of the owner's name."""
    sides = [60.0, 200.0, 300.0, 400.0, 500.0]
    head = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"]
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    page.table(sides, [690.0, 720.0, 770.0], [head, ["1. รับเรื่อง", "แจ้งผล", "กองคลังและ", "ปี 2568"]])
    below = page.maker.page()
    for y in (50.0, 100.0):
        below.line(60, y, 500, y)
    below.line(60, 75, 300, 75)
    for x in sides:
        below.line(x, 50, x, 100)
    for x, y, text in ((62, 64, "2. ทำคู่มือ"), (62, 89, "3. อบรม"), (202, 64, "ร่าง"), (202, 89, "เชิญ"), (302, 64, "พัสดุ")):
        below.text(x, y, text, size=12)
    document = read_pdf(page.maker.file(), "made.pdf")
    clean_document(document)
    (sheet,) = document_to_sheets(document)
    assert [document.read(row.cells[2]) for row in sheet.rows] == ["กองคลังและ\nพัสดุ"] * 3
    assert [document.read(row.cells[3]) for row in sheet.rows] == ["ปี 2568"] * 3


def test_one_number_is_one_row_however_its_lines_stand():
    """Programs round the places of lines, so that steps within a cell come in two lengths."""
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    sides = [60.0, 90.0, 200.0, 310.0, 410.0, 500.0]
    head = ["ที่", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"]
    page.table(sides, [600.0, 630.0, 720.0], [head])
    texts = [
        (648.5, ["1", "ทำแผนซื้อ", "สำรวจความ", "ต.ค. 67", "ฝ่ายบริหาร"]),
        (665.8, ["", "วัสดุร่วมกับ", "ต้องการของ", "- มี.ค.", "ทรัพยากร"]),
        (683.8, ["", "แผนกวิชา", "แผนกวิชา", "68", "ฝ่ายพัฒนา"]),
        (701.0, ["", "", "", "", "กิจการ"]),
    ]
    for y, row in texts:
        for x, text in zip(sides, row, strict=False):
            page.text(x + 2, y, text, size=13)
    document = read_pdf(page.maker.file(), "made.pdf")
    assert [row[0] for row in cells(document, 1)] == ["ที่", "1"]


def numbered_parts(page: PdfPage, top: float, texts: list[tuple[float, list[str]]]) -> PdfPage:
    sides = [60.0, 80.0, 200.0, 310.0, 410.0]
    page.table(sides, [top, top + 30, top + 120], [["ที่", "มาตรการ", "ขั้นตอน", "ระยะเวลา"]])
    for y, row in texts:
        for x, text in zip(sides, row, strict=False):
            page.text(x + 2, top + y, text, size=13)
    return page


def test_a_number_that_a_narrow_cell_cuts_is_one():
    texts = [(48.0, ["1.", "จิตอาสา", "สำรวจ", "ไตรมาสละ"]), (68.0, ["2", "", "", "1 ครั้ง"])]
    page = numbered_parts(PdfMaker().page().text(60, 80, TITLE, size=12), 600, texts)
    document = read_pdf(page.maker.file(), "made.pdf")
    assert [row[0] for row in cells(document, 1)] == ["ที่", "1.\n2"]


def test_a_number_that_a_page_break_cuts_is_one():
    above = numbered_parts(PdfMaker().page(), 690, [(100.0, ["1.", "จิตอาสา", "สำรวจ", "ไตรมาสละ"])])
    numbered_parts(above.maker.page(), 40, [(48.0, ["2", "", "", "1 ครั้ง"])])
    document = read_pdf(above.maker.file(), "made.pdf")
    clean_document(document)
    (sheet,) = document_to_sheets(document)
    assert [document.read(sheet.rows[0].cells[column]) for column in (1, 3)] == ["จิตอาสา", "ไตรมาสละ\n1 ครั้ง"]
    assert len(sheet.rows) == 1


def test_cells_set_in_the_middle_of_one_row_are_no_rows():
    page = PdfMaker().page().text(60, 80, TITLE, size=12)
    sides = [50.0, 137.0, 293.0, 354.0, 422.0, 550.0]
    head = ["ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ"]
    page.table(sides, [620.0, 645.0, 770.0], [head])
    texts = [
        ["", "1. ประกาศเกณฑ์การ", "", "", ""],
        ["", "", "ฝ่ายบริหาร", "", ""],
        ["", "มอบงานและการประเมิน", "", "", "1. ประกาศแล้ว"],
        ["การใช้อำนาจ", "", "ทรัพยากร", "1 ต.ค. - 67", ""],
        ["", "และเจ้าหน้าที่", "", "", "2. ไม่มีผู้ร้องเรื่อง"],
        ["ของผู้บริหาร", "", "งาน", "31 มี.ค. 68", ""],
        ["", "2. ให้ทักท้วงผล", "", "", "ผลประเมิน"],
        ["", "", "บุคลากร", "", ""],
        ["", "ภายใน 7 วัน", "", "", ""],
    ]
    for nth, row in enumerate(texts):
        for x, text in zip(sides, row, strict=False):
            page.text(x + 2, 659.4 + 12.25 * nth, text, size=12)
    document = read_pdf(page.maker.file(), "made.pdf")
    assert len(cells(document, 1)) == 2


def test_what_chromium_hides_at_a_page_break_is_not_there():
    """Sides of a row go on below the page, and its next line is drawn on both pages: each shows its part alone."""
    maker = PdfMaker()
    texts = [(210, "แจ้งเวียน"), (360, "กองคลัง")]
    page = maker.page()
    page.table(XS, [640, 690], [HEAD]).fill(XS[0], 690, XS[-1], 690.75).text(62, 706, "รับเรื่อง", size=12)
    for left, text in texts:
        page.text(left, 706, text, size=12)
    page.text(290, 815, "- 1 -", size=12)
    page.clip(45, 51, 550, 791)
    for x in XS:
        page.fill(x, 640, x + 0.75, 1256)
    page.text(210, 796, "แล้วสรุป", size=12).unclip()
    page = maker.page()
    for x in XS:
        page.fill(x, 40, x + 0.75, 90)
    page.fill(XS[0], 90, XS[-1], 90.75).text(210, 64, "แล้วสรุป", size=12).text(290, 815, "- 2 -", size=12)
    document = read_pdf(maker.file(), "made.pdf")
    clean_document(document)
    assert cells(document, 1) == [HEAD, ["รับเรื่อง", "แจ้งเวียน", "กองคลัง"]]
    assert lines(document, 1) == []
    assert "".join(document.read(cell) for cell in document_to_sheets(document)[0].rows[0].cells).count("แล้วสรุป") == 1


def test_marks_of_a_hidden_line_are_no_line():
    """What prints a file of Chromium anew leaves out hidden letters, but not marks that are objects by themselves."""
    maker = PdfMaker()
    maker.page().text(62, 706, "รับเรื่อง").clip(45, 51, 550, 791).text(210, 806, "้").unclip()
    assert lines(read_pdf(maker.file(), "made.pdf"), 1) == ["รับเรื่อง"]


def test_written_text_of_a_hidden_line_is_no_line():
    maker = PdfMaker()
    page = maker.page().text(62, 706, "รับเรื่อง").clip(45, 51, 550, 791)
    page.written("ทั้", 210, 800, "ทั", "้").unclip()
    page.written("ค้ำ", 62, 730, "คํ", "้า")
    assert lines(read_pdf(maker.file(), "made.pdf"), 1) == ["รับเรื่อง", "ค้ำ"]
