"""Ruling lines before they make cells: lines that are one, lines that are none, lines that are missing.

Lines within ``SNAP`` of one another are one, and so are lines on one level with a gap of at most ``JOIN``; these and
``MEET`` are pdfplumber's tolerances, in points. A rule is ``(level, start, end)``.
"""

from collections.abc import Iterable
from operator import itemgetter

from extract.readers.pdf.drawn.objects import Area, Rule

SNAP, JOIN, MEET, MIN_LENGTH = 3.0, 3.0, 3.0, 3.0
_HEAVY = 4.8  # points: a heavy border is no thicker
_SLENDER = 4.0  # times as long as thick, or longer
_LEAST_DEPTH = 8.0  # shorter is a rule that overshoots, not a row; nearer is an end that was meant to meet


def thick_rules(areas: Iterable[Area]) -> tuple[list[Rule], list[Rule]]:
    """Heavy borders drawn as fills: across and down. A highlight is as high as its letters."""
    across: list[Rule] = []
    down: list[Rule] = []
    for area in areas:
        x0, top, x1, bottom = area.box
        wide, high = x1 - x0, bottom - top
        if high <= _HEAVY and wide >= _SLENDER * high:
            across.append(((top + bottom) / 2, x0, x1))
        elif wide <= _HEAVY and high >= _SLENDER * wide:
            down.append(((x0 + x1) / 2, top, bottom))
    return across, down


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Snap levels that lie near one another to their mean, join what continues, drop what stays short."""
    merged: list[Rule] = []
    for level, group in _snap(sorted(rules)):
        start, end = group[0][1:]
        for _, next_start, next_end in group[1:]:
            if next_start <= end + JOIN:
                end = max(end, next_end)
            else:
                merged.append((level, start, end))
                start, end = next_start, next_end
        merged.append((level, start, end))
    return [rule for rule in merged if rule[2] - rule[1] >= MIN_LENGTH]


def _snap(rules: list[Rule]) -> Iterable[tuple[float, list[Rule]]]:
    """Chains of levels, each within SNAP of the one before; each chain sorted by start, under its mean level."""
    group: list[Rule] = []
    levels: list[float] = []
    for rule in rules:
        if levels and rule[0] > levels[-1] + SNAP:
            yield sum(levels) / len(levels), sorted(group, key=itemgetter(1))
            group, levels = [], []
        group.append(rule)
        if not levels or rule[0] != levels[-1]:
            levels.append(rule[0])
    if group:
        yield sum(levels) / len(levels), sorted(group, key=itemgetter(1))


def without_arrows(rows: list[Rule], columns: list[Rule]) -> list[Rule]:
    """Leave out horizontal lines that end within a cell: the arrows of month columns, not sides of cells."""
    return [row for row in rows if not any(_ends_inside(row[0], x, columns) for x in row[1:])]


def _ends_inside(y: float, x: float, columns: list[Rule]) -> bool:
    """Verticals stand on both sides of a point, none of them near."""
    beside = [column[0] for column in columns if column[1] - MEET <= y <= column[2] + MEET]
    return (
        any(at < x for at in beside)
        and any(at > x for at in beside)
        and min(abs(at - x) for at in beside) > _LEAST_DEPTH
    )


def close_sides(rows: list[Rule], columns: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Add the sides that page breaks cut off and plain styles leave out.

    Where three rules or more end at one level, or the outermost two, and one that crosses them shows they belong
    together, a rule is missing. Where rules down end at a level within a table, a row does, from side to side.
    """
    more_rows = [side for row in rows for side in _open_sides(row, columns, rows, 3)]
    rows = merge_rules([*rows, *more_rows]) if more_rows else rows
    inner = _loose_ends(rows, columns)
    rows = merge_rules([*rows, *inner]) if inner else rows
    more_columns = [side for column in columns for side in _open_sides(column, rows, columns, 3)]
    return rows, merge_rules([*columns, *more_columns]) if more_columns else columns


def _loose_ends(rows: list[Rule], columns: list[Rule]) -> list[Rule]:
    """Rows where rules down end inside a table although none across is drawn: above or below a section's title.

    A rule across the whole table that the same column meets, its heading's, tells them from lines of a drawing.
    """
    found = []
    for x, top, bottom in columns:
        loose = [y for y in (top, bottom) if not any(_meets(row, x, y, _LEAST_DEPTH) for row in rows)]
        for y in loose if bottom - top >= _LEAST_DEPTH else ():
            passing = [rule[0] for rule in columns if rule[1] < y - _LEAST_DEPTH and rule[2] > y + _LEAST_DEPTH]
            if passing and passing[0] < x < passing[-1]:
                whole = [row for row in rows if row[1] <= passing[0] + MEET and row[2] >= passing[-1] - MEET]
                ends = [end for rule in columns if abs(rule[0] - x) <= SNAP for end in rule[1:]]
                if any(_meets(row, x, end, MEET) for row in whole for end in ends):
                    found.append((y, passing[0], passing[-1]))
    return found


def _meets(row: Rule, x: float, y: float, slack: float) -> bool:
    """A rule across is near a point, as a rule that overshoots it is."""
    return abs(row[0] - y) <= slack and row[1] - MEET <= x <= row[2] + MEET


def _open_sides(rule: Rule, crossing: list[Rule], along: list[Rule], least: int) -> Iterable[Rule]:
    """Sides parallel to ``rule`` that are missing at the common ends of the rules that cross it."""
    level, start, end = rule
    met = [
        rule for rule in crossing if start - MEET <= rule[0] <= end + MEET and rule[1] - MEET <= level <= rule[2] + MEET
    ]
    if len(met) < 2:
        return
    first, last = met[0][0], met[-1][0]
    for side, outermost in ((1, min), (2, max)):
        ends = [other[side] for other in met]
        far = outermost(ends)
        flush = sum(1 for value in ends if abs(value - far) <= SNAP)
        both = abs(ends[0] - far) <= SNAP and abs(ends[-1] - far) <= SNAP
        if abs(far - level) < _LEAST_DEPTH or (flush < least and not both):
            continue
        if not any(abs(other[0] - far) <= 2 * MEET and other[1] < last and other[2] > first for other in along):
            yield far, min(first, start), max(last, end)
