"""Rows that only rules across part, below a grid whose rules down end above them."""

from extract.readers.pdf import read_pdf
from schemas.document import Document, Table
from tests.pdfmaker import PdfMaker, PdfPage

XS = [50.0, 150.0, 330.0, 450.0, 545.0]
TOPS = [100.0, 125.0, 165.0]  # of the heading and the first row, and its bottom
HEAD = ["มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"]
FIRST = ["๑. รับเรื่อง", "เปิดช่องทาง\nติดประกาศ", "กองกลาง", "ไตรมาสที่ ๑"]


def write_row(page: PdfPage, top: float, cells: list[str]) -> None:
    for x, text in zip(XS, cells, strict=False):
        for nth, line in enumerate(text.split("\n")):
            page.text(x + 3, top + 16 + 16 * nth, line, size=12)


def tables(document: Document) -> list[list[list[str]]]:
    blocks = [block for _, block in document.blocks() if isinstance(block, Table)]
    return [[[document.read_raw(cell) for cell in row] for row in block.rows] for block in blocks]


def prose(document: Document) -> list[str]:
    return [document.text[slice(*b.span)] for _, b in document.blocks() if not isinstance(b, Table)]


def read(page: PdfPage) -> Document:
    return read_pdf(page.maker.file(), "made.pdf")


def below_a_ruled_table(page: PdfPage, rows: list[list[str]]) -> list[list[str]]:
    """A ruled heading and row, and rows below them that only rules across part, the last one open."""
    page.grid(XS, TOPS)
    for nth, cells in enumerate([HEAD, FIRST, *rows]):
        top = TOPS[0] + 25 * nth + (15 if nth > 1 else 0)
        write_row(page, top, cells)
        if nth > 2:
            page.line(XS[0], top, XS[-1], top)
    (table,) = tables(read(page))
    return table


def test_rows_whose_rules_down_end_above_them_are_rows():
    rows = [["๒. ยืมพัสดุ", "ตรวจนับ", "กองคลัง", "ตลอดปี"], ["๓. อบรม", "จัดประชุม", "กองช่าง", "ไตรมาสที่ ๒"]]
    assert below_a_ruled_table(PdfMaker().page(), rows) == [HEAD, FIRST, *rows]


def test_the_title_of_a_section_among_them_is_one_cell():
    rows = [["ด้านที่ ๒ การใช้พัสดุ"], ["๒. ยืมพัสดุ", "ตรวจนับ", "กองคลัง", "ตลอดปี"]]
    assert below_a_ruled_table(PdfMaker().page(), rows)[2:] == [rows[0] * 4, rows[1]]


def test_prose_above_a_line_below_a_table_is_no_row():
    page = PdfMaker().page()
    page.grid(XS, TOPS)
    for top, cells in zip(TOPS, [HEAD, FIRST], strict=False):
        write_row(page, top, cells)
    page.text(XS[0], 190, "หมายเหตุ ข้อมูล ณ สิ้นปีงบประมาณตามที่กองกลางได้รับแจ้งจากทุกส่วนราชการแล้ว", size=12)
    page.line(XS[0], 200, XS[-1], 200)
    document = read(page)
    assert tables(document) == [[HEAD, FIRST]]
    assert len(prose(document)) == 1
