"""The part of a shape that its clip path lets be seen."""

from extract.readers.pdf.drawn.raw import Box, Matrix, Slot, pdfium
from extract.readers.pdf.drawn.view import place_box

_POINT = Slot("f", 2)
_EMPTY = 0.01  # points


def clip_of(handle: int, matrix: Matrix) -> Box | None:
    """The box that an object's clip paths leave, on the page as displayed; None where it has none."""
    clip = pdfium("FPDFPageObj_GetClipPath")(handle)
    boxes = [_path_box(clip, index) for index in range(max(pdfium("FPDFClipPath_CountPaths")(clip), 0))] if clip else []
    if not boxes or None in boxes:
        return None
    x0, low, x1, high = zip(*filter(None, boxes), strict=True)
    return place_box(matrix, max(x0), max(low), min(x1), min(high))


def _path_box(clip: int, index: int) -> Box | None:
    segment_at, point_of = pdfium("FPDFClipPath_GetPathSegment"), pdfium("FPDFPathSegment_GetPoint")
    points = []
    for nth in range(max(pdfium("FPDFClipPath_CountPathSegments")(clip, index), 0)):
        point_of(segment_at(clip, index, nth), *_POINT.at)
        points.append(tuple(_POINT.numbers))
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def within(box: Box, clip: Box) -> Box | None:
    """The part of a box within another, None for nothing."""
    x0, top, x1, bottom = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    return (x0, top, x1, bottom) if x1 - x0 > _EMPTY and bottom - top > _EMPTY else None
