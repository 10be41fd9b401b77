"""How likely a stretch of Thai is, and the likeliest way to read one that may be damaged.

A text costs what its cheapest cutting into words costs: a word costs the negative logarithm of how often it occurs,
a letter that no word covers costs UNKNOWN. A damaged text is read with arcs: places where some of its characters may
stand for others, each for a penalty. The cheapest path through text and arcs says which arcs to take; none, when the
text as it stands is as likely. So a rule only has to say what may stand for what, and the words decide.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from normalise.words.costs import NO_WORD, words_under

UNKNOWN = 12.0
_MARKS_OF_OMISSION = dict.fromkeys("ฯๆ", 4.0)
_LETTERS = "".join(map(chr, range(ord("ก"), ord("๎") + 1)))


class Arc(NamedTuple):
    """``text[start:end]`` may stand for ``new``; reading it so costs ``penalty``. Both are at least one character.

    What is read so must be part of words: an arc never makes one unknown spelling of another.
    """

    start: int
    end: int
    new: str
    penalty: float


class Reading(NamedTuple):
    """The cheapest reading: its cost, the arcs it takes in order (none: the text as it stands), letters in no word."""

    cost: float
    arcs: tuple[Arc, ...]
    unknown: int


class _Branch(NamedTuple):
    """A letter that an arc offers, on the way to node ``to``; ``arc`` is given with its first letter only."""

    letter: str
    to: int
    arc: Arc | None


class _Word(NamedTuple):
    """A word that can be read: where it ends, what it costs with the arcs it takes, and these."""

    end: int
    cost: float
    arcs: tuple[Arc, ...]


@lru_cache(maxsize=65536)
def read_plain(text: str) -> Reading:
    """Return the reading of ``text`` as it stands, as :func:`read` without arcs. Answers are kept: for short texts."""
    size = len(text)
    costs, unknown = [0.0] + [math.inf] * size, [0] * (size + 1)
    for at, letter in enumerate(text):
        words, paid, outside = words_under(text[at : at + 2]), costs[at], _outside(letter)
        for end in range(at + 2, size + 1):
            cost = words.get(text[at:end])
            if cost is None:
                break
            if paid + cost < costs[end]:
                costs[end], unknown[end] = paid + cost, unknown[at]
        if paid + outside < costs[at + 1]:
            costs[at + 1], unknown[at + 1] = paid + outside, unknown[at] + (outside == UNKNOWN)
    return Reading(costs[size], (), unknown[size])


def cost(text: str) -> float:
    """What ``text`` costs as it stands; 0.0 for an empty text."""
    return read_plain(text).cost


def read(text: str, arcs: Sequence[Arc]) -> Reading:
    """Return the cheapest reading of ``text``, given what may stand for what.

    Nodes are places of the text, and numbers above them inside arcs. Linear in the length of the text for a bounded
    number of arcs per place.
    """
    branches, inside = _branches(len(text), arcs)
    best = _Best(len(text))
    for at, letter in enumerate(text):
        for word in _words_from(text, at, branches):
            best.offer(at, word)
        best.offer_letter(at, letter)
        for node in inside.get(at, ()):
            if node in best.costs:
                for word in _words_from(text, node, branches):
                    best.offer(node, word)
    return best.reading()


def _outside(letter: str) -> float:
    """What a letter outside any word costs: UNKNOWN, unless it is one that stands alone."""
    if "ก" <= letter <= "๎" and letter not in _MARKS_OF_OMISSION:
        return UNKNOWN
    return _MARKS_OF_OMISSION.get(letter, 1.0)


def beside(text: str, start: int, end: int, near: int) -> tuple[str, str]:
    """The Thai letters that touch ``text[start:end]`` on the left and on the right, at most ``near`` on each side."""
    left, right = text[max(0, start - near) : start], text[end : end + near]
    return left[len(left.rstrip(_LETTERS)) :], right[: len(right) - len(right.lstrip(_LETTERS))]


def _branches(size: int, arcs: Iterable[Arc]) -> tuple[dict[int, list[_Branch]], dict[int, list[int]]]:
    """What can be read at a node beside the text's own letter, and the nodes inside the arcs that begin at a place."""
    branches: dict[int, list[_Branch]] = {}
    inside: dict[int, list[int]] = {}
    fresh = size + 1
    for arc in arcs:
        nodes = range(fresh, fresh + len(arc.new) - 1)
        fresh = nodes.stop
        inside.setdefault(arc.start, []).extend(nodes)
        for at, letter, to in zip((arc.start, *nodes), arc.new, (*nodes, arc.end), strict=True):
            branches.setdefault(at, []).append(_Branch(letter, to, arc if at == arc.start else None))
    return branches, inside


def _words_from(text: str, node: int, branches: dict[int, list[_Branch]]) -> list[_Word]:
    """Every word that can be read from a node on."""
    size, found = len(text), []
    paths: list[tuple[str, int, float, tuple[Arc, ...]]] = [("", node, 0.0, ())]
    while paths:
        word, at, paid, taken = paths.pop()
        table = words_under(word[:2])
        cost: float | None = NO_WORD
        while cost is not None:
            if cost is not NO_WORD:
                found.append(_Word(at, cost + paid, taken))
            if at in branches:
                paths += _branching(word, paid, taken, branches[at], found)
            if at >= size:
                break
            word += text[at]
            at += 1
            if len(word) == 2:
                table = words_under(word)
            cost = table.get(word)
    return found


def _branching(
    word: str, paid: float, taken: tuple[Arc, ...], branches: list[_Branch], found: list[_Word]
) -> Iterator[tuple[str, int, float, tuple[Arc, ...]]]:
    """The ways on from a node by arcs, as far as they are the start of a word; what ends a word is found too."""
    for letter, to, arc in branches:
        further = word + letter
        cost = words_under(further[:2]).get(further)
        if cost is not None:
            price, arcs = (paid + arc.penalty, (*taken, arc)) if arc else (paid, taken)
            if cost is not NO_WORD:
                found.append(_Word(to, cost + price, arcs))
            yield further, to, price, arcs


class _Best:
    """The cheapest way to each node found so far."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.costs = {0: 0.0}
        self.steps: dict[int, tuple[int, tuple[Arc, ...], int]] = {}

    def offer(self, node: int, word: _Word) -> None:
        self._offer(node, word.end, word.cost, word.arcs, 0)

    def offer_letter(self, at: int, letter: str) -> None:
        """Read a letter outside any word."""
        paid = _outside(letter)
        self._offer(at, at + 1, paid, (), int(paid == UNKNOWN))

    def _offer(self, node: int, end: int, paid: float, arcs: tuple[Arc, ...], unknown: int) -> None:
        total = self.costs[node] + paid
        if total < self.costs.get(end, math.inf):
            self.costs[end] = total
            self.steps[end] = (node, arcs, unknown)

    def reading(self) -> Reading:
        arcs: list[Arc] = []
        at, unknown = self.size, 0
        while at > 0:
            at, taken, letters = self.steps[at]
            arcs[:0] = taken
            unknown += letters
        return Reading(self.costs[self.size], tuple(arcs), unknown)
