"""How many to judge, which, and what the errors found say. Figures by hand are from the formulas, step by step."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.review.beta import beta_quantile, beta_share, binomial_share
from prongsai.review.intervals import clopper_pearson, clustered, rate_of, wilson
from prongsai.review.iso2859 import LETTERS, SIZES, ZERO_LETTER
from prongsai.review.plans import plan_for_count, plan_for_iso, plan_for_rate, plan_from_json
from prongsai.review.sampling import Stratum, allocate, draw
from prongsai.review.sizes import iso_plan, size_for_rate
from schemas.errors import UsageError


def exact_binomial_share(errors: int, n: int, rate: Fraction) -> Fraction:
    """The same sum in whole numbers, term by term."""
    terms = (comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(errors + 1))
    return sum(terms, Fraction(0))


@pytest.mark.parametrize(
    ("tolerable", "errors", "size"),
    # 0.95**58 = 0.0510 > 0.05 >= 0.95**59 = 0.0485; 0.99**298 = 0.0500361 > 0.05 >= 0.99**299 = 0.0495
    [(0.05, 0, 59), (0.01, 0, 299), (0.10, 0, 29), (0.05, 1, 93), (0.05, 2, 124), (0.001, 0, 2995), (0.5, 0, 5)],
)
def test_sizes_for_a_tolerable_rate(tolerable: float, errors: int, size: int):
    assert size_for_rate(tolerable, errors) == size


@pytest.mark.parametrize(("tolerable", "errors"), [(0.05, 0), (0.05, 3), (0.013, 1), (0.2, 7)])
def test_a_size_is_the_smallest_that_shows_the_rate(tolerable: float, errors: int):
    size, rate = size_for_rate(tolerable, errors), Fraction(tolerable)
    assert exact_binomial_share(errors, size, rate) <= Fraction(0.05) < exact_binomial_share(errors, size - 1, rate)


@pytest.mark.parametrize("tolerable", [0.0, 1.0, -0.1, 1e-9])
def test_a_rate_that_cannot_be_shown_is_refused(tolerable: float):
    with pytest.raises(UsageError):
        plan_for_rate(1000, tolerable)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.001, 0.999))
def test_the_beta_share_sums_the_binomial(counts: tuple[int, int], rate: float):
    errors, n = counts
    assert binomial_share(errors, n, rate) == pytest.approx(
        float(exact_binomial_share(errors, n, Fraction(rate))), abs=1e-12
    )


@given(st.floats(0.5, 400), st.floats(0.5, 400), st.floats(0.001, 0.999))
def test_a_quantile_leads_back(a: float, b: float, share: float):
    assert beta_share(beta_quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(
    ("wrong", "n", "lower", "upper"),
    [
        # No error: upper = 1 - 0.025**(1/n); all wrong: lower = 0.025**(1/n).
        (0, 59, 0.0, 1 - 0.025 ** (1 / 59)),
        (10, 10, 0.025**0.1, 1.0),
        # Published: Agresti and Coull 1998, and the tables of Newcombe 1998 (81 of 263, 15 of 148, 1 of 29).
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_exact_limits(wrong: int, n: int, lower: float, upper: float):
    assert clopper_pearson(wrong, n, 0.025) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(
    ("wrong", "n", "lower", "upper"),
    # Newcombe 1998, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_limits(wrong: int, n: int, lower: float, upper: float):
    assert wilson(wrong, n, 0.025) == pytest.approx((lower, upper), abs=5e-5)


def test_no_error_in_59_is_at_most_five_percent_one_sided():
    rate = rate_of(0, 59)
    assert rate.exact_upper is not None
    assert rate.exact_upper == pytest.approx(1 - 0.05 ** (1 / 59))
    assert rate.exact_upper < 0.05 < rate_of(0, 58).exact_upper  # type: ignore[operator]


def test_nothing_judged_has_no_rate():
    rate = rate_of(0, 0)
    assert (rate.observed, rate.wilson, rate.exact, rate.exact_upper) == (None, None, None, None)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_limits_hold_the_rate_and_mirror(counts: tuple[int, int]):
    wrong, n = counts
    for limits, mirrored in (
        (wilson(wrong, n, 0.025), wilson(n - wrong, n, 0.025)),
        (clopper_pearson(wrong, n, 0.025), clopper_pearson(n - wrong, n, 0.025)),
    ):
        assert 0 <= limits.lower <= wrong / n + 1e-12
        assert wrong / n - 1e-12 <= limits.upper <= 1
        assert limits.lower == pytest.approx(1 - mirrored.upper, abs=1e-9)


def test_errors_of_one_document_count_as_one_cluster():
    spread = clustered([(1, 10)] * 10)
    together = clustered([(10, 10)] + [(0, 10)] * 9)
    assert spread is not None
    assert together is not None
    assert spread == wilson(10, 100, 0.025)  # errors spread evenly tell as much as independent fields
    # Ratio variance: sum (x - p m)^2 = 9*9 + 9*1 = 90; * 10/9 / 100**2 = 0.01; alone 0.1*0.9/100 = 0.0009: 9 fields
    assert together == pytest.approx(wilson(0.9, 9, 0.025))


@pytest.mark.parametrize(
    ("lot", "aql", "letter", "size", "accept"),
    [
        (400, 1.0, "H", 50, 1), (1_000, 1.0, "J", 80, 2), (2_000, 1.0, "K", 125, 3), (5_000, 1.0, "L", 200, 5),
        (20_000, 1.0, "M", 315, 7), (1_000, 2.5, "J", 80, 5), (1_000, 4.0, "J", 80, 7), (1_000, 0.65, "J", 80, 1),
        (400, 0.40, "G", 32, 0),  # an arrow up: the plan that accepts none
        (1_000, 0.40, "K", 125, 1),  # an arrow down: the first plan that accepts one
        (100, 0.065, "L", 100, 0),  # a plan larger than the lot: every field
        (2_000_000, 6.5, "L", 200, 21),  # an arrow up from below the table
    ],
)  # fmt: skip
def test_plans_of_iso_2859(lot: int, aql: float, letter: str, size: int, accept: int):
    plan = iso_plan(lot, aql)
    assert (plan.letter, plan.size, plan.accept) == (letter, size, accept)


def test_the_iso_tables_are_whole():
    lots = [row[0] for row in LETTERS[:-1]]
    assert all(lot is not None for lot in lots)
    assert lots == sorted(set(lots), key=lambda lot: lot or 0)
    assert {letter for row in LETTERS for letter in row[1:]} == set(SIZES)
    assert list(SIZES.values()) == sorted(SIZES.values())
    assert set(ZERO_LETTER.values()) <= set(SIZES)
    assert all(iso_plan(lot, aql).accept is not None for lot in (2, 300, 10**9) for aql in ZERO_LETTER)


def test_plans_are_kept_whole():
    for plan in (plan_for_rate(500, 0.05), plan_for_iso(500, 1.0, "I"), plan_for_count(500, 20, 1)):
        assert plan_from_json(plan.to_json()) == plan
    assert plan_for_rate(40, 0.05).size == 40
    with pytest.raises(UsageError):
        plan_for_iso(500, 3.0)


STRATA = {
    Stratum("text", "score.score", "clean"): 70,
    Stratum("pdf", "score.score", "clean"): 25,
    Stratum("pdf", "measure.steps", "repaired"): 5,
}


def test_a_sample_is_spread_in_proportion():
    assert list(allocate(STRATA, 20).values()) == [14, 5, 1]
    # quotas 7.7, 2.75, 0.55: remainders .7, .75, .55, two places to give
    assert list(allocate(STRATA, 11).values()) == [8, 3, 0]
    assert list(allocate(STRATA, 11, least=2).values()) == [6, 3, 2]
    assert list(allocate(STRATA, 500).values()) == [70, 25, 5]


strata = st.dictionaries(
    st.builds(Stratum, st.sampled_from("abc"), st.sampled_from("de"), st.sampled_from("fg")), st.integers(1, 40),
    min_size=1,
)  # fmt: skip


@given(strata, st.integers(0, 100), st.integers(0, 3))
def test_an_allocation_takes_as_many_as_asked_and_none_twice(sizes: dict[Stratum, int], n: int, least: int):
    given_out = allocate(sizes, n, least)
    assert sum(given_out.values()) == min(n, sum(sizes.values()))
    assert all(0 <= given_out[stratum] <= size for stratum, size in sizes.items())


def rows() -> list[tuple[int, str, Stratum]]:
    found = [(stratum, n) for stratum, size in STRATA.items() for n in range(size)]
    return [(number, f"{stratum.reader}/{n}", stratum) for number, (stratum, n) in enumerate(found)]


def test_a_seed_draws_the_same_fields_whatever_the_order():
    first, again = draw(rows(), STRATA, "seed", 20), draw(reversed(rows()), STRATA, "seed", 20)
    assert first == again
    assert {one.number for one in draw(rows(), STRATA, "other", 20)} != {one.number for one in first}
    assert {one.number for one in first} <= {one.number for one in draw(rows(), STRATA, "seed", 60)}


def test_every_field_is_as_likely_as_another():
    """Over 400 seeds each of 70 fields is drawn 14 of 70 times: 80 expected, six standard deviations allowed."""
    times = dict.fromkeys(range(100), 0)
    for seed in range(400):
        for one in draw(rows(), STRATA, str(seed), 20):
            times[one.number] += 1
    assert all(32 <= times[number] <= 128 for number in range(70))
