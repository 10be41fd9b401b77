"""White space between words: where it stands, and what the words beside it say of a line wrap.

Evidence is the natural logarithm of a likelihood ratio: positive speaks for a wrap (the letters belong together),
negative for a space that the writer meant, 0 for neither. Weights and compounds: schemas/vocabulary/connectives.toml.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from normalise.words.dictionary import BEGINNING, beginnings, begins_word, segment, thai_words
from schemas.vocabulary import load

# How many letters beside a white space are looked at.
REACH = 20
THAI = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
THAI_LETTERS = "".join(filter(re.compile(f"[{THAI}]").match, map(chr, range(0x0E01, 0x0E4F))))
_GAP = re.compile(rf"[ \t\u00a0](?<=[{THAI}].)[ \t\u00a0]*(?=[{THAI}])")  # the blank first: it is rare
_OTHER = re.compile(rf"[^\s{THAI}]*+")

# A space with so much evidence is a sign that its text is wrapped.
SIGN = 1.5
_SPLIT_COMPOUND, _SPLIT_WORD, _TORN_WORD, _SERIES = 4.0, 2.0, 4.5, -2.0
_MOST_ACROSS = max(_SPLIT_COMPOUND, _SPLIT_WORD, _TORN_WORD)
# An opening quote or "1." goes with the word behind it; a word that is not known is taken to be of this length.
_SHORT_LEAD, _UNKNOWN_WORD = 3, 6
_HALF, _SHORTEST_WORD = 12, 5


class Joint(NamedTuple):
    """The white space ``[start, end)`` between two Thai letters, and what its words say."""

    start: int
    end: int
    evidence: float


def joints(text: str) -> Iterator[Joint]:
    """Every run of spaces between two Thai letters, in order."""
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        yield Joint(start, end, evidence_at(text, start, end))


def signs(text: str) -> bool:
    """Does any space follow or precede a word that speaks for a wrap? One cheap pass; most texts have none."""
    ends, begins = _suspects()
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    beside = [span for span in gaps if text.startswith(begins, span[1]) or text.endswith(ends, 0, span[0])]
    return any(evidence_at(text, start, end) >= SIGN for start, end in beside)


def evidence_at(text: str, start: int, end: int) -> float:
    """What the words beside the white space ``[start, end)`` say; 0 where a neighbour is no Thai letter."""
    letters = _letters_beside(text, start, end)
    return evidence(*letters) if letters else 0.0


def speaks_for_wrap(text: str, start: int, end: int, least: float, *, across: bool = True) -> bool:
    """Is ``evidence_at`` at least ``least``? Words that lie across are looked for only where they decide it.

    across: whether such words count at all.
    """
    letters = _letters_beside(text, start, end)
    if letters is None:
        return least <= 0
    said = _said_beside(*letters)
    if not across:
        return said >= least
    return said >= least or (said + _MOST_ACROSS >= least and evidence(*letters) >= least)


@lru_cache(maxsize=65536)
def evidence(tail: str, head: str) -> float:
    """What the Thai letters before a white space and those behind it say, up to 20 each."""
    said = _said_beside(tail, head)
    return said if _in_series(tail, head) else said + max(_compound(tail, head), _straddle(tail, head))


@lru_cache(maxsize=65536)
def _said_beside(tail: str, head: str) -> float:
    """What the word before and the word behind say, each for itself."""
    if _in_series(tail, head):
        return _SERIES
    after, before, _ = _weights()
    return after.get(last_word(tail), 0.0) + before.get(first_word(head), 0.0)


def _in_series(tail: str, head: str) -> bool:
    """Do both belong to one series, whose members stand apart (months of a list)?"""
    return tail.endswith(_series()) and head.startswith(_series())


def _letters_beside(text: str, start: int, end: int) -> tuple[str, str] | None:
    before, behind = text[max(0, start - REACH) : start], text[end : end + REACH]
    tail, head = before[len(before.rstrip(THAI_LETTERS)) :], behind[: len(behind) - len(behind.lstrip(THAI_LETTERS))]
    return (tail, head) if tail and head else None


@lru_cache(maxsize=65536)
def last_word(letters: str) -> str:
    """The longest known word that ``letters`` end in; "" if there is none."""
    known = _known()
    for at in range(len(letters)):
        if letters[at:] in known:
            return letters[at:]
    return ""


@lru_cache(maxsize=65536)
def first_word(letters: str) -> str:
    """The longest known word that ``letters`` begin with; "" if there is none."""
    known = _known()
    longest = len(letters) if letters[:BEGINNING] in _beginnings() else BEGINNING - 1
    for at in range(min(longest, len(letters)), 0, -1):
        if letters[:at] in known:
            return letters[:at]
    return ""


def next_unit(text: str, at: int) -> int:
    """The end of what no line breaker would part, from ``at`` on: a Thai word, or everything up to one."""
    other = _OTHER.match(text, at)
    end = other.end() if other else at
    behind = text[end : end + REACH] if end - at <= _SHORT_LEAD else ""
    head = behind[: len(behind) - len(behind.lstrip(THAI_LETTERS))]
    return end + (len(first_word(head)) or min(_UNKNOWN_WORD, len(head))) if head else max(end, at + 1)


@cache
def _known() -> frozenset[str]:
    """The dictionary, and what has a weight without being a word of it."""
    after, before, _ = _weights()
    return thai_words().union(after, before)


@cache
def _beginnings() -> frozenset[str]:
    """The first letters of what is known, for what has so many."""
    after, before, _ = _weights()
    return beginnings().union(word[:BEGINNING] for word in (*after, *before) if len(word) >= BEGINNING)


@cache
def _series() -> tuple[str, ...]:
    return tuple(load("connectives")["series"])


_Weights = tuple[dict[str, float], dict[str, float], dict[str, tuple[str, ...]]]


@cache
def _weights() -> _Weights:
    """Weights by the word before, by the word behind; and of each compound's first part the parts that may follow."""
    table = load("connectives")
    sides = [{word: row["weight"] for row in table[side] for word in row["words"]} for side in ("after", "before")]
    pairs: dict[str, tuple[str, ...]] = {}
    for compound in table["compounds"]["words"]:
        parts = compound.split("|")
        for cut in range(1, len(parts)):
            left = "".join(parts[:cut])
            pairs[left] = (*pairs.get(left, ()), "".join(parts[cut:]))
    return sides[0], sides[1], pairs


