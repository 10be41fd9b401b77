"""Text typed into fields is read where it stands; empty fields add nothing."""

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Document, Line, Table
from schemas.place import PagePlace
from tests.pdfmaker import PdfMaker, PdfPage


def read(page: PdfPage) -> Document:
    return read_pdf(page.maker.file(), "made.pdf")


def lines(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line)]


# kind of annotation, what was typed | the line that stands there
FIELDS = [
    pytest.param("Widget", "เทศบาลดอนงาม", "หน่วยงาน เทศบาลดอนงาม", id="a field"),
    pytest.param("FreeText", "เทศบาลดอนงาม", "หน่วยงาน เทศบาลดอนงาม", id="text typed onto the page"),
    pytest.param("Widget", "", "หน่วยงาน", id="an empty field"),
]


@pytest.mark.parametrize(("kind", "value", "line"), FIELDS)
def test_what_is_typed_into_a_field(kind, value, line):
    page = PdfMaker().page().text(60, 100, "หน่วยงาน", size=12).text(60, 130, "บรรทัดถัดไปของหน้า", size=12)
    assert lines(read(page.typed(140, 100, value, kind=kind))) == [line, "บรรทัดถัดไปของหน้า"]


def test_a_link_is_no_text():
    page = PdfMaker().page().text(60, 100, "หน่วยงานเปิดเผย", size=12).typed(140, 100, "ซ่อน", kind="Link")
    assert lines(read(page)) == ["หน่วยงานเปิดเผย"]


def test_a_field_in_a_cell_belongs_to_it_and_has_a_place():
    page = PdfMaker().page().table([60, 200, 500], [100, 130, 160], [["มาตรการ", "ผู้รับผิดชอบ"], ["รับเรื่อง", ""]])
    document = read(page.typed(210, 150, "กองคลัง"))
    (table,) = document.pages[0].blocks
    assert isinstance(table, Table)
    cell = table.rows[1][1]
    assert document.read(cell) == "กองคลัง"
    (place,) = document.locate(*cell.spans[0])
    assert isinstance(place, PagePlace)
    assert place.bbox[0] == pytest.approx(210, abs=1)
