"""Tidy CSV files and the data package that describes them.

UTF-8 with a byte order mark, CRLF, quoted by RFC 4180. Cells are faithful: one that begins with "- " or "=" is written
as it is, so these files are data for machines and for an import dialogue, not for a double click.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from prongsai.export.rows import TABLES, report_to_rows
from schemas.records import SCHEMA_VERSION, Report

_KEYS = {
    "documents": ["document_id"],
    "measures": ["document_id", "measure_id"],
    "measure_items": ["document_id", "measure_id", "field", "item_no"],
    "scores": ["document_id", "score_no"],
    "mentions": ["document_id", "mention_no"],
    "findings": ["document_id", "finding_no"],
}


def write_tables(reports: Iterable[Report], folder: Path) -> None:
    """Write every tidy table into ``folder`` as NAME.csv, streaming, and datapackage.json beside them.

    The files are moved into place when they are whole.
    """
    partial = {name: folder / f"{name}.csv.partial" for name in TABLES}
    with ExitStack() as stack:
        writers = {name: _open(stack, partial[name], list(columns)) for name, columns in TABLES.items()}
        for report in reports:
            for name, row in report_to_rows(report):
                writers[name].writerow(row)
    for name, path in partial.items():
        path.replace(folder / f"{name}.csv")
    (folder / "datapackage.json").write_text(json.dumps(_package(folder), ensure_ascii=False, indent=2) + "\n", "utf-8")


def _open(stack: ExitStack, path: Path, columns: list[str]) -> "csv.DictWriter[str]":
    handle = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
    return table_writer(handle, columns)


def table_writer(handle: TextIO, columns: list[str]) -> "csv.DictWriter[str]":
    """Return a writer of one table with its heading already written. None becomes a blank, a date is ISO."""
    writer = csv.DictWriter(handle, columns, lineterminator="\r\n")
    writer.writeheader()
    return writer


def _package(folder: Path) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "prongsai-records",
        "version": SCHEMA_VERSION,
        "resources": list(_resources(folder)),
    }


def _resources(folder: Path) -> Iterator[dict[str, Any]]:
    for name, columns in TABLES.items():
        data = (folder / f"{name}.csv").read_bytes()
        yield {
            "name": name.replace("_", "-"),
            "path": f"{name}.csv",
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "schema": {
                "fields": [{"name": column, "type": kind} for column, kind in columns.items()],
                "primaryKey": _KEYS[name],
            },
        }
