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
_MARK = regex.compile(r"[ะ-ฺเ-๎]")
_JOINED = regex.compile(r"(?<![ก-๎])[ก-ฮ]{1,2}(?=[0-9๐-๙])[0-9๐-๙.,]+$|[0-9๐-๙][0-9๐-๙.,]*[ก-ฮ]{1,2}(?![ก-๎0-9๐-๙.])")
_SIGN = regex.compile(r"[\-–—_.,;:'\"•·*/()%|]+")
_POINTS = frozenset(".,")  # before a number they belong to the word before it: พ.ศ.๒๕๖๘
_BRACKETS = frozenset("()[]{}\"'“”‘’%:;/*=•○|!?")
_ACRONYM = regex.compile(r"[A-Z]{2,}[0-9]{0,2}")
_LONE = regex.compile(r"[ก-ฮ]")  # no word: ช for ๗
_NUMBERING = regex.compile(r"[ก-ฮ]{1,2}[.)]")
_LONGEST_OTHER = 5  # symbols of a stretch without a digit that may still be one number
_LONGEST_MIXED = 12  # symbols of a word in which Thai letters between digits may be digits too
_FEW_LETTERS = 2  # Thai letters without marks among digits of one word: digits as well, it may be
_LONGEST_CELL = 14
_SURE = 0.9


class Guess(Enum):
    """Why a stretch is taken for a number.

    It has digits; it is short and of no script; it numbers an item; it is all that a cell holds; it has digits beside
    Thai letters that may be digits as well.
    """

    DIGITS = 1
    OTHER = 2
    NUMBERING = 3
    CELL = 4
    JOINED = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """Symbols ``[start, end)`` of a line that are to be read as a number."""

    start: int
    end: int
    guess: Guess


def find_stretches(line: SymbolLine, *, alone: bool) -> list[Stretch]:
    """What of a line is to be read a second time. A short line ``alone`` in its cell is tried as a whole as well."""
    found: list[Stretch] = []
    for start, end in _words(line.symbols):
        word = line.symbols[start:end]
        text = "".join(symbol.text for symbol in word)
        if start == 0 and (match := _NUMBERING.match(text)):
            found.append(Stretch(0, match.end() - 1, Guess.NUMBERING))
        if _LONE.fullmatch(text):
            found.append(Stretch(start, end, Guess.OTHER))
        found += [Stretch(start + a, start + b, guess) for a, b, guess in _in_word(word, text)]
        found += [Stretch(start + a, start + b, Guess.JOINED) for a, b in _joined(text)]
    whole = 0, len(line.symbols)
    if alone and whole[1] <= _LONGEST_CELL and all((seen.start, seen.end) != whole for seen in found):
        found.append(Stretch(*whole, Guess.CELL))
    return found


def _joined(text: str) -> Iterator[Span]:
    """Digits with the Thai letters beside them; a whole word with few such letters."""
    yield from (match.span() for match in _JOINED.finditer(text))
    letters = len(_THAI.findall(text))
    if 0 < letters <= _FEW_LETTERS and len(_DIGIT.findall(text)) > 1 and not _MARK.search(text):
        yield 0, len(text)


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
        start, stop = _without_brackets(text, at, end)
        guess = _guess(text[start:stop]) if stop > start else None
        if guess:
            yield start, stop, guess
        at = max(end, at + 1)


def _between(text: str, at: int) -> bool:
    """A digit stands at most two letters before, and another as near after."""
    return bool(_DIGIT.search(text[max(0, at - 2) : at]) and _DIGIT.search(text[at + 1 : at + 3]))


def _without_brackets(text: str, start: int, end: int) -> Span:
    """The interval without signs at its ends that are no part of a number."""
    while start < end and text[start] in _BRACKETS | _POINTS:
        start += 1
    while end > start and text[end - 1] in _BRACKETS:
        end -= 1
    return start, end


def _guess(text: str) -> Guess | None:
    if _DIGIT.search(text):
        return Guess.DIGITS
    if len(text) > _LONGEST_OTHER or _SIGN.fullmatch(text) or _ACRONYM.search(text):
        return None
    return Guess.OTHER
