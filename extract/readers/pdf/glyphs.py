"""The glyphs of a page as columns of numbers, in runs of one text object each.

pdfium gives a page's characters one call at a time, so the columns are filled by ``map`` over preallocated memory and
everything that is the same for a text object (baseline, size, direction, content order) is asked once a run.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, eq

from extract.readers.pdf.raw import Matrix, Memory, drain, each_char, object_bounds, pdfium
from extract.readers.pdf.view import View
from schemas.errors import LimitExceeded

_SPACE = re.compile(" ")
_RUNS_ON = 0.12  # em: objects with less than a space between them
_MARK_CODES = (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F), *range(0xF701, 0xF70F), *range(0xF710, 0xF71B))
MARKS = frozenset(map(chr, _MARK_CODES))  # above and below, with their stand-ins in the private area
DROPPED = "\0"  # stands for a character that is not laid out, so that text and columns keep step
UNKNOWN = "\ufffd"  # a glyph without a character
_UNITS, _BOXES, _ORIGINS = Memory("H"), Memory("f", 4), Memory("d", 2)
_INKS, _MATRICES = Memory("d", 4), Memory("f", 6)
_WRITTEN = str.maketrans({"\x02": "-", "\xad": "-", "\xa0": " ", "\r": " ", "\n": " ", "\t": " ", "\ufffe": "-"})


@dataclass(slots=True, eq=False)
class Run:
    """Glyphs ``[start, end)`` on one baseline, of the text objects ``order`` to ``last`` in content order.

    base: the baseline, in points from the page's top (from its left where text is turned a quarter).
    size: font size as displayed, in points. turn: quarter turns anticlockwise of the reading direction; -1 = slanted.
    written: the mark that gave these characters as ActualText (they share one place, so ink says nothing); 0 = none.
    """

    start: int
    end: int
    order: int
    last: int
    base: float
    size: float
    turn: int = 0
    written: int = 0


@dataclass(slots=True)
class Glyphs:
    """A page's characters. ``x0``, ``top``, ``x1``, ``bottom`` are boxes as displayed: advance and ink together.

    ``from_`` and ``to`` run along the reading direction (for upright text they are ``x0`` and ``x1``).
    ``runs`` are in content order; ``source[i]`` is the number pdfium gives character ``i``.
    ``rects`` are the same boxes as bytes, four single floats each in page space; empty where they differ.
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
    source: Sequence[int] = ()
    rects: bytes = b""


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
    for index in _made_up_spaces(textpage, text, left, right):
        handles[index] = 0
    x0, y0, x1, y1 = _display(view, left, top, right, bottom)
    glyphs = Glyphs(textpage, text, x0, y0, x1, y1, x0, x1, [], range(count), _BOXES.bytes(count))
    glyphs.runs = _read_runs(glyphs, view, order, _bounds(handles))
    _turn_runs(glyphs, view)
    _widen_written(glyphs, view, list(order))
    if any(run.order > later.order for run, later in pairwise(glyphs.runs)):
        _to_content_order(glyphs)
    return glyphs


def _to_content_order(glyphs: Glyphs) -> None:
    """pdfium sorts the objects of a line by x, which can part a mark from its base; put all back as they were drawn."""
    runs = sorted(glyphs.runs, key=attrgetter("order"))
    glyphs.rects = b""
    bounds = [(run.start, run.end) for run in runs]
    upright = glyphs.from_ is glyphs.x0
    columns = ("x0", "top", "x1", "bottom") if upright else ("x0", "top", "x1", "bottom", "from_", "to")
    for name in columns:
        column = getattr(glyphs, name)
        setattr(glyphs, name, [value for start, end in bounds for value in column[start:end]])
    if upright:
        glyphs.from_, glyphs.to = glyphs.x0, glyphs.x1
    glyphs.text = "".join([glyphs.text[start:end] for start, end in bounds])
    glyphs.source = [index for start, end in bounds for index in range(start, end)]
    glyphs.runs = runs
    at = 0
    for run in runs:
        run.start, run.end, at = at, at + run.end - run.start, at + run.end - run.start


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


def _display(
    view: View, left: list[float], top: list[float], right: list[float], bottom: list[float]
) -> tuple[list[float], ...]:
    """Boxes as displayed: ``x0, top, x1, bottom``."""
    a, b, c, d, e, f = view.matrix
    if view.rotation % 2 == 0:
        ys, ys1 = [d * y + f for y in top], [d * y + f for y in bottom]
        if view.rotation == 0 and e == 0:
            return left, ys, right, ys1
        xs, xs1 = [a * x + e for x in left], [a * x + e for x in right]
    else:
        xs, ys = [c * y + e for y in bottom], [b * x + f for x in left]
        xs1, ys1 = [c * y + e for y in top], [b * x + f for x in right]
    if view.rotation >= 2:
        xs, xs1 = xs1, xs
    if view.rotation in (2, 3):
        ys, ys1 = ys1, ys
    return xs, ys, xs1, ys1


def _made_up_spaces(textpage: int, text: str, left: list[float], right: list[float]) -> list[int]:
    """Spaces pdfium makes up within an object, where letters are spaced out. They look drawn but have no width."""
    narrow = [at for match in _SPACE.finditer(text) if left[at := match.start()] == right[at]]
    made_up = each_char("FPDFText_IsGenerated", textpage, narrow)
    return [index for index, is_so in zip(narrow, made_up, strict=True) if is_so]


