"""A page of a PDF with what was read drawn over it: glyphs, lines, cells and the roles of columns.

Grey boxes are glyphs, blue ones lines of prose (magenta where a paragraph begins), red ones cells. A cell whose column
has a role bears its name and colour; headers and rows that span columns have none. The page and the drawing are
pdfplumber's visual debugger.
"""

import io
from pathlib import Path
from typing import Any

from extract.clean import clean_document
from extract.readers.pdf import look_at_page, read_pdf
from extract.readers.pdf.order.layout import PlacedLine
from extract.readers.pdf.page import PageContent
from extract.tables.sheets import document_to_sheets
from schemas.errors import UsageError
from schemas.records import Role

Box = tuple[float, float, float, float]

_GLYPH, _LINE, _PARAGRAPH, _CELL, _LABEL = "#999999", "#2050d0", "#c020c0", "#d02020", "#004000"
_CLEAR = (0, 0, 0, 0)
FAINT = 70  # of 255: the text below stays readable
# Neighbours in the usual order of columns are far apart in hue.
ROLE_COLOURS: dict[Role, tuple[int, int, int]] = {
    "seq": (120, 120, 120),
    "section": (160, 110, 60),
    "indicator": (0, 150, 200),
    "measure": (230, 60, 60),
    "steps": (60, 160, 60),
    "responsible": (60, 90, 230),
    "period": (240, 170, 0),
    "month": (240, 210, 60),
    "status": (170, 60, 200),
    "results": (0, 170, 150),
    "outcomes": (230, 90, 170),
    "issues": (200, 90, 0),
    "recommendations": (110, 130, 0),
    "follow_up": (90, 60, 160),
    "budget": (0, 110, 80),
}


def draw_page(path: Path, number: int, out: Path, resolution: int = 150) -> None:
    """Draw page ``number`` (from 1) of a PDF to the image ``out``.

    ``resolution`` is in dots an inch. Raises InputError, and UsageError for no such page or a file that is no PDF.
    """
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        raise UsageError(f"{path.name}: not a PDF; other reports have no pages to draw")
    try:
        content = look_at_page(data, path.name, number)
    except LookupError as error:
        raise UsageError(str(error.args[0])) from error
    roles = _cell_roles(data, path.name, number)
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        image = document.pages[number - 1].to_image(resolution=resolution)
        shift = _crop_corner(document.pages[number - 1])
        for colour, boxes in _boxes_by_colour(content).items():
            image.draw_rects([_moved(box, shift) for box in boxes], fill=_CLEAR, stroke=colour, stroke_width=1)
        for box, role in roles:
            _colour(image, _moved(box, shift), role)
        image.save(out, quantize=False)


def _boxes_by_colour(content: PageContent) -> dict[str, list[Box]]:
    glyphs = content.glyphs
    columns = list(zip(glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom, strict=True))
    boxes: dict[str, list[Box]] = {_GLYPH: [columns[at] for run in glyphs.runs for at in range(run.start, run.end)]}
    for placed in content.blocks:
        if isinstance(placed, PlacedLine):
            drawn = [columns[at] for start, end in placed.line.parts for at in range(max(start, 0), end)]
            boxes.setdefault(_PARAGRAPH if placed.gap else _LINE, []).append(_around(drawn))
        else:
            boxes.setdefault(_CELL, []).extend(cell.box for cell in placed.cells)
    return boxes


def _around(boxes: list[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _cell_roles(data: bytes, name: str, number: int) -> list[tuple[Box, Role]]:
    """Boxes of the cells on the page that have a role. A cell merged over rows counts once, one over columns never."""
    document = read_pdf(data, name)
    clean_document(document)
    roles: dict[tuple[Box, Role], None] = {}
    for sheet in document_to_sheets(document):
        for row in sheet.rows:
            for cell, role in zip(row.cells, sheet.roles, strict=True):
                if role and cell.col_span == 1:
                    roles |= dict.fromkeys((box, role) for page, box in cell.boxes if page == number)
    return list(roles)


def _crop_corner(page: Any) -> tuple[float, float]:
    """From the corner of the page as displayed to that of pdfplumber's page."""
    return page.cropbox[0] - page.bbox[0], page.cropbox[1] - page.bbox[1]


def _moved(box: Box, shift: tuple[float, float]) -> Box:
    x0, top, x1, bottom = box
    return x0 + shift[0], top + shift[1], x1 + shift[0], bottom + shift[1]


def _colour(image: Any, box: Box, role: Role) -> None:
    image.draw_rect(box, fill=(*ROLE_COLOURS[role], FAINT), stroke_width=0)
    left, top = image._reproject((box[0] + 2, box[1] + 1))
    image.draw.text((left, top), role, fill=_LABEL)
