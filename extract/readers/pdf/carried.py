"""A table that its page leaves open, and its rest at the top of the next one, which no rule or heading may show."""

from dataclasses import dataclass

from extract.readers.pdf.chunks import Chunk, ChunkRow
from extract.readers.pdf.layout import Placed, PlacedLine
from extract.readers.pdf.rowbreaks import columns_of
from extract.readers.pdf.tables import GridTable

_FOOT = 0.9  # of the page's height: lines further down are feet
_SAME = 3.0  # points between texts that stand under one another
_LEAST_COLUMNS = 2  # that show themselves by rules; of texts alone three
_LEAST_STANDING = 3
_HANGS = 0.3  # em

Stand = tuple[float, float, float]


@dataclass(slots=True)
class OpenTable:
    """The sides of a table's columns, and where lines stand in each: left, middle, right."""

    edges: list[float]
    stands: list[list[Stand]]


def open_table(blocks: list[Placed], height: float) -> OpenTable | None:
    """The table that ends a page, which may go on over the page break; None where a line of prose follows it."""
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
    return OpenTable(edges, stands)


def find_rest(rows: list[ChunkRow], table: OpenTable, first: float) -> list[ChunkRow]:
    """Lines from the top of a page that stand under the texts of an open table; ``first`` is where another begins."""
    rest: list[ChunkRow] = []
    if len(table.stands) < _LEAST_STANDING:
        return rest
    for row in (row.cut(table.edges) for row in rows):
        if row.base > first or not all(_stands(chunk, row, table) for chunk in row.chunks):
            break
        rest.append(row)
    return rest if any(len(row.chunks) > 1 for row in rest) else []


def _stands(chunk: Chunk, row: ChunkRow, table: OpenTable) -> bool:
    span = columns_of(chunk, table.edges, _HANGS * row.size)
    if len(span) > 1 or chunk.x0 < table.edges[0] or chunk.x1 > table.edges[-1]:
        return False
    stand = (chunk.x0, (chunk.x0 + chunk.x1) / 2, chunk.x1)
    return any(abs(a - b) <= _SAME for known in table.stands[span[0]] for a, b in zip(stand, known, strict=True))
