"""Where the rows of a table begin whose lines of text no rule parts.

Numbers in the first column tell best; the break between two of them is where the lines stand widest apart, for cells
may be set in the middle of their height. Else wider gaps tell; else lines that fill most columns.
"""

from bisect import bisect_right
from itertools import pairwise

import regex

from extract.readers.pdf.lines.chunks import Chunk, ChunkRow
from extract.readers.pdf.lines.middles import TableLines, middle_starts

_WORDS_APART = 0.7  # em
_OVER = 0.3  # em
_USUAL, _CLOSEST = 4, 10  # of so many steps one is shorter than the usual one; than the closest, but for a few
_LEAST_LEADING = 1.1  # em: with less, the marks of one line would stand in the other
_WIDER = 1.12  # times the leading: a gap between rows
_ONWARDS = 0.6  # share of numbers that count on from the one before
_FEW = 2  # values that may stand by chance
_FILLED = 0.6  # of the most columns a line fills: a row begins
_LEAST_STEPS = 3
_ALIKE, _UNLIKE = 0.35, 0.75  # points between steps of one length; of two
_FULLER = 0.5  # texts that lines which begin rows hold more, on the average
_VALUES = 0.8  # share of values in a column of such
_VALUE = regex.compile(r"[+\-–−]?\s*[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙]+)?\s*%?|-")
_NUMBER = regex.compile(r"(?:\p{Thai}{2,12}ที่\s*)?[(]?([0-9๐-๙]{1,3})(?:[.)]|\s|$)(?![0-9๐-๙])")
_YEAR = regex.compile(r"(?:(?:ปีงบประมาณ|ปี)\s*)?(?:พ[.]?ศ[.]?\s*)?((?:25|๒๕)[0-9๐-๙]{2})(?![0-9๐-๙])")
_PART = regex.compile(r"[(]?[0-9๐-๙]{1,2}[.]([0-9๐-๙]{1,2})(?:[.)]|\s|$)(?![0-9๐-๙])")
_COUNTS = (_NUMBER, _PART, _YEAR)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def column_of(chunk: Chunk, edges: list[float]) -> int:
    """The column a chunk begins in; ``edges`` are the sides of the columns, one more than those."""
    at = bisect_right(edges, chunk.x0 + min(3.0, (chunk.x1 - chunk.x0) / 2)) - 1
    return min(max(at, 0), len(edges) - 2)


def columns_of(chunk: Chunk, edges: list[float], slack: float) -> range:
    """The columns a chunk covers; it may hang ``slack`` points over an edge."""
    first = column_of(chunk, edges)
    last = first
    while last + 2 < len(edges) and chunk.x1 > edges[last + 1] + slack:
        last += 1
    return range(first, last + 1)


def spans_columns(row: ChunkRow, edges: list[float]) -> bool:
    """A lone text over several columns, from the left on: a section's title. Spaces of its words may be wide."""
    if any(below.x0 - above.x1 > _WORDS_APART * row.size for above, below in pairwise(row.chunks)):
        return False
    over = [len(columns_of(chunk, edges, _OVER * row.size)) > 1 for chunk in row.chunks]
    first = [column_of(chunk, edges) for chunk in row.chunks[:2]]
    numbers = len(first) > 1 and first[0] < first[1] and _NUMBER.match(row.chunks[0].text.strip()) is not None
    return over[0] or (any(over) and first[0] == 0 and not numbers)


def find_row_starts(rows: list[ChunkRow], edges: list[float]) -> list[int]:
    """Indices of the lines that begin a row; the first is 0."""
    starts = flush_row_starts(rows, edges)
    titles = [nth for nth, row in enumerate(rows) if spans_columns(row, edges)]
    columns = [[column_of(chunk, edges) for chunk in row.chunks] for row in rows]
    close = max(usual_leading(rows, edges, _CLOSEST), _LEAST_LEADING * rows[0].size)
    lines = TableLines(rows, columns, len(edges) - 1, close, _anchors(rows, edges), titles)
    return middle_starts(lines, starts) or starts


def flush_row_starts(rows: list[ChunkRow], edges: list[float]) -> list[int]:
    """The same as numbers, gaps and the filling of lines tell, where cells begin or end with their row."""
    leading = usual_leading(rows, edges)
    anchors = _anchors(rows, edges)
    titles = [nth for nth, row in enumerate(rows) if spans_columns(row, edges)]
    wide = [nth for nth, (a, b) in enumerate(pairwise(rows), 1) if b.base - a.base > _WIDER * leading]
    if anchors:
        starts = _between(rows, anchors, leading)
    else:
        starts = wide or _uneven(rows) or _by_filling(rows, edges)
    after = [nth + 1 for nth in titles if nth + 1 < len(rows)]
    if not wide and not anchors:
        titles, after = [], [place for place in after if place == 1]
    else:
        titles, after = _own_lines(titles, wide), _own_lines(after, wide)
    return sorted({0, *starts, *titles, *after})


def _own_lines(places: list[int], wide: list[int]) -> list[int]:
    """Where gaps part the rows, a title has them around it too."""
    return [place for place in places if place in wide or place == 0] if wide else places