def _bounds(handles: list[int]) -> list[tuple[int, int, int]]:
    """``(start, end, handle)`` of each stretch of one text object. Handle 0 is a character pdfium made up."""
    turns = [0, *(at for at, (one, two) in enumerate(pairwise(handles), 1) if one != two), len(handles)]
    return [(start, end, handles[start]) for start, end in pairwise(turns) if handles[start]]


def _read_runs(glyphs: Glyphs, view: View, order: dict[int, int], bounds: list[tuple[int, int, int]]) -> list[Run]:
    """Ask once a text object what all its glyphs share. Objects that run on are one run: Chromium makes one a glyph."""
    textpage, count = glyphs.textpage, len(bounds)
    starts = [start for start, _, _ in bounds]
    drain(each_char("FPDFText_GetMatrix", textpage, starts, _MATRICES.addresses(count)))
    sizes = each_char("FPDFText_GetFontSize", textpage, starts)
    origins, flat = _read_origins(textpage, starts), _MATRICES.read(count)
    written = _written_runs(textpage, bounds)
    from_, to, text = glyphs.from_, glyphs.to, glyphs.text
    p, q, r, s, e, f = view.matrix
    runs: list[Run] = []
    last = None
    for (start, end, handle), x, y, a, b, c, d, size in zip(
        bounds, origins[0::2], origins[1::2], flat[0::6], flat[1::6], flat[2::6], flat[3::6], sizes, strict=True
    ):
        nth, mark, shape = order.get(handle, len(order)), written.get(start, 0), (y, a, b, c, d, size)
        if shape == last and not mark and runs[-1].last == nth - 1 and runs[-1].end == start:
            gap = (from_[start] - to[start - 1]) / (runs[-1].size or 1.0)
            if (-_RUNS_ON < gap < _RUNS_ON or (gap < 0 and text[start] in MARKS)) and not runs[-1].written:
                runs[-1].end, runs[-1].last = end, nth
                continue
        last = shape
        turn = 0 if b == 0 and a > 0 and p > 0 else _quarter(a * p + b * r, a * q + b * s)
        base = p * x + r * y + e if turn % 2 else q * x + s * y + f
        runs.append(Run(start, end, nth, nth, base, size * math.hypot(c, d), turn, mark))
    return runs


def _written_runs(textpage: int, bounds: list[tuple[int, int, int]]) -> dict[int, int]:
    """The marks of text objects whose characters come from ActualText: they all stand at one place."""
    several = [(start, handle) for start, end, handle in bounds if end - start > 1]
    first = _read_origins(textpage, [start for start, _ in several])
    second = _read_origins(textpage, [start + 1 for start, _ in several])
    same = map(eq, zip(first[0::2], first[1::2], strict=True), zip(second[0::2], second[1::2], strict=True))
    return {start: actual_text(handle) for (start, handle), is_same in zip(several, same, strict=True) if is_same}


def _read_origins(textpage: int, indices: list[int]) -> list[float]:
    """x and y of the origins of glyphs, one after another, in page space."""
    at = _ORIGINS.addresses(len(indices))
    drain(each_char("FPDFText_GetCharOrigin", textpage, indices, at, range(at.start + 8, at.stop + 8, 16)))
    return _ORIGINS.read(len(indices))


def actual_text(handle: int) -> int:
    """The mark that holds the ActualText of a text object, else 0. Objects written by one mark share its number."""
    for index in range(pdfium("FPDFPageObj_CountMarks")(handle)):
        mark: int = pdfium("FPDFPageObj_GetMark")(handle, index)
        if pdfium("FPDFPageObjMark_GetParamValueType")(mark, b"ActualText"):
            return mark
    return 0


def _widen_written(glyphs: Glyphs, view: View, objects: list[int]) -> None:
    """ActualText stands in the box of the first object it covers; let its end reach that of the last."""
    marks = {run.order: run.written for run in glyphs.runs}
    for run in glyphs.runs:
        if not run.written or run.turn:
            continue
        last = run.end - 1
        for place in range(run.last + 1, min(run.last + 6, len(objects))):
            mark = marks[place] if place in marks else actual_text(objects[place])
            if mark != run.written:
                break
            x1 = _right_end(view, objects[place])
            if x1 - glyphs.to[last] < 2 * run.size:
                glyphs.to[last] = max(glyphs.to[last], x1)


def _right_end(view: View, handle: int) -> float:
    """How far right an object reaches on the page as displayed."""
    left, low, right, high = object_bounds(handle)
    a, _, c, _, e, _ = view.matrix
    return max(a * left, a * right) + max(c * low, c * high) + e


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
    glyphs.from_, glyphs.to, glyphs.rects = list(glyphs.x0), list(glyphs.x1), b""
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
        ends = (
            starts[nth + 1]
            if nth + 1 < count
            else max(ink[1], starts[nth] + (0.25 * run.size if ink[0] == ink[1] else 0))
        )
        glyphs.from_[index], glyphs.to[index] = (
            min(starts[nth], max(ink[0], starts[nth] - run.size)),
            max(ends, starts[nth]),
        )


def _origins_along(glyphs: Glyphs, matrix: Matrix, run: Run) -> list[float]:
    """Where each glyph begins, along the reading direction."""
    flat = _read_origins(glyphs.textpage, list(range(run.start, run.end)))
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(flat[0::2], flat[1::2], strict=True)]
    return [(x, -y, -x, y)[max(run.turn, 0)] for x, y in points]
