"""Words that head columns, as damaged text may spell them: tables that no rules prove need some."""

from collections.abc import Sequence

import regex

from extract.readers.pdf.drawn.glyphs import MARKS
from schemas.vocabulary import load, remembered

WEAK_HEADING = 20  # characters: in a longer text a weak word decides nothing
_LONGEST_HEADING = 70
_LEAST_KNOWN = 2
_DIGIT = regex.compile("[0-9๐-๙]")
_NUMBERED = regex.compile(r"(?:25|๒๕)[0-9๐-๙]{2}|(?:ท|ป)[0-9๐-๙]{1,2}$|[ieo][0-9๐-๙]{1,2}$")  # years; what is counted
_SCORES = regex.compile(r"(?:[ieo]it|ita)(?![a-z])|(?:(?:ปงบประมาณ|ป)?(?:พ[.]ศ[.])?)(?:25|๒๕)[0-9๐-๙]{2}$")


def are_headings(texts: Sequence[str]) -> bool:
    """All short, and at least two of them known headings of columns."""
    if not texts or max(map(len, texts)) > _LONGEST_HEADING:
        return False
    return sum(map(knows_heading, texts)) >= _LEAST_KNOWN


@remembered(maxsize=4096)
def knows_heading(text: str) -> bool:
    """True for a known heading of a column, among them years and the names of the instruments."""
    if len(text) > _LONGEST_HEADING:
        return False
    strong, exact, weak = _vocabulary()
    bare = _bare(text)
    if _SCORES.match(bare):
        return True
    if _DIGIT.search(_NUMBERED.sub("", bare)):
        return False
    return bool(strong.search(bare)) or bare in exact or (len(bare) <= WEAK_HEADING and bare.startswith(weak))


@remembered()
def _vocabulary() -> tuple[regex.Pattern[str], frozenset[str], tuple[str, ...]]:
    roles = load("columns")["role"]
    strong = {_bare(word) for role in roles for word in role.get("strong", ())}
    exact = frozenset(_bare(word) for role in roles for word in role.get("exact", ()))
    weak = tuple(sorted({_bare(word) for role in roles for word in role.get("weak", ())}))
    return regex.compile("|".join(sorted(map(regex.escape, strong), key=len, reverse=True))), exact, weak


def _bare(text: str) -> str:
    """Without white space and marks, which damaged text has wrong."""
    return "".join(letter for letter in text.lower().replace("ำ", "า") if letter not in MARKS and not letter.isspace())
