"""Tidy tables: one row a record, keys first. Every format writes these rows.

Which columns there are, and of which type, stands in :mod:`schemas.tables`. A value is a text, a number or an ISO date
as text. Missing is None, never 0 and never "". List fields are joined by line ends in ``measures`` and stand one a row
in ``measure_items``; ``raw`` and ``provenance`` hold JSON.

Rows are made from a report as plain data, which is what its JSON holds: reading ten thousand reports back for their
tables asks nobody to validate again what was valid when it was written.
"""

import json
from collections.abc import Iterator
from typing import Any

from schemas.records import Report
from schemas.tables import tables

Row = dict[str, Any]
Data = dict[str, Any]  # a report, or a part of one, as its JSON holds it

LISTS = ("steps", "responsible", "results", "outcomes", "issues", "recommendations", "follow_up")
TABLES: dict[str, dict[str, str]] = {
    name: {column.name: column.type for column in table.columns} for name, table in tables().items()
}
_COUNTED = ("measures", "scores", "mentions", "findings", "unclaimed")


def report_to_rows(report: Report) -> Iterator[tuple[str, Row]]:
    """Every row of every table that one report gives, as ``(table, row)``, with the columns of :data:`TABLES`."""
    return data_to_rows(report.model_dump(mode="json"))


def data_to_rows(report: Data) -> Iterator[tuple[str, Row]]:
    """The same of a report as its JSON holds it. A parent's row comes before those that belong to it."""
    key = {"document_id": report["document_id"]}
    yield "documents", _row("documents", key | _document(report))
    for measure in report["measures"]:
        own = key | {"measure_id": measure["id"]}
        yield "measures", _row("measures", own | _measure(measure))
        for field, number, text in _items(measure):
            yield "measure_items", _row("measure_items", own | {"field": field, "item_no": number, "text": text})
    for number, score in enumerate(report["scores"], 1):
        yield "scores", _row("scores", score | _evidence(score) | _belief(score) | key | {"score_no": number})
    for entry in report.get("entries", ()):  # documents of earlier versions have none
        for row in _entry(entry):
            yield "entries", _row("entries", key | row)
    for number, mention in enumerate(report["mentions"], 1):
        own = key | {"mention_no": number, "provenance": compact(mention["provenance"]), "readings": _readings(mention)}
        yield "mentions", _row("mentions", mention | own)
    for number, finding in enumerate(report["findings"], 1):
        yield "findings", _row("findings", finding | _finding(finding) | key | {"finding_no": number})


def compact(value: Any) -> str:
    """JSON without spaces, Thai as Thai."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _row(table: str, values: Data) -> Row:
    """The values in the table's columns; an empty text says as little as none."""
    return {column: None if (value := values.get(column)) == "" else value for column in TABLES[table]}


def _document(report: Data) -> Data:
    heading, source, agency = report["report"], report["source"], report["report"]["agency"]
    year, period = heading["fiscal_year"] or {}, heading["reporting_period"] or {}
    row: Data = source | heading | agency | {
        "status": report["status"],
        "reason": report["reason"],
        "source_name": source["name"],
        "source_path": source["path"],
        "source_sha256": source["sha256"],
        "agency_name": agency["name"],
        "agency_type": agency["type"],
        **{f"fiscal_year_{name}": value for name, value in year.items()},
        **{f"period_{name}": value for name, value in period.items()},
        **{f"signatory_{name}": value for name, value in (heading["signatory"] or {}).items()},
        **{name: len(report[name]) for name in _COUNTED},
        "warnings": sum(finding["severity"] != "info" for finding in report["findings"]),
        "repairs": sum(repair["count"] for repair in report["repairs"]),
    }  # fmt: skip
    return row


def _measure(measure: Data) -> Data:
    indicator, period, budget = measure["indicator"] or {}, measure["period"] or {}, measure["budget"] or {}
    return measure | {
        **{name: "\n".join(measure[name]) for name in LISTS},
        **{f"indicator_{name}": value for name, value in indicator.items()},
        **{f"period_{name}": value for name, value in period.items()},
        **{f"budget_{name}": value for name, value in budget.items()},
        "other": compact(measure["other"]) if measure["other"] else None,
        "raw": compact(measure["raw"]),
        "provenance": compact(measure["provenance"]),
        "doubtful": " ".join(measure.get("doubtful") or ()),
        "readings": _readings(measure),
    }


def _items(measure: Data) -> Iterator[tuple[str, int, str]]:
    for name in LISTS:
        for number, text in enumerate(measure[name], 1):
            yield name, number, text


def _entry(entry: Data) -> Iterator[Data]:
    """One row a value."""
    own = {
        "entry_id": entry["id"],
        "family": entry["family"],
        "section": entry["section"],
        "total": int(entry["total"]),
    }
    for role, value in entry["values"].items():
        yield own | value | {
            "role": role,
            "date_start": value["start"],
            "date_end": value["end"],
            "items": "\n".join(value["items"] or ()),
            "inherited": int(value["inherited"]),
            "provenance": compact(value["provenance"]),
        }  # fmt: skip


def _evidence(score: Data) -> Data:
    """The first place that states the score; the others stand in the report's JSON."""
    if not score["evidence"]:
        return {}
    first = score["evidence"][0]
    return {"origin": first["origin"], "raw": first["raw"], "provenance": compact(first["provenance"])}


def _belief(score: Data) -> Data:
    """What is to be believed of a score that was read off a picture."""
    states = {reading["state"] for reading in (score.get("readings") or {}).get("score", ())}
    worst = next((state for state in ("unread", "settled", "agreed") if state in states), None)
    return {"reading": worst, "readings": _readings(score)}


def _readings(record: Data) -> str | None:
    return compact(record["readings"]) if record.get("readings") else None  # documents of earlier versions have none


def _finding(finding: Data) -> Data:
    values = {name: None if finding[name] is None else str(finding[name]) for name in ("expected", "actual")}
    place = finding["provenance"]
    return values | {"records": " ".join(finding["records"]), "provenance": compact(place) if place else None}
