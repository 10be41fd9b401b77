"""A grey crop becomes ink: paper and tint taken off, one size for all, pieces of rules left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from numpy import float32, integer, uint8
    from numpy.typing import NDArray

LINE = 32  # height, in pixels, that symbols of full height are brought to
FAINTEST = 40  # how dark the darkest ink must be, of 255, paper being 0; else a crop counts as blank
LARGEST = 4_000_000  # pixels of a crop; one token is far smaller
PAPER = 0.3  # of a crop's height: what is wider both ways is no stroke
GLARE = 16.0  # light added to all, so that specks on black are no ink
SPECK = 7  # area in pixels, at LINE, below which ink is dirt: a thin point has 9


@dataclass(frozen=True)
class Part:
    """One connected piece of ink: pixels [x0, x1) x [y0, y1) of the scaled crop, its area and its label in the map."""

    x0: int
    y0: int
    x1: int
    y1: int
    area: int
    label: int

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def width(self) -> int:
        return self.x1 - self.x0


@dataclass(frozen=True)
class Ink:
    """The ink of a crop, scaled by `scale` so that full height is about `LINE` pixels.

    `grey` is 0 for paper and 1 for full ink; `labels` names the part that a pixel belongs to (0: none).
    `base` is the y of the foot of the line, `height` the height of its full symbols, both in scaled pixels.
    """

    grey: NDArray[float32]
    labels: NDArray[integer[Any]]
    parts: list[Part]
    scale: float
    base: float
    height: float


def crop_to_ink(image: NDArray[uint8]) -> Ink | None:
    """None where nothing stands out from the paper."""
    import cv2
    import numpy as np

    if image.ndim != 2 or min(image.shape) < 3 or image.size > LARGEST:
        return None
    depth, level, full = _depth(_dark_on_light(image))
    if full < FAINTEST:
        return None
    rough = _parts((depth > level).astype(np.uint8), depth.shape)[0]
    if not rough:
        return None
    scale = min(max(LINE / _line_height(rough, image.shape[0]), 0.2), 4.0)
    size = (max(3, round(image.shape[1] * scale)), max(3, round(image.shape[0] * scale)))
    scaled = cv2.resize(depth, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    parts, labels = _parts((scaled > level).astype(np.uint8), scaled.shape)
    parts = [part for part in parts if part.area >= SPECK]
    if not parts:
        return None
    height = _line_height(parts, size[1])
    tall = [part for part in parts if part.height >= 0.6 * height] or parts
    top, base = (float(np.median([getattr(part, side) for part in tall])) for side in ("y0", "y1"))
    parts = [part for part in parts if part in tall or not _is_beside(part, top, base, size[1])]
    grey = np.clip(scaled / (0.9 * full), 0, 1).astype(np.float32)
    return Ink(grey, labels, parts, size[0] / image.shape[1], base, height)


def _dark_on_light(image: NDArray[uint8]) -> NDArray[uint8]:
    """The crop with its tones turned round where most of it and of its rim is the dark tone: white on a dark cell."""
    import numpy as np

    middle = (int(image.min()) + int(image.max())) / 2
    rim = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    return 255 - image if np.median(image) < middle and (rim < middle).mean() > 0.7 else image


def _depth(image: NDArray[uint8]) -> tuple[NDArray[float32], float, float]:
    """How much of its paper's light each pixel lacks, of 255; the level above which it is ink; the depth of full ink.

    The paper is what remains when strokes are closed, so that a highlighter's tint or a shaded cell counts as paper,
    also where it covers a strip lower than the symbols.
    """
    import cv2
    import numpy as np

    side = max(9, round(PAPER * image.shape[0])) | 1
    paper = cv2.morphologyEx(image, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.blur(paper, (side // 2 | 1, side // 2 | 1))
    lit, lit_paper = (cv2.convertScaleAbs(grey, beta=GLARE) for grey in (image, paper))
    depth = 255 - cv2.divide(lit, lit_paper, scale=255)
    full = float(cv2.blur(depth, (2, 2)).max())
    otsu = cv2.threshold(depth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    return depth.astype(np.float32), min(max(otsu, 0.3 * full), 0.6 * full), full


def _parts(mask: NDArray[uint8], shape: tuple[int, ...]) -> tuple[list[Part], NDArray[integer[Any]]]:
    """The connected pieces of ink and the map of their labels, without what is seen to be a piece of a rule."""
    import cv2
    import numpy as np

    _, found_labels, stats, _ = cv2.connectedComponentsWithStats(_without_sides(_without_lines(mask)), connectivity=8)
    labels: NDArray[integer[Any]] = np.asarray(found_labels, np.int32)
    found = [Part(x, y, x + w, y + h, n, label) for label, (x, y, w, h, n) in enumerate(stats.tolist()) if label]
    return [part for part in found if not _is_upright_rule(part, found, shape)], labels


def _without_lines(mask: NDArray[uint8]) -> NDArray[uint8]:
    """The mask without the rows of a level line at its upper or lower edge, most of the crop long."""
    import cv2
    import numpy as np

    high, wide = mask.shape
    edge = max(2, high // 6)
    if high < 12 or (wide < 1.5 * high and wide < 60):  # a dash cut out tightly; a single symbol
        return mask
    length = max(12, int(0.6 * wide))
    rule: NDArray[uint8] = np.array(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)
    rule[edge : high - edge] = 0
    if not rule.any():
        return mask
    rows = np.convolve(rule.max(1), [1, 1, 1], "same") > 0
    clear = mask.copy()
    clear[rows] = 0
    return clear


def _without_sides(mask: NDArray[uint8]) -> NDArray[uint8]:
    """The mask without an upright line at its left or right edge that runs down most of it, taller than all else."""
    import numpy as np

    high, wide = mask.shape
    edge = min(max(3, high // 8), wide // 4)
    columns = mask.sum(0) > 0.85 * high
    columns[edge : wide - edge] = False
    if not columns.any():
        return mask
    columns = np.convolve(columns, [1, 1, 1], "same") > 0
    rows = np.flatnonzero(mask[:, ~columns].any(1))
    if not rows.size or rows[-1] - rows[0] > 0.85 * high:
        return mask
    clear = mask.copy()
    clear[:, columns] = 0
    return clear


def _is_beside(part: Part, top: float, base: float, high: int) -> bool:
    """Whether a part is a rest of the line above or below: cut by the crop's edge, outside the band of the symbols."""
    return (part.y0 <= 0 and part.y1 <= top) or (part.y1 >= high and part.y0 >= base)


def _is_upright_rule(part: Part, parts: list[Part], shape: tuple[int, ...]) -> bool:
    """Whether a part at the left or right edge runs down most of the crop, taller than what it stands by."""
    high, wide = shape[0], shape[1]
    near = max(2, high // 16)
    at_side = part.x0 <= near or part.x1 >= wide - near
    if not at_side or part.height < 0.75 * high or part.width > 0.3 * high:
        return False
    others = [other.height for other in parts if other is not part and other.area > 0.1 * part.area]
    return bool(others) and part.height > 1.25 * max(others)


def _line_height(parts: list[Part], image_height: int) -> float:
    """The height of full symbols: the median of the tall parts; dashes and points alone stand for half the crop."""
    import numpy as np

    tallest = max(part.height for part in parts)
    tall = [part for part in parts if part.height >= 0.6 * tallest]
    if all(part.width > 1.7 * part.height for part in tall) or tallest < 0.2 * image_height:
        return max(float(tallest), 0.5 * image_height)
    return float(np.median([part.height for part in tall]))
