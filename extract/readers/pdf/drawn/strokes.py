"""A ำ drawn as two glyphs, its ring and its stroke, by a font's table that gives the letter to the ring alone.

The stroke is then read as an า, or has no character: and since an า is drawn by the same glyph, no า has one.
"""

from collections import defaultdict
from collections.abc import Iterable

import regex

from extract.readers.pdf.drawn.asked import Ink, Place, change, find, inks_of, places_of, put
from extract.readers.pdf.drawn.glyphs import DROPPED, MARKS, UNKNOWN, Glyphs
from extract.readers.pdf.drawn.rings import is_ring, name_beside_rings

_RING = regex.compile(r"ำ(?=[^ก-ฮ\s]?[า\ufffd])")
_WITH_TONE = regex.compile(r"[่-๋]\K[^ก-ฮา\s](?=[^ก-ฮ\s]?[า\ufffd])")
_AA = regex.compile("า")
_UNKNOWN = regex.compile(UNKNOWN)
_NOT_AFTER = frozenset("ะาๅำเแโใไๆฯ \0")  # no า follows one of these

# Shares of the font size; heights are above the baseline.
_LEVEL = 0.08  # a stroke stands on the baseline
_SAME = 0.012  # two drawings of one glyph
_ALIKE = 0.1  # an า of one font and that of another, or of its bold

_Shape = tuple[float, float]


def mend_strokes(glyphs: Glyphs) -> tuple[int, int]:
    """Read rings as nikhahits, and glyphs drawn like the strokes beside them as า; return how many of each."""
    named = name_beside_rings(glyphs)
    tones = _tones_of_rings(glyphs)
    rings = len(tones) + len(change(glyphs, find(_RING, glyphs.text), _ring))
    return rings, named + (_name_strokes(glyphs) if UNKNOWN in glyphs.text else 0)


def _ring(_glyphs: Glyphs, _place: Place, ink: Ink) -> str | None:
    return "ํ" if is_ring(ink) else None


def _tones_of_rings(glyphs: Glyphs) -> list[str]:
    """จัดท้ำา for จัดทำ: a table that gives a ring a whole cluster, of which it may stand in many. Its tone goes."""
    dropped: dict[int, str] = {}

    def ring(glyphs: Glyphs, place: Place, ink: Ink) -> str | None:
        letter = _ring(glyphs, place, ink) if place.before == place.at - 1 else None
        if letter:
            dropped[place.before] = DROPPED
        return letter

    x0, x1 = glyphs.x0, glyphs.x1
    same = [at for at in find(_WITH_TONE, glyphs.text) if x0[at - 1] == x0[at] and x1[at - 1] == x1[at]]
    rings = change(glyphs, same, ring)
    put(glyphs, dropped)
    return rings


def _name_strokes(glyphs: Glyphs) -> int:
    """Glyphs without a character whose drawing is that of an า, wherever no า stands where it cannot."""
    unknown = list(_by_shape(glyphs, find(_UNKNOWN, glyphs.text)))
    known = [shape for shape, _ in _by_shape(glyphs, find(_AA, glyphs.text))]
    beside = [shape for shape, places in unknown if any(_follows_ring(glyphs, place) for place in places)]
    new: dict[int, str] = {}
    for shape, places in unknown:
        if _near(shape, beside, _SAME) or (
            _near(shape, [*known, *beside], _ALIKE) and all(_may_be_aa(glyphs, place) for place in places)
        ):
            new |= {place.at: "า" for place in places}
    put(glyphs, new)
    return len(new)


def _by_shape(glyphs: Glyphs, indices: list[int]) -> Iterable[tuple[_Shape, list[Place]]]:
    """Places of glyphs that stand on the baseline, by width and height."""
    shapes: dict[_Shape, list[Place]] = defaultdict(list)
    places = places_of(glyphs.runs, indices)
    for place, ink in zip(places, inks_of(glyphs, places), strict=True):
        if abs(ink.low) < _LEVEL:
            shapes[round(ink.width, 2), round(ink.height, 2)].append(place)
    return shapes.items()


def _near(shape: _Shape, others: Iterable[_Shape], within: float) -> bool:
    return any(abs(shape[0] - wide) <= within and abs(shape[1] - high) <= within for wide, high in others)


def _follows_ring(glyphs: Glyphs, place: Place) -> bool:
    """After a nikhahit, or what stands for a tone mark upon one."""
    before = glyphs.text[max(place.before - 1, 0) : place.before + 1] if place.before >= 0 else ""
    return before.endswith("ํ") or (before.startswith("ํ") and not "ก" <= before[-1] <= "ฮ" and before[-1] != " ")


def _may_be_aa(glyphs: Glyphs, place: Place) -> bool:
    before = glyphs.text[place.before] if place.before >= 0 else " "
    after = glyphs.text[place.after] if place.after >= 0 else " "
    return before not in _NOT_AFTER and ("ก" <= before <= "๎" or before == UNKNOWN) and after not in MARKS
