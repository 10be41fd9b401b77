"""Tables of PDFs that are not ruled into cells: by levels of one width, by fills, by white alone, over page breaks."""

from itertools import pairwise

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Document, Table
from tests.pdfmaker import PdfMaker, PdfPage

XS = [50.0, 150.0, 330.0, 450.0, 545.0]
HEAD = ["มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"]
ROWS = [
    ["๑. รับเรื่อง", "เปิดช่องทาง\nติดประกาศ", "กองกลาง", "ไตรมาสที่ ๑"],
    ["๒. ยืมพัสดุ", "ทำทะเบียน\nตรวจนับ", "กองคลัง", "ตลอดปี"],
]
TOPS = [100.0, 125.0, 165.0, 205.0]  # of the heading and the rows, and the last bottom
LEADING = 16.0


def write_row(page: PdfPage, top: float, cells: list[str]) -> None:
    for x, text in zip(XS, cells, strict=False):
        for nth, line in enumerate(text.split("\n") if text else []):
            page.text(x + 3, top + 16 + LEADING * nth, line, size=12)


def written(page: PdfPage) -> PdfPage:
    for top, cells in zip(TOPS, [HEAD, *ROWS], strict=False):
        write_row(page, top, cells)
    return page


def ruled_in_parts(page: PdfPage, y: float) -> None:
    """A rule drawn cell by cell, as most programs do."""
    for x0, x1 in pairwise(XS):
        page.line(x0, y, x1, y)


def filled_in_parts(page: PdfPage, top: float, bottom: float) -> None:
    for x0, x1 in pairwise(XS):
        page.fill(x0, top, x1, bottom, 0.8)


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[document.read_raw(cell) for cell in row] for row in block.rows]
        for _, block in document.blocks()
        if isinstance(block, Table)
    ]


def prose(document: Document) -> list[str]:
    return [document.text[slice(*b.span)] for _, b in document.blocks() if not isinstance(b, Table)]


def read(page: PdfPage) -> Document:
    return read_pdf(page.maker.file(), "made.pdf")


def by_rules_between_rows() -> PdfPage:
    page = written(PdfMaker().page())
    for y in TOPS:
        ruled_in_parts(page, y)
    return page


def by_rules_round_the_heading() -> PdfPage:
    page = written(PdfMaker().page())
    ruled_in_parts(page, TOPS[0])
    ruled_in_parts(page, TOPS[1])
    return page


def by_fills_of_every_other_row() -> PdfPage:
    page = PdfMaker().page()
    filled_in_parts(page, TOPS[0], TOPS[1])
    filled_in_parts(page, TOPS[2], TOPS[3])
    return written(page)


def by_rules_down() -> PdfPage:
    page = written(PdfMaker().page())
    for y in (TOPS[0], TOPS[1], TOPS[-1]):
        page.line(XS[0], y, XS[-1], y)
    for x in XS:
        page.line(x, TOPS[0], x, TOPS[-1])
    return page


def by_heavy_borders() -> PdfPage:
    page = PdfMaker().page()
    for y in TOPS:
        page.fill(XS[0], y - 1.6, XS[-1], y + 1.6, 0.0)
    for x in XS:
        page.fill(x - 1.6, TOPS[0], x + 1.6, TOPS[-1], 0.0)
    return written(page)


def by_white() -> PdfPage:
    return written(PdfMaker().page())


def without_rules_in_a_row() -> PdfPage:
    page = written(PdfMaker().page())
    for y in TOPS:
        page.line(XS[0], y, XS[-1], y)
    for x in XS:
        page.line(x, TOPS[0], x, TOPS[2])
    for x in (XS[0], XS[-1]):
        page.line(x, TOPS[2], x, TOPS[3])
    return page


