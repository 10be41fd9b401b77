"""The glyphs of a page as columns of numbers, in runs of one text object each.

pdfium gives a page's characters one call at a time, so the columns are filled by ``map`` over preallocated memory and
everything that is the same for a text object (baseline, size, direction, content order) is asked once a run.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.pdf.raw import Matrix, Memory, char_matrix, drain, each_char, multiply, pdfium
from extract.readers.pdf.view import View
from schemas.errors import LimitExceeded

DROPPED = "\0"  # stands for a character that is not laid out, so that text and columns keep step
UNKNOWN = "\ufffd"  # a glyph without a character
_UNITS, _BOXES, _ORIGINS, _INKS = Memory("H"), Memory("f", 4), Memory("d", 2), Memory("d", 4)
_WRITTEN = str.maketrans({"\x02": "-", "\xad": "-", "\xa0": " ", "\r": " ", "\n": " ", "\t": " ", "\ufffe": "-"})


@dataclass(slots=True, eq=False)
class Run:
    """Glyphs ``[start, end)`` of one text object on one baseline, in content order ``order``.

    base: the baseline, across the reading direction, in points from the page's top (from its left where text is turned).
    size: font size as displayed, in points. turn: quarter turns anticlockwise of the reading direction; -1 = slanted.
    """

    start: int
    end: int
    handle: int
    order: int
    base: float
    size: float
    turn: int = 0
    pieces: bool = False


@dataclass(slots=True)
class Glyphs:
    """A page's characters. ``x0``, ``top``, ``x1``, ``bottom`` are boxes as displayed: advance and ink together.

    ``from_`` and ``to`` run along the reading direction (for upright text they are ``x0`` and ``x1``).
    """

    textpage: int
    text: str
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    from_: list[float]
    to: list[float]
    runs: list[Run]


def read_glyphs(textpage: int, view: View, order: dict[int, int], name: str, limit: int) -> Glyphs:
    """Read all characters that were drawn; those pdfium made up are dropped. Raises LimitExceeded over ``limit``."""
    count = pdfium("FPDFText_CountChars")(textpage)
    if count > limit:
        raise LimitExceeded(name, f"more than {limit} characters on a page", "limit_size")
    if count <= 0:
        return Glyphs(textpage, "", [], [], [], [], [], [], [])
    text = _characters(textpage, count)
    handles = list(each_char("FPDFText_GetTextObject", textpage, range(count)))
    drain(each_char("FPDFText_GetLooseCharBox", textpage, range(count), _BOXES.addresses(count)))
    flat = _BOXES.read(count)
    left, top, right, bottom = flat[0::4], flat[1::4], flat[2::4], flat[3::4]
    x0, y0, x1, y1 = _display(view, left, top, right, bottom)
    glyphs = Glyphs(textpage, text, x0, y0, x1, y1, x0, x1, [])
    glyphs.runs = [_read_run(glyphs, view, order, *bounds) for bounds in _bounds(handles)]
    _turn_runs(glyphs, view)
    return glyphs


def _characters(textpage: int, count: int) -> str:
    """One character an index. pdfium's text leaves some out and its surrogates are two; then each is asked for."""
    written = pdfium("FPDFText_GetText")(textpage, 0, count, _UNITS.addresses(count + 1)[0])
    text = _UNITS.bytes(max(written - 1, 0)).decode("utf-16-le", "replace")
    if len(text) == count and UNKNOWN not in text:
        return text.translate(_WRITTEN) if any(mark in text for mark in "\x02\xad\xa0\ufffe\t") else text
    codes = list(each_char("FPDFText_GetUnicode", textpage, range(count)))
    for index, (high, low) in enumerate(pairwise(codes)):
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            codes[index : index + 2] = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), 0
        elif high == 0:
            codes[index] = ord(UNKNOWN)
    letters = (UNKNOWN if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)
    return "".join(letters).translate(_WRITTEN)


def _display(view: View, left: list[float], top: list[float], right: list[float], bottom: list[float]) -> tuple[list[float], ...]:
    """Boxes as displayed: ``x0, top, x1, bottom``."""
    a, b, c, d, e, f = view.matrix
    if view.rotation % 2 == 0:
        xs, ys = [a * x + e for x in left], [d * y + f for y in top]
        xs1, ys1 = [a * x + e for x in right], [d * y + f for y in bottom]
    else:
        xs, ys = [c * y + e for y in bottom], [b * x + f for x in left]
        xs1, ys1 = [c * y + e for y in top], [b * x + f for x in right]
    if view.rotation >= 2:
        xs, xs1 = xs1, xs
    if view.rotation in (2, 3):
        ys, ys1 = ys1, ys
    return xs, ys, xs1, ys1


