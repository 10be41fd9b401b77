"""Letters the text engine takes for one another, where the other one makes known words.

A letter is changed only where words of the dictionary then cover more of the text, or far fewer words cover it.
"""

from itertools import pairwise

import regex

from extract.readers.scan.engine import SymbolLine
from normalise.words import is_word, segment

# What is read, and what may stand there. Source: readings of scanned pages held against their text.
_ALIKE = {"ข": "ช", "ช": "ซข", "ซ": "ช", "ฆ": "ม", "่": "้", "้": "่", "ุ": "ู", "ี": "ื", "ึ": "ื"}
_SHORT = 4  # letters: longer known words are right as they stand
_FEWER = 2  # words fewer, where no letter more is covered
# The first point of a month's short name, read as a mark below the letter before it: กุย. for ก.ย.
_MONTH = regex.compile(r"[กตธพมส]([ุู])[คพย]\.(?=[0-9๐-๙])")
_THAI = regex.compile(r"[ก-ฺเ-๎]{3,}")
_APART = regex.compile(r"\u0e4d([\u0e48-\u0e4b]?)า")  # SARA AM in two letters


def mend_likeness(line: SymbolLine) -> int:
    """Change letters that make no words into those like them that do; return how many."""
    text = "".join(symbol.text for symbol in line.symbols)
    mended = 0
    for month in _MONTH.finditer(text):
        if month.start() == 0 or line.symbols[month.start()].spaced:
            line.symbols[month.start(1)].text = "."
            mended += 1
    for run in _THAI.finditer(text):
        mended += _mend_run(line, text, run.start(), run.end())
    return mended


def _mend_run(line: SymbolLine, text: str, start: int, end: int) -> int:
    run = text[start:end]
    if not any(letter in _ALIKE for letter in run) or _APART.search(run):
        return 0
    count = 0
    for at in _doubtful(run):
        best = min([run, *(run[:at] + other + run[at + 1 :] for other in _ALIKE[run[at]])], key=strangeness)
        known, words = (before - after for before, after in zip(strangeness(run), strangeness(best), strict=True))
        if known > 0 or (known == 0 and words >= _FEWER):
            line.symbols[start + at].text = best[at]
            run = best
            count += 1
    return count


def _doubtful(run: str) -> list[int]:
    """Places of letters that may be others, in words that are short or unknown."""
    words = segment(run)
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    spans = [span for span, word in zip(pairwise(ends), words, strict=True) if len(word) <= _SHORT or not is_word(word)]
    return [at for first, last in spans for at in range(first, last) if run[at] in _ALIKE]


def strangeness(text: str) -> tuple[int, int]:
    """Letters outside known words, then how many words: fewer are likelier."""
    words = segment(_APART.sub(r"\1ำ", text))
    return sum(len(word) for word in words if not is_word(word)), len(words)
