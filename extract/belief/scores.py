"""The scores of a document as variables and sums of the network: what a first look at the tables found of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import cast

import regex

from extract.belief.arithmetic import Term, same_factor, sum_factor, to_value
from extract.belief.evidence import Weighed
from extract.belief.network import Factor, Network, Variable
from extract.belief.setting import Setting
from extract.indicators import official
from extract.scores.found import Found
from schemas.records import Instrument
from schemas.trace import Span
from schemas.vocabulary import load

_LOST_POINT, _COMMA = 0.05, 0.3  # how much rarer than what both engines saw
_HIGHEST = 100.0
_USUAL, _SHORT, _WHOLE, _NO_SCORE = 1.0, 0.15, 0.3, 1e-3
_ODD, _ODDEST = 0.5, 0.01  # numbers of other decimals than their column's: those that no count has seen yet
_RUN = regex.compile(r"\d{3,4}|\d{1,2},\d\d")

Key = tuple[str | None, str, int | None, Instrument | None, int | None, str]
Board = dict[Key, list[int]]


def restore_points(variable: Variable) -> None:
    """Add the readings with the point that an engine lost, or took for a comma."""
    for text, weight in list(zip(variable.options, variable.weights, strict=True)):
        if text and _RUN.fullmatch(text):
            restored = text.replace(",", ".") if "," in text else f"{text[:-2]}.{text[-2:]}"
            if restored not in variable.options:
                variable.options.insert(-1, restored)
                variable.weights.insert(-1, weight * (_COMMA if "," in text else _LOST_POINT))
                variable.restored.add(restored)


def add_scores(network: Network, setting: Setting, found: Iterable[tuple[Found, Span]]) -> set[int]:
    """Tie the readings under scores by all the sums they must obey; return the indices of these readings.

    ``found`` comes with raw intervals. The variables of the network so far are those of the setting. A score on a page
    that is no scan is certain.
    """
    board: Board = defaultdict(list)
    tied: set[int] = set()
    for item, span in found:
        if item.value is None:
            continue
        under = setting.under(*span)
        if len(under) == 1:
            index = under[0]
            restore_points(network.variables[index])
            tied.add(index)
        elif not under:
            index = network.add(Variable.of(Weighed(((f"{item.value:g}", 1.0),), 0.0)))
        else:
            continue
        key = (item.agency, item.subject.scope, item.subject.no, item.subject.instrument, item.year, item.what)
        if index not in board[key]:
            board[key].append(index)
    network.factors += _ranges(network, board, tied)
    network.factors += _sums(board)
    network.factors += _twice(board)
    return tied


def _ranges(network: Network, board: Board, tied: set[int]) -> Iterator[Factor]:
    """What a score or a change looks like: its range, and the decimals that most of its kind have in the document."""
    for what, lowest in (("score", 0.0), ("change", -_HIGHEST)):
        places = {index for key, indices in board.items() if key[-1] == what for index in indices}
        likeliest = [to_value(network.variables[index].options[0]) for index in places]
        broken = [value for value in likeliest if value and value[0] not in (0, _HIGHEST)]
        two = sum(places == 2 for _, places in broken)
        usual = 2 * two > len(broken)
        odd = max((len(broken) - two + _ODD) / (len(broken) + 2 * _ODD), _ODDEST) if usual else _USUAL
        weigh = partial(_looks, lowest=lowest, odd=odd, whole=_WHOLE if usual and what == "score" else odd)
        yield from (Factor((index,), weigh, "range", _NO_SCORE) for index in sorted(places & tied))


def _looks(texts: Sequence[str | None], *, lowest: float, odd: float, whole: float) -> float:
    """How usual a number looks. odd: with other decimals than two; whole: such a 0 or 100."""
    if texts[0] is None:
        return _SHORT
    value = to_value(texts[0])
    if value is None or not lowest <= value[0] <= _HIGHEST:
        return _NO_SCORE
    return _USUAL if value[1] == 2 else whole if value[0] in (0, _HIGHEST) else odd


def _sums(board: Board) -> Iterator[Factor]:
    """Sums of each agency and year: instruments of indicators, the overall score of either, and changes."""
    weights = cast("dict[Instrument, float]", load("indicators")["weights"])
    for agency, year in dict.fromkeys((key[0], key[4]) for key in board):
        scores = {
            (scope, no, code): places[0]
            for (owner, scope, no, code, at, what), places in board.items()
            if (owner, at, what) == (agency, year, "score")
        }
        indicators: dict[Instrument, list[int]] = {}
        for code in weights:
            group = [scores.get(("indicator", no, code)) for no, (_, owner) in official().items() if owner == code]
            if None not in group:
                indicators[code] = [index for index in group if index is not None]
        instruments = {code: at for code in weights if (at := scores.get(("instrument", None, code))) is not None}
        yield from _means(indicators, instruments)
        overall = scores.get(("overall", None, None))
        if overall is not None:
            yield from _totals(weights, indicators, instruments, overall)
    yield from _changes(board)


def _changes(board: Board) -> Iterator[Factor]:
    """A change is the score of its year less that of the year before; whether signs are printed is not known."""
    for (agency, scope, no, code, year, what), places in board.items():
        if what == "change" and year is not None:
            later = board.get((agency, scope, no, code, year, "score"))
            earlier = board.get((agency, scope, no, code, year - 1, "score"))
            if later and earlier:
                terms = [Term(later[0], 1), Term(earlier[0], -1), Term(places[0], -1)]
                yield sum_factor([terms], "change", unsigned=2)


def _means(indicators: dict[Instrument, list[int]], instruments: dict[Instrument, int]) -> Iterator[Factor]:
    for code, group in indicators.items():
        whole = instruments.get(code)
        if whole is not None:
            yield sum_factor([[*(Term(index, 1 / len(group)) for index in group), Term(whole, -1)]], "mean")


def _totals(
    weights: dict[Instrument, float],
    indicators: dict[Instrument, list[int]],
    instruments: dict[Instrument, int],
    overall: int,
) -> Iterator[Factor]:
    """Of instruments the weighted mean of 100, or the sum of points; else of all ten indicators."""
    if len(instruments) == len(weights):
        points = [*(Term(index, 1) for index in instruments.values()), Term(overall, -1)]
        means = [*(Term(index, weights[code]) for code, index in instruments.items()), Term(overall, -1)]
        yield sum_factor([points, means], "row-sum")
    elif len(indicators) == len(weights):
        terms = [Term(index, weights[code] / len(group)) for code, group in indicators.items() for index in group]
        yield sum_factor([[*terms, Term(overall, -1)]], "weighted-mean")


def _twice(board: Board) -> Iterator[Factor]:
    for places in board.values():
        for one, other in combinations(places[:4], 2):
            yield same_factor(one, other)
