"""Tables in frames: levels of rules or fills of one width, with no rules down."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.chunks import ChunkRow
from extract.readers.pdf.lines.headings import are_headings
from extract.readers.pdf.lines.rowbreaks import columns_of, usual_leading
from extract.readers.pdf.order.layout import is_page_number
from extract.readers.pdf.white.beside import close_lines
from extract.readers.pdf.white.ends import crosses, fits, goes_on_after, without_tail
from extract.readers.pdf.white.frames import Frame
from extract.readers.pdf.white.gutters import find_edges
from extract.readers.pdf.white.headed import begins_anew, heads_anew
from extract.readers.pdf.white.middlehead import middle_head
from extract.readers.pdf.white.regions import (
    HEAD_LINES,
    LEAST_COLUMNS,
    LONGEST_STEP,
    Region,
    has_headings,
    is_filled,
    labels_of,
)

_LEAST_LEVELS = 4  # of a frame without known headings
_ANEW = 2.0  # em above another heading
_CLOSE = 1.6  # em from one line to the next
_GAP = 1.06  # times the leading: above a title
_EMPTY = 12.0  # points between two levels of one table that hold no text


def part_frame(frame: Frame, rows: list[ChunkRow]) -> Iterator[Frame]:
    """Part a frame where two of its levels stand apart with nothing between, or with another heading: two tables."""
    start = 0
    for nth, (top, bottom) in enumerate(pairwise(frame.levels), 1):
        lines = [row for row in rows if top < row.middle < bottom]
        if (bottom - top > _EMPTY and not lines) or _ends_in_heading(lines):
            yield replace(frame, levels=frame.levels[start:nth])
            start = nth
    yield replace(frame, levels=frame.levels[start:])


def _ends_in_heading(lines: list[ChunkRow]) -> bool:
    """The last of some lines are a heading that stands off from the others: a table ends among them without a rule."""
    starts = (middle_head(lines, nth).start for nth, row in enumerate(lines) if heads_anew(row))
    start = next(starts, 0)
    return start > 0 and lines[start].base - lines[start - 1].base > _ANEW * lines[start].size


def frame_to_region(rows: list[ChunkRow], frame: Frame, boxes: list[Box]) -> Region | None:
    """The table of a frame: its first rows between levels are the heading, what is below the last may go on."""
    inside = [row for row in rows if frame.levels[0] < row.middle and fits(row, frame.x0, frame.x1)]
    if len(frame.levels) < 2:
        return _under_heading(rows, inside, frame, boxes) if frame.breaks and inside else None
    first = [row for row in inside if row.middle < frame.levels[1]]
    if not first or len(first) > 2 * HEAD_LINES:
        return _under_heading(rows, inside, frame, boxes) if first else None
    closed = [row for row in inside if frame.levels[1] < row.middle < frame.levels[-1]]
    below = [row for row in inside if row.middle > frame.levels[-1]]
    inner = frame.breaks or find_edges(first, closed or below[:HEAD_LINES])[1:-1]
    edges = [frame.x0, *inner, frame.x1]
    if len(edges) <= (2 if frame.breaks else LEAST_COLUMNS):
        return None
    closed, below = ([row.cut(edges) for row in part] for part in (closed, below))
    first = [row if nth + 1 < len(first) else row.cut(edges) for nth, row in enumerate(first)]
    head, levels = _head_of_frame(first, closed, frame, edges)
    known = has_headings(head, edges)
    under = None if known else _under_heading(rows, inside, frame, boxes)
    if under:
        return under
    if not known and (len(levels) < _LEAST_LEVELS or len(edges) <= LEAST_COLUMNS or not frame.tells()):
        return None
    body = [row for row in closed if row not in head]
    body += _going_on(below, [*head, *body], edges, levels, boxes)
    region = Region(head, body, edges, levels)
    return region if body and is_filled(region) else None


def _under_heading(rows: list[ChunkRow], inside: list[ChunkRow], frame: Frame, boxes: list[Box]) -> Region | None:
    """The table of a frame whose heading stands above its first level, without a rule or fill of its own."""
    top, last = frame.levels[0], frame.levels[-1]
    above = [row for row in reversed(rows) if row.middle < top and fits(row, frame.x0, frame.x1)]
    lines = close_lines(top, above)[::-1][-HEAD_LINES:]
    starts = dict.fromkeys(middle_head(lines, nth).start for nth, line in enumerate(lines) if len(line.chunks) > 1)
    for head in (lines[nth:] for nth in starts):
        edges = [frame.x0, *(frame.breaks or find_edges(head, inside)[1:-1]), frame.x1]
        head = [*head[:-1], head[-1].cut(edges)]
        if len(edges) <= LEAST_COLUMNS or not has_headings(head, edges):
            continue
        body = [row.cut(edges) for row in inside if row.middle < last]
        body += _going_on([row.cut(edges) for row in inside[len(body) :]], [*head, *body], edges, frame.levels, boxes)
        region = Region(head, body, edges, frame.levels)
        return region if body and is_filled(region) else None
    return None


def _head_of_frame(
    first: list[ChunkRow], closed: list[ChunkRow], frame: Frame, edges: list[float]
) -> tuple[list[ChunkRow], list[float]]:
    """The heading's lines: between the first two levels, or three where it has two rows; and the frame's levels."""
    if len(frame.levels) > 2:
        second = [row for row in closed if row.middle < frame.levels[2]]
        leading = [row for row in second if columns_of(row.chunks[0], edges, 0.0)[0] == 0]
        if second and not leading and are_headings(labels_of(second, edges)):
            return [*first, *second], frame.levels
    return first, frame.levels


def _heads(rows: list[ChunkRow], at: int, last: float) -> bool:
    """Another heading begins at a line, that of its labels or one that is set about the middle of their height."""
    if not rows[at:] or begins_anew(rows[at], last):
        return bool(rows[at:])
    off = rows[at].base - last > _ANEW * rows[at].size
    near = range(at, min(at + HEAD_LINES, len(rows))) if off else ()
    return any(heads_anew(rows[nth]) and middle_head(rows, nth).start == at for nth in near)


def _begins_row(lines: list[ChunkRow]) -> bool:
    """The first line is of several columns; or the next is, right below it: some cells are lower than their row."""
    return len(lines[0].chunks) > 1 or any(
        len(row.chunks) > 2 and row.base - lines[0].base < _CLOSE * row.size for row in lines[1:2]
    )


def _going_on(
    below: list[ChunkRow], above: list[ChunkRow], edges: list[float], levels: list[float], boxes: list[Box]
) -> list[ChunkRow]:
    """Lines under the last level that belong to the table: a page break leaves its last row open."""
    leading = usual_leading(above, edges)
    at = levels[-1] if len(levels) > 2 else above[-1].base
    taken: list[ChunkRow] = []
    for nth, row in enumerate(below):
        title = len(row.chunks) == 1 and row.base - at > _GAP * leading
        if _heads(below, nth, at) or (title and _heads(below, nth + 1, row.base)):
            break
        far = row.base - at > LONGEST_STEP * leading or any(at < box[1] < row.base for box in boxes)
        over = crosses(row, edges, 0) and not goes_on_after(below, len(taken), edges)
        last = nth + 2 >= len(below) and len(row.chunks) == 1 and is_page_number(row.chunks[0].text)
        if far or over or last:
            break
        taken.append(row)
        at = row.base
    if len(levels) > 2 and taken and not _begins_row(taken):
        return []
    return without_tail(taken, above, edges)
