"""Cells that say they have nothing to say: blank, a dash, ไม่มี, ไม่พบปัญหาอุปสรรค (schemas/vocabulary/statuses.toml)."""

from functools import cache

import regex

from schemas.vocabulary import load

_FILLING = regex.compile(r"[\s\-–—−.…()\[\]_]+")
_LONGEST = 60


def is_empty(text: str) -> bool:
    """Does the whole text say nothing?"""
    if len(text) > _LONGEST and not text.isspace():
        return False
    said = _FILLING.sub("", text)
    return not said or _nothing().fullmatch(said) is not None


@cache
def _nothing() -> "regex.Pattern[str]":
    table = load("statuses")
    whole, starts, words = (
        "|".join(map(regex.escape, sorted(table[name], key=len, reverse=True)))
        for name in ("empties", "empty_starts", "empty_words")
    )
    return regex.compile(rf"(?:{whole})|(?:{starts})(?:{words})*+")
