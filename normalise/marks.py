"""Marks of one letter: their order, their number, and SARA AE made of two SARA E. No dictionary needed.

A letter carries at most one vowel mark and then at most one tone mark or silencer; NIKHAHIT may follow a vowel mark
(Pali). Every rule takes the present text and returns its edits, sorted and disjoint.
"""

import re

from normalise.likelihood import cost
from schemas.trace import Edit

_VOWELS, _NIKHAHIT, _TOPS = "ัิ-ฺ็", "ํ", "่-์๎"
_ALL = "ัิ-ฺ็-๎"
_DISORDER = re.compile(f"[{_ALL}](?:(?<=[{_TOPS}])[{_ALL}]|(?<=[{_VOWELS}{_NIKHAHIT}])[{_VOWELS}{_NIKHAHIT}])")
_MARKS = re.compile(f"[{_ALL}]{{2,}}")
_LETTER_TWICE = re.compile("(?:([ก-๎])\\1){4,}")
_SARA_E_TWICE = re.compile("เเ")
_RANK = dict.fromkeys("ัิีึืฺุู็", 0) | {"ํ": 1} | dict.fromkeys("่้๊๋์๎", 2)
# of the words whose letters stand twice, nearly every one has one of these
_FREQUENT = "่้ิีัาเ"
_HALF = 0.6


def compose_sara_ae(text: str) -> list[Edit]:
    """Two SARA E are one SARA AE: เเละ -> และ."""
    return [Edit(*hit.span(), "แ") for hit in _SARA_E_TWICE.finditer(text)]


def single_letters(text: str) -> list[Edit]:
    """A word whose every letter stands twice (drawn twice for bold) is read once, if likelier: กกาารร -> การ."""
    if not any(mark * 2 in text for mark in _FREQUENT):
        return []
    hits = ((hit.span(), hit[0][::2]) for hit in _LETTER_TWICE.finditer(text))
    return [Edit(*span, once) for span, once in hits if cost(once) < _HALF * cost(text[slice(*span)])]


def order_marks(text: str) -> list[Edit]:
    """Marks of a letter get their order and stand once: ที่ from ท่ี, ที่่. What is still two of a kind stays."""
    if not _DISORDER.search(text):
        return []
    found = [(hit.span(), _ordered(hit[0])) for hit in _MARKS.finditer(text)]
    return [Edit(*span, new) for span, new in found if new != text[slice(*span)]]


def _ordered(marks: str) -> str:
    once = sorted(dict.fromkeys(marks), key=_RANK.__getitem__)
    ranks = [_RANK[mark] for mark in once]
    return "".join(once) if len(set(ranks)) == len(ranks) else marks
