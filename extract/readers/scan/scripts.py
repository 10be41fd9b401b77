"""Short words that the text engine reads in the wrong script: read again by the model of the other one alone."""

from itertools import pairwise

import regex

from extract.readers.pdf.drawn.glyphs import MARKS
from extract.readers.scan.engine import Symbol, SymbolLine, read_text
from extract.readers.scan.paper import IntBox, Paper
from normalise.words import is_word

_MARGIN = 4  # px round the ink
_LATIN = regex.compile(r"[A-Za-z]")
_ODD = regex.compile(
    r"[^\p{Thai}A-Za-z]?[A-Za-z]{1,4}(?:\.[A-Za-z]{1,3})*[^\p{Thai}A-Za-z]?"
)  # MAU for เดือน, U for ปี, wu for นั้น
_ALL_THAI = regex.compile(r"[\p{Thai}().,/-]+")
_BARE = regex.compile(r"[ก-ฮเแ]{2,3}")  # letters without marks, as which capitals are read: วท is OIT, เท IIT
_CAPITALS = regex.compile(r"[A-Z]{2,5}")
_EQUAL = 0.04  # trust in a word
_FEW = 3  # words
_UNSURE, _LEAST = 0.8, 0.4  # trust in a bit of Latin that a known Thai word may stand for, and in that word


def read_crop(paper: Paper, box: IntBox, *, single: bool, only: str | None = None) -> list[SymbolLine]:
    """The lines of a box with a little white round it. only: the model of one script, in place of all."""
    left, top = max(0, box[0] - _MARGIN), max(0, box[1] - _MARGIN)
    return read_text(paper.crop(box, _MARGIN), left, top, single=single, only=only)


def settle_scripts(paper: Paper, line: SymbolLine) -> SymbolLine:
    """Odd bits of Latin read again as Thai alone, and so taken where that is as sure and all Thai.

    Beside Thai any may be odd; a line without Thai is English unless all its words are as short as that.
    """
    text = "".join(symbol.text for symbol in line.symbols)
    if not _LATIN.search(text):
        return line
    starts = [0, *(at for at, symbol in enumerate(line.symbols) if at and symbol.spaced), len(line.symbols)]
    words = [line.symbols[start:end] for start, end in pairwise(starts)]
    latin = [nth for nth, word in enumerate(words) if _LATIN.search("".join(symbol.text for symbol in word))]
    odd = [nth for nth in latin if _ODD.fullmatch("".join(symbol.text for symbol in words[nth]))]
    if not any("\u0e01" <= letter <= "\u0e59" for letter in text) and (len(odd) < len(latin) or len(words) > _FEW):
        return line
    left = [nth for nth in odd if not _put_thai(words, nth, _word_as(paper, line, words[nth], "tha"))]
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
    latin, thai = ("".join(symbol.text for symbol in reading) for reading in (word, again))
    if not _ALL_THAI.fullmatch(thai) or (_CAPITALS.fullmatch(latin) and _BARE.fullmatch(thai)):
        return False
    known = len(thai) > 2 and is_word(thai) and _trust(word) < _UNSURE and _trust(again) > _LEAST
    if not known and _trust(again) < _trust(word) - _EQUAL:
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
    again = read_crop(paper, box, single=True, only="tha") if box else []
    if len(again) != 1:
        return []
    symbols = again[0].symbols
    starts = [0, *(at for at, symbol in enumerate(symbols) if at and symbol.spaced), len(symbols)]
    return [symbols[start:end] for start, end in pairwise(starts)]


def _word_as(paper: Paper, line: SymbolLine, word: list[Symbol], model: str) -> list[Symbol]:
    box = paper.trim((word[0].box[0] - 3, line.box[1] - 2, word[-1].box[2] + 3, line.box[3] + 2))
    again = read_crop(paper, box, single=True, only=model) if box else []
    return again[0].symbols if len(again) == 1 else []


def _trust(symbols: list[Symbol]) -> float:
    return sum(symbol.confidence for symbol in symbols) / len(symbols)
