"""A page's picture without its ruling lines, and where on it there is something to read."""

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from extract.readers.pdf.drawn.raw import Box

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Grey
    from extract.readers.scan.engine import PixelBox

_SPECK = 9  # px of ink: less is dirt
_LEAST_INK = 14  # px of ink in a cell before it holds something
_LETTERS = (0.05, 0.4)  # inches: ink lower than this is marks and points, higher no letter
_DOT = (0.024, 0.06)  # inches: the highest and the widest a dot of a dotted line is; tone marks are higher
_DOTTED, _DOTS_APART = 0.8, 0.07  # inches: the shortest dotted line; the widest white between its dots
_LEVEL = 0.04  # inches: the highest a dotted line is
_TALLEST, _WIDEST = 0.75, 2.4  # inches: larger blots are emblems, pictures, stamps' rings, signatures

IntBox = tuple[int, int, int, int]


@dataclass(slots=True)
class Paper:
    """``grey`` is dark on white, ``ink`` the same as 1 and 0 with dirt and pictures left out; both without rules."""

    grey: "Grey"
    ink: "Grey"
    dpi: float
    letter: float  # px: the usual height of letters
    pictures: int = 0

    @property
    def width(self) -> float:
        """In points."""
        return float(self.ink.shape[1] * 72 / self.dpi)

    def trim(self, box: "PixelBox") -> IntBox | None:
        """The part of a box that holds ink, None for a blank one."""
        x0, top, x1, bottom = self._within(box)
        part = self.ink[top:bottom, x0:x1]
        if part.size == 0 or int(part.sum()) < _LEAST_INK:
            return None
        rows, columns = part.max(axis=1).nonzero()[0], part.max(axis=0).nonzero()[0]
        return x0 + int(columns[0]), top + int(rows[0]), x0 + int(columns[-1]) + 1, top + int(rows[-1]) + 1

    def crop(self, box: "PixelBox", margin: int = 0) -> "Grey":
        """The picture in a box, with so many pixels more on every side."""
        x0, top, x1, bottom = self._within((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin))
        return self.grey[top:bottom, x0:x1]

    def without(self, boxes: list[Box]) -> "Paper":
        """The page with these boxes, in points, left white."""
        grey, ink, scale = self.grey.copy(), self.ink.copy(), self.dpi / 72
        for box in boxes:
            x0, top, x1, bottom = self._within((box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale))
            grey[top : bottom + 1, x0 : x1 + 1] = 255
            ink[top : bottom + 1, x0 : x1 + 1] = 0
        return Paper(grey, ink, self.dpi, self.letter, self.pictures)

    def _within(self, box: "PixelBox") -> IntBox:
        height, width = self.ink.shape
        x0, top, x1, bottom = (round(side) for side in box)
        return max(0, min(x0, width)), max(0, min(top, height)), max(0, min(x1, width)), max(0, min(bottom, height))


def lay_paper(grey: "Grey", ink: "Grey", rules: "Grey", dpi: float) -> Paper:
    """Take rules, dirt and pictures off a page. ``rules`` is 1 where a ruling line is."""
    import cv2
    import numpy as np

    wiped = cv2.dilate(rules, np.ones((3, 3), np.uint8))
    left = np.where(wiped > 0, 0, ink).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    areas, widths, heights = stats[:, cv2.CC_STAT_AREA], stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    large = (heights > _TALLEST * dpi) | (widths > _WIDEST * dpi)
    large[0] = False
    kept = (areas >= _SPECK) & ~large
    kept[0] = False
    dots = kept & (heights <= _DOT[0] * dpi) & (widths <= _DOT[1] * dpi)
    dotted = _dotted_lines(dots.astype(np.uint8)[labels], dpi)
    clean = np.where(dotted > 0, 0, kept.astype(np.uint8)[labels]).astype(np.uint8)
    wiped = cv2.bitwise_or(wiped, cv2.dilate(dotted, np.ones((3, 3), np.uint8)))
    gone = (wiped > 0) | cv2.dilate(large.astype(np.uint8)[labels], np.ones((3, 3), np.uint8)).astype(bool)
    grey = np.where(gone & (clean == 0), 255, grey).astype(np.uint8)
    return Paper(grey, clean, dpi, usual_height(heights[kept].tolist(), dpi), int(large.sum()))


def _dotted_lines(dots: "Grey", dpi: float) -> "Grey":
    """1 where a dot is one of a line of many, as blanks of forms and contents have them."""
    import cv2
    import numpy as np

    joined = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((3, round(_DOTS_APART * dpi)), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    lines = (stats[:, cv2.CC_STAT_WIDTH] >= _DOTTED * dpi) & (stats[:, cv2.CC_STAT_HEIGHT] <= _LEVEL * dpi)
    lines[0] = False
    return np.where(dots > 0, lines.astype(np.uint8)[labels], 0).astype(np.uint8)


def usual_height(heights: list[int], dpi: float) -> float:
    """The height of most letters without their marks, in pixels, from those of all pieces of ink."""
    least, most = (share * dpi for share in _LETTERS)
    letters = [height for height in heights if least <= height <= most]
    return float(median(letters)) if letters else 0.1 * dpi