@cache
def _suspects() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that speak for a wrap, before a space and behind it."""
    after, before, _ = _weights()
    ends, begins = (tuple(word for word in words if words[word] >= SIGN) for words in (after, before))
    return ends, begins


@cache
def _first_parts() -> tuple[str, ...]:
    """What compounds begin with: few words end so."""
    return tuple(_weights()[2])


def _compound(tail: str, head: str) -> float:
    if not tail.endswith(_first_parts()):
        return 0.0
    pairs = _weights()[2]
    found = any(head.startswith(pairs.get(tail[at:], "\0")) for at in range(len(tail) - 1))
    return _SPLIT_COMPOUND if found else 0.0


def _straddle(tail: str, head: str) -> float:
    """Does a dictionary word reach over the joint? Surely if a half of it is no word, likely if both are."""
    known, weight = thai_words(), 0.0
    for left in range(2, min(_HALF, len(tail)) + 1):
        part = tail[-left:]
        least = max(1, _SHORTEST_WORD - left)
        if least > len(head) or not begins_word(part + head[:least]):
            continue
        for right in range(least, min(_HALF, len(head)) + 1):
            if part + head[:right] in known:
                weight = max(weight, _SPLIT_WORD if part in known and head[:right] in known else _TORN_WORD)
    return weight if weight and _crossed(tail, head) else 0.0


def _crossed(tail: str, head: str) -> bool:
    """Does the best segmentation of the joined letters agree that a word lies across the joint?"""
    at = 0
    for word in segment(tail + head):
        if at < len(tail) < at + len(word):
            return word in thai_words()
        at += len(word)
    return False
