"""From rules to grids of cells, and what only looks like a table."""

from itertools import pairwise

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Document, Line, Table
from schemas.place import PagePlace
from tests.pdfmaker import PdfMaker, PdfPage

HEAD = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"]
XS, YS = [60.0, 200.0, 350.0, 500.0], [100.0, 140.0, 200.0, 260.0]
PLAIN_HEAD = ["สีแดง", "สีเขียว", "สีฟ้า"]  # no heading of the vocabulary, so that rules alone make the table
ROWS = [HEAD, ["๑. การปฏิบัติงาน", "ประชุมชี้แจง\nและติดตามผล", "สำนักปลัด"], ["๒. การใช้งบ", "เปิดเผยข้อมูล", "กองคลัง"]]

PLAIN = [PLAIN_HEAD, *ROWS[1:]]


def read(page: PdfPage) -> Document:
    return read_pdf(page.maker.file(), "made.pdf")


def tables(document: Document) -> list[list[list[str]]]:
    """Texts of the cells; those covered by a merged cell are None-like: a caret."""
    return [
        [["^" if cell.inherited else document.read(cell) for cell in row] for row in block.rows]
        for _, block in document.blocks()
        if isinstance(block, Table)
    ]


def prose(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line)]


def test_a_ruled_table_with_its_cells_places_and_prose_around():
    page = PdfMaker().page().text(60, 80, "หัวข้อก่อนตาราง").table(XS, YS, ROWS).text(60, 300, "หมายเหตุหลังตาราง")
    document = read(page)
    assert tables(document) == [ROWS]
    assert [type(block) for _, block in document.blocks()] == [Line, Table, Line]
    table = document.pages[0].blocks[1]
    assert isinstance(table, Table)
    assert table.rows[1][2].boxes == ((1, (350.0, 140.0, 500.0, 200.0)),)
    assert document.trace.raw.split("\n")[1] == "\t".join(HEAD)


def test_thin_fills_are_rules_as_word_draws_them():
    page = PdfMaker().page().table(XS, YS, PLAIN, ruled=False)
    for y in YS:
        page.fill(XS[0], y - 0.24, XS[-1], y + 0.24)
    for x in XS:
        for top, bottom in pairwise(YS):
            page.fill(x - 0.24, top, x + 0.24, bottom)
    assert tables(read(page)) == [PLAIN]


def test_shading_and_highlights_make_no_cells():
    page = PdfMaker().page().fill(60, 100, 500, 140, 0.8).fill(200, 150, 350, 165, 0.9).table(XS, YS, PLAIN)
    assert tables(read(page)) == [PLAIN]


def test_merged_cells_fill_the_grid_with_inherited_copies():
    page = PdfMaker().page()
    for y in (100, 140, 260):
        page.line(60, y, 500, y)
    page.line(200, 200, 500, 200)  # the first column's last cell covers two rows
    for x in (60, 200, 500):
        page.line(x, 100, x, 260)
    page.line(350, 140, 350, 260)  # the heading's second cell covers two columns
    page.text(62, 115, "มาตรการ").text(202, 115, "ระยะเวลา").text(62, 155, "ส่งเสริม").text(202, 155, "ไตรมาสหนึ่ง")
    page.text(352, 155, "ไตรมาสสอง").text(202, 215, "มกราคม").text(352, 215, "เมษายน")
    document = read(page)
    assert tables(document) == [
        [["มาตรการ", "ระยะเวลา", "^"], ["ส่งเสริม", "ไตรมาสหนึ่ง", "ไตรมาสสอง"], ["^", "มกราคม", "เมษายน"]]
    ]
    (table,) = document.pages[0].blocks
    assert isinstance(table, Table)
    assert (table.rows[0][1].col_span, table.rows[1][0].row_span) == (2, 2)
    assert table.rows[2][0].spans == table.rows[1][0].spans


def test_a_table_cut_by_the_page_end_keeps_its_last_row():
    page = PdfMaker().page().table(XS, YS, PLAIN, ruled=False)
    for y in YS[:-1]:
        page.line(XS[0], y, XS[-1], y)
    for x in XS:
        page.line(x, YS[0], x, YS[-1])
    assert tables(read(page)) == [PLAIN]