LAYOUTS = [
    by_rules_between_rows,
    by_rules_round_the_heading,
    by_fills_of_every_other_row,
    by_rules_down,
    by_heavy_borders,
    by_white,
    without_rules_in_a_row,
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.__name__ for layout in LAYOUTS])
def test_the_same_table_is_read_however_it_is_drawn(layout):
    assert tables(read(layout())) == [[HEAD, *ROWS]]


@pytest.mark.parametrize("layout", [by_rules_round_the_heading, by_white])
def test_prose_below_an_open_table_stays_prose(layout):
    page = layout().text(90, 250, "จึงเรียนมาเพื่อทราบ", size=12).text(300, 275, "ผู้รายงาน", size=12)
    document = read(page)
    assert tables(document) == [[HEAD, *ROWS]]
    assert prose(document) == ["จึงเรียนมาเพื่อทราบ", "ผู้รายงาน"]


def test_a_label_over_two_columns_has_one_cell():
    page = PdfMaker().page()
    for y in (100.0, 145.0, 170.0, 195.0):
        ruled_in_parts(page, y)
    write_row(page, 100, ["มาตรการ"])
    page.text(270, 116, "ผลการดำเนินการ", size=12).text(460, 116, "ระยะเวลา", size=12)
    write_row(page, 122, ["", "ผลผลิต", "ผลลัพธ์"])
    write_row(page, 145, ["รับเรื่อง", "ประกาศ", "เร็วขึ้น", "ตลอดปี"])
    write_row(page, 170, ["ยืมพัสดุ", "ทะเบียน", "ครบ", "ตลอดปี"])
    (table,) = tables(read(page))
    assert table == [
        ["มาตรการ", "ผลการดำเนินการ", "ผลการดำเนินการ", "ระยะเวลา"],
        ["มาตรการ", "ผลผลิต", "ผลลัพธ์", "ระยะเวลา"],
        ["รับเรื่อง", "ประกาศ", "เร็วขึ้น", "ตลอดปี"],
        ["ยืมพัสดุ", "ทะเบียน", "ครบ", "ตลอดปี"],
    ]


def test_two_tables_of_one_width_are_two():
    page = PdfMaker().page()
    for y in TOPS:
        ruled_in_parts(page, y)
    written(page)
    other = [50.0, 250.0, 400.0, 545.0]
    for y in (240.0, 265.0, 290.0, 315.0):
        for x0, x1 in pairwise(other):
            page.line(x0, y, x1, y)
    scores = [["ตัวชี้วัด", "คะแนน", "ระดับ"], ["การใช้อำนาจ", "๙๐.๑๒", "A"], ["การใช้งบ", "๘๘.๐๐", "A"]]
    for top, cells in zip((240, 265, 290), scores, strict=True):
        for x, text in zip(other, cells, strict=False):
            page.text(x + 3, top + 16, text, size=12)
    assert tables(read(page)) == [[HEAD, *ROWS], scores]


def test_a_sum_below_numbered_rows_is_a_row():
    page = PdfMaker().page()
    rows = [["ที่", "ตัวชี้วัด", "คะแนน"], ["๑", "หนึ่ง", "๙๐.๐๐"], ["๒", "สอง", "๘๐.๐๐"], ["", "เฉลี่ย", "๘๕.๐๐"]]
    for nth, row in enumerate(rows):
        for x, text in zip((60, 150, 330), row, strict=True):
            if text:
                page.text(x, 100 + LEADING * nth, text, size=12)
    assert tables(read(page)) == [rows]


def test_rows_without_rules_go_on_over_the_page_break():
    maker = PdfMaker()
    first = written(maker.page())
    second = maker.page()
    write_row(second, 60, ["", "สรุปผล", "", ""])
    write_row(second, 84, ["๓. เปิดเผย", "ขึ้นเว็บไซต์", "กองกลาง", "ตลอดปี"])
    second.text(50, 160, "ข้อความที่เขียนต่อท้ายตารางนี้ยาวไปจนเกือบสุดบรรทัดของหน้ากระดาษ", size=12)
    document = read(first)
    assert tables(document) == [
        [HEAD, *ROWS],
        [["", "สรุปผล", "", ""], ["๓. เปิดเผย", "ขึ้นเว็บไซต์", "กองกลาง", "ตลอดปี"]],
    ]
    assert len(prose(document)) == 1


