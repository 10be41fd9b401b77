"""What each Thai word costs: the negative logarithm of how often it occurs.

Words and counts take tens of megabytes as a table of all their beginnings, and a damaged text asks for a few of them.
So costs stand in one array beside the words in order, and the words of a beginning are made a table when asked for.

source of the counts: Thai National Corpus as shipped by pythainlp (tnc_freq), 32 million words.
"""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from normalise.words.dictionary import corpus_file, thai_words, words_in_order
from schemas.vocabulary import load

NO_WORD = math.inf
_UNSEEN, _UNSEEN_PER_LETTER, _UNSEEN_LETTERS = 20.0, 0.75, 8
_BEGINNING = 2  # letters


@cache
def words_under(beginning: str) -> dict[str, float]:
    """The cost of every word, of two letters and more, that begins with these two letters, and NO_WORD for every start
    of a word that is none: a trie in one flat table. Of fewer letters, the single letters that words begin with."""
    if len(beginning) < _BEGINNING:
        return _first_letters()
    words, costs = words_in_order(), _costs()
    table: dict[str, float] = {}
    for at in range(bisect_left(words, beginning), len(words)):
        word = words[at]
        if not word.startswith(beginning):
            break
        for end in range(_BEGINNING, len(word)):
            table.setdefault(word[:end], NO_WORD)
        table[word] = costs[at]
    return table


@cache
def _first_letters() -> dict[str, float]:
    return dict.fromkeys((word[0] for word in words_in_order() if len(word) > 1), NO_WORD)


@cache
def _costs() -> "array[float]":
    """The cost of each word in order."""
    words = words_in_order()
    counts = array("L", bytes(array("L").itemsize * len(words)))
    for word, count in _counted():
        counts[bisect_left(words, word)] = count
    own = load("words")
    for kind, count in own["counts"].items():
        for word in own[kind]:
            at = bisect_left(words, word)
            counts[at] = counts[at] or count
    total = math.log(sum(count for word, count in zip(words, counts, strict=True) if len(word) > 1))
    unseen = [_UNSEEN - _UNSEEN_PER_LETTER * letters for letters in range(_UNSEEN_LETTERS + 1)]
    return array(
        "d",
        [
            total - math.log(count) if count else unseen[min(len(word), _UNSEEN_LETTERS)]
            for word, count in zip(words, counts, strict=True)
        ],
    )


def _counted() -> Iterable[tuple[str, int]]:
    """Known words and their counts, from pythainlp's file: importing the package takes longer."""
    known, path = thai_words(), corpus_file("tnc_freq.txt")
    if path is None:
        from pythainlp.corpus.tnc import unigram_word_freqs

        yield from ((word, count) for word, count in unigram_word_freqs().items() if word in known)
        return
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            word, _, count = line.partition("\t")
            if word in known:
                yield word, int(count)
