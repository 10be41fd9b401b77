"""Files that are pictures themselves: PNG, JPEG, TIFF of several pages. And any page as a picture, for review."""

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from extract.readers.scan.engine import why_not
from extract.readers.scan.kinds import image_kind
from extract.readers.scan.page import Picture, read_picture
from extract.readers.scan.pixels import to_grey
from extract.readers.scan.render import page_dpi, render_page
from schemas.document import Document
from schemas.errors import LimitExceeded, MalformedInput, UnsupportedInput

_MOST_PIXELS = 100_000_000  # of one picture as stored: A3 at 600 dpi has 70 million
_MOST_PAGES = 500
_PAPER = 11.69  # inches: the longer side of A4, for pictures that do not say their size
_LIKELY = (5.0, 24.0)  # inches: a longer side said to be outside was not meant


def read_images(data: bytes, name: str) -> Document:
    """Read a picture, or a TIFF of several, as a document of scanned pages.

    Raises UnsupportedInput where parts for reading scans are missing, MalformedInput, or LimitExceeded.
    """
    from extract.readers.pdf.builder import Builder

    missing = why_not()
    if missing:
        raise UnsupportedInput(name, f"an image; {missing}")
    builder = Builder()
    for picture in _pictures(data, name):
        builder.add(read_picture(picture))
    return builder.finish(name, image_kind(data) or "image/png")


def _pictures(data: bytes, name: str) -> Iterator[Picture]:
    image = _open(data, name)
    frames = getattr(image, "n_frames", 1)
    if frames > _MOST_PAGES:
        raise LimitExceeded(name, f"{frames} pages; the limit is {_MOST_PAGES}", "limit_size")
    for index in range(frames):
        yield _frame(image, index, name)


def _open(data: bytes, name: str) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        with _without_warnings():
            return Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except Image.DecompressionBombError as error:
        reason = f"an image of more pixels than can be opened; the limit is {_MOST_PIXELS}"
        raise LimitExceeded(name, reason, "limit_size") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise MalformedInput(name, "a damaged image that cannot be opened") from error


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Pillow warns of sizes that are checked here and of damage that raises, or is not in the pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _frame(image: Any, index: int, name: str) -> Picture:
    """One page. Its size is checked before its pixels are unpacked."""
    import cv2
    import numpy as np
    from PIL import ImageOps

    try:
        with _without_warnings():
            image.seek(index)
        if image.width * image.height > _MOST_PIXELS:
            size = f"{image.width} x {image.height} pixels"
            raise LimitExceeded(name, f"page {index + 1} has {size}; the limit is {_MOST_PIXELS}", "limit_size")
        with _without_warnings():
            upright = ImageOps.exif_transpose(image.convert("RGB"))
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise MalformedInput(name, f"a damaged image: page {index + 1} cannot be read") from error
    grey = to_grey(np.ascontiguousarray(np.asarray(upright)[:, :, ::-1]))
    dpi = _resolution(image.info.get("dpi"), max(grey.shape))
    height, width = (side * 72 / dpi for side in grey.shape)
    wanted = page_dpi(width, height)
    if math.isclose(wanted, dpi, rel_tol=0.02):
        wanted = dpi
    else:
        smooth = cv2.INTER_AREA if wanted < dpi else cv2.INTER_CUBIC
        scale = wanted / dpi
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=smooth)  # type: ignore[assignment]
    return Picture(index + 1, grey, wanted, width, height)


def _resolution(said: Any, longest: int) -> float:
    """Dots an inch as the file says, where that gives a likely sheet of paper; else as if it were A4."""
    try:
        dpi = float(max(said))
    except (TypeError, ValueError):
        dpi = 0.0
    least, most = _LIKELY
    return dpi if dpi > 0 and least <= longest / dpi <= most else longest / _PAPER


def page_image(data: bytes, number: int, dpi: int = 110, name: str = "-") -> bytes:
    """Render one page of a PDF or of an image file as PNG, as it is displayed. ``number`` counts from 1.

    Boxes of places, times ``dpi / 72``, are pixels of it; a page larger than A3 is rendered at fewer dots.
    Raises LookupError where there is no such page, and an InputError for a file that cannot be opened.
    """
    from PIL import Image

    if image_kind(data):
        image = _open(data, name)
        if not 0 < number <= getattr(image, "n_frames", 1):
            raise LookupError(f"{name}: no page {number}")
        picture = _frame(image, number - 1, name)
        size = round(picture.width * dpi / 72), round(picture.height * dpi / 72)
        shown = Image.fromarray(picture.grey).resize(size)
    else:
        shown = Image.fromarray(_rendered(data, number, dpi, name)[:, :, ::-1])
    out = BytesIO()
    shown.save(out, "PNG", optimize=False)
    return out.getvalue()


def _rendered(data: bytes, number: int, dpi: int, name: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise MalformedInput(name, "a damaged PDF that cannot be opened") from error
    try:
        if not 0 < number <= len(document):
            raise LookupError(f"{name}: no page {number}; it has {len(document)}")
        return render_page(document, number - 1, dpi)[0]
    finally:
        document.close()
