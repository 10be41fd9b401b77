"""Numbers that must fit each other: what each may be, given what the others may be (sum-product on a factor graph).

A factor weighs one combination of its numbers: how likely they stand together on a page. All are asked in turn until
they have heard of each other. Only the few likely combinations of each are looked at.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from extract.belief.evidence import Weighed

_ROUNDS = 6
_MOST_COMBINATIONS = 2000
_FAINT = 1e-5  # options below this share of the likeliest are not combined
_NONE = 1e-12
_MUCH = 20
_NEWS = 1e-5

# One number each, or None for "none of the options"; gives a density, the same for all combinations that fit equally.
Weigh = Callable[[Sequence[str | None]], float]


@dataclass(frozen=True, slots=True)
class Factor:
    """A tie between variables. ``least`` is its weight for what it was not asked about, in place of zero.

    arithmetic: it is a sum, which may bring back a point that both engines lost.
    """

    variables: tuple[int, ...]
    weigh: Weigh
    witness: str
    least: float
    arithmetic: bool = False


@dataclass(slots=True)
class Variable:
    """A number: its options, the last of them None for any other, with their weights before the factors are asked.

    restored: options that no engine read as they are.
    """

    options: list[str | None]
    weights: list[float]
    restored: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, weighed: Weighed) -> "Variable":
        """A variable of what the engines say."""
        return cls([text for text, _ in weighed.options] + [None], [w for _, w in weighed.options] + [weighed.other])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a variable most likely is, how likely, and the tie that speaks loudest for it (None: none does).

    borne_out: a sum much prefers it to a number that is none of the options.
    """

    text: str | None
    share: float
    witness: Factor | None
    borne_out: bool


class Network:
    """Variables and factors; :meth:`verdicts` tells what each variable is."""

    def __init__(self) -> None:
        self.variables: list[Variable] = []
        self.factors: list[Factor] = []

    def add(self, variable: Variable) -> int:
        """Return the index by which factors name the variable."""
        self.variables.append(variable)
        return len(self.variables) - 1

    def verdicts(self) -> list[Verdict]:
        """Ask all factors and judge every variable."""
        told: dict[tuple[int, int], list[float]] = {}
        by_variable: dict[int, list[int]] = defaultdict(list)
        for at, factor in enumerate(self.factors):
            for index in factor.variables:
                by_variable[index].append(at)
                told[at, index] = [1.0] * len(self.variables[index].options)
        known: dict[int, list[list[float]]] = {}
        for _ in range(_ROUNDS):
            for at, factor in enumerate(self.factors):
                heard = [self._from_others(told, by_variable[index], index, at) for index in factor.variables]
                if at in known and _is_old(known[at], heard):
                    continue
                known[at] = heard
                for index, message in zip(factor.variables, self._message(factor, heard), strict=True):
                    told[at, index] = message
        return [self._judge(told, by_variable[index], index) for index in range(len(self.variables))]

    def _from_others(
        self, told: dict[tuple[int, int], list[float]], ats: list[int], index: int, but: int | None
    ) -> list[float]:
        weights = list(self.variables[index].weights)
        for at in ats:
            if at != but:
                weights = [w * m for w, m in zip(weights, told[at, index], strict=True)]
        total = sum(weights) or 1.0
        return [weight / total for weight in weights]

    def _message(self, factor: Factor, heard: list[list[float]]) -> Iterator[list[float]]:
        """What a factor tells each variable of its options, from what it heard of all the others."""
        sums = [[0.0] * len(weights) for weights in heard]
        for combination in combinations(heard):
            options = [self.variables[i].options[at] for i, at in zip(factor.variables, combination, strict=True)]
            shares = [weights[at] for weights, at in zip(heard, combination, strict=True)]
            weight = factor.weigh(options) * prod(shares)
            for place, at in enumerate(combination):
                sums[place][at] += weight / max(shares[place], _NONE)
        for row in sums:
            floored = [max(value, factor.least) for value in row]
            loudest = max(floored)
            yield [value / loudest for value in floored]

    def _judge(self, told: dict[tuple[int, int], list[float]], ats: list[int], index: int) -> Verdict:
        variable = self.variables[index]
        shares = self._from_others(told, ats, index, None)
        best = max(range(len(shares)), key=shares.__getitem__)
        alike = {at for at, text in enumerate(variable.options) if is_same(text, variable.options[best])}
        rival = max(
            (at for at in range(len(shares)) if at not in alike), key=variable.weights.__getitem__, default=best
        )
        preferred = [(told[at, index][best] / max(told[at, index][rival], _NONE), at) for at in ats]
        sums = [at for at in ats if self.factors[at].arithmetic and told[at, index][best] > _MUCH * told[at, index][-1]]
        if variable.options[best] in variable.restored and sums:
            preferred = [(gain, at) for gain, at in preferred if at in sums]
        loudest, at = max(preferred, default=(1.0, -1))
        witness = self.factors[at] if loudest > 1 else None
        share = sum(shares[at] for at in alike)
        return Verdict(variable.options[best], share, witness, borne_out=bool(sums))


def is_same(one: str | None, other: str | None) -> bool:
    """Both are the same number: 0.6 and 0.60 are, 100 and 100.00 too, 6 and 06 are not."""
    if one == other or one is None or other is None or "." not in one + other:
        return one == other
    return _shortest(one) == _shortest(other)


def _shortest(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_old(known: list[list[float]], heard: list[list[float]]) -> bool:
    return all(abs(a - b) < _NEWS for old, new in zip(known, heard, strict=True) for a, b in zip(old, new, strict=True))


def combinations(heard: list[list[float]]) -> Iterator[tuple[int, ...]]:
    """Indices of options that are likely together: all where they are few, else those of the likelier options."""
    faint = _FAINT
    while True:
        kept = [[at for at, weight in enumerate(row) if weight >= faint * max(row)] for row in heard]
        if prod(map(len, kept)) <= _MOST_COMBINATIONS:
            return product(*kept)
        faint *= 2
