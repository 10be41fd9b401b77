"""Boxes of text that is not upright in page space, where pdfium's advance boxes do not hold."""

from extract.readers.pdf.glyphs import Glyphs, Run
from extract.readers.pdf.raw import Box, Matrix, Memory, drain, each_char
from extract.readers.pdf.runs import read_origins
from extract.readers.pdf.view import View, place_box

_BLANK = 0.25  # em: the advance of a last glyph without ink
_INKS = Memory("d", 4)


def measure_turned(glyphs: Glyphs, view: View) -> None:
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
    sides = [range(at.start + 8 * side, at.stop + 8 * side, at.step) for side in range(4)]
    drain(each_char("FPDFText_GetCharBox", glyphs.textpage, indices, *sides))
    flat = _INKS.read(count)
    starts = _origins_along(glyphs, matrix, run)
    for nth, index in enumerate(indices):
        left, right, low, high = flat[4 * nth : 4 * nth + 4]
        box = place_box(matrix, left, low, right, high)
        glyphs.x0[index], glyphs.top[index], glyphs.x1[index], glyphs.bottom[index] = box
        ink_start, ink_end = along(box, run.turn)
        blank = starts[nth] + (_BLANK * run.size if ink_start == ink_end else 0.0)
        end = starts[nth + 1] if nth + 1 < count else max(ink_end, blank)
        glyphs.from_[index] = min(starts[nth], max(ink_start, starts[nth] - run.size))
        glyphs.to[index] = max(end, starts[nth])


def along(box: Box, turn: int) -> tuple[float, float]:
    """Where a box begins and ends along the reading direction."""
    x0, top, x1, bottom = box
    return ((x0, x1), (-bottom, -top), (-x1, -x0), (top, bottom))[max(turn, 0)]


def _origins_along(glyphs: Glyphs, matrix: Matrix, run: Run) -> list[float]:
    """Where each glyph begins, along the reading direction."""
    flat = read_origins(glyphs.textpage, list(range(run.start, run.end)))
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(flat[0::2], flat[1::2], strict=True)]
    return [(x, -y, -x, y)[max(run.turn, 0)] for x, y in points]
