"""Tables that nothing but white parts, under a line of known headings."""

from dataclasses import replace
from itertools import pairwise

from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.chunks import ChunkRow
from extract.readers.pdf.lines.headings import WEAK_HEADING, are_headings, knows_heading
from extract.readers.pdf.lines.rowbreaks import (
    column_of,
    find_row_starts,
    flush_row_starts,
    is_value,
    spans_columns,
    usual_leading,
)
from extract.readers.pdf.order.layout import is_page_number
from extract.readers.pdf.white.ends import crosses, goes_on_after, without_tail
from extract.readers.pdf.white.gutters import find_edges, parted_labels
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

_FIRST_LINES = 16
_SURE = 3  # known labels of one line: a table begins, whatever stands before it
_WIDEST_STEP = 4.5  # em between the first lines of a table
_GAP = 1.06  # times the leading: what stands further off is no line of a label
_LINE = 1.6  # em from one line to the next
_PARTS = 0.5  # of the labels in a heading's second line that are known
_OFF = 1.6  # times the leading: a lone text so far off is prose, if it is no title of a section
_END = 0.6  # of the page's height: a heading further up is not cut off by the page's end
_ANEW = 2.0  # em above another heading; lines of one stand closer
_PROSE = 0.6  # of the heading's width: one text so wide is no cell's


def find_headed(rows: list[ChunkRow], boxes: list[Box], height: float) -> list[Region]:
    """Tables that nothing but white parts, under a line of known headings. height: of the page."""
    regions = []
    at = 0
    while at < len(rows):
        found = _headed(rows, at, boxes, height) if _may_head(rows[at]) else None
        if found:
            regions.append(found[1])
        at = found[0] if found else at + 1
    return regions


def _headed(rows: list[ChunkRow], at: int, boxes: list[Box], height: float) -> tuple[int, Region] | None:
    """The table under a line of known headings, and the line behind its last."""
    head = middle_head(rows, at)
    region = _below_heading(rows, head.start, boxes, len(head)) if len(head) > 1 else None
    first = head.start if region else at
    region = region or _below_heading(rows, at, boxes) or _heading_at_end(rows, at, boxes, height)
    return (first + len(region.head) + len(region.body), region) if region else None


def _may_head(row: ChunkRow, least: int = 2) -> bool:
    return len(row.chunks) >= least and sum(knows_heading(chunk.text) for chunk in row.chunks) >= least


def begins_anew(row: ChunkRow, last: float) -> bool:
    """A line of several known headings that stands off from the baseline above: those of another table."""
    return row.base - last > _ANEW * row.size and _may_head(row, _SURE)


def heads_anew(row: ChunkRow) -> bool:
    """Another heading, of most known words."""
    return len(row.chunks) > 2 and sum(knows_heading(chunk.text) for chunk in row.chunks) >= 0.6 * len(row.chunks)


def _sure_lines(lines: list[ChunkRow]) -> int:
    """Lines of a heading for sure: the first, and those that hold nothing but labels of its parts, or more labels.

    Where labels stand at the foot of their cells, those over several columns come first.
    """
    for nth, line in enumerate(lines[1:], 1):
        inside = line.chunks[0].x0 > lines[0].chunks[0].x1 or (nth == 1 and len(line.chunks) > len(lines[0].chunks))
        if not inside or not are_labels(line):
            return nth
    return len(lines)


def are_labels(line: ChunkRow) -> bool:
    """A line of a heading that holds nothing but labels of its parts: short ones, of which half are known."""
    texts = [chunk.text for chunk in line.chunks]
    short = max(map(len, texts)) <= WEAK_HEADING and not any(map(is_value, texts))
    return short and len(texts) > 1 and sum(map(knows_heading, texts)) >= _PARTS * len(texts)


def find_below(rows: list[ChunkRow], head: list[ChunkRow], boxes: list[Box]) -> Region | None:
    """The table from the top of a page on, under a heading that the page before ends with."""
    steps = [below.base - above.base for above, below in pairwise(rows)]
    least = min([step for step in steps if step > 0.8 * rows[0].size], default=0.0)
    off = head[-1].base - rows[0].base + max(least, _LINE * rows[0].size)
    moved = [replace(row, base=row.base - off) for row in head]
    region = _below_heading([*moved, *rows], 0, boxes, len(head))
    return Region([], region.body, region.edges) if region else None


def _heading_at_end(rows: list[ChunkRow], at: int, boxes: list[Box], height: float) -> Region | None:
    """A heading alone at the end of a page, for what the next one begins with."""
    head = [row for row in rows[at:] if not (len(row.chunks) == 1 and is_page_number(row.chunks[0].text))]
    near = all(below.base - above.base <= _WIDEST_STEP * above.size / 2 for above, below in pairwise(head))
    last = head[-1].base > _END * height and not any(box[1] > head[0].base for box in boxes)
    if len(head) > HEAD_LINES or not (last and near and heads_anew(head[0])):
        return None
    edges = find_edges(head, [])
    labels = labels_of(head, edges)
    sure = len(edges) > LEAST_COLUMNS and len(labels) == len(edges) - 1 and are_headings(labels)
    return Region(head, [], edges) if sure and not any(map(is_value, labels)) else None


