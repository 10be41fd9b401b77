"""Where a table that no rule closes ends, and prose begins."""

from extract.readers.pdf.lines.chunks import ChunkRow
from extract.readers.pdf.lines.rowbreaks import column_steps, columns_of, is_value, spans_columns
from extract.readers.pdf.white.regions import HANGS

_CLOSE = 1.06  # times the least step: lines of one cell
_BESIDE = 0.75  # times it: lines of cells that are set in the middle of their height


def fits(row: ChunkRow, x0: float, x1: float) -> bool:
    return row.chunks[0].x0 >= x0 - row.size / 2 and row.chunks[-1].x1 <= x1 + row.size / 2


def crosses(row: ChunkRow, edges: list[float], most: int = 1, hangs: float = 0.0) -> bool:
    """A line of prose: its text runs over more sides of columns than ``most``, and it is no title of a section.

    hangs: points it may stand out on the right, where only text tells how far the table goes.
    """
    over = sum(len(columns_of(chunk, edges, HANGS * row.size)) - 1 for chunk in row.chunks)
    if not over or not fits(row, edges[0], edges[-1] + hangs):
        return not fits(row, edges[0], edges[-1] + hangs)
    return over > most and not (spans_columns(row, edges) and row.chunks[0].x1 < edges[-1] - 4 * row.size)


def goes_on_after(rows: list[ChunkRow], at: int, edges: list[float]) -> bool:
    """A title of a section, short and followed by a line in several columns."""
    row, after = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    short = spans_columns(row, edges) and row.chunks[0].x1 < edges[-1]
    return short and after is not None and len(after.chunks) > 2 and not crosses(after, edges)


def without_tail(taken: list[ChunkRow], above: list[ChunkRow], edges: list[float]) -> list[ChunkRow]:
    """Without the last lines that fill few columns and stand further off than lines of one cell: prose below."""
    lines = [*above, *taken]
    close = min([step for step in column_steps(lines, edges) if step > 0.8 * lines[0].size], default=0.0)
    end = len(taken)
    for nth in range(len(taken) - 1, -1, -1):
        row, before = taken[nth], taken[nth - 1] if nth else above[-1]
        beside = [chunk for line in lines if abs(line.base - row.base) < _BESIDE * close for chunk in line.chunks]
        if len(beside) > max(2, (len(edges) - 1) / 2) or any(is_value(chunk.text) for chunk in row.chunks[1:]):
            break
        if row.base - before.base > _CLOSE * min(close, 2 * row.size):
            end = nth
    return taken[:end]
