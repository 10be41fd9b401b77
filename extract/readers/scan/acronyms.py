"""Names of the instruments (IIT, EIT, OIT), whose slender letters the text engine merges: UT, IT, Orr.

A word like one of them is taken for it only beside another of them: in the same row or column of a table, or, in prose,
beside both others in its line or the next.
"""

from collections.abc import Iterator, Sequence

import regex

from extract.readers.scan.engine import Symbol, SymbolLine
from extract.readers.scan.glyphs import ReadLine
from normalise.repair.likelihood import cost

# What each is read as. Source: headers of scanned tables at 150 to 300 dpi in seven fonts.
_LIKE = {
    "IIT": regex.compile(r"(?:[IlijTtJ1|!\[\]UuHNnML]{1,2}|[Il1|!]T)[TtrIl17]|[Il1|!]?เท|แา"),
    "EIT": regex.compile(r"[EFBe][IlijTt1|!]{0,2}[TtrIl17]"),
    "OIT": regex.compile(r"[O0oQCDG๐][IlijTtr1|!]{0,2}[TtrIl17]|[O0oQ๐]เท|วท"),
}
_WORD = regex.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9๐|!\[\]]{2,4}(?![A-Za-z0-9])|(?<![\p{Thai}A-Za-z0-9])(?:[O0oQ๐Il1|!]?เท|[ก-ฮเแ]{2,3}|แา)(?!\p{Thai})"
)
_LETTER = regex.compile(r"[A-Za-zก-ฮเแ]")
_BARE = regex.compile(r"[ก-ฮเแ]{2,3}")  # Thai letters without marks, as which capitals are read
_SHORT = 14  # symbols: a longer line of a cell is no heading and no name
_RARE = 8.5  # the cost of a word in reports: ทา has 8.9, เห 9.6, ระดับ 7.1
_SHARED = 0.5  # of the narrower of two cells, that both stand in, makes a row or a column


def mend_acronyms(lines: Sequence[ReadLine]) -> int:
    """Put the names right, in place; return how many."""
    prose = [read.line for read in lines if read.cell is None]
    count = sum(_mend_line(line, prose[max(0, nth - 1) : nth + 2]) for nth, line in enumerate(prose))
    named = [(read, code) for read in lines if read.cell for code in _codes(read.line)]
    for read in lines if named else ():
        match = _opening(read.line) if read.cell and len(read.line.symbols) <= _SHORT else None
        if match is None or match.group() in _LIKE:
            continue
        beside = [{code for other, code in named if _in_line(read, other, axis)} for axis in (0, 1)]
        known = max(beside, key=len)
        code = _code_of(match.group(), known)
        if code:
            _put(read.line, match.start(), match.end(), code)
            count += 1
    return count


def _code_of(word: str, known: set[str]) -> str:
    """The name that a word beside ``known`` ones stands for, or "": one it is like, or the only one left, which a few
    letters without marks that are no usual word must be."""
    left = [code for code in _LIKE if code not in known] if known else []
    like = next((code for code in left if _LIKE[code].fullmatch(word)), "")
    return like or (left[0] if len(left) == 1 and _BARE.fullmatch(word) and cost(word) > _RARE else "")


def _text(line: SymbolLine) -> str:
    return "".join(f" {symbol.text}" if symbol.spaced else symbol.text for symbol in line.symbols)


def _words(line: SymbolLine) -> Iterator[regex.Match[str]]:
    """Short Latin words, by their places among the symbols where no space stands before them."""
    return (match for match in _WORD.finditer(_text(line)) if _LETTER.search(match.group()))


def _codes(line: SymbolLine) -> set[str]:
    return {match.group() for match in _words(line)} & _LIKE.keys()


def _opening(line: SymbolLine) -> regex.Match[str] | None:
    """The word that opens a line, where it is short and Latin."""
    match = _WORD.match(_text(line))
    return match if match and _LETTER.search(match.group()) else None


def _in_line(one: ReadLine, other: ReadLine, axis: int) -> bool:
    """Both cells are of one column (axis 0) or of one row (axis 1)."""
    if one.cell is None or other.cell is None or one.cell == other.cell:
        return False
    shared = min(one.cell[axis + 2], other.cell[axis + 2]) - max(one.cell[axis], other.cell[axis])
    least = min(one.cell[axis + 2] - one.cell[axis], other.cell[axis + 2] - other.cell[axis])
    return shared > _SHARED * least


def _mend_line(line: SymbolLine, about: Sequence[SymbolLine]) -> int:
    """The one name that is missing from a line of prose and those about it, which hold both others, and is one word."""
    missing = _LIKE.keys() - set().union(*map(_codes, about))
    if len(missing) != 1:
        return 0
    (code,) = missing
    like = [match for match in _words(line) if match.group() not in _LIKE and _LIKE[code].fullmatch(match.group())]
    if len(like) != 1:
        return 0
    spaces = _text(line)[: like[0].start()].count(" ")
    _put(line, like[0].start() - spaces, like[0].end() - spaces, code)
    return 1


def _put(line: SymbolLine, start: int, end: int, code: str) -> None:
    """Put other letters in place of symbols, side by side in the room of these."""
    old = line.symbols[start:end]
    left, right = old[0].box[0], old[-1].box[2]
    top, bottom = min(symbol.box[1] for symbol in old), max(symbol.box[3] for symbol in old)
    step, trust = (right - left) / len(code), min(symbol.confidence for symbol in old)
    line.symbols[start:end] = [
        Symbol(letter, (left + nth * step, top, left + (nth + 1) * step, bottom), trust, nth == 0 and old[0].spaced)
        for nth, letter in enumerate(code)
    ]
