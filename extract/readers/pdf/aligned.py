"""Tables that rules do not part into cells: columns and rows told by white, by levels of rules and fills, by numbers.

Missing such a table is better than inventing one: laws, manuals and forms align text too. So headings of the
vocabulary must stand above, or at least several levels of equal width must part it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.readers.pdf.carried import OpenTable, find_rest
from extract.readers.pdf.chunks import Chunk, ChunkRow, pieces_to_chunks
from extract.readers.pdf.frames import Frame, find_frames
from extract.readers.pdf.glyphs import Glyphs
from extract.readers.pdf.grid import Grid, cells_to_grid
from extract.readers.pdf.gutters import find_edges
from extract.readers.pdf.headings import are_headings, knows_heading
from extract.readers.pdf.layout import is_page_number
from extract.readers.pdf.objects import Drawing
from extract.readers.pdf.raw import Box
from extract.readers.pdf.rowbreaks import columns_of, find_row_starts, is_value, spans_columns, usual_leading
from extract.readers.pdf.tables import GridTable, fill_grids
from extract.readers.pdf.text import Piece

_LEAST_COLUMNS = 3
_LEAST_LEVELS = 4  # of a frame without known headings
_HEAD_LINES = 6
_MOST_LABELS = 40
_LONGEST_STEP = 2.6  # times the leading: the table is over
_HANGS = 0.3  # em a text may hang over the side of its column
_FIRST_LINES = 16
_WIDEST_STEP = 4.5  # em between the first lines of a table
_PROSE = 0.6  # of the heading's width: one text so wide is no cell's
_CLOSE = 1.06  # times the least step: lines of one cell
_EMPTY = 12.0  # points between two levels of one table that hold no text


@dataclass(slots=True)
class Region:
    """Lines of a page that may be a table. ``edges`` are sides of columns, ``levels`` rules and fills that part rows."""

    head: list[ChunkRow]
    body: list[ChunkRow]
    edges: list[float]
    levels: list[float] = field(default_factory=list)


def find_aligned(
    glyphs: Glyphs, pieces: list[Piece], drawing: Drawing, tables: list[GridTable], above: OpenTable | None = None
) -> tuple[list[GridTable], list[Piece]]:
    """Return the tables among pieces of prose, and the pieces left over.

    tables: those found before. above: the table that the page before left open.
    """
    rows = pieces_to_chunks(glyphs, pieces)
    regions: list[Region] = []
    boxes = [table.box for table in tables]
    if above and rows:
        rest = find_rest(rows, above, min((box[1] for box in boxes), default=math.inf))
        regions += [Region([], rest, above.edges)] if rest else []
        rows = rows[len(rest) :]
    every = [row.middle for row in rows]
    for frame in (part for frame in find_frames(drawing, boxes) for part in _parts(frame, every)):
        region = _framed(rows, frame, boxes)
        if region:
            regions.append(region)
            taken = {row.base for row in (*region.head, *region.body)}
            rows = [row for row in rows if row.base not in taken]
            boxes.append(_box_of(region))
    regions += _headed(rows, boxes)
    if not regions:
        return [], pieces
    return fill_grids([_to_grid(region) for region in regions], glyphs, pieces)


def _box_of(region: Region) -> Box:
    first, last = region.head[0], (region.body or region.head)[-1]
    return region.edges[0], first.base - first.size, region.edges[-1], last.base


def _parts(frame: Frame, lines: list[float]) -> Iterator[Frame]:
    """Part a frame where two of its levels stand apart with nothing between: two tables of one width."""
    start = 0
    for nth, (top, bottom) in enumerate(pairwise(frame.levels), 1):
        if bottom - top > _EMPTY and not any(top < line < bottom for line in lines):
            yield Frame(frame.x0, frame.x1, frame.levels[start:nth], frame.breaks)
            start = nth
    yield Frame(frame.x0, frame.x1, frame.levels[start:], frame.breaks)


def _framed(rows: list[ChunkRow], frame: Frame, boxes: list[Box]) -> Region | None:
    """The table of a frame: its first rows between levels are the heading, what is below the last may go on."""
    if len(frame.levels) < 2:
        return None
    inside = [row for row in rows if frame.levels[0] < row.middle and _fits(row, frame.x0, frame.x1)]
    first = [row for row in inside if row.middle < frame.levels[1]]
    if not first or len(first) > 2 * _HEAD_LINES:
        return None
    closed = [row for row in inside if frame.levels[1] < row.middle < frame.levels[-1]]
    below = [row for row in inside if row.middle > frame.levels[-1]]
    edges = [frame.x0, *frame.breaks, frame.x1] if frame.breaks else find_edges(first, closed or below[:_HEAD_LINES])
    if len(edges) <= (2 if frame.breaks else _LEAST_COLUMNS):
        return None
    closed, below = ([row.cut(edges) for row in part] for part in (closed, below))
    first = [row if nth + 1 < len(first) else row.cut(edges) for nth, row in enumerate(first)]
    head, levels = _head_of_frame(first, closed, frame, edges)
    known = _has_headings(head, edges)
    if not known and (len(levels) < _LEAST_LEVELS or len(edges) <= _LEAST_COLUMNS or not frame.breaks):
        return None
    body = [row for row in closed if row not in head]
    body += _going_on(below, [*head, *body], edges, levels, boxes)
    region = Region(head, body, edges, levels)
    return region if body and _is_filled(region) else None


def _fits(row: ChunkRow, x0: float, x1: float) -> bool:
    return row.chunks[0].x0 >= x0 - row.size / 2 and row.chunks[-1].x1 <= x1 + row.size / 2


def _head_of_frame(
    first: list[ChunkRow], closed: list[ChunkRow], frame: Frame, edges: list[float]
) -> tuple[list[ChunkRow], list[float]]:
    """The heading's lines: between the first two levels, or three where it has two rows; and the frame's levels."""
    if len(frame.levels) > 2:
        second = [row for row in closed if row.middle < frame.levels[2]]
        leading = [row for row in second if columns_of(row.chunks[0], edges, 0.0)[0] == 0]
        if second and not leading and are_headings(_labels(second, edges)):
            return [*first, *second], frame.levels
    return first, frame.levels


def _going_on(
    below: list[ChunkRow], above: list[ChunkRow], edges: list[float], levels: list[float], boxes: list[Box]
) -> list[ChunkRow]:
    """Lines under the last level that belong to the table: a page break leaves its last row open."""
    leading = usual_leading(above, edges)
    at = levels[-1] if len(levels) > 2 else above[-1].base
    taken: list[ChunkRow] = []
    for row in below:
        far = row.base - at > _LONGEST_STEP * leading or any(at < box[1] < row.base for box in boxes)
        over = _crosses(row, edges, 0) and not _goes_on_after(below, len(taken), edges)
        if far or over or (len(row.chunks) == 1 and is_page_number(row.chunks[0].text)):
            break
        taken.append(row)
        at = row.base
    if len(levels) > 2 and taken and len(taken[0].chunks) < 2:
        return []
    return _without_tail(taken, above, edges)


def _without_tail(taken: list[ChunkRow], above: list[ChunkRow], edges: list[float]) -> list[ChunkRow]:
    """Lines at the end that fill few columns and stand further off than the lines of a cell are prose below the table."""
    lines = [*above, *taken]
    close = min([b.base - a.base for a, b in pairwise(lines) if b.base - a.base > 0.8 * b.size], default=0.0)
    end = len(taken)
    for nth in range(len(taken) - 1, -1, -1):
        row, before = taken[nth], taken[nth - 1] if nth else above[-1]
        if len(row.chunks) > max(2, (len(edges) - 1) / 2) or any(is_value(chunk.text) for chunk in row.chunks[1:]):
            break
        if row.base - before.base > _CLOSE * min(close, 2 * row.size):
            end = nth
    return taken[:end]


def _crosses(row: ChunkRow, edges: list[float], most: int = 1, hangs: float = 0.0) -> bool:
    """A line of prose: its text runs over more sides of columns than ``most``, and it is no title of a section.

    hangs: points it may stand out on the right, where only text tells how far the table goes.
    """
    over = sum(len(columns_of(chunk, edges, _HANGS * row.size)) - 1 for chunk in row.chunks)
    if not over or not _fits(row, edges[0], edges[-1] + hangs):
        return not _fits(row, edges[0], edges[-1] + hangs)
    return over > most and not (spans_columns(row, edges) and row.chunks[0].x1 < edges[-1] - 4 * row.size)


def _headed(rows: list[ChunkRow], boxes: list[Box]) -> list[Region]:
    """Tables that nothing but white parts, under a line of known headings."""
    regions = []
    at = 0
    while at < len(rows):
        region = _below_heading(rows, at, boxes) if _may_head(rows[at]) else None
        if region:
            regions.append(region)
        at += len(region.head) + len(region.body) if region else 1
    return regions


def _may_head(row: ChunkRow) -> bool:
    return len(row.chunks) > 1 and sum(knows_heading(chunk.text) for chunk in row.chunks) > 1


def _heads_anew(row: ChunkRow) -> bool:
    """Another heading, of most known words."""
    return len(row.chunks) > 2 and sum(knows_heading(chunk.text) for chunk in row.chunks) >= 0.6 * len(row.chunks)


def _below_heading(rows: list[ChunkRow], at: int, boxes: list[Box]) -> Region | None:
    """Look for columns twice: what the first lines show tells where the table ends."""
    head, end = rows[at : at + 1], at + 1
    edges = find_edges(head, _first_lines(rows, at))
    for _ in range(2):
        if len(edges) <= _LEAST_COLUMNS:
            return None
        end = _end_of_region(rows, at, edges, boxes)
        lines = rows[at:end]
        head = lines[: _head_length(lines, edges)]
        edges = find_edges(head, lines[len(head) :])
    body = _without_tail([row.cut(edges) for row in rows[at + len(head) : end]], head, edges)
    region = Region(head, body, edges)
    good = len(edges) > _LEAST_COLUMNS and _has_headings(head, edges) and _is_filled(region)
    return region if good else None


def _first_lines(rows: list[ChunkRow], at: int) -> list[ChunkRow]:
    """Lines below a heading, to the first wide gap or line of prose."""
    width = rows[at].chunks[-1].x1 - rows[at].chunks[0].x0
    lines: list[ChunkRow] = []
    for last, row in pairwise(rows[at : at + _FIRST_LINES]):
        far = row.base - last.base > _WIDEST_STEP * row.size
        if far or max(chunk.x1 - chunk.x0 for chunk in row.chunks) > _PROSE * width:
            break
        lines.append(row)
    return lines


def _end_of_region(rows: list[ChunkRow], at: int, edges: list[float], boxes: list[Box]) -> int:
    end = at + 1
    leading = usual_leading(rows[at : at + 20], edges)
    while end < len(rows):
        row, last = rows[end], rows[end - 1]
        if row.base - last.base > _LONGEST_STEP * leading or any(last.base < box[1] < row.base for box in boxes):
            break
        if _crosses(row, edges, hangs=6 * row.size) and not _goes_on_after(rows, end, edges):
            break
        if end > at + 1 and row.base - last.base > leading and _heads_anew(row):
            break
        if len(row.chunks) == 1 and is_page_number(row.chunks[0].text) and end + 2 >= len(rows):
            break
        end += 1
    return end


def _goes_on_after(rows: list[ChunkRow], at: int, edges: list[float]) -> bool:
    """A title of a section, short and followed by a line in several columns."""
    row, after = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    short = spans_columns(row, edges) and row.chunks[0].x1 < edges[-1]
    return short and after is not None and len(after.chunks) > 2 and not _crosses(after, edges)


def _head_length(lines: list[ChunkRow], edges: list[float]) -> int:
    """Lines of the heading: to the first wider gap, number, or full line of text that is no label."""
    starts = find_row_starts(lines, edges)
    first = next((start for start in starts if start), len(lines))
    if first <= _HEAD_LINES and are_headings(_labels(lines[:first], edges)):
        return first
    return 1


def _labels(head: list[ChunkRow], edges: list[float]) -> list[str]:
    """The text of each column in the heading; what spans several goes to the first of them."""
    labels = [""] * (len(edges) - 1)
    for row in head:
        for chunk in row.chunks:
            labels[columns_of(chunk, edges, _HANGS * row.size)[0]] += chunk.text
    return [label for label in labels if label]


def _has_headings(head: list[ChunkRow], edges: list[float]) -> bool:
    return are_headings(_labels(head, edges))


def _is_filled(region: Region) -> bool:
    """Lines below the heading have text in several columns."""
    several = [row for row in region.body if len(row.chunks) > 1]
    filled = {columns_of(chunk, region.edges, 0.0)[0] for row in region.body for chunk in row.chunks}
    return len(several) > 1 and len(filled) >= min(_LEAST_COLUMNS, len(region.edges) - 1)


def _to_grid(region: Region) -> Grid:
    """Cells between the sides of columns and the breaks of rows; a text over several columns has one cell of them."""
    head = _heading_rows(region) if region.head else []
    groups = [*head, *_body_rows(region)]
    tops = [_above(region, groups[0][0])]
    tops += [_between(region.levels, above[-1], below[0]) for above, below in pairwise(groups)]
    last = groups[-1][-1]
    tops.append(next((y for y in region.levels if y > last.middle), last.base + 0.4 * last.size))
    cells = _label_cells(head, region.edges, tops) if len(head) > 1 else []
    for (top, bottom), group in zip(pairwise(tops), groups, strict=True):
        sides = _sides(group, region.edges)
        cells += [(x0, top, x1, bottom) for x0, x1 in pairwise(sides) if not _held(cells, x0, top)]
    return cells_to_grid(cells)


def _label_cells(head: list[list[ChunkRow]], edges: list[float], tops: list[float]) -> list[Box]:
    """Cells of the upper row of a heading, where labels over several columns part in two; others go through both."""
    upper = [chunk for row in head[0] for chunk in row.chunks]
    own = {nth for chunk in upper if len(span := columns_of(chunk, edges, 0.0)) == 1 for nth in span}
    beneath = {columns_of(chunk, edges, 0.0)[0] for row in head[1] for chunk in row.chunks}
    spanning = [chunk for chunk in upper if len(columns_of(chunk, edges, 0.0)) > 1]
    shares: dict[int, list[int]] = {}
    for nth, (x0, x1) in enumerate(pairwise(edges)):
        covering = [at for at, chunk in enumerate(spanning) if nth in columns_of(chunk, edges, 0.0)]
        if not covering and nth in beneath - own:
            covering = sorted(range(len(spanning)), key=lambda at: abs(spanning[at].x0 + spanning[at].x1 - x0 - x1))
        if covering:
            shares.setdefault(covering[0], []).append(nth)
    parted = {nth for share in shares.values() for nth in share}
    cells = [(edges[share[0]], tops[0], edges[share[-1] + 1], tops[1]) for share in shares.values()]
    return cells + [(a, tops[0], b, tops[2]) for nth, (a, b) in enumerate(pairwise(edges)) if nth not in parted]


def _held(cells: list[Box], x: float, y: float) -> bool:
    return any(x0 <= x < x1 and top <= y < bottom for x0, top, x1, bottom in cells[: _MOST_LABELS])


def _above(region: Region, first: ChunkRow) -> float:
    above = [y for y in region.levels if y < first.middle]
    return above[-1] if above else first.base - 1.1 * first.size


def _between(levels: list[float], above: ChunkRow, below: ChunkRow) -> float:
    """Where two rows part: at a level, else midway."""
    return next((y for y in levels if above.middle < y < below.middle), (above.middle + below.middle) / 2)


def _body_rows(region: Region) -> list[list[ChunkRow]]:
    """The lines of each row: parted by levels, and by what the text says where levels leave the body in one piece."""
    groups: list[list[ChunkRow]] = []
    stretches: list[list[ChunkRow]] = []
    for row in region.body:
        if stretches and not any(stretches[-1][-1].middle < y < row.middle for y in region.levels):
            stretches[-1].append(row)
        else:
            stretches.append([row])
    for nth, stretch in enumerate(stretches):
        open_end = nth == len(stretches) - 1 and not any(y > stretch[-1].middle for y in region.levels)
        whole = len(stretches) == 1 or open_end
        starts = find_row_starts(stretch, region.edges) if whole else [0]
        groups += [stretch[start:stop] for start, stop in pairwise([*starts, len(stretch)])]
    return groups


def _heading_rows(region: Region) -> list[list[ChunkRow]]:
    """One row, or two where a label over several columns has labels of its parts beneath."""
    head = region.head
    for nth, row in enumerate(head[:-1], 1):
        wide = any(len(columns_of(chunk, region.edges, _HANGS * row.size)) > 1 for chunk in row.chunks)
        if wide and any(_under(row, chunk, region) for below in head[nth:] for chunk in below.chunks):
            return [head[:nth], head[nth:]]
    return [head]


def _under(row: ChunkRow, label: Chunk, region: Region) -> bool:
    column = columns_of(label, region.edges, 0.0)[0]
    spans = [columns_of(chunk, region.edges, _HANGS * row.size) for chunk in row.chunks]
    return any(column in span and len(span) > 1 for span in spans)


def _sides(group: list[ChunkRow], edges: list[float]) -> list[float]:
    """The sides of a row's cells: an edge that a text runs over and nothing keeps is none there."""
    if len(group) == 1 and spans_columns(group[0], edges):
        return [edges[0], edges[-1]]
    gone: set[int] = set()
    for row in group:
        for chunk in row.chunks:
            gone |= set(columns_of(chunk, edges, _HANGS * row.size)[1:])
    begun = {columns_of(chunk, edges, 0.0)[0] for row in group for chunk in row.chunks}
    return [edge for nth, edge in enumerate(edges) if nth not in gone - begun or nth == len(edges) - 1]
