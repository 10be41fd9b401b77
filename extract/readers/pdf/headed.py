"""Tables that nothing but white parts, under a line of known headings."""

from itertools import pairwise

from extract.readers.pdf.chunks import ChunkRow
from extract.readers.pdf.ends import crosses, goes_on_after, without_tail
from extract.readers.pdf.gutters import find_edges
from extract.readers.pdf.headings import are_headings, knows_heading
from extract.readers.pdf.layout import is_page_number
from extract.readers.pdf.raw import Box
from extract.readers.pdf.regions import (
    HEAD_LINES,
    LEAST_COLUMNS,
    LONGEST_STEP,
    Region,
    has_headings,
    is_filled,
    labels_of,
)
from extract.readers.pdf.rowbreaks import find_row_starts, usual_leading

_FIRST_LINES = 16
_WIDEST_STEP = 4.5  # em between the first lines of a table
_PROSE = 0.6  # of the heading's width: one text so wide is no cell's


def find_headed(rows: list[ChunkRow], boxes: list[Box]) -> list[Region]:
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


def heads_anew(row: ChunkRow) -> bool:
    """Another heading, of most known words."""
    return len(row.chunks) > 2 and sum(knows_heading(chunk.text) for chunk in row.chunks) >= 0.6 * len(row.chunks)


def _below_heading(rows: list[ChunkRow], at: int, boxes: list[Box]) -> Region | None:
    """Look for columns twice: what the first lines show tells where the table ends."""
    head, end = rows[at : at + 1], at + 1
    edges = find_edges(head, _first_lines(rows, at))
    for _ in range(2):
        if len(edges) <= LEAST_COLUMNS:
            return None
        end = _end_of_region(rows, at, edges, boxes)
        lines = rows[at:end]
        head = lines[: head_length(lines, edges)]
        edges = find_edges(head, lines[len(head) :])
    body = without_tail([row.cut(edges) for row in rows[at + len(head) : end]], head, edges)
    region = Region(head, body, edges)
    good = len(edges) > LEAST_COLUMNS and has_headings(head, edges) and is_filled(region)
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
        if row.base - last.base > LONGEST_STEP * leading or any(last.base < box[1] < row.base for box in boxes):
            break
        if crosses(row, edges, hangs=6 * row.size) and not goes_on_after(rows, end, edges):
            break
        if end > at + 1 and row.base - last.base > leading and heads_anew(row):
            break
        if len(row.chunks) == 1 and is_page_number(row.chunks[0].text) and end + 2 >= len(rows):
            break
        end += 1
    return end


def head_length(lines: list[ChunkRow], edges: list[float]) -> int:
    """Lines of the heading: to the first wider gap, number, or full line of text that is no label."""
    starts = find_row_starts(lines, edges)
    first = next((start for start in starts if start), len(lines))
    if first <= HEAD_LINES and are_headings(labels_of(lines[:first], edges)):
        return first
    return 1
