"""Pages that lie on their side, stand on their head, or slant: made upright and straight, with the way back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.readers.pdf.drawn.raw import Matrix
from extract.readers.scan.engine import find_turn
from extract.readers.scan.pixels import even_ground, ink_of

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Grey

_LEAST_TRUST = 5.0
_WIDEST_SKEW = 6.0  # degrees
_LEAST_SKEW = 0.04
_LOOK = 900  # px: the longer side of the picture on which the skew is measured
_STEPS = (0.5, 0.1, 0.02)  # degrees, finer and finer


@dataclass(slots=True)
class Upright:
    """A page's picture set upright.

    turn: quarter turns clockwise it was found turned by, in degrees. skew: degrees clockwise its lines fell by.
    matrix: takes points of the upright page to points of the page as displayed. trust: of the turn; 15 is much.
    """

    grey: "Grey"
    turn: int
    skew: float
    trust: float
    matrix: Matrix
    dpi: float

    @property
    def width(self) -> float:
        return float(self.grey.shape[1] * 72 / self.dpi)

    @property
    def height(self) -> float:
        return float(self.grey.shape[0] * 72 / self.dpi)


def set_upright(grey: "Grey", dpi: float) -> Upright:
    """Turn and straighten a page rendered at ``dpi``. The picture comes back dark on an even white ground."""
    import cv2
    import numpy as np

    flat = even_ground(grey)
    turn, trust = find_turn(np.ascontiguousarray(cv2.resize(flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)))
    turn = turn if trust >= _LEAST_TRUST else 0
    turned = np.ascontiguousarray(np.rot90(flat, turn // 90))  # anticlockwise, by as much as it is turned clockwise
    skew = find_skew(turned)
    straight, back = _straighten(turned, skew)
    return Upright(straight, turn, skew, trust, _way_back(back, turn, grey.shape, dpi), dpi)


def find_skew(grey: "Grey") -> float:
    """Degrees clockwise by which lines fall: the angle at which ink stands in the sharpest rows."""
    import cv2
    import numpy as np

    scale = min(1.0, _LOOK / max(grey.shape))
    ink = cv2.resize(ink_of(grey) * np.uint8(255), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = ink.shape
    if not ink.any():
        return 0.0

    def sharpness(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    best, reach = 0.0, _WIDEST_SKEW
    for step in _STEPS:
        angles = [best + step * nth for nth in range(-round(reach / step), round(reach / step) + 1)]
        best, reach = max(angles, key=sharpness), step
    return round(best, 2) if abs(best) >= _LEAST_SKEW else 0.0


def _straighten(grey: "Grey", skew: float) -> "tuple[Grey, NDArray[float64]]":
    """The picture turned back by ``skew``, and the matrix that takes its pixels to those before."""
    import cv2
    import numpy as np

    if not skew:
        return grey, np.eye(3)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    straight = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))
    back = np.vstack([cv2.invertAffineTransform(turn), [0, 0, 1]])
    return straight, back  # type: ignore[return-value]


def _way_back(back: "NDArray[float64]", turn: int, shape: tuple[int, ...], dpi: float) -> Matrix:
    """Points of the upright page to points of the page as displayed, whose picture had this shape."""
    import numpy as np

    height, width = shape
    unturn = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        90: [[0, -1, width], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
    }[turn]
    scale = np.diag([dpi / 72, dpi / 72, 1.0])
    (a, c, e), (b, d, f), _ = (np.linalg.inv(scale) @ np.array(unturn, float) @ back @ scale).tolist()
    return a, b, c, d, e, f


if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