def _below_heading(rows: list[ChunkRow], at: int, boxes: list[Box], depth: int = 0) -> Region | None:
    """Look for columns twice: what the first lines show tells where the table ends. depth: of the heading, if known."""
    sure = depth or _sure_lines(rows[at : at + HEAD_LINES])
    head, end = rows[at : at + sure], at + 1
    edges = find_edges(head, _first_lines(rows, at, len(head)))
    for _ in range(2):
        if len(edges) <= LEAST_COLUMNS:
            return None
        end = _end_of_region(rows, at, edges, boxes)
        lines = rows[at:end]
        head = lines[: depth or max(sure, head_length(lines, edges))]
        edges = find_edges(head, lines[len(head) :])
    body = without_tail([row.cut(edges) for row in rows[at + len(head) : end]], head, edges)
    head = [parted_labels(row) for row in head]
    region = Region(head, body, edges)
    good = len(edges) > LEAST_COLUMNS and has_headings(head, edges) and is_filled(region)
    return region if good else None


def _first_lines(rows: list[ChunkRow], at: int, depth: int) -> list[ChunkRow]:
    """Lines below a heading, to the first wide gap, line of prose, or other heading."""
    head = rows[at : at + depth]
    width = max(row.chunks[-1].x1 for row in head) - min(row.chunks[0].x0 for row in head)
    lines: list[ChunkRow] = []
    for last, row in pairwise(rows[at + depth - 1 : at + _FIRST_LINES]):
        far = row.base - last.base > _WIDEST_STEP * row.size
        anew = bool(lines) and begins_anew(row, last.base)
        if far or anew or max(x1 - x0 for chunk in row.chunks for x0, x1 in chunk.drawn()) > _PROSE * width:
            break
        lines.append(row)
    return lines


def _end_of_region(rows: list[ChunkRow], at: int, edges: list[float], boxes: list[Box]) -> int:
    end = at + 1
    leading = usual_leading(rows[at : at + 20], edges)
    while end < len(rows):
        row, last = rows[end].cut(edges), rows[end - 1]
        if row.base - last.base > LONGEST_STEP * leading or any(last.base < box[1] < row.base for box in boxes):
            break
        if row.base - last.base > _OFF * leading and _is_lone(row, edges) and not goes_on_after(rows, end, edges):
            break
        if crosses(row, edges, hangs=6 * row.size) and not goes_on_after(rows, end, edges):
            break
        if spans_columns(row, edges) and end + 1 < len(rows) and _may_head(rows[end + 1], _SURE):
            break
        if end > at + 1 and row.base - last.base > leading and heads_anew(row):
            break
        if len(row.chunks) == 1 and is_page_number(row.chunks[0].text) and end + 2 >= len(rows):
            break
        end += 1
    return end


def _is_lone(row: ChunkRow, edges: list[float]) -> bool:
    """One text alone, where the first column is: it may be prose below a table."""
    return len(row.chunks) == 1 and column_of(row.chunks[0], edges) == 0


def head_length(lines: list[ChunkRow], edges: list[float]) -> int:
    """Lines of the heading: to the first wider gap, number, or full line of text that is no label."""
    first = next((start for start in flush_row_starts(lines, edges) if start), len(lines))
    sooner = next((start for start in find_row_starts(lines, edges) if start), first)
    if not any(knows_heading(chunk.text) for line in lines[sooner:first] for chunk in line.chunks):
        first = min(first, sooner)
    inside = range(1, min(first, len(lines)))
    first = next((nth for nth in inside if _is_section(lines[nth], edges) or _has_values(lines[nth])), first)
    first = _first_gap(lines[: min(first, HEAD_LINES) + 1], usual_leading(lines, edges)) or first
    if first <= HEAD_LINES and are_headings(labels_of(lines[:first], edges)):
        return first
    return 1


def _is_section(row: ChunkRow, edges: list[float]) -> bool:
    """One text alone from the first column on that is too long for a label: the title of a section."""
    return _is_lone(row, edges) and (spans_columns(row, edges) or len(row.chunks[0].text) > WEAK_HEADING)


def _has_values(row: ChunkRow) -> bool:
    """Numbers with decimals, which no heading has."""
    return any(is_value(chunk.text) and "." in chunk.text for chunk in row.chunks)


def _first_gap(lines: list[ChunkRow], leading: float) -> int:
    """The first line that stands further off, if it holds no further labels: the rest of a row that a page break cut.

    0 where there is none.
    """
    for nth, (above, line) in enumerate(pairwise(lines), 1):
        if line.base - above.base > _GAP * leading and not all(knows_heading(chunk.text) for chunk in line.chunks):
            return nth
    return 0
