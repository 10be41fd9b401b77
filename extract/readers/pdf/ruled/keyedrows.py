"""Rows that stand in one row of the grid: several numbers in one cell, and beside each, as high, its own texts."""

from itertools import pairwise

import regex

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.lines.text import TextLine
from extract.readers.pdf.ruled.tables import GridCell, GridTable
from extract.readers.pdf.ruled.tallrows import cut_across

_NUMBER = regex.compile(r"\s*[(]?([0-9๐-๙]{1,3})[.)]?\s*")
_KEY_COLUMNS = 2  # numbers stand in one of the first
_LEAST_BESIDE = 2  # cells with a text at the height of each number
_SAME_LINE = 0.4  # em


def part_keyed_rows(table: GridTable, glyphs: Glyphs) -> GridTable:
    """The table with such rows parted, or as it was. Cells with no text beside some number go over all the rows."""
    parted: dict[int, list[float]] = {}
    for row in range(1, len(table.owner)):
        for key in dict.fromkeys(table.owner[row][:_KEY_COLUMNS]):
            if key.row == row and key.row_end == row + 1 and len(key.lines) > 1 and _counts(key.lines):
                parted |= _part(table.owner[row], key)
                break
    return cut_across(table, parted, glyphs)


def _counts(lines: list[TextLine]) -> bool:
    """Nothing but numbers, each the next of the one above."""
    found = [_NUMBER.fullmatch(line.text) for line in lines]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(lines) and all(b == a + 1 for a, b in pairwise(numbers))


def _part(row: list[GridCell], key: GridCell) -> dict[int, list[float]]:
    """Cells to part, by their identity, and where; none unless enough have a text beside each number."""
    beside = [cell for cell in dict.fromkeys(row) if cell is not key and _has_all(cell, key.lines)]
    if len(beside) < _LEAST_BESIDE:
        return {}
    lines = [line for cell in (key, *beside) for line in cell.lines]
    levels = []
    for number in key.lines[1:]:
        above = max(line.base for line in lines if line.base < number.base - _SAME_LINE * number.size)
        levels.append((above + number.base) / 2 - 0.25 * number.size)
    return {id(cell): levels for cell in (key, *beside)}


def _has_all(cell: GridCell, numbers: list[TextLine]) -> bool:
    """A line stands at the height of each number; the first is the cell's first."""
    bases = [line.base for line in cell.lines]
    level = [min((abs(base - number.base) for base in bases), default=9e9) for number in numbers]
    same = all(off <= _SAME_LINE * number.size for off, number in zip(level, numbers, strict=True))
    return same and abs(bases[0] - numbers[0].base) <= _SAME_LINE * numbers[0].size
