"""Digital PDFs: a fast reader on pdfium's raw interface, with pdfplumber behind it."""

from extract.readers.pdf.limits import Limits
from extract.readers.pdf.reader import read_pdf

__all__ = ["Limits", "read_pdf"]
