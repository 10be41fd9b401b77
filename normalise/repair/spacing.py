"""Spaces where no space can be: before a mark, behind a leading vowel.

Every rule takes the present text and returns its edits, sorted and disjoint. None crosses a line, a tab or a cell.
Where a line is set letter by letter (ก า ร) a space says nothing, and what stands apart there stays apart.
"""

import re
from collections.abc import Iterable

from schemas.trace import Edit

_MARKS = "ัิ-ฺ็-๎"
_NEAR = 24
_ONE_LETTER = re.compile(f"[ก-ฮะาำเ-ไ][{_MARKS}]*")
_OTHER = re.compile("[^ก-๎ ]")

_BEFORE_MARK = re.compile(f" (?<=[ก-ฮ{_MARKS}] ) ?(?=[{_MARKS}ะำ])")
_CLUSTER = re.compile("[ก-ฮ][ัิ-ฺ็ํ]?[่-์๎]?")
_BEHIND_LEADING = re.compile(" (?<=[เ-ไ] ) ?(?=[ก-ฮ])")


def join_marks(text: str) -> list[Edit]:
    """Drop spaces between a letter and its mark: ที ่ -> ที่, แล ะ -> และ."""
    return [Edit(*hit.span(), "") for hit in _BEFORE_MARK.finditer(text) if _may_join(text, *hit.span())]


def _may_join(text: str, start: int, end: int) -> bool:
    if text[end] in "ะำ":
        return not is_letter_spaced(text, start)
    base = start - 1
    while base > start - 4 and base > 0 and not "ก" <= text[base] <= "ฮ":
        base -= 1
    marks = sorted({*text[base + 1 : start], text[end]})
    return _CLUSTER.fullmatch(text[base] + "".join(marks)) is not None


def join_leading_vowels(text: str) -> list[Edit]:
    """Drop spaces behind a vowel that is written before its consonant: แ ละ -> และ."""
    hits = _BEHIND_LEADING.finditer(text)
    return [Edit(*hit.span(), "") for hit in hits if not is_letter_spaced(text, hit.start())]


def is_letter_spaced(text: str, at: int) -> bool:
    """Is the space at ``at`` one of a line set letter by letter: three or more bare letters around it?"""
    left = _OTHER.split(text[max(0, at - _NEAR) : at])[-1]
    right = _OTHER.split(text[at : at + _NEAR].lstrip(" "), maxsplit=1)[0]
    return _bare_letters(reversed(left.split(" "))) + _bare_letters(right.split(" ")) >= 3


def _bare_letters(tokens: Iterable[str]) -> int:
    """Bare letters before the first longer token; letters with marks stand between them, uncounted."""
    count = 0
    for token in tokens:
        if not _ONE_LETTER.fullmatch(token):
            break
        count += len(token) == 1
    return count
