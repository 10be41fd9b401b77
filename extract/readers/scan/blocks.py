"""Text of one box of a page: a cell, or a region of prose. The text engine is told where a single line stands.

Left to find lines itself, it takes the marks above a short line for a line of their own.
"""

from statistics import median

import regex

from extract.readers.pdf.glyphs import UNKNOWN
from extract.readers.scan.engine import PixelBox, Symbol, SymbolLine, read_text
from extract.readers.scan.paper import IntBox, Paper

_MARGIN = 4  # px round the ink
_SINGLE = 2.75  # letters high: a line with marks on marks above and below
_NEAREST = 1.7  # letters between two baselines: nearer ones are one line
_ODD_LATIN = regex.compile(r"(?<![A-Za-z])(?:[A-Za-z]|[A-Za-z]?[a-z]{1,3})(?![A-Za-z])")  # U for ปี, b for ๖, lon for ๒๕
_DOUBTED, _EQUAL = 0.75, 0.02  # trust in a line
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
    """The line read again as Thai alone, where odd bits of Latin stand in it and Thai is no less sure."""
    text = "".join((" " if symbol.spaced else "") + symbol.text for symbol in line.symbols)
    thai = sum(letter >= "\u0e01" for letter in text)
    if not _ODD_LATIN.search(text) or (2 * thai < len(text) and _trust(line) >= _DOUBTED):
        return line
    box = paper.trim(line.box)
    again = _read(paper, box, single=True, thai_only=True) if box else []
    return again[0] if len(again) == 1 and _trust(again[0]) >= _trust(line) - _EQUAL else line


def _trust(line: SymbolLine) -> float:
    return sum(symbol.confidence for symbol in line.symbols) / len(line.symbols)


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
