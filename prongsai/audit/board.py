"""The scores of a report as one looks at them: who, which year, and what is known of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from schemas.records import Instrument, Report, Score
from schemas.vocabulary import load

INSTRUMENTS: tuple[Instrument, ...] = ("IIT", "EIT", "OIT")


@dataclass(slots=True)
class Result:
    """What is known of one agency and year, as indices of ``report.scores``. ``agency`` None: the report's own."""

    agency: str | None
    year: int | None
    indicators: dict[int, int] = field(default_factory=dict)
    instruments: dict[Instrument, int] = field(default_factory=dict)
    overall: int | None = None


class Board:
    """The scores of a report, grouped into results."""

    def __init__(self, report: Report) -> None:
        self.scores = report.scores
        self.results: dict[tuple[str | None, int | None], Result] = {}
        for index, score in enumerate(report.scores):
            if score.score is not None:
                self._put(index, score)

    def _put(self, index: int, score: Score) -> None:
        key = (score.agency, score.fiscal_year_be)
        result = self.results.setdefault(key, Result(*key))
        if score.scope == "indicator" and score.indicator_no:
            result.indicators.setdefault(score.indicator_no, index)
        elif score.scope == "instrument" and score.instrument:
            result.instruments.setdefault(score.instrument, index)
        elif score.scope == "overall" and result.overall is None:
            result.overall = index

    def value(self, index: int) -> float:
        """The value of a score that has one."""
        value = self.scores[index].score
        assert value is not None
        return value

    @cached_property
    def decimals(self) -> int:
        """The most decimal places a score or change of this report is printed with, at most 4."""
        values = [value for score in self.scores for value in (score.score, score.change_stated) if value is not None]
        return next((places for places in range(4) if all(round(value, places) == value for value in values)), 4)

    def indicator_values(self, result: Result) -> dict[int, float]:
        """Indicator number to score."""
        return {no: self.value(index) for no, index in result.indicators.items()}

    def own(self) -> Iterator[Result]:
        """Results of the report's own agency."""
        return (result for result in self.results.values() if result.agency is None)

    @cached_property
    def point_years(self) -> set[int | None]:
        """Years whose league rows give weighted points of 30, 30 and 40 more often than means of 100."""
        votes: dict[int | None, int] = defaultdict(int)
        for result in self.results.values():
            for instrument in result.instruments.values():
                votes[result.year] += 1 if self.scores[instrument].max_score < 100 else -1
        return {year for year, balance in votes.items() if balance > 0}


def weights() -> dict[Instrument, float]:
    """The weight of each instrument."""
    found: dict[Instrument, float] = load("indicators")["weights"]
    return found


def pass_mark() -> float:
    """The score from which an indicator passes."""
    return float(load("indicators")["pass_mark"]["score"])


def instrument_means(values: dict[int, float]) -> dict[Instrument, float]:
    """The plain mean of each instrument whose indicators are all known."""
    groups: dict[Instrument, list[float | None]] = defaultdict(list)
    for row in load("indicators")["indicator"]:
        groups[row["instrument"]].append(values.get(row["no"]))
    known = {code: [value for value in group if value is not None] for code, group in groups.items()}
    return {code: sum(known[code]) / len(group) for code, group in groups.items() if len(known[code]) == len(group)}
