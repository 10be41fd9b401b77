"""Digital PDFs to the page model. The order of the steps on a page is written in :mod:`extract.readers.pdf.page`:

objects, glyphs, ink, pieces, grids and tables, layout. After the last page, running heads and feet are left out.
"""

from collections.abc import Callable, Iterator
from ctypes import c_void_p, cast
from functools import partial
from typing import Any

from extract.readers.pdf.builder import Builder
from extract.readers.pdf.drawn.cipher import Cipher
from extract.readers.pdf.drawn.fields import load_page
from extract.readers.pdf.drawn.forms import check_forms
from extract.readers.pdf.drawn.limits import DEFAULT_LIMITS, Limits
from extract.readers.pdf.drawn.quality import is_covered, is_noise
from extract.readers.pdf.drawn.raw import pdfium
from extract.readers.pdf.fallback import SecondReader
from extract.readers.pdf.page import PageContent, Teller, read_page
from extract.readers.pdf.white.carried import OpenTable
from schemas.document import Document
from schemas.errors import EncryptedInput, LimitExceeded, MalformedInput

_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LEAST_SIDE = 16  # px of a page's picture: a narrower one has no room for a letter
_RENEWED = 50  # pages; pdfium keeps what it has parsed until the document is closed, so that is done now and then


def read_pdf(data: bytes, name: str, limits: Limits | None = None) -> Document:
    """Read the text layer of a PDF.

    Pages without a text layer, or with noise for one, have quality "none" or "garbage" and no blocks: they are unread.
    Raises EncryptedInput, MalformedInput, or LimitExceeded.
    """
    limits = limits or DEFAULT_LIMITS
    if len(data) > limits.bytes:
        raise LimitExceeded(name, f"larger than {limits.bytes} bytes", "limit_size")
    check_forms(data, name, limits)
    builder = Builder()
    for content in _contents(data, name, limits):
        builder.add(content)
    return builder.finish(name)


def look_at_page(data: bytes, name: str, number: int, limits: Limits | None = None) -> PageContent:
    """Return one page with all its intermediates, for drawing them. ``number`` counts from 1.

    Raises what :func:`read_pdf` raises, and LookupError where there is no such page.
    """
    document = _open(data, name)
    try:
        if not 0 < number <= len(document):
            raise LookupError(f"{name}: no page {number}; it has {len(document)}")
        content = _read_one(cast(document.raw, c_void_p).value, number - 1, name, limits or DEFAULT_LIMITS)
        return content or PageContent.unreadable(number)
    finally:
        document.close()


def _contents(data: bytes, name: str, limits: Limits) -> Iterator[PageContent]:
    """Pages one after another, each closed before the next is opened."""
    try:
        document = _open(data, name)
    except MalformedInput:
        yield from _by_second_reader(data, name, limits)
        return
    try:
        with SecondReader(data, name, limits) as second:
            above, cipher = None, Cipher()
            for index in range(_count(len(document), name, limits)):
                if index and index % _RENEWED == 0:
                    document.close()
                    document = _open(data, name)
                read = partial(_read_one, cast(document.raw, c_void_p).value, index, name, limits, above)
                content = loaded = read()
                if content is None or (content.drawing.order and not content.glyphs.text):
                    content = second.read(index + 1) or content
                content = content or PageContent.unreadable(index + 1)
                if loaded and content.quality in ("none", "garbage"):
                    content = _seen(document, content, read, cipher)
                above = content.open
                yield content
    finally:
        document.close()


def _read_one(
    document: Any, index: int, name: str, limits: Limits, above: OpenTable | None = None, tell: Teller | None = None
) -> PageContent | None:
    """Read a page by pdfium, under the table the page before left open; None where it cannot be loaded."""
    page = load_page(document, index)
    if not page:
        return None
    try:
        return read_page(page, index + 1, name, limits, above, tell)
    finally:
        pdfium("FPDF_ClosePage")(page)


def _seen(
    document: Any, content: PageContent, read: Callable[[Teller], PageContent | None], cipher: Cipher
) -> PageContent:
    """The page read from its picture, for it has no text layer that can be used; or by the layer told by the picture.

    read: reads the layer once more.
    """
    if content.figures.keys() & {"unreadable", "blank"}:
        return content
    noise = is_noise(content.figures) and not is_covered(content.figures)
    if noise and (told := read(cipher.tell_known)) and told.blocks:
        return told
    from extract.readers.scan.engine import why_not  # the scan reader lays its pages out by parts of this package
    from extract.readers.scan.page import read_picture
    from extract.readers.scan.render import page_dpi, picture_of_page

    width, height = content.view.width, content.view.height
    if min(width, height) * page_dpi(width, height) < 72 * _LEAST_SIDE:
        return content
    if why_not():
        content.figures["ocr_missing"] = 1
        return content
    seen = read_picture(picture_of_page(document, content.number - 1))
    if noise and seen.blocks and (told := read(lambda glyphs: cipher.tell(glyphs, seen.texts()))) and told.blocks:
        return told
    return seen if seen.blocks or content.quality == "none" else content  # nothing read: the layer's verdict stands


def _by_second_reader(data: bytes, name: str, limits: Limits) -> Iterator[PageContent]:
    """A file pdfium cannot open at all."""
    with SecondReader(data, name, limits) as second:
        for number in range(1, _count(second.pages(), name, limits) + 1):
            yield second.read(number) or PageContent.unreadable(number)


def _count(pages: int, name: str, limits: Limits) -> int:
    if pages == 0:
        raise MalformedInput(name, "a PDF without pages")
    if pages > limits.pages:
        raise LimitExceeded(name, f"{pages} pages; the limit is {limits.pages}", "limit_size")
    return pages


def _open(data: bytes, name: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD and b"/Encrypt" in data:  # pdfium's last error may be an older one
            raise EncryptedInput(name, "the PDF needs a password") from error
        raise MalformedInput(name, "a damaged PDF that cannot be opened") from error
