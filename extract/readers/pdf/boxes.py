"""Where each character of the raw text stands. What was read is kept as it is, and made into boxes only when asked."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import overload

from extract.readers.pdf.glyphs import Glyphs
from extract.readers.pdf.raw import Box, Matrix
from extract.readers.pdf.text import Part
from extract.readers.pdf.view import place_box


class Boxes(Sequence[Box | None]):
    """One box a raw character, None for a made-up one. Characters added are intervals of their page's columns."""

    def __init__(self) -> None:
        self._sides = array("f")  # four a character
        self._bases: list[int] = []  # where each page's characters begin
        self._matrices: list[Matrix | None] = []  # what takes them to the page as displayed
        self._raw, self._places = (
            array("i"),
            array("i"),
        )  # starts of stretches in the raw text and in the sides; -1 = none
        self._length = self._base = 0

    def __len__(self) -> int:
        return self._length

    def open_page(self, glyphs: Glyphs, matrix: Matrix) -> None:
        """Take over the boxes of the page whose characters follow."""
        self._base = self._begin(matrix if glyphs.rects else None)
        if glyphs.rects:
            self._sides.frombytes(glyphs.rects)
        else:
            sides = array("f", bytes(16 * len(glyphs.x0)))
            for nth, column in enumerate((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom)):
                sides[nth::4] = array("f", column)
            self._sides.extend(sides)

    def _begin(self, matrix: Matrix | None) -> int:
        """Boxes in other coordinates follow; return the place of the first."""
        self._bases.append(len(self._sides) // 4)
        self._matrices.append(matrix)
        return self._bases[-1]

    def _stretch(self, place: int, count: int) -> None:
        self._raw.append(self._length)
        self._places.append(place)
        self._length += count

    def skip(self, count: int = 1) -> None:
        """Characters that were not drawn."""
        self._stretch(-1, count)

    def add(self, box: Box) -> None:
        """A character that stands for a drawing."""
        self._stretch(self._begin(None), 1)
        self._sides.extend(box)

    def extend(self, parts: list[Part]) -> None:
        """The characters of a line of the page."""
        raw, places, base, length = self._raw, self._places, self._base, self._length
        for start, end in parts:
            raw.append(length)
            places.append(base + start if end >= 0 else -1)
            length += end - start if end >= 0 else 1
        self._length = length

    @overload
    def __getitem__(self, index: int) -> Box | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Box | None]: ...
    def __getitem__(self, index: int | slice) -> Box | list[Box | None] | None:
        if isinstance(index, slice):
            return [self._box(at) for at in range(*index.indices(self._length))]
        return self._box(range(self._length)[index])

    def _box(self, at: int) -> Box | None:
        stretch = bisect_right(self._raw, at) - 1
        place = self._places[stretch]
        if place < 0:
            return None
        place += at - self._raw[stretch]
        x0, top, x1, bottom = self._sides[4 * place : 4 * place + 4]
        matrix = self._matrices[bisect_right(self._bases, place) - 1]
        return place_box(matrix, x0, bottom, x1, top) if matrix else (x0, top, x1, bottom)
