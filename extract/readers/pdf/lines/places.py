"""Where each character of the raw text stands. What was read is kept as it is, and made into places only when asked."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.drawn.raw import Box, Matrix
from extract.readers.pdf.drawn.view import place_box
from extract.readers.pdf.lines.text import Part
from schemas.place import PagePlace, Place

_NOWHERE = -1  # the place of characters that were not drawn: line ends, tabs, spaces made up


class GlyphPlaces:
    """Places of glyphs: characters are added as intervals of their page's columns, and each has that page's box."""

    def __init__(self) -> None:
        self._sides = array("f")  # four a character
        self._bases: list[int] = []  # where characters with other coordinates begin among them
        self._matrices: list[Matrix | None] = []  # what takes those to the page as displayed
        self._raw, self._drawn = array("i"), array("i")  # starts of stretches in the raw text, and among the characters
        self._opened: list[int] = []  # where each page begins in the raw text
        self._numbers: list[int] = []
        self._length = self._base = 0

    def open_page(self, number: int, glyphs: Glyphs, matrix: Matrix) -> None:
        """Take over the boxes of the page whose characters follow."""
        self._opened.append(self._length)
        self._numbers.append(number)
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

    def _stretch(self, drawn: int, count: int) -> None:
        self._raw.append(self._length)
        self._drawn.append(drawn)
        self._length += count

    def skip(self, count: int = 1) -> None:
        """Characters that were not drawn."""
        self._stretch(_NOWHERE, count)

    def add(self, box: Box) -> None:
        """A character that stands for a drawing."""
        self._stretch(self._begin(None), 1)
        self._sides.extend(box)

    def extend(self, parts: list[Part]) -> None:
        """The characters of a line of the page."""
        for start, end in parts:
            if end < 0:
                self.skip()
            else:
                self._stretch(self._base + start, end - start)

    def locate(self, start: int, end: int) -> list[Place]:
        """A box round the characters of each page."""
        boxes: dict[int, list[Box]] = {}
        for at, box in self._boxes(start, end):
            boxes.setdefault(self._numbers[bisect_right(self._opened, at) - 1], []).append(box)
        places: list[Place] = [PagePlace(page=page, bbox=_around(held)) for page, held in boxes.items()]
        return places

    def _boxes(self, start: int, end: int) -> Iterator[tuple[int, Box]]:
        """Boxes round stretches of characters drawn one after another, and where each begins in the raw text."""
        raw, nth = self._raw, bisect_right(self._raw, start) - 1
        while nth < len(raw) and raw[nth] < end:
            first = max(start, raw[nth])
            last = min(end, raw[nth + 1] if nth + 1 < len(raw) else self._length)
            if self._drawn[nth] != _NOWHERE and first < last:
                drawn = self._drawn[nth] + first - raw[nth]
                yield first, self._box(drawn, drawn + last - first)
            nth += 1

    def _box(self, first: int, last: int) -> Box:
        sides = self._sides[4 * first : 4 * last]
        x0, top, x1, bottom = min(sides[0::4]), max(sides[1::4]), max(sides[2::4]), min(sides[3::4])
        matrix = self._matrices[bisect_right(self._bases, first) - 1]
        if matrix:  # of page space, where y runs upwards
            return place_box(matrix, x0, bottom, x1, top)
        return x0, min(sides[1::4]), x1, max(sides[3::4])


def _around(boxes: list[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return round(min(x0), 2), round(min(top), 2), round(max(x1), 2), round(max(bottom), 2)
