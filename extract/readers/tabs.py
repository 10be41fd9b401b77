"""Tables whose cells are parted by tabs, one row a line; a cell in double quotes may hold line ends."""

import re
from collections.abc import Iterator

import regex

from extract.readers.ragged import rows_to_grid
from schemas.document import Block, Line, Table
from schemas.trace import Span

# A cell in quotes, as spreadsheets write one that holds line ends: tabs on at least one side, none inside.
_QUOTED = regex.compile(r'(?<=\t)"(?:[^"\t]++|"")*+"(?=[\t\n]|\Z)|(?<=\n|\A)"(?:[^"\t]++|"")*+"(?=\t)')

_MARK = re.compile(r"[-–•▪*]|[(]?[0-9๐-๙]{1,2}(?:[.][0-9๐-๙]{1,2})?[.)]|[(]?[ก-ฮ][.)]")


def join_quoted(raw: str, lines: list[Span]) -> list[Span]:
    """Join lines that a cell in quotes runs over, blank ones too, to the one row they are."""
    if not lines or "\t" not in raw or '"' not in raw:
        return lines
    inside = (match.span() for match in _QUOTED.finditer(raw, lines[0][0], lines[-1][1]))
    joined: list[Span] = []
    first, last = next(inside, (len(raw), len(raw)))
    for start, end in lines:
        if joined and first < start <= last:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
        while last <= end:
            first, last = next(inside, (len(raw) + 1, len(raw) + 1))
    return joined


def is_tab_line(raw: str, start: int, end: int) -> bool:
    """True where a tab stands behind some text of the line: an indented paragraph alone is no row."""
    at = raw.find("\t", start, end)
    return at >= 0 and (raw[start:at].strip() != "" or raw.find("\t", at + 1, end) >= 0)


def tab_tables(raw: str, run: list[Span]) -> Iterator[Block]:
    """A run of lines to one table, with lines of prose before or behind it where the run's ends are no rows."""
    rows = [_split(raw, start, end) for start, end in run]
    first, last = 0, len(rows)
    if all(_is_prose(row) or _is_item(raw, row) for row in rows):
        first = last
    while first < last and _is_prose(rows[first]):
        first += 1
    while last > first and _is_prose(rows[last - 1]):
        last -= 1
    filled = [row for row in rows[first:last] if sum(1 for span in row if span[0] < span[1]) > 1]
    if not filled or (len(filled) == 1 and len(filled[0]) < 3 and last - first < 2):
        first = last = len(rows)
    yield from (_as_line(row) for row in rows[:first])
    if first < last:
        yield _grid(raw, rows[first:last])
    yield from (_as_line(row) for row in rows[last:])


def _split(raw: str, start: int, end: int) -> list[Span]:
    spans, find = [], raw.find
    while (tab := find("\t", start, end)) >= 0:
        spans.append(_trim(raw, start, tab))
        start = tab + 1
    spans.append(_trim(raw, start, end))
    return spans


def _trim(raw: str, start: int, end: int) -> Span:
    text = raw[start:end]
    stripped = text.strip()
    if len(stripped) == len(text):
        return start, end
    left = start + len(text) - len(text.lstrip()) if stripped else start
    return left, left + len(stripped)


def _is_prose(row: list[Span]) -> bool:
    """One text behind an indent, or none: a paragraph beside a table, not a row of it."""
    filled = [index for index, (start, end) in enumerate(row) if start < end]
    return not filled or (len(filled) == 1 and filled[0] == len(row) - 1 and len(row) <= 2)


def _is_item(raw: str, row: list[Span]) -> bool:
    """A list's mark, a tab and the item: where there are only such rows, they are a list."""
    return len(row) == 2 and bool(_MARK.fullmatch(raw, *row[0]))


def _as_line(row: list[Span]) -> Line:
    filled = [span for span in row if span[0] < span[1]] or row[:1]
    return Line((filled[0][0], filled[-1][1]))


def _grid(raw: str, rows: list[list[Span]]) -> Table:
    """Columns that are blank from top to bottom at the right are none, but for one that the first row opens."""
    width = max(max((index for index, (s, e) in enumerate(row, 1) if s < e), default=1) for row in rows)
    width = max(width, min(len(rows[0]), width + 1))
    return Table(rows_to_grid([[(_unquote(raw, span),) for span in row[:width]] for row in rows]))


def _unquote(raw: str, span: Span) -> Span:
    start, end = span
    if end - start > 2 and raw[start] == raw[end - 1] == '"' and '"' not in raw[start + 1 : end - 1].replace('""', ""):
        return _trim(raw, start + 1, end - 1)
    return span
