"""Several numbered rows in one row of the grid: each number stands beside its own texts, at their height."""

from itertools import pairwise

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Table
from tests.pdfmaker import PdfMaker

XS = [50.0, 150.0, 190.0, 340.0, 450.0, 550.0]
HEAD = ["ตัวชี้วัด", "ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"]
TOPS = [100.0, 130.0, 260.0, 320.0]
Placed = list[tuple[float, str]]  # texts of a cell, and how far below its top they stand

TWO: list[Placed] = [
    [(20, "การใช้งบ")],
    [(20, "1."), (80, "2.")],
    [(20, "จัดเวร"), (40, "ตอบคำถาม"), (80, "ติดป้าย")],
    [(20, "กองช่าง"), (80, "กองคลัง")],
    [(20, "ปี 2567"), (80, "ปี 2568")],
]
TWO_READ = [["การใช้งบ", "1.", "จัดเวร\nตอบคำถาม", "กองช่าง", "ปี 2567"], ["^", "2.", "ติดป้าย", "กองคลัง", "ปี 2568"]]
ONE_PERIOD = [*TWO[:4], [(20, "ปี 2567")]]
ONE_PERIOD_READ = [[*TWO_READ[0][:4], "ปี 2567"], [*TWO_READ[1][:4], "^"]]
A_LIST = [*TWO[:2], [(20, "จัดเวร")], [(20, "กองช่าง")], TWO[4]]
A_LIST_READ = [["การใช้งบ", "1.\n2.", "จัดเวร", "กองช่าง", "ปี 2567\nปี 2568"]]
NO_COUNT = [TWO[0], [(20, "3"), (80, "9")], *TWO[2:]]
NO_COUNT_READ = [["การใช้งบ", "3\n9", "จัดเวร\nตอบคำถาม\nติดป้าย", "กองช่าง\nกองคลัง", "ปี 2567\nปี 2568"]]

CASES = [
    pytest.param(TWO, TWO_READ, id="two rows in one"),
    pytest.param(ONE_PERIOD, ONE_PERIOD_READ, id="a cell with one text is of both"),
    pytest.param(A_LIST, A_LIST_READ, id="numbers with too few texts beside them"),
    pytest.param(NO_COUNT, NO_COUNT_READ, id="numbers that do not count on"),
]


@pytest.mark.parametrize(("cells", "expected"), CASES)
def test_rows_that_numbers_tell_in_one_row_of_the_grid(cells, expected):
    maker = PdfMaker()
    page = maker.page().grid(XS, TOPS)
    last = ["การสื่อสาร", "3.", "ลงข่าว", "กองช่าง", "ปี 2568"]
    for (top, _), row in zip(
        pairwise(TOPS), [[[(20, label)] for label in HEAD], cells, [[(20, x)] for x in last]], strict=True
    ):
        for x, cell in zip(XS, row, strict=False):
            for down, text in cell:
                page.text(x + 3, top + down, text, size=12)
    document = read_pdf(maker.file(), "made.pdf")
    (table,) = [block for _, block in document.blocks() if isinstance(block, Table)]
    shown = [["^" if cell.inherited else document.read_raw(cell) for cell in row] for row in table.rows]
    assert shown == [HEAD, *expected, last]
