"""The glyphs of a page as columns of numbers, in runs of one baseline each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from extract.readers.pdf.drawn.raw import Matrix

_MARK_CODES = (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F), *range(0xF701, 0xF70F), *range(0xF710, 0xF71B))
MARKS = frozenset(map(chr, _MARK_CODES))  # above and below, with their stand-ins in the private area
DROPPED = "\0"  # stands for a character that is not laid out, so that text and columns keep step
UNKNOWN = "\ufffd"  # a glyph without a character


@dataclass(slots=True, eq=False)
class Run:
    """Glyphs ``[start, end)`` on one baseline, of the text objects ``order`` to ``last`` in content order.

    base: the baseline, in points from the page's top (from its left where text is turned a quarter).
    size: font size as displayed, in points. turn: quarter turns anticlockwise of the reading direction; -1 = slanted.
    written: the mark that gave these characters as ActualText (they share one place, so ink says nothing); 0 = none.
    """

    start: int
    end: int
    order: int
    last: int
    base: float
    size: float
    turn: int = 0
    written: int = 0


@dataclass(slots=True)
class Glyphs:
    """A page's characters. ``x0``, ``top``, ``x1``, ``bottom`` are boxes as displayed: advance and ink together.

    ``from_`` and ``to`` run along the reading direction (for upright text they are ``x0`` and ``x1``).
    ``runs`` are in content order; ``source[i]`` is the number pdfium gives character ``i``.
    ``rects`` are the same boxes as bytes, four single floats each in page space; empty where they differ.
    ``matrix`` takes page space to the page as displayed.
    """

    textpage: int
    text: str
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    from_: list[float]
    to: list[float]
    runs: list[Run]
    source: Sequence[int] = ()
    rects: bytes = b""
    matrix: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0)


def to_content_order(glyphs: Glyphs) -> None:
    """pdfium sorts the objects of a line by x, which can part a mark from its base; put all back as they were drawn."""
    runs = sorted(glyphs.runs, key=attrgetter("order"))
    glyphs.rects = b""
    bounds: list[tuple[int, int]] = []
    for run in runs:  # most follow one another as they are
        if bounds and bounds[-1][1] == run.start:
            bounds[-1] = (bounds[-1][0], run.end)
        else:
            bounds.append((run.start, run.end))
    upright = glyphs.from_ is glyphs.x0
    columns = ("x0", "top", "x1", "bottom") if upright else ("x0", "top", "x1", "bottom", "from_", "to")
    for name in columns:
        column = getattr(glyphs, name)
        setattr(glyphs, name, list(chain.from_iterable([column[start:end] for start, end in bounds])))
    if upright:
        glyphs.from_, glyphs.to = glyphs.x0, glyphs.x1
    glyphs.text = "".join([glyphs.text[start:end] for start, end in bounds])
    glyphs.source = list(chain.from_iterable([range(start, end) for start, end in bounds]))
    glyphs.runs = runs
    at = 0
    for run in runs:
        run.start, run.end, at = at, at + run.end - run.start, at + run.end - run.start
