"""Aligned tables whose rows stand apart by blank lines, as ``pdftotext -layout`` prints them: a paragraph is a row.

Paragraphs are one table as long as their pieces stand in the same columns. Prose, letterheads and signatures have gaps
too, but hardly two through all of their lines.
"""

from functools import partial
from itertools import pairwise
from typing import NamedTuple

from extract.readers.aligned import LEAST_COLUMNS, WIDE, add_line, lines_to_rows, opens_numbered, repeats_a_value
from extract.readers.chunks import (
    Cells,
    Chunk,
    Measure,
    as_counted,
    as_displayed,
    cells_to_row,
    gutters,
    is_signature,
    line_to_chunks,
    place,
)
from extract.tables.numbering import reads_as_section
from schemas.document import Table
from schemas.trace import Span

_MOST_BLANK = 4  # blank lines between two rows
_LOOK = 8  # lines of a paragraph among which one must have three pieces
_LIST = 3  # lines of a paragraph: so many that fill all columns are rows, fewer may be wraps
_LONGEST, _LONGEST_SECTION = 400, 150  # lines of a paragraph, characters of a title


class _Paragraph(NamedTuple):
    """Lines without a blank one between: of ``lines`` from ``first`` to ``last``, half-open."""

    first: int
    last: int
    chunks: list[list[Chunk]]


def spaced_table(raw: str, lines: list[Span], at: int) -> tuple[Table, int] | None:
    """The table of paragraphs that begins with line ``at``, and the number of lines it takes; None where there is none.

    Columns are those of display or of characters, whichever take in more lines.
    """
    if not any(WIDE.search(raw, *line) for line in lines[at : at + 2]) or not _goes_on(raw, lines, at):
        return None
    paragraphs, bounds = _gather(raw, lines, at, as_displayed)
    if _has_marks(raw, lines[at : at + _LOOK]):
        counted = _gather(raw, lines, at, as_counted)
        paragraphs, bounds = counted if len(counted[0]) > len(paragraphs) else (paragraphs, bounds)
    if len(paragraphs) < 2:
        return None
    rows = []
    for index, part in enumerate(paragraphs):
        rows += _rows(raw, part, bounds, alone=len(paragraphs) == 2, head=index == 0)
    return Table([cells_to_row(cells, len(bounds)) for cells in rows]), paragraphs[-1].last - at


def _has_marks(raw: str, lines: list[Span]) -> bool:
    return any(as_counted(raw[slice(*line)]) != as_displayed(raw[slice(*line)]) for line in lines)


def _goes_on(raw: str, lines: list[Span], at: int) -> bool:
    """Whether the next paragraph but blank lines, or the one behind a section's title, has a line of three pieces."""
    start: int | None = at
    for _ in range(2):
        start = None if start is None else _next_start(raw, lines, _end_of(raw, lines, start))
        if start is None:
            return False
        if any(WIDE.search(raw, *line) for line in lines[start : start + _LOOK]):
            return True
    return False


def _end_of(raw: str, lines: list[Span], at: int) -> int:
    """The first blank line from ``at`` on."""
    while at < len(lines) and not _is_blank(raw, lines[at]):
        at += 1
    return at


def _next_start(raw: str, lines: list[Span], at: int) -> int | None:
    """The first line behind a few blank ones."""
    for index in range(at, min(at + _MOST_BLANK + 1, len(lines))):
        if not _is_blank(raw, lines[index]):
            return index
    return None


def _is_blank(raw: str, line: Span) -> bool:
    return not raw[slice(*line)].strip()


def _gather(raw: str, lines: list[Span], at: int, measure: Measure) -> tuple[list[_Paragraph], list[Span]]:
    """The paragraphs from ``at`` on whose pieces stand in the same columns, and these; none where the first has few."""
    first = _read(raw, lines, at, measure)
    bounds = gutters(line for line in first.chunks if len(line) > 1) if first else []
    if first is None or len(bounds) < LEAST_COLUMNS or is_signature(raw, first.chunks[0]):
        return [], []
    found, section = [first], None
    start = _next_start(raw, lines, first.last)
    while start is not None:
        part = _read(raw, lines, start, measure)
        if part is None or _texts(raw, part) == _texts(raw, first):
            break
        if section is None and _is_section(raw, part):
            section = part
        elif wider := _fit(raw, part, bounds, LEAST_COLUMNS if len(found) == 1 else 2):
            found += [section, part] if section else [part]
            bounds, section = wider, None
        else:
            break
        start = _next_start(raw, lines, part.last)
    return found, bounds


def _read(raw: str, lines: list[Span], at: int, measure: Measure) -> _Paragraph | None:
    """The paragraph from line ``at`` on; None for one too long to be a row."""
    last = _end_of(raw, lines, at)
    if last - at > _LONGEST:
        return None
    return _Paragraph(at, last, [line_to_chunks(raw, start, end, measure) for start, end in lines[at:last]])


def _texts(raw: str, part: _Paragraph) -> list[str]:
    return [raw[chunk.start : chunk.end] for chunk in part.chunks[0]]


def _is_section(raw: str, part: _Paragraph) -> bool:
    """One line that is one piece and reads as a title within a table."""
    texts = _texts(raw, part)
    return len(part.chunks) == len(texts) == 1 and len(texts[0]) <= _LONGEST_SECTION and reads_as_section(texts[0])


def _fit(raw: str, part: _Paragraph, bounds: list[Span], least: int) -> list[Span] | None:
    """The columns with a further row's pieces in them, or None where these bridge a gutter or fill too few columns.

    A line of it has to have ``least`` pieces, and the row a piece in the first column, or in the second and two more.
    """
    if is_signature(raw, part.chunks[0]) or max(map(len, part.chunks)) < least:
        return None
    filled: set[int] = set()
    for line in part.chunks:
        columns = _columns(line, bounds)
        wider = list(bounds)
        for chunk, column in zip(line, columns, strict=True):
            wider[column] = min(wider[column][0], chunk.left), max(wider[column][1], chunk.right)
        if any(left[1] + 2 > right[0] for left, right in pairwise(wider)):
            return None
        bounds = wider
        filled.update(columns)
    return bounds if 0 in filled or (1 in filled and len(filled) >= LEAST_COLUMNS) else None


def _columns(line: list[Chunk], bounds: list[Span]) -> list[int]:
    """The column of each piece: in order where there are as many, else the nearest, which is the one it overlaps."""
    if len(line) == len(bounds):
        return list(range(len(line)))

    def distance(chunk: Chunk, column: int) -> int:
        return max(bounds[column][0] - chunk.right, chunk.left - bounds[column][1])

    return [min(range(len(bounds)), key=partial(distance, chunk)) for chunk in line]


def _rows(raw: str, part: _Paragraph, bounds: list[Span], *, alone: bool, head: bool) -> list[Cells]:
    """Rows of a paragraph: one, but each number in the first column begins one, and so does a value below a value.

    alone: it is all that stands below the head, so that blank lines part no rows.
    """
    placed = [place(line, bounds) for line in part.chunks if line]
    listed = len(placed) >= _LIST and all(len(cells) == len(bounds) for cells in placed)
    if not head and (alone or listed):
        return lines_to_rows(raw, placed)
    rows: list[Cells] = []
    seen = head
    for cells in placed:
        number = opens_numbered(raw, cells)
        if not rows or (number and seen) or (not head and repeats_a_value(raw, cells, rows[-1])):
            rows.append(dict(cells))
        else:
            add_line(rows[-1], cells)
        seen = seen or number
    return rows
