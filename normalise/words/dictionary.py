"""Thai words: the dictionary and the segmentation that every decision about damaged or wrapped text asks.

The words are pythainlp's, read by the first call that needs them, never by importing this module.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from schemas.vocabulary import load

_LONGEST = 30
BEGINNING = 5  # letters; where no word begins with so many, none longer is looked for
_NEVER = 1 << 30
_LEADING = frozenset("เแโใไ")
_FOLLOWING = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")


@cache
def thai_words() -> frozenset[str]:
    """Every known Thai word: the general dictionary and the words of administration (schemas/vocabulary/words.toml)."""
    return frozenset(words_in_order())


def begins_word(text: str) -> bool:
    """Does any known word begin with ``text``?"""
    if text[:1] in _FOLLOWING or (len(text) >= BEGINNING and text[:BEGINNING] not in beginnings()):
        return False
    words = words_in_order()
    at = bisect_left(words, text)
    return at < len(words) and words[at].startswith(text)


@cache
def beginnings() -> frozenset[str]:
    """The first five letters of every known word that has so many."""
    return frozenset(word[:BEGINNING] for word in words_in_order() if len(word) >= BEGINNING)


@cache
def words_in_order() -> list[str]:
    """Every known word, by code points."""
    own = load("words")
    return sorted({*_general_words(), *own["words"], *own["variants"]})


def _general_words() -> Iterable[str]:
    """pythainlp's dictionary from its file: importing the package takes longer than reading a small report."""
    path = corpus_file("words_th.txt")
    if path:
        return filter(None, path.read_text("utf-8-sig").splitlines())
    from pythainlp.corpus.common import thai_words as general_words

    return general_words()


def corpus_file(name: str) -> Path | None:
    """A file of pythainlp's corpora; None where this version keeps it elsewhere."""
    package = find_spec("pythainlp")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder, "corpus", name)
        if path.is_file():
            return path
    return None


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
    letter = end + 1  # a letter that no word covers costs more than all words together
    cost, begun = [0] + [_NEVER] * end, [0] * (end + 1)
    for at, following in pairwise([*_cuts(text), end]):
        if cost[at] == _NEVER:
            continue
        paid = cost[at] + 1
        reach = _LONGEST if text[at : at + BEGINNING] in beginnings() else BEGINNING - 1
        for stop in range(at + 1, min(at + reach, end) + 1):
            if text[at:stop] in known and paid < cost[stop]:
                cost[stop], begun[stop] = paid, at
        paid += letter * (following - at)
        if paid < cost[following]:
            cost[following], begun[following] = paid, at
    return tuple(_walk(text, begun))


def _cuts(text: str) -> list[int]:
    """Where a word may begin: none begins with a mark or a following vowel, and none ends in a leading vowel."""
    pairs = enumerate(pairwise(text), 1)
    return [0, *(at for at, (before, here) in pairs if here not in _FOLLOWING and before not in _LEADING)]


def _walk(text: str, begun: list[int]) -> list[str]:
    pieces, at = [], len(text)
    while at > 0:
        start = begun[at]
        pieces.append(text[start:at])
        at = start
    return pieces[::-1]
