"""List marks that were drawn, not written: Chromium paints discs, circles and squares before the items of a list.

Each becomes a character before its line, so that items part as they do behind marks of a font.
"""

from array import array
from bisect import bisect_left, bisect_right
from operator import attrgetter

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.drawn.objects import Drawing, is_curved
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.drawn.view import View
from extract.readers.pdf.lines.text import Piece

DISC, CIRCLE, SQUARE = "•", "○", "▪"
# Points.
_SMALLEST, _LARGEST = 2.0, 12.0
_MOST = 400  # marks: charts and patterns have more
# Shares of the font size.
_LEAST_SIDE, _MOST_SIDE = 0.15, 0.65
_ALIKE = 1.35  # times as wide as high, or as high as wide, at most
_LOWEST, _HIGHEST = 0.1, 0.6  # of its middle above the baseline
_FARTHEST = 2.2  # from mark to text
_ALONE = 0.6  # what stands nearer on its left shares its line: then it begins none


def add_bullets(glyphs: Glyphs, drawing: Drawing, pieces: list[Piece], view: View) -> list[Piece]:
    """The pieces, and one for each drawn mark that stands before a line; ``glyphs`` gains its character and box."""
    marks = _small_marks(drawing)
    if not 0 < len(marks) <= _MOST:
        return pieces
    upright = sorted((piece for piece in pieces if piece.turn == 0), key=attrgetter("base"))
    bases = [piece.base for piece in upright]
    found = []
    for box, letter in marks:
        low, high = bisect_left(bases, box[1]), bisect_right(bases, box[3] + 2 * _LARGEST)
        behind = _piece_behind(box, upright[low:high])
        if behind:
            found.append(_to_piece(glyphs, box, letter, behind, view))
    return [*pieces, *found]


def _small_marks(drawing: Drawing) -> list[tuple[Box, str]]:
    """Small drawings as wide as high, each with the character it looks like."""
    fills = [area for area in drawing.areas if _is_small(area.box)]
    marks = [(area.box, DISC if is_curved(area.handle) else SQUARE) for area in fills[: _MOST + 1]]
    marks += [(box, CIRCLE) for box in drawing.strokes if _is_small(box)]
    return marks + [(box, DISC) for box in drawing.images if _is_small(box)]


def _is_small(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return _SMALLEST <= wide <= _LARGEST and high <= _ALIKE * wide and wide <= _ALIKE * high


def _piece_behind(box: Box, pieces: list[Piece]) -> Piece | None:
    """The first text of the line that the mark begins."""
    behind: Piece | None = None
    for piece in pieces:
        size, above = piece.size, piece.base - (box[1] + box[3]) / 2
        if not _LOWEST * size <= above <= _HIGHEST * size:
            continue
        if piece.x0 < box[0] and piece.x1 > box[0] - _ALONE * size:
            return None
        fits = _LEAST_SIDE * size <= box[2] - box[0] <= _MOST_SIDE * size
        if fits and 0 <= piece.x0 - box[2] <= _FARTHEST * size and (behind is None or piece.x0 < behind.x0):
            behind = piece
    return behind


def _to_piece(glyphs: Glyphs, box: Box, letter: str, behind: Piece, view: View) -> Piece:
    """Put the mark at the end of the page's characters; its piece stands on the line it begins."""
    at = len(glyphs.text)
    glyphs.text += letter
    columns = [glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom]
    for column, side in zip(columns, box, strict=True):
        column.append(side)
    if glyphs.from_ is not glyphs.x0:
        glyphs.from_.append(box[0])
        glyphs.to.append(box[2])
    glyphs.source = [*glyphs.source, -1]
    a, b, c, d, e, f = view.matrix
    if glyphs.rects and b == c == 0:
        sides = ((box[0] - e) / a, (box[1] - f) / d, (box[2] - e) / a, (box[3] - f) / d)
        glyphs.rects += array("f", sides).tobytes()
    else:
        glyphs.rects = b""
    return Piece([(at, at + 1)], box[0], box[2], behind.base, behind.size, 0)