def test_prose_on_the_next_page_is_no_rest_of_a_table():
    maker = PdfMaker()
    first = written(maker.page())
    maker.page().text(70, 80, "ลงชื่อ", size=12).text(70, 100, "ตำแหน่ง", size=12)
    document = read(first)
    assert tables(document) == [[HEAD, *ROWS]]
    assert prose(document) == ["ลงชื่อ", "ตำแหน่ง"]


def test_a_heading_alone_at_the_foot_of_a_page_heads_the_next():
    maker = PdfMaker()
    first = maker.page().grid(XS, [760, 790])
    write_row(first, 762, HEAD)
    second = maker.page().grid(XS, [60, 100, 140])
    for top, row in zip((60, 100), ROWS, strict=True):
        write_row(second, top, row)
    assert tables(read(first)) == [[HEAD], ROWS]


def test_a_row_of_boxes_without_known_headings_is_no_table():
    page = PdfMaker().page().grid(XS, [100, 130])
    write_row(page, 102, ["ก", "ข", "ค", "ง"])
    assert tables(read(page)) == []


def test_a_table_ruled_by_dots_is_read():
    page = PdfMaker().page()
    for y in TOPS:
        for nth in range(int((XS[-1] - XS[0]) / 1.5)):
            page.fill(XS[0] + 1.5 * nth, y, XS[0] + 1.5 * nth + 0.75, y + 0.75, 0.0)
    for x in XS:
        for nth in range(int((TOPS[-1] - TOPS[0]) / 1.5)):
            page.fill(x, TOPS[0] + 1.5 * nth, x + 0.75, TOPS[0] + 1.5 * nth + 0.75, 0.0)
    assert tables(read(written(page))) == [[HEAD, *ROWS]]


def ruled_down(page: PdfPage, xs: list[float], *spans: tuple[float, float]) -> PdfPage:
    for x in xs:
        for top, bottom in spans:
            page.line(x, top, x, bottom)
    return page


def test_sections_part_a_table_that_is_ruled_down_only():
    page = PdfMaker().page()
    for y in (100.0, 125.0, 305.0):
        page.line(XS[0], y, XS[-1], y)
    ruled_down(page, [XS[0], XS[-1]], (100.0, 305.0))
    ruled_down(page, XS[1:-1], (100.0, 125.0), (150.0, 220.0), (245.0, 305.0))
    write_row(page, 100, HEAD)
    page.text(53, 141, "ด้านที่ ๑ การให้บริการ", size=12).text(53, 236, "ด้านที่ ๒ การบริหารงาน", size=12)
    rows = [
        ["๑.๑ รับเรื่อง", "เปิดช่องทาง\nติดประกาศ", "กองกลาง", "ตลอดปี"],
        ["๑.๒ ยืมพัสดุ", "ทำทะเบียน", "กองคลัง", "ตลอดปี"],
        ["๒.๑ ลาราชการ", "ทำแบบใหม่", "กองกลาง", "ตลอดปี"],
        ["๒.๒ ใช้รถ", "ลงบันทึก", "กองช่าง", "ตลอดปี"],
    ]
    for top, row in zip((152, 192, 247, 271), rows, strict=True):
        write_row(page, top, row)
    sections = [["ด้านที่ ๑ การให้บริการ"] * 4, ["ด้านที่ ๒ การบริหารงาน"] * 4]
    assert tables(read(page)) == [[HEAD, sections[0], *rows[:2], sections[1], *rows[2:]]]


