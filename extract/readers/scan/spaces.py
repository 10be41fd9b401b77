"""Spaces and bullets: what the text engine says of them, held to the ink."""

from itertools import pairwise

import regex

from extract.readers.scan.engine import Symbol, SymbolLine
from extract.readers.scan.paper import Paper

_THAI = regex.compile(r"[ก-ฺเ-๎]")
_DIGIT = regex.compile(r"[0-9๐-๙]")
_NARROW = 0.15  # letters: white no wider than this is no space between Thai letters
_NARROW_DIGITS = 0.3  # likewise between digits, which stand further apart
_ROUND = regex.compile(r"[๑๐0oOeEQ๏°•●○■♦*©@]")  # what bullets are read as
_SMALLEST, _LARGEST = 0.18, 0.8  # letters: a bullet's size
_SOLID = 0.66  # share of its box that a dot fills
_HOLLOW = frozenset("๐0oOQ°○")


def close_gaps(paper: Paper, line: SymbolLine) -> None:
    """Take out spaces between Thai letters, or digits, that stand as near as those of a word or a number do."""
    for last, symbol in pairwise(line.symbols) if any(symbol.spaced for symbol in line.symbols) else ():
        if symbol.spaced and _THAI.match(last.text) and _THAI.match(symbol.text):
            symbol.spaced = _widest_white(paper, line, last, symbol) > _NARROW * paper.letter
        elif symbol.spaced and _DIGIT.match(last.text) and _DIGIT.match(symbol.text):
            symbol.spaced = _widest_white(paper, line, last, symbol) > _NARROW_DIGITS * paper.letter


def _widest_white(paper: Paper, line: SymbolLine, last: Symbol, symbol: Symbol) -> float:
    start, end = (last.box[0] + last.box[2]) / 2, (symbol.box[0] + symbol.box[2]) / 2
    ink = paper.ink[max(0, round(line.box[1])) : round(line.box[3]), max(0, round(start)) : round(end)]
    best = run = 0
    for inked in ink.max(axis=0).tolist() if ink.size else ():
        run = 0 if inked else run + 1
        best = max(best, run)
    return float(best)


def mend_bullet(paper: Paper, line: SymbolLine) -> None:
    """A dot or ring that opens a line and stands apart is a bullet, whatever letter it was taken for."""
    if len(line.symbols) < 3 or not line.symbols[1].spaced or not _ROUND.match(line.symbols[0].text):
        return
    first = line.symbols[0]
    box = paper.trim((first.box[0] - 2, line.box[1], first.box[2] + 2, line.box[3]))
    if box is None:
        return
    wide, high = (box[2] - box[0]) / paper.letter, (box[3] - box[1]) / paper.letter
    if not (_SMALLEST <= wide <= _LARGEST and _SMALLEST <= high <= _LARGEST and 0.7 <= wide / high <= 1.4):
        return
    if float(paper.ink[box[1] : box[3], box[0] : box[2]].mean()) >= _SOLID:
        first.text = "•"
    elif first.text in _HOLLOW:
        first.text = "○"
