"""Ink becomes segments: every stretch of it that may be one symbol.

Parts that stand over each other form a group. A wide group is cut wherever its ink is thin, since digits touch; the
pieces between cuts are atoms. A segment is one atom or several neighbours: some are symbols, most are wrong cuts, and
the network tells which.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.readers.scan.digits.ink import LINE, Ink, Part

if TYPE_CHECKING:
    from numpy import float32, intp
    from numpy.typing import NDArray

SIDE, FILLED = 32, 28  # the network's picture, and the part of it that a segment's longer side fills
MEASURES = 8  # numbers about place and size that go with the picture
WIDEST = 1.75  # a symbol's width over the height of its line; ๗ in bold type has 1.5
NARROWEST = 0.17  # an atom's
PIECE = 0.33  # on average an atom of a wide group is at least so wide
MOST_ATOMS = 5  # that make one symbol
WIDEST_GAP = 0.22  # between atoms of one symbol: a broken stroke, the parts of a percent sign
MOST_PIECES = 400  # atoms of one crop; a longer one is no token


@dataclass(frozen=True)
class Atoms:
    """Pieces in order of their place: pixel boxes [x0, x1) x [y0, y1), and the map of their numbers (-1: none)."""

    boxes: list[tuple[int, int, int, int]]
    areas: list[int]
    numbers: NDArray[intp]


@dataclass(frozen=True)
class Segment:
    """Atoms [first, last] taken as one symbol, in the box [x0, x1) x [y0, y1)."""

    first: int
    last: int
    x0: int
    y0: int
    x1: int
    y1: int
    area: int


def ink_to_atoms(ink: Ink) -> Atoms:
    """Atoms by their left edges."""
    import cv2
    import numpy as np

    spans = sorted(span for group in _groups(ink.parts) for span in _cut_group(group, ink))
    numbers = np.full(ink.labels.shape, -1, np.int16)
    boxes: list[tuple[int, int, int, int]] = []
    areas: list[int] = []
    for x0, x1, labels in spans[:MOST_PIECES]:
        column = ink.labels[:, x0:x1]
        mask = np.logical_or.reduce([column == label for label in labels])
        rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
        if not rows.size:
            continue
        numbers[:, x0:x1][mask] = len(boxes)
        boxes.append((x0 + int(columns[0]), int(rows[0]), x0 + int(columns[-1]) + 1, int(rows[-1]) + 1))
        areas.append(int(mask.sum()))
    soft = cv2.dilate(numbers, np.ones((3, 3), np.uint8))  # the grey edge of a stroke belongs to it
    return Atoms(boxes, areas, np.where(numbers < 0, soft, numbers))


def _groups(parts: list[Part]) -> list[list[Part]]:
    """Parts that share at least half the width of the narrower stand over each other and go together."""
    groups: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: part.x0):
        for group in groups[-3:]:
            x0, x1 = min(other.x0 for other in group), max(other.x1 for other in group)
            if min(x1, part.x1) - max(x0, part.x0) >= 0.5 * min(x1 - x0, part.width):
                group.append(part)
                break
        else:
            groups.append([part])
    return groups


def _cut_group(group: list[Part], ink: Ink) -> list[tuple[int, int, tuple[int, ...]]]:
    """The pieces of a group as (x0, x1, labels)."""
    import numpy as np

    x0, x1 = min(part.x0 for part in group), max(part.x1 for part in group)
    labels = tuple(part.label for part in group)
    if x1 - x0 <= 0.62 * ink.height:
        return [(x0, x1, labels)]
    column = ink.labels[:, x0:x1]
    mask = np.logical_or.reduce([column == label for label in labels])
    cuts = _cuts((mask * ink.grey[:, x0:x1]).sum(0), ink.height)
    edges = [0, *cuts, x1 - x0]
    return [(x0 + a, x0 + b, labels) for a, b in pairwise(edges)]


def _cuts(profile: NDArray[float32], height: float) -> list[int]:
    """The columns where ink is thin: valleys of the profile below half its height, thinnest first, kept apart."""
    import numpy as np

    smooth = np.convolve(profile, [0.25, 0.5, 0.25], "same")
    low = (smooth[1:-1] <= smooth[:-2]) & (smooth[1:-1] <= smooth[2:]) & (smooth[1:-1] < 0.5 * smooth.max())
    taken: list[int] = []
    most = round(len(profile) / (PIECE * height)) - 1
    apart = NARROWEST * height
    for place in sorted((np.flatnonzero(low) + 1).tolist(), key=lambda place: float(smooth[place])):
        if len(taken) < most and all(abs(place - other) >= apart for other in (0, len(profile), *taken)):
            taken.append(place)
    return sorted(taken)


def atoms_to_segments(atoms: Atoms, height: float) -> list[Segment]:
    """Every run of neighbouring atoms that one symbol could fill; each atom alone in any case."""
    segments = []
    for first, (x0, y0, x1, y1) in enumerate(atoms.boxes):
        area = 0
        for last in range(first, min(first + MOST_ATOMS, len(atoms.boxes))):
            ax0, ay0, ax1, ay1 = atoms.boxes[last]
            wide = max(x1, ax1) - x0 > WIDEST * height
            if last > first and (wide or ax0 - x1 > WIDEST_GAP * height):
                break
            y0, x1, y1 = min(y0, ay0), max(x1, ax1), max(y1, ay1)
            area += atoms.areas[last]
            segments.append(Segment(first, last, x0, y0, x1, y1, area))
    return segments


def segment_to_input(segment: Segment, atoms: Atoms, ink: Ink) -> tuple[NDArray[float32], list[float]]:
    """The picture (SIDE x SIDE, ink 1, paper 0, aspect kept, centred) and the MEASURES numbers of a segment."""
    import cv2
    import numpy as np

    x0, y0 = max(segment.x0 - 1, 0), max(segment.y0 - 1, 0)
    box = (slice(y0, segment.y1 + 1), slice(x0, segment.x1 + 1))
    numbers = atoms.numbers[box]
    grey = ink.grey[box] * ((numbers >= segment.first) & (numbers <= segment.last))
    high, wide = grey.shape
    ratio = FILLED / max(high, wide)
    size = (max(1, round(wide * ratio)), max(1, round(high * ratio)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
    picture = np.zeros((SIDE, SIDE), np.float32)
    left, top = (SIDE - size[0]) // 2, (SIDE - size[1]) // 2
    picture[top : top + size[1], left : left + size[0]] = small
    return picture, _measure(segment, ink)


def _measure(segment: Segment, ink: Ink) -> list[float]:
    """Size and place over the height of the line; the share of the box that is ink; how coarse the scan was."""
    from math import log2

    high, wide = segment.y1 - segment.y0, segment.x1 - segment.x0
    return [
        high / ink.height,
        wide / ink.height,
        (ink.base - segment.y0) / ink.height,
        (ink.base - segment.y1) / ink.height,
        segment.area / (high * wide),
        log2(wide / high) / 2,
        log2(LINE / ink.scale / 32),
        ink.height / LINE - 1,
    ]
