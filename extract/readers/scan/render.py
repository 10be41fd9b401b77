"""Pages of PDFs to pictures, of as many pixels as reading needs and no more."""

import math
from typing import TYPE_CHECKING, Any

from extract.readers.scan.page import Picture
from extract.readers.scan.pixels import to_grey

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Colour

DPI = 300
MOST_PIXELS = 40_000_000
_LONGEST = 1240.0  # points: a longer page than A3 was enlarged, and its letters with it


def page_dpi(width: float, height: float, dpi: float = DPI) -> float:
    """The resolution to render a page of this size in points at: ``dpi``, or less where it would be too large."""
    longest = max(width, height, 1.0)
    dpi = min(dpi, dpi * _LONGEST / longest)
    return min(dpi, 72 * math.sqrt(MOST_PIXELS / max(width * height, 1.0)))


def render_page(document: Any, index: int, dpi: float = DPI) -> "tuple[Colour, float, float, float]":
    """Render a page of an open pypdfium2 document, counted from 0: pixels, dpi, width and height in points."""
    page = document[index]
    try:
        width, height = page.get_size()
        dpi = page_dpi(width, height, dpi)
        bitmap = page.render(scale=dpi / 72, draw_annots=True)
        try:
            return bitmap.to_numpy().copy(), dpi, width, height
        finally:
            bitmap.close()
    finally:
        page.close()


def picture_of_page(document: Any, index: int) -> Picture:
    """A page's picture for reading it. Pages are numbered from 1."""
    pixels, dpi, width, height = render_page(document, index)
    return Picture(index + 1, to_grey(pixels), dpi, width, height)
