"""Wide pages printed on high ones: all their text is turned, and no /Rotate says so."""

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Document, Line, Table
from schemas.place import PagePlace
from tests.pdfmaker import PdfMaker

XS, YS = [60.0, 200.0, 350.0, 500.0], [100.0, 140.0, 200.0, 260.0]
ROWS = [
    ["มาตรการ", "ขั้นตอนการดำเนินการ", "ผู้รับผิดชอบ"],
    ["๑. การปฏิบัติงาน", "ประชุมชี้แจง\nและติดตามผล", "สำนักปลัด"],
    ["๒. การใช้งบ", "เปิดเผยข้อมูล\nทุกไตรมาส", "กองคลัง"],
]
WIDE, HIGH = 842.0, 595.0
# quarter turns anticlockwise of the text: the matrix that turns it
TURNS = {1: "0 1 -1 0 595 0", 2: "-1 0 0 -1 842 595", 3: "0 -1 1 0 0 842"}


def turned(turn: int, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
    """A box of the wide page on the one it is printed on."""
    return {
        1: (top, WIDE - x1, bottom, WIDE - x0),
        2: (WIDE - x1, HIGH - bottom, WIDE - x0, HIGH - top),
        3: (HIGH - bottom, x0, HIGH - top, x1),
    }[turn]


def printed(turn: int, *, rotate: int = 0) -> Document:
    maker = PdfMaker()
    inner = (
        maker.loose(WIDE, HIGH).text(60, 80, "รายงานผลตามมาตรการ").table(XS, YS, ROWS).text(60, 300, "หมายเหตุใต้ตาราง")
    )
    page = maker.page(*((HIGH, WIDE) if turn % 2 else (WIDE, HIGH)), rotate=rotate)
    page.form(inner, TURNS[turn])
    return read_pdf(maker.file(), "made.pdf")


def read(document: Document) -> list[str | list[list[str]]]:
    return [
        document.text[slice(*block.span)]
        if isinstance(block, Line)
        else [[document.read(cell) for cell in row] for row in block.rows]
        for _, block in document.blocks()
    ]


@pytest.mark.parametrize("turn", TURNS)
def test_it_reads_as_if_it_were_upright_and_stands_where_it_is_displayed(turn):
    document = printed(turn)
    assert read(document) == ["รายงานผลตามมาตรการ", ROWS, "หมายเหตุใต้ตาราง"]
    (table,) = [block for _, block in document.blocks() if isinstance(block, Table)]
    ((page, box),) = table.rows[1][2].boxes
    assert page == 1
    assert box == pytest.approx(turned(turn, XS[2], YS[1], XS[3], YS[2]))
    (place,) = document.locate(*table.rows[1][2].spans[0])
    assert isinstance(place, PagePlace)
    assert box[0] <= place.bbox[0] < place.bbox[2] <= box[2]
    assert box[1] <= place.bbox[1] < place.bbox[3] <= box[3]


def test_the_pages_size_is_as_displayed():
    assert [(page.width, page.height) for page in printed(1).pages] == [(HIGH, WIDE)]


def test_a_turned_page_whose_rotation_turns_it_back_is_upright():
    document = printed(1, rotate=90)
    assert read(document) == ["รายงานผลตามมาตรการ", ROWS, "หมายเหตุใต้ตาราง"]
    (table,) = [block for _, block in document.blocks() if isinstance(block, Table)]
    ((_, box),) = table.rows[1][2].boxes
    assert box == pytest.approx((XS[2], YS[1], XS[3], YS[2]))


def test_a_few_turned_words_beside_upright_text_turn_nothing():
    page = PdfMaker().page().table(XS, YS, ROWS).text(40, 260, "ตารางที่หนึ่งของรายงาน", turn=1, size=12)
    assert ROWS in read(read_pdf(page.maker.file(), "made.pdf"))


@pytest.mark.parametrize("turn", TURNS)
def test_ink_is_looked_at_as_displayed(turn):
    """ต าบล, where the "space" is a drawn mark; ผู้ป่วย, where a low vowel is drawn above."""
    maker = PdfMaker()
    inner = maker.loose(WIDE, HIGH).table(XS, YS, ROWS)
    inner.text(60, 300, "ตําบลบางแก้ว", said="ต าบลบางแก้ว").text(60, 330, "ผู้ป่วยนอก", said="ผู้ปุวยนอก")
    page = maker.page(*((HIGH, WIDE) if turn % 2 else (WIDE, HIGH)))
    page.form(inner, TURNS[turn])
    document = read_pdf(maker.file(), "made.pdf")
    assert read(document)[1:] == ["ตำบลบางแก้ว", "ผู้ป่วยนอก"]
