"""Tables whose cells are parted by tabs, one row a line; a cell in double quotes may hold line ends."""

from collections.abc import Iterator

from schemas.document import Block, Cell, Line, Table
from schemas.trace import Span


def is_tab_line(raw: str, start: int, end: int) -> bool:
    """True where a tab stands behind some text of the line: an indented paragraph alone is no row."""
    at = raw.find("\t", start, end)
    return at >= 0 and (raw[start:at].strip() != "" or raw.find("\t", at + 1, end) >= 0)


def tab_tables(raw: str, run: list[Span]) -> Iterator[Block]:
    """A run of lines to one table, with lines of prose before or behind it where the run's ends are no rows."""
    rows = [_split(raw, start, end) for start, end in _join_quoted(raw, run)]
    first, last = 0, len(rows)
    while first < last and _is_prose(raw, rows[first]):
        first += 1
    while last > first and _is_prose(raw, rows[last - 1]):
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


def _join_quoted(raw: str, run: list[Span]) -> Iterator[Span]:
    """Join the lines of a cell that opens with a double quote and closes it some lines further on."""
    begin = None
    for start, end in run:
        opened = raw.count('"', start, end) % 2 == 1
        if begin is None and opened and raw.find('\t"', start, end) >= 0 and raw.find('"\t', start, end) < 0:
            begin = start
        elif begin is not None and opened:
            yield begin, end
            begin = None
        elif begin is None:
            yield start, end
    if begin is not None:
        yield from ((start, end) for start, end in run if start >= begin)


def _is_prose(raw: str, row: list[Span]) -> bool:
    """One text behind an indent, or none: a paragraph beside a table, not a row of it."""
    filled = [index for index, (start, end) in enumerate(row) if start < end]
    return not filled or (len(filled) == 1 and filled[0] == len(row) - 1 and len(row) <= 2)


def _as_line(row: list[Span]) -> Line:
    filled = [span for span in row if span[0] < span[1]] or row[:1]
    return Line((filled[0][0], filled[-1][1]))


def _grid(raw: str, rows: list[list[Span]]) -> Table:
    width = max(max((index for index, (s, e) in enumerate(row, 1) if s < e), default=1) for row in rows)
    width = max(width, min(len(rows[0]), width + 1))
    grid = []
    for row in rows:
        end = row[-1][1]
        padded = row[:width] + [(end, end)] * (width - len(row))
        grid.append([Cell((_unquote(raw, span),)) for span in padded])
    return Table(grid)


def _unquote(raw: str, span: Span) -> Span:
    start, end = span
    if end - start > 1 and raw[start] == raw[end - 1] == '"' and "\n" in raw[start:end]:
        return start + 1, end - 1
    return span
