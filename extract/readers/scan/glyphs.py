"""Lines of symbols to the columns of glyphs and the pieces of text that pages are laid out from."""

from array import array
from dataclasses import dataclass, field
from statistics import median

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.text import Piece
from extract.readers.scan.content import SeenNumber
from extract.readers.scan.engine import Symbol, SymbolLine

_EM = 1.9  # times the height of a consonant without marks
_GUTTER = 0.8  # em: wider white parts pieces, and what stands apart may be columns
_INSET = 0.5  # points by which text keeps inside the cell it was read in
_LARGEST, _SMALLEST = 72.0, 4.0  # points


@dataclass(slots=True)
class ReadLine:
    """A line as read. ``numbers`` are intervals of its symbols. ``cell`` is the cell it stands in, in points."""

    line: SymbolLine
    cell: Box | None = None
    numbers: list[SeenNumber] = field(default_factory=list)


@dataclass(slots=True)
class Lettering:
    """A page's glyphs, in points, with the pieces they make, the trust in each, and the numbers among them."""

    glyphs: Glyphs
    pieces: list[Piece]
    trust: list[float]
    numbers: list[SeenNumber]


def to_lettering(lines: list[ReadLine], dpi: float) -> Lettering:
    """Lay the symbols of a page end to end. Spaces between words become glyphs; wide gaps outside cells part pieces."""
    columns: list[list[float]] = [[], [], [], []]
    x0, top, x1, bottom = columns
    glyphs = Glyphs(0, "", x0, top, x1, bottom, x0, x1, [])
    lettering = Lettering(glyphs, [], [], [])
    text: list[str] = []
    usual = _usual_height(lines)
    for read in lines:
        _add_line(lettering, text, read, 72 / dpi, usual)
    glyphs.text = "".join(text)
    glyphs.rects = array("f", [side for sides in zip(*columns, strict=True) for side in sides]).tobytes()
    return lettering


def _usual_height(lines: list[ReadLine]) -> float:
    heights = [symbol.box[3] - symbol.box[1] for read in lines for symbol in read.line.symbols]
    return median(heights) if heights else 1.0


def _add_line(lettering: Lettering, text: list[str], read: ReadLine, scale: float, usual: float) -> None:
    heights = [symbol.box[3] - symbol.box[1] for symbol in read.line.symbols]
    height = median(heights) if len(heights) > 4 else usual
    size = min(max(_EM * height * scale, _SMALLEST), _LARGEST)
    base = _inside(read.line.base * scale, read.cell, 1)
    places: list[int] = []  # of each symbol's first glyph
    last: Symbol | None = None
    for symbol in read.line.symbols:
        gap = symbol.box[0] - last.box[2] if last else 0.0
        apart = last is None or (read.cell is None and symbol.spaced and gap * scale > _GUTTER * size)
        if last is not None and symbol.spaced and not apart:
            space = (last.box[2], last.box[1], max(symbol.box[0], last.box[2]), last.box[3])
            _add_glyphs(lettering, text, " ", _placed(space, scale, read.cell), last.confidence)
        places.append(len(text))
        box = _placed(symbol.box, scale, read.cell)
        _add_glyphs(lettering, text, symbol.text, box, symbol.confidence)
        if apart:
            lettering.pieces.append(Piece([(places[-1], len(text))], box[0], box[2], base, size, 0))
        piece = lettering.pieces[-1]
        piece.parts, piece.x1 = [(piece.parts[0][0], len(text))], max(piece.x1, box[2])
        last = symbol
    for seen in read.numbers:
        lettering.numbers.append(
            SeenNumber(
                places[seen.start], places[seen.end - 1] + 1, seen.first, seen.second, seen.confidence, seen.options
            )
        )


def _add_glyphs(lettering: Lettering, text: list[str], letters: str, box: Box, confidence: float) -> None:
    glyphs = lettering.glyphs
    for letter in letters:
        text.append(letter)
        for column, side in zip((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom), box, strict=True):
            column.append(side)
        lettering.trust.append(confidence)


def _placed(box: Box, scale: float, cell: Box | None) -> Box:
    x0, top, x1, bottom = (side * scale for side in box)
    return _inside(x0, cell, 0), _inside(top, cell, 1), _inside(x1, cell, 0), _inside(bottom, cell, 1)


def _inside(value: float, cell: Box | None, axis: int) -> float:
    if cell is None:
        return value
    return min(max(value, cell[axis] + _INSET), cell[axis + 2] - _INSET)
