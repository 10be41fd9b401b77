"""Numbers read a second time, by a recogniser that knows all ten digits of both scripts.

What it reads goes into the text where it is sure of every symbol; what either engine said is kept beside it.
"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from extract.readers.scan.content import SeenNumber
from extract.readers.scan.engine import PixelBox, Symbol, SymbolLine
from extract.readers.scan.glyphs import ReadLine
from extract.readers.scan.paper import Paper
from extract.readers.scan.tokens import Guess, Stretch, find_stretches
from normalise.digits import to_arabic

if TYPE_CHECKING:
    from extract.readers.scan.digits import RunReading

_NUMBER = regex.compile(r"[+\-]?[0-9๐-๙](?:[0-9๐-๙.,]*[0-9๐-๙])?")
_ABOVE, _BELOW = 1.05, 0.45  # line heights about the baseline in which digits stand
_FRAME = 3  # px by which a cell's ink keeps off its rules
_SAME = 0.4  # belief needed where only points and commas differ
_MOST_OTHER = 0.05  # share of ink that is no part of a number
# Belief needed to overrule the text engine.
_LEAST = {Guess.DIGITS: 0.2, Guess.OTHER: 0.85, Guess.NUMBERING: 0.8, Guess.CELL: 0.6, Guess.JOINED: 0.7}


def read_numbers(paper: Paper, lines: list[ReadLine]) -> int:
    """Read the numbers of a page again, in place; return how many stretches the recogniser overruled."""
    from extract.readers.scan.digits import read_runs

    held = Counter(read.cell for read in lines)
    tried: list[list[_Tried]] = []
    for read in lines:
        alone = read.cell is not None and held[read.cell] == 1
        tried.append([_tried(paper, read, stretch, alone=alone) for stretch in find_stretches(read.line, alone=alone)])
    every = [one for line in tried for one in line]
    for one, answer in zip(every, read_runs([paper.crop(one.box) for one in every]), strict=True):
        one.answer = answer
    overruled = 0
    for read, line in zip(lines, tried, strict=True):
        for one in sorted(_apart(line), key=lambda one: -one.stretch.start):  # so that those further left stay true
            overruled += _settle(read, one)
        read.numbers.sort(key=lambda number: number.start)
    return overruled


@dataclass(slots=True)
class _Tried:
    """A stretch, what the text engine says of it, where it stands, and what the recogniser says of it."""

    stretch: Stretch
    first: str
    box: PixelBox
    answer: "RunReading | None" = None

    @property
    def believed(self) -> bool:
        """Whether the recogniser overrules the text engine."""
        answer, guess = self.answer, self.stretch.guess
        if answer is None or not answer.text or answer.other > _MOST_OTHER:
            return False
        if any(char == "?" for char, _, _ in answer.symbols):
            return False
        if guess in (Guess.OTHER, Guess.NUMBERING) and not answer.thai:
            return False  # Arabic digits are not what the text engine lacks
        return answer.confidence >= (_LEAST[guess] if _digits(self.first) != _digits(answer.text) else _SAME)


def _tried(paper: Paper, read: ReadLine, stretch: Stretch, *, alone: bool) -> _Tried:
    symbols = read.line.symbols
    first = "".join(symbol.text for symbol in symbols[stretch.start : stretch.end])
    whole = alone and (stretch.start, stretch.end) == (0, len(symbols))
    return _Tried(stretch, first, (_cell_ink(paper, read) if whole else None) or stretch_box(paper, read.line, stretch))


def _cell_ink(paper: Paper, read: ReadLine) -> PixelBox | None:
    """Where the ink of a line's cell stands: the text engine's own boxes leave out what it made nothing of."""
    if read.cell is None:
        return None
    x0, top, x1, bottom = (side * paper.dpi / 72 for side in read.cell)
    inked = paper.trim((x0 + _FRAME, top + _FRAME, x1 - _FRAME, bottom - _FRAME))
    return (inked[0] - 3, inked[1] - 2, inked[2] + 3, inked[3] + 2) if inked else None


def _digits(text: str) -> str:
    return "".join(letter for letter in to_arabic(text) if letter.isdigit())


def _apart(line: list[_Tried]) -> list[_Tried]:
    """What of the stretches tried counts, none over another: the widest believed; of the others those with digits."""
    kept: list[_Tried] = []
    for one in sorted(line, key=_precedence):
        clear = all(one.stretch.end <= other.stretch.start or other.stretch.end <= one.stretch.start for other in kept)
        if clear and (one.believed or one.stretch.guess is Guess.DIGITS):
            kept.append(one)
    return kept


def _precedence(one: _Tried) -> tuple[bool, int, int]:
    return not one.believed, one.stretch.start - one.stretch.end, one.stretch.start


def stretch_box(paper: Paper, line: SymbolLine, stretch: Stretch) -> PixelBox:
    """Where a stretch stands: from the widest white before its first symbol to the widest after its last.

    Digits that the text engine passes over are at times within the box of the word beside, so all of that is searched.
    """
    symbols = line.symbols
    height = max(line.box[3] - line.box[1], 1.0)
    top = max(line.box[1] - 2, line.base - _ABOVE * height)
    bottom = min(line.box[3] + 2, line.base + _BELOW * height)
    left, right = symbols[stretch.start].box[0] - 3, symbols[stretch.end - 1].box[2] + 3
    if stretch.start:
        before, first = symbols[stretch.start - 1], symbols[stretch.start]
        start = before.box[0] if first.spaced else _middle(before)
        left = _white(paper, start, _middle(first), top, bottom, first.box[0])
    if stretch.end < len(symbols):
        last, after = symbols[stretch.end - 1], symbols[stretch.end]
        end = after.box[2] if after.spaced else _middle(after)
        right = _white(paper, _middle(last), end, top, bottom, last.box[2])
    return left, top, max(right, left + 1), bottom


def _middle(symbol: Symbol) -> float:
    return (symbol.box[0] + symbol.box[2]) / 2


def _white(paper: Paper, start: float, end: float, top: float, bottom: float, usual: float) -> float:
    """The middle of the widest stretch without ink between two columns; ``usual`` where there is none."""
    if end - start < 2:
        return usual
    columns = paper.ink[max(0, round(top)) : round(bottom), max(0, round(start)) : round(end)].max(axis=0).tolist()
    best, at, run = (0, usual), 0, 0
    for at, inked in enumerate([*columns, 1]):
        if not inked:
            run += 1
            continue
        if run > best[0]:
            best = run, round(start) + at - run / 2
        run = 0
    return best[1]


def _settle(read: ReadLine, one: _Tried) -> bool:
    """Put the better reading into the line and note both. True where the recogniser's was taken, and differs."""
    stretch, answer, symbols = one.stretch, one.answer, read.line.symbols
    if answer is None:
        return False
    old = symbols[stretch.start : stretch.end]
    first = one.first
    second = "".join(char for char, _, _ in answer.symbols)
    if one.believed:
        new = [_symbol(char, belief, span, one.box) for char, belief, span in answer.symbols]
        new[0].spaced = old[0].spaced
        symbols[stretch.start : stretch.end] = new
        _move(read, stretch.end, len(new) - len(old))
    _note(read, stretch.start, second if one.believed else first, (first, second), answer)
    return one.believed and to_arabic(first) != to_arabic(second)