def test_a_table_without_outer_verticals_keeps_its_outer_columns():
    page = PdfMaker().page().table(XS, YS, PLAIN, ruled=False)
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        page.line(x, YS[0], x, YS[-1])
    assert tables(read(page)) == [PLAIN]


def test_rules_that_nearly_meet_make_cells():
    page = PdfMaker().page().table(XS, YS, PLAIN, ruled=False)
    for y in YS:
        page.line(XS[0] + 1.5, y, 200 - 1, y).line(200 + 1, y + 0.8, XS[-1] - 2, y + 0.8)
    for x in XS:
        page.line(x, YS[0] + 2, x, YS[-1] - 2)
    assert tables(read(page)) == [PLAIN]


def test_verticals_that_nearly_meet_are_one_column():
    page = PdfMaker().page().table(XS, YS, ROWS, ruled=False)
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    for x, shift in zip(XS, (0, 5, -5, 0), strict=True):
        page.line(x, YS[0], x, YS[1]).line(x + shift, YS[1], x + shift, YS[-1])
    assert tables(read(page)) == [ROWS]


def test_two_tables_side_by_side_are_two():
    page = PdfMaker().page().table([50, 150, 270], YS[:3], [["ตัวชี้วัด", "คะแนน"], ["ก", "ข"]])
    page.table([320, 420, 540], YS[:3], [["เครื่องมือ", "ร้อยละ"], ["ค", "ง"]])
    assert tables(read(page)) == [[["ตัวชี้วัด", "คะแนน"], ["ก", "ข"]], [["เครื่องมือ", "ร้อยละ"], ["ค", "ง"]]]


def test_a_grid_in_a_cell_belongs_to_the_cell():
    page = PdfMaker().page().table(XS, [100, 140, 300], ROWS[:2])
    page.table([210, 260, 340], [200, 225, 250], [["ไตรมาส", "ครั้ง"], ["หนึ่ง", "สอง"]])
    (table,) = tables(read(page))
    assert (len(table), len(table[0])) == (2, 3)
    assert table[1][1].startswith("ประชุมชี้แจง\nและติดตามผล\n")


def test_of_cells_that_lie_over_one_another_the_smaller_stay():
    """A box in the corner of each cell, as drawings have them: its left side is too near to part a column."""
    page = PdfMaker().page().text(60, 80, "ข้อความก่อนช่องที่มีกรอบเล็ก").grid([100, 126, 152, 178], [100, 130, 160])
    for x in (100, 126, 152):
        for y in (100, 130):
            page.grid([x + 11, x + 26], [y, y + 15]).text(x + 13, y + 12, "กข", size=9)
    assert tables(read(page)) == [[["กข"] * 3, [""] * 3, ["กข"] * 3, [""] * 3]]


def test_a_page_frame_holds_prose_and_its_tables():
    page = PdfMaker().page().grid([20, 575], [20, 822]).text(60, 80, "ข้อความในกรอบหน้า").table(XS, YS, ROWS)
    document = read(page)
    assert tables(document) == [ROWS]
    assert prose(document) == ["ข้อความในกรอบหน้า"]


NO_TABLES = [
    ("a box around a title", [60, 500], [100, 140]),
    ("a box in two parts", [60, 300, 500], [100, 140]),
    ("a header rule and a footer rule", [60], [100, 800]),
]


@pytest.mark.parametrize(("xs", "ys"), [case[1:] for case in NO_TABLES], ids=[case[0] for case in NO_TABLES])
def test_what_only_looks_like_a_table_is_prose(xs, ys):
    page = PdfMaker().page().grid(xs, ys).text(70, 120, "รายงานผลการดำเนินการ").text(310, 120, "ประจำปีงบประมาณ")
    document = read(page)
    assert tables(document) == []
    assert prose(document) == ["รายงานผลการดำเนินการ ประจำปีงบประมาณ"]


def test_a_chart_is_no_table():
    page = PdfMaker().page().grid([60 + 30 * n for n in range(15)], [100 + 20 * n for n in range(11)])
    for x, y in [(65, 115), (65, 215), (125, 155), (245, 175), (305, 235)]:
        page.text(x, y, "๙๕")
    page.text(60, 330, "ปีงบประมาณตัวอย่าง")
    assert tables(read(page)) == []


