"""Words a little too long for their cell, which stick out over its sides into the cells beside it."""

from typing import TypeVar

from extract.readers.pdf.drawn.glyphs import DROPPED, MARKS, Glyphs
from extract.readers.pdf.lines.text import Piece

_SHARE = 0.75  # of a word's width: what sticks out further is cut at the side
_SEAM = 0.1  # em between letters of a word

Cell = TypeVar("Cell")


def is_torn(glyphs: Glyphs, left: Piece, right: Piece) -> bool:
    """A side of cells goes through a word."""
    last, first = left.parts[-1][1] - 1, right.parts[0][0]
    spaces = glyphs.text[last].isspace() or glyphs.text[first].isspace()
    return not spaces and glyphs.from_[first] - glyphs.to[last] < _SEAM * right.size


def keep_words_whole(cut: list[tuple[Cell | None, Piece]], glyphs: Glyphs) -> list[tuple[Cell | None, Piece]]:
    """Parts of a piece that was cut at sides of cells; a word that hardly sticks out of its cell stays whole.

    A text of several words is cut where it is: one that runs through many cells is none of theirs.
    """
    whole: list[tuple[Cell | None, Piece]] = []
    for cell, part in cut:
        if whole and is_torn(glyphs, whole[-1][1], part):
            joined = _joined(whole[-1][1], part)
            wider = max((whole[-1], (cell, part)), key=lambda one: one[1].x1 - one[1].x0)
            if wider[1].x1 - wider[1].x0 > _SHARE * (joined.x1 - joined.x0) and _is_word(glyphs, joined):
                whole[-1] = (wider[0], joined)
                continue
        whole.append((cell, part))
    return whole


def _joined(left: Piece, right: Piece) -> Piece:
    (before, at), (after, end) = left.parts[-1], right.parts[0]
    seam = [(before, end)] if at == after else [(before, at), (after, end)]
    parts = [*left.parts[:-1], *seam, *right.parts[1:]]
    return Piece(parts, left.x0, max(left.x1, right.x1), left.base, left.size, left.turn)


def _is_word(glyphs: Glyphs, piece: Piece) -> bool:
    letters = (letter for start, end in piece.parts for letter in glyphs.text[start:end])
    return all(letter.isalpha() or letter in MARKS or letter == DROPPED for letter in letters)
