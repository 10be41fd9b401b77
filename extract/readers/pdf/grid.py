"""From ruling lines to grids of cells, as pdfplumber's table finder defines them, but walking sorted rules.

Lines within ``SNAP`` of one another are one; lines on one coordinate with a gap of at most ``JOIN`` are one; where a
horizontal and a vertical one meet within ``MEET`` is a node. A cell is the smallest rectangle of nodes whose four sides
lie on rules; cells that share a corner are one grid.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from extract.readers.pdf.objects import Rule
from extract.readers.pdf.raw import Box

SNAP, JOIN, MEET, MIN_LENGTH = 3.0, 3.0, 3.0, 3.0
_LEAST_DEPTH = 8.0  # points: shorter is a rule that overshoots, not a row
Node = tuple[float, float]


@dataclass(slots=True)
class Grid:
    """Cells of one table, as boxes ``(x0, top, x1, bottom)`` between the coordinates ``xs`` and ``ys``."""

    cells: list[Box]
    xs: list[float]
    ys: list[float]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def place(self, cell: Box) -> tuple[int, int, int, int]:
        """First row, first column, row after the last, column after the last."""
        x0, top, x1, bottom = cell
        return (
            bisect_left(self.ys, top),
            bisect_left(self.xs, x0),
            bisect_left(self.ys, bottom),
            bisect_left(self.xs, x1),
        )


def rules_to_grids(across: Iterable[Rule], down: Iterable[Rule], *, close: bool = True) -> list[Grid]:
    """Return the grids of a page from top to bottom, left to right. Rules are ``(level, start, end)``.

    close: also close sides that are not drawn, which pdfplumber does not.
    """
    rows, columns = merge_rules(across), merge_rules(down)
    if close:
        rows, columns = close_sides(rows, columns)
    if len(rows) < 2 or len(columns) < 2:
        return []
    return [cells_to_grid(cells) for cells in _connect(_find_cells(rows, columns))]


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


def close_sides(rows: list[Rule], columns: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Add the sides that page breaks cut off and plain styles leave out.

    Where three rules or more end at one level, and one that crosses them shows they belong together, a rule is missing.
    """
    more_rows = [side for row in rows for side in _open_sides(row, columns, rows, 3)]
    rows = merge_rules([*rows, *more_rows]) if more_rows else rows
    more_columns = [side for column in columns for side in _open_sides(column, rows, columns, 3)]
    return rows, merge_rules([*columns, *more_columns]) if more_columns else columns


def _open_sides(rule: Rule, crossing: list[Rule], along: list[Rule], least: int) -> Iterable[Rule]:
    """Sides parallel to ``rule`` that are missing at the common ends of the rules that cross it."""
    level, start, end = rule
    met = [
        rule for rule in crossing if start - MEET <= rule[0] <= end + MEET and rule[1] - MEET <= level <= rule[2] + MEET
    ]
    if len(met) < least:
        return
    first, last = met[0][0], met[-1][0]
    for side, outermost in ((1, min), (2, max)):
        ends = [other[side] for other in met]
        far = outermost(ends)
        if abs(far - level) < _LEAST_DEPTH or sum(1 for value in ends if abs(value - far) <= SNAP) < least:
            continue
        if not any(abs(other[0] - far) <= 2 * MEET and other[1] < last and other[2] > first for other in along):
            yield far, first, last


def _find_cells(rows: list[Rule], columns: list[Rule]) -> list[Box]:
    """The smallest cell below and right of every node."""
    rights: dict[Node, list[float]] = defaultdict(list)
    belows: dict[Node, list[float]] = defaultdict(list)
    for x, top, bottom in columns:
        met = [y for y, x0, x1 in rows if top - MEET <= y <= bottom + MEET and x0 - MEET <= x <= x1 + MEET]
        for place, y in enumerate(met):
            belows[x, y] += met[place + 1 :]
    for y, x0, x1 in rows:
        met = [x for x, top, bottom in columns if x0 - MEET <= x <= x1 + MEET and top - MEET <= y <= bottom + MEET]
        for place, x in enumerate(met):
            rights[x, y] += met[place + 1 :]
    cells = []
    for node in sorted(belows, key=lambda node: (node[1], node[0])):
        cell = _smallest_cell(node, rights, belows)
        if cell:
            cells.append(cell)
    return cells


def _smallest_cell(node: Node, rights: dict[Node, list[float]], belows: dict[Node, list[float]]) -> Box | None:
    x0, top = node
    for bottom in belows[node]:
        across = rights.get((x0, bottom), ())
        for x1 in rights.get(node, ()):
            if x1 in across and bottom in belows.get((x1, top), ()):
                return x0, top, x1, bottom
    return None


def _connect(cells: list[Box]) -> list[list[Box]]:
    """Cells in groups that share corners."""
    parents = list(range(len(cells)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    owner: dict[Node, int] = {}
    for index, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            parents[root(index)] = root(owner.setdefault(corner, index))
    groups: dict[int, list[Box]] = defaultdict(list)
    for index, cell in enumerate(cells):
        groups[root(index)].append(cell)
    return [group for group in groups.values() if len(group) > 1]


def cells_to_grid(cells: list[Box]) -> Grid:
    """Put cells between their coordinates."""
    xs = sorted({x for x0, _, x1, _ in cells for x in (x0, x1)})
    ys = sorted({y for _, top, _, bottom in cells for y in (top, bottom)})
    return Grid(cells, xs, ys)
