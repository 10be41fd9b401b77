"""A layer whose characters are numbers of glyphs is a cipher, and the page's picture is the key to it.

Programs that print PDFs anew lose the tables of fonts: the page shows its text, the layer says noise. What was read
from the picture is laid beside the layer line by line, and each shape takes the letter it is read as most often. Where
the reading of a picture errs once, the other places of the same glyph outvote it, and geometry stays that of the layer.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import regex

from extract.readers.pdf.drawn.glyphs import DROPPED, UNKNOWN, Glyphs
from extract.readers.pdf.drawn.shapes import Kind, Shapes
from normalise.digits import to_arabic

_UPPER, _LOWER = frozenset("ัิีึื็่้๊๋์ํ๎"), frozenset("ฺุู")
_SARA_AM = regex.compile("([่-๋]?)ำ")
_MEANT = frozenset(map(chr, range(0x2190, 0x2C00)))  # arrows, boxes and ticks: no table names one by mistake

_THAI = frozenset(map(chr, range(0xE01, 0xE5C)))

_LEVEL, _ASIDE = 0.45, 0.6  # em: a glyph of a line stands no further from its baseline, or beyond its ends
_BAND = 12  # places by which two readings of one line may slip
_GAP, _UNLIKE, _LIKE, _SEEN = -0.7, -4.0, 0.2, 2.0
_MAJORITY, _CLEAR = 0.5, 0.85  # of a shape's readings
_TWIN = 0.1  # of its readings: more often, two letters may be drawn so
_SAFE = 0.7  # of the readings of a digit
_SURE = 3  # readings after which a shape is known without another look
_AGREED, _TOLD, _KNOWN = 0.8, 0.9, 0.99
_SOUND = 0.7  # of the letters told: those that the layer says too


class SeenText(NamedTuple):
    """A stretch of a line as read from the picture: from ``x0`` to ``x1``, in points of the page as displayed."""

    text: str
    x0: float
    x1: float
    base: float


class Cipher:
    """What the shapes of one document were read as."""

    def __init__(self) -> None:
        self._shapes = Shapes()
        self._votes: dict[int, Counter[str]] = {}

    def tell_known(self, glyphs: Glyphs) -> int:
        """Put letters for all glyphs, where nearly every one is known by now; return how many, else 0."""
        if not self._votes:
            return 0
        numbers = self._shapes.number(glyphs)
        names = {at: letter for at, number in numbers.items() if (letter := self._sure_name(number))}
        return self._tell(glyphs, numbers, names, _KNOWN)

    def tell(self, glyphs: Glyphs, seen: Iterable[SeenText]) -> int:
        """Learn from the picture of a page, then put letters for its glyphs; return how many.

        0: the layer is none of this page's letters one by one, and nothing was changed.
        """
        numbers = self._shapes.number(glyphs)
        lines = [(self._inked(glyphs, numbers, part), _letters(part.text)) for part in seen]
        before, read = self._votes, {}
        for _ in range(2):  # the second time, what was read elsewhere says which letter is whose
            read = {at: letter for inked, letters in lines for at, letter in self._pairs(inked, numbers, letters)}
            self._votes = {number: Counter(votes) for number, votes in before.items()}
            for at, letter in read.items():
                self._votes.setdefault(numbers[at], Counter())[letter] += 1
        names = {at: name for at, number in numbers.items() if (name := self._name(number, read.get(at, "")))}
        if sum(names.get(at) == letter for at, letter in read.items()) < _AGREED * max(len(read), 1):
            self._votes = before
            return 0
        return self._tell(glyphs, numbers, names, _TOLD)

    def _inked(self, glyphs: Glyphs, numbers: dict[int, int], part: SeenText) -> list[int]:
        """The glyphs of a stretch that have ink, in content order."""
        kinds, found = self._shapes.kinds, []
        for run in glyphs.runs:
            if run.turn or abs(run.base - part.base) > _LEVEL * run.size:
                continue
            low, high = part.x0 - _ASIDE * run.size, part.x1 + _ASIDE * run.size
            for at in range(run.start, run.end):
                if low < (glyphs.x0[at] + glyphs.x1[at]) / 2 < high and kinds[numbers.get(at, 0)] != "blank":
                    found.append(at)
        for at in range(1, len(found)):  # as text is written: what stands under its letter before what stands over it
            if (kinds[numbers[found[at - 1]]], kinds[numbers[found[at]]]) == ("above", "below"):
                found[at - 1], found[at] = found[at], found[at - 1]
        return found

    def _pairs(self, inked: list[int], numbers: dict[int, int], letters: str) -> list[tuple[int, str]]:
        """Lay two readings of a line side by side; return what stands opposite each other."""
        wide, high = len(letters), len(inked)
        if abs(wide - high) > _BAND or not wide or not high:
            return []
        best = {(0, at): at * _GAP for at in range(_BAND + 1)}
        shapes = [numbers[at] for at in inked]
        kinds = [self._shapes.kinds[number] for number in shapes]
        for nth, number in enumerate(shapes, 1):
            if nth <= _BAND:
                best[nth, 0] = nth * _GAP
            for at in range(max(nth - _BAND, 1), min(nth + _BAND, wide) + 1):
                alike = best[nth - 1, at - 1] + self._likeness(number, kinds[nth - 1], letters[at - 1])
                over = best.get((nth - 1, at), -1e9) + _GAP
                best[nth, at] = max(alike, over, best.get((nth, at - 1), -1e9) + _GAP)
        return _traced(best, inked, letters)

    def _likeness(self, number: int, kind: Kind, letter: str) -> float:
        if kind != _kind_of(letter):
            return _UNLIKE
        votes = self._votes.get(number)
        return _LIKE + (_SEEN * votes[letter] / votes.total() - _LIKE if votes else 0.0)

    def _name(self, number: int, read: str) -> str | None:
        """The letter of a shape; of one drawn for two letters alike, what was ``read`` at its place; of a digit that
        was read as another too, nothing."""
        votes = self._votes.get(number)
        if not votes:
            return None
        letter, count = votes.most_common(1)[0]
        if letter.isdigit() or read.isdigit():  # a number is no matter of majorities
            alike = sum(votes[other] for other in votes if to_arabic(other) == to_arabic(letter))
            return letter if alike >= _SAFE * votes.total() else None
        if count < _CLEAR * votes.total() and votes[read] >= max(_TWIN * votes.total(), 2):
            return read
        return letter if count > _MAJORITY * votes.total() else None

    def _sure_name(self, number: int) -> str | None:
        votes = self._votes.get(number)
        if not votes or votes.total() < _SURE:
            return None
        letter, count = votes.most_common(1)[0]
        return letter if count >= _CLEAR * votes.total() else None

    def _tell(self, glyphs: Glyphs, numbers: dict[int, int], names: dict[int, str], least: float) -> int:
        kinds = self._shapes.kinds
        inked = [at for at, number in numbers.items() if kinds[number] != "blank"]
        told = [at for at in inked if at in names]
        if len(told) < least * max(len(inked), 1):
            return 0
        letters = list(glyphs.text)
        sound = sum(letters[at] == names[at] for at in told) > _SOUND * len(told)
        for at, number in numbers.items():
            if number == 0:
                letters[at] = DROPPED
            elif kinds[number] == "blank":
                letters[at] = " "
            elif letters[at] not in _MEANT:
                letters[at] = self._letter(number, names.get(at, UNKNOWN), letters[at], sound=sound)
        glyphs.text = "".join(letters)
        return len(told)

    def _letter(self, number: int, name: str, layer: str, *, sound: bool) -> str:
        """The letter of a glyph; where most of a layer is ``sound``, little that was read says nothing against it."""
        if sound and self._votes.get(number, Counter())[name] < _SURE:
            return layer
        return layer if name == UNKNOWN and layer in _THAI else name


def _letters(text: str) -> str:
    """A line as its glyphs are drawn: without spaces, a ำ as its ring and its stroke."""
    return _SARA_AM.sub(r"ํ\1า", "".join(text.split()))


def _kind_of(letter: str) -> Kind:
    return "above" if letter in _UPPER else "below" if letter in _LOWER else "base"


def _traced(best: dict[tuple[int, int], float], inked: list[int], letters: str) -> list[tuple[int, str]]:
    """The way back through the best scores, as the pairs on it."""
    nth, at, pairs = len(inked), len(letters), []
    if (nth, at) not in best:
        return []
    while nth and at:
        score = best[nth, at]
        if best.get((nth - 1, at), -1e9) + _GAP == score:
            nth -= 1
        elif best.get((nth, at - 1), -1e9) + _GAP == score:
            at -= 1
        else:
            nth, at = nth - 1, at - 1
            pairs.append((inked[nth], letters[at]))
    return pairs
