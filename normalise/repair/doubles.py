"""Letters and words that came twice, drawn twice for bold.

Syllables doubled by replacement text are a confusion (:mod:`normalise.repair.confusions`): there words decide.
Every rule takes the present text and returns its edits, sorted and disjoint.
"""

import re

from normalise.repair.likelihood import cost
from normalise.repair.marks import misplaced
from schemas.trace import Edit
from schemas.vocabulary import load

_LETTER_TWICE = re.compile("(?:([ก-๎])\\1){4,}")
# of the words whose letters stand twice, nearly every one has one of these, SARA AA or SARA E
_FREQUENT = frozenset(mark * 2 for mark in "่้ิีั")
_HALF = 0.6


def single_letters(text: str) -> list[Edit]:
    """A word whose every letter stands twice (drawn twice for bold) is read once, if likelier: กกาารร -> การ."""
    if "าา" not in text and "เเ" not in text and not any(text[at - 1 : at + 1] in _FREQUENT for at in misplaced(text)):
        return []
    hits = ((hit.span(), hit[0][::2]) for hit in _LETTER_TWICE.finditer(text))
    return [Edit(*span, once) for span, once in hits if cost(once) < _HALF * cost(text[slice(*span)])]


def single_words(text: str) -> list[Edit]:
    """Drop the second of two equal words that no sentence holds twice in a row: ผู้ผู้อำนวยการ -> ผู้อำนวยการ."""
    words: list[str] = load("words")["never_twice"]
    if not any(word * 2 in text for word in words):
        return []
    return [Edit(hit.end(1), hit.end(), "") for hit in re.finditer(f"({'|'.join(words)})\\1+", text)]
