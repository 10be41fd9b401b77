"""pdfium's C functions with plain integers for handles and addresses, called in bulk.

A page has thousands of glyphs and each takes several calls. With integers ``map`` walks preallocated memory by
address, and handles can be compared and used as keys. Calls go through cffi, which pdfplumber brings along: one takes
two thirds of the time that ctypes needs (220 against 320 ns).
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import repeat
from typing import Any

# Function: result, then arguments. Handles and out-parameters are addresses.
# Source: fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_transformpage.h, fpdf_annot.h, fpdf_flatten.h.
_SIGNATURES = {
    "FPDF_LoadPage": "uintptr_t(*)(uintptr_t, int)",
    "FPDF_ClosePage": "void(*)(uintptr_t)",
    "FPDFPage_Flatten": "int(*)(uintptr_t, int)",
    "FPDFPage_GetAnnotCount": "int(*)(uintptr_t)",
    "FPDFPage_GetAnnot": "uintptr_t(*)(uintptr_t, int)",
    "FPDFPage_CloseAnnot": "void(*)(uintptr_t)",
    "FPDFAnnot_GetSubtype": "int(*)(uintptr_t)",
    "FPDF_GetPageBoundingBox": "int(*)(uintptr_t, uintptr_t)",
    "FPDFPage_GetRotation": "int(*)(uintptr_t)",
    "FPDFPage_CountObjects": "int(*)(uintptr_t)",
    "FPDFPage_GetObject": "uintptr_t(*)(uintptr_t, int)",
    "FPDFFormObj_CountObjects": "int(*)(uintptr_t)",
    "FPDFFormObj_GetObject": "uintptr_t(*)(uintptr_t, int)",
    "FPDFPageObj_GetType": "int(*)(uintptr_t)",
    "FPDFPageObj_GetMatrix": "int(*)(uintptr_t, uintptr_t)",
    "FPDFPageObj_GetBounds": "int(*)(uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t)",
    "FPDFPageObj_GetFillColor": "int(*)(uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t)",
    "FPDFPageObj_CountMarks": "int(*)(uintptr_t)",
    "FPDFPageObj_GetMark": "uintptr_t(*)(uintptr_t, unsigned long)",
    "FPDFPageObjMark_GetParamValueType": "int(*)(uintptr_t, const char *)",
    "FPDFPageObj_GetClipPath": "uintptr_t(*)(uintptr_t)",
    "FPDFClipPath_CountPaths": "int(*)(uintptr_t)",
    "FPDFClipPath_CountPathSegments": "int(*)(uintptr_t, int)",
    "FPDFClipPath_GetPathSegment": "uintptr_t(*)(uintptr_t, int, int)",
    "FPDFPath_CountSegments": "int(*)(uintptr_t)",
    "FPDFPath_GetPathSegment": "uintptr_t(*)(uintptr_t, int)",
    "FPDFPath_GetDrawMode": "int(*)(uintptr_t, uintptr_t, uintptr_t)",
    "FPDFPathSegment_GetPoint": "int(*)(uintptr_t, uintptr_t, uintptr_t)",
    "FPDFPathSegment_GetType": "int(*)(uintptr_t)",
    "FPDFPathSegment_GetClose": "int(*)(uintptr_t)",
    "FPDFText_LoadPage": "uintptr_t(*)(uintptr_t)",
    "FPDFText_ClosePage": "void(*)(uintptr_t)",
    "FPDFText_CountChars": "int(*)(uintptr_t)",
    "FPDFText_GetText": "int(*)(uintptr_t, int, int, uintptr_t)",
    "FPDFText_GetUnicode": "unsigned int(*)(uintptr_t, int)",
    "FPDFText_IsGenerated": "int(*)(uintptr_t, int)",
    "FPDFText_GetTextObject": "uintptr_t(*)(uintptr_t, int)",
    "FPDFText_GetCharOrigin": "int(*)(uintptr_t, int, uintptr_t, uintptr_t)",
    "FPDFText_GetCharBox": "int(*)(uintptr_t, int, uintptr_t, uintptr_t, uintptr_t, uintptr_t)",
    "FPDFText_GetLooseCharBox": "int(*)(uintptr_t, int, uintptr_t)",
    "FPDFText_GetMatrix": "int(*)(uintptr_t, int, uintptr_t)",
    "FPDFText_GetFontSize": "double(*)(uintptr_t, int)",
    "FPDFText_GetFontInfo": "unsigned long(*)(uintptr_t, int, uintptr_t, unsigned long, uintptr_t)",
}

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@cache
def pdfium(name: str) -> Callable[..., Any]:
    """Return pdfium's function ``name``, taking and giving integers. Not thread-safe, as pdfium is not."""
    from pypdfium2 import raw

    function: Callable[..., Any] = _interface().cast(
        _SIGNATURES[name], ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    )
    return function


@cache
def _interface() -> Any:
    from cffi import FFI

    return FFI()


_TYPES: dict[str, Any] = {"f": ctypes.c_float, "d": ctypes.c_double, "H": ctypes.c_ushort, "i": ctypes.c_int}


class Memory:
    """A stretch of ``width`` numbers of one type per item that pdfium writes into; it grows and is used again."""

    def __init__(self, letter: str, width: int = 1) -> None:
        self._type = _TYPES[letter]
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


class Slot:
    """Room for the out-parameters of one call: ``at`` are their addresses, ``numbers`` what was written there."""

    def __init__(self, letter: str, count: int) -> None:
        room = (_TYPES[letter] * count)()
        # Unpacked in a fifth of the time that the array itself takes.
        self.numbers: Any = memoryview(room).cast("B").cast(letter)  # type: ignore[call-overload]
        start, step = ctypes.addressof(room), ctypes.sizeof(_TYPES[letter])
        self.at = tuple(range(start, start + count * step, step))


_MATRIX, _FOUR_FLOATS, _TWO_INTS = Slot("f", 6), Slot("f", 4), Slot("i", 2)


def object_matrix(handle: int) -> Matrix:
    """The matrix of a page object, in its parent's space."""
    pdfium("FPDFPageObj_GetMatrix")(handle, _MATRIX.at[0])
    a, b, c, d, e, f = _MATRIX.numbers
    return a, b, c, d, e, f


def object_bounds(handle: int) -> Box:
    """Left, bottom, right, top of a page object in its parent's space."""
    pdfium("FPDFPageObj_GetBounds")(handle, *_FOUR_FLOATS.at)
    left, bottom, right, top = _FOUR_FLOATS.numbers
    return left, bottom, right, top


def page_box(page: int) -> Box:
    """Left, top, right, bottom of the page as shown, before /Rotate: MediaBox cut by CropBox."""
    pdfium("FPDF_GetPageBoundingBox")(page, _FOUR_FLOATS.at[0])
    left, top, right, bottom = _FOUR_FLOATS.numbers
    return left, top, right, bottom


def two_ints(name: str, handle: int) -> tuple[int, int]:
    """Call a function with two int out-parameters."""
    pdfium(name)(handle, *_TWO_INTS.at)
    first, second = _TWO_INTS.numbers
    return first, second


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def each_char(name: str, textpage: int, indices: Iterable[int], *addresses: Iterable[int]) -> Iterator[Any]:
    """Call a function of a text page for every index: ``f(textpage, index, address, ...)``."""
    return map(pdfium(name), repeat(textpage), indices, *addresses)
