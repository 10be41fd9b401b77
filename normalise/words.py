"""Thai words: the dictionary and the segmentation that every decision about damaged or wrapped text asks.

pythainlp is imported by the first call that needs it (about half a second), never by importing this module.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from schemas.vocabulary import load

if TYPE_CHECKING:
    from pythainlp.util import Trie

_SHORT = 400


@cache
def thai_words() -> frozenset[str]:
    """Every known Thai word: the general dictionary and the words of administration (schemas/vocabulary/words.toml)."""
    from pythainlp.corpus.common import thai_words as general_words

    own = load("words")
    return frozenset(general_words()).union(own["words"], own["variants"])


def is_word(text: str) -> bool:
    """Is ``text``, all of it and as it is spelt, one known word?"""
    return text in thai_words()


def segment(text: str) -> list[str]:
    """Cut ``text`` into words by the longest known ones (newmm); joined again they give ``text``, spaces and all.

    What no word covers comes out as pieces of its own, so a piece need not be a word: ask ``is_word``. Answers for
    short texts are kept.
    """
    return list(_segment_short(text) if len(text) <= _SHORT else _segment(text))


def _segment(text: str) -> tuple[str, ...]:
    from pythainlp.tokenize import word_tokenize

    return tuple(word_tokenize(text, custom_dict=_trie(), engine="newmm", join_broken_num=False))


@lru_cache(maxsize=16384)
def _segment_short(text: str) -> tuple[str, ...]:
    return _segment(text)


@cache
def _trie() -> "Trie":
    from pythainlp.util import Trie

    return Trie(thai_words())
