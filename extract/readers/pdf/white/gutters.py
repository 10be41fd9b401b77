"""Columns told by white: the stretches of x that hardly any line of a table covers."""

from collections.abc import Iterator
from itertools import pairwise

import regex

from extract.readers.pdf.lines.chunks import Chunk, ChunkRow
from extract.readers.pdf.lines.headings import knows_heading
from extract.readers.pdf.white.strips import Gutter, is_mark, join_strips, side_within

_LEAST = 0.45  # em: a narrower stretch is the space between two words
_SEAM = 0.1  # em: a stretch may be as narrow where texts are drawn apart on either side of it
_LEAST_LINES = 4  # that part at such a stretch: words of fewer may stand so by chance
_RAGGED = 0.9  # em: a stretch that some line does cover must be this wide
_FEW = 8  # lines: with fewer, none may cover a gutter
_SHARE = 0.06  # of the lines, that may
_MOST_LINES = 60  # that are looked at


# What a label counts or dates, and so is of it: "ตัวชี้วัด ที่ 1", "คะแนน ปี 2567".
_NUMBERS = regex.compile(r"\s*(?:ที่|(?:ประจำ)?ปี(?:งบประมาณ)?(?:\s*พ[.]ศ[.])?)?\s*[(]?[0-9๐-๙]")
_DIGIT = regex.compile(r"[0-9๐-๙]")


def find_edges(head: list[ChunkRow], body: list[ChunkRow]) -> list[float]:
    """The sides of the columns under a heading of one or more lines, from left to right; fewer than three: no columns.

    Every column has a heading: what stands apart below one label (numbers of items, say) is one column. A label goes
    over a gutter only where labels of its parts stand beneath.
    """
    body = body[:_MOST_LINES]
    size = head[0].size
    lines = [row for row in body if len(row.chunks) > 1] or body
    white = _white(head, lines, size)
    x0 = min(row.chunks[0].x0 for row in [*head, *body])
    x1 = max(chunk.x1 for row in [*head, *lines] for chunk in row.chunks)
    gutters = _parting(white, x1, head, lines)
    head = [parted_labels(row) for row in head]
    if len(gutters) + 1 < len(_lowest(head)) and len(lines) >= _LEAST_LINES:
        white = sorted([*white, *_narrow(white, _lowest(head), lines, size)])
        more = _parting(white, x1, head, lines)
        gutters = more if len(gutters) < len(more) < len(_lowest(head)) else gutters
    ends = [*((low + high) / 2 for low, high in gutters[1:]), x1]
    sides = [side_within(gutter, end, head, lines, size) for gutter, end in zip(gutters, ends, strict=False)]
    return [x0 - 2.0, *sides, x1 + 2.0]


def parted_labels(row: ChunkRow) -> ChunkRow:
    """A heading's line, in which known labels that stand as near as words are texts of their own."""
    if not any(chunk.seams for chunk in row.chunks):
        return row
    sides = [
        (low + high) / 2
        for chunk in row.chunks
        for low, high, at in chunk.seams
        if _are_labels(chunk.text[:at], chunk.text[at:])
    ]
    return row.cut(sides)


def _are_labels(left: str, right: str) -> bool:
    """Two known labels, and not one with its number or year."""
    if _NUMBERS.match(right) and not _DIGIT.search(left):
        return False
    return all(knows_heading(text) and text.count("(") == text.count(")") for text in (left, right))


def _parting(white: list[Gutter], x1: float, head: list[ChunkRow], body: list[ChunkRow]) -> list[Gutter]:
    """The stretches that part columns of their own."""
    return join_strips([gutter for gutter in white if not _covered_by_label(gutter, head)], x1, _lowest(head), body)


