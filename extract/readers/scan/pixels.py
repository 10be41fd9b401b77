"""Pictures of pages as arrays: ink on an even ground, and what of it is ink."""

from typing import TYPE_CHECKING

from extract.readers.scan.seals import find_seals

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Colour, Grey

_SHRINK = 4  # the ground is looked for on a picture this much smaller
_REACH = 11  # px of the small picture: ground is the lightest this near
_DARK = 110  # of 255: darker areas as large as the reach are fills under light letters, or a scanner's black edge
_LIGHTEST_INK, _DARKEST_INK = 200, 120
_FAINTEST = 226
_NOISE = 60  # specks on a square inch: above this a picture is smoothed


def to_grey(picture: "Colour") -> "Grey":
    """One channel of three (blue, green, red). Coloured ink and highlighter come out lighter than black ink.

    Seals and signatures come out as light as paper, by their strongest channel: black ink under them stays readable.
    """
    import cv2
    import numpy as np

    if picture.ndim == 2:
        return picture
    if picture.shape[2] == 1:
        return picture[:, :, 0]
    picture = picture[:, :, :3]
    lightest = cv2.max(cv2.max(picture[:, :, 0], picture[:, :, 1]), picture[:, :, 2])
    grey = cv2.addWeighted(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), 0.5, lightest, 0.5, 0)
    seals = find_seals(picture)
    if seals is None:
        return np.asarray(grey, np.uint8)
    shine = max(float(np.median(lightest[seals > 0])), _DARK)
    return np.asarray(np.where(seals > 0, cv2.convertScaleAbs(lightest, alpha=255 / shine), grey), np.uint8)


def even_ground(grey: "Grey") -> "Grey":
    """Dark ink on white: shading, highlighter and shadows are taken off, letters in dark fills turned dark."""
    import cv2
    import numpy as np

    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _SHRINK), max(1, height // _SHRINK)), interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (_REACH, _REACH))
    solid = cv2.morphologyEx((small < _DARK).astype(np.uint8), cv2.MORPH_OPEN, kernel)
    if solid.any():
        fills = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((3 * _REACH, 3 * _REACH), np.uint8))
        fills = cv2.resize(fills, (width, height), interpolation=cv2.INTER_NEAREST)
        grey = np.where(fills > 0, 255 - grey, grey).astype(np.uint8)
        small = cv2.resize(grey, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    ground = cv2.resize(cv2.blur(ground, (3, 3)), (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(ground, 1), scale=255)  # type: ignore[return-value]


def without_noise(grey: "Grey") -> "Grey":
    """Smooth a picture full of specks; others stay as they are."""
    import cv2
    import numpy as np

    ink = ink_of(grey)
    alone = cv2.filter2D(ink, -1, np.ones((3, 3), np.uint8))
    specks = int(((ink > 0) & (alone <= 1)).sum())
    inches = grey.size / 300**2
    return cv2.medianBlur(grey, 3) if specks > _NOISE * inches else grey  # type: ignore[return-value]


def faint_ink_of(grey: "Grey") -> "Grey":
    """1 where there is ink or what is left of it, as thin rules are after a coarse scan; ``grey`` as for ``ink_of``."""
    import numpy as np

    return (grey < _FAINTEST).astype(np.uint8)


def ink_of(grey: "Grey") -> "Grey":
    """1 where there is ink, 0 elsewhere; ``grey`` is on an even ground."""
    import cv2
    import numpy as np

    threshold, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    return (grey < min(max(threshold, _DARKEST_INK), _LIGHTEST_INK)).astype(np.uint8)
