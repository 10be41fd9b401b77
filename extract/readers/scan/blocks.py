"""Text of one box of a page: a cell, or a region of prose. The text engine is told where a single line stands.

Left to find lines itself, it takes the marks above a short line for a line of their own.
"""

from statistics import median

from extract.readers.pdf.drawn.glyphs import UNKNOWN
from extract.readers.scan.engine import PixelBox, Symbol, SymbolLine
from extract.readers.scan.paper import IntBox, Paper
from extract.readers.scan.scripts import read_crop, settle_scripts

_SINGLE = 2.75  # letters high: a line with marks on marks above and below
_NEAREST = 1.35  # letters between two baselines: nearer ones are one line
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
    lines = read_crop(paper, inked, single=single)
    lines = lines if single else _mended(paper, lines, letter)
    return [settle_scripts(paper, line) for line in lines] or _unread(inked, letter)


def _unread(box: IntBox, letter: float) -> list[SymbolLine]:
    """Ink of the size of a number that the text engine made nothing of: a place for the second reading."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if not 0.6 * letter <= high <= _SINGLE * letter or wide > _LONGEST * letter:
        return []
    return [SymbolLine([Symbol(UNKNOWN, box, 0.0)], box, box[3])]


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
    return read_crop(paper, box, single=True) or group