def test_lines_of_a_drawing_that_end_within_it_part_no_rows():
    page = PdfMaker().page()
    for y in (100.0, 140.0, 240.0, 280.0):
        page.line(XS[0], y, XS[-1], y)
    ruled_down(page, [XS[0], XS[-1]], (100.0, 280.0))
    ruled_down(page, [200.0, 300.0], (150.0, 190.0))
    page.text(60, 125, "ผู้ร้องเรียน", size=12).text(60, 175, "รับเรื่อง", size=12).text(320, 175, "แจ้งผล", size=12)
    document = read(page.text(60, 225, "ตรวจสอบ", size=12).text(60, 265, "รายงาน", size=12))
    assert tables(document) == []


def ruled_between(page: PdfPage, xs: list[float], ys: list[float]) -> PdfPage:
    """Rules between columns and between rows, none around them."""
    for y in ys[1:]:
        page.line(xs[0], y, xs[-1], y)
    return ruled_down(page, xs[1:-1], (ys[0], ys[-1]))


SECTION = "ด้านที่ ๑ การให้บริการประชาชน"


def test_a_table_without_a_frame_has_its_heading_and_sections():
    page = PdfMaker().page()
    page.line(XS[0], 130, XS[-1], 130)
    ruled_between(page, XS, [155, 155, 195, 235])
    page.line(XS[0], 235, XS[-1], 235)
    ruled_between(page, XS, [260, 260, 300, 340])
    write_row(page, 108, HEAD)
    page.text(53, 147, SECTION, size=12).text(53, 252, SECTION, size=12)
    for top, row in zip((155, 195, 260, 300), [*ROWS, *ROWS], strict=True):
        write_row(page, top, row)
    assert tables(read(page)) == [[HEAD, [SECTION] * 4, *ROWS, [SECTION] * 4, *ROWS]]


def test_prose_above_a_table_without_a_frame_stays_prose():
    page = ruled_between(PdfMaker().page(), XS, [100, 125, 165, 205])
    for top, row in zip((100, 125, 165), [HEAD, *ROWS], strict=True):
        write_row(page, top, row)
    document = read(page.text(50, 90, "มาตรการ  ผู้รับผิดชอบ  มีดังนี้", size=12))
    assert tables(document) == [[HEAD, *ROWS]]
    assert len(prose(document)) == 1


def test_a_heading_of_two_rows_that_is_ruled_in_parts():
    xs = [50.0, 180.0, 260.0, 340.0, 420.0, 545.0]
    page = PdfMaker().page()
    for y in (150.0, 175.0, 200.0):
        page.line(xs[0], y, xs[-1], y)
    ruled_down(page, xs[1:-1], (150.0, 200.0))
    ruled_down(page, [180.0, 420.0], (100.0, 125.0))  # the upper row's own
    ruled_down(page, [260.0, 340.0, 420.0], (125.0, 150.0))
    for at, label in ((53, "หน่วยงาน"), (240, "คะแนนรายเครื่องมือ"), (440, "ผลการประเมิน")):
        page.text(at, 116, label, size=12)
    for at, label in ((205, "IIT"), (285, "EIT"), (365, "OIT")):
        page.text(at, 141, label, size=12)
    rows = [["อบต.ดอนยาง", "81.20", "82.35", "93.10", "A"], ["อบต.หนองบัว", "79.05", "90.40", "88.75", "B"]]
    for top, row in zip((150, 175), rows, strict=True):
        for x, text in zip(xs, row, strict=False):
            page.text(x + 3, top + 16, text, size=12)
    upper = ["หน่วยงาน", *["คะแนนรายเครื่องมือ"] * 3, "ผลการประเมิน"]
    assert tables(read(page)) == [[upper, ["หน่วยงาน", "IIT", "EIT", "OIT", "ผลการประเมิน"], *rows]]


