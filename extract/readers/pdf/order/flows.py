"""Pages set in several columns of prose: each column is read down before the next one.

A column is told by the lines that begin at its left margin and by the white before it, which no line crosses for a
stretch of the page. Headings and tables that cross it part such stretches. Labels beside values, signatures and lists
of contents have white between them too, but few full lines on both sides of it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.readers.pdf.lines.text import Piece, pieces_to_rows
from extract.readers.pdf.ruled.tables import GridTable

_APART = 0.5  # em of white between two texts of one line
_GUTTER = 0.6  # em of white before a column, at least
_MARGIN = 2.0  # points that lines of one margin may differ
_LEAST_LINES = 5  # on either side
_LEAST_KNOWN = 2  # where the margin is one of columns elsewhere on the page
_ON_MARGIN = 0.4  # of the lines of a column
_BESIDE = 0.6  # of the shorter column's height has lines on both sides
_FULL, _FULL_LINES = 0.75, 0.5  # of a column's width; of its lines
_NARROWEST = 9.0  # em
_BLANK = 1.8  # times the leading: no line of the column stands there
_HOLE = 1.5  # em of white within a line
_MOST_BLANKS = 0.1  # of its lines: cells of a table are not all of one height
_UNLIKE = 2.5  # times as wide as the other one: no column of text beside text
_NARROWEST_POINTS = 80.0  # from the left of the page to the first column's right
_PAGE = 1e5  # points: no page is so wide
_MOST_MARGINS = 4
_MOST_COLUMNS, _CROWDED = 3, 0.15  # a table has more, on a share of its lines
_BREAK, _BREAK_BESIDE = 1.4, 2.6  # times the leading: a heading over both columns, shorter than one


@dataclass(slots=True, eq=False)
class Flow:
    """Text and tables that are read down as one. ``joins``: it is the column right of the flow before."""

    pieces: list[Piece]
    tables: list[GridTable]
    joins: bool = False


@dataclass(slots=True, eq=False)
class _Item:
    """A text of one line, or a table, between ``top`` and ``base``; ``size`` is 0 for a table."""

    x0: float
    x1: float
    top: float
    base: float
    size: float
    pieces: list[Piece]
    table: GridTable | None = None


@dataclass(slots=True)
class _Stretch:
    """Items beside one another, left and right of a white that none of them crosses."""

    left: list[_Item]
    right: list[_Item]


def part_flows(pieces: list[Piece], tables: list[GridTable]) -> list[Flow]:
    """Return the flows of a page in reading order; one, where the page has no columns of prose."""
    upright = [piece for piece in pieces if piece.turn == 0]
    if not _inner_starts(_starts(upright)):
        return [Flow(pieces, tables)]
    items = list(_to_items(upright))
    if not _margins(items):
        return [Flow(pieces, tables)]
    items += [_Item(table.box[0], table.box[2], table.box[1], table.box[3], 0.0, [], table) for table in tables]
    flows = list(_part(sorted(items, key=lambda item: item.base)))
    if len(upright) < len(pieces):
        flows[0].pieces += [piece for piece in pieces if piece.turn]
    return flows


def _starts(pieces: list[Piece]) -> list[float]:
    """Where texts begin, as they were drawn: what tells nearly every page at little cost."""
    starts, base, end = [], -_PAGE, -_PAGE
    for piece in pieces:
        if piece.base != base or not -piece.size < piece.x0 - end < _APART * piece.size:
            starts.append(piece.x0)
        base, end = piece.base, piece.x1
    return starts


def _to_items(pieces: list[Piece]) -> Iterator[_Item]:
    """Texts of one line that no wide white parts."""
    for row in pieces_to_rows(pieces):
        item: _Item | None = None
        for piece in row:
            if item and piece.x0 - item.x1 < _APART * piece.size:
                item.x1 = max(item.x1, piece.x1)
                item.pieces.append(piece)
                continue
            if item:
                yield item
            item = _Item(piece.x0, piece.x1, piece.base - piece.size, piece.base, piece.size, [piece])
        if item:
            yield item


def _inner_starts(starts: Sequence[float]) -> list[float]:
    """Where many texts begin inside the page: those with the most first."""
    if len(starts) < 2 * _LEAST_LINES:
        return []
    left = min(starts)
    counts = Counter(round(start) for start in starts if start > left + _NARROWEST_POINTS)
    near = {x: sum(counts[x + off] for off in (-1, 0, 1)) for x in counts}
    found = sorted((x for x in near if near[x] >= _LEAST_LINES - 1), key=lambda x: (-near[x], x))
    return [float(x) for x in found[:_MOST_MARGINS]]


def _margins(items: Sequence[_Item], known: Sequence[float] = ()) -> list[float]:
    """Where columns may begin: ``known`` margins first, then those many texts begin at."""
    texts = [item for item in items if item.size]
    return [] if _is_tabular(texts) else [*known, *_inner_starts([item.x0 for item in texts])]


def _is_tabular(texts: Sequence[_Item]) -> bool:
    """Lines hold more texts apart than a page has columns: two lines many more, or not a few one more."""
    rows = Counter(round(item.base) for item in texts)
    several = {base for base, count in rows.items() if count > _MOST_COLUMNS}
    beside: dict[int, list[_Item]] = {}
    for item in texts:
        if round(item.base) in several:
            beside.setdefault(round(item.base), []).append(item)
    holes = list(map(_holes, beside.values()))
    return sum(n > _MOST_COLUMNS for n in holes) > 1 or sum(n >= _MOST_COLUMNS for n in holes) > _CROWDED * len(rows)


def _holes(row: Sequence[_Item]) -> int:
    """How often wide white parts the texts of a line."""
    ordered = sorted(row, key=lambda item: item.x0)
    return sum(b.x0 - a.x1 > _HOLE * b.size for a, b in pairwise(ordered))


def _part(items: list[_Item], known: Sequence[float] = ()) -> Iterator[Flow]:
    """Flows of items that are sorted by their bases. ``known``: margins of columns elsewhere on the page."""
    margins = _margins(items, known)
    for margin in margins:
        found = [s for s in _stretches(items, margin) if _is_set_in_columns(s, margin, margins, margin in known)]
        if not found:
            continue
        stretch = max(found, key=lambda s: len(s.left) + len(s.right))
        inside = {id(item) for item in (*stretch.left, *stretch.right)}
        first = min(item.base for item in (*stretch.left, *stretch.right))
        outside = [item for item in items if id(item) not in inside]
        yield from _part([item for item in outside if item.base < first], [margin])
        yield from _part(stretch.left)
        right = list(_part(stretch.right))
        right[0].joins = True
        yield from right
        yield from _part([item for item in outside if item.base >= first], [margin])
        return
    if items:
        pieces = [piece for item in items for piece in item.pieces]
        yield Flow(pieces, [item.table for item in items if item.table])


def _stretches(items: list[_Item], margin: float) -> Iterator[_Stretch]:
    """Stretches of two columns that a margin parts, each ended by what crosses the white before it."""
    stretch = _Stretch([], [])
    for item in items:
        if item.x0 < margin - _MARGIN and item.x1 > margin - _GUTTER * item.size:
            yield from _parted(stretch, ended=True)
            stretch = _Stretch([], [])
        else:
            (stretch.left if item.x0 < margin - _MARGIN else stretch.right).append(item)
    yield from _parted(stretch, ended=False)


def _parted(stretch: _Stretch, *, ended: bool) -> Iterator[_Stretch]:
    """Part a stretch at headings over both columns that are too short to cross the white: right of them is none.

    ended: something over both columns follows, and a last such line belongs to it.
    """
    steps = [b.base - a.base for a, b in pairwise(stretch.left) if b.size and b.base - a.base > 0.8 * b.size]
    leading = median(steps) if steps else 0.0
    at, last = 0.0, stretch.left[-1] if stretch.left else None
    for above, line in pairwise(stretch.left):
        before = max((item.base for item in stretch.right if item.base < line.base), default=None)
        after = min((item.base for item in stretch.right if item.base >= line.base), default=None)
        if before is None or line.base - max(above.base, before) < _BREAK * leading:
            continue
        if (ended and line is last) if after is None else after - before >= _BREAK_BESIDE * leading:
            yield _between(stretch, at, line.base)
            at = line.base
    yield _between(stretch, at, float("inf"))


def _between(stretch: _Stretch, top: float, end: float) -> _Stretch:
    left, right = ([item for item in side if top <= item.base < end] for side in (stretch.left, stretch.right))
    return _Stretch(left, right)


def _is_set_in_columns(stretch: _Stretch, margin: float, margins: Sequence[float], known: bool) -> bool:
    """Lines of prose on both sides, beside one another, most of them as wide as their column."""
    left = _nearest(stretch.left, [other for other in margins if other < margin], last=True)
    right = _nearest(stretch.right, [other for other in margins if other > margin], last=False)
    if min(len(left), len(right)) < (_LEAST_KNOWN if known else _LEAST_LINES):
        return False
    if known:
        return True
    on_margin = sum(abs(item.x0 - margin) <= _MARGIN for item in right)
    low, high = max(left[0].base, right[0].base), min(left[-1].base, right[-1].base)
    shorter = min(left[-1].base - left[0].base, right[-1].base - right[0].base)
    if on_margin < _ON_MARGIN * len(right) or high - low < _BESIDE * shorter:
        return False
    wide = [_width(side) for side in (left, right)]
    return all(wide) and max(wide) <= _UNLIKE * min(wide)


def _nearest(side: list[_Item], margins: Sequence[float], *, last: bool) -> list[_Item]:
    """The texts of one side, or where margins part it again into columns, of its last or first one."""
    texts = [item for item in side if item.size]
    for margin in margins:
        edge = margin - _MARGIN
        beyond = [item for item in texts if item.x0 >= edge]
        if 0 < len(beyond) < len(texts) and not any(item.x0 < edge < item.x1 for item in texts):
            texts = beyond if last else [item for item in texts if item.x0 < edge]
    return texts


def _width(column: list[_Item]) -> float:
    """The width of a column of prose; 0 where its lines are short, uneven, or parted by white as cells and rows are."""
    rows: dict[int, list[_Item]] = {}
    for item in column:
        rows.setdefault(round(item.base), []).append(item)
    wide = [max(item.x1 for item in row) - min(item.x0 for item in row) for row in rows.values()]
    width = max(item.x1 for item in column) - min(item.x0 for item in column)
    steps = [below - above for above, below in pairwise(rows)]
    blanks = sum(step > _BLANK * median(steps) for step in steps)
    holes = sum(_holes(row) > 0 for row in rows.values())
    if max(blanks, holes) > max(1, _MOST_BLANKS * len(rows)):
        return 0.0
    full = sum(one >= _FULL * width for one in wide)
    return width if full >= _FULL_LINES * len(rows) and width >= _NARROWEST * column[0].size else 0.0
