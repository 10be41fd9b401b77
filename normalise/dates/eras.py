"""Eras and years, Buddhist and Christian; fiscal years and the order of their months.

Years are plain integers named ``be`` (Buddhist era, พ.ศ.) or ``ce`` (Christian era). Spans of dates include both ends.
Source of the rules: 543 years lie between the eras; until 1940 the year began on 1 April, so its January to March fell
into the next Christian year (Calendar Act B.E. 2483); the fiscal year N runs from 1 October N-1 to 30 September N
(Budget Procedures Act B.E. 2561).
"""

from datetime import date
from typing import NamedTuple

BE_YEARS = range(2400, 2701)
CE_YEARS = range(1900, 2101)
_SHORT_YEAR = 2483  # 1 April to 31 December 1940; older years ended on 31 March
_MONTHS = 12
_FIRST_FISCAL_MONTH = 10


class Span(NamedTuple):
    """Two dates, both included."""

    start: date
    end: date


def be_to_ce(year: int, month: int | None = None) -> int:
    """Return the Christian year of a Buddhist one; ``month`` (1-12) decides before 1941, without it April is meant.

    The year 2483 was cut to nine months; its January to March, which never came, count on as those of older years did.
    """
    early = month is not None and month <= 3
    return year - 542 if early and year <= _SHORT_YEAR else year - 543


def ce_to_be(year: int, month: int | None = None) -> int:
    """Return the Buddhist year of a Christian one; the inverse of :func:`be_to_ce`, but for early 2483."""
    early = month is not None and month <= 3
    return year + 542 if early and year <= 1940 else year + 543


def plausible_be(year: int) -> int | None:
    """Return ``year`` in the Buddhist era, whichever of the two eras it is in; None where it is a year of neither."""
    if year in BE_YEARS:
        return year
    return ce_to_be(year) if year in CE_YEARS else None


def year_span(be: int) -> Span:
    """Return the calendar year: January to December; April to March up to 2482, April to December in 2483."""
    if be < _SHORT_YEAR:
        return Span(date(be - 543, 4, 1), date(be - 542, 3, 31))
    return Span(date(be - 543, 4 if be == _SHORT_YEAR else 1, 1), date(be - 543, 12, 31))


def month_end(ce: int, month: int) -> date:
    """Return the last day of a month."""
    return date.fromordinal(date(ce + month // _MONTHS, month % _MONTHS + 1, 1).toordinal() - 1)


def fiscal_month(be: int, month: int) -> int:
    """Return the Christian year in which ``month`` (1-12) of the fiscal year falls."""
    return be - 543 - (month >= _FIRST_FISCAL_MONTH)


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year (B.E.) that a date falls into."""
    return day.year + 543 + (day.month >= _FIRST_FISCAL_MONTH)


def fiscal_year_span(be: int) -> Span:
    """Return 1 October of the year before to 30 September."""
    return Span(date(be - 544, 10, 1), date(be - 543, 9, 30))


def fiscal_order(index: int) -> int:
    """Return the month (1-12) at ``index`` (0-11) of a fiscal year: 0 is October, 11 is September."""
    return (_FIRST_FISCAL_MONTH - 1 + index) % _MONTHS + 1
