"""Cells that say they have nothing to say: blank, a dash, ไม่มี, ไม่พบปัญหาอุปสรรค (schemas/vocabulary/statuses.toml)."""

import re
from functools import cache

from schemas.vocabulary import load

_FILLING = re.compile(r"[\s\-–—−.…()\[\]_]+")
_LONGEST = 60


def is_empty(text: str) -> bool:
    """Does the whole text say nothing?"""
    if len(text) > _LONGEST and not text.isspace():
        return False
    said = _FILLING.sub("", text)
    return not said or (said[0] in _heads() and _nothing().fullmatch(said) is not None)


@cache
def _heads() -> frozenset[str]:
    """The letters with which words that say nothing begin."""
    table = load("statuses")
    return frozenset(word[0] for word in (*table["empties"], *table["empty_starts"]))


@cache
def _nothing() -> re.Pattern[str]:
    table = load("statuses")
    whole, starts, words = (
        "|".join(map(re.escape, sorted(table[name], key=len, reverse=True)))
        for name in ("empties", "empty_starts", "empty_words")
    )
    return re.compile(rf"(?:{whole})|(?:{starts})(?:{words})*+")
