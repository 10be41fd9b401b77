"""Tables whose columns are parted by runs of spaces, as typed or as printed by ``pdftotext -layout``."""

import re
from itertools import islice

from extract.readers.chunks import (
    Cells,
    Chunk,
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

NUMBERED = re.compile(r"[(]?[0-9๐-๙]{1,2}[.)]|[0-9๐-๙]{1,2}$")
_VALUE = re.compile(r"[+\-–−]?[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙]+)?%?")
WIDE = re.compile(r"\S[ \u00a0]{2,}\S(?:.*?\S)?[ \u00a0]{2,}\S")
LEAST_COLUMNS = 3
_LOOK = 8  # lines of a cell that tell how wide its column is


def may_align(raw: str, run: list[Span]) -> bool:
    """Whether two lines of the run have three pieces, so that some part of it may be a table."""
    return len(list(islice((line for line in run if WIDE.search(raw, *line)), 2))) == 2


def aligned_table(raw: str, run: list[Span]) -> Table | None:
    """Lines of a paragraph to a table, or None where fewer than two rows of three aligned columns stand in it.

    Columns are found by count where every row has as many pieces, else by the gutters that run through all rows, in
    columns of display or in characters, whichever parts more of them.
    """
    if is_signature(raw, line_to_chunks(raw, *run[0], as_displayed)):
        return None
    lines = [line_to_chunks(raw, start, end, as_displayed) for start, end in run]
    wide = [line for line in lines if len(line) >= LEAST_COLUMNS]
    if len(wide) < 2:
        return None
    bounds = gutters(line for line in lines if len(line) > 1)
    if len({len(line) for line in lines if len(line) > 1}) == 1 and len(bounds) != len(wide[0]):
        placed: list[Cells] = [{column: [chunk] for column, chunk in enumerate(line)} for line in lines]
        width = len(wide[0])
    else:
        lines, bounds = _as_printed(raw, run, lines, bounds)
        placed, width = [place(line, bounds) for line in lines], len(bounds)
    if width < LEAST_COLUMNS:
        return None
    return Table([cells_to_row(cells, width) for cells in lines_to_rows(raw, placed)])


def _as_printed(
    raw: str, run: list[Span], lines: list[list[Chunk]], bounds: list[Span]
) -> tuple[list[list[Chunk]], list[Span]]:
    """The lines and bounds in characters, where that parts more columns and no line's pieces share one."""
    if len(bounds) >= max(map(len, lines)):
        return lines, bounds
    counted = [line_to_chunks(raw, start, end, as_counted) for start, end in run]
    found = gutters(line for line in counted if len(line) > 1)
    return (counted, found) if len(found) > len(bounds) else (lines, bounds)


def lines_to_rows(raw: str, placed: list[Cells]) -> list[Cells]:
    """Lines to rows. A row begins where the first column does; where it is numbered, only at a number."""
    firsts = [cells[0][0] for cells in placed if 0 in cells]
    numbered = sum(1 for chunk in firsts if NUMBERED.match(raw, chunk.start, chunk.end)) >= max(2, len(firsts) // 3)
    rows: list[Cells] = []
    seen_number = False
    for cells in placed:
        if not cells:
            continue
        number = opens_numbered(raw, cells)
        titles = number or _is_section(raw, cells)
        begins = titles or (0 in cells and (len(cells) == 1 or not (numbered and seen_number)))
        begins = begins or (bool(rows) and repeats_a_value(raw, cells, rows[-1]))
        seen_number = seen_number or number
        if begins and not (len(cells) == 1 and rows and not titles and len(rows[-1]) > 1 and _runs_on(cells, rows[-1])):
            rows.append(dict(cells))
        elif rows:
            add_line(rows[-1], cells)
        else:
            rows.append(dict(cells))
    return rows


def opens_numbered(raw: str, cells: Cells) -> bool:
    """True where the first column holds a number of a row."""
    return 0 in cells and NUMBERED.match(raw, cells[0][0].start, cells[0][0].end) is not None


def _is_section(raw: str, cells: Cells) -> bool:
    """A lone text in the first column that reads as the title of a section."""
    return cells.keys() == {0} and reads_as_section(raw[cells[0][0].start : cells[0][-1].end])


def add_line(row: Cells, cells: Cells) -> None:
    """Put a further line's pieces into the row, column by column."""
    for column, chunks in cells.items():
        row.setdefault(column, []).extend(chunks)


def repeats_a_value(raw: str, cells: Cells, above: Cells) -> bool:
    """A number stands below a number: values do not run over lines, so this is a row, its first column blank."""

    def value(row: Cells, column: int) -> bool:
        return all(_VALUE.fullmatch(raw, chunk.start, chunk.end) for chunk in row[column])

    return any(value(cells, column) and value(above, column) for column in cells if column and column in above)


def _runs_on(cells: Cells, above: Cells) -> bool:
    """A lone text in the first column goes on with the cell above unless it is wider than that column."""
    return 0 in above and cells[0][0].right <= max(chunk.right for chunk in above[0][:_LOOK]) + 2
