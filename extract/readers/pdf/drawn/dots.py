"""Dotted rules: browsers draw each dot of a border as a square of its own.

A dot alone is a rule in no direction, and thousands of them near one another would be one rule in every direction.
"""

from collections import defaultdict
from collections.abc import Iterable

from extract.readers.pdf.drawn.raw import Box

_LEAST = 8  # dots of a rule
_GAP = 3.0  # points from the end of a dot to the next one, at most
_LEVEL = 0.5  # points: dots of one rule lie on one level

Rule = tuple[float, float, float]


def dots_to_rules(dots: Iterable[Box]) -> tuple[list[Rule], list[Rule], list[Box]]:
    """Rules across and down that rows of dots make, ``(level, start, end)``, and the dots that are of none."""
    boxes = list(dots)
    across, in_rows = _runs(boxes, 1, 0)
    down, in_columns = _runs(boxes, 0, 1)
    return across, down, [box for index, box in enumerate(boxes) if index not in in_rows | in_columns]


def _runs(boxes: list[Box], level: int, along: int) -> tuple[list[Rule], set[int]]:
    """Rules of the dots on each level; ``level`` and ``along`` are places in a box. With the dots, by index."""
    levels: dict[int, list[int]] = defaultdict(list)
    for index, box in enumerate(boxes):
        levels[round((box[level] + box[level + 2]) / 2 / _LEVEL)].append(index)
    rules: list[Rule] = []
    used: set[int] = set()
    for row in levels.values():
        for run in _parted(boxes, sorted(row, key=lambda index: boxes[index][along]), along):
            if len(run) >= _LEAST:
                first, last = boxes[run[0]], boxes[run[-1]]
                rules.append(((first[level] + first[level + 2]) / 2, first[along], last[along + 2]))
                used.update(run)
    return rules, used


def _parted(boxes: list[Box], row: list[int], along: int) -> Iterable[list[int]]:
    """Dots of one level, in order, parted where they stand too far from one another."""
    run: list[int] = []
    for index in row:
        if run and boxes[index][along] - boxes[run[-1]][along + 2] > _GAP:
            yield run
            run = []
        run.append(index)
    yield run
