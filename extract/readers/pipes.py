"""Tables drawn with pipes: Markdown, and grids of ``+---+`` whose rows may take several lines."""

from itertools import pairwise

import regex

from schemas.document import Cell, Table
from schemas.trace import Span

_RULE = regex.compile(r"(?=[\s:|+]*[-=–—─])[\s:|+=\-–—─┼]++")
_EDGE = regex.compile(r"\s*\+[-=+ ]+\+\s*")


def is_pipe_line(raw: str, start: int, end: int) -> bool:
    """True for a row between pipes, and for the rules above and below one."""
    pipes = raw.count("|", start, end) + raw.count("│", start, end)
    return pipes >= 2 or bool(_EDGE.fullmatch(raw, start, end)) or (pipes == 1 and raw[start:end].strip()[:1] == "|")


def pipe_table(raw: str, run: list[Span]) -> Table | None:
    """A run of lines to a table, or None where it has no two columns of text."""
    lines: list[list[Span] | None] = []
    edges = 0
    for start, end in run:
        if _RULE.fullmatch(raw, start, end):
            edges += bool(_EDGE.fullmatch(raw, start, end))
            lines.append(None)
        else:
            lines.append(_split(raw, start, end))
    header = lines.index(None) if None in lines else 0
    rows = _grid_rows(lines) if edges > 2 else [[(span,) for span in line] for line in lines if line is not None]
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return None
    grid = []
    for row in rows:
        end = row[-1][-1][1]
        grid.append([Cell(spans) for spans in row] + [Cell(((end, end),)) for _ in range(width - len(row))])
    return Table(grid, header_rows=1 if edges > 2 else max(header, 0))


def _split(raw: str, start: int, end: int) -> list[Span]:
    """Cells between the pipes of one line; a pipe behind a backslash is text."""
    bounds = [start - 1] if raw[start:end].strip()[:1] not in "|│" else []
    bounds += [at for at in range(start, end) if raw[at] in "|│" and (at == start or raw[at - 1] != "\\")]
    if raw[bounds[-1] + 1 : end].strip():
        bounds.append(end)
    return [_trim(raw, left + 1, right) for left, right in pairwise(bounds)] or [(start, end)]


def _trim(raw: str, start: int, end: int) -> Span:
    text = raw[start:end]
    stripped = text.strip()
    left = start + len(text) - len(text.lstrip()) if stripped else start
    return left, left + len(stripped)


def _grid_rows(lines: list[list[Span] | None]) -> list[list[tuple[Span, ...]]]:
    """Lines between two rules are one row: the parts of each column are joined."""
    rows: list[list[tuple[Span, ...]]] = []
    fresh = True
    for line in lines:
        if line is None:
            fresh = True
            continue
        parts = [(span,) for span in line]
        if fresh or len(parts) != len(rows[-1]):
            rows.append(list(parts))
        else:
            rows[-1] = [_joined(old, new) for old, new in zip(rows[-1], parts, strict=True)]
        fresh = False
    return rows


def _joined(old: tuple[Span, ...], new: tuple[Span, ...]) -> tuple[Span, ...]:
    if new[0][0] == new[0][1]:
        return old
    return new if old[0][0] == old[0][1] else old + new
