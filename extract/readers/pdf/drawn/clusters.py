"""Marks whose text is that of their whole cluster, base and all: ใช้ช้ for ใช้, คุคุณ for คุณ.

Shaping draws a letter and its marks as several glyphs. Some makers give each of them the text of all, and pdfium then
puts all its characters in the one box of the glyph. The ink says which of them a glyph draws.
"""

from collections.abc import Iterator
from itertools import compress, takewhile
from operator import eq

from extract.readers.pdf.drawn.asked import Ink, inks_of, places_of, put
from extract.readers.pdf.drawn.glyphs import DROPPED, MARKS, Glyphs

# Shares of the font size; heights are above the baseline.
_FLOOR, _CEILING = 0.3, 0.02  # what begins above this, or ends below, is no letter


def drop_repeated(glyphs: Glyphs) -> int:
    """Take the letter of its cluster from the text of each mark, and marks that stand there already.

    Return how many glyphs were mended.
    """
    text, new = glyphs.text, dict[int, str]()
    clusters = [(start, end) for start, end in _clusters(glyphs) if "ก" <= text[start] <= "ฮ"]
    if not clusters:
        return 0
    ends, mended = dict(clusters), 0
    places = places_of(glyphs.runs, [start for start, _ in clusters])
    for place, ink in zip(places, inks_of(glyphs, places), strict=True):
        start, end = place.at, ends[place.at]
        before = _cluster_before(text, start, new)
        if before[:1] == text[start] and _is_mark(ink):
            new |= dict.fromkeys(range(start, start + _shared(before, text[start:end])), DROPPED)
            mended += 1
    put(glyphs, new)
    return mended


def _clusters(glyphs: Glyphs) -> Iterator[tuple[int, int]]:
    """Stretches of characters that share one box, a letter with its marks."""
    x0, x1, text = glyphs.x0, glyphs.x1, glyphs.text
    start = end = -1
    for at in compress(range(1, len(text)), map(eq, x0, x0[1:])):
        if text[at] not in MARKS or x1[at] != x1[at - 1]:
            continue
        if at != end:
            if end > 0:
                yield start, end
            start = at - 1
        end = at + 1
    if end > 0:
        yield start, end


def _cluster_before(text: str, at: int, new: dict[int, str]) -> str:
    """The letter before a character, with its marks; what was taken away is not there."""
    marks = ""
    for nth in range(at - 1, max(at - 12, -1), -1):
        letter = new.get(nth, text[nth])
        if letter == DROPPED:
            continue
        marks = letter + marks
        if letter not in MARKS:
            return marks
    return ""


def _shared(one: str, two: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def _is_mark(ink: Ink) -> bool:
    return ink.low > _FLOOR or ink.low + ink.height < _CEILING
