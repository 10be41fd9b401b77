"""How likely a stretch of Thai is, and the likeliest way to read one that may be damaged.

A text costs what its cheapest cutting into words costs: a word costs the negative logarithm of how often it occurs,
a letter that no word covers costs UNKNOWN. A damaged text is read with arcs: places where some of its characters may
stand for others, each for a penalty. The cheapest path through text and arcs says which arcs to take; none, when the
text as it stands is as likely. So a rule only has to say what may stand for what, and the words decide.

source of the counts: Thai National Corpus as shipped by pythainlp (tnc_freq), 32 million words.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from normalise.words import thai_words
from schemas.vocabulary import load

UNKNOWN = 12.0
_MARKS_OF_OMISSION = dict.fromkeys("ฯๆ", 4.0)
_UNSEEN, _UNSEEN_PER_LETTER, _UNSEEN_LETTERS = 20.0, 0.75, 8
_NO_WORD = math.inf
_LETTERS = "".join(map(chr, range(ord("ก"), ord("๎") + 1)))


class Arc(NamedTuple):
    """``text[start:end]`` may stand for ``new``; reading it so costs ``penalty``. Both are at least one character."""

    start: int
    end: int
    new: str
    penalty: float


class Reading(NamedTuple):
    """The cheapest reading: its cost, the arcs it takes in order (none: the text as it stands), letters in no word."""

    cost: float
    arcs: tuple[Arc, ...]
    unknown: int


class _Edge(NamedTuple):
    letter: str
    to: int
    arc: Arc | None


class _Step(NamedTuple):
    cost: float
    back: int
    arcs: tuple[Arc, ...]
    unknown: int


@lru_cache(maxsize=65536)
def read_plain(text: str) -> Reading:
    """Return the reading of ``text`` as it stands. Answers are kept: for short texts."""
    return read(text, ())


def cost(text: str) -> float:
    """What ``text`` costs as it stands; 0.0 for an empty text."""
    return read_plain(text).cost


def read(text: str, arcs: Sequence[Arc]) -> Reading:
    """Return the cheapest reading of ``text``, given what may stand for what.

    Linear in the length of the text for a bounded number of arcs per place.
    """
    edges, order = _lattice(text, arcs)
    best: dict[int, _Step] = {0: _Step(0.0, -1, (), 0)}
    for node in order:
        for word_cost, end, taken in _words_from(edges, node):
            _relax(best, node, end, word_cost, taken, 0)
        for edge in edges.get(node, ()):
            paid, unknown = _letter_cost(edge)
            _relax(best, node, edge.to, paid, (edge.arc,) if edge.arc else (), unknown)
    return _trace_back(best, len(text))


def beside(text: str, start: int, end: int, near: int) -> tuple[str, str]:
    """The Thai letters that touch ``text[start:end]`` on the left and on the right, at most ``near`` on each side."""
    left, right = text[max(0, start - near) : start], text[end : end + near]
    return left[len(left.rstrip(_LETTERS)) :], right[: len(right) - len(right.lstrip(_LETTERS))]


def _lattice(text: str, arcs: Iterable[Arc]) -> tuple[dict[int, list[_Edge]], list[int]]:
    """Nodes are positions of the text, and numbers above them for the inside of arcs; edges carry one letter each."""
    size = len(text)
    edges = {at: [_Edge(letter, at + 1, None)] for at, letter in enumerate(text)}
    inside: dict[int, list[int]] = {}
    fresh = size + 1
    for arc in arcs:
        steps = list(range(fresh, fresh + len(arc.new) - 1))
        fresh += len(steps)
        inside.setdefault(arc.start, []).extend(steps)
        stops = [arc.start, *steps, arc.end]
        for number, letter in enumerate(arc.new):
            edge = _Edge(letter, stops[number + 1], arc if number == 0 else None)
            edges.setdefault(stops[number], []).append(edge)
    return edges, [node for at in range(size) for node in (at, *inside.get(at, ()))]


def _words_from(edges: dict[int, list[_Edge]], node: int) -> list[tuple[float, int, tuple[Arc, ...]]]:
    """Every word that can be read from a node on: what it costs, where it ends, the arcs it takes."""
    table, found = _table(), []
    paths: list[tuple[str, int, float, tuple[Arc, ...]]] = [("", node, 0.0, ())]
    while paths:
        start, at, paid, taken = paths.pop()
        for letter, to, arc in edges.get(at, ()):
            word = start + letter
            word_cost = table.get(word)
            if word_cost is None:
                continue
            path = (word, to, paid + arc.penalty, (*taken, arc)) if arc else (word, to, paid, taken)
            paths.append(path)
            if word_cost is not _NO_WORD:
                found.append((word_cost + path[2], to, path[3]))
    return found


def _relax(
    best: dict[int, _Step], node: int, end: int, paid: float, taken: tuple[Arc, ...], unknown: int
) -> None:
    total = best[node].cost + paid
    known = best.get(end)
    if known is None or total < known.cost:
        best[end] = _Step(total, node, taken, unknown)


def _letter_cost(edge: _Edge) -> tuple[float, int]:
    """What a letter outside any word costs, and 1 if it is one that belongs in a word."""
    paid = edge.arc.penalty if edge.arc else 0.0
    if edge.letter in _MARKS_OF_OMISSION:
        return paid + _MARKS_OF_OMISSION[edge.letter], 0
    return (paid + UNKNOWN, 1) if "ก" <= edge.letter <= "๎" else (paid + 1.0, 0)


def _trace_back(best: dict[int, _Step], end: int) -> Reading:
    arcs: list[Arc] = []
    at, unknown = end, 0
    while at > 0:
        step = best[at]
        arcs[:0] = step.arcs
        unknown += step.unknown
        at = step.back
    return Reading(best[end].cost, tuple(arcs), unknown)


@cache
def _table() -> dict[str, float]:
    """Cost of every word, and ``_NO_WORD`` for every start of a word that is none: a trie in one flat table."""
    from pythainlp.corpus.tnc import unigram_word_freqs

    counts = _counts(unigram_word_freqs())
    total = math.log(sum(counts.values()))
    table: dict[str, float] = {}
    for word in thai_words():
        if len(word) > 1:
            for end in range(1, len(word)):
                table.setdefault(word[:end], _NO_WORD)
            seen = counts.get(word, 0)
            table[word] = total - math.log(seen) if seen else _unseen(word)
    return table


def _counts(general: dict[str, int]) -> dict[str, int]:
    own = load("words")
    kinds = {word: count for kind, count in own["counts"].items() for word in own[kind]}
    return {word: general.get(word, 0) or kinds.get(word, 0) for word in thai_words() if len(word) > 1}


def _unseen(word: str) -> float:
    """A word never counted; the longer it is, the less it can be something else by chance."""
    return _UNSEEN - _UNSEEN_PER_LETTER * min(len(word), _UNSEEN_LETTERS)
