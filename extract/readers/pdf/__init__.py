"""Digital PDFs: a fast reader on pdfium's raw interface, with pdfplumber behind it."""

from extract.readers.pdf.limits import Limits
from extract.readers.pdf.reader import look_at_page, read_pdf

__all__ = ["Limits", "look_at_page", "read_pdf"]
