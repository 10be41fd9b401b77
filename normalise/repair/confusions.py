"""Which characters of a damaged text may stand for which others, and what gives the damage away.

A confusion offers arcs (see :mod:`normalise.repair.likelihood`); :mod:`normalise.repair.readings` decides which hold.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from normalise.repair.likelihood import Arc
from normalise.repair.marks import misplaced
from normalise.repair.spacing import is_letter_spaced
from schemas.vocabulary import load

_MARKS = "ัิ-ฺ็-๎"
WORDS = re.compile("[ก-๎]{1,300}")
_BEHIND_VOWEL = re.compile(f"[ะาำเ-ไ][{_MARKS}]")
# what follows a space is searched for from the space on, which is rare: so sound text costs next to nothing
# a mark on a letter without a vowel, an open syllable and a space: ขอ้ มูล (but ใหม่ ๆ, where the vowel leads)
_MOVED_SPACE = re.compile(" (?=[ก-ฮ])(?<=[^เ-ไ][ก-ฮ][ก-ฮ][่-๋] )")
# a moved mark brings a space along: ขอ้ มูล
_WORDS_AND_MARKS = re.compile(
    f"[ก-๎]{{1,300}}(?:(?<=[ก-ฮะา][{_MARKS}]) [ก-๎]{{1,300}}|(?<=[ก-ฮะา][{_MARKS}]{{2}}) [ก-๎]{{1,300}}){{0,4}}"
)
_WORDS_AND_SPACES = re.compile("[ก-๎]{1,300}(?: [ก-๎]{1,300}){0,30}")

_MOVED = re.compile(f"(?<=[ก-ฮ{_MARKS}])([ก-ฮะาเ-ไ])([ัิ-ฺ็ํ]?)([่-์๎]?)(?<=[{_MARKS}])( ?)")
_SARA_AM = re.compile("ำ")
_SO_SALA = re.compile("(?<=[ก-ฮ])ศ")
_TONE_AND_AA = re.compile("[่้]า")
_LOW_VOWEL = re.compile("(?<=[ปฝฟผ])[ุู]|(?<=[ปฝฟผ][ัิ-ื])[ุู]")
_TWO_VOWELS = re.compile("[ิ-ื][ุู]")
_TWO_TONES = re.compile("([่-๋])([่-๋])")
# MAI HAN-AKAT, SARA UE, SARA UEE and MAITAIKHU stand inside a syllable; only ก็ ends in one
_OPEN = re.compile(" (?=[ก-ฮ])(?:(?<=[ัืึ] )|(?<=[^ก]็ )|(?<=[ัืึ็][่-๋] ))")
_MARK_AND_SPACE = re.compile(f"[{_MARKS}] (?=[ก-ฮ])")
# a syllable with its final consonant twice is a word of its own kind: ตุ้งตุ้ง
_SYLLABLE_TWICE = re.compile("(?<![เ-ไ])(?=([ก-ฮ][ัิ-ู]?[่-๋])([ก-ฮ])?(\\1)(?(2)(?!\\2))( ?))")
# the same, searched for from the first tone mark on
_TONE_TWICE = re.compile(
    "([่-๋])(?:(?<=([ก-ฮ])([ัิ-ู]).)([ก-ฮ])?\\2\\3\\1(?(4)(?!\\4))|(?<=([ก-ฮ]).)([ก-ฮ])?\\5\\1(?(6)(?!\\6)))"
)

# a glyph without a character over a letter; what it may be, the frequent ones first
_NAMELESS = re.compile(f"\ufffd(?<=[ก-ฮ{_MARKS}].)")
_WORDS_AND_NAMELESS = re.compile("[ก-๎\ufffd]{1,300}")
_ANY_MARK = "่้ิีัืึ์็ุู๊๋"

_SPACE_TOO, _DRAWN_TWICE, _NOT_OPEN, _NOT_MAI_THO, _SURELY_LOST = 3.0, -4.0, 4.0, 4.0, -7.0


@dataclass(frozen=True)
class Confusion:
    """One kind of misreading.

    offers: the arcs of a stretch at penalty 0, each with what it adds to the penalty of its kind.
    pattern: what gives it away by its structure; marked: the same, from the letter before a misplaced mark on;
    probes: its row in schemas/vocabulary/confusions.toml. None: no such.
    relaxed: penalty of a change once a text is known to be damaged all over.
    unit: the stretches that are read by themselves.
    rivals: what else may explain the same places; offered too, but not made.
    reach: how far from a sure change one need only be likelier, in characters.
    """

    offers: Callable[[str], Iterable[Arc]]
    relaxed: float
    pattern: re.Pattern[str] | None = None
    marked: re.Pattern[str] | None = None
    probes: str | None = None
    unit: re.Pattern[str] = WORDS
    reach: int = 0
    rivals: Callable[[str], Iterable[Arc]] | None = None

    def arcs(self, unit: str, penalty: float) -> list[Arc]:
        """What may stand for what in ``unit``."""
        return _at(penalty, self.offers(unit))

    def rival_arcs(self, unit: str, penalty: float) -> list[Arc]:
        """What else may, without being this confusion."""
        return _at(penalty, self.rivals(unit)) if self.rivals else []

    def finds(self, text: str) -> list[int]:
        """Places in ``text`` that Thai does not write, in order; none for nearly every sound text."""
        patterns = [self.pattern, _probes(self.probes, text) if self.probes else None]
        found = {hit.start() for pattern in patterns if pattern for hit in pattern.finditer(text)}
        if self.marked:
            found.update(at - 1 for at in misplaced(text) if at and self.marked.match(text, at - 1))
        return sorted(found)


def _at(penalty: float, offers: Iterable[Arc]) -> list[Arc]:
    return [arc._replace(penalty=arc.penalty + penalty) for arc in offers]


def _probes(name: str, text: str) -> re.Pattern[str] | None:
    """The pattern of a row's probes; None when a plain search, which is far faster, finds none of them in ``text``."""
    row = load("confusions")[name]
    searched = [row["anchor"]] if row["anchor"] else row["probes"]
    return _probe_pattern(name) if any(probe in text for probe in searched) else None


