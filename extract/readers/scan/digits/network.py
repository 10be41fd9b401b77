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

BATCH = 24  # pictures at once: more fall out of the processor's cache


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

    layer = _windows(pictures[..., None], weights["one.w"], weights["one.b"], step=2)
    layer = _pool(_windows(layer, weights["two.w"], weights["two.b"]))
    layer = _pool(_windows(layer, weights["three.w"], weights["three.b"]))
    flat = np.concatenate([layer.reshape(len(layer), -1), measures], axis=1)
    hidden = np.maximum(flat @ weights["hidden.w"] + weights["hidden.b"], 0)
    scores = (hidden @ weights["out.w"] + weights["out.b"]) / weights["temperature"]
    powers = np.exp(scores - scores.max(1, keepdims=True))
    shares: NDArray[float32] = powers / powers.sum(1, keepdims=True)
    return shares


def _windows(
    layer: NDArray[float32], weight: NDArray[float32], bias: NDArray[float32], step: int = 1
) -> NDArray[float32]:
    """Convolution (n, y, x, channel) with windows of weight's (side, side, in, out), padded, then the positive part."""
    import numpy as np

    side = weight.shape[0]
    edge = side // 2
    padded = np.pad(layer, ((0, 0), (edge, edge), (edge, edge), (0, 0)))
    views = np.lib.stride_tricks.sliding_window_view(padded, (side, side), axis=(1, 2))[:, ::step, ::step]
    count, high, wide = views.shape[:3]
    rows = views.transpose(0, 1, 2, 4, 5, 3).reshape(count * high * wide, -1)
    summed = rows @ weight.reshape(-1, weight.shape[-1]) + bias
    np.maximum(summed, 0, out=summed)
    return summed.reshape(count, high, wide, -1)


def _pool(layer: NDArray[float32]) -> NDArray[float32]:
    """The largest of each 2 x 2 square."""
    count, high, wide, channels = layer.shape
    pooled: NDArray[float32] = layer.reshape(count, high // 2, 2, wide // 2, 2, channels).max(axis=(2, 4))
    return pooled
