"""All that was found of scores, to one record for each agency, subject and year, with every place as evidence."""

from collections import defaultdict
from collections.abc import Iterable

from extract.belief.records import readings_at, unread_reason
from extract.indicators import official
from extract.scores.found import Found
from schemas.document import Document
from schemas.place import one_or_all
from schemas.records import Evidence, Instrument, Reading, Score
from schemas.vocabulary import load

_ORDER = {"table": 0, "list": 1, "prose": 2}
Key = tuple[str | None, str, int | None, Instrument | None, int | None]
_TOLERANCE = 0.02


def found_to_scores(document: Document, found: Iterable[Found]) -> list[Score]:
    """Merge by agency, subject and fiscal year. A table goes before a list, a list before prose.

    Values that disagree with the record's stay in its evidence. A level or a change without a score makes no record.
    """
    groups: dict[Key, list[Found]] = defaultdict(list)
    for item in found:
        groups[_key(item)].append(item)
    records = [_record(document, items) for items in groups.values() if any(item.what == "score" for item in items)]
    _state_weights(records)
    compute_changes(records)
    return sorted(records, key=lambda record: record.agency is not None)


def _key(item: Found) -> Key:
    subject = item.subject
    instrument = subject.instrument if subject.scope == "instrument" else None
    return item.agency, subject.scope, subject.no, instrument, item.year


def _record(document: Document, items: list[Found]) -> Score:
    ranked = sorted(items, key=lambda item: (item.value is None and not item.rating, _ORDER[item.origin]))
    scores = [item for item in ranked if item.what == "score"]
    best, subject = scores[0], scores[0].subject
    change = next((item for item in ranked if item.what == "change"), None)
    return Score(
        scope=subject.scope,
        indicator_no=subject.no,
        indicator_name=official()[subject.no][0] if subject.no else None,
        instrument=subject.instrument,
        fiscal_year_be=best.year,
        fiscal_year_ce=best.year - 543 if best.year else None,
        agency=best.agency,
        max_score=best.max_score if best.max_score and (best.value or 0) <= best.max_score else 100,
        score=best.value,
        rating=next((item.rating for item in ranked if item.what == "rating"), None),
        change_stated=change.value if change else None,
        indicator_no_stated=next((item.subject.stated for item in ranked if item.subject.stated is not None), None),
        evidence=[_evidence(document, item) for item in scores],
        readings=_readings(document, best, change),
    )


def _readings(document: Document, score: Found, change: Found | None) -> dict[str, list[Reading]] | None:
    stated = {"score": readings_at(document, score.span)}
    if change:
        stated["change_stated"] = readings_at(document, change.span)
    return {field: readings for field, readings in stated.items() if readings} or None


def _evidence(document: Document, item: Found) -> Evidence:
    start, end = document.trace.back(*item.span)
    return Evidence(
        origin=item.origin,
        raw=document.trace.raw[start:end],
        value=item.value,
        provenance=one_or_all(document.places.locate(start, end)),
        reason=unread_reason(document, item.span),
        readings=readings_at(document, item.span),
    )


def _state_weights(records: list[Score]) -> None:
    """Points or means: instruments that add up to their agency's overall score are points of 30, 30 and 40."""
    weights: dict[Instrument, float] = load("indicators")["weights"]
    by_owner: dict[tuple[str | None, int | None], dict[Instrument | None, Score]] = defaultdict(dict)
    for record in records:
        if record.scope != "indicator":
            by_owner[record.agency, record.fiscal_year_be][record.instrument] = record
    for parts in by_owner.values():
        values = [parts[code].score for code in weights if code in parts]
        total = parts[None].score if None in parts else None
        if len(values) == 3 and total is not None and all(value is not None for value in values):
            if abs(sum(value for value in values if value is not None) - total) <= _TOLERANCE:
                for code, weight in weights.items():
                    parts[code].max_score = 100 * weight


def compute_changes(records: list[Score]) -> None:
    """State, of each score whose score of the year before is known too, the difference."""
    values = {(r.agency, r.scope, r.indicator_no, r.instrument, r.fiscal_year_be): r for r in records}
    for record in records:
        if record.fiscal_year_be is None or record.score is None:
            continue
        before = values.get(
            (record.agency, record.scope, record.indicator_no, record.instrument, record.fiscal_year_be - 1)
        )
        if before is not None and before.score is not None:
            record.change_computed = round(record.score - before.score, 4)
