"""Lines of a page as chunks of text that white parts: what tables without rules are told by."""

from dataclasses import dataclass, field

import regex

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.lines.text import Piece, pieces_to_rows

_APART = 0.5  # em of white between two chunks; a space is about half of that
_SEAM = 0.1  # em between two pieces
_ON_EDGE = 1.0  # points
_SPACES = regex.compile(r"\s{3,}")  # typed to reach the next column


@dataclass(slots=True, eq=False)
class Chunk:
    """Text of one line that stands together, from ``x0`` to ``x1``; ``seams`` are what white it holds, and where

    in the text: two columns may stand as near as two words.
    """

    x0: float
    x1: float
    text: str
    seams: list[tuple[float, float, int]] = field(default_factory=list)

    def cut(self, edges: list[float]) -> list["Chunk"]:
        """Part the chunk at the seams that lie on a side of a column."""
        for low, high, at in self.seams:
            if any(low - _ON_EDGE <= edge <= high + _ON_EDGE for edge in edges):
                rest = Chunk(high, self.x1, self.text[at:], [(a, b, c - at) for a, b, c in self.seams if c > at])
                return [Chunk(self.x0, low, self.text[:at]), *rest.cut(edges)]
        return [self]

    def drawn(self) -> list[tuple[float, float]]:
        """What of it is drawn in one piece each, from where to where."""
        sides = [self.x0, *(side for low, high, _ in self.seams for side in (low, high)), self.x1]
        return list(zip(sides[::2], sides[1::2], strict=True))


@dataclass(slots=True, eq=False)
class ChunkRow:
    """The chunks of one line of a page, on one baseline."""

    chunks: list[Chunk]
    base: float
    size: float

    def cut(self, edges: list[float]) -> "ChunkRow":
        """The same line with its chunks parted at sides of columns."""
        if not any(chunk.seams for chunk in self.chunks):
            return self
        return ChunkRow([part for chunk in self.chunks for part in chunk.cut(edges)], self.base, self.size)

    @property
    def middle(self) -> float:
        """Where its glyphs stand: half an x-height above the baseline."""
        return self.base - 0.25 * self.size


def pieces_to_chunks(glyphs: Glyphs, pieces: list[Piece]) -> list[ChunkRow]:
    """Upright lines from top to bottom, each in chunks."""
    rows = []
    for row in pieces_to_rows([piece for piece in pieces if piece.turn == 0]):
        chunks: list[Chunk] = []
        for piece in row:
            _add_piece(glyphs, piece, chunks)
        if chunks:
            rows.append(ChunkRow(chunks, row[0].base, max(piece.size for piece in row)))
    return rows


def _add_piece(glyphs: Glyphs, piece: Piece, chunks: list[Chunk]) -> None:
    for start, end in piece.parts:
        text = glyphs.text[start:end]
        for at, stop in _solid(text):
            x0, x1 = glyphs.from_[start + at], max(glyphs.to[start + at : start + stop])
            if chunks and x0 - chunks[-1].x1 < _APART * piece.size:
                last = chunks[-1]
                if x0 - last.x1 > _SEAM * piece.size:
                    last.seams.append((last.x1, x0, len(last.text)))
                last.x1, last.text = max(last.x1, x1), last.text + text[at:stop]
            else:
                chunks.append(Chunk(x0, x1, text[at:stop]))


def _solid(text: str) -> list[tuple[int, int]]:
    """Intervals of a text without the white space at its ends, parted where many spaces stand."""
    if "   " not in text and text and not text[0].isspace() and not text[-1].isspace():
        return [(0, len(text))]
    bounds, at = [], 0
    for gap in [*_SPACES.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        part = text[at:stop]
        if part.strip():
            bounds.append((at + len(part) - len(part.lstrip()), stop - len(part) + len(part.rstrip())))
        at = gap.end() if gap else stop
    return bounds
