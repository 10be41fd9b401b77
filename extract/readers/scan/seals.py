"""Seals, stamps and signatures in coloured ink, which may lie over numbers: told from coloured text and tables."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Colour, Grey

_SHRINK = 4
_COLOURED = 50  # between the strongest and the weakest channel, of 255
_STRONGEST = 235  # lighter pixels are tinted paper
_LEAST = 0.035  # of the page's longer side, both ways: larger than letters and words
_FULL = 0.5  # share of its box that coloured ink fills: more is a filled cell or a highlighter
_STRAIGHT = 0.35  # share of ink in long straight lines: more is a table or a frame
_RUN = 0.02  # of the page's longer side: a long straight line
_FEWEST = 60  # pixels of the small picture


def find_seals(picture: "Colour") -> "Grey | None":
    """1 where a seal's or a signature's ink is, 0 elsewhere; None where a page has none. ``picture`` has 3 channels."""
    import cv2
    import numpy as np

    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // _SHRINK), max(1, height // _SHRINK)), interpolation=cv2.INTER_AREA)
    strongest, weakest = small.max(axis=2), small.min(axis=2)
    mask = ((strongest - weakest > _COLOURED) & (weakest < _STRONGEST - _COLOURED)).astype(np.uint8)
    if int(mask.sum()) < _FEWEST:
        return None
    joined = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    least = _LEAST * max(mask.shape)
    kept = np.zeros(count, np.uint8)
    for label in range(1, count):
        x, y, wide, high, _area = (int(value) for value in stats[label])
        if min(wide, high) >= least:
            part = mask[y : y + high, x : x + wide] * (labels[y : y + high, x : x + wide] == label)
            kept[label] = part.mean() < _FULL and _straight_share(part.astype(np.uint8), max(mask.shape)) < _STRAIGHT
    if not kept.any():
        return None
    seals = cv2.dilate(kept[labels], np.ones((3, 3), np.uint8))
    return cv2.resize(seals, (width, height), interpolation=cv2.INTER_NEAREST)  # type: ignore[return-value]


def _straight_share(part: "Grey", longest: int) -> float:
    """The share of ink in level or upright runs."""
    import cv2
    import numpy as np

    run = max(3, round(_RUN * longest))
    level = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    upright = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    return float(cv2.max(level, upright).sum()) / max(1.0, float(part.sum()))
