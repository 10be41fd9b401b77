"""Thai words: the dictionary and the segmentation that every decision about damaged or wrapped text asks.

pythainlp is imported by the first call that needs it, never by importing this module.
"""

from functools import cache, lru_cache

from schemas.vocabulary import load

_LONGEST = 30
_NEVER = 1 << 30
_LEADING = frozenset("เแโใไ")
_FOLLOWING = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")


@cache
def thai_words() -> frozenset[str]:
    """Every known Thai word: the general dictionary and the words of administration (schemas/vocabulary/words.toml)."""
    from pythainlp.corpus.common import thai_words as general_words

    own = load("words")
    return frozenset(general_words()).union(own["words"], own["variants"])


def is_word(text: str) -> bool:
    """Is ``text``, all of it and as it is spelt, one known word?"""
    return text in thai_words()


@lru_cache(maxsize=16384)
def segment(text: str) -> tuple[str, ...]:
    """Cut ``text`` into words: fewest letters that no word covers, then fewest words; joined again they give ``text``.

    What no word covers comes out as pieces of its own, so a piece need not be a word: ask ``is_word``. Meant for the
    few letters round a decision: pythainlp's newmm gives the same cuts there, but builds a tree of the whole dictionary
    first, which takes longer than reading a hundred reports.
    """
    known, end = thai_words(), len(text)
    best: list[tuple[int, int, int]] = [(0, 0, 0)] + [(_NEVER, 0, 0)] * end
    for at in range(end):
        if best[at][0] == _NEVER or not _may_cut(text, at):
            continue
        missed, count, _ = best[at]
        for stop in range(at + 1, min(at + _LONGEST, end) + 1):
            if text[at:stop] in known:
                best[stop] = min(best[stop], (missed, count + 1, at))
        stop = next((stop for stop in range(at + 1, end) if _may_cut(text, stop)), end)
        best[stop] = min(best[stop], (missed + stop - at, count + 1, at))
    return tuple(_walk(text, best))


def _may_cut(text: str, at: int) -> bool:
    """No word begins with a mark or a following vowel, and none ends in a leading vowel."""
    return at == 0 or not (text[at] in _FOLLOWING or text[at - 1] in _LEADING)


def _walk(text: str, best: list[tuple[int, int, int]]) -> list[str]:
    pieces, at = [], len(text)
    while at > 0:
        start = best[at][2]
        pieces.append(text[start:at])
        at = start
    return pieces[::-1]