def test_a_piece_that_runs_over_a_rule_is_cut_there():
    page = PdfMaker().page().grid(XS, YS).table(XS, YS, [HEAD], ruled=False)
    page.text(150, 160, "กกกกกกกกกก", size=12)  # 72 points: over the rule at 200
    (table,) = tables(read(page))
    assert table[1][:2] == ["กกกกกกก", "กกก"]


def test_a_word_that_hardly_sticks_out_of_its_cell_stays_whole():
    page = PdfMaker().page().grid(XS, YS).table(XS, YS, [HEAD], ruled=False)
    page.text(134, 160, "กกกกกกกกกก", size=12).text(196, 220, "ขขขขขขขขขข", size=12)
    (table,) = tables(read(page))
    assert [row[:2] for row in table[1:]] == [["กกกกกกกกกก", ""], ["", "ขขขขขขขขขข"]]


MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค."]
MONTH_XS = [40.0, 160.0, *(240.0 + 60 * n for n in range(5))]


def months_page() -> PdfPage:
    rows = [["มาตรการ", "ผู้รับผิดชอบ", *MONTHS], ["ส่งเสริมวินัย", "สำนักปลัด"], ["เปิดเผยข้อมูล", "กองคลัง"]]
    return PdfMaker().page().table(MONTH_XS, [100, 130, 160, 190], rows)


def test_grey_fills_and_arrows_in_month_columns_are_marks():
    page = months_page().fill(240, 130, 360, 160, 0.6).line(305, 175, 415, 175)
    (table,) = tables(document := read(page))
    assert table[1][2:] == ["■", "■", "", ""]
    assert table[2][2:] == ["", "■", "■", ""]
    start = document.trace.raw.index("■")
    after = document.trace.raw.index("กองคลัง")
    (place,) = document.locate(after, after + 1)
    assert isinstance(place, PagePlace)
    assert place.bbox[0] == pytest.approx(162, abs=0.1)
    assert document.locate(start, start + 1) == [PagePlace(page=1, bbox=(240, 130, 300, 160))]


def test_grey_quarters_below_their_years_are_marks():
    xs = [40.0, 160.0, 220.0, *(300.0 + 30 * n for n in range(9))]
    page = PdfMaker().page().grid(xs, [130, 160, 190, 220]).grid([*xs[:4], 420.0, 540.0], [100, 130])
    for x, y, text in [
        (42, 122, "มาตรการ"),
        (302, 122, "๒๕๖๖"),
        (422, 122, "๒๕๖๗"),
        (42, 182, "รับเรื่อง"),
        (42, 212, "ส.ก.พ."),
    ]:
        page.text(x, y, text, size=12)
    for n in range(8):
        page.text(302 + 30 * n, 152, "๑๒๓๔"[n % 4], size=12)
    page.fill(330, 160, 390, 191, 0.6)  # a hair too high for its row
    (table,) = tables(read(page))
    assert table[2][3:] == ["", "■", "■", "", "", "", "", ""]
    assert table[3][3:] == [""] * 8


def test_a_long_arrow_marks_its_months_and_cuts_no_cell():
    page = months_page().line(250, 145, 470, 145)
    (table,) = tables(read(page))
    assert [len(table), len(table[0])] == [3, 6]
    assert table[1][2:] == ["■"] * 4


def test_white_fills_and_shaded_rows_are_no_marks():
    page = months_page()
    page.content.insert(0, "")
    page.fill(240, 130, 300, 160, 1.0).fill(40, 160, 480, 190, 0.9)
    for x0, x1 in pairwise(MONTH_XS):
        page.fill(x0, 160, x1, 190, 0.9)
    assert [row[2:] for row in tables(read(page))[0][1:]] == [[""] * 4] * 2


def test_drawings_outside_month_columns_are_no_marks():
    page = PdfMaker().page().table(XS, YS, [HEAD, ["ก", "", "ข"]]).fill(205, 150, 340, 190, 0.5)
    assert tables(read(page))[0][1] == ["ก", "", "ข"]


