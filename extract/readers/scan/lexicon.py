"""Words that every such report is made of, put right where only tone marks and the like went wrong: ตัวชีวัด, ที 3.

The text engine loses small marks, and puts others. A word of the tables' own vocabulary that differs from what is read
in nothing but such marks is that word, unless what is read is a word as well.
"""

from functools import cache

import regex

from extract.readers.scan.engine import Symbol, SymbolLine
from extract.readers.scan.glyphs import ReadLine
from normalise.words import is_word
from schemas.vocabulary import built_in

_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_LEAST = 6  # letters of a word without its tones
_THAI_WORD = regex.compile(r"[ก-ฺเ-๎]+")
_NTH = regex.compile(r"(?<![ก-๎])ที(?=\s?[0-9๐-๙])|(?<=ตัวชี้วัด|ด้าน|มาตรการ|ไตรมาส|ตาราง)ที(?=\s?[0-9๐-๙])")
_NTH_IN_LATIN = regex.compile(r"[A-Z]?[a-z]{1,2}(?=\s?[0-9๐-๙]{1,2}$)")
# A mark where the point of a month's short name stands, or another sign for it: ก.ุย. for ก.ย., ม:ค. for ม.ค.
_STRAY = regex.compile(r"(?<=[กตธพมส]\.)[ุู](?=[คพย]\.)")
_POINT = regex.compile(r"(?<![ก-๎])[กตธพมส]([:;,])[คพย]\.")


def mend_words(lines: list[ReadLine]) -> int:
    """Put known words right, in place; return how many."""
    mended = 0
    above: ReadLine | None = None
    for read in lines:
        for match in reversed(list(_STRAY.finditer(_text(read.line)))):
            del read.line.symbols[match.start()]
            mended += 1
        for match in _POINT.finditer(_text(read.line)):
            read.line.symbols[match.start(1)].text = "."
            mended += 1
        mended += _mend_known(read.line)
        mended += _mend_ordinals(read.line, above if above and read.cell and above.cell == read.cell else None)
        above = read
    return mended


def _text(line: SymbolLine) -> str:
    return "".join(symbol.text for symbol in line.symbols)


def _mend_known(line: SymbolLine) -> int:
    text, count = _text(line), 0
    bare = [(at, letter) for at, letter in enumerate(text) if letter not in _TONES]
    stripped = "".join(letter for _, letter in bare)
    for match in reversed(list(_known().finditer(stripped))):
        start = bare[match.start()][0]
        end = bare[match.end()][0] if match.end() < len(bare) else len(text)
        word = _proper()[match.group()]
        if text[start:end] != word and not is_word(text[start:end]):
            _put(line, start, end, word)
            count += 1
    return count


def _mend_ordinals(line: SymbolLine, above: ReadLine | None) -> int:
    """ที before a number is ที่; so are a few Latin letters in a cell whose line above ends with what is counted."""
    text = _text(line)
    found = list(_NTH.finditer(text))
    if above and _text(above.line).endswith("ตัวชี้วัด") and (match := _NTH_IN_LATIN.match(text)):
        found = [match]
    for match in reversed(found):
        _put(line, match.start(), match.end(), "ที่")
    return len(found)


def _put(line: SymbolLine, start: int, end: int, word: str) -> None:
    """Put a word in place of symbols: letters keep the boxes they have, marks take their letter's."""
    old = line.symbols[start:end]
    letters = [symbol for symbol in old if symbol.text not in _TONES]
    new: list[Symbol] = []
    for letter in word:
        if letter in _TONES and new:
            new.append(Symbol(letter, new[-1].box, new[-1].confidence))
        else:
            like = letters[min(len([s for s in new if s.text not in _TONES]), len(letters) - 1)]
            new.append(Symbol(letter, like.box, like.confidence))
    new[0].spaced = old[0].spaced
    line.symbols[start:end] = new


@cache
def _proper() -> dict[str, str]:
    """Words without their tones to the words; those that two words share are left out."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for word in _words():
        bare = "".join(letter for letter in word if letter not in _TONES)
        if len(bare) >= _LEAST and found.setdefault(bare, word) != word:
            shared.add(bare)
    return {bare: word for bare, word in found.items() if bare not in shared and bare != word}


@cache
def _known() -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape(word) for word in sorted(_proper(), key=len, reverse=True)))


def _words() -> set[str]:
    """Thai words of headings, indicators, levels and months."""
    words: set[str] = set()
    for table in ("columns", "indicators", "levels", "months"):
        words |= set(_texts(built_in(table)))
    return {word for text in words for word in _THAI_WORD.findall(text.replace("ำ", "ํา"))}  # as the engine prints it


def _texts(held: object) -> list[str]:
    if isinstance(held, str):
        return [held]
    values = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    return [text for value in values for text in _texts(value)]
