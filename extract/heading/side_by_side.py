"""Blocks that stand side by side on a page, as signatures do, read one after the other by where their lines stand.

A reader of pages puts lines in order from top to bottom: of two blocks whose lines are level it makes lines that hold
both, of others it shuffles the lines. Only boxes tell which line belongs to which.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.document import Document
from schemas.place import PagePlace
from schemas.trace import Span

_WORD = re.compile(r"\S+")
# In points: white space that parts two blocks, and how much two lines overlap that are not one below the other.
_GAP, _OVERLAP, _NEAR = 18.0, 4.0, 40.0


class _Piece(NamedTuple):
    """Text between two wide gaps of a line, with its box."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def lines_by_block(document: Document, spans: Sequence[Span]) -> list[str]:
    """The lines at ``spans`` of a document read from pages, blocks side by side one after the other."""
    lines = [list(_pieces(document, span)) for span in spans]
    texts: list[str] = []
    at = 0
    while at < len(lines):
        end, columns = _block(lines, at)
        pieces = [piece for line in lines[at:end] for piece in line]
        if len(columns) > 1:
            for left, right in columns:
                own = [piece for piece in pieces if left <= piece.left <= right]
                texts += [piece.text for piece in sorted(own, key=lambda piece: piece.top)]
        else:
            texts += ["   ".join(piece.text for piece in line) for line in lines[at:end]]
        at = end
    return texts


def _pieces(document: Document, span: Span) -> Iterator[_Piece]:
    """A line's pieces; all of it as one where its place is not known."""
    held: _Piece | None = None
    for match in _WORD.finditer(document.text, *span):
        box = next((place for place in document.locate(*match.span()) if isinstance(place, PagePlace)), None)
        if box is None:
            yield _Piece(document.text[slice(*span)], 0, 0.0, 0.0, 0.0, 0.0)
            return
        piece = _Piece(match.group(), box.page, *box.bbox)
        if held is not None and piece.left - held.right < _GAP:
            piece = _joined(held, piece)
        elif held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _joined(held: _Piece, piece: _Piece) -> _Piece:
    top, bottom = min(held.top, piece.top), max(held.bottom, piece.bottom)
    return _Piece(f"{held.text} {piece.text}", held.page, held.left, top, piece.right, bottom)


def _block(lines: list[list[_Piece]], at: int) -> tuple[int, list[tuple[float, float]]]:
    """Where the block that begins with line ``at`` ends, and its columns; one column where nothing stands beside it."""
    columns = _columns(lines[at])
    end = at + 1
    while lines[at] and end < len(lines) and lines[end]:
        above, below = lines[end - 1], lines[end]
        wider = _columns([piece for line in lines[at : end + 1] for piece in line])
        beside = len(below) > 1 or _is_level(above, below)
        under = len(columns) > 1 and below[0].page == above[0].page and below[0].top - above[0].bottom < _NEAR
        if not (beside or under) or len(wider) < max(2, len(columns)):
            break
        columns, end = wider, end + 1
    return end, columns


def _is_level(above: list[_Piece], below: list[_Piece]) -> bool:
    """True for lines that overlap in height, so that they stand side by side though not on one baseline."""
    first, second = above[0], below[0]
    return first.page == second.page and min(first.bottom, second.bottom) - max(first.top, second.top) > _OVERLAP


def _columns(pieces: list[_Piece]) -> list[tuple[float, float]]:
    """What the pieces cover from left to right, parted where wide white space runs through all of them."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for piece in pieces):
        if found and left < found[-1][1] + _GAP:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found
