"""Which fiscal year the scores of a table without years are of."""

from collections import defaultdict
from typing import TYPE_CHECKING

from extract.scores.axes import years_in
from extract.scores.found import Found
from extract.tables.sheet import Sheet
from schemas.document import Document, Table
from schemas.vocabulary import load

if TYPE_CHECKING:
    from schemas.records import Instrument, Scope

Whose = tuple[str | None, "Scope", int | None, "Instrument | None"]
_TOLERANCE = 0.02


def settle_years(
    document: Document, by_sheet: list[tuple[Sheet, list[Found]]], prose: list[Found], report: int | None
) -> None:
    """Give a year (BE) to every value of a table that has none, in place, and to what sentences say of a table's.

    The check sum decides where it can: tables that together hold all ten indicators are of the year whose overall
    score, stated elsewhere, is their weighted mean. Else the last year named above the table counts, else the report's.
    """
    undated = [item for _, found in by_sheet for item in found if item.year is None]
    if undated:
        by_sum, years = _years_by_check_sum(undated, prose), _years_above(document)
        for sheet, found in by_sheet:
            above = _year_of_titles(document, sheet) or years.get(id(sheet.parts[0]) if sheet.parts else None)
            for item in found:
                item.year = item.year or by_sum.get(id(item)) or above or report
    _date_by_tables([item for _, found in by_sheet for item in found], prose)


def _date_by_tables(tabled: list[Found], prose: list[Found]) -> None:
    """Date what a sentence says of a table's subject: a score without a year as its equal, in place.

    A change or a level is of the latest year where its own has no score: the year of the title, not of the scores.
    """
    latest: dict[Whose, int] = {}
    equal: dict[tuple[Whose, float | None], int] = {}
    for item in tabled:
        if item.what == "score" and item.year:
            whose = _whose(item)
            latest[whose] = max(item.year, latest.get(whose, 0))
            equal[whose, item.value] = item.year
    scored = {(_whose(item), item.year) for item in [*tabled, *prose] if item.what == "score"}
    for item in prose:
        if item.what == "score":
            item.year = item.year or equal.get((_whose(item), item.value))
        elif (_whose(item), item.year) not in scored:
            item.year = latest.get(_whose(item), item.year)


def _whose(item: Found) -> Whose:
    """Agency, scope, indicator and instrument: all of a subject but the number printed beside it."""
    scope, no, instrument, _ = item.subject
    return item.agency, scope, no, instrument


def _years_by_check_sum(undated: list[Found], stated: list[Found]) -> dict[int, int | None]:
    """The year of each value, by its identity, that the check sum tells: of tables before one that counts anew."""
    sets: list[list[Found]] = [[]]
    told: set[int | None] = set()
    for item in undated:
        no = item.subject.no if item.what == "score" and not item.agency else None
        if no and no in told:
            sets.append([])
            told = set()
        told |= {no} if no else set()
        sets[-1].append(item)
    years = [(_year_by_check_sum(part, stated), part) for part in sets]
    return {id(item): year for year, part in years for item in part}


def _year_by_check_sum(undated: list[Found], stated: list[Found]) -> int | None:
    scores = {item.subject.no: item for item in undated if item.what == "score" and item.subject.no and not item.agency}
    if len(scores) != 10:
        return None
    overall = weighted_mean({no: item.value or 0.0 for no, item in scores.items()}, scores)
    years = {
        item.year
        for item in stated
        if item.what == "score"
        and item.subject.scope == "overall"
        and item.value is not None
        and abs(item.value - overall) <= _TOLERANCE
    }
    return years.pop() if len(years) == 1 else None


def weighted_mean(values: dict[int, float], items: dict[int, Found]) -> float:
    """The overall score of ten indicators: each instrument's plain mean, weighted as the assessment does."""
    weights: dict[Instrument, float] = load("indicators")["weights"]
    groups: dict[Instrument, list[float]] = defaultdict(list)
    for no, value in values.items():
        instrument = items[no].subject.instrument
        if instrument:
            groups[instrument].append(value)
    return sum(weights[code] * sum(group) / len(group) for code, group in groups.items())


def _year_of_titles(document: Document, sheet: Sheet) -> int | None:
    """The last year named in the table's own titles."""
    for cell in reversed(sheet.titles):
        if years := years_in(document.read(cell)):
            return years[-1]
    return None


def _years_above(document: Document) -> dict[int | None, int | None]:
    """The year that the nearest line above a table names, for each by its identity; at None that of the last line."""
    text, above = document.text, dict[int | None, int | None]()
    last: int | None = None
    for _, block in document.blocks():
        if isinstance(block, Table):
            above[id(block)] = last
        elif years := years_in(text[slice(*block.span)]):
            last = years[-1]
    return above | {None: last}
