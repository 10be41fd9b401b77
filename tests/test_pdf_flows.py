"""Prose in several columns is read column by column; tables and labels that only look so are not."""

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Line
from tests.pdfmaker import PdfMaker, PdfPage

FULL, SHORT = "หน่วยงานเปิดเผยข้อมูลการจดจ้าง", "ครบถวน"
LEFT, RIGHT, STEP = 50.0, 320.0, 18.0


def column(page: PdfPage, x: float, y: float, name: str, lines: int) -> PdfPage:
    """Lines of 12 points, each opened by its name and number; the last is short."""
    for nth in range(lines):
        text = FULL if nth + 1 < lines else SHORT
        page.text(x, y + STEP * nth, f"{name}{'กขคงจฉชซฌญ'[nth]}{text}", size=12)
    return page


def order(page: PdfPage) -> list[str]:
    """The first two letters of each line, in reading order."""
    document = read_pdf(page.maker.file(), "made.pdf")
    return [document.text[block.span[0] :][:2] for _, block in document.blocks() if isinstance(block, Line)]


def named(name: str, lines: int) -> list[str]:
    return [f"{name}{letter}" for letter in "กขคงจฉชซฌญ"[:lines]]


@pytest.mark.parametrize("shift", [0, 7], ids=["on one level", "on levels of their own"])
def test_two_columns(shift):
    page = column(column(PdfMaker().page(), LEFT, 100, "ซ", 8), RIGHT, 100 + shift, "ข", 7)
    assert order(page) == named("ซ", 8) + named("ข", 7)


def test_three_columns():
    page = PdfMaker().page(width=842, height=595)
    for x, name, lines in ((50, "ซ", 8), (300, "ก", 8), (550, "ข", 6)):
        column(page, x, 100, name, lines)
    assert order(page) == named("ซ", 8) + named("ก", 8) + named("ข", 6)


# a heading between two bands of columns | does it part them?
HEADINGS = [
    pytest.param("ปวผลการดำเนนงานของหนวยงานในรอบปงบประมาณทผานมาและแผนปหนา", LEFT, id="over both columns"),
    pytest.param("ปวผลงาน", LEFT, id="shorter than a column"),
    pytest.param("ปวผลงานของปทแลว", 260.0, id="in the middle"),
]


@pytest.mark.parametrize(("heading", "x"), HEADINGS)
def test_a_heading_between_columns_parts_them(heading, x):
    page = column(column(PdfMaker().page(), LEFT, 100, "ซ", 6), RIGHT, 100, "ข", 6)
    page.text(x, 232, heading, size=14)
    column(column(page, LEFT, 270, "จ", 6), RIGHT, 270, "ฉ", 6)
    assert order(page) == [*named("ซ", 6), *named("ข", 6), "ปว", *named("จ", 6), *named("ฉ", 6)]


def test_few_lines_beside_one_another_under_such_columns_are_columns_too():
    page = column(column(PdfMaker().page(), LEFT, 100, "ซ", 6), RIGHT, 100, "ข", 6)
    page.text(LEFT, 232, "ปวผลการดำเนนงานของหนวยงานในรอบปงบประมาณทผานมาและแผนปหนา", size=14)
    column(column(page, LEFT, 270, "จ", 3), RIGHT, 270, "ฉ", 2)
    assert order(page)[-5:] == [*named("จ", 3), *named("ฉ", 2)]


def test_a_table_over_both_columns_stands_between_them():
    page = column(column(PdfMaker().page(), LEFT, 100, "ซ", 6), RIGHT, 100, "ข", 6)
    page.table([50, 200, 350, 560], [220, 250, 280], [["มาตรการ", "ขั้นตอน", "ผล"], ["รับ", "แจ้ง", "ครบ"]])
    column(column(page, LEFT, 310, "จ", 6), RIGHT, 310, "ฉ", 6)
    document = read_pdf(page.maker.file(), "made.pdf")
    kinds = ["" if isinstance(block, Line) else "table" for _, block in document.blocks()]
    assert kinds.index("table") == 12
    assert order(page) == [*named("ซ", 6), *named("ข", 6), *named("จ", 6), *named("ฉ", 6)]


def test_a_paragraph_goes_on_in_the_next_column_where_the_last_line_is_full():
    page = column(column(PdfMaker().page(), LEFT, 100, "ซ", 6), RIGHT, 100, "ข", 6)
    page.text(LEFT, 208, f"ซช{FULL}", size=12)
    document = read_pdf(page.maker.file(), "made.pdf")
    gaps = {document.text[block.span[0] :][:2]: block.gap for _, block in document.blocks() if isinstance(block, Line)}
    assert gaps["ขก"] is False
    short = column(column(PdfMaker().page(), LEFT, 100, "ซ", 6), RIGHT, 100, "ข", 6)
    document = read_pdf(short.maker.file(), "made.pdf")
    gaps = {document.text[block.span[0] :][:2]: block.gap for _, block in document.blocks() if isinstance(block, Line)}
    assert gaps["ขก"] is True


def across(page: PdfPage, xs: list[float], rows: list[list[str]], step: float = STEP) -> PdfPage:
    for nth, row in enumerate(rows):
        for x, text in zip(xs, row, strict=True):
            if text:
                page.text(x, 100 + step * nth, text, size=12)
    return page


# where texts begin | rows, each read across
SIDE_BY_SIDE = [
    pytest.param([LEFT, 300.0], [["ชอหนวยงาน", "เทศบาล"]] * 8, id="labels and values"),
    pytest.param([LEFT, 500.0], [[f"{FULL}{FULL}", "12"]] * 8, id="a list of contents"),
    pytest.param([LEFT, 300.0], [["(ลงนาม)", "(ลงนาม)"], ["นายก", "ปลด"], ["วนท", "วนท"]], id="signatures"),
    pytest.param(
        [LEFT, RIGHT],
        [[f"ซ{FULL}", f"ข{FULL}"], ["", f"ข{FULL}"], ["", f"ข{FULL}"]] * 4,
        id="cells of two heights",
    ),
]


@pytest.mark.parametrize(("xs", "rows"), SIDE_BY_SIDE)
def test_what_is_no_prose_in_columns_is_read_across(xs, rows):
    document = read_pdf(across(PdfMaker().page(), xs, rows).maker.file(), "made.pdf")
    lines = [document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line)]
    assert lines == [" ".join(text for text in row if text) for row in rows]
