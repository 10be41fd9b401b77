"""Month and quarter columns: the period of a row is the stretch of columns that carry a mark."""

import regex

from normalise.dates import find_dates
from normalise.periods import Period, months_to_period

_YEAR = regex.compile(r"(?<!\d)(25\d\d|20\d\d)(?!\d)")
_QUARTER = regex.compile(r"(?:ไตรมาส(?:ที่)?|Q)\s*([1-4])")
_FIRST_MONTHS = {1: 10, 2: 1, 3: 4, 4: 7}

MonthColumn = tuple[str, list[tuple[int, int | None]]]


def label_months(label: str) -> list[tuple[int, int | None]]:
    """Months a heading stands for, each with its BE year where the heading says one; empty for any other heading."""
    if len(label) > 60:
        return []
    if quarter := _QUARTER.search(label):
        first = _FIRST_MONTHS[int(quarter[1])]
        return [(first + offset, None) for offset in range(3)]
    found = [mention for mention in find_dates(label) if mention.kind == "month"]
    if len(found) != 1:
        return []
    return [(found[0].month, found[0].be)]


def month_columns(labels: list[str]) -> dict[int, MonthColumn]:
    """Column index to label and months, where at least three columns stand for months, or two for quarters."""
    found = {column: (label, months) for column, label in enumerate(labels) if (months := label_months(label))}
    return found if len(found) >= (3 if all(len(months) == 1 for _, months in found.values()) else 2) else {}


def months_marked(columns: dict[int, MonthColumn], marked: list[int], fiscal_year: int | None) -> Period | None:
    """Return the period from the first marked month to the last; None where no column is marked."""
    if not marked:
        return None
    months = [month for column in marked for month in columns[column][1]]
    period = months_to_period(months, fiscal_year)
    raw = ", ".join(columns[column][0] for column in marked)
    return period._replace(raw=raw)
