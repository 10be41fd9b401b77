"""Syllables and words that came twice: from replacement text beside glyphs, or from letters drawn twice for bold.

Every rule takes the present text and returns its edits, sorted and disjoint.
"""

import re

from normalise.likelihood import beside, read_plain
from schemas.trace import Edit
from schemas.vocabulary import load

_SYLLABLE_TWICE = re.compile("([ก-ฮ][ัิ-ู็]?[่-์])([ก-ฮ]?)(\\1)( ?)")
_NEAR = 20


def single_syllables(text: str) -> list[Edit]:
    """Drop the second of two equal syllables, and the space it brought, where only then the letters are words.

    ที่ปที่ ระชาชน -> ที่ประชาชน, ขึ้นขึ้ -> ขึ้น. What is words as it stands (ที่ที่ดิน) stays.
    """
    edits: list[Edit] = []
    for hit in _SYLLABLE_TWICE.finditer(text):
        edit = _single(text, hit)
        if edit and (not edits or edits[-1].end <= edit.start):
            edits.append(edit)
    return edits


def _single(text: str, hit: re.Match[str]) -> Edit | None:
    left, right = beside(text, *hit.span(), _NEAR)
    kept = f"{left}{hit[1]}{hit[2]}"
    if hit[4]:
        before = _unknown(kept + hit[3]) + _unknown(right)
        ways = [(_unknown(kept + right), hit.end(4)), (_unknown(kept) + _unknown(right), hit.end(3))]
    else:
        before = _unknown(kept + hit[3] + right)
        ways = [(_unknown(kept + right), hit.end(3))]
    unknown, end = min(ways)
    return Edit(hit.start(3), end, "") if unknown < before else None


def _unknown(text: str) -> int:
    return read_plain(text).unknown


def single_words(text: str) -> list[Edit]:
    """Drop the second of two equal words that no sentence holds twice in a row: ผู้ผู้อำนวยการ -> ผู้อำนวยการ."""
    words: list[str] = load("words")["never_twice"]
    if not any(word * 2 in text for word in words):
        return []
    return [Edit(hit.end(1), hit.end(), "") for hit in re.finditer(f"({'|'.join(words)})\\1+", text)]
