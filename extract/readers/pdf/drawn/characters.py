"""The characters of a page, read in bulk.

pdfium gives them one call at a time, so columns are filled by ``map`` over preallocated memory; what is the same for
a text object is asked once a run (:mod:`extract.readers.pdf.drawn.runs`).
"""

import re
from itertools import compress, pairwise
from operator import ne

from extract.readers.pdf.drawn.glyphs import DROPPED, MARKS, UNKNOWN, Glyphs, to_content_order
from extract.readers.pdf.drawn.objects import Drawing
from extract.readers.pdf.drawn.raw import Memory, drain, each_char, pdfium
from extract.readers.pdf.drawn.runs import read_inks, read_runs, widen_written
from extract.readers.pdf.drawn.turned import measure_turned, place_written
from extract.readers.pdf.drawn.view import View
from schemas.errors import LimitExceeded

_SPACE = re.compile(" ")
_ROOM, _OVERHANG = 0.1, 0.5  # of a space's width: what it takes up at most, and a letter begins before its origin
_NOT_BEHIND = MARKS | {" "}  # what a roomless space has not behind it
_UNITS, _BOXES = Memory("H"), Memory("f", 4)
_HYPHEN = "\ufffe"  # in pdfium's text; glyphs without a character look the same there
_WRITTEN = str.maketrans({"\x02": "-", "\xad": "-", "\xa0": " ", "\r": " ", "\n": " ", "\t": " ", "\ufffe": "-"})
_CONTROLS = "".join(map(chr, {*range(1, 0x20)} - {2, 9, 10, 13}))  # the number of a glyph in place of its character
_NUMBERS = _WRITTEN | str.maketrans(dict.fromkeys(_CONTROLS, UNKNOWN))
_NUMBERED = re.compile(f"[{_CONTROLS}]")
_BREAK = re.compile(r"(?<!\r)\n|\r(?!\n)|\t")  # the ends of lines that pdfium makes up are of two
_LEAST_INK = 1.0  # points high


def read_glyphs(textpage: int, view: View, drawing: Drawing, limit: int) -> Glyphs:
    """Read all characters that were drawn; those pdfium made up are dropped. Raises LimitExceeded over ``limit``."""
    order, count = drawing.order, pdfium("FPDFText_CountChars")(textpage)
    if count > limit:
        raise LimitExceeded(drawing.name, f"more than {limit} characters on a page", "limit_size")
    if count <= 0:
        return Glyphs(textpage, "", [], [], [], [], [], [], [])
    text = _characters(textpage, count)
    handles = list(each_char("FPDFText_GetTextObject", textpage, range(count)))
    drain(each_char("FPDFText_GetLooseCharBox", textpage, range(count), _BOXES.addresses(count)))
    flat = _BOXES.read(count)
    left, top, right, bottom = flat[0::4], flat[1::4], flat[2::4], flat[3::4]
    for index in [*_made_up_spaces(textpage, text, left, right), *_roomless_spaces(text, left, right, bottom)]:
        handles[index] = 0
    x0, y0, x1, y1 = _display(view, left, top, right, bottom)
    glyphs = Glyphs(textpage, text, x0, y0, x1, y1, x0, x1, [], range(count), _BOXES.bytes(count))
    glyphs.runs = read_runs(glyphs, view, order, _bounds(handles))
    measure_turned(glyphs, view)
    widen_written(glyphs, view, list(order))
    place_written(glyphs, list(order), drawing.inside)
    if any(run.order > later.order for run, later in pairwise(glyphs.runs)):
        to_content_order(glyphs)
    return glyphs


def _characters(textpage: int, count: int) -> str:
    """One character an index. pdfium's text leaves some out and its surrogates are two; then each is asked for."""
    written = pdfium("FPDFText_GetText")(textpage, 0, count, _UNITS.addresses(count + 1)[0])
    text = _UNITS.bytes(max(written - 1, 0)).decode("utf-16-le", "replace")
    if len(text) == count and UNKNOWN not in text and _HYPHEN not in text:
        text = _without_drawn_breaks(textpage, text)
        text = text.translate(_WRITTEN) if any(mark in text for mark in "\x02\xad\xa0\ufffe\t") else text
        return _NUMBERED.sub(UNKNOWN, text)
    codes = list(each_char("FPDFText_GetUnicode", textpage, range(count)))
    text = "".join(map(_letter, [0, *codes], codes, [*codes[1:], 0]))
    return _without_drawn_breaks(textpage, text).translate(_NUMBERS)


def _without_drawn_breaks(textpage: int, text: str) -> str:
    """Line breaks and tabs that have ink are letters whose character a font's table does not know."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    if not breaks:
        return text
    flat, letters = read_inks(textpage, breaks), list(text)
    for place, low, high in zip(breaks, flat[2::4], flat[3::4], strict=True):
        if high - low > _LEAST_INK:
            letters[place] = UNKNOWN
    return "".join(letters)


def _letter(before: int, code: int, after: int) -> str:
    """The character of a code; of two surrogates the first stands for both."""
    if 0xD800 <= code < 0xDC00 <= after < 0xE000:
        return chr(0x10000 + ((code - 0xD800) << 10) + (after - 0xDC00))
    if 0xD800 <= before < 0xDC00 <= code < 0xE000:
        return DROPPED
    return UNKNOWN if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _display(
    view: View, left: list[float], top: list[float], right: list[float], bottom: list[float]
) -> tuple[list[float], ...]:
    """Boxes as displayed: ``x0, top, x1, bottom``."""
    a, b, c, d, e, f = view.matrix
    if view.rotation == 0 and e == 0:
        return left, [f - y for y in top], right, [f - y for y in bottom]
    if view.rotation % 2 == 0:
        ys, ys1 = [d * y + f for y in top], [d * y + f for y in bottom]
        xs, xs1 = [a * x + e for x in left], [a * x + e for x in right]
    else:
        xs, ys = [c * y + e for y in bottom], [b * x + f for x in left]
        xs1, ys1 = [c * y + e for y in top], [b * x + f for x in right]
    if view.rotation >= 2:
        xs, xs1 = xs1, xs
    if view.rotation in (2, 3):
        ys, ys1 = ys1, ys
    return xs, ys, xs1, ys1


def _made_up_spaces(textpage: int, text: str, left: list[float], right: list[float]) -> list[int]:
    """Spaces pdfium makes up within an object, where letters are spaced out. They look drawn but have no width."""
    narrow = [at for match in _SPACE.finditer(text) if left[at := match.start()] == right[at]]
    made_up = each_char("FPDFText_IsGenerated", textpage, narrow)
    return [index for index, is_so in zip(narrow, made_up, strict=True) if is_so]


def _roomless_spaces(text: str, left: list[float], right: list[float], bottom: list[float]) -> list[int]:
    """Spaces that the next character of the line begins with: makers draw one for each place a line may break at."""
    last = len(text) - 1
    return [
        at
        for match in _SPACE.finditer(text)
        if (at := match.start()) < last
        and -_OVERHANG < (left[at + 1] - left[at]) / ((right[at] - left[at]) or 1.0) < _ROOM
        and bottom[at + 1] == bottom[at]
        and text[at + 1] not in _NOT_BEHIND
    ]


def _bounds(handles: list[int]) -> list[tuple[int, int, int]]:
    """``(start, end, handle)`` of each stretch of one text object. Handle 0 is a character pdfium made up."""
    count = len(handles)
    turns = [0, *compress(range(1, count), map(ne, handles, handles[1:])), count]
    return [(start, end, handles[start]) for start, end in pairwise(turns) if handles[start]]
