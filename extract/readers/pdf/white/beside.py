"""Lines of text beside a table, and how they keep to its columns."""

from extract.readers.pdf.lines.chunks import ChunkRow
from extract.readers.pdf.lines.rowbreaks import column_of
from extract.readers.pdf.ruled.rules import SNAP

_CLOSE = 2.4  # em: from a row's edge to its text


def close_lines(level: float, rows: list[ChunkRow]) -> list[ChunkRow]:
    """Lines from a level on, away from the table, as long as they stand close."""
    taken: list[ChunkRow] = []
    for row in rows:
        if abs(row.base - level) > _CLOSE * row.size:
            break
        taken.append(row)
        level = row.base
    return taken


def keeps(rows: list[ChunkRow], xs: list[float]) -> bool:
    """The lines keep to the columns, and fill two of them at least: prose does neither."""
    if any(runs_over(row.cut(xs), xs) for row in rows):
        return False
    return any(len({column_of(chunk, xs) for chunk in row.chunks}) > 1 for row in rows)


def meets(row: ChunkRow, xs: list[float]) -> bool:
    return row.chunks[0].x0 < xs[-1] and row.chunks[-1].x1 > xs[0]


def runs_over(row: ChunkRow, xs: list[float]) -> bool:
    """A text of the line runs over a side of a column, or out of the table."""
    if row.chunks[0].x0 < xs[0] - SNAP or row.chunks[-1].x1 > xs[-1] + SNAP:
        return True
    return any(chunk.x0 < x - SNAP and chunk.x1 > x + SNAP for x in xs for chunk in row.chunks)
