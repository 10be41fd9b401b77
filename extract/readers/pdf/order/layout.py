"""A page's tables and lines of prose in reading order, and what repeats on every page left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.lines.text import TextLine, pieces_to_lines
from extract.readers.pdf.order.flows import Flow
from extract.readers.pdf.ruled.tables import GridTable

_EDGE = 0.12  # share of the height at top and bottom where running heads and feet stand
_LEADING = 1.35  # times the usual distance of lines: more begins a paragraph
_INDENT = 1.5  # ems further in or out than the line above: so does this
_REPEATED = 3  # pages
_MARGIN = 51.0  # points above the foot of a page, upright or lying: feet stand there, text does not
_NEAR = 4.0  # points between the same line on two pages
_NUMBER = regex.compile(r"[0-9๐-๙]+")
_PAGE_NUMBER = regex.compile(
    r"(?:\p{Pd}\s*)?(?:หน้า(?:ที่)?\s*|page\s*)?(?:[0-9๐-๙]{1,3}|[ivxlc]{1,7}|[ก-ฮ])(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?(?:\s*\p{Pd})?",
    regex.I,
)


@dataclass(slots=True, eq=False)
class PlacedLine:
    """A line of prose on a page; ``gap`` as in :class:`schemas.document.Line`."""

    line: TextLine
    gap: bool = False


Placed = PlacedLine | GridTable


def order_flows(glyphs: Glyphs, flows: list[Flow], width: float) -> list[Placed]:
    """Blocks of a page, flow by flow. A column goes on with the paragraph of the one before where that ends in full."""
    placed: list[Placed] = []
    last: PlacedLine | None = None
    right = 0.0
    for flow in flows:
        lines = pieces_to_lines(glyphs, flow.pieces)
        blocks = order_blocks(flow.tables, lines, width)
        if placed and blocks and isinstance(blocks[0], PlacedLine):
            full = last is not None and right - last.line.x1 <= 2 * _INDENT * last.line.size
            blocks[0].gap = not (flow.joins and full)
        placed += blocks
        last = blocks[-1] if blocks and isinstance(blocks[-1], PlacedLine) else None
        right = max([line.x1 for line in lines], default=0.0)
    return placed


def order_blocks(tables: list[GridTable], lines: list[TextLine], width: float) -> list[Placed]:
    """Blocks from top to bottom. A line that begins a paragraph says so."""
    usual = _usual_leading(lines)
    right = max([line.x1 for line in lines], default=width)
    marks: list[tuple[float, float, Placed]] = [(table.box[1], table.box[0], table) for table in tables]
    last: TextLine | None = None
    for line in lines:
        gap = last is not None and _begins_paragraph(last, line, usual, right, width)
        marks.append((line.base - 0.6 * line.size, line.x0, PlacedLine(line, gap)))
        last = line
    return [placed for _, _, placed in sorted(marks, key=lambda mark: mark[:2])]


def _usual_leading(lines: Sequence[TextLine]) -> float:
    """The usual distance between baselines, in font sizes; 0 where too few lines stand on the page."""
    steps = [(line.base - last.base) / line.size for last, line in pairwise(lines) if line.size]
    steps = [step for step in steps if 0.9 < step < 3]
    return median(steps) if len(steps) > 2 else 0.0


def _begins_paragraph(last: TextLine, line: TextLine, usual: float, right: float, width: float) -> bool:
    """More than the usual leading; or another margin, where the line above ended before the page's right margin."""
    step = (line.base - last.base) / (line.size or 1.0)
    if step > _LEADING * (usual or 1.5) or step < 0:
        return True
    moved = abs(line.x0 - last.x0) > _INDENT * line.size and right - last.x1 > 2 * _INDENT * line.size
    return moved and not (_centred(line, width) and _centred(last, width))


def _centred(line: TextLine, width: float) -> bool:
    left, right = line.x0, width - line.x1
    return left > 0.15 * width and abs(left - right) < 0.06 * width


def is_page_number(text: str) -> bool:
    """True for a text that is nothing but the number of a page."""
    return bool(_PAGE_NUMBER.fullmatch(" ".join(text.split())))


@dataclass(slots=True)
class EdgeLine:
    """A line near the top or bottom of its page: where, and its text with every number alike.

    in_margin: it stands below where text does.
    """

    page: int
    top: bool
    y: float
    key: str
    lone_number: bool
    in_margin: bool


def edge_line(page: int, line: TextLine, height: float) -> EdgeLine | None:
    """Return what may be a running head or foot, None for a line further in."""
    y = line.base - 0.3 * line.size
    if _EDGE * height < y < (1 - _EDGE) * height:
        return None
    text = " ".join(line.text.split())
    key = _NUMBER.sub("#", text)
    return EdgeLine(page, y < height / 2, line.base, key, is_page_number(text), y > height - _MARGIN)


def running_lines(edges: Sequence[EdgeLine], pages_in_all: int) -> list[bool]:
    """Which lines are page numbers, or stand at one height on three pages or more; on both of two in the lower margin.

    A head's first showing is kept: it may be the title.
    """
    pages: dict[tuple[str, bool, int], set[int]] = {}
    for edge in edges:
        level = round(edge.y / _NEAR)
        for near in (level - 1, level, level + 1):
            pages.setdefault((edge.key, edge.top, near), set()).add(edge.page)
    seen: Counter[tuple[str, bool]] = Counter()
    running = []
    for edge in edges:
        enough = 2 if edge.in_margin and pages_in_all == 2 else _REPEATED
        repeated = len(pages[edge.key, edge.top, round(edge.y / _NEAR)]) >= enough
        seen[edge.key, edge.top] += 1
        first = edge.top and seen[edge.key, edge.top] == 1
        running.append(edge.lone_number or (repeated and not first))
    return running
