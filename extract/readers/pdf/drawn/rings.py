"""What stands beside a ring that a font's table calls ำ, and has no character of its own: the number of a glyph.

Shaping parts a ำ in two glyphs, its ring and its stroke. Some makers give the text of both to the ring, and none to
the other one, nor to the tone mark between them: a reader is then shown their numbers, as "ทำ6 น้ำA#" for ทำ น้ำ.
A ring has a stroke right behind it, so that what is drawn there like one is one, whatever it is read as.
"""

import regex

from extract.readers.pdf.drawn.asked import Ink, Place, find, inks_of, places_of, put
from extract.readers.pdf.drawn.glyphs import MARKS, Glyphs

_BESIDE = regex.compile(r"ำ(?=[^\s\u0e00-\u0e7f\0])")
_FOREIGN = regex.compile(r"[^\s\u0e00-\u0e7f\0]")

# Shares of the font size; heights are above the baseline.
_FLOOR, _SIDE = 0.3, 0.32  # of a ring: as high up, and neither side longer
_OVERHANG, _LEVEL = -0.05, 0.08  # a stroke begins at its origin, and stands on the baseline
_WIDE, _LOW, _HIGH = 0.2, 0.35, 0.8  # a stroke is wider than this, and as high
_MAI_EK_WIDTH = 0.14  # ่ is a stroke; ้ is wider


def name_beside_rings(glyphs: Glyphs) -> int:
    """Give the strokes and tone marks beside rings their letters; return how many strokes there are."""
    places = places_of(glyphs.runs, find(_BESIDE, glyphs.text))
    rings = [place for place, ink in zip(places, inks_of(glyphs, places), strict=True) if is_ring(ink)]
    if not rings:
        return 0
    text, count = glyphs.text, len(glyphs.text)
    near = {place.after + step for place in rings for step in (0, 1) if 0 <= place.after + step < count}
    asked = places_of(glyphs.runs, sorted(at for at in near if _FOREIGN.match(text[at])))
    inks = {place.at: ink for place, ink in zip(asked, inks_of(glyphs, asked), strict=True)}
    new: dict[int, str] = {}
    strokes = 0
    for place in rings:
        stroke = place.after
        tone = _tone(glyphs, place, inks.get(stroke))
        stroke += bool(tone)
        if stroke in inks and _is_stroke(inks[stroke]):
            new |= {place.after: tone} if tone else {}
            new[stroke] = "า"
            strokes += 1
    put(glyphs, new)
    return strokes


def is_ring(ink: Ink) -> bool:
    """The ink of a nikhahit, by its height and size alone."""
    return ink.low > _FLOOR and max(ink.width, ink.height) < _SIDE


def _is_stroke(ink: Ink) -> bool:
    level = abs(ink.low) < _LEVEL and _LOW < ink.height < _HIGH
    return level and ink.left > _OVERHANG and ink.width > _WIDE


def _tone(glyphs: Glyphs, ring: Place, ink: Ink | None) -> str:
    """The tone mark drawn right behind a ring: that of the ring's text, else as its width tells. "" where none is."""
    if ink is None or ink.low < _FLOOR:
        return ""
    before = glyphs.text[ring.before] if ring.before >= 0 else ""
    one = before in MARKS and (glyphs.x0[ring.before], glyphs.x1[ring.before]) == (
        glyphs.x0[ring.at],
        glyphs.x1[ring.at],
    )
    return before if one else "่" if ink.width < _MAI_EK_WIDTH else "้"
