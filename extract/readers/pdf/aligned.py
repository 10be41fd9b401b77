"""Tables without vertical rules: columns by alignment, and only under a line of known column headings.

Missing such a table is better than inventing one: laws, manuals and forms align text too. So at least three columns
must stand apart over several lines, and at least two headings above them must be words of the vocabulary.
"""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from extract.readers.pdf.glyphs import Glyphs
from extract.readers.pdf.headings import WEAK_HEADING, are_headings
from extract.readers.pdf.objects import Rule
from extract.readers.pdf.tables import GridCell, GridTable
from extract.readers.pdf.text import Piece, pieces_to_lines, pieces_to_rows

_GUTTER = 0.8  # em of white between two columns
_LEAST_COLUMNS = 3
_LEAST_ROWS = 2  # lines below the heading with text in several columns
_ROW_GAP = 1.4  # times the usual distance of lines: a new row
_TABLE_END = 3.5  # times: the table is over
_NUMBERED = regex.compile(r"[(]?[0-9๐-๙]{1,2}(?:[.)]|$)")


@dataclass(slots=True, eq=False)
class Chunk:
    """Pieces of one line that stand together, apart from the next by a gutter."""

    pieces: list[Piece]
    x0: float
    x1: float
    text: str


@dataclass(slots=True, eq=False)
class ChunkRow:
    """The chunks of one line of a page."""

    chunks: list[Chunk]
    base: float
    size: float


def find_aligned(glyphs: Glyphs, pieces: list[Piece], across: list[Rule]) -> tuple[list[GridTable], list[Piece]]:
    """Return the borderless tables among pieces of prose, and the pieces left over."""
    rows = [_to_chunks(glyphs, row) for row in pieces_to_rows([piece for piece in pieces if piece.turn == 0])]
    rows = [row for row in rows if row.chunks]
    tables: list[GridTable] = []
    taken: set[int] = set()
    at = 0
    while at < len(rows):
        end = _table_end(rows, at) if _is_heading(rows[at]) else at
        columns = _columns(rows[at:end]) if end > at else []
        if len(columns) >= _LEAST_COLUMNS and _aligned(rows[at + 1 : end], columns):
            tables.append(_build(glyphs, rows[at:end], columns, across))
            taken |= {id(piece) for row in rows[at:end] for chunk in row.chunks for piece in chunk.pieces}
            at = end
        else:
            at += 1
    return tables, [piece for piece in pieces if id(piece) not in taken]


def _to_chunks(glyphs: Glyphs, row: list[Piece]) -> ChunkRow:
    chunks: list[Chunk] = []
    for piece in row:
        text = "".join([glyphs.text[start:end] for start, end in piece.parts])
        if not text.strip():
            continue
        if chunks and piece.x0 - chunks[-1].x1 < _GUTTER * piece.size:
            last = chunks[-1]
            last.pieces.append(piece)
            last.x1, last.text = max(last.x1, piece.x1), last.text + text
        else:
            chunks.append(Chunk([piece], piece.x0, piece.x1 - _blank_end(glyphs, piece), text))
    return ChunkRow(chunks, row[0].base, row[0].size)


def _blank_end(glyphs: Glyphs, piece: Piece) -> float:
    """The width of the spaces a piece ends in."""
    start, end = piece.parts[-1]
    solid = start + len(glyphs.text[start:end].rstrip())
    return piece.x1 - glyphs.from_[solid] if start < solid < end else 0.0


def _is_heading(row: ChunkRow) -> bool:
    return len(row.chunks) >= _LEAST_COLUMNS and are_headings([chunk.text for chunk in row.chunks])


def _table_end(rows: list[ChunkRow], start: int) -> int:
    """The row after the table's last: it ends at a wide gap, or where a line of prose runs over its gutters."""
    steps = [b.base - a.base for a, b in pairwise(rows[start:])]
    usual = median([step for step in steps[:20] if step > 0] or [0.0])
    left, gutters = rows[start].chunks[0].x0, _gutters(rows[start].chunks)
    end = start + 1
    while end < len(rows):
        row = rows[end]
        if row.base - rows[end - 1].base > _TABLE_END * usual or row.chunks[0].x0 < left - 3 * row.size:
            break
        if any(sum(chunk.x0 < low and chunk.x1 > high for low, high in gutters) > 1 for chunk in row.chunks):
            break
        end += 1
    return end


def _gutters(chunks: list[Chunk]) -> list[tuple[float, float]]:
    return [(a.x1, b.x0) for a, b in pairwise(chunks)]


