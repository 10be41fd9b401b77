"""Tidy tables: one row a record, keys first. Every format writes these rows.

A column's type is one of "string", "integer", "number", "date". Missing is None, never 0 and never "". List fields
are joined by line ends in ``measures`` and stand one a row in ``measure_items``; ``raw`` and ``provenance`` hold JSON.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from schemas.records import Measure, Report

Row = dict[str, Any]
LISTS = ("steps", "responsible", "results", "outcomes", "issues", "recommendations", "follow_up")

_S, _I, _N, _D = "string", "integer", "number", "date"

TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "document_id": _S, "status": _S, "reason": _S, "source_name": _S, "source_path": _S, "source_sha256": _S,
        "media_type": _S, "reader": _S, "pages": _I, "bytes": _I, "title": _S, "kind": _S, "agency_name": _S,
        "agency_type": _S, "subdistrict": _S, "district": _S, "province": _S, "fiscal_year_be": _I,
        "fiscal_year_ce": _I, "fiscal_year_start": _D, "fiscal_year_end": _D, "period_raw": _S, "period_months": _I,
        "period_start": _D, "period_end": _D, "report_date": _D, "signatory_name": _S, "signatory_position": _S,
        "measures": _I, "scores": _I, "mentions": _I, "findings": _I, "warnings": _I, "repairs": _I, "unclaimed": _I,
    },
    "measures": {
        "document_id": _S, "measure_id": _S, "seq": _I, "section": _S, "indicator_no": _I, "indicator_name": _S,
        "measure": _S, "steps": _S, "responsible": _S, "period_raw": _S, "period_start": _D, "period_end": _D,
        "period_reason": _S, "status": _S, "results": _S, "outcomes": _S, "issues": _S, "recommendations": _S,
        "follow_up": _S, "budget_raw": _S, "budget_amount": _N, "other": _S, "raw": _S, "provenance": _S,
    },
    "measure_items": {"document_id": _S, "measure_id": _S, "field": _S, "item_no": _I, "text": _S},
    "scores": {
        "document_id": _S, "score_no": _I, "agency": _S, "scope": _S, "indicator_no": _I, "indicator_name": _S,
        "instrument": _S, "fiscal_year_be": _I, "fiscal_year_ce": _I, "score": _N, "max_score": _N, "rating": _S,
        "change_stated": _N, "change_computed": _N, "origin": _S, "raw": _S, "provenance": _S,
    },
    "mentions": {"document_id": _S, "mention_no": _I, "kind": _S, "value": _S, "raw": _S, "provenance": _S},
    "findings": {
        "document_id": _S, "finding_no": _I, "rule": _S, "severity": _S, "message_th": _S, "message_en": _S,
        "expected": _S, "actual": _S, "records": _S, "provenance": _S,
    },
}  # fmt: skip


def report_to_rows(report: Report) -> Iterator[tuple[str, Row]]:
    """Every row of every table that one report gives, as ``(table, row)``, with the columns of :data:`TABLES`."""
    yield "documents", _document(report)
    for measure in report.measures:
        yield "measures", _measure(report.document_id, measure)
        yield from (("measure_items", row) for row in _items(report.document_id, measure))
    yield from (("scores", row) for row in _scores(report))
    for number, mention in enumerate(report.mentions, 1):
        keys = {"document_id": report.document_id, "mention_no": number, "provenance": compact(mention.provenance)}
        yield "mentions", keys | {"kind": mention.kind, "value": mention.value, "raw": mention.raw}
    yield from (("findings", row) for row in _findings(report))


def compact(value: Any) -> str:
    """JSON without spaces, Thai as Thai; models by their fields."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not a value of a record: {value!r}")


def _document(report: Report) -> Row:
    heading, source = report.report, report.source
    year, period, signatory = heading.fiscal_year, heading.reporting_period, heading.signatory
    row: Row = {
        "document_id": report.document_id, "status": report.status, "reason": report.reason,
        "source_name": source.name, "source_path": source.path, "source_sha256": source.sha256,
        "media_type": source.media_type, "reader": source.reader, "pages": source.pages, "bytes": source.bytes,
        "title": heading.title, "kind": heading.kind, "agency_name": heading.agency.name,
        "agency_type": heading.agency.type, "subdistrict": heading.agency.subdistrict,
        "district": heading.agency.district, "province": heading.agency.province, "report_date": heading.report_date,
        "measures": len(report.measures), "scores": len(report.scores), "mentions": len(report.mentions),
        "findings": len(report.findings), "repairs": sum(repair.count for repair in report.repairs),
        "warnings": sum(finding.severity != "info" for finding in report.findings),
        "unclaimed": len(report.unclaimed),
    }  # fmt: skip
    if year:
        row |= {
            "fiscal_year_be": year.be,
            "fiscal_year_ce": year.ce,
            "fiscal_year_start": year.start,
            "fiscal_year_end": year.end,
        }
    if period:
        row |= {
            "period_raw": period.raw,
            "period_months": period.months,
            "period_start": period.start,
            "period_end": period.end,
        }
    if signatory:
        row |= {"signatory_name": signatory.name, "signatory_position": signatory.position}
    return {column: row.get(column) for column in TABLES["documents"]}


def _measure(document_id: str, measure: Measure) -> Row:
    row: Row = {name: "\n".join(getattr(measure, name)) or None for name in LISTS}
    row |= {
        "document_id": document_id, "measure_id": measure.id, "seq": measure.seq, "section": measure.section,
        "measure": measure.measure, "status": measure.status, "period_reason": measure.period_reason,
        "other": compact(measure.other) if measure.other else None, "raw": compact(measure.raw),
        "provenance": compact(measure.provenance),
    }  # fmt: skip
    if measure.indicator:
        row |= {"indicator_no": measure.indicator.no, "indicator_name": measure.indicator.name}
    if measure.period:
        row |= {
            "period_raw": measure.period.raw,
            "period_start": measure.period.start,
            "period_end": measure.period.end,
        }
    if measure.budget:
        row |= {"budget_raw": measure.budget.raw, "budget_amount": measure.budget.amount}
    return {column: row.get(column) for column in TABLES["measures"]}


def _items(document_id: str, measure: Measure) -> Iterator[Row]:
    for name in LISTS:
        for number, text in enumerate(getattr(measure, name), 1):
            yield {"document_id": document_id, "measure_id": measure.id, "field": name, "item_no": number, "text": text}


def _scores(report: Report) -> Iterator[Row]:
    for number, score in enumerate(report.scores, 1):
        first = score.evidence[0]
        own: Row = {"document_id": report.document_id, "score_no": number, "origin": first.origin, "raw": first.raw}
        own["provenance"] = compact(first.provenance)
        yield {column: own[column] if column in own else getattr(score, column) for column in TABLES["scores"]}


def _findings(report: Report) -> Iterator[Row]:
    for number, finding in enumerate(report.findings, 1):
        own: Row = {
            "document_id": report.document_id,
            "finding_no": number,
            "records": " ".join(finding.records) or None,
        }
        own |= {
            name: None if (value := getattr(finding, name)) is None else str(value) for name in ("expected", "actual")
        }
        own["provenance"] = compact(finding.provenance) if finding.provenance else None
        yield {column: own[column] if column in own else getattr(finding, column) for column in TABLES["findings"]}


def reports_to_rows(reports: Iterable[Report]) -> dict[str, list[Row]]:
    """All rows of several reports, by table; every table is there, if only empty."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for report in reports:
        for name, row in report_to_rows(report):
            tables[name].append(row)
    return tables
