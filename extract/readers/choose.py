"""Which reader a file needs, by its first bytes."""

import re
from typing import TYPE_CHECKING

from extract.readers.decode import decode_text
from extract.readers.scan import is_image
from schemas.document import Document
from schemas.errors import EmptyInput, UnsupportedInput

if TYPE_CHECKING:
    from extract.readers.pdf.drawn.limits import Limits

_HTML = re.compile(r"(?:\ufeff|\s|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)

_OTHER_KINDS = (
    (b"{\\rtf", "an RTF document; save it as DOCX or PDF"),
    (b"GIF8", "a GIF image; save it as PNG"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
)


def read_document(data: bytes, name: str, limits: "Limits | None" = None) -> Document:
    """Read a file's bytes by the reader its content asks for. ``limits`` are those of PDFs; None: the usual ones.

    Raises an :class:`schemas.errors.InputError` whose text names the file and the cause.
    """
    if not data:
        raise EmptyInput(name, "the file is empty")
    if b"%PDF-" in data[:1024]:
        from extract.readers.pdf import read_pdf

        return read_pdf(data, name, limits)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        from extract.readers.docx import read_docx

        return read_docx(data, name)
    if is_image(data):
        from extract.readers.scan.files import read_images

        return read_images(data, name)
    for magic, cause in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnsupportedInput(name, cause)
    return _read_characters(data, name)


def _read_characters(data: bytes, name: str) -> Document:
    text, _ = decode_text(data, name)
    if _HTML.match(text[:4096]):
        from extract.readers.html import read_html

        return read_html(text)
    from extract.readers.text import read_text

    return read_text(text)
