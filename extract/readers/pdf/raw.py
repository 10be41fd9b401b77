"""pdfium's C functions with plain integers for handles and addresses, called in bulk.

A page has thousands of glyphs and each takes several calls. Through the library's own prototypes a call converts
pointer objects; with integers ``map`` walks preallocated memory by address, which is a quarter faster and gives
handles that can be compared and used as keys.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import repeat
from typing import Any

_NOTHING, _INT, _UINT, _HANDLE = None, ctypes.c_int, ctypes.c_uint, ctypes.c_size_t
_DOUBLE = ctypes.c_double

# Function: result, then arguments. Handles and out-parameters are addresses.
# Source: fpdfview.h, fpdf_text.h, fpdf_edit.h.
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "FPDF_LoadPage": (_HANDLE, _HANDLE, _INT),
    "FPDF_ClosePage": (_NOTHING, _HANDLE),
    "FPDF_GetPageBoundingBox": (_INT, _HANDLE, _HANDLE),
    "FPDFPage_GetRotation": (_INT, _HANDLE),
    "FPDFPage_CountObjects": (_INT, _HANDLE),
    "FPDFPage_GetObject": (_HANDLE, _HANDLE, _INT),
    "FPDFFormObj_CountObjects": (_INT, _HANDLE),
    "FPDFFormObj_GetObject": (_HANDLE, _HANDLE, _INT),
    "FPDFPageObj_GetType": (_INT, _HANDLE),
    "FPDFPageObj_GetMatrix": (_INT, _HANDLE, _HANDLE),
    "FPDFPageObj_GetBounds": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPageObj_GetFillColor": (_INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPageObj_CountMarks": (_INT, _HANDLE),
    "FPDFPageObj_GetMark": (_HANDLE, _HANDLE, ctypes.c_ulong),
    "FPDFPageObjMark_GetParamValueType": (_INT, _HANDLE, ctypes.c_char_p),
    "FPDFPath_CountSegments": (_INT, _HANDLE),
    "FPDFPath_GetPathSegment": (_HANDLE, _HANDLE, _INT),
    "FPDFPath_GetDrawMode": (_INT, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPathSegment_GetPoint": (_INT, _HANDLE, _HANDLE, _HANDLE),
    "FPDFPathSegment_GetType": (_INT, _HANDLE),
    "FPDFPathSegment_GetClose": (_INT, _HANDLE),
    "FPDFText_LoadPage": (_HANDLE, _HANDLE),
    "FPDFText_ClosePage": (_NOTHING, _HANDLE),
    "FPDFText_CountChars": (_INT, _HANDLE),
    "FPDFText_GetText": (_INT, _HANDLE, _INT, _INT, _HANDLE),
    "FPDFText_GetUnicode": (_UINT, _HANDLE, _INT),
    "FPDFText_IsGenerated": (_INT, _HANDLE, _INT),
    "FPDFText_GetTextObject": (_HANDLE, _HANDLE, _INT),
    "FPDFText_GetCharOrigin": (_INT, _HANDLE, _INT, _HANDLE, _HANDLE),
    "FPDFText_GetCharBox": (_INT, _HANDLE, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE),
    "FPDFText_GetLooseCharBox": (_INT, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetMatrix": (_INT, _HANDLE, _INT, _HANDLE),
    "FPDFText_GetFontSize": (_DOUBLE, _HANDLE, _INT),
}

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@cache
def pdfium(name: str) -> Callable[..., Any]:
    """Return pdfium's function ``name``, taking and giving integers. Not thread-safe, as pdfium is not."""
    from pypdfium2 import raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    result, *arguments = _SIGNATURES[name]
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


class Memory:
    """A stretch of ``width`` numbers of one type per item that pdfium writes into; it grows and is used again."""

    def __init__(self, letter: str, width: int = 1) -> None:
        self._type: Any = {"f": ctypes.c_float, "d": ctypes.c_double, "H": ctypes.c_ushort, "i": ctypes.c_int}[letter]
        self._letter, self._width = letter, width
        self._numbers: Any = None
        self._room = 0

    def addresses(self, count: int) -> range:
        """The addresses of ``count`` items."""
        if count > self._room or self._numbers is None:
            self._room = max(count, 2 * self._room, 64)
            self._numbers = (self._type * (self._room * self._width))()
        step = ctypes.sizeof(self._type) * self._width
        start = ctypes.addressof(self._numbers)
        return range(start, start + step * count, step)

    def read(self, count: int) -> list[Any]:
        """The numbers of the first ``count`` items, one after another."""
        return memoryview(self._numbers).cast("B").cast(self._letter)[: count * self._width].tolist()  # type: ignore[call-overload,no-any-return]

    def bytes(self, count: int) -> bytes:
        """The same as bytes."""
        return bytes(memoryview(self._numbers).cast("B")[: count * self._width * ctypes.sizeof(self._type)])


def drain(results: Iterable[Any]) -> None:
    """Run an iterator for its effects, at C speed."""
    deque(results, 0)


_MATRIX, _FOUR_FLOATS, _TWO_INTS = Memory("f", 6), Memory("f", 4), Memory("i", 2)


def object_matrix(handle: int) -> Matrix:
    """The matrix of a page object, in its parent's space."""
    pdfium("FPDFPageObj_GetMatrix")(handle, _MATRIX.addresses(1)[0])
    a, b, c, d, e, f = _MATRIX.read(1)
    return a, b, c, d, e, f


def object_bounds(handle: int) -> Box:
    """Left, bottom, right, top of a page object in its parent's space."""
    start = _FOUR_FLOATS.addresses(1)[0]
    pdfium("FPDFPageObj_GetBounds")(handle, start, start + 4, start + 8, start + 12)
    left, bottom, right, top = _FOUR_FLOATS.read(1)
    return left, bottom, right, top


def page_box(page: int) -> Box:
    """Left, top, right, bottom of the page as shown, before /Rotate: MediaBox cut by CropBox."""
    pdfium("FPDF_GetPageBoundingBox")(page, _FOUR_FLOATS.addresses(1)[0])
    left, top, right, bottom = _FOUR_FLOATS.read(1)
    return left, top, right, bottom


def two_ints(name: str, handle: int) -> tuple[int, int]:
    """Call a function with two int out-parameters."""
    start = _TWO_INTS.addresses(1)[0]
    pdfium(name)(handle, start, start + 4)
    first, second = _TWO_INTS.read(1)
    return first, second


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def each_char(name: str, textpage: int, indices: Iterable[int], *addresses: Iterable[int]) -> Iterator[Any]:
    """Call a function of a text page for every index: ``f(textpage, index, address, ...)``."""
    return map(pdfium(name), repeat(textpage), indices, *addresses)