def usual_leading(rows: list[ChunkRow], edges: list[float], share: int = _USUAL) -> float:
    """The distance of two lines of one cell: of the steps within columns, that which one of so many is below."""
    steps = sorted(step for step in column_steps(rows, edges) if step > 0.8 * rows[0].size)
    return steps[len(steps) // share] if steps else 1.6 * rows[0].size


def column_steps(rows: list[ChunkRow], edges: list[float]) -> list[float]:
    """From each text to the one below it in its column."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for row in rows:
        for chunk in row.chunks:
            column = column_of(chunk, edges)
            if column in last:
                steps.append(row.base - last[column])
            last[column] = row.base
    return steps


def _anchors(rows: list[ChunkRow], edges: list[float]) -> list[int]:
    """Lines that tell of a row each: by its number, or by a value, as sums have where the rows above have both."""
    numbered = next((found for pattern in _COUNTS if (found := _numbered(rows, edges, pattern))), [])
    valued = _valued(rows, edges)
    both = len(set(numbered) & set(valued))
    return sorted({*numbered, *valued}) if both >= _VALUES * len(numbered) else numbered


def has_one_number(rows: list[ChunkRow], edges: list[float]) -> bool:
    """True where one line, and no other, has a number alone in the first column: the lines are one row."""
    numbers = (column_of(row.chunks[0], edges) == 0 and _NUMBER.fullmatch(row.chunks[0].text.strip()) for row in rows)
    return sum(map(bool, numbers)) == 1


def is_numbered(rows: list[ChunkRow], edges: list[float]) -> bool:
    """True where numbers in the first column, or a column of values, tell the rows apart."""
    return bool(_anchors(rows, edges))


def _numbered(rows: list[ChunkRow], edges: list[float], pattern: regex.Pattern[str]) -> list[int]:
    """Lines whose first column has a number, where these count on from one another; else none."""
    found = []
    for nth, row in enumerate(rows):
        first = row.chunks[0]
        match = pattern.match(first.text.strip()) if column_of(first, edges) == 0 else None
        if match:
            found.append((nth, int(match[1].translate(_DIGITS))))
    onwards = sum(1 for (_, a), (_, b) in pairwise(found) if b == a + 1)
    return [nth for nth, _ in found] if len(found) > 1 and onwards >= _ONWARDS * (len(found) - 1) else []


def _valued(rows: list[ChunkRow], edges: list[float]) -> list[int]:
    """Lines with a number in the column that holds nothing but numbers, one a row; none where there is no such."""
    held: dict[int, list[tuple[int, str]]] = {}
    for nth, row in enumerate(rows):
        for chunk in row.chunks:
            held.setdefault(column_of(chunk, edges), []).append((nth, chunk.text))
    lines: set[int] = set()
    for column, texts in held.items():
        values = [nth for nth, text in texts if is_value(text)]
        if column and len(values) > 1 and len(values) >= _VALUES * len(texts):
            lines |= set(values)
    return sorted(lines) if len(lines) > _FEW else []


def is_value(text: str) -> bool:
    """True for a number as tables hold them, and for the dash of none."""
    return _VALUE.fullmatch(text.strip()) is not None


def _between(rows: list[ChunkRow], anchors: list[int], leading: float) -> list[int]:
    """Between two numbers the row begins at the widest step, or at the number where all steps are alike.

    Where gaps part all numbered rows, lines right above the first number are of its row.
    """
    starts, gaps = [], []
    for above, here in pairwise([0, *anchors] if anchors[0] else anchors):
        steps = [(rows[nth].base - rows[nth - 1].base, nth) for nth in range(above + 1, here + 1)]
        widest, place = max(steps, key=lambda step: (round(step[0], 1), step[1]))
        gaps.append(widest > _WIDER * leading)
        starts.append(place if gaps[-1] else here)
    return starts[1:] if anchors[0] and len(gaps) > 1 and not gaps[0] and all(gaps[1:]) else starts


def _uneven(rows: list[ChunkRow]) -> list[int]:
    """Lines after a step of another length than those within cells, where there are but these two lengths.

    Word processors begin each row with the height of a line, and part lines within it by the leading.
    """
    steps = [below.base - above.base for above, below in pairwise(rows)]
    if len(steps) < _LEAST_STEPS or max(steps) - min(steps) < _UNLIKE:
        return []
    short = [nth for nth, step in enumerate(steps, 1) if step <= min(steps) + _ALIKE]
    long = [nth for nth, step in enumerate(steps, 1) if step >= max(steps) - _ALIKE]
    if len(short) + len(long) < len(steps):
        return []
    fuller, other = sorted((short, long), key=lambda lines: _filling(rows, lines), reverse=True)
    return fuller if _filling(rows, fuller) > _filling(rows, other) + _FULLER else []


def _filling(rows: list[ChunkRow], lines: list[int]) -> float:
    """How many texts stand on a line, on the average."""
    return sum(len(rows[nth].chunks) for nth in lines) / len(lines)


def _by_filling(rows: list[ChunkRow], edges: list[float]) -> list[int]:
    """Lines with text in the first column and in most of those that any line fills.

    Where most lines fill most columns each is a row; else the line above may have no text in the first column, for
    texts there wrap as others do.
    """
    most = max(len(row.chunks) for row in rows)
    first = [column_of(row.chunks[0], edges) == 0 for row in rows]
    full = [begins and len(row.chunks) >= max(2, _FILLED * most) for begins, row in zip(first, rows, strict=True)]
    if sum(full) < _VALUES * len(rows):
        full = [begins and not above for begins, above in zip(full, [False, *first], strict=False)]
    return [nth for nth, begins in enumerate(full) if begins]
