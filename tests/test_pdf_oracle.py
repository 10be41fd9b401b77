"""The fast reader against pdfplumber: the same grids within a point, the same characters at the same places."""

import io
import random
from ctypes import c_void_p, cast
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from extract.readers.pdf.drawn.glyphs import MARKS
from extract.readers.pdf.drawn.limits import DEFAULT_LIMITS
from extract.readers.pdf.drawn.raw import pdfium
from extract.readers.pdf.fallback import may_rule
from extract.readers.pdf.page import PageContent, read_page
from extract.readers.pdf.ruled.grid import rules_to_grids
from tests.pdfmaker import PdfMaker

Cells = list[tuple[float, ...]]
SHARED = Path(__file__).resolve().parents[2] / "shared" / "conformance"
MADE = sorted((SHARED / "pdf").glob("002_*.pdf"))  # one report from each maker


def contents(data: bytes) -> list[PageContent]:
    """Pages as the fast reader sees them."""
    document = PdfDocument(data)
    handle = cast(document.raw, c_void_p).value
    pages = []
    for index in range(len(document)):
        page = pdfium("FPDF_LoadPage")(handle, index)
        pages.append(read_page(page, index + 1, "made.pdf", DEFAULT_LIMITS))
        pdfium("FPDF_ClosePage")(page)
    document.close()
    return pages


def grids_here(content: PageContent) -> list[Cells]:
    grids = rules_to_grids(content.drawing.across, content.drawing.down, mend=False)
    return sorted(sorted(grid.cells) for grid in grids)


def grids_there(page: Any) -> list[Cells]:
    """pdfplumber's tables, once fat fills are no rules for it either."""
    left, top = page.bbox[:2]
    found = page.filter(may_rule).find_tables()
    cells = [[(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in table.cells] for table in found]
    return sorted(sorted(table) for table in cells)


def assert_same_grids(here: list[Cells], there: list[Cells]) -> None:
    assert [len(cells) for cells in here] == [len(cells) for cells in there]
    for mine, theirs in zip(here, there, strict=True):
        for cell, other in zip(mine, theirs, strict=True):
            assert cell == pytest.approx(other, abs=1.0)


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(2, 6), st.booleans())
@settings(max_examples=25, deadline=None)
def test_grids_with_missing_rules_agree(seed, columns, rows, as_fills):
    chance = random.Random(seed)
    xs, ys = _levels(chance, columns, 60), _levels(chance, rows, 40)
    maker = PdfMaker()
    page = maker.page(700, 700)
    for y in ys:
        for x0, x1 in pairwise(xs):
            if chance.random() < 0.85:
                page.fill(x0, y - 0.25, x1, y + 0.25) if as_fills else page.line(x0, y, x1, y)
    for x in xs:
        for top, bottom in pairwise(ys):
            if chance.random() < 0.85:
                page.fill(x - 0.25, top, x + 0.25, bottom) if as_fills else page.line(x, top, x, bottom)
    data = maker.file()
    with pdfplumber.open(io.BytesIO(data)) as document:
        assert_same_grids(grids_here(contents(data)[0]), grids_there(document.pages[0]))


def _levels(chance: random.Random, count: int, start: float) -> list[float]:
    levels = [start]
    for _ in range(count):
        levels.append(levels[-1] + chance.choice([12, 30.5, 55, 90]))
    return levels


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_characters_stand_where_pdfplumber_puts_them(rotate):
    maker = PdfMaker()
    maker.page(400, 300, rotate=rotate).text(60, 100, "ตำบลตัวอย่าง").text(60, 140, "จัดทำแผน")
    data = maker.file()
    (content,) = contents(data)
    glyphs = content.glyphs
    with pdfplumber.open(io.BytesIO(data)) as document:
        theirs = [
            (char["text"], *_middle(char["x0"], char["top"], char["x1"], char["bottom"]))
            for char in document.pages[0].chars
        ]
    drawn = [at for run in glyphs.runs for at in range(run.start, run.end)]
    mine = [
        (glyphs.text[at], *_middle(glyphs.x0[at], glyphs.top[at], glyphs.x1[at], glyphs.bottom[at])) for at in drawn
    ]
    assert [letter for letter, _, _ in mine] == [letter for letter, _, _ in theirs]
    along = 1 if rotate % 180 == 0 else 2
    for here, there in zip(mine, theirs, strict=True):
        assert here[along] == pytest.approx(there[along], abs=6 if here[0] in MARKS else 2)


def _middle(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float]:
    return (x0 + x1) / 2, (top + bottom) / 2


@pytest.mark.skipif(not MADE, reason="the conformance PDFs are not beside this checkout")
@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name.split(".")[1])
def test_grids_of_real_makers_agree(path):
    data = path.read_bytes()
    with pdfplumber.open(io.BytesIO(data)) as document:
        for content, page in zip(contents(data), document.pages, strict=True):
            assert_same_grids(grids_here(content), grids_there(page))
            page.close()
