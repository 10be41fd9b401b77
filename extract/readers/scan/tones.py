"""Tone marks the text engine overlooks: a mark above a vowel mark (ที่, เรื่อง, ขึ้น) is often lost though its ink is there.

A tone is put back only where ink stands at its height, above a vowel mark that has none. What the ink may be is told by
its width, and by which spelling has words that are known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

import regex

from extract.readers.scan.engine import Symbol, SymbolLine
from extract.readers.scan.likeness import APART
from extract.readers.scan.paper import Paper
from normalise.words import is_word, segment

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

_VOWEL = regex.compile(r"[ก-ฮ]([\u0e31\u0e34-\u0e37\u0e4d])(?![\u0e47-\u0e4c])")  # ั ิ ี ึ ื and nikhahit, no tone
_TONED = regex.compile(r"[ก-ฮ][\u0e31\u0e34-\u0e37\u0e4d][\u0e47-\u0e4c]")
_PLAIN = frozenset("กคฅฆงจฉชซดตถทธนบผพภมยรลวสหอ")  # consonants that reach neither up nor down
_NARROW, _WIDE = "่้", "้่์๊๋"
_TWINS = {"ิ": "ี", "ี": "ิ", "ึ": "ื", "ื": "ึ"}  # a tone hides the stroke that tells them apart
_TALL_TWINS = {"ข": "ช"}

# Heights in those of a consonant, above its top; widths and distances likewise.
_FOOT, _HEAD = (0.42, 0.95), (0.7, 1.4)  # of a tone on a vowel: lowest and highest ink
_VOWEL_FOOT, _VOWEL_HEAD, _SURE_HEAD = (
    (-0.1, 0.3),
    0.64,
    0.8,
)  # a vowel's lowest ink; its highest, with a tone merged in
_BESIDE = (-0.5, 1.3)  # how far left and right of the consonant's middle a tone may stand
_USUAL = 0.35
_NARROWEST = 0.32
_NEW = 0.85  # confidence in a mark that was put back
_AROUND = 24  # letters either side that tell which spelling is known


@dataclass(frozen=True, slots=True)
class _Mark:
    """Ink at the height of a tone: its middle across, in pixels, and its box.

    wide: as wide as ้ and the like, not ่. sure: it stands by itself; else it is the top of a tall vowel mark.
    """

    middle: float
    wide: bool
    sure: bool
    box: tuple[float, float, float, float]


def restore_tones(paper: Paper, line: SymbolLine) -> int:
    """Put tones back that the ink shows; return how many."""
    if not _VOWEL.search(_text(line)):
        return 0
    height = _consonant_height(line)
    return sum(_put(line, mark, height) for mark in _unclaimed(paper, line, height)) if height else 0


def _text(line: SymbolLine) -> str:
    return "".join(symbol.text for symbol in line.symbols)


def _unclaimed(paper: Paper, line: SymbolLine, height: float) -> list[_Mark]:
    """Marks from left to right, without those nearest to a syllable that has its tone."""
    marks = sorted(_marks(paper, line, height), key=lambda mark: mark.middle)
    for match in _TONED.finditer(_text(line)):
        near = [(distance, mark) for mark in marks if (distance := _distance(line, match.start(), mark, height)) < 1]
        if near:
            marks.remove(min(near, key=lambda pair: pair[0])[1])
    return marks


def _distance(line: SymbolLine, at: int, mark: _Mark, height: float) -> float:
    """How far a mark stands from where the tone of the syllable at ``at`` would; 1 is too far."""
    offset = (mark.middle - _middle(line.symbols[at])) / height
    return abs(offset - _USUAL) / ((_BESIDE[1] if offset > _USUAL else -_BESIDE[0]) + _USUAL)


def _put(line: SymbolLine, mark: _Mark, height: float) -> bool:
    """Give a mark to the syllable where it makes the best words; the nearest of those that are as good."""
    text = _text(line)
    places = [match.start() for match in _VOWEL.finditer(text)]
    near = [at for at in places if _distance(line, at, mark, height) < 1]
    spelt = [(_best_spelling(text, at, mark), _distance(line, at, mark, height), at) for at in near]
    spelt = [found for found in spelt if len(found[0][1]) > 2]
    if not spelt:
        return False
    (_, spelling), _, at = min(spelt)
    consonant, vowel = line.symbols[at], line.symbols[at + 1]
    consonant.text, vowel.text = spelling[0], spelling[1]
    line.symbols.insert(at + 2, Symbol(spelling[2], mark.box, min(vowel.confidence, _NEW)))
    return True


def _middle(symbol: Symbol) -> float:
    return (symbol.box[0] + symbol.box[2]) / 2


def _consonant_height(line: SymbolLine) -> float:
    """The height of plain consonants; 0 where a line has too few to say."""
    heights = [symbol.box[3] - symbol.box[1] for symbol in line.symbols if symbol.text in _PLAIN]
    return quantiles(heights, n=4)[0] if len(heights) > 2 else 0.0


def _marks(paper: Paper, line: SymbolLine, height: float) -> Iterator[_Mark]:
    """Ink that stands where tones on vowel marks do, and vowel marks so tall that a tone is merged in."""
    import cv2

    top, bottom = max(0, round(line.base - 2.6 * height)), max(0, round(line.base - 0.5 * height))
    left, right = max(0, round(line.box[0] - 4)), round(line.box[2] + 4)
    ink = paper.ink[top:bottom, left:right]
    if not ink.size:
        return
    crown = line.base - height - top
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    for label, (x, y, width, tall, _area) in enumerate(stats.tolist()):
        head, foot = (crown - y) / height, (crown - y - tall) / height
        if label == 0 or y == 0 or y + tall >= ink.shape[0]:
            continue
        if _FOOT[0] <= foot <= _FOOT[1] and _HEAD[0] <= head <= _HEAD[1]:
            span, sure = (x, x + width), True
        elif _VOWEL_FOOT[0] <= foot <= _VOWEL_FOOT[1] and _VOWEL_HEAD < head <= _HEAD[1]:
            span, sure = _upper(labels == label, round(crown - 0.62 * height)), head > _SURE_HEAD
        else:
            continue
        box = (left + span[0], top + y, left + span[1], top + y + tall)
        yield _Mark(left + (span[0] + span[1]) / 2, span[1] - span[0] > _NARROWEST * height, sure, box)


def _upper(piece: "NDArray[bool_]", row: int) -> tuple[int, int]:
    """Where the part of a piece of ink above a row begins and ends."""
    columns = piece[: max(row, 1)].max(axis=0).nonzero()[0]
    return (int(columns[0]), int(columns[-1]) + 1) if columns.size else (0, 1)


def _best_spelling(text: str, at: int, mark: _Mark) -> tuple[tuple[int, int], str]:
    """Consonant, vowel and tone that leave the fewest letters outside known words, the likeliest shape first.

    Without a tone where every tone makes it stranger, or where the ink is not sure and none makes it less strange.
    Returns how strange it is by how much more than without a tone, and the letters.
    """
    letter, sign = text[at], text[at + 1]
    before, after = _thai_before(text, at), _thai_after(text, at + 2)
    tones = _WIDE if mark.wide else _NARROW
    choices = [letter + sign + tone for tone in tones]
    choices += [letter + _TWINS[sign] + tone for tone in tones if sign in _TWINS]
    if letter in _TALL_TWINS:
        choices += [_TALL_TWINS[letter] + choice[1:] for choice in choices]
    choices = [*choices, letter + sign] if mark.sure else [letter + sign, *choices]
    scores = [_strangeness(before + choice + after) for choice in choices]
    bare = scores[-1] if mark.sure else scores[0]
    best = min(range(len(choices)), key=lambda nth: scores[nth])
    return (scores[best][0] - bare[0], scores[best][1] - bare[1]), choices[best]


def _thai_before(text: str, at: int) -> str:
    match = regex.search(r"[ก-๎]*$", text[max(0, at - _AROUND) : at])
    return match.group() if match else ""


def _thai_after(text: str, at: int) -> str:
    match = regex.match(r"[ก-๎]*", text[at : at + _AROUND])
    return match.group() if match else ""


def _strangeness(text: str) -> tuple[int, int]:
    """Letters outside known words, then how many words: fewer are likelier."""
    words = segment(APART.sub(r"\1ำ", text))
    return sum(len(word) for word in words if not is_word(word)), len(words)
