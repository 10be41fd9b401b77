"""Where each character of the raw text stands, kept as numbers and made into boxes only when asked."""

from array import array
from collections.abc import Sequence
from math import isnan
from typing import overload

from extract.readers.pdf.glyphs import Glyphs
from extract.readers.pdf.raw import Box
from extract.readers.pdf.text import Part

_NAN = float("nan")


class Boxes(Sequence[Box | None]):
    """One box a raw character, None for a made-up one. Four single floats each."""

    def __init__(self) -> None:
        self._sides = (array("f"), array("f"), array("f"), array("f"))

    def __len__(self) -> int:
        return len(self._sides[0])

    def skip(self, count: int = 1) -> None:
        """Characters that were not drawn."""
        for side in self._sides:
            side.extend([_NAN] * count)

    def add(self, box: Box) -> None:
        """A character that stands for a drawing."""
        for side, value in zip(self._sides, box, strict=True):
            side.append(value)

    def extend(self, glyphs: Glyphs, parts: list[Part]) -> None:
        """The characters of a line."""
        columns = (glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom)
        for start, end in parts:
            if end < 0:
                self.skip()
            else:
                for side, column in zip(self._sides, columns, strict=True):
                    side.extend(column[start:end])

    @overload
    def __getitem__(self, index: int) -> Box | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Box | None]: ...
    def __getitem__(self, index: int | slice) -> Box | list[Box | None] | None:
        if isinstance(index, slice):
            columns = [side[index] for side in self._sides]
            return [None if isnan(box[0]) else box for box in zip(*columns, strict=True)]
        x0, top, x1, bottom = (side[index] for side in self._sides)
        return None if isnan(x0) else (x0, top, x1, bottom)
