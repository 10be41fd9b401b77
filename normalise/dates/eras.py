"""Eras and years: Buddhist, Christian and the old Thai reckonings; fiscal years, quarters and halves.

Years are plain integers named ``be`` (Buddhist era, พ.ศ.) or ``ce`` (Christian era). Spans of dates include both ends.
Source of the rules: 543 years lie between the eras; until 1940 the year began on 1 April, so its January to March fell
into the next Christian year (Calendar Act B.E. 2483); the fiscal year N runs from 1 October N-1 to 30 September N
(Budget Procedures Act B.E. 2561).
"""

import re
from datetime import date
from typing import NamedTuple

from normalise.digits import to_arabic

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


def rattanakosin_to_ce(year: int, month: int | None = None, day: int = 1) -> int:
    """Return the Christian year of a year ร.ศ., which runs from 6 April; without ``month`` its first part is meant."""
    return year + (1782 if month is not None and (month, day) < (4, 6) else 1781)


def chula_to_ce(year: int) -> int:
    """Return the Christian year in which the year จ.ศ. began (mid-April)."""
    return year + 638


def expand_year(text: str) -> int | None:
    """Return the year that two digits mean beside a Thai month: "65" is 2565. None for anything but two digits."""
    digits = to_arabic(text.strip())
    return 2500 + int(digits) if re.fullmatch(r"[0-9]{2}", digits) else None


def plausible_be(year: int) -> int | None:
    """Return ``year`` in the Buddhist era, whichever of the two eras it is in; None where it is a year of neither."""
    if year in BE_YEARS:
        return year
    return ce_to_be(year) if year in CE_YEARS else None


# What may stand before a year. Two digits are a year only behind one of these.
_YEAR = re.compile(
    r"(?P<old>[รจ])\s?\.\s?ศ\s?\.?\s{0,3}(?P<count>[0-9]{1,4})(?![0-9])"
    r"|(?<![0-9/.,])(?P<four>25\s{1,3}[4-9][0-9]|[12][0-9]{3})(?![0-9]|[.,][0-9])"
    r"|(?:ปี|ประมาณ|งบฯ?|ศ\.?|FY|Y)\s{0,3}['’]?(?P<two>[4-9][0-9])(?![0-9]|[.,/:][0-9])"
)


def year_of(text: str) -> int | None:
    """Return the Buddhist year that a heading or phrase names: "ปี 2567", "พ.ศ. 67", "FY 2024", "2567", "ร.ศ. 112".

    None where it names no plausible year, or two that differ: a text of two years has no year of its own.
    """
    years = {_named(match) for match in _YEAR.finditer(to_arabic(text))} - {None}
    return years.pop() if len(years) == 1 else None


def _named(match: re.Match[str]) -> int | None:
    if match["two"]:
        return expand_year(match["two"])
    if match["old"]:
        count = int(match["count"])
        year = ce_to_be(rattanakosin_to_ce(count) if match["old"] == "ร" else chula_to_ce(count))
        return year if year in BE_YEARS else None
    return plausible_be(int("".join(match["four"].split())))


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


def quarter_span(be: int, quarter: int) -> Span:
    """Return quarter 1-4 of a fiscal year: they begin in October, January, April and July. Else ValueError."""
    return _part(be, quarter, 4)


def half_span(be: int, half: int) -> Span:
    """Return half 1 (October to March) or 2 (April to September) of a fiscal year. Else ValueError."""
    return _part(be, half, 2)


def _part(be: int, number: int, parts: int) -> Span:
    if not 1 <= number <= parts:
        raise ValueError(f"a fiscal year has parts 1 to {parts}, not {number}")
    length = _MONTHS // parts
    first, last = fiscal_order((number - 1) * length), fiscal_order(number * length - 1)
    return Span(date(fiscal_month(be, first), first, 1), month_end(fiscal_month(be, last), last))


def fiscal_order(index: int) -> int:
    """Return the month (1-12) at ``index`` (0-11) of a fiscal year: 0 is October, 11 is September."""
    return (_FIRST_FISCAL_MONTH - 1 + index) % _MONTHS + 1