@cache
def _probe_pattern(name: str) -> re.Pattern[str]:
    row = load("confusions")[name]
    anchor: str = row["anchor"]
    if not anchor:
        return re.compile("|".join(row["probes"]))
    halves = [probe.split(anchor) for probe in row["probes"]]
    return re.compile(anchor + "(?:" + "|".join(f"(?<={left}{anchor}){right}" for left, right in halves) + ")")


def _moved_marks(unit: str) -> Iterable[Arc]:
    """Marks behind the wrong letter go one letter back: all, or one of two; a space they brought along may go too."""
    for hit in _MOVED.finditer(unit):
        base, vowel, top, space = hit.groups()
        readings = {vowel + top + base}
        if vowel and top:
            readings |= {vowel + base + top, top + base + vowel}
        if base + vowel == "าํ":
            readings = {top + "ำ"}
        for new in sorted(readings):
            yield Arc(hit.start(), hit.end() - len(space), new, 0.0)
            if space:
                yield Arc(*hit.span(), new, _SPACE_TOO)


def _aa_for_am(unit: str) -> Iterable[Arc]:
    """SARA AM may be SARA AA; in such fonts SO SALA may be the full stop of an abbreviation."""
    yield from (Arc(*hit.span(), "า", 0.0) for hit in _SARA_AM.finditer(unit))
    yield from (Arc(*hit.span(), ".", 1.0) for hit in _SO_SALA.finditer(unit))


def _am_for_tone(unit: str) -> Iterable[Arc]:
    return (Arc(*hit.span(), "ำ", _NOT_MAI_THO if hit[0] == "่า" else 0.0) for hit in _TONE_AND_AA.finditer(unit))


def _tone_for_low_vowel(unit: str) -> Iterable[Arc]:
    return (Arc(*hit.span(), "่" if hit[0] == "ุ" else "้", 0.0) for hit in _LOW_VOWEL.finditer(unit))


def _low_vowel_for_tone(unit: str) -> Iterable[Arc]:
    """One of two tone marks on a letter is a SARA U or UU, the other stands above it; or one mark was drawn twice."""
    for hit in _TWO_TONES.finditer(unit):
        if hit[1] == hit[2]:
            yield Arc(*hit.span(), hit[1], _DRAWN_TWICE)
        for vowel in "ูุ":
            yield from (Arc(*hit.span(), vowel + tone, 0.0) for tone in dict.fromkeys(hit.groups()))


def _space_inside(unit: str) -> Iterable[Arc]:
    """A space behind a mark may be none; more likely behind a vowel that needs a final consonant."""
    for hit in _MARK_AND_SPACE.finditer(unit):
        if not is_letter_spaced(unit, hit.start() + 1):
            yield Arc(*hit.span(), hit[0][0], 0.0 if _OPEN.match(unit, hit.start() + 1) else _NOT_OPEN)


def _mark_for_nameless(unit: str) -> Iterable[Arc]:
    """Sound text holds none: the likeliest word will do."""
    return (Arc(*hit.span(), mark, _SURELY_LOST) for hit in _NAMELESS.finditer(unit) for mark in _ANY_MARK)


def _syllable_once(unit: str) -> Iterable[Arc]:
    """The second of two equal syllables may be none, and the space it brought too."""
    for hit in _SYLLABLE_TWICE.finditer(unit):
        start = hit.start(3) - 1
        yield Arc(start, hit.end(3), unit[start], 0.0)
        if hit[4]:
            yield Arc(start, hit.end(4), unit[start], _SPACE_TOO)


CONFUSIONS = {
    "mark without a character": Confusion(_mark_for_nameless, 0.0, _NAMELESS, unit=_WORDS_AND_NAMELESS),
    "marks behind the next letter": Confusion(
        _moved_marks, 4.0, _MOVED_SPACE, _BEHIND_VOWEL, "displaced", _WORDS_AND_MARKS, rivals=_space_inside
    ),
    "SARA AM for SARA AA": Confusion(_aa_for_am, 1.5, probes="sara_am_for_sara_aa", reach=120),
    "tone mark and SARA AA for SARA AM": Confusion(_am_for_tone, 2.0, probes="tone_for_sara_am", reach=2000),
    "low vowel for tone mark": Confusion(_tone_for_low_vowel, 4.0, marked=_TWO_VOWELS, probes="low_vowel_for_tone"),
    "space inside a syllable": Confusion(_space_inside, 4.0, _OPEN, unit=_WORDS_AND_SPACES, rivals=_moved_marks),
    "syllable twice": Confusion(_syllable_once, 4.0, _TONE_TWICE, unit=_WORDS_AND_SPACES),
    "tone mark for low vowel": Confusion(_low_vowel_for_tone, 4.0, marked=_TWO_TONES),
}
