"""Tables whose layout is lost: cells parted by single spaces, below a header of as many words.

    ตัวชี้วัด ปี 2566 ปี 2567
    1. การใช้อำนาจ 77.10 79.00

What a row's cells are is told by its numbers; where the header does not name each of them, there is no table.
"""

import re

import regex

from extract.readers.ragged import rows_to_grid
from schemas.document import Table
from schemas.trace import Span

_D = "[0-9๐-๙]"
_NUMBER = rf"(?:[+\-–−]?{_D}{{1,3}}(?:\.{_D}{{1,2}})?%?|N/A|-)"
_ROW = regex.compile(
    rf"\s*(?:(?P<no>[(]?{_D}{{1,3}}[.)]?)\s+)?(?P<name>\p{{Thai}}[^0-9๐-๙\n]*?)\s+"
    rf"(?P<number>{_NUMBER})(?:\s+(?P<number>{_NUMBER}))+(?:\s+(?P<word>\p{{Thai}}[\p{{Thai}} ]*|[A-F]{{1,2}}))?\s*"
)
_LABEL = re.compile(
    rf"(?:คะแนน\s?)?(?:ใน)?ปี\s?(?:งบประมาณ\s?)?(?:พ\.\s?ศ\.\s?)?{_D}{{2,4}}(?:\s?[(][^)\n]*[)])?|[^\s(]+(?:\s?[(][^)\n]*[)])?"
)
_DECIMAL = re.compile(rf"{_D}\.{_D}")
_LEAST_ROWS, _LONGEST = 2, 200


def flat_table(raw: str, lines: list[Span], at: int) -> tuple[Table, int] | None:
    """The table whose header is line ``at``, and how many lines it takes; None where none stands there."""
    if not _may_be_row(raw, lines, at + 1) or not _may_be_row(raw, lines, at + 2) or _ROW.fullmatch(raw, *lines[at]):
        return None
    rows: list[regex.Match[str]] = []
    for start, end in lines[at + 1 :]:
        match = _ROW.fullmatch(raw, start, end) if end - start <= _LONGEST else None
        if match is None or (rows and len(match.spans("number")) != len(rows[0].spans("number"))):
            break
        rows.append(match)
    if len(rows) < _LEAST_ROWS:
        return None
    numbered, worded = bool(rows[0]["no"]), any(row["word"] for row in rows)
    labels = [match.span() for match in _LABEL.finditer(raw, *lines[at])]
    cells = 1 + len(rows[0].spans("number")) + worded
    if len(labels) not in ({cells, cells + 1} if numbered else {cells}):
        return None
    apart = numbered and len(labels) == cells + 1
    grid = [[(label,) for label in labels], *([(cell,) for cell in _cells(row, apart, worded)] for row in rows)]
    return Table(rows_to_grid(grid)), len(rows) + 1


def _may_be_row(raw: str, lines: list[Span], at: int) -> bool:
    """A short line with a number in decimals, as a look before the pattern is tried."""
    return at < len(lines) and lines[at][1] - lines[at][0] <= _LONGEST and bool(_DECIMAL.search(raw, *lines[at]))


def _cells(row: regex.Match[str], apart: bool, worded: bool) -> list[Span]:
    """The cells of a row; its number stands in the first one's text where the header has no place of its own for it."""
    first = row.span("name") if apart or not row["no"] else (row.start("no"), row.end("name"))
    number = row.span("no") if row["no"] else (row.start("name"), row.start("name"))
    last = row.span("word") if row["word"] else (row.end("number"), row.end("number"))
    return [*([number] if apart else []), first, *row.spans("number"), *([last] if worded else [])]
