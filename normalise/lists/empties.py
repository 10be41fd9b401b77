"""Cells that say they have nothing to say: blank, a dash, ไม่มี, ไม่พบปัญหาอุปสรรค (schemas/vocabulary/statuses.toml)."""

import re
from functools import cache

from schemas.vocabulary import load

_FILLERS = " \n\t-–—−.…()[]_"
_FILLING = re.compile(r"[\s\-–—−.…()\[\]_]+")
_LONGEST = 60


def is_empty(text: str) -> bool:
    """Does the whole text say nothing?"""
    if len(text) > _LONGEST and not text.isspace():
        return False
    first = text.lstrip(_FILLERS)[:1]
    if first and first not in _heads():
        return False
    said = _FILLING.sub("", text)
    return not said or _nothing().fullmatch(said) is not None


@cache
def _heads() -> frozenset[str]:
    """The letters with which texts that say nothing may begin; odd white space needs a closer look."""
    table = load("statuses")
    words = (*table["empties"], *table["empty_starts"])
    return frozenset(word[0] for word in words).union(filter(str.isspace, map(chr, range(0x3001))))


@cache
def _nothing() -> re.Pattern[str]:
    table = load("statuses")
    whole, starts, words = (
        "|".join(map(re.escape, sorted(table[name], key=len, reverse=True)))
        for name in ("empties", "empty_starts", "empty_words")
    )
    return re.compile(rf"(?:{whole})|(?:{starts})(?:{words})*+")
