"""Tables whose cells stand one below the other, a line each: what is left where a table's layout is thrown away.

    ที่
    มาตรการ
    ผู้รับผิดชอบ
    1
    จัดทำคู่มือ
    กองคลัง

Only numbered ones are told: the heading opens with the word for a number, and a lone number opens each row. A cell of
several lines is told by its list, and by what the columns of periods and of those responsible hold.
"""

import re
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from extract.readers.ragged import rows_to_grid
from extract.tables.columns import heading_of
from normalise.dates.months import DOTTED, NAME
from normalise.lists.units import is_unit
from schemas.document import Table
from schemas.trace import Span

_OPENS = frozenset({"ที่", "ลำดับ", "ลำดับที่", "ข้อ", "ข้อที่", "No.", "no."})
_NUMBER = re.compile(r"[(]?([0-9๐-๙]{1,3})[.)]?")
_ITEM = re.compile(
    r"(?:[-–•]|[(]?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})+[.)]?\s|[ก-ฮ][.)])\s*\S"
)
_FIRST = re.compile(r"[-–•]|[(]?[1๑](?:\.[1๑])?[.)]|[0-9๐-๙]{1,2}\.[1๑][.)\s]|ก[.)]")
_PERIOD = re.compile(
    rf"(?=.{{0,50}}$).*?(?:{NAME}|{DOTTED}|ไตรมาส|ตลอด|ทุก(?:เดือน|ปี)|ปี\D{{0,16}}[0-9๐-๙]{{2}}|(?:25|๒๕)[0-9๐-๙]{{2}}).*"
)
_LONGEST_WORD = 16  # characters, with white space
_LEAST_COLUMNS, _MOST_COLUMNS, _LONGEST_HEADING = 3, 12, 60
_LEAST_ROWS, _MOST_LINES, _MOST_IN_CELL = 2, 30, 12
_BLANK, _MORE, _ODD, _BROKEN = 4.0, 2.0, 3.0, 5.0  # what a blank cell costs, a line more, one out of place, a list cut


class _Look(NamedTuple):
    """What a line looks like: an item of a list, the first of one, a period, those responsible."""

    item: bool
    first: bool
    period: bool
    unit: bool


def stacked_table(raw: str, lines: Sequence[Span], at: int) -> tuple[Table, int] | None:
    """The table whose heading begins with line ``at``, and how many lines it takes; None where none stands there."""
    if lines[at][1] - lines[at][0] > _LONGEST_WORD or _text(raw, lines[at]) not in _OPENS:
        return None
    width = _width(raw, lines, at)
    if not width:
        return None
    starts, end = _rows(raw, lines, at + width, width)
    if len(starts) < _LEAST_ROWS:
        return None
    roles = [heading.role if (heading := heading_of(_text(raw, line))) else None for line in lines[at : at + width]]
    end = starts[-1] + 1 + _last([_text(raw, line) for line in lines[starts[-1] + 1 : end]], roles[1:])
    rows: list[list[tuple[Span, ...]]] = [[(line,) for line in lines[at : at + width]]]
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        cells = _parted(raw, lines[start + 1 : stop], roles[1:])
        rows.append([(lines[start],), *cells])
    return Table(rows_to_grid(rows)), end - at


def _text(raw: str, line: Span) -> str:
    return raw[slice(*line)].strip()


def _width(raw: str, lines: Sequence[Span], at: int) -> int:
    """How many headings stand above the number 1; 0 where no such number follows, or the lines are no headings."""
    heads: list[str] = []
    for line in lines[at : at + _MOST_COLUMNS + 1]:
        if _counts(raw, line) == 1 and len(heads) >= _LEAST_COLUMNS:
            known = sum(heading_of(head) is not None or _PERIOD.fullmatch(head) is not None for head in heads)
            return len(heads) if known >= len(heads) / 2 else 0
        head = _text(raw, line)
        if not 0 < len(head) <= _LONGEST_HEADING or (heads and head in _OPENS):
            return 0
        heads.append(head)
    return 0


def _counts(raw: str, line: Span) -> int:
    found = _NUMBER.fullmatch(_text(raw, line)) if line[1] - line[0] < _MOST_COLUMNS else None
    return int(found[1]) if found else 0


def _rows(raw: str, lines: Sequence[Span], at: int, width: int) -> tuple[list[int], int]:
    """The lines of the numbers 1, 2, 3 ..., and the blank line, or the end, behind the last of them."""
    starts, index = [at], at + 1
    while index < len(lines) and _text(raw, lines[index]) and index - starts[-1] <= _MOST_LINES:
        if index - starts[-1] >= width - 1 and _counts(raw, lines[index]) == len(starts) + 1:
            starts.append(index)
        index += 1
    return starts, index


def _last(texts: Sequence[str], roles: Sequence[str | None]) -> int:
    """How many of the lines behind the last number are its row's: so many that it costs least, and all else prose."""
    costs = [cost for cost, _ in _partings(texts[:_MOST_LINES], roles)]
    return min(range(min(len(roles), len(texts)), len(costs)), key=costs.__getitem__)


def _parted(raw: str, lines: Sequence[Span], roles: Sequence[str | None]) -> list[tuple[Span, ...]]:
    """The lines of a row, parted into its cells at the least cost."""
    ends = _partings([_text(raw, line) for line in lines], roles)[-1][1]
    end = (lines[-1][1], lines[-1][1]) if lines else (0, 0)
    return [tuple(lines[a:b]) or (end,) for a, b in zip((0, *ends), ends, strict=False)]


def _partings(texts: Sequence[str], roles: Sequence[str | None]) -> list[tuple[float, tuple[int, ...]]]:
    """For each number of texts from the first on: what they cost least as cells, and where each of these ends."""
    looks = [_look_of(text) for text in texts]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()), *((inf, ()) for _ in texts)]
    for role in roles:
        best = [
            min(
                (best[start][0] + _cost(looks[start:stop], role), (*best[start][1], stop))
                for start in range(max(0, stop - _MOST_IN_CELL), stop + 1)
            )
            for stop in range(len(texts) + 1)
        ]
    return best


def _look_of(text: str) -> _Look:
    return _Look(
        _ITEM.match(text) is not None,
        _FIRST.match(text) is not None,
        _PERIOD.fullmatch(text) is not None,
        is_unit(text),
    )


def _cost(looks: Sequence[_Look], role: str | None) -> float:
    """How little lines look like one cell of a column."""
    if not looks:
        return _BLANK
    listed = sum(look.item for look in looks[1:])
    cost = _MORE * (len(looks) - 1 - listed)
    if looks[0].item and not (looks[0].first and listed == len(looks) - 1):
        cost += _BROKEN
    for look in looks:
        cost += _ODD * (not look.period) if role == "period" else float(look.period)
        cost += _ODD * (not look.unit) if role == "responsible" else _ODD * look.unit
    return cost
