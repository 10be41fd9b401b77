"""Lines of a page that may be a table, and the grid of cells they make."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.chunks import Chunk, ChunkRow
from extract.readers.pdf.lines.headings import are_headings
from extract.readers.pdf.lines.rowbreaks import (
    column_of,
    columns_of,
    find_row_starts,
    has_one_number,
    spans_columns,
    usual_leading,
)
from extract.readers.pdf.ruled.grid import Grid, cells_to_grid

LEAST_COLUMNS = 3
HEAD_LINES = 6
LONGEST_STEP = 2.6  # times the leading: the table is over
HANGS = 0.3  # em a text may hang over the side of its column
_MOST_LABELS = 40
_GAP = 1.12  # times the leading: between two rows of a heading
_MOST_FILLED = 0.6  # of the columns


@dataclass(slots=True)
class Region:
    """Lines that may be a table. ``edges`` are sides of columns, ``levels`` rules and fills that part rows."""

    head: list[ChunkRow]
    body: list[ChunkRow]
    edges: list[float]
    levels: list[float] = field(default_factory=list)


def box_of(region: Region) -> Box:
    first, last = region.head[0], (region.body or region.head)[-1]
    return region.edges[0], first.base - first.size, region.edges[-1], last.base


def labels_of(head: list[ChunkRow], edges: list[float]) -> list[str]:
    """The text of each column in the heading; what spans several goes to the first of them."""
    labels = [""] * (len(edges) - 1)
    for row in head:
        for chunk in row.chunks:
            labels[columns_of(chunk, edges, HANGS * row.size)[0]] += chunk.text
    return [label for label in labels if label]


def has_headings(head: list[ChunkRow], edges: list[float]) -> bool:
    return are_headings(labels_of(head, edges))


def is_filled(region: Region) -> bool:
    """Lines below the heading have text in several columns; one line of four texts will do, if it fills most."""
    columns = len(region.edges) - 1
    several = [row for row in region.body if len(row.chunks) > 1]
    filled = {columns_of(chunk, region.edges, 0.0)[0] for row in region.body for chunk in row.chunks}
    most = len(several) == 1 and len(several[0].chunks) > max(LEAST_COLUMNS, _MOST_FILLED * columns)
    return (len(several) > 1 or most) and len(filled) >= min(LEAST_COLUMNS, columns)


def region_to_grid(region: Region) -> Grid:
    """Cells between the sides of columns and breaks of rows; a text over several columns has one cell of them."""
    head = _heading_rows(region) if region.head else []
    groups = [*head, *_body_rows(region)]
    tops = [_above(region, groups[0][0])]
    tops += [_between(region.levels, above[-1], below[0]) for above, below in pairwise(groups)]
    last = groups[-1][-1]
    tops.append(next((y for y in region.levels if y > last.middle), last.base + 0.4 * last.size))
    cells = _label_cells(head, region.edges, tops, _leading(region)) if len(head) > 1 else []
    for (top, bottom), group in zip(pairwise(tops), groups, strict=True):
        sides = _sides(group, region.edges)
        cells += [(x0, top, x1, bottom) for x0, x1 in pairwise(sides) if not _held(cells, x0, top)]
    return cells_to_grid(cells)


def _leading(region: Region) -> float:
    return usual_leading([*region.head, *region.body], region.edges)


def _label_cells(head: list[list[ChunkRow]], edges: list[float], tops: list[float], leading: float) -> list[Box]:
    """Cells of the upper row of a heading, where labels over several columns part in two; others go through both."""
    upper = [chunk for row in head[0] for chunk in row.chunks]
    own = {nth for chunk in upper if len(span := columns_of(chunk, edges, 0.0)) == 1 for nth in span}
    beneath = {columns_of(chunk, edges, 0.0)[0] for row in head[1] for chunk in row.chunks}
    spanning = [chunk for chunk in upper if len(columns_of(chunk, edges, 0.0)) > 1]
    shares: dict[int, list[int]] = {}
    orphans = {} if spanning else _orphans(head[0], head[1][0], edges, leading)
    spanning += [chunk for chunk in head[0][0].chunks if column_of(chunk, edges) in orphans.values()]
    for nth, (x0, x1) in enumerate(pairwise(edges)):
        column = orphans.get(nth, nth)
        covering = [at for at, chunk in enumerate(spanning) if column in columns_of(chunk, edges, 0.0)]
        if not covering and nth in beneath - own and not _at_foot(own, beneath):
            covering = sorted(range(len(spanning)), key=lambda at: abs(spanning[at].x0 + spanning[at].x1 - x0 - x1))
        if covering:
            shares.setdefault(covering[0], []).append(nth)
    parted = {nth for share in shares.values() for nth in share}
    cells = [(edges[share[0]], tops[0], edges[share[-1] + 1], tops[1]) for share in shares.values()]
    return cells + [(a, tops[0], b, tops[2]) for nth, (a, b) in enumerate(pairwise(edges)) if nth not in parted]


def _held(cells: list[Box], x: float, y: float) -> bool:
    return any(x0 <= x < x1 and top <= y < bottom for x0, top, x1, bottom in cells[:_MOST_LABELS])


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
        whole = len(stretches) == 1 or (open_end and not _is_numbered_row(stretches, region.edges))
        starts = find_row_starts(stretch, region.edges) if whole else [0]
        groups += [stretch[start:stop] for start, stop in pairwise([*starts, len(stretch)])]
    return groups


def _is_numbered_row(stretches: list[list[ChunkRow]], edges: list[float]) -> bool:
    """The last stretch has one number, as those above it have that levels part: so it is one row, too."""
    above = [stretch for stretch in stretches[:-1] if len(stretch) > 1 or len(stretch[0].chunks) > 1]
    return bool(above) and all(has_one_number(stretch, edges) for stretch in [*above, stretches[-1]])


def _heading_rows(region: Region) -> list[list[ChunkRow]]:
    """One row, or two where a label over several columns has labels of its parts beneath."""
    head = region.head
    leading = _leading(region)
    for nth, row in enumerate(head[:-1], 1):
        wide = any(len(columns_of(chunk, region.edges, HANGS * row.size)) > 1 for chunk in row.chunks)
        if wide and any(_under(row, chunk, region) for below in head[nth:] for chunk in below.chunks):
            return [head[:nth], head[nth:]]
        if _orphans(head[:nth], head[nth], region.edges, leading):
            return [head[:nth], head[nth:]]
    return [head]


def _at_foot(above: Collection[int], beneath: Collection[int]) -> bool:
    """Labels stand at the foot of their cells: that of the first column in the lower row alone."""
    return 0 in beneath and 0 not in above


def _orphans(upper: list[ChunkRow], lower: ChunkRow, edges: list[float], leading: float) -> dict[int, int]:
    """Columns with a label in the lower row of a heading alone, each with the one on its left whose upper it shares.

    That one has labels in both rows, which stand further apart than lines of one label; or the label comes again and
    again.
    """
    above = {column_of(chunk, edges): row.base for row in upper for chunk in row.chunks}
    labels = {column_of(chunk, edges): chunk.text for chunk in lower.chunks}
    often = Counter(labels.values())
    at_foot = _at_foot(above.keys(), labels.keys())
    orphans: dict[int, int] = {}
    for column in sorted(labels.keys() - above.keys()):
        left = orphans.get(column - 1, column - 1)
        if left not in labels or left not in above:
            continue
        if often[labels[column]] > 1 or (lower.base - above[left] > _GAP * leading and not at_foot):
            orphans[column] = left
    return orphans


def _under(row: ChunkRow, label: Chunk, region: Region) -> bool:
    column = columns_of(label, region.edges, 0.0)[0]
    spans = [columns_of(chunk, region.edges, HANGS * row.size) for chunk in row.chunks]
    return any(column in span and len(span) > 1 for span in spans)


def _sides(group: list[ChunkRow], edges: list[float]) -> list[float]:
    """The sides of a row's cells: an edge that a text runs over and nothing keeps is none there."""
    if len(group) == 1 and spans_columns(group[0], edges):
        return [edges[0], edges[-1]]
    gone: set[int] = set()
    for row in group:
        for chunk in row.chunks:
            gone |= set(columns_of(chunk, edges, HANGS * row.size)[1:])
    begun = {columns_of(chunk, edges, 0.0)[0] for row in group for chunk in row.chunks}
    return [edge for nth, edge in enumerate(edges) if nth not in gone - begun or nth == len(edges) - 1]
