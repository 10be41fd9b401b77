"""Words that came twice, from letters drawn twice for bold or from replacement text beside glyphs.

Doubled syllables are a confusion (:mod:`normalise.confusions`): there words decide.
"""

import re

from schemas.trace import Edit
from schemas.vocabulary import load


def single_words(text: str) -> list[Edit]:
    """Drop the second of two equal words that no sentence holds twice in a row: ผู้ผู้อำนวยการ -> ผู้อำนวยการ."""
    words: list[str] = load("words")["never_twice"]
    if not any(word * 2 in text for word in words):
        return []
    return [Edit(hit.end(1), hit.end(), "") for hit in re.finditer(f"({'|'.join(words)})\\1+", text)]
