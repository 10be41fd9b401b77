"""Plain text: lines of prose, and tables drawn with tabs, pipes, tags, runs of spaces or signs, or a cell a line."""

import re
from collections.abc import Iterator

from extract.readers.aligned import aligned_table, may_align
from extract.readers.flat import flat_table
from extract.readers.html_tables import find_tables
from extract.readers.pipes import is_pipe_line, pipe_table
from extract.readers.signs import sign_table
from extract.readers.spaced import spaced_table
from extract.readers.stacked import stacked_table
from extract.readers.tabs import is_tab_line, join_quoted, tab_tables
from schemas.document import Block, Document, Line, Page, Table, TextPlaces
from schemas.trace import Span, Trace

_TABLE_TAG = re.compile(r"<table\b", re.IGNORECASE)
_GAPS = re.compile(r"\S[ \u00a0]{2,}\S")
_WIDEST = 1000  # columns; browsers take no more either
_LONGEST_TITLE = 150
_TRIES = 8  # lines of a paragraph from which an aligned table is sought; prose above one is short


def read_text(raw: str) -> Document:
    """Read decoded text with line ends of ``\\n``. Spans of lines, tables and cells are intervals of ``raw``."""
    blocks = list(_blocks(raw, 0, len(raw)))
    return Document(
        trace=Trace(raw),
        pages=[Page(1, blocks)],
        places=TextPlaces(raw),
        markup="<" in raw or "&" in raw or "*" in raw or "#" in raw,
    )


def _blocks(raw: str, start: int, end: int) -> Iterator[Block]:
    """Blocks of ``raw[start:end]``: tables written in tags first, then what stands between them."""
    if _TABLE_TAG.search(raw, start, end):
        for (first, last), table in find_tables(raw, start, end):
            yield from _plain_blocks(raw, start, first)
            yield table
            start = last
    yield from _plain_blocks(raw, start, end)


def _plain_blocks(raw: str, start: int, end: int) -> Iterator[Block]:
    lines = join_quoted(raw, split_lines(raw, start, end))
    at, gap, tried = 0, True, 0
    while at < len(lines):
        if raw[slice(*lines[at])].strip() == "":
            at, gap, tried = at + 1, True, 0
            continue
        kind = _table_kind(raw, *lines[at])
        if kind is None and (found := _plain_table(raw, lines, at)):
            table, taken = found
            yield table
            at, gap = at + taken, False
            continue
        if kind == "aligned" and (tried := tried + 1) > _TRIES:
            kind = None
        if kind == "aligned" and (spaced := spaced_table(raw, lines, at)):
            table, taken = spaced
            yield table
            at, gap = at + taken, False
            continue
        run = _run_of(raw, lines, at, kind) if kind else lines[at : at + 1]
        blocks = _tables_of(raw, run, kind)
        if not blocks:
            run = lines[at : at + 1] if kind == "aligned" and may_align(raw, run) else _up_to_table(raw, lines, at, run)
            blocks = [_line(raw, *line) for line in run]
        if isinstance(blocks[0], Line):
            blocks[0].gap = gap
        yield from blocks
        at, gap = at + len(run), False


def _plain_table(raw: str, lines: list[Span], at: int) -> tuple[Table, int] | None:
    return sign_table(raw, lines, at) or flat_table(raw, lines, at) or stacked_table(raw, lines, at)


def _up_to_table(raw: str, lines: list[Span], at: int, run: list[Span]) -> list[Span]:
    """The run before a table of another kind that begins in it."""
    inside = range(1, len(run))
    return run[: next((index for index in inside if _plain_table(raw, lines, at + index)), len(run))]


def split_lines(raw: str, start: int, end: int) -> list[Span]:
    """Intervals of the lines of ``raw[start:end]``, without their line ends. A form feed is white space."""
    spans, find = [], raw.find
    while start < end:
        stop = find("\n", start, end)
        stop = end if stop < 0 else stop
        spans.append((start, stop))
        start = stop + 1
    return spans


def _line(raw: str, start: int, end: int) -> Line:
    text = raw[start:end]
    left = len(text) - len(text.lstrip())
    return Line((start + left, start + left + len(text.strip())))


def _table_kind(raw: str, start: int, end: int) -> str | None:
    """What parts the cells of a line, if anything does; a line of more cells than any table has is no row."""
    if end - start > _WIDEST and any(raw.count(sign, start, end) > _WIDEST for sign in "\t|│"):
        return None
    if is_tab_line(raw, start, end):
        return "tabs"
    if is_pipe_line(raw, start, end):
        return "pipes"
    return "aligned" if _GAPS.search(raw, start, end) else None


def _run_of(raw: str, lines: list[Span], at: int, kind: str) -> list[Span]:
    """The lines from ``at`` on that may belong to one table of this kind: up to a blank line.

    A line of another kind ends the run, unless rows of the kind go on right after it: a row that spans the table is
    often written without separators. Aligned tables are given whole paragraphs, since cells run over lines.
    """
    run = [lines[at]]
    for index in range(at + 1, len(lines)):
        start, end = lines[index]
        if raw[start:end].strip() == "":
            break
        if kind != "aligned" and _table_kind(raw, start, end) != kind and not _resumes(raw, lines, index, kind):
            break
        run.append(lines[index])
    return run


def _resumes(raw: str, lines: list[Span], index: int, kind: str) -> bool:
    """Rows go on behind one such line, or behind two short ones: a section may have a title above its title."""
    for ahead in (1, 2):
        following = lines[index + ahead : index + ahead + 1]
        if following and _table_kind(raw, *following[0]) == kind:
            return True
        held = (lines[index], *following)
        if not following or any(end - start > _LONGEST_TITLE or not raw[start:end].strip() for start, end in held):
            return False
    return False


def _tables_of(raw: str, run: list[Span], kind: str | None) -> list[Block]:
    if kind is None:
        return []
    if kind == "tabs":
        return list(tab_tables(raw, run))
    table = pipe_table(raw, run) if kind == "pipes" else aligned_table(raw, run)
    return [table] if table else []
