"""The network: three layers of small windows over the picture, two of sums, in plain numpy.

It is trained by `training/digits/train.py`; `docs/digits.md` says on what and how well.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[float32]]

BATCH = 32  # pictures at once: more fall out of the processor's cache


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights shipped beside this module, as 32-bit numbers."""
    import numpy as np

    with (files(__package__) / "weights.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
        return {name: archive[name].astype(np.float32) for name in archive.files}


def classify(pictures: NDArray[float32], measures: NDArray[float32]) -> NDArray[float32]:
    """The probabilities of `CLASSES` for each picture (n x 32 x 32) with its measures (n x 8); rows sum to 1."""
    import numpy as np

    weights = load_weights()
    parts = [
        _forward(pictures[start : start + BATCH], measures[start : start + BATCH], weights)
        for start in range(0, len(pictures), BATCH)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, len(weights["out.b"])), np.float32)


def _forward(pictures: NDArray[float32], measures: NDArray[float32], weights: Weights) -> NDArray[float32]:
    import numpy as np

    layer = np.ascontiguousarray(pictures.transpose(1, 2, 0))[None]
    layer = _windows(layer, weights["one.w"], weights["one.b"], step=2)
    layer = _pool(_windows(layer, weights["two.w"], weights["two.b"]))
    layer = _pool(_windows(layer, weights["three.w"], weights["three.b"]))
    flat = np.concatenate([layer.transpose(3, 1, 2, 0).reshape(len(pictures), -1), measures], axis=1)
    hidden = np.maximum(flat @ weights["hidden.w"] + weights["hidden.b"], 0)
    scores = (hidden @ weights["out.w"] + weights["out.b"]) / weights["temperature"]
    powers = np.exp(scores - scores.max(1, keepdims=True))
    shares: NDArray[float32] = powers / powers.sum(1, keepdims=True)
    return shares


def _windows(
    layer: NDArray[float32], weight: NDArray[float32], bias: NDArray[float32], step: int = 1
) -> NDArray[float32]:
    """Convolution with windows of weight's (side, side, in, out), padded, then the positive part.

    Layers are (channel, y, x, picture): with the pictures last, shifting a window copies long stretches of memory.
    """
    import numpy as np

    side, _, channels, out = weight.shape
    edge, (_, high, wide, count) = side // 2, layer.shape
    padded = np.zeros((channels, high + 2 * edge, wide + 2 * edge, count), np.float32)
    padded[:, edge : edge + high, edge : edge + wide] = layer
    rows = np.empty((side * side, channels, high // step, wide // step, count), np.float32)
    for place in range(side * side):
        y, x = divmod(place, side)
        rows[place] = padded[:, y : y + high : step, x : x + wide : step]
    summed = weight.reshape(-1, out).T @ rows.reshape(side * side * channels, -1) + bias[:, None]
    np.maximum(summed, 0, out=summed)
    return summed.reshape(out, high // step, wide // step, count)


def _pool(layer: NDArray[float32]) -> NDArray[float32]:
    """The largest of each 2 x 2 square."""
    import numpy as np

    across = np.maximum(layer[:, :, ::2], layer[:, :, 1::2])
    pooled: NDArray[float32] = np.maximum(across[:, ::2], across[:, 1::2])
    return pooled