def _bounds(handles: list[int]) -> list[tuple[int, int, int]]:
    """``(start, end, handle)`` of each stretch of one text object. Handle 0 is a character pdfium made up."""
    turns = [0, *(at for at, (one, two) in enumerate(pairwise(handles), 1) if one != two), len(handles)]
    return [(start, end, handles[start]) for start, end in pairwise(turns) if handles[start]]


def _read_run(glyphs: Glyphs, view: View, order: dict[int, int], start: int, end: int, handle: int) -> Run:
    textpage = glyphs.textpage
    a, b, c, d, _, _ = multiply(char_matrix(textpage, start), view.matrix)
    at = _ORIGINS.addresses(2)
    origin = pdfium("FPDFText_GetCharOrigin")
    origin(textpage, start, at[0], at[0] + 8)
    size = pdfium("FPDFText_GetFontSize")(textpage, start) * math.hypot(c, d)
    x, y, *_ = _ORIGINS.read(1)
    if end - start > 1:
        origin(textpage, start + 1, at[1], at[1] + 8)
    pieces = end - start > 1 and _ORIGINS.read(2)[2:] == [x, y]
    base = multiply((1.0, 0.0, 0.0, 1.0, x, y), view.matrix)
    turn = _quarter(a, b)
    return Run(start, end, handle, order.get(handle, len(order)), base[5 - turn % 2], size, turn, pieces)


def _quarter(a: float, b: float) -> int:
    """Quarter turns anticlockwise of a direction as displayed (y runs down); -1 when it is none."""
    if abs(b) <= 0.02 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.02 * abs(b):
        return 1 if b < 0 else 3
    return -1


def _turn_runs(glyphs: Glyphs, view: View) -> None:
    """pdfium's advance boxes hold for text upright in page space alone; elsewhere boxes come from ink and origins."""
    odd = [run for run in glyphs.runs if run.turn != 0 or view.rotation]
    if not odd:
        return
    glyphs.from_, glyphs.to = list(glyphs.x0), list(glyphs.x1)
    for run in odd:
        _measure_run(glyphs, view.matrix, run)


def _measure_run(glyphs: Glyphs, matrix: Matrix, run: Run) -> None:
    indices, count = range(run.start, run.end), run.end - run.start
    at = _INKS.addresses(count)
    addresses = [range(at.start + 8 * side, at.stop + 8 * side, 32) for side in range(4)]
    drain(each_char("FPDFText_GetCharBox", glyphs.textpage, indices, *addresses))
    flat = _INKS.read(count)
    a, b, c, d, e, f = matrix
    starts = _origins_along(glyphs, matrix, run)
    for nth, index in enumerate(indices):
        left, right, low, high = flat[4 * nth : 4 * nth + 4]
        xs = sorted((a * left + c * low + e, a * right + c * high + e))
        ys = sorted((b * left + d * low + f, b * right + d * high + f))
        glyphs.x0[index], glyphs.x1[index] = xs
        glyphs.top[index], glyphs.bottom[index] = ys
        ink = (xs, [-y for y in ys[::-1]], [-x for x in xs[::-1]], ys)[max(run.turn, 0)]
        ends = starts[nth + 1] if nth + 1 < count else max(ink[1], starts[nth] + (0.25 * run.size if ink[0] == ink[1] else 0))
        glyphs.from_[index], glyphs.to[index] = min(starts[nth], max(ink[0], starts[nth] - run.size)), max(ends, starts[nth])


def _origins_along(glyphs: Glyphs, matrix: Matrix, run: Run) -> list[float]:
    """Where each glyph begins, along the reading direction."""
    count = run.end - run.start
    at = _ORIGINS.addresses(count)
    addresses = [range(at.start, at.stop, 16), range(at.start + 8, at.stop + 8, 16)]
    drain(each_char("FPDFText_GetCharOrigin", glyphs.textpage, range(run.start, run.end), *addresses))
    flat = _ORIGINS.read(count)
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(flat[0::2], flat[1::2], strict=True)]
    return [(x, -y, -x, y)[max(run.turn, 0)] for x, y in points]