def test_shapes_whose_sides_go_through_words_are_no_table():
    page = PdfMaker().page().grid([50.0, 190.0, 330.0, 545.0], [100, 150, 200, 250])
    words = ["แจ้งเรื่องร้องเรียนโดยตรง", "ตู้รับความคิดเห็นหน้าอาคาร", "ติดต่อสายด่วนของหน่วยงาน"]
    for nth, text in enumerate(words):
        page.text(80, 130 + 50 * nth, text, size=12).text(400, 130 + 50 * nth, "ที่นี่", size=12)
    document = read(page)
    assert tables(document) == []
    assert words[0] in prose(document)[0]


def test_prose_on_grounds_of_its_own_lines_is_no_table():
    page = PdfMaker().page()
    ys = [100.0 + 20 * nth for nth in range(8)]
    for nth, (top, bottom) in enumerate(pairwise(ys)):
        for x0, x1 in pairwise([50.0, 300.0, 545.0] if nth == 6 else [50.0, 545.0]):
            page.line(x0, top, x1, top).line(x0, bottom, x1, bottom)
            page.line(x0, top, x0, bottom).line(x1, top, x1, bottom)
        page.text(55, top + 14, "ข้อความบรรทัดหนึ่งที่พิมพ์ไว้บนพื้นสีของมันเอง", size=12)
    page.text(400, 234, "จบ", size=12)
    assert tables(read(page)) == []


def painted(page: PdfPage, xs: list[float], *rows: tuple[float, float]) -> None:
    for top, bottom in rows:
        for x0, x1 in pairwise(xs):
            page.fill(x0, top, x1, bottom, 0.8)


def test_a_band_over_some_columns_is_of_the_heading_below_it():
    xs = [50.0, 230.0, 310.0, 390.0, 470.0, 545.0]
    page = PdfMaker().page()
    page.fill(230, 100, 390, 120, 0.8).fill(390, 100, 545, 120, 0.8)
    painted(page, xs, (160.0, 180.0), (200.0, 220.0), (220.0, 240.0))
    page.text(53, 113, "ตัวชี้วัด", size=12).text(280, 113, "ปี 2566", size=12).text(440, 113, "ปี 2567", size=12)
    rows = [
        ["", "คะแนน", "ระดับ", "คะแนน", "ระดับ"],
        ["การใช้อำนาจ", "92.66", "A", "93.30", "A"],
        ["การใช้งบประมาณ", "88.20", "A", "90.15", "A"],
        ["การเปิดเผยข้อมูล", "90.20", "A", "91.15", "A"],
        ["การป้องกัน", "98.20", "AA", "99.15", "AA"],
    ]
    for y, row in zip((133, 173, 193, 213, 233), rows, strict=True):
        for x, text in zip(xs, row, strict=False):
            page.text(x + 3, y, text, size=12)
    (table,) = tables(read(page))
    assert [row[0] for row in table][-4:] == [row[0] for row in rows[1:]]
    assert "ปี 2566" in table[0]


def test_two_painted_tables_with_a_title_between_are_two():
    page = PdfMaker().page()
    painted(page, [XS[0], 300.0, XS[-1]], (100.0, 125.0))
    painted(page, [XS[0], XS[-1]], (150.0, 175.0))
    painted(page, XS, (200.0, 225.0), (265.0, 305.0))
    page.text(53, 116, "ตัวชี้วัด", size=12).text(303, 116, "ข้อค้นพบ", size=12)
    page.text(53, 141, "การใช้อำนาจ", size=12).text(303, 141, "ดีขึ้น", size=12)
    page.text(53, 166, "การใช้งบประมาณ", size=12).text(53, 191, "ผลตามมาตรการ", size=12)
    for top, row in zip((200, 225, 265), [HEAD, *ROWS], strict=True):
        write_row(page, top, row)
    document = read(page)
    assert tables(document)[-1] == [HEAD, *ROWS]
    assert "ผลตามมาตรการ" in prose(document)


