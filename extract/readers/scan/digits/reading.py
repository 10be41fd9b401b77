"""Crops of single tokens become readings of numbers.

The steps: crop to ink, ink to atoms, atoms to segments, segments through the network (those of all crops at once), and
the likeliest ways through each crop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.readers.scan.digits.ink import Ink, crop_to_ink
from extract.readers.scan.digits.network import classify
from extract.readers.scan.digits.paths import Way, readings_of
from extract.readers.scan.digits.pieces import (
    MEASURES,
    SIDE,
    Segment,
    atoms_to_segments,
    ink_to_atoms,
    segment_to_input,
)
from extract.readers.scan.digits.symbols import ARABIC, DIGITS, KEPT, OTHER, PUNCTUATION, THAI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32, uint8
    from numpy.typing import NDArray

MOST_OPTIONS = 8
FRAGMENT = 0.1  # share of the likelihood of digits beside other ink that they are the whole number
_WRITTEN = set(ARABIC + PUNCTUATION)


@dataclass(frozen=True)
class RunReading:
    """What one crop says.

    text: Arabic digits with point, comma, minus and plus; empty where none is seen. Other symbols are left out, so a
        text is the whole token only where `other` is near 0.
    thai: whether most of the digits are Thai.
    confidence: 0 to 1, of the least certain symbol of the text, and at most the text's likelihood among `options`;
        0 where the text is empty.
    other: 0 to 1, the share of ink that is neither digit nor . , - +; 1 where there is no ink at all.
    symbols: every symbol from left to right as (char, probability, (x0, x1)): digits in the script seen; / ( ) : %
        as they are; "?" for any other ink. [x0, x1) in pixels of the crop.
    options: whole readings that the pixels allow as (text, likelihood), likeliest first, at most eight. Likelihoods add
        up to at most 1; the rest is for readings that are not listed.
    """

    text: str
    thai: bool
    confidence: float
    other: float
    symbols: tuple[tuple[str, float, tuple[int, int]], ...]
    options: tuple[tuple[str, float], ...]


BLANK = RunReading("", False, 0.0, 1.0, (), ())


@dataclass(frozen=True)
class Lattice:
    """A crop made ready: its ink, the number of its atoms, its segments and their inputs."""

    ink: Ink
    atoms: int
    segments: list[Segment]
    pictures: list[NDArray[float32]]
    measures: list[list[float]]


def read_run(image: NDArray[uint8]) -> RunReading:
    """Read one grey crop: dark on light, one token, digits 15 to 70 pixels high."""
    return read_runs([image])[0]


def read_runs(images: Sequence[NDArray[uint8]]) -> list[RunReading]:
    """Read many crops with one pass of the network; answers in the order of the crops."""
    import numpy as np

    lattices = [crop_to_lattice(image) for image in images]
    ready = [lattice for lattice in lattices if lattice]
    if not ready:
        return [BLANK for _ in images]
    pictures = np.array([picture for lattice in ready for picture in lattice.pictures], np.float32)
    measures = np.array([row for lattice in ready for row in lattice.measures], np.float32)
    shares = classify(pictures.reshape(-1, SIDE, SIDE), measures.reshape(-1, MEASURES))
    answers, start = [], 0
    for lattice in lattices:
        stop = start + (len(lattice.segments) if lattice else 0)
        answers.append(lattice_to_reading(lattice, shares[start:stop]) if lattice else BLANK)
        start = stop
    return answers


def crop_to_lattice(image: NDArray[uint8]) -> Lattice | None:
    """None where the crop is blank."""
    ink = crop_to_ink(image)
    if ink is None:
        return None
    atoms = ink_to_atoms(ink)
    segments = atoms_to_segments(atoms, ink.height)
    inputs = [segment_to_input(segment, atoms, ink) for segment in segments]
    return Lattice(ink, len(atoms.boxes), segments, [picture for picture, _ in inputs], [row for _, row in inputs])


def lattice_to_reading(lattice: Lattice, shares: NDArray[float32]) -> RunReading:
    ways = readings_of(lattice.segments, shares, lattice.atoms)
    options = _options(ways)
    first = next((way for way in ways if _text(way) == options[0][0]), ways[0])
    digits = [seen.char for seen in first.symbols if seen.char in DIGITS]
    kept = [seen.probability for seen in first.symbols if seen.char in KEPT]
    text, likelihood = options[0]
    return RunReading(
        text=text,
        thai=2 * sum(char in THAI for char in digits) > len(digits),
        confidence=min([*kept, likelihood]) if text else 0.0,
        other=_other(first, lattice.segments),
        symbols=tuple((seen.char, seen.probability, _place(lattice, seen.segment)) for seen in first.symbols),
        options=options,
    )


def _options(ways: list[Way]) -> tuple[tuple[str, float], ...]:
    """Texts with their likelihoods; ways that differ only in what is left out of a text are one option.

    Beside other ink a text is seldom all of the number: most of its likelihood goes to what is not listed.
    """
    sums: dict[str, float] = {}
    for way in ways:
        text = _text(way)
        weight = way.likelihood * (FRAGMENT if text and OTHER in way.values else 1.0)
        sums[text] = sums.get(text, 0.0) + weight
    ranked = sorted(sums.items(), key=lambda item: -item[1])[:MOST_OPTIONS]
    total = max(1.0, sum(likelihood for _, likelihood in ranked))  # other ink may be cut in many ways, each likely
    return tuple((text, likelihood / total) for text, likelihood in ranked)


def _text(way: Way) -> str:
    return "".join(value for value in way.values if value in _WRITTEN)


def _other(way: Way, segments: list[Segment]) -> float:
    areas = [(segments[seen.segment].area, seen.char in KEPT) for seen in way.symbols]
    return sum(area for area, kept in areas if not kept) / sum(area for area, _ in areas)


def _place(lattice: Lattice, number: int) -> tuple[int, int]:
    segment, scale = lattice.segments[number], lattice.ink.scale
    return round(segment.x0 / scale), round(segment.x1 / scale)