def test_turned_text_in_a_cell_reads_along_its_direction():
    page = PdfMaker().page().table(XS, [100, 220, 260], [["", "ขั้นตอน", "ผล"], ["ก", "ข", "ค"]])
    page.text(100, 210, "มาตรการ", turn=1, size=12).text(118, 210, "ตัวอย่าง", turn=1, size=12)
    assert tables(read(page))[0][0] == ["มาตรการ\nตัวอย่าง", "ขั้นตอน", "ผล"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rules_turn_with_the_page(rotate):
    maker = PdfMaker()
    page = maker.page(842, 595, rotate=rotate)
    xs, ys = [100.0, 200.0, 300.0], [100.0, 200.0, 300.0]
    page.grid(xs, ys)
    turn = rotate // 90
    for x in (140, 240):
        for y in (150, 250):
            page.text(x, y, "กขค", turn=turn)
    document = read(page)
    assert tables(document) == [[["กขค", "กขค"], ["กขค", "กขค"]]]


def test_rules_and_text_of_a_form_are_placed_by_its_matrix():
    maker = PdfMaker()
    inner = maker.loose().table(XS, YS, ROWS)
    maker.page().text(60, 30, "หัวเรื่อง").form(inner, "0.5 0 0 0.5 50 200")
    document = read_pdf(maker.file(), "made.pdf")
    assert tables(document) == [ROWS]
    table = document.pages[0].blocks[1]
    assert isinstance(table, Table)
    assert table.rows[0][0].boxes[0][1] == (80, 271, 150, 291)


def shaded_page(head: list[str]) -> PdfPage:
    page = PdfMaker().page()
    for row, (top, bottom) in enumerate(pairwise(YS)):
        for left, right in pairwise(XS):
            page.fill(left + 1, top + 1, right - 1, bottom - 1, 0.8 if row == 0 else 0.95)
    return page.table(XS, YS, [head, *ROWS[1:]], ruled=False)


def test_cells_painted_side_by_side_make_a_table():
    assert tables(read(shaded_page(HEAD))) == [ROWS]
    assert tables(read(shaded_page(PLAIN_HEAD))) == [PLAIN]


def painted_page(*painted: int, text: list[list[str]], above: str = "") -> PdfPage:
    """A table of three columns and rows 40 points high, of which those numbered are painted cell by cell."""
    page = PdfMaker().page()
    ys = [100.0 + 40 * nth for nth in range(len(text) + 1)]
    for row in painted:
        for left, right in pairwise(XS):
            page.fill(left, ys[row], right, ys[row + 1], 0.8)
    if above:
        page.text(XS[0], 70, above, size=12)
    return page.table(XS, ys, text, ruled=False)


FOUR = [PLAIN_HEAD, ["๑. รับเรื่อง", "แจ้งผล", "สำนักปลัด"], ["๒. การใช้งบ", "เผยแพร่", "กองคลัง"], ["๓. ตรวจ", "นับ", "กองช่าง"]]
# which rows are painted | the rows found
BANDS = [
    pytest.param((0, 2), FOUR[:3], FOUR[:3], id="the row between"),
    pytest.param((0, 2), FOUR, FOUR, id="the last row"),
    pytest.param((1, 3), FOUR, FOUR, id="the first row"),
    pytest.param((1, 2), [HEAD, *FOUR[1:3]], [HEAD, *FOUR[1:3]], id="a heading above"),
]


@pytest.mark.parametrize(("painted", "drawn", "found"), BANDS)
def test_rows_left_white_beside_painted_ones_belong_to_the_table(painted, drawn, found):
    assert tables(read(painted_page(*painted, text=drawn))) == [found]


def test_prose_close_to_painted_rows_is_none():
    line = "หน่วยงานเปิดเผยข้อมูลการจดจ้างและรายงานผลการดำเนนงานต่อผู้บริหาร"
    document = read(painted_page(0, 1, text=FOUR[:2]).text(XS[0], 194, line, size=12))
    assert tables(document) == [FOUR[:2]]
    assert prose(document) == [line]


def test_the_painted_heading_of_a_ruled_table_parts_its_cells():
    page = painted_page(0, text=[HEAD, *ROWS[1:]])
    ys = [100.0, 140.0, 180.0, 220.0]
    for y in (ys[0], *ys[2:]):
        page.line(XS[0], y, XS[-1], y)
    for x in XS:
        page.line(x, ys[1] + 2, x, ys[-1])
    for x in (XS[0], XS[-1]):
        page.line(x, ys[0], x, ys[-1])
    assert tables(read(page)) == [ROWS]


ALIGNED_XS = [60.0, 200.0, 400.0]


def aligned_page(head: list[str], rows: list[list[str]], *, leading: float = 18) -> PdfPage:
    page, y = PdfMaker().page().text(60, 70, "ข้อความนำก่อนตาราง", size=12), 110.0
    for row in [head, *rows]:
        for x, text in zip(ALIGNED_XS, row, strict=True):
            if text:
                page.text(x, y, text, size=12)
        y += leading
    return page


ALIGNED = [["๑. ส่งเสริม", "ประชุมชี้แจง", "สำนักปลัด"], ["", "และติดตาม", ""], ["๒. ป้องกัน", "เปิดเผยข้อมูล", "กองคลัง"]]


def test_columns_aligned_under_known_headings_are_a_table():
    document = read(aligned_page(HEAD, ALIGNED))
    assert tables(document) == [
        [HEAD, ["๑. ส่งเสริม", "ประชุมชี้แจง\nและติดตาม", "สำนักปลัด"], ["๒. ป้องกัน", "เปิดเผยข้อมูล", "กองคลัง"]]
    ]
    assert prose(document) == ["ข้อความนำก่อนตาราง"]


NOT_ALIGNED = [
    ("headings nobody knows", PLAIN_HEAD, ALIGNED),
    ("one line below", HEAD, ALIGNED[:1]),
    ("prose below", HEAD, [["ข้อความยาวที่เขียนต่อเนื่องกันไปจนเต็มบรรทัดโดยไม่มีช่องว่างเลยสักนิดเดียว", "", ""]] * 3),
]


@pytest.mark.parametrize(("head", "rows"), [case[1:] for case in NOT_ALIGNED], ids=[case[0] for case in NOT_ALIGNED])
def test_aligned_text_alone_is_no_table(head, rows):
    assert tables(read(aligned_page(head, rows))) == []


def dotted(page: PdfPage, pitch: float, size: float = 0.75) -> PdfPage:
    """The rules of a table as squares, each on its own."""
    for y in YS:
        for nth in range(int((XS[-1] - XS[0]) / pitch) + 1):
            page.fill(XS[0] + nth * pitch, y, XS[0] + nth * pitch + size, y + size)
    for x in XS:
        for nth in range(int((YS[-1] - YS[0]) / pitch) + 1):
            page.fill(x, YS[0] + nth * pitch, x + size, YS[0] + nth * pitch + size)
    return page


@pytest.mark.parametrize("pitch", [1.5, 3.0])
def test_rows_of_dots_are_rules(pitch):
    page = PdfMaker().page().table(XS, YS, [PLAIN_HEAD, *ROWS[1:]], ruled=False)
    assert tables(read(dotted(page, pitch))) == [PLAIN]


def test_dots_that_stand_far_apart_are_no_rules():
    page = PdfMaker().page().table(XS, YS, [PLAIN_HEAD, *ROWS[1:]], ruled=False)
    assert tables(read(dotted(page, 12.0))) == []


def test_words_that_meet_the_side_of_a_column_by_chance_are_one_text():
    sides = [60.0, 150.0, 250.0, 350.0]
    page = PdfMaker().page()
    page.table(sides, [100.0, 130.0, 160.0], [["ใคร", "กองคลัง", "เมื่อไร"], ["ที่ไหน", "ห้อง 1", "ม.ค. 68"]])
    for x in (60.0, 150.0, 350.0):
        page.line(x, 160, x, 190)
    page.line(60, 190, 350, 190)
    page.text(62, 180, "ผล", size=12).text(152, 180, "จ่ายภายในสามวัน ร้อยละ 98 แล้ว", size=12)
    (rows,) = tables(read(page))
    assert rows[-1] == ["ผล", "จ่ายภายในสามวัน ร้อยละ 98 แล้ว", "^"]
