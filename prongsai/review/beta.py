"""The beta distribution, as far as exact limits of a rate need it; no scientific library is asked.

``beta_share`` is the regularised incomplete beta function I_x(a, b), by the continued fraction of Lentz's method
(Abramowitz and Stegun 26.5.8), good to about 14 digits. The quantile is found by bisection, which cannot diverge.
"""

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_CLOSE = 1e-15
_LONGEST = 10_000
_HALVINGS = 200  # more than the bits of a float: the interval closes on two neighbouring numbers long before


def beta_share(x: float, a: float, b: float) -> float:
    """I_x(a, b): the share of a beta distribution with parameters ``a``, ``b`` > 0 that lies at or below ``x``."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):  # where the fraction converges fast; else the other side of the distribution
        return front * _fraction(x, a, b) / a
    return 1.0 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 / _off_zero(1 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, _LONGEST):
        for term in _terms(m, x, a, b):
            d = 1.0 / _off_zero(1 + term * d)
            c = _off_zero(1 + term / c)
            total *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return total


def _terms(m: int, x: float, a: float, b: float) -> tuple[float, float]:
    even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return even, odd


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def beta_quantile(share: float, a: float, b: float) -> float:
    """The ``x`` at or below which ``share`` (0 to 1) of the beta distribution lies."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if beta_share(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def binomial_share(errors: int, n: int, rate: float) -> float:
    """The probability of at most ``errors`` errors among ``n`` when each is wrong with probability ``rate``."""
    if errors >= n:
        return 1.0
    return 1.0 - beta_share(rate, errors + 1, n - errors)