def _white(head: list[ChunkRow], body: list[ChunkRow], size: float) -> list[Gutter]:
    """Stretches between the outermost text that no line covers, and wider ones that a few ragged lines do."""
    turns: list[tuple[float, int]] = []
    for chunk in [*_lowest(head), *(chunk for row in body for chunk in row.chunks)]:
        turns += [(chunk.x0, 1), (chunk.x1, -1)]
    turns.sort()
    white = [(low, high) for low, high in _stretches(turns, 0) if high - low >= _LEAST * size]
    if len(body) < _FEW:
        return white
    allowed = max(1, int(_SHARE * len(body)))
    ragged = [(low, high) for low, high in _stretches(turns, allowed) if high - low >= _RAGGED * size]
    ragged = [(low, high) for low, high in ragged if not any(a < high and low < b for a, b in white)]
    return sorted([*white, *ragged])


def _narrow(white: list[Gutter], labels: list[Chunk], body: list[ChunkRow], size: float) -> list[Gutter]:
    """Further stretches, where columns stand as near as words do: nothing that is drawn in one piece goes over them."""
    chunks = [*labels, *(chunk for row in body for chunk in row.chunks)]
    turns = sorted(turn for chunk in chunks for x0, x1 in chunk.drawn() for turn in ((x0, 1), (x1, -1)))
    near = [(low, high) for low, high in _stretches(turns, 0) if high - low >= _SEAM * size]
    near = [(low, high) for low, high in near if not any(a < high and low < b for a, b in white)]
    return [gutter for gutter in near if not _behind_marks(gutter, labels, chunks)]


def _behind_marks(side: Gutter, labels: list[Chunk], chunks: list[Chunk]) -> bool:
    """All that stands near before the stretch are the marks of items, which belong with their texts.

    Under a label of their own they are a column.
    """
    before = [
        (start, low, chunk.text[begun:at])
        for chunk in chunks
        for (_, start, begun), (low, high, at) in pairwise([(0.0, chunk.x0, 0), *chunk.seams])
        if low <= side[0] and side[1] <= high
    ]
    if not before or not all(is_mark(text) for _, _, text in before):
        return False
    x0, x1 = min((x for x, _, _ in before), default=0.0), max((x for _, x, _ in before), default=0.0)
    return not any(label.x0 < x1 and x0 < label.x1 <= side[1] for label in labels)


def _stretches(turns: list[tuple[float, int]], allowed: int) -> Iterator[tuple[float, float]]:
    """Stretches within the text at most so many chunks cover. ``turns``: where chunks begin (1) and end (-1)."""
    depth, low = 0, None
    for x, step in turns:
        before, depth = depth, depth + step
        if before > allowed >= depth:
            low = x
        elif before <= allowed < depth and low is not None:
            yield low, x


def _lowest(head: list[ChunkRow]) -> list[Chunk]:
    """Labels that none stands beneath."""
    labels = [(row, chunk) for row in head for chunk in row.chunks]
    return [chunk for row, chunk in labels if not _stands_above(row, chunk, labels)]


def _stands_above(row: ChunkRow, chunk: Chunk, labels: list[tuple[ChunkRow, Chunk]]) -> bool:
    """A label beneath stands under this one; or two labels do on either side, nearer to it than to others above."""
    beneath = [(below, other) for below, other in labels if below.base > row.base]
    if any(_overlap(chunk, other) for _, other in beneath):
        return True
    own = [other for below, other in beneath if _nearest(below, other, labels) is chunk]
    return any(other.x1 <= chunk.x0 for other in own) and any(other.x0 >= chunk.x1 for other in own)


def _nearest(row: ChunkRow, label: Chunk, labels: list[tuple[ChunkRow, Chunk]]) -> Chunk:
    """Of the labels above one, that whose middle is nearest to its own."""
    return min((other for above, other in labels if above.base < row.base), key=lambda other: _apart(label, other))


def _apart(one: Chunk, two: Chunk) -> float:
    """How far the middles of two texts are from one another."""
    return abs(one.x0 + one.x1 - two.x0 - two.x1) / 2


def _overlap(one: Chunk, two: Chunk) -> bool:
    return one.x0 < two.x1 and two.x0 < one.x1


def _covered_by_label(gutter: tuple[float, float], head: list[ChunkRow]) -> bool:
    low, high = gutter
    return any(chunk.x0 < low and chunk.x1 > high for chunk in _lowest(head))
