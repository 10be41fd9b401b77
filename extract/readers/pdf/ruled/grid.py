"""From ruling lines to grids of cells, as pdfplumber's table finder defines them, but walking sorted rules.

Where a horizontal and a vertical rule meet within ``MEET`` is a node. A cell is the smallest rectangle of nodes whose
four sides lie on rules; cells that share a corner are one grid.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from extract.readers.pdf.drawn.objects import Rule
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.ruled.rules import MEET, close_sides, merge_rules, without_arrows

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


def rules_to_grids(across: Iterable[Rule], down: Iterable[Rule], *, mend: bool = True) -> list[Grid]:
    """Return the grids of a page from top to bottom, left to right. Rules are ``(level, start, end)``.

    mend: also leave out arrows and close sides that are not drawn, which pdfplumber does not.
    """
    rows, columns = merge_rules(across), merge_rules(down)
    if mend:
        rows, columns = close_sides(without_arrows(rows, columns), columns)
    if len(rows) < 2 or len(columns) < 2:
        return []
    return [cells_to_grid(cells) for cells in connect(_find_cells(rows, columns))]


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


def connect(cells: list[Box]) -> list[list[Box]]:
    """Cells in groups that share corners; a cell alone is none."""
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
