"""One report as JSON, and the JSON Schema of all of them."""

import json
from typing import Any

from schemas.records import Report

SCHEMA_ID = "https://prongsai.example/schemas/report-1.0.json"


def report_to_json(report: Report) -> str:
    """Return the report as indented JSON with Thai as Thai and a line end; the same report gives the same bytes."""
    return report.model_dump_json(indent=2) + "\n"


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a report, generated from the models."""
    schema = Report.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID} | schema


def schema_to_json() -> str:
    """Return the schema as it is checked in (``schemas/report.schema.json``)."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"