def test_a_painted_table_does_not_take_the_one_above_it_for_its_heading():
    xs = [50.0, 158.0, 338.0, 458.0, 545.0]
    page = PdfMaker().page()
    painted(page, xs, (100.0, 120.0), (140.0, 160.0))
    head = ["ลำดับ", "ตัวชี้วัด", "คะแนนปี 2567", "คะแนนปี 2566"]
    scores = [["1", "การใช้อำนาจ", "92.66", "90.30"], ["2", "การใช้งบประมาณ", "88.20", "84.15"]]
    for y, row in zip((113, 133, 153), [head, *scores], strict=True):
        for x, text in zip(xs, row, strict=False):
            page.text(x + 3, y, text, size=12)
    page.text(53, 176, "คะแนนรวมสูงขึ้น", size=12).text(53, 193, "ผลตามมาตรการ", size=12)
    painted(page, XS, (200.0, 225.0), (265.0, 305.0))
    for top, row in zip((200, 225, 265), [HEAD, *ROWS], strict=True):
        write_row(page, top, row)
    assert tables(read(page)) == [[head, *scores], [HEAD, *ROWS]]


def test_painted_columns_refine_those_that_a_heading_is_ruled_into():
    xs = [50.0, 120.0, 200.0, 300.0, 400.0, 545.0]
    page = PdfMaker().page()
    painted(page, [50.0, 120.0, 200.0], (100.0, 150.0))
    painted(page, [400.0, 545.0], (100.0, 150.0))
    painted(page, [200.0, 400.0], (100.0, 125.0))
    painted(page, [200.0, 300.0, 400.0], (125.0, 150.0))
    painted(page, xs, (175.0, 200.0), (225.0, 250.0))
    for y, x0, x1 in ((100, 50, 545), (125, 200, 400), (150, 50, 200), (150, 400, 545), (250, 50, 545)):
        page.line(x0, y, x1, y)
    ruled_down(page, [50.0, 545.0], (100.0, 250.0))
    ruled_down(page, [120.0, 200.0, 400.0], (100.0, 125.0))
    for at, label in ((75, "ที่"), (130, "หน่วยงาน"), (270, "คะแนน"), (430, "ผลการประเมิน")):
        page.text(at, 116, label, size=12)
    page.text(240, 141, "IIT", size=12).text(340, 141, "EIT", size=12)
    rows = [[f"{nth + 1}", "ดอนยาง", f"8{nth}.20", f"9{nth}.35", "A"] for nth in range(4)]
    for nth, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            page.text(x + 3, 166 + 25 * nth, text, size=12)
    (table,) = tables(read(page))
    assert table[-4:] == rows


def test_a_last_row_that_a_frame_leaves_open_may_hold_the_longest_text():
    page = PdfMaker().page()
    rows = [[*ROWS[0][:3], "ต้นปี"], [*ROWS[1][:3], "ตลอดปีงบประมาณ"]]
    for y in (100.0, 125.0, 165.0):
        page.line(XS[0], y, XS[-1] + 20, y)
    for top, row in zip((100, 125, 165), [[*HEAD[:3], "เวลา"], *rows], strict=True):
        write_row(page, top, row)
    assert tables(read(page)) == [[[*HEAD[:3], "เวลา"], *rows]]


def test_a_heading_without_rules_above_ruled_rows_is_the_tables():
    page = PdfMaker().page().text(50, 70, "ข้อความนำก่อนตาราง", size=12)
    for y in TOPS[1:-1]:
        ruled_in_parts(page, y)
    document = read(written(page))
    assert tables(document) == [[HEAD, *ROWS]]
    assert prose(document) == ["ข้อความนำก่อนตาราง"]


