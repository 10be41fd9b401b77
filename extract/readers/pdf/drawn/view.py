"""From a page's own coordinates to the page as displayed: points from the top left, /Rotate and boxes applied."""

from dataclasses import dataclass

from extract.readers.pdf.drawn.raw import Box, Matrix, page_box, pdfium


@dataclass(frozen=True, slots=True)
class View:
    """``matrix`` takes page space to the page as displayed; ``width`` and ``height`` are in points."""

    width: float
    height: float
    rotation: int
    matrix: Matrix


def page_view(page: int, turn: int = 0) -> View:
    """Read the view of a pdfium page handle; turned so many quarters clockwise from how it is displayed."""
    left, top, right, bottom = page_box(page)
    rotation = (pdfium("FPDFPage_GetRotation")(page) + turn) % 4
    width, height = right - left, top - bottom
    matrix = (
        (1.0, 0.0, 0.0, -1.0, -left, top),
        (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        (0.0, -1.0, -1.0, 0.0, top, right),
    )[rotation]
    return View(height, width, rotation, matrix) if rotation % 2 else View(width, height, rotation, matrix)


def back_from(view: View, turn: int) -> Matrix:
    """What takes boxes of a view that is turned so many quarters clockwise back to the page as displayed."""
    return (
        (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        (0.0, -1.0, 1.0, 0.0, 0.0, view.width),
        (-1.0, 0.0, 0.0, -1.0, view.width, view.height),
        (0.0, 1.0, -1.0, 0.0, view.height, 0.0),
    )[turn % 4]


def place_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Take a point through a matrix, rounded to 3 decimals: pdfium's numbers are single floats."""
    a, b, c, d, e, f = matrix
    return round(a * x + c * y + e, 3), round(b * x + d * y + f, 3)


def place_box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """Take a box through a matrix: ``(x0, top, x1, bottom)`` of the box around it."""
    a, b, c, d, e, f = matrix
    if b == c == 0 and a > 0 > d:  # as nearly every page is
        return round(a * left + e, 3), round(d * top + f, 3), round(a * right + e, 3), round(d * bottom + f, 3)
    if b == c == 0 or a == d == 0:  # quarter turns keep a box a box, so two corners tell
        (x0, y0), (x1, y1) = place_point(matrix, left, bottom), place_point(matrix, right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    corners = [place_point(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