def _symbol(char: str, belief: float, span: tuple[int, int], box: PixelBox) -> Symbol:
    return Symbol(char, (box[0] + span[0], box[1], box[0] + span[1], box[3]), float(belief))


def _move(read: ReadLine, end: int, by: int) -> None:
    """Numbers further right move along with their symbols."""
    read.numbers = [
        SeenNumber(n.start + by, n.end + by, n.first, n.second, n.confidence, n.options) if n.start >= end else n
        for n in read.numbers
    ]


def _note(read: ReadLine, start: int, text: str, readings: tuple[str, str], answer: "RunReading") -> None:
    """Note the numbers in a stretch whose text now is ``text``; several where slashes or brackets part it."""
    matches = list(_NUMBER.finditer(text))
    firsts, seconds = ([match.group() for match in _NUMBER.finditer(reading)] for reading in readings)
    for nth, match in enumerate(matches):
        first = firsts[nth] if len(firsts) == len(matches) else readings[0] if len(matches) == 1 else ""
        second = seconds[nth] if len(seconds) == len(matches) else ""
        begin, end = start + match.start(), start + match.end()
        options = _options(answer) if len(matches) == 1 else ()
        read.numbers.append(SeenNumber(begin, end, to_arabic(first), to_arabic(second), answer.confidence, options))


def _options(answer: "RunReading") -> tuple[tuple[str, float], ...]:
    """Whole readings without the point that ends a row's number, most likely first."""
    best: dict[str, float] = {}
    for text, likelihood in answer.options:
        match = _NUMBER.search(text)
        if match:
            best[match.group()] = best.get(match.group(), 0.0) + likelihood
    return tuple(sorted(best.items(), key=lambda option: -option[1]))
