"""Levels of a score, as printed."""

import re
from functools import cache

from schemas.vocabulary import load

_LONGEST = 60
_DRESS = re.compile(r"[\s“”\"'().]")


@cache
def _spellings() -> dict[str, str]:
    table = load("levels")
    spelt = {band["level"]: band["level"] for scale in table["scale"] for band in scale["bands"]}
    aliases: dict[str, str] = table["aliases"]
    return spelt | aliases


@cache
def level_pattern() -> str:
    """A pattern fragment that matches any level; letters stand alone, Thai levels are matched the longest first."""
    spelt = sorted(_spellings(), key=len, reverse=True)
    thai = "|".join(r"\n?".join(level) for level in spelt if not level.isascii())  # a line may end inside a level
    letters = "|".join(level for level in spelt if level.isascii())
    return rf"(?:{thai})|(?<![A-Za-z])(?:{letters})(?![A-Za-z])"


def level_of(text: str) -> str | None:
    """The level that a whole text states, with or without "ระดับ" and quotes, or None."""
    if len(text) > _LONGEST or text[:1].isdigit():  # most cells of score tables are numbers
        return None
    bare = _DRESS.sub("", text.removeprefix("อยู่ใน").removeprefix("ระดับ"))
    return _spellings().get(bare)
