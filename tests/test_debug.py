"""The drawing of a page shows what was read where it stands."""

from typing import get_args

import pytest
from PIL import Image
from typer.testing import CliRunner

from prongsai.cli.app import app
from prongsai.debug import FAINT, ROLE_COLOURS, draw_page
from schemas.errors import UsageError
from schemas.records import Role
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


def test_glyphs_lines_and_cells_are_drawn(made, tmp_path):
    out = tmp_path / "page.png"
    draw_page(made, 1, out, resolution=72)
    with Image.open(out) as image:
        assert image.size == (370, 280)
        colours = {colour for _, colour in image.convert("RGB").getcolors(100_000) or ()}
        assert {(0x99, 0x99, 0x99), (0x20, 0x50, 0xD0), (0xD0, 0x20, 0x20)} <= colours
        # The table's left side stands 60 - 20 points from the left of the page as displayed.
        red = [x for x in range(30, 50) if image.convert("RGB").getpixel((x, 110)) == (0xD0, 0x20, 0x20)]
        assert 40 in red


def test_cells_below_the_header_bear_the_colour_of_their_role(made, tmp_path):
    out = tmp_path / "page.png"
    draw_page(made, 1, out, resolution=72)
    with Image.open(out) as image:
        rgb = image.convert("RGB")
    roles: tuple[Role, ...] = ("measure", "steps", "responsible")
    for column, role in enumerate(roles):
        x = 60 + 100 * column - 20 + 97  # near the right end of the cell, clear of its text
        assert rgb.getpixel((x, 110)) == (255, 255, 255), "the header has no role"
        red, green, blue = (255 + FAINT * (tone - 255) / 255 for tone in ROLE_COLOURS[role])
        assert rgb.getpixel((x, 150)) == pytest.approx((red, green, blue), abs=2)


def test_every_role_has_a_colour_of_its_own():
    assert set(ROLE_COLOURS) == set(get_args(Role))
    assert len(set(ROLE_COLOURS.values())) == len(ROLE_COLOURS)


def test_the_command_writes_a_picture_of_the_pages_size(made, tmp_path):
    out = tmp_path / "page.png"
    run = CliRunner().invoke(app, ["debug", str(made), "--page", "1", "--out", str(out), "--resolution", "144"])
    assert (run.exit_code, run.output) == (0, "")
    with Image.open(out) as image:
        assert (image.format, image.size) == ("PNG", (740, 560))


@pytest.mark.parametrize(
    ("content", "page", "told"),
    [(b"plain text", "1", "not a PDF"), (None, "2", "no page 2; it has 1")],
    ids=["no PDF", "no such page"],
)
def test_the_command_names_a_wrong_call_in_one_line(made, tmp_path, content, page, told):
    if content is not None:
        made.write_bytes(content)
    run = CliRunner().invoke(app, ["debug", str(made), "--page", page, "--out", str(tmp_path / "page.png")])
    assert (run.exit_code, run.output.count("\n")) == (2, 1)
    assert told in run.output


def test_a_page_that_is_not_there_is_a_wrong_call(made, tmp_path):
    with pytest.raises(UsageError, match=r"made\.pdf: no page 2; it has 1"):
        draw_page(made, 2, tmp_path / "page.png")
