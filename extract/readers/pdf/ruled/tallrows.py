"""Rows that no rule parts: a grid ruled down but not across holds a whole table's rows in one.

Only in the body below known headings, and only where each row found fills most columns anew.
"""

from itertools import pairwise

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.lines.chunks import Chunk, ChunkRow
from extract.readers.pdf.lines.headings import are_headings
from extract.readers.pdf.lines.rowbreaks import column_of, find_row_starts, is_numbered, is_value
from extract.readers.pdf.ruled.tables import GridCell, GridTable, rebuild

_MOST_BODY_ROWS = 2
_LEAST_LINES = 4
_LEAST_COLUMNS = 3
_FILLED = 0.6  # of the columns that hold text in the row
_ROOM = 0.35  # of the first column: a line that leaves less may have been ended by the column's width
_SAME_LINE = 0.4  # em


def part_tall_rows(table: GridTable, glyphs: Glyphs) -> GridTable:
    """The table with its tall rows parted, or as it was."""
    head = _head_rows(table)
    rows = [row for row in range(head, len(table.owner)) if len(set(table.owner[row])) > 1]  # not a section's title
    sections = len(table.owner) - head - len(rows)
    if not head or not 0 < len(rows) <= _MOST_BODY_ROWS + sections or len(table.owner[0]) < _LEAST_COLUMNS:
        return table
    cuts = {row: levels for row in rows if (levels := _levels(table, row, alone=len(rows) == 1))}
    whole = {id(cell): cuts[cell.row] for cell in table.cells if cell.row in cuts and cell.row_end == cell.row + 1}
    return cut_across(table, whole, glyphs)


def cut_across(table: GridTable, levels: dict[int, list[float]], glyphs: Glyphs) -> GridTable:
    """The table with cells, by their identity, cut at levels; as it was where there are none."""
    if not levels:
        return table
    boxes = []
    for cell in table.cells:
        x0, top, x1, bottom = cell.box
        boxes += [(x0, low, x1, high) for low, high in pairwise([top, *levels.get(id(cell), []), bottom])]
    return rebuild(table, boxes, glyphs)


def _head_rows(table: GridTable) -> int:
    """How many rows the heading takes; 0 where the first row is none."""
    for depth in (1, 2):
        cells = {id(cell): cell for row in table.owner[:depth] for cell in row}.values()
        if depth < len(table.owner) and are_headings([_text(cell) for cell in cells if cell.lines]):
            if all(cell.row_end <= depth for cell in cells):
                return depth
    return 0


def _text(cell: GridCell) -> str:
    return "".join([line.text for line in cell.lines])


def _levels(table: GridTable, row: int, *, alone: bool) -> list[float]:
    """Where a row of the grid parts into rows of the table. ``alone``: it is all the table has below its heading."""
    lines = cells_to_rows(table.owner[row])
    if len(lines) < 2:
        return []
    edges = [table.owner[row][0].box[0], *(cell.box[2] for cell in table.owner[row])]
    first = [chunk.text for line in lines for chunk in line.chunks if column_of(chunk, edges) == 0]
    if is_value("".join(first)) and (len(first) == 1 or first[0].endswith(".")):
        return []  # one number, one row; "1." above "2" is 1.2 in a narrow cell
    numbered = is_numbered(lines, edges)
    if not numbered and (not alone or len(lines) < _LEAST_LINES):
        return []  # where rules part other rows, only numbers tell of more
    starts = find_row_starts(lines, edges)[1:]
    if not numbered and _runs_on(lines, starts, edges):
        return []
    held = {column_of(chunk, edges) for line in lines for chunk in line.chunks}
    if not starts or not all(_begins(lines[at], edges, len(held)) for at in starts):
        return []
    if (len(starts) < 2 or not numbered) and not any(_begins(line, edges, len(held)) for line in lines[: starts[0]]):
        return []  # cells set in the middle of their height: the line that fills most is no beginning
    return [(lines[at - 1].middle + lines[at].middle) / 2 for at in starts]


def _runs_on(lines: list[ChunkRow], starts: list[int], edges: list[float]) -> bool:
    """Most lines above a break fill the first column: its text goes on over the break, and every line looks alike."""
    ends = [lines[at - 1].chunks[0].x1 for at in starts if column_of(lines[at - 1].chunks[0], edges) == 0]
    room = _ROOM * (edges[1] - edges[0])
    return sum(edges[1] - end < room for end in ends) >= len(ends) / 2 > 0


def _begins(line: ChunkRow, edges: list[float], held: int) -> bool:
    """A line that opens a row: a number of it, or text in the first column and in most others."""
    if any(is_value(chunk.text) for chunk in line.chunks):
        return len(line.chunks) > 1
    return column_of(line.chunks[0], edges) == 0 and len(line.chunks) >= max(2, _FILLED * held)


def cells_to_rows(cells: list[GridCell]) -> list[ChunkRow]:
    """The lines across cells, from top to bottom; one chunk a cell."""
    placed = sorted(
        ((line.base, line.x0, line) for cell in dict.fromkeys(cells) for line in cell.lines), key=lambda item: item[:2]
    )
    rows: list[ChunkRow] = []
    for base, _, line in placed:
        chunk = Chunk(line.x0, line.x1, line.text)
        if rows and base - rows[-1].base <= _SAME_LINE * line.size:
            rows[-1].chunks.append(chunk)
        else:
            rows.append(ChunkRow([chunk], base, line.size))
    for row in rows:
        row.chunks.sort(key=lambda chunk: chunk.x0)
    return rows
