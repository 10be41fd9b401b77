"""Runs of glyphs: what is the same for a text object, asked once; and text that ActualText stands for."""

import math
from itertools import compress, pairwise
from operator import eq, ne

from extract.readers.pdf.drawn.glyphs import MARKS, Glyphs, Run
from extract.readers.pdf.drawn.raw import Memory, drain, each_char, object_bounds, pdfium
from extract.readers.pdf.drawn.view import View

_RUNS_ON = 0.12  # em: objects with less than a space between them
_ORIGINS, _INKS, _MATRICES = Memory("d", 2), Memory("d", 4), Memory("f", 6)
Bound = tuple[int, int, int]  # the glyphs [start, end) of a text object, and its handle


# A text object's origin in page space, the first four numbers of its matrix, and its nominal size.
_Shape = tuple[float, float, float, float, float, float, float]


def read_runs(glyphs: Glyphs, view: View, order: dict[int, int], bounds: list[Bound]) -> list[Run]:
    """Ask once a text object what all its glyphs share. Objects that run on are one run: Chromium makes one a glyph."""
    firsts = _level_bounds(glyphs, bounds)
    shapes = _read_shapes(glyphs.textpage, [bounds[place][0] for place in firsts])
    if any(shape[3] for shape in shapes):  # turned text: objects of one height can stand on several baselines
        firsts = list(range(len(bounds)))
        shapes = _read_shapes(glyphs.textpage, [start for start, _, _ in bounds])
    written = _written_runs(glyphs.textpage, bounds)
    from_, to, text, unknown = glyphs.from_, glyphs.to, glyphs.text, len(order)
    runs: list[Run] = []
    for (place, after), shape in zip(pairwise([*firsts, len(bounds)]), shapes, strict=True):
        base, size, turn = _on_display(shape, view)
        joined = False  # the first object of another shape begins a run
        for start, end, handle in bounds[place:after]:
            nth, mark = order.get(handle, unknown), written.get(start, 0)
            if joined and not mark and (last := runs[-1]).last == nth - 1 and last.end == start and not last.written:
                gap = (from_[start] - to[start - 1]) / (size or 1.0)
                if -_RUNS_ON < gap < _RUNS_ON or (gap < 0 and text[start] in MARKS):
                    last.end, last.last = end, nth
                    continue
            runs.append(Run(start, end, nth, nth, base, size, turn, mark))
            joined = True
    return runs


def _level_bounds(glyphs: Glyphs, bounds: list[Bound]) -> list[int]:
    """Where the boxes' height or level differs from those of the object before: only there the shape can be another."""
    top, bottom = glyphs.top, glyphs.bottom
    levels = [(top[start], bottom[start]) for start, _, _ in bounds]
    return [*range(min(1, len(levels))), *compress(range(1, len(levels)), map(ne, levels, levels[1:]))]


def _read_shapes(textpage: int, starts: list[int]) -> list[_Shape]:
    count = len(starts)
    drain(each_char("FPDFText_GetMatrix", textpage, starts, _MATRICES.addresses(count)))
    sizes = each_char("FPDFText_GetFontSize", textpage, starts)
    origins, flat = read_origins(textpage, starts), _MATRICES.read(count)
    columns = (origins[0::2], origins[1::2], flat[0::6], flat[1::6], flat[2::6], flat[3::6], sizes)
    return list(zip(*columns, strict=True))


def _on_display(shape: _Shape, view: View) -> tuple[float, float, int]:
    """Baseline and size in points as displayed, and the quarter turns."""
    x, y, a, b, c, d, size = shape
    p, q, r, s, e, f = view.matrix
    turn = 0 if b == 0 and a > 0 and p > 0 else _quarter(a * p + b * r, a * q + b * s)
    base = p * x + r * y + e if turn % 2 else q * x + s * y + f
    return base, size * math.hypot(c, d), turn


def _quarter(a: float, b: float) -> int:
    """Quarter turns anticlockwise of a direction as displayed (y runs down); -1 when it is none."""
    if abs(b) <= 0.02 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.02 * abs(b):
        return 1 if b < 0 else 3
    return -1


def read_origins(textpage: int, indices: list[int]) -> list[float]:
    """x and y of the origins of glyphs, one after another, in page space."""
    at = _ORIGINS.addresses(len(indices))
    drain(each_char("FPDFText_GetCharOrigin", textpage, indices, at, range(at.start + 8, at.stop + 8, 16)))
    return _ORIGINS.read(len(indices))


def read_inks(textpage: int, indices: list[int]) -> list[float]:
    """Left, right, low and high of the ink of glyphs, one after another, in page space."""
    at = _INKS.addresses(len(indices))
    sides = (range(at.start + 8 * side, at.stop + 8 * side, at.step) for side in range(4))
    drain(each_char("FPDFText_GetCharBox", textpage, indices, *sides))
    return _INKS.read(len(indices))


def _written_runs(textpage: int, bounds: list[Bound]) -> dict[int, int]:
    """The marks of text objects whose characters come from ActualText: they all stand at one place."""
    several = [(start, handle) for start, end, handle in bounds if end - start > 1]
    first = read_origins(textpage, [start for start, _ in several])
    second = read_origins(textpage, [start + 1 for start, _ in several])
    same = map(eq, zip(first[0::2], first[1::2], strict=True), zip(second[0::2], second[1::2], strict=True))
    return {start: actual_text(handle) for (start, handle), is_same in zip(several, same, strict=True) if is_same}


def actual_text(handle: int) -> int:
    """The mark that holds the ActualText of a text object, else 0. Objects written by one mark share its number."""
    for index in range(pdfium("FPDFPageObj_CountMarks")(handle)):
        mark: int = pdfium("FPDFPageObj_GetMark")(handle, index)
        if pdfium("FPDFPageObjMark_GetParamValueType")(mark, b"ActualText"):
            return mark
    return 0


def widen_written(glyphs: Glyphs, view: View, objects: list[int]) -> None:
    """ActualText stands in the box of the first object it covers; let its end reach that of the last."""
    marks = {run.order: run.written for run in glyphs.runs}
    if not any(marks.values()):
        return
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
