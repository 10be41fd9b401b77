"""Crops become labelled segments: the runtime's own segments, each named by the sign whose ink it holds."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.readers.scan.digits.pieces import ink_to_atoms
from extract.readers.scan.digits.reading import Lattice, crop_to_lattice
from extract.readers.scan.digits.symbols import CLASSES, CUT, KEPT, NAMED, OTHER
from training.digits.fonts import Face
from training.digits.scans import Crop, make_crop
from training.digits.strings import write_token

# Share of the segments kept, by class: wrong cuts outnumber symbols. Training corrects for it, so that the network's
# probabilities are those of all segments.
KEPT_SHARE = {CUT: 0.25, OTHER: 0.3}
_SAME = str.maketrans("–−", "--")


@dataclass(frozen=True)
class Examples:
    """Pictures (n x 32 x 32, ink in 0 to 255), measures (n x 8) and the numbers of their classes."""

    pictures: NDArray[np.uint8]
    measures: NDArray[np.float32]
    classes: NDArray[np.int64]


def make_crops(faces: Sequence[Face], count: int, rng: random.Random) -> Iterator[tuple[Crop, Face]]:
    """Tokens in faces drawn by weight; Thai where the face has it, two times out of three."""
    weights = [face.weight for face in faces]
    made = 0
    while made < count:
        face = rng.choices(faces, weights)[0]
        crop = make_crop(write_token(rng, face.thai is not None and rng.random() < 0.67), face, rng)
        if crop:
            made += 1
            yield crop, face


def make_examples(faces: Sequence[Face], crops: int, rng: random.Random) -> Examples:
    pictures, measures, classes = [], [], []
    for crop, _ in make_crops(faces, crops, rng):
        lattice = crop_to_lattice(crop.image)
        if lattice is None:
            continue
        for number, label in enumerate(label_segments(crop, lattice)):
            if label is None or rng.random() > KEPT_SHARE.get(label, 1.0):
                continue
            pictures.append((lattice.pictures[number] * 255).astype(np.uint8))
            measures.append(lattice.measures[number])
            classes.append(CLASSES.index(label))
    return Examples(np.array(pictures), np.array(measures, np.float32), np.array(classes, np.int64))


def label_segments(crop: Crop, lattice: Lattice) -> list[str | None]:
    """The class of every segment; None where it is neither clearly a symbol nor clearly a wrong cut."""
    atoms = ink_to_atoms(lattice.ink)
    high, wide = lattice.ink.grey.shape
    owner = cv2.resize(crop.owner, (wide, high), interpolation=cv2.INTER_NEAREST)
    owner = np.where(owner == 0, cv2.dilate(owner, np.ones((3, 3), np.uint8)), owner)  # ink spreads
    table = np.zeros((len(atoms.boxes), len(crop.signs) + 1))
    inked = (lattice.ink.labels > 0) & (atoms.numbers >= 0)
    np.add.at(table, (atoms.numbers[inked], owner[inked]), 1)
    whole = np.maximum(table.sum(0), 1)
    return [_label(table[part.first : part.last + 1].sum(0), whole, crop.signs) for part in lattice.segments]


def _label(held: NDArray[np.float64], whole: NDArray[np.float64], signs: Sequence[str]) -> str | None:
    """held: pixels of ink of each sign within the segment (0: of none); whole: in the crop."""
    total, drawn = held.sum(), held[1:].sum()
    if total == 0:
        return None
    if drawn < 0.5 * total:
        return OTHER if drawn < 0.1 * total else None
    symbols = [sign.translate(_SAME) for sign in signs]
    numeric = np.array([False] + [symbol in KEPT + NAMED for symbol in symbols])
    if held[numeric].sum() < 0.08 * drawn and not (held[numeric] > 0.4 * whole[numeric]).any():
        return OTHER
    first = int(np.argmax(held[1:])) + 1
    cover, purity = held[first] / whole[first], held[first] / drawn
    intruder = any(held[k] > 0.45 * whole[k] for k in range(1, len(held)) if k != first)
    if numeric[first] and cover > 0.87 and purity > 0.85 and not intruder:
        return symbols[first - 1]
    return CUT if cover < 0.72 or purity < 0.72 or intruder else None