def test_prose_above_ruled_rows_is_no_heading():
    page = PdfMaker().page()
    for y in (125.0, 165.0, 205.0, 245.0):
        ruled_in_parts(page, y)
    rows = [*ROWS, ["๓. ใช้รถ", "ลงบันทึก", "กองช่าง", "ตลอดปี"]]
    for top, row in zip((125, 165, 205), rows, strict=True):
        write_row(page, top, row)
    document = read(page.text(50, 116, "มาตรการ", size=12).text(150, 116, "ที่หน่วยงานกำหนดไว้เมื่อต้นปี", size=12))
    assert tables(document) == [rows]
    assert len(prose(document)) == 1


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        pytest.param([(53, "ยุทธศาสตร์การบริหารที่"), (177, "๑"), (191, "การให้บริการประชาชน")], 1, id="a title"),
        pytest.param([(53, "๓."), (153, "ทำคู่มือ"), (333, "กองคลัง")], 4, id="texts of columns"),
    ],
)
def test_a_title_whose_words_stand_wide_apart_is_one_cell(words, cells):
    page = PdfMaker().page()
    for y in (100.0, 125.0, 150.0, 190.0, 230.0):
        ruled_in_parts(page, y)
    write_row(page, 100, HEAD)
    for x, word in words:
        page.text(x, 141, word, size=12)
    for top, row in zip((150, 190), ROWS, strict=True):
        write_row(page, top, row)
    ((head, title, *rows),) = tables(read(page))
    assert (head, len(rows), len(set(title) - {""})) == (HEAD, 2, min(cells, len(words)))


def test_the_heading_of_the_next_table_ends_one_whose_last_row_is_open():
    page = PdfMaker().page()
    xs = [50.0, 250.0, 400.0, 545.0]
    for y in (125.0, 150.0):
        for x0, x1 in pairwise(xs):
            page.line(x0, y, x1, y)
    scores = [["ตัวชี้วัด", "ปี ๒๕๖๖", "คะแนน"], ["การใช้อำนาจ", "๘๐.๑๐", "๙๐.๑๒"], ["การใช้งบ", "๘๑.๒๐", "๘๘.๐๐"]]
    for top, cells in zip((100, 125, 150), scores, strict=True):
        for x, text in zip(xs, cells, strict=False):
            page.text(x + 3, top + 16, text, size=12)
    page.text(50, 196, "มาตรการที่จะดำเนินการ", size=12)
    for y in (242.0, 282.0):
        ruled_in_parts(page, y)
    for top, row in zip((217, 242, 282), [HEAD, *ROWS], strict=True):
        write_row(page, top, row)
    document = read(page)
    assert tables(document) == [scores, [HEAD, *ROWS]]
    assert prose(document) == ["มาตรการที่จะดำเนินการ"]


def between_rows(page: PdfPage, top: float, rows: list[list[str]]) -> None:
    """Rows of a height of 60 points, cells in the middle of it, rules drawn cell by cell between them and not below."""
    for nth, row in enumerate(rows):
        middle = top + 60 * nth + 30
        if nth:
            ruled_in_parts(page, middle - 30)
        for x, text in zip(XS, row, strict=False):
            lines = text.split("\n")
            for at, line in enumerate(lines):
                page.text(x + 3, middle + 4 + LEADING * (at - (len(lines) - 1) / 2), line, size=12)


def test_tables_of_one_width_that_no_rule_closes_end_where_a_title_and_another_heading_stand():
    head = ["ลำดับ", *HEAD[:3]]
    one = [head, ["1", "รับเรื่อง", "เปิดช่องทาง", "กองกลาง"], ["2", "ยืม\nพัสดุ\nต", "ทำทะเบียน", "กอง\nคลัง"]]
    other = [head, ["1", "ให้ความรู้", "จัดอบรม", "สำนักปลัด"], ["2", "เว็บไซต์", "ตรวจสอบลิงก์", "กอง\nวิชาการ"]]
    page = PdfMaker().page()
    between_rows(page, 80.0, one)
    page.text(53, 285, "ผลตามแบบวัดภายนอก", size=12)
    between_rows(page, 300.0, other)
    document = read(page)
    assert tables(document) == [one, other]
    assert prose(document) == ["ผลตามแบบวัดภายนอก"]
