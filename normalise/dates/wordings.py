"""What the wording of a mention says: its points in time, its days, its year. Where it stands does not matter here.

The wordings are those of :mod:`normalise.dates.grammar`, in Arabic digits.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from normalise.dates import grammar
from normalise.dates.eras import (
    CE_YEARS,
    be_to_ce,
    ce_to_be,
    fiscal_month,
    fiscal_order,
    fiscal_year_span,
    month_end,
    plausible_be,
    year_span,
)
from normalise.dates.months import month_number

Kind = Literal["date", "date_range", "month", "month_range", "year", "fiscal_year", "quarter", "round"]
# reversed: it ends before it begins; impossible: no such day or month; no year: none is said;
# academic year: its days differ from school to school.
Reason = Literal["reversed", "impossible", "no year", "academic year"]


class Point(NamedTuple):
    """A day or a month. ``year`` is C.E. and None where none is said; ``day`` None means the whole month."""

    year: int | None
    month: int
    day: int | None = None


class Reading(NamedTuple):
    """What a wording says, wherever it stands."""

    kind: Kind
    first: Point
    last: Point
    start: date | None
    end: date | None
    be: int | None
    reason: Reason | None


@lru_cache(maxsize=4096)
def read_wording(shape: str, raw: str) -> Reading:
    """Read a wording of the grammar. Documents repeat theirs, so answers are kept."""
    if shape == "years":
        return read_years(raw, _kind_of_year(raw))
    if shape == "quarter":
        return _part_of_year(raw, _quarters(raw), "quarter")
    if shape == "round":
        return _part_of_year(raw, _round(raw), "round")
    points = list(_POINTS[shape](raw))
    return between(points[0], points[-1])


def between(first: Point, last: Point) -> Reading:
    """Read a date, a month or a range of either; a year said once serves both of its ends.

    Where that puts the end first and the months differ, the year said belongs to its own end alone:
    "ต.ค. - มี.ค. 2568" begins in 2567.
    """
    first, last = _share_year(first, last)
    kind: Kind = "month" if first.day is None and last.day is None else "date"
    if first != last:
        kind = "month_range" if kind == "month" else "date_range"
    years = {point.year and ce_to_be(point.year, point.month) for point in (first, last)}
    be = years.pop() if len(years) == 1 else None
    return Reading(kind, first, last, *_days(first, last, be))


def _share_year(first: Point, last: Point) -> tuple[Point, Point]:
    crosses = first.month > last.month
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year - crosses)
    elif last.year is None and first.year is not None:
        last = last._replace(year=first.year + crosses)
    return first, last


def _days(first: Point, last: Point, be: int | None) -> tuple[date | None, date | None, int | None, Reason | None]:
    if not (_possible(first) and _possible(last)):
        return None, None, be, "impossible"
    if first.year is None or last.year is None:
        return None, None, be, "no year"
    start = date(first.year, first.month, first.day or 1)
    end = date(last.year, last.month, last.day) if last.day else month_end(last.year, last.month)
    return (None, None, be, "reversed") if start > end else (start, end, be, None)


def _possible(point: Point) -> bool:
    if not 1 <= point.month <= 12:
        return False
    return point.day is None or 1 <= point.day <= month_end(point.year or 2000, point.month).day


def _days_of(text: str | None) -> tuple[int | None, int | None]:
    days = [int(day) for day in re.findall("[0-9]+", text or "")]
    return (days[0], days[-1]) if days else (None, None)


def _year_of(text: str | None, month: int, two_digits: int = 2500) -> int | None:
    """The year C.E. of a month; two digits are added to ``two_digits``."""
    if not text:
        return None
    digits = int("".join(re.findall("[0-9]+", text)))
    year = digits + two_digits if digits < 100 else digits
    return year if year in CE_YEARS else be_to_ce(year, month)


def _thai_points(raw: str) -> Iterator[Point]:
    for part in grammar.THAI_PART.finditer(raw):
        month = month_number(part["month"]) or 0
        for day in _days_of(part["days"]):
            yield Point(_year_of(part["year"], month), month, day)


def _english_points(raw: str) -> Iterator[Point]:
    for part in grammar.ENGLISH_PART.finditer(raw):
        month = month_number(part["month"]) or 0
        year = _year_of(part["year"], month) or _year_of(part["short"], month, _century(part["short"]))
        for day in _days_of(part["days"] or part["after"]):
            yield Point(year, month, day)


def _century(two_digits: str | None) -> int:
    """In English "24" is 2024, while "67" can only be Buddhist."""
    return 2000 if two_digits and int(two_digits) < 40 else 2500


def _numeric_points(raw: str) -> Iterator[Point]:
    pattern = grammar.ISO_PART if grammar.ISO_PART.match(raw) else grammar.NUMERIC_PART
    for part in pattern.finditer(raw):
        month = int(part["month"])
        yield Point(_year_of(part["year"], month), month, int(part["day"]))


_POINTS = {"thai": _thai_points, "english": _english_points, "numeric": _numeric_points, "iso": _numeric_points}


def _kind_of_year(raw: str) -> Kind:
    return "fiscal_year" if re.search(r"งบ|งปม|(?i:f\.?y|fiscal)", raw) else "year"


def read_years(raw: str, kind: Kind) -> Reading:
    """Read one year or a range of years, two-digit ones too, as fiscal or calendar years by ``kind``."""
    years = [_year_said(part["year"]) for part in grammar.YEAR_PART.finditer(raw)]
    first, last = years[0], years[-1]
    span = fiscal_year_span if kind == "fiscal_year" else year_span
    start, end = span(first).start, span(last).end
    points = Point(start.year, start.month), Point(end.year, end.month)
    be = first if first == last else None
    if "การศึกษา" in raw:
        return Reading(kind, *points, None, None, be, "academic year")
    return Reading(kind, *points, *((None, None, be, "reversed") if first > last else (start, end, be, None)))


def _year_said(text: str) -> int:
    digits = int("".join(re.findall("[0-9]+", text)))
    if digits < 100:
        return digits + 2500 if digits >= 40 else ce_to_be(digits + 2000)
    return plausible_be(digits) or digits


def _quarters(raw: str) -> tuple[int, int]:
    """The first and last month, 0-11 from October, of the quarters a wording names."""
    if "สุดท้าย" in raw:
        return 9, 11
    numbers = [int(number) for number in re.findall(r"(?<![0-9])[1-4](?![0-9])", raw)] or [1]
    return numbers[0] * 3 - 3, numbers[-1] * 3 - 1


def _round(raw: str) -> tuple[int, int]:
    """The months of a round: the first or the last so many of the fiscal year."""
    said = re.search("[0-9]+", raw) if "เดือน" in raw else None
    months = int(said[0]) if said else 6
    return (12 - months, 11) if "หลัง" in raw else (0, months - 1)


def _part_of_year(raw: str, months: tuple[int, int], kind: Kind) -> Reading:
    said = grammar.YEAR_PART.search(raw, raw.find("เดือน") + 1)  # behind "รอบ 12 เดือน", whose number is no year
    be = _year_said(said["year"]) if said else None
    first, last = (Point(None if be is None else fiscal_month(be, month), month) for month in map(fiscal_order, months))
    return Reading(kind, first, last, *_days(first, last, be))
