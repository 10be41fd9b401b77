"""Which stretches of a line may be numbers, whatever the text engine took them for.

Tesseract's models for Thai have no ๔ ๖ ๗ ๘ ๙. For these it prints other digits, Latin letters (b, bo), signs («, [),
and now and then a Thai letter. A stretch is an interval of a line's symbols within one word, parted from Thai letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import regex

from extract.readers.scan.engine import Symbol, SymbolLine
from schemas.trace import Span

_DIGIT = regex.compile(r"[0-9๐-๙]")
_THAI = regex.compile(r"[ก-ฺเ-๎ฯๆ]")
_SIGN = regex.compile(r"[\-–—_.,;:'\"•·*/()%|]+")
_ACRONYM = regex.compile(r"[A-Z]{2,}[0-9]{0,2}")
_NUMBERING = regex.compile(r"[ก-ฮ]{1,2}[.)]")
_LONGEST_OTHER = 5  # symbols of a stretch without a digit that may still be one number
_LONGEST_MIXED = 12  # symbols of a word in which Thai letters between digits may be digits too
_LONGEST_CELL = 14
_SURE = 0.9


class Guess(Enum):
    """Why a stretch is taken for a number.

    It has digits; it is short and of no script; it numbers an item; it is all that a cell holds.
    """

    DIGITS = 1
    OTHER = 2
    NUMBERING = 3
    CELL = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Symbols ``[start, end)`` of a line that are to be read as a number."""

    start: int
    end: int
    guess: Guess


def find_stretches(line: SymbolLine, *, alone: bool) -> list[Stretch]:
    """What of a line is to be read a second time. A short line ``alone`` in its cell is tried as a whole first."""
    found: list[Stretch] = []
    if alone and len(line.symbols) <= _LONGEST_CELL:
        found.append(Stretch(0, len(line.symbols), Guess.CELL))
    for start, end in _words(line.symbols):
        word = line.symbols[start:end]
        text = "".join(symbol.text[0] for symbol in word)
        if start == 0 and (match := _NUMBERING.match(text)):
            found.append(Stretch(0, match.end() - 1, Guess.NUMBERING))
        found += [Stretch(start + a, start + b, guess) for a, b, guess in _in_word(word, text)]
    return found


def _words(symbols: list[Symbol]) -> Iterator[Span]:
    starts = [0, *(at for at, symbol in enumerate(symbols) if at and symbol.spaced), len(symbols)]
    yield from pairwise(starts)


def _in_word(word: list[Symbol], text: str) -> Iterator[tuple[int, int, Guess]]:
    """Stretches between Thai letters. Those that stand between digits, or are little trusted there, are taken along."""
    thai = [bool(_THAI.match(letter)) for letter in text]
    digits = [at for at, letter in enumerate(text) if _DIGIT.match(letter)]
    if digits and len(word) <= _LONGEST_MIXED:
        for at in range(digits[0], digits[-1]):
            thai[at] = thai[at] and word[at].confidence >= _SURE and not _between(text, at)
    at = 0
    while at < len(word):
        end = at
        while end < len(word) and not thai[end]:
            end += 1
        guess = _guess(text[at:end], "".join(symbol.text for symbol in word[at:end])) if end > at else None
        if guess:
            yield at, end, guess
        at = max(end, at + 1)


def _between(text: str, at: int) -> bool:
    """A digit stands at most two letters before, and another as near after."""
    return bool(_DIGIT.search(text[max(0, at - 2) : at]) and _DIGIT.search(text[at + 1 : at + 3]))


def _guess(text: str, whole: str) -> Guess | None:
    if _DIGIT.search(text):
        return Guess.DIGITS
    if len(text) > _LONGEST_OTHER or _SIGN.fullmatch(text) or _ACRONYM.search(whole):
        return None
    return Guess.OTHER
