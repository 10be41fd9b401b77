"""What ``wrong`` errors among ``n`` judged say of the rate behind them: limits by Wilson and by Clopper and Pearson.

Rates are shares, 0 to 1. A two-sided interval at 95 % leaves 2.5 % on either side; a one-sided upper limit at 95 %
leaves 5 % above it, and is what an audit quotes ("at most 5 %").
Sources: Wilson 1927 (no continuity correction); Clopper and Pearson 1934, exact by the beta distribution.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from prongsai.review.beta import beta_quantile

CONFIDENCE = 0.95


class Limits(NamedTuple):
    """A closed interval of rates."""

    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Rate:
    """An observed rate with its limits. ``observed`` and all limits are None when nothing was judged."""

    wrong: int
    n: int
    confidence: float
    observed: float | None
    wilson: Limits | None
    exact: Limits | None
    wilson_upper: float | None
    exact_upper: float | None


def rate_of(wrong: int, n: int, confidence: float = CONFIDENCE) -> Rate:
    """The rate of ``wrong`` among ``n`` with two-sided limits and one-sided upper limits at ``confidence``."""
    if n == 0:
        return Rate(wrong, n, confidence, None, None, None, None, None)
    tail = 1 - confidence
    return Rate(
        wrong=wrong,
        n=n,
        confidence=confidence,
        observed=wrong / n,
        wilson=wilson(wrong, n, tail / 2),
        exact=clopper_pearson(wrong, n, tail / 2),
        wilson_upper=wilson(wrong, n, tail).upper,
        exact_upper=clopper_pearson(wrong, n, tail).upper,
    )


def wilson(wrong: float, n: float, tail: float) -> Limits:
    """Wilson's score interval that leaves ``tail`` on each side; ``n`` > 0, and may be an effective number."""
    z = NormalDist().inv_cdf(1 - tail)
    share, square = wrong / n, z * z
    middle = share + square / (2 * n)
    half = z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    lower = 0.0 if wrong == 0 else (middle - half) / (1 + square / n)
    upper = 1.0 if wrong == n else (middle + half) / (1 + square / n)
    return Limits(max(0.0, lower), min(1.0, upper))


def clopper_pearson(wrong: int, n: int, tail: float) -> Limits:
    """The exact interval that leaves at most ``tail`` on each side; ``n`` > 0."""
    lower = 0.0 if wrong == 0 else beta_quantile(tail, wrong, n - wrong + 1)
    upper = 1.0 if wrong == n else beta_quantile(1 - tail, wrong + 1, n - wrong)
    return Limits(lower, upper)


def clustered(counts: list[tuple[int, int]], confidence: float = CONFIDENCE) -> Limits | None:
    """Limits of the rate of fields when fields of one document err together.

    ``counts`` holds (wrong, judged) of each document. The variance is that of a ratio over documents (Cochran 1977,
    section 3.12); Wilson's interval is taken with the number of independent fields that has this variance, never more
    than were judged. None where there is nothing to compare: fewer than two documents, or no error, or only errors.
    """
    counts = [(wrong, n) for wrong, n in counts if n]
    wrong, n, documents = sum(x for x, _ in counts), sum(m for _, m in counts), len(counts)
    if documents < 2 or wrong in (0, n):
        return None
    share = wrong / n
    spread = sum((x - share * m) ** 2 for x, m in counts) * documents / (documents - 1) / n**2
    alone = share * (1 - share) / n
    effective = n / max(1.0, spread / alone)
    return wilson(share * effective, effective, (1 - confidence) / 2)
