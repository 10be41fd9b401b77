"""A table that its page leaves open, and its rest at the top of the next one, which no rule or heading may show."""

import math
from dataclasses import dataclass, field

from extract.readers.pdf.lines.chunks import Chunk, ChunkRow
from extract.readers.pdf.lines.headings import are_headings
from extract.readers.pdf.lines.rowbreaks import columns_of, is_value
from extract.readers.pdf.order.layout import Placed, PlacedLine
from extract.readers.pdf.ruled.tables import GridTable
from extract.readers.pdf.ruled.tallrows import cells_to_rows
from extract.readers.pdf.white.ends import goes_on_after

_FOOT = 0.9  # of the page's height: lines further down are feet
_SAME = 3.0  # points between texts that stand under one another
_LEAST_COLUMNS = 2  # that show themselves by rules; of texts alone three
_LEAST_STANDING = 3
_LEAST_ROWS = 3  # of a table that is more than a heading
_HANGS = 0.3  # em
_BEYOND = 6.0  # em that texts of the last column may be longer than on the page before
_OFF, _OFF_EM = 1.5, 3.0  # times the leading, or em: a lone text so far off is prose
_STANDING = 0.5  # of a line's texts

Stand = tuple[float, float, float]


@dataclass(slots=True)
class OpenTable:
    """The sides of a table's columns, and where lines stand in each: left, middle, right.

    head: its lines where it has nothing but a heading, whose labels tell the columns only together with what follows.
    """

    edges: list[float]
    stands: list[list[Stand]]
    head: list[ChunkRow] = field(default_factory=list)


def open_table(blocks: list[Placed], height: float, above: OpenTable | None = None) -> OpenTable | None:
    """The table that ends a page, which may go on over the page break; None where a line of prose follows it.

    above: the one the page before left open, which this may have gone on with.
    """
    last = next((b for b in reversed(blocks) if not (isinstance(b, PlacedLine) and b.line.base > _FOOT * height)), None)
    if not isinstance(last, GridTable) or len(last.owner[0]) < _LEAST_COLUMNS:
        return None
    edges = sorted({side for cell in last.cells for side in (cell.box[0], cell.box[2])})
    if len(edges) != len(last.owner[0]) + 1:
        return None
    stands: list[list[Stand]] = [[] for _ in last.owner[0]]
    for cell in last.cells:
        if cell.column_end == cell.column + 1:
            stands[cell.column] += [(line.x0, (line.x0 + line.x1) / 2, line.x1) for line in cell.lines]
    if above and above.edges[:-1] == edges[:-1]:
        stands = [[*old, *new] for old, new in zip(above.stands, stands, strict=True)]
    return OpenTable(edges, stands, cells_to_rows(last.cells) if _is_heading(last) else [])


def _is_heading(table: GridTable) -> bool:
    """All a table has is a heading of one row or two."""
    if len(table.owner) >= _LEAST_ROWS:
        return False
    labels = ["".join([line.text for line in cell.lines]) for cell in table.cells if cell.lines]
    return are_headings(labels) and not any(map(is_value, labels))


def find_rest(rows: list[ChunkRow], table: OpenTable, first: float) -> list[ChunkRow]:
    """Lines from the top of a page that stand under the texts of an open table; ``first`` is where another begins.

    They may all hold one text: then it takes more to tell them from prose.
    """
    rest: list[ChunkRow] = []
    if len(table.stands) < _LEAST_STANDING:
        return rest
    step = math.inf
    for nth, row in enumerate(rows):
        row = row.cut(table.edges)
        stands = _keeps_to_columns(row, table) and _standing(row, table) >= _STANDING
        if row.base > first or not (stands or _is_title(rows[nth : nth + 2], table)):
            break
        far = row.base - rest[-1].base if rest else 0.0
        if len(row.chunks) == 1 and far > min(_OFF * step, _OFF_EM * row.size):
            break
        step = min(step, far or math.inf)
        rest.append(row)
    return rest


def rest_edges(table: OpenTable, rest: list[ChunkRow]) -> list[float]:
    """The sides of the columns: the last one may hold longer texts on this page."""
    return [*table.edges[:-1], max([table.edges[-1], *(row.chunks[-1].x1 + 2.0 for row in rest)])]


def _keeps_to_columns(row: ChunkRow, table: OpenTable) -> bool:
    """No text runs over a side, and none stands outside."""
    if row.chunks[0].x0 < table.edges[0] or row.chunks[-1].x1 > table.edges[-1] + _BEYOND * row.size:
        return False
    return all(len(columns_of(chunk, table.edges, _HANGS * row.size)) == 1 for chunk in row.chunks)


def _is_title(rows: list[ChunkRow], table: OpenTable) -> bool:
    """A section's title, which begins where the first column's texts do, and the line below it."""
    begins = abs(rows[0].chunks[0].x0 - min((stand[0] for stand in table.stands[0]), default=0.0)) <= _SAME
    return begins and goes_on_after([row.cut(table.edges) for row in rows], 0, table.edges)


def _standing(row: ChunkRow, table: OpenTable) -> float:
    """The share of a line's texts that stand under one on the page before."""
    return sum(_stands(chunk, table) for chunk in row.chunks) / len(row.chunks)


def _stands(chunk: Chunk, table: OpenTable) -> bool:
    stand = (chunk.x0, (chunk.x0 + chunk.x1) / 2, chunk.x1)
    known = table.stands[columns_of(chunk, table.edges, math.inf)[0]]
    return any(abs(a - b) <= _SAME for other in known for a, b in zip(stand, other, strict=True))