def _columns(rows: list[ChunkRow]) -> list[tuple[float, float]]:
    """Stretches of x that text covers, parted where every line is white."""
    covers = sorted((chunk.x0, chunk.x1) for row in rows for chunk in row.chunks)
    gap = _GUTTER * 0.5 * rows[0].size
    columns: list[tuple[float, float]] = []
    for x0, x1 in covers:
        if columns and x0 < columns[-1][1] + gap:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _aligned(rows: list[ChunkRow], columns: list[tuple[float, float]]) -> bool:
    """Several lines below the heading have text in several columns, and every column has some."""
    several = [row for row in rows if len(row.chunks) > 1]
    filled = {_column_of(chunk, columns) for row in rows for chunk in row.chunks}
    widest = max((len(row.chunks) for row in several), default=0)
    return len(several) >= _LEAST_ROWS and len(filled) >= _LEAST_COLUMNS and widest >= _LEAST_COLUMNS


def _column_of(chunk: Chunk, columns: list[tuple[float, float]]) -> int:
    return max((index for index, (x0, _) in enumerate(columns) if x0 <= chunk.x0 + 0.1), default=0)


def _build(glyphs: Glyphs, rows: list[ChunkRow], columns: list[tuple[float, float]], across: list[Rule]) -> GridTable:
    groups = _group_rows(rows, columns, across)
    edges = [
        columns[0][0] - 2.0,
        *((left[1] + right[0]) / 2 for left, right in pairwise(columns)),
        columns[-1][1] + 2.0,
    ]
    tops = [group[0].base - 1.1 * group[0].size for group in groups]
    tops.append(groups[-1][-1].base + 0.4 * rows[-1].size)
    owner = []
    for index, group in enumerate(groups):
        cells = [_cell(edges, tops, index, column) for column in range(len(columns))]
        for row in group:
            for chunk in row.chunks:
                cells[_column_of(chunk, columns)].pieces += chunk.pieces
        for cell in cells:
            cell.lines = pieces_to_lines(glyphs, cell.pieces)
        owner.append(cells)
    box = edges[0], tops[0], edges[-1], tops[-1]
    return GridTable(box, [cell for cells in owner for cell in cells], owner)


def _cell(edges: list[float], tops: list[float], row: int, column: int) -> GridCell:
    return GridCell((edges[column], tops[row], edges[column + 1], tops[row + 1]), row, column, row + 1, column + 1)


def _group_rows(rows: list[ChunkRow], columns: list[tuple[float, float]], across: list[Rule]) -> list[list[ChunkRow]]:
    """Lines to rows: at rules that part them; else at numbers; else at wider gaps; else where column one has text."""
    steps = [row.base - last.base for last, row in pairwise(rows)]
    usual = median(steps)
    firsts = [row.chunks[0].text.strip() for row in rows[1:] if _column_of(row.chunks[0], columns) == 0]
    numbered = sum(1 for text in firsts if _NUMBERED.match(text)) >= max(2, len(firsts) // 3)
    ruled = sum(1 for a, b in pairwise(rows) if _ruled_apart(a, b, columns, across)) > 1
    gaps = any(step > _ROW_GAP * usual for step in steps[1:])
    groups = [[rows[0]]]
    for last, row in pairwise(rows):
        has_first = _column_of(row.chunks[0], columns) == 0
        if ruled:
            begins = _ruled_apart(last, row, columns, across)
        elif numbered:
            begins = has_first and bool(_NUMBERED.match(row.chunks[0].text.strip()))
        elif gaps:
            begins = row.base - last.base > _ROW_GAP * usual
        else:
            begins = has_first
        begins = begins or (len(groups) == 1 and has_first and len(row.chunks) > 1 and not _is_heading_tail(row))
        if begins:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _is_heading_tail(row: ChunkRow) -> bool:
    """A second line of the headings: short words, no numbers."""
    return all(len(chunk.text) <= WEAK_HEADING and not _NUMBERED.match(chunk.text.strip()) for chunk in row.chunks)


def _ruled_apart(last: ChunkRow, row: ChunkRow, columns: list[tuple[float, float]], across: list[Rule]) -> bool:
    x0, x1 = columns[0][0], columns[-1][1]
    top, bottom = last.base - 0.3 * row.size, row.base - 0.3 * row.size
    between = [(start, end) for y, start, end in across if top < y < bottom]
    return any(min(end, x1) - max(start, x0) > 0.6 * (x1 - x0) for start, end in between)
