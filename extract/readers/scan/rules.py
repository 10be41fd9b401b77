"""The ruling lines of a scanned page, by morphology: long runs of ink, not the uprights of letters."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.readers.pdf.drawn.objects import Rule

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Grey

# Inches.
_LEAST_ACROSS = 0.27  # longer than the horizontal strokes of large letters
_LEAST_DOWN = 0.20  # the lowest row
_SURE_DOWN = 0.9  # a vertical this long needs no horizontals at its ends
_THICKEST = 0.045
_HELD = 0.03  # ends of a short vertical keep this near the horizontals that hold it
_BREAK = 0.06  # gaps in a line that printing or scanning left
_MEETING = 0.07  # ends this near a crossing line were meant to meet it


@dataclass(slots=True)
class Ruling:
    """Lines in pixels, ``(level, start, end)``, and the picture without them."""

    across: list[Rule]
    down: list[Rule]
    mask: "Grey"


def find_rules(ink: "Grey", dpi: float) -> Ruling:
    """Find ruling lines in ink (1 = ink) of an upright, straight page."""
    import cv2

    across, across_mask = _runs(ink, dpi, _LEAST_ACROSS)
    down, down_mask = _runs(cv2.transpose(ink), dpi, _LEAST_DOWN)  # type: ignore[arg-type]
    reach = _MEETING * dpi
    down = [
        rule for rule in down if rule[2] - rule[1] >= _SURE_DOWN * dpi or _is_held(rule, across, reach, _HELD * dpi)
    ]
    across = [_met(rule, down, reach) for rule in across]
    down = [_met(rule, across, reach) for rule in down]
    kept = cv2.transpose(_only(down_mask, down))
    return Ruling(across, down, cv2.bitwise_or(_only(across_mask, across), kept))  # type: ignore[arg-type]


def _runs(ink: "Grey", dpi: float, least: float) -> "tuple[list[Rule], Grey]":
    """Horizontal lines, and a mask of their ink."""
    import cv2
    import numpy as np

    length = round(least * dpi)
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))  # a line that falls by a pixel is still one
    long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    long = cv2.morphologyEx(long, cv2.MORPH_CLOSE, np.ones((3, round(_BREAK * dpi)), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(long, connectivity=8)
    rules: list[Rule] = []
    thin = np.zeros(count, np.uint8)
    for label in range(1, count):
        x, _, width, height, area = (int(value) for value in stats[label])
        if width >= length and area / width <= _THICKEST * dpi + 2 and height <= max(_THICKEST * dpi + 2, width / 20):
            rules.append((float(centres[label][1]), float(x), float(x + width)))
            thin[label] = 1
    return rules, thin[labels]


def _is_held(rule: Rule, crossing: list[Rule], reach: float, near: float) -> bool:
    """A horizontal stands at both ends of a vertical: the uprights of letters have none."""
    level, start, end = rule
    met = [other[0] for other in crossing if other[1] - reach <= level <= other[2] + reach]
    return any(abs(y - start) <= near for y in met) and any(abs(y - end) <= near for y in met)


def _met(rule: Rule, crossing: list[Rule], reach: float) -> Rule:
    """Draw a rule out to the lines that its ends nearly meet."""
    level, start, end = rule
    near = [other[0] for other in crossing if other[1] - reach <= level <= other[2] + reach]
    starts = [x for x in near if abs(x - start) <= reach]
    ends = [x for x in near if abs(x - end) <= reach]
    return level, min([start, *starts]), max([end, *ends])


def _only(mask: "Grey", rules: list[Rule]) -> "Grey":
    """The ink of rules that were kept."""
    import numpy as np

    kept = np.zeros_like(mask)
    for level, start, end in rules:
        top, left, right = max(0, round(level) - 12), max(0, round(start)), round(end) + 1
        kept[top : round(level) + 13, left:right] = mask[top : round(level) + 13, left:right]
    return kept
