"""Tables drawn with pipes: Markdown, and grids of ``+---+`` whose rows may take several lines."""

import re
from itertools import pairwise

from extract.readers.ragged import rows_to_grid
from schemas.document import Table
from schemas.trace import Span

_BARS = "|│║"
_BAR = re.compile(r"(?<!\\)[|│║]")
# A rule is drawn, so it has two strokes side by side or a colon of Markdown's; a cell that says "-" has not.
_DRAWN = re.compile(r"[\s:|+=\-–—\u2500-\u257f]++")
_STROKES = re.compile(r"[-–—=─━═]{2}|:-|-:")
_EDGE = re.compile(r"\s*+[+┌├└╔╠╚╒╞╘]")
_DEEPEST_HEADER = 3


def is_pipe_line(raw: str, start: int, end: int) -> bool:
    """True for a row between pipes, and for the rules above and below one."""
    pipes = sum(raw.count(bar, start, end) for bar in _BARS)
    return pipes >= 2 or _is_edge(raw, start, end) or (pipes == 1 and raw[start:end].lstrip()[:1] in _BARS)


def _is_rule(raw: str, start: int, end: int) -> bool:
    return bool(_DRAWN.fullmatch(raw, start, end)) and bool(_STROKES.search(raw, start, end))


def _is_edge(raw: str, start: int, end: int) -> bool:
    """A rule with corners: the top, the bottom or a line between the rows of a drawn grid."""
    return bool(_EDGE.match(raw, start, end)) and _is_rule(raw, start, end)


def pipe_table(raw: str, run: list[Span]) -> Table | None:
    """A run of lines to a table, or None where it has no two columns of text."""
    lines = [None if _is_rule(raw, *line) else _split(raw, *line) for line in run]
    drawn = sum(_is_edge(raw, *line) for line in run) > 2
    rows = _drawn_rows(lines) if drawn else [[(span,) for span in line] for line in lines if line is not None]
    if max((len(row) for row in rows), default=0) < 2:
        return None
    header = 1 if drawn else lines.index(None) if None in lines else 0
    return Table(rows_to_grid(rows), header_rows=header if header <= _DEEPEST_HEADER else 0)


def _split(raw: str, start: int, end: int) -> list[Span]:
    """Cells between the pipes of one line; a pipe behind a backslash is text."""
    bounds = [match.start() for match in _BAR.finditer(raw, start, end)]
    if raw[start : bounds[0] if bounds else end].strip():
        bounds = [start - 1, *bounds]
    if raw[bounds[-1] + 1 : end].strip():
        bounds.append(end)
    return [_trim(raw, left + 1, right) for left, right in pairwise(bounds)] or [(start, end)]


def _trim(raw: str, start: int, end: int) -> Span:
    text = raw[start:end]
    stripped = text.strip()
    left = start + len(text) - len(text.lstrip()) if stripped else start
    return left, left + len(stripped)


def _drawn_rows(lines: list[list[Span] | None]) -> list[list[tuple[Span, ...]]]:
    """Lines between two rules are one row: the parts of each column are joined."""
    rows: list[list[list[Span]]] = []
    fresh = True
    for line in lines:
        if line is None:
            fresh = True
            continue
        if fresh or len(line) != len(rows[-1]):
            rows.append([[span] for span in line])
        else:
            for held, span in zip(rows[-1], line, strict=True):
                _add(held, span)
        fresh = False
    return [[tuple(spans) for spans in row] for row in rows]


def _add(held: list[Span], span: Span) -> None:
    """A part below the others; blank ones count only where there is no other."""
    if span[0] < span[1]:
        if held[-1][0] == held[-1][1]:
            held.clear()
        held.append(span)
