"""What is typed into the fields of a form, or onto a page: text of annotations, which is no part of the page's content.

pdfium can make the appearances of annotations part of a page, which is then read again as any other.
"""

from extract.readers.pdf.drawn.raw import pdfium

_FREE_TEXT, _WIDGET = 3, 20  # source: fpdf_annot.h
_MOST = 2000  # annotations: more are no form
_AS_DISPLAYED = 0


def load_page(document: int, index: int) -> int:
    """A page with its fields filled in, to be closed by the caller; 0 where it cannot be loaded."""
    page: int = pdfium("FPDF_LoadPage")(document, index)
    if page and _has_fields(page):
        pdfium("FPDFPage_Flatten")(page, _AS_DISPLAYED)
        pdfium("FPDF_ClosePage")(page)
        page = pdfium("FPDF_LoadPage")(document, index)
    return page


def _has_fields(page: int) -> bool:
    count = pdfium("FPDFPage_GetAnnotCount")(page)
    return count <= _MOST and any(_kind(page, index) in (_FREE_TEXT, _WIDGET) for index in range(count))


def _kind(page: int, index: int) -> int:
    annotation = pdfium("FPDFPage_GetAnnot")(page, index)
    if not annotation:
        return 0
    kind: int = pdfium("FPDFAnnot_GetSubtype")(annotation)
    pdfium("FPDFPage_CloseAnnot")(annotation)
    return kind
