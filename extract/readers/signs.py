"""Tables whose cells are parted by signs, one row a line: "การใช้อำนาจ : 88.20 : 91.10", or with commas.

Such signs stand in prose too. Three lines with as many cells each, and numbers in the same places, are a table.
"""

import re

from extract.readers.ragged import rows_to_grid
from schemas.document import Table
from schemas.trace import Span

_SIGNS = {
    ":": re.compile(r"\s+:\s*|\s*:\s+"),
    ";": re.compile(r"\s*;\s*"),
    ",": re.compile(r"\s*,(?![0-9๐-๙]{3}(?![0-9๐-๙]))\s*"),  # not 12,500
}
_NUMBER = re.compile(r"[+\-–−]?\s?[0-9๐-๙]{1,3}(?:[.][0-9๐-๙]{1,2})?\s?%?|-")
_LEAST_ROWS, _LEAST_CELLS = 3, 3
_SHARE = 0.8  # of the rows below the first that have a number in a column of numbers
_LONGEST = 400  # characters of a row


def sign_table(raw: str, lines: list[Span], at: int) -> tuple[Table, int] | None:
    """The table that begins with line ``at``, and how many lines it takes; None where none does."""
    for sign, pattern in _SIGNS.items():
        start, end = lines[at]
        if raw.count(sign, start, end) < _LEAST_CELLS - 1 or end - start > _LONGEST:
            continue
        rows = [_cells(raw, pattern, start, end)]
        for start, end in lines[at + 1 :]:
            if raw.count(sign, start, end) < len(rows[0]) - 1 or end - start > _LONGEST:
                break
            cells = _cells(raw, pattern, start, end)
            if len(cells) != len(rows[0]):
                break
            rows.append(cells)
        if len(rows[0]) >= _LEAST_CELLS and len(rows) >= _LEAST_ROWS and _has_numbers(raw, rows):
            return Table(rows_to_grid([[(cell,) for cell in row] for row in rows])), len(rows)
    return None


def _cells(raw: str, sign: re.Pattern[str], start: int, end: int) -> list[Span]:
    text = raw[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    cells = []
    for match in sign.finditer(raw, start, end):
        cells.append((start, max(start, match.start())))
        start = match.end()
    return [*cells, (start, end)]


def _has_numbers(raw: str, rows: list[list[Span]]) -> bool:
    """Two columns of numbers behind one of words."""
    columns = list(zip(*rows[1:], strict=True))
    numbers = [sum(bool(_NUMBER.fullmatch(raw, *cell)) for cell in cells) >= _SHARE * len(cells) for cells in columns]
    words = sum(any(letter.isalpha() for letter in raw[slice(*cell)]) for cell in columns[0])
    return sum(numbers) >= _LEAST_CELLS - 1 and words >= _SHARE * len(columns[0])
