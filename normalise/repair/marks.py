"""Marks of one letter: their order, their number, and SARA AE made of two SARA E. No dictionary needed.

A letter carries at most one vowel mark and then at most one tone mark or silencer; NIKHAHIT may follow a vowel mark
(Pali). Every rule takes the present text and returns its edits, sorted and disjoint.
"""

import re
from functools import lru_cache

from schemas.trace import Edit

_VOWELS, _NIKHAHIT, _TOPS = "ัิ-ฺ็", "ํ", "่-์๎"
_ALL = "ัิ-ฺ็-๎"
_MISPLACED = re.compile(f"[{_ALL}](?<![ก-ฮ].)(?<![{_VOWELS}{_NIKHAHIT}][{_TOPS}])")
_SARA_E_TWICE = re.compile("เเ")
_RANK = dict.fromkeys("ัิีึืฺุู็", 0) | {"ํ": 1} | dict.fromkeys("่้๊๋์๎", 2)


@lru_cache(maxsize=2)
def misplaced(text: str) -> tuple[int, ...]:
    """Where marks stand that nothing carries: behind no consonant, and no top behind a vowel mark.

    Several rules look for damage of this kind. Sound text has none, so one search of the last text answers them all.
    """
    return tuple([hit.start() for hit in _MISPLACED.finditer(text)])


def compose_sara_ae(text: str) -> list[Edit]:
    """Two SARA E are one SARA AE: เเละ -> และ."""
    return [Edit(*hit.span(), "แ") for hit in _SARA_E_TWICE.finditer(text)]


def order_marks(text: str) -> list[Edit]:
    """Marks of a letter get their order and stand once: ที่ from ท่ี, ที่่. What is still two of a kind stays."""
    found, done = [], 0
    for at in misplaced(text):
        if at >= done:
            start, run = _run(text, at)
            done, new = start + len(run), _ordered(run)
            if new != run:
                found.append(Edit(start, done, new))
    return found


def _run(text: str, at: int) -> tuple[int, str]:
    """Where the marks begin that stand together round place ``at``, and they themselves."""
    start = at
    while start and text[start - 1] in _RANK:
        start -= 1
    end = at + 1
    while end < len(text) and text[end] in _RANK:
        end += 1
    return start, text[start:end]


@lru_cache(maxsize=1024)
def _ordered(marks: str) -> str:
    once = sorted(dict.fromkeys(marks), key=_RANK.__getitem__)
    ranks = [_RANK[mark] for mark in once]
    return "".join(once) if len(set(ranks)) == len(ranks) else marks
