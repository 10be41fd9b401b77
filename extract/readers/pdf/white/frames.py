"""Tables that are ruled or filled across but not down: levels of equal width, one below the other.

Most programs draw a rule, or a fill, cell by cell. Where the parts of a level meet, a column ends, although no line
says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.readers.pdf.drawn.objects import Drawing, Rule
from extract.readers.pdf.drawn.raw import Box

_SAME = 2.0  # points between parts of one level
_MEETING = 1.6  # points between parts that meet
_LEAST_PART = 12.0  # a shorter part is a dot or a dash
_LEAST_WIDTH = 150.0
_FLUSH = 6.0  # points that levels of one frame may differ at their ends
_HIGHEST = 500.0  # points: a higher fill is a page's ground
_GROUND, _HELD = 40.0, 3  # points: so is one as high that holds so many rules
_ALIKE = 0.6  # of the levels
_MOST = 3000  # parts: charts and pictures have more


@dataclass(slots=True)
class Frame:
    """Levels from top to bottom, all from ``x0`` to ``x1``; ``breaks`` are where columns part, as far as levels tell.

    plain: the last level tells nothing of columns. alike: levels that part as the one before.
    """

    x0: float
    x1: float
    levels: list[float]
    breaks: list[float]
    plain: bool = False
    alike: int = 0

    def tells(self) -> bool:
        """True where most levels part the columns in the same way: boxes of a drawing do not."""
        return self.alike >= _ALIKE * len(self.levels)


def find_frames(drawing: Drawing, outside: list[Box]) -> list[Frame]:
    """Frames of two levels and more that lie outside the given boxes."""
    parts = [*drawing.across, *_edges_of_areas(drawing)]
    if not 2 <= len(parts) <= _MOST:
        return []
    parts = sorted(part for part in parts if not any(_inside(part, box) for box in outside))
    frames: list[Frame] = []
    for y, x0, x1, breaks in _levels(parts):
        frame = next((f for f in reversed(frames) if _same_frame(f, x0, x1, breaks)), None)
        if frame is None:
            frames.append(Frame(x0, x1, [*_plain_level_above(frames, x0, x1, breaks), y], breaks))
        else:
            frame.levels.append(y)
            frame.plain = not breaks
            frame.alike += len(breaks) >= len(frame.breaks) > 0
            frame.breaks = _united(frame.breaks, breaks)
    return [frame for frame in frames if len(frame.levels) > 1]


def _plain_level_above(frames: list[Frame], x0: float, x1: float, breaks: list[float]) -> list[float]:
    """The top of a table with other columns was taken for a level of the one above it: take it back."""
    last = frames[-1] if frames else None
    if last and last.plain and breaks and len(last.levels) > 2 and _same_frame(last, x0, x1, []):
        last.plain = False
        return [last.levels.pop()]
    return []


def _edges_of_areas(drawing: Drawing) -> Iterator[Rule]:
    for area in drawing.areas:
        x0, top, x1, bottom = area.box
        if x1 - x0 >= _LEAST_PART and bottom - top <= _HIGHEST and not _is_ground(area.box, drawing.across):
            yield top, x0, x1
            yield bottom, x0, x1


def _is_ground(box: Box, across: list[Rule]) -> bool:
    """A fill with rules on it none of which reaches its sides."""
    x0, top, x1, bottom = box
    if bottom - top < _GROUND:
        return False
    held = [rule for rule in across if top < rule[0] < bottom and rule[1] < x1 and rule[2] > x0]
    return len(held) >= _HELD and all(x0 + _SAME < start and end < x1 - _SAME for _, start, end in held)


def _inside(part: Rule, box: Box) -> bool:
    y, x0, x1 = part
    return box[1] - _SAME <= y <= box[3] + _SAME and x0 < box[2] and x1 > box[0]


def _levels(parts: list[Rule]) -> Iterator[tuple[float, float, float, list[float]]]:
    """Chains of parts that meet: level, start, end, and where long parts meet."""
    groups: list[list[Rule]] = []
    for part in parts:
        if groups and part[0] - groups[-1][0][0] <= _SAME:
            groups[-1].append(part)
        else:
            groups.append([part])
    for group in groups:
        y = sum(part[0] for part in group) / len(group)
        start = end = last = None
        breaks: list[float] = []
        for _, x0, x1 in sorted(group, key=lambda part: (part[1], part[2])):
            if start is None or end is None or last is None or x0 > end + _SAME:
                if start is not None and end is not None and end - start >= _LEAST_WIDTH:
                    yield y, start, end, breaks
                start, end, last, breaks = x0, x1, x1 - x0, []
                continue
            if abs(x0 - end) <= _MEETING and min(last, x1 - x0) >= _LEAST_PART:
                breaks.append((x0 + end) / 2)
            if x1 > end:
                end, last = x1, x1 - x0
        if start is not None and end is not None and end - start >= _LEAST_WIDTH:
            yield y, start, end, breaks


def _same_frame(frame: Frame, x0: float, x1: float, breaks: list[float]) -> bool:
    if abs(frame.x0 - x0) > _FLUSH or abs(frame.x1 - x1) > _FLUSH:
        return False
    fewer, more = sorted((frame.breaks, breaks), key=len)
    return all(any(abs(x - other) <= 2 * _SAME for other in more) for x in fewer)


def _united(one: list[float], two: list[float]) -> list[float]:
    return sorted([*one, *(x for x in two if all(abs(x - other) > 2 * _SAME for other in one))])
