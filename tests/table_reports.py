"""Reports for the tests of tables, made without reading anything, and tables read back by their own tools."""

import re
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from prongsai.export.jsons import report_to_json
from prongsai.export.rows import TABLES, report_to_rows
from prongsai.export.tables import FORMATS, write_all
from prongsai.report import Report

PLACE = {"line": 3, "column": 2, "length": 5}
YEAR = {"be": 2568, "ce": 2025, "start": "2024-10-01", "end": "2025-09-30"}


def score(value: float | None, **more: object) -> dict[str, object]:
    evidence = [{"origin": "table", "raw": "๘๘.๕", "provenance": {"page": 1, "bbox": [1, 2.5, 3, 4]}}]
    kept = {"scope": "overall", "fiscal_year_be": 2567, "fiscal_year_ce": 2024, "score": value, "evidence": evidence}
    return kept | more


def report(name: str, **more: object) -> Report:
    """A report of a fictional agency, with something in every table."""
    data: dict[str, object] = {
        "document_id": name,
        "status": "ok",
        "source": {
            "name": f"{name}.txt", "path": f"in/{name}.txt", "sha256": "ab" * 32, "media_type": "text/plain",
            "reader": "text", "pages": 1, "bytes": 99,
        },
        "report": {
            "title": "รายงานผล", "kind": "results", "fiscal_year": YEAR, "report_date": "2025-04-05",
            "agency": {"name": "เทศบาลตำบลบึงแก้วใส", "province": "น่าน"},
            "reporting_period": {"raw": "รอบ 6 เดือน", "months": 6},
        },
        "measures": [
            {
                "id": "m1", "seq": 1, "measure": "รับเรื่อง", "steps": ["ประชุม", "ติดตาม"], "raw": {"seq": "๑"},
                "indicator": {"no": 2, "name": "การใช้งบประมาณ"}, "provenance": {"seq": PLACE},
                "period": {"raw": "ต.ค. 67", "start": "2024-10-01", "end": "2024-10-31"},
                "budget": {"raw": "๑๒,๕๐๐.๒๕ บาท", "amount": 12500.25},
            },
            {"id": "m2", "measure": "อบรม"},
        ],
        "scores": [score(88.5, rating="ผ่าน"), score(None, scope="instrument", instrument="IIT")],
        "entries": [
            {
                "id": "e1", "family": "purchase", "table": 0, "values": {
                    "item": {"type": "text", "raw": "ซื้อกระดาษ", "text": "ซื้อกระดาษ", "provenance": PLACE},
                    "budget": {"type": "money", "raw": "๙,๕๐๐", "text": "9,500", "number": 9500, "provenance": PLACE},
                    "date": {
                        "type": "date", "raw": "๕ ต.ค. ๖๗", "text": "5 ต.ค. 67",
                        "start": "2024-10-05", "end": "2024-10-05",
                        "inherited": True, "provenance": [PLACE, PLACE],
                    },
                },
            }
        ],
        "mentions": [{"kind": "phone", "raw": "๐๔๒", "value": "042", "provenance": PLACE}],
        "findings": [
            {"rule": "cell-empty", "severity": "warning", "message_th": "ว่าง", "message_en": "empty", "actual": 3.5}
        ],
    }  # fmt: skip
    return Report.model_validate(data | more)


def write(reports: Sequence[Report], out: Path, formats: Sequence[str] = FORMATS) -> Path:
    documents = out / "documents"
    documents.mkdir(exist_ok=True)
    for one in reports:
        (documents / f"{one.document_id}.json").write_text(report_to_json(one), "utf-8")
    write_all(documents, [one.document_id for one in reports], out, formats)
    return out


def cells(table: str, folder: Path, style: str) -> list[list[Any]]:
    """The rows of a table as its format's own tool reads them: None, text, int, float or date."""
    if style == "sqlite":
        with sqlite3.connect(folder / "records.sqlite") as connection:
            read = [list(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')]
        connection.close()
        return [[_day(column, value) for column, value in zip(TABLES[table], row, strict=True)] for row in read]
    if style == "parquet":
        kept = pq.read_table(folder / f"{table}.parquet").to_pylist()
        return [[float(cell) if isinstance(cell, Decimal) else cell for cell in row.values()] for row in kept]
    book = load_workbook(folder / "records.xlsx", read_only=True)
    found = [list(row) for row in book[table].iter_rows(min_row=3, values_only=True)]
    book.close()
    return [
        [unescape(v) if isinstance(v, str) else v.date() if isinstance(v, datetime) else v for v in r] for r in found
    ]


def _day(column: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and re.search("_(start|end|date)$", column) else value


def expected(table: str, reports: Sequence[Report]) -> list[list[Any]]:
    rows = [row for one in reports for name, row in report_to_rows(one) if name == table]
    return [[_day(column, value) for column, value in row.items()] for row in rows]
