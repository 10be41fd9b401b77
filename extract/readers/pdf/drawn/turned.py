"""Boxes of text that is not upright in page space, where pdfium's advance boxes do not hold."""

from extract.readers.pdf.drawn.glyphs import Glyphs, Run
from extract.readers.pdf.drawn.raw import Box, Matrix, Memory, drain, each_char, object_bounds
from extract.readers.pdf.drawn.runs import actual_text, read_origins
from extract.readers.pdf.drawn.view import View, place_box

_BLANK = 0.25  # em: the advance of a last glyph without ink
_MOST_COVERED = 6  # objects that one mark of ActualText is taken to cover
_INKS = Memory("d", 4)
_MAIN, _LEAST_MAIN = 0.8, 60  # of a page's characters; characters


def main_turn(glyphs: Glyphs) -> int:
    """The quarter turns of nearly all of a page's text: a wide page printed on a high one. 0 where it is upright."""
    counts: dict[int, int] = {}
    for run in glyphs.runs:
        counts[run.turn] = counts.get(run.turn, 0) + run.end - run.start
    turn = max(counts, key=counts.__getitem__, default=0)
    return turn if turn > 0 and counts[turn] >= max(_LEAST_MAIN, _MAIN * sum(counts.values())) else 0


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


def place_written(glyphs: Glyphs, objects: list[int], inside: dict[int, Matrix]) -> None:
    """Put text that ActualText stands for where its objects are drawn: in forms pdfium gives it as if there were none.

    ``inside``: what takes the objects of forms to the page as displayed.
    """
    found = [run for run in glyphs.runs if run.written and run.turn >= 0 and objects[run.order] in inside]
    if not found:
        return
    if glyphs.from_ is glyphs.x0:
        glyphs.from_, glyphs.to = list(glyphs.x0), list(glyphs.x1)
    glyphs.rects = b""
    drawn = [run for run in glyphs.runs if not run.written]
    for run in found:
        x0, top, x1, bottom = _drawn_box(run, objects, inside)
        low, high = ((top, bottom), (x0, x1), (top, bottom), (x0, x1))[run.turn]
        run.base = next((other.base for other in drawn if other.turn == run.turn and low <= other.base <= high), high)
        start, end = along((x0, top, x1, bottom), run.turn)
        for index in range(run.start, run.end):
            glyphs.x0[index], glyphs.top[index], glyphs.x1[index], glyphs.bottom[index] = x0, top, x1, bottom
            glyphs.from_[index], glyphs.to[index] = start, end


def _drawn_box(run: Run, objects: list[int], inside: dict[int, Matrix]) -> Box:
    """The box round the objects that one mark covers."""
    boxes = [place_box(inside[objects[run.order]], *object_bounds(objects[run.order]))]
    for handle in objects[run.order + 1 : run.order + _MOST_COVERED]:
        if actual_text(handle) != run.written:
            break
        boxes.append(place_box(inside.get(handle, inside[objects[run.order]]), *object_bounds(handle)))
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


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
