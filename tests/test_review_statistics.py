"""The statistics of the desk against what is printed elsewhere: sampling tables cell by cell, and what limits promise.

Single values and sizes are in test_sampling.py.
"""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.review.intervals import clopper_pearson, rate_of, wilson
from prongsai.review.iso2859 import LETTERS, ZERO_LETTER
from prongsai.review.sizes import Level, iso_plan

# Table 2-A as it is printed: a row a letter, its sample size, and Ac by AQL; v and ^ are the arrows.
AQLS = (0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5)
PRINTED = """
A    2   v  v  v  v  v  v  v  v  v  v  0
B    3   v  v  v  v  v  v  v  v  v  0  ^
C    5   v  v  v  v  v  v  v  v  0  ^  v
D    8   v  v  v  v  v  v  v  0  ^  v  1
E   13   v  v  v  v  v  v  0  ^  v  1  2
F   20   v  v  v  v  v  0  ^  v  1  2  3
G   32   v  v  v  v  0  ^  v  1  2  3  5
H   50   v  v  v  0  ^  v  1  2  3  5  7
J   80   v  v  0  ^  v  1  2  3  5  7 10
K  125   v  0  ^  v  1  2  3  5  7 10 14
L  200   0  ^  v  1  2  3  5  7 10 14 21
M  315   ^  v  1  2  3  5  7 10 14 21  ^
N  500   v  1  2  3  5  7 10 14 21  ^  ^
P  800   1  2  3  5  7 10 14 21  ^  ^  ^
Q 1250   2  3  5  7 10 14 21  ^  ^  ^  ^
R 2000   3  5  7 10 14 21  ^  ^  ^  ^  ^
"""
TABLE = [line.split() for line in PRINTED.strip().splitlines()]

# Table 1, general levels, as it is printed: largest lot, letter at I, II, III.
LOTS = """
8 A A B; 15 A B C; 25 B C D; 50 C D E; 90 C E F; 150 D F G; 280 E G H; 500 F H J; 1200 G J K; 3200 H K L; 10000 J L M;
35000 K M N; 150000 L N P; 500000 M P Q
"""


def printed_plan(letter: str, aql: float) -> tuple[str, int, int]:
    """Letter, sample size and Ac where the arrows of the printed table lead."""
    row, column = [line[0] for line in TABLE].index(letter), 2 + AQLS.index(aql)
    while not TABLE[row][column].isdigit():
        row += 1 if TABLE[row][column] == "v" else -1
    return TABLE[row][0], int(TABLE[row][1]), int(TABLE[row][column])


def lots() -> list[tuple[int, Level, str]]:
    """The first and the last lot size of every line of table 1, at every level, with its letter."""
    found: list[tuple[int, Level, str]] = []
    least = 2
    for line in [*LOTS.split(";"), "100000000 N Q R"]:
        largest, *letters = line.split()
        levels: tuple[Level, ...] = ("I", "II", "III")
        for level, letter in zip(levels, letters, strict=True):
            found += [(least, level, letter), (int(largest), level, letter)]
        least = int(largest) + 1
    return found


@pytest.mark.parametrize("aql", AQLS)
def test_every_plan_is_the_printed_one(aql: float):
    for lot, level, letter in lots():
        plan, (wanted, size, accept) = iso_plan(lot, aql, level), printed_plan(letter, aql)
        assert (plan.letter, plan.size, plan.accept) == (wanted, min(size, lot), accept), (lot, level)


def test_the_tables_compared_are_whole():
    assert set(AQLS) == set(ZERO_LETTER)
    assert len(lots()) == 6 * len(LETTERS)
    assert {letter for _, _, letter in lots()} == {line[0] for line in TABLE}


# wrong, n | two-sided 95 %: exact, Wilson | one-sided 95 %: exact upper. As R's binom.test, prop.test (correct=FALSE)
KNOWN = [
    (0, 10, (0.0, 0.308497), (0.0, 0.277533), 0.258866),
    (1, 10, (0.002529, 0.445016), (0.017876, 0.404150), 0.394163),
    (5, 10, (0.187086, 0.812914), (0.236593, 0.763407), 0.777559),
    (3, 100, (0.006230, 0.085176), (0.010255, 0.084519), 0.075711),
]


@pytest.mark.parametrize(("wrong", "n", "exact", "score", "upper"), KNOWN)
def test_limits_by_hand(wrong, n, exact, score, upper):
    rate = rate_of(wrong, n)
    assert rate.exact == pytest.approx(exact, abs=1e-5)
    assert rate.wilson == pytest.approx(score, abs=1e-5)
    assert rate.exact_upper == pytest.approx(upper, abs=1e-5)


def coverage(n: int, rate: float, limits) -> float:
    """How often limits hold the true rate, summed over all that a sample of ``n`` can show."""
    held = (k for k in range(n + 1) if limits(k, n, 0.025).lower <= rate <= limits(k, n, 0.025).upper)
    return sum(comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in held)


@given(st.integers(1, 60), st.floats(0.0, 1.0))
def test_exact_limits_hold_the_rate_as_often_as_they_say(n: int, rate: float):
    assert coverage(n, rate, clopper_pearson) >= 0.95 - 1e-9


def test_wilson_limits_hold_it_on_average():
    rates = [(at + 0.5) / 200 for at in range(200)]
    for n in (20, 59):
        assert sum(coverage(n, rate, wilson) for rate in rates) / len(rates) == pytest.approx(0.95, abs=0.01)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_one_more_error_never_lowers_a_limit(counts: tuple[int, int]):
    wrong, n = counts
    for limits in (wilson, clopper_pearson):
        less, more = limits(wrong, n, 0.025), limits(wrong + 1, n, 0.025)
        assert less.lower <= more.lower
        assert less.upper <= more.upper
        wider = limits(wrong, n, 0.005)
        assert wider.lower <= less.lower <= less.upper <= wider.upper
