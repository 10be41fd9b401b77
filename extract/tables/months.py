"""Month and quarter columns: the period of a row is the stretch of columns that carry a mark."""

import re
from functools import lru_cache

from normalise.dates import month_of
from normalise.dates.months import abbreviation_of
from normalise.dates.periods import Period, months_to_period

_QUARTER = re.compile(r"(?:ไตรมาส(?:ที่)?|Q)\s*([1-4])")
_ABOVE = re.compile(
    r"^(?:ระยะเวลา|ช่วงเวลา|กำหนดเวลา|ปฏิทิน)\S*|แผนการดำเนินงาน|ปี\s*(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?(?=\s*\d{4})"
)
_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")
_LONGEST = 60
_LEAST_IN_ORDER = 6  # months that show the order of those between them
_FIRST_MONTHS = {1: 10, 2: 1, 3: 4, 4: 7}

Months = tuple[tuple[int, int | None], ...]
MARK = "■"  # stands in a cell of which a reader saw nothing but a drawing, or shading

MonthColumn = tuple[str, Months]


def label_months(label: str) -> Months:
    """Months a heading stands for, each with its BE year where the heading says one; empty for any other heading."""
    return _label_months(label) if len(label) <= _LONGEST else ()


@lru_cache(maxsize=4096)
def _label_months(label: str) -> Months:
    if quarter := _QUARTER.search(label):
        first = _FIRST_MONTHS[int(quarter[1])]
        return tuple((first + offset, None) for offset in range(3))
    month = month_of(_heading_word(label))
    return (month,) if month else ()


def _heading_word(label: str) -> str:
    """The label without the heading above the months, which header labels carry in front."""
    return _ABOVE.sub("", label).strip()


def month_columns(labels: list[list[str]]) -> dict[int, MonthColumn]:
    """Column index to label and months, where at least three columns stand for months, or two for quarters.

    ``labels`` are in parts, from the top row of the header down; the lowest part is the month's own.
    """
    found = {}
    for column, parts in enumerate(labels):
        if months := label_months(" ".join(parts)) or label_months("".join(parts[-1:])) or _numbered_quarter(parts):
            found[column] = (parts[-1], months)
    found |= _unread_months(labels, found)
    return found if len(found) >= (3 if all(len(months) == 1 for _, months in found.values()) else 2) else {}


def _unread_months(labels: list[list[str]], found: dict[int, MonthColumn]) -> dict[int, MonthColumn]:
    """Columns whose heading cannot be read, but which the months about them name: those stand in order.

    One before the first or after the last of these counts where it stands under the heading that they share.
    """
    steps = {(months[0][0] - column) % 12 for column, (_, months) in found.items() if len(months) == 1}
    if len(found) < _LEAST_IN_ORDER or len(steps) > 1 or any(len(months) > 1 for _, months in found.values()):
        return {}
    first, last, (step,) = min(found), max(found), steps
    unread: dict[int, MonthColumn] = {}
    for column, parts in enumerate(labels):
        above = labels[first if column < first else last][:-1]
        within = first < column < last or (above and parts[:-1] == above and last - first < 11)
        if column in found or not parts or not within:
            continue
        month = (column + step - 1) % 12 + 1
        named = label_months(" ".join([*parts[:-1], abbreviation_of(month)]))
        unread[column] = (parts[-1], named or ((month, None),))
    return unread


def _numbered_quarter(parts: list[str]) -> Months:
    """A quarter by its bare number below its fiscal year, or below a heading that says quarters.

    Below several years ("2569-2570") no month is known: month 0, which no period can be made of.
    """
    if not parts or parts[-1] not in ("1", "2", "3", "4"):
        return ()
    above = " ".join(parts[:-1])
    years = [int(year) for year in _YEAR.findall(above)]
    if not years and "ไตรมาส" not in above:
        return ()
    first = _FIRST_MONTHS[int(parts[-1])]
    if len(years) > 1:
        return ((0, None),)
    calendar = years[0] - (first == 10) if years else None
    return tuple((first + offset, calendar) for offset in range(3))


def months_marked(columns: dict[int, MonthColumn], marked: list[int], fiscal_year: int | None) -> Period | None:
    """Return the period from the first marked month to the last; None where no column is marked."""
    if not marked:
        return None
    months = [month for column in marked for month in columns[column][1]]
    period = months_to_period(months, fiscal_year)
    raw = ", ".join(columns[column][0] for column in marked)
    return period._replace(raw=raw)
