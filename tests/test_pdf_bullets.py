"""List marks that are drawn, not written: they part items as written ones do."""

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Line, Table
from schemas.place import PagePlace
from tests.pdfmaker import PdfMaker, PdfPage

DISC, CIRCLE, SQUARE = "•", "○", "▪"


def mark(page: PdfPage, kind: str, x: float, y: float, side: float = 5) -> None:
    """A mark ``side`` points wide whose top left corner is at ``x``, ``y``."""
    if kind == SQUARE:
        page.fill(x, y, x + side, y + side)
        return
    r, cx, cy = side / 2, x + side / 2, page.height - y - side / 2
    k = 0.55 * r
    path = f"{cx + r} {cy} m {cx + r} {cy + k} {cx + k} {cy + r} {cx} {cy + r} c "
    path += f"{cx - k} {cy + r} {cx - r} {cy + k} {cx - r} {cy} c {cx - r} {cy - k} {cx - k} {cy - r} {cx} {cy - r} c "
    path += f"{cx + k} {cy - r} {cx + r} {cy - k} {cx + r} {cy} c "
    page.content.append(path + ("f" if kind == DISC else "0.5 w S"))


def lines_of(maker: PdfMaker) -> list[str]:
    document = read_pdf(maker.file(), "made.pdf")
    return [document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line)]


# mark, its left side, its top, its side | what stands there; the text is 16 points high on the baseline 100, from x 60
MARKS = [
    pytest.param(DISC, 46, 92, 5, "• เปิดเผยข้อมูล", id="disc"),
    pytest.param(CIRCLE, 46, 92, 5, "○ เปิดเผยข้อมูล", id="circle"),
    pytest.param(SQUARE, 46, 92, 5, "▪ เปิดเผยข้อมูล", id="square"),
    pytest.param(DISC, 30, 92, 5, "• เปิดเผยข้อมูล", id="a wide indent"),
    pytest.param(DISC, 46, 104, 5, "เปิดเผยข้อมูล", id="below the line"),
    pytest.param(DISC, 46, 74, 5, "เปิดเผยข้อมูล", id="above the line"),
    pytest.param(DISC, 10, 92, 5, "เปิดเผยข้อมูล", id="far from the text"),
    pytest.param(SQUARE, 40, 88, 11.5, "เปิดเผยข้อมูล", id="as high as a letter"),
    pytest.param(DISC, 200, 92, 5, "เปิดเผยข้อมูล", id="behind the text"),
]


@pytest.mark.parametrize(("kind", "x", "y", "side", "line"), MARKS)
@pytest.mark.parametrize("rotate", [0, 180])
def test_a_drawn_mark(kind, x, y, side, line, rotate):
    maker = PdfMaker()
    page = maker.page(rotate=rotate)
    page.text(60, 100, "เปิดเผยข้อมูล")
    mark(page, kind, x, y, side)
    assert lines_of(maker) == [line if rotate == 0 else "เปิดเผยข้อมูล"]  # upside down nothing stands before a line


def test_a_mark_within_a_line_is_none():
    maker = PdfMaker()
    page = maker.page().text(60, 100, "กองคลัง")
    page.text(60 + 7 * 9 + 20, 100, "กองช่าง")
    mark(page, SQUARE, 60 + 5 * 9.6 + 8, 92)
    assert len(lines_of(maker)) == 1
    assert SQUARE not in lines_of(maker)[0]


def test_marks_part_the_items_of_a_cell_and_have_places():
    maker = PdfMaker()
    page = maker.page().table([40, 140, 400], [50, 80, 160], [["มาตรการ", "วิธีดำเนินการ"], ["รับเรื่อง", ""]])
    for y, text in ((96, "ตั้งศูนย์รับเรื่อง"), (114, "ในศาลากลาง"), (132, "รายงานทุกเดือน")):
        page.text(160, y, text, size=12)
    for y in (90, 126):
        mark(page, DISC, 148, y, 4)
    document = read_pdf(maker.file(), "made.pdf")
    (table,) = [block for _, block in document.blocks() if isinstance(block, Table)]
    cell = table.rows[1][1]
    assert document.read(cell) == "• ตั้งศูนย์รับเรื่อง\nในศาลากลาง\n• รายงานทุกเดือน"
    (place,) = document.locate(cell.spans[0][0], cell.spans[0][0] + 1)
    assert isinstance(place, PagePlace)
    assert (place.page, place.bbox) == (1, (148.0, 90.0, 152.0, 94.0))
