"""The drawing of a page shows what was read where it stands."""

import pytest
from PIL import Image

from prongsai.debug import draw_page
from schemas.errors import UsageError
from tests.pdfmaker import PdfMaker

HEAD = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"]
BODY = ["๑. การปฏิบัติหน้าที่", "ประชุมชี้แจง", "สำนักปลัด"]


@pytest.fixture
def made(tmp_path):
    maker = PdfMaker()
    page = maker.page(400, 300, crop=(20, 10, 390, 290)).text(60, 50, "แผนปฏิบัติการตัวอย่าง")
    page.table([60, 160, 260, 360], [100, 140, 180], [HEAD, BODY])
    path = tmp_path / "made.pdf"
    path.write_bytes(maker.file())
    return path


def test_glyphs_lines_cells_and_roles_are_drawn(made, tmp_path):
    out = tmp_path / "page.png"
    draw_page(made, 1, out, resolution=72)
    with Image.open(out) as image:
        assert image.size == (370, 280)
        colours = {colour for _, colour in image.convert("RGB").getcolors(100_000) or ()}
        assert {(0x99, 0x99, 0x99), (0x20, 0x50, 0xD0), (0xD0, 0x20, 0x20)} <= colours
        assert any(green > max(red, blue) for red, green, blue in colours), "no role"
        # The table's left side stands 60 - 20 points from the left of the page as displayed.
        red = [x for x in range(30, 50) if image.convert("RGB").getpixel((x, 110)) == (0xD0, 0x20, 0x20)]
        assert 40 in red


def test_a_page_that_is_not_there_is_a_wrong_call(made, tmp_path):
    with pytest.raises(UsageError, match=r"made\.pdf: no page 2; it has 1"):
        draw_page(made, 2, tmp_path / "page.png")
