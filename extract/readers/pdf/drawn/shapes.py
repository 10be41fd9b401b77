"""Glyphs known by their font, by what its table says and by their ink, for layers whose characters say nothing.

Two glyphs may share a character there, but hardly their drawing too.
"""

from collections import defaultdict
from typing import Literal

from extract.readers.pdf.drawn.asked import Ink, Place, inks_of, places_of
from extract.readers.pdf.drawn.glyphs import DROPPED, Glyphs
from extract.readers.pdf.drawn.raw import Memory, each_char, pdfium

Kind = Literal["blank", "above", "below", "base"]

# Shares of the font size; heights are above the baseline.
_BLANK = 0.02  # ink less high is a space
_HANGS, _BEFORE = 0.2, -0.08  # ink that ends and begins left of these stands over or under the letter before
_ABOVE, _BELOW, _DESCENDS = 0.45, 0.1, -0.12
_SAME = 0.015  # two drawings of one glyph

_NAME = Memory("H")


class Shapes:
    """Shapes by number, from 1 on, as they are met. ``kinds[number]`` is how a shape stands.

    Number 0 is no glyph: a further character of the one before, which its table gives several.
    """

    def __init__(self) -> None:
        self.kinds: list[Kind] = ["blank"]
        self._met: dict[tuple[bytes, int], list[tuple[Ink, int]]] = defaultdict(list)

    def number(self, glyphs: Glyphs) -> dict[int, int]:
        """The shape of each character of upright text, by index."""
        places = places_of(glyphs.runs, list(range(len(glyphs.text))))
        inks = inks_of(glyphs, places)
        codes = each_char("FPDFText_GetUnicode", glyphs.textpage, [glyphs.source[place.at] for place in places])
        fonts: dict[int, bytes] = {}
        numbers: dict[int, int] = {}
        last = None
        for place, ink, code in zip(places, inks, codes, strict=True):
            if ink == last and _is_further(glyphs, place):
                numbers[place.at] = 0
            elif glyphs.text[place.at] != DROPPED:
                start = place.run.start
                if start not in fonts:
                    fonts[start] = _font_name(glyphs.textpage, glyphs.source[start])
                numbers[place.at] = self._of(fonts[start], code, ink)
            last = ink
        return numbers

    def _of(self, font: bytes, code: int, ink: Ink) -> int:
        met = self._met[font, code]
        for other, number in met:
            if all(abs(one - two) < _SAME for one, two in zip(ink, other, strict=True)):
                return number
        self.kinds.append(_kind(ink))
        met.append((ink, len(self.kinds) - 1))
        return len(self.kinds) - 1


def _is_further(glyphs: Glyphs, place: Place) -> bool:
    at, before, x0, x1 = place.at, place.before, glyphs.x0, glyphs.x1
    return before == at - 1 >= place.run.start and x0[before] == x0[at] < x1[before] == x1[at]


def _font_name(textpage: int, index: int) -> bytes:
    """The name of a character's font, which a subset has for itself."""
    room = pdfium("FPDFText_GetFontInfo")(textpage, index, 0, 0, 0)
    pdfium("FPDFText_GetFontInfo")(textpage, index, _NAME.addresses(room)[0] if room else 0, room, 0)
    return _NAME.bytes(room) if room else b""


def _kind(ink: Ink) -> Kind:
    if ink.height <= _BLANK:
        return "blank"
    hangs = ink.left < _BEFORE and ink.left + ink.width < _HANGS
    if hangs and ink.low > _ABOVE:
        return "above"
    return "below" if hangs and ink.low < _DESCENDS and ink.low + ink.height < _BELOW else "base"
