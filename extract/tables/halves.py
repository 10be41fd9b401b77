"""Two tables in one, side by side: the second half of the columns is headed as the first one is."""

from dataclasses import replace

from extract.tables.columns import heading_of
from schemas.document import Cell, Document, Table

_LEAST = 2  # columns of one half


def part_halves(document: Document, table: Table) -> list[Table]:
    """The two tables, left and right; the table alone where it is one."""
    half, odd = divmod(table.width, 2)
    if odd or half < _LEAST or len(table.rows) < 2:
        return [table]
    labels = ["".join(document.read(cell).split()) for cell in table.rows[0]]
    if not all(labels) or labels[1:half] != labels[half + 1 :] or not _same(labels[0], labels[half]):
        return [table]
    if any(_goes_over(row, half) for row in table.rows):
        return [table]
    rows = [(row[:half], row[half:]) for row in table.rows]
    right = [side for _, side in rows if any(document.read(cell).strip() for cell in side)]
    return [replace(table, rows=[side for side, _ in rows]), replace(table, rows=right)]


def _same(one: str, two: str) -> bool:
    """Headings of one kind: "ตัวชี้วัด IIT" and "ตัวชี้วัด EIT"."""
    first, second = heading_of(one), heading_of(two)
    return one == two or (first is not None and second is not None and first.role == second.role)


def _goes_over(row: list[Cell], half: int) -> bool:
    """One cell covers columns of both halves."""
    return row[half].inherited and row[half].spans == row[half - 1].spans
