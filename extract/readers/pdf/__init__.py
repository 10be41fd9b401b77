"""Digital PDFs: a fast reader on pdfium's raw interface, with pdfplumber behind it.

From below: ``drawn`` is what a page shows, ``lines`` its text, ``ruled`` tables that rules part, ``order`` columns of
prose and the order of reading, ``white`` tables that white or shading part. :mod:`extract.readers.pdf.page` calls them.
"""

from typing import TYPE_CHECKING, Any

from extract.readers.pdf.drawn.limits import Limits

if TYPE_CHECKING:
    from extract.readers.pdf.reader import look_at_page, read_pdf

__all__ = ["Limits", "look_at_page", "read_pdf"]


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for: limits are asked for by runs that read no PDF."""
    if name not in __all__:
        raise AttributeError(f"module 'extract.readers.pdf' has no attribute {name!r}")
    from extract.readers.pdf import reader

    return getattr(reader, name)
