"""Text of one box of a page: a cell, or a region of prose. The text engine is told where a single line stands.

Left to find lines itself, it takes the marks above a short line for a line of their own.
"""

from itertools import pairwise
from statistics import median

import regex

from extract.readers.pdf.glyphs import MARKS, UNKNOWN
from extract.readers.scan.engine import PixelBox, Symbol, SymbolLine, read_text
from extract.readers.scan.paper import IntBox, Paper

_MARGIN = 4  # px round the ink
_SINGLE = 2.75  # letters high: a line with marks on marks above and below
_NEAREST = 1.35  # letters between two baselines: nearer ones are one line
_LATIN = regex.compile(r"[A-Za-z]")
_ODD = regex.compile(
    r"[^\p{Thai}A-Za-z]?[A-Za-z]{1,4}(?:\.[A-Za-z]{1,3})*[^\p{Thai}A-Za-z]?"
)  # MAU for เดือน, U for ปี, wu for นั้น
_ALL_THAI = regex.compile(r"[\p{Thai}().,/-]+")
_EQUAL = 0.04  # trust in a word
_LONGEST = 10  # letters: the widest number
_DASH = (0.4, 0.2, 1.6)  # letters: the highest a dash is, the shortest and the longest


def read_box(paper: Paper, box: PixelBox) -> list[SymbolLine]:
    """The lines in a box, from top to bottom; none for a blank one."""
    inked = paper.trim(box)
    if inked is None:
        return []
    letter = _letter_height(paper, inked)
    dash = _as_dash(inked, letter)
    if dash:
        return [dash]
    single = inked[3] - inked[1] <= _SINGLE * letter
    lines = _read(paper, inked, single=single)
    lines = lines if single else _mended(paper, lines, letter)
    return [_in_thai(paper, line) for line in lines] or _unread(inked, letter)


def _unread(box: IntBox, letter: float) -> list[SymbolLine]:
    """Ink of the size of a number that the text engine made nothing of: a place for the second reading."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if not 0.6 * letter <= high <= _SINGLE * letter or wide > _LONGEST * letter:
        return []
    return [SymbolLine([Symbol(UNKNOWN, box, 0.0)], box, box[3])]


def _read(paper: Paper, box: IntBox, *, single: bool, thai_only: bool = False) -> list[SymbolLine]:
    left, top = max(0, box[0] - _MARGIN), max(0, box[1] - _MARGIN)
    return read_text(paper.crop(box, _MARGIN), left, top, single=single, thai_only=thai_only)


def _in_thai(paper: Paper, line: SymbolLine) -> SymbolLine:
    """Odd bits of Latin read again as Thai alone, and so taken where that is as sure and all Thai."""
    text = "".join(symbol.text for symbol in line.symbols)
    if not _LATIN.search(text) or not any("\u0e01" <= letter <= "\u0e59" for letter in text):
        return line
    starts = [0, *(at for at, symbol in enumerate(line.symbols) if at and symbol.spaced), len(line.symbols)]
    words = [line.symbols[start:end] for start, end in pairwise(starts)]
    odd = [nth for nth, (start, end) in enumerate(pairwise(starts)) if _ODD.fullmatch(text, start, end)]
    left = [nth for nth in odd if not _put_thai(words, nth, _word_in_thai(paper, line, words[nth]))]
    if left:
        whole = _words_in_thai(paper, line)
        for nth in left if len(whole) == len(words) else ():
            _put_thai(words, nth, whole[nth])
    line.symbols = [symbol for word in words for symbol in word]
    return line


def _put_thai(words: list[list[Symbol]], nth: int, again: list[Symbol]) -> bool:
    """Take another reading of a word where it is all Thai and as sure; True where that was done."""
    word = words[nth]
    again = [symbol for last, symbol in pairwise([None, *again]) if symbol and _may_follow(last, symbol)]
    if not again or _trust(again) < _trust(word) - _EQUAL:
        return False
    if not _ALL_THAI.fullmatch("".join(symbol.text for symbol in again)):
        return False
    again[0].spaced = word[0].spaced
    words[nth] = again
    return True


def _may_follow(last: Symbol | None, symbol: Symbol) -> bool:
    """A mark needs a letter to stand on."""
    return symbol.text not in MARKS or (last is not None and "ก" <= last.text <= "๎")


def _words_in_thai(paper: Paper, line: SymbolLine) -> list[list[Symbol]]:
    """The whole line read as Thai alone, in words: with others beside them, short words are known better."""
    box = paper.trim(line.box)
    again = _read(paper, box, single=True, thai_only=True) if box else []
    if len(again) != 1:
        return []
    symbols = again[0].symbols
    starts = [0, *(at for at, symbol in enumerate(symbols) if at and symbol.spaced), len(symbols)]
    return [symbols[start:end] for start, end in pairwise(starts)]


def _word_in_thai(paper: Paper, line: SymbolLine, word: list[Symbol]) -> list[Symbol]:
    box = paper.trim((word[0].box[0] - 3, line.box[1] - 2, word[-1].box[2] + 3, line.box[3] + 2))
    again = _read(paper, box, single=True, thai_only=True) if box else []
    return again[0].symbols if len(again) == 1 else []


def _trust(symbols: list[Symbol]) -> float:
    return sum(symbol.confidence for symbol in symbols) / len(symbols)


def _letter_height(paper: Paper, box: IntBox) -> float:
    """The height of the letters in a box, where it has enough of them to say."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(paper.ink[box[1] : box[3], box[0] : box[2]], connectivity=8)
    heights = [height for height in stats[1:, cv2.CC_STAT_HEIGHT].tolist() if height >= 0.6 * paper.letter]
    if len(heights) < 4:
        return paper.letter
    return min(max(float(median(heights)), 0.6 * paper.letter), 2.5 * paper.letter)


def _as_dash(box: IntBox, letter: float) -> SymbolLine | None:
    """A lone dash, which the text engine takes for dirt."""
    highest, shortest, longest = (share * letter for share in _DASH)
    wide, high = box[2] - box[0], box[3] - box[1]
    if high > highest or not shortest <= wide <= longest or wide < 1.8 * high:
        return None
    return SymbolLine([Symbol("-", box, 1.0)], box, box[3] + 0.3 * letter)


def _mended(paper: Paper, lines: list[SymbolLine], letter: float) -> list[SymbolLine]:
    """Read lines again whose baselines lie too near one another: one of them is the marks of the other."""
    groups: list[list[SymbolLine]] = []
    for line in sorted(lines, key=lambda line: line.base):
        near = groups and line.base - groups[-1][-1].base < _NEAREST * letter and _overlap(groups[-1], line)
        if near:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [line for group in groups for line in (group if len(group) == 1 else _read_again(paper, group, letter))]


def _overlap(group: list[SymbolLine], line: SymbolLine) -> bool:
    return any(other.box[0] < line.box[2] and line.box[0] < other.box[2] for other in group)


def _read_again(paper: Paper, group: list[SymbolLine], letter: float) -> list[SymbolLine]:
    sides = list(zip(*(line.box for line in group), strict=True))
    box = paper.trim((min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])))
    if box is None or box[3] - box[1] > (_SINGLE + 0.6) * letter:
        return group
    return _read(paper, box, single=True) or group
