"""``prongsai convert``: many reports to a folder of records."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from prongsai import __version__
from prongsai.cli.exits import Exit
from prongsai.cli.inputs import find_inputs, read_input
from prongsai.export.csvs import write_tables
from prongsai.export.jsons import report_to_json
from prongsai.naming import readable
from prongsai.report import Report
from schemas.errors import InputError, LimitExceeded
from schemas.records import SCHEMA_VERSION


def convert_paths(paths: list[str], out: Path, *, strict: bool) -> Exit:
    """Convert every input; write documents/, the tidy tables and manifest.jsonl; return the run's exit code.

    A file that fails gets its line in the manifest and the batch goes on. Files are written beside their names first
    and moved into place, so that what stands under a name is always whole.
    """
    documents, inputs = out / "documents", find_inputs(paths)
    documents.mkdir(parents=True, exist_ok=True)
    manifest = [_convert_one(path, documents) for path in inputs]
    kept = sorted({line["document_id"] for line in manifest if line["document_id"]})
    write_tables(_reports(documents, kept), out)
    _write(out / "manifest.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in manifest))
    _summarise(manifest, out)
    if not kept:
        return Exit.NOTHING
    alarmed = strict and any(line["warnings"] for line in manifest)
    return Exit.SOME_FAILED if alarmed or any(not line["document_id"] for line in manifest) else Exit.OK


def _convert_one(path: str, documents: Path) -> dict[str, Any]:
    began = time.perf_counter()
    line: dict[str, Any] = {
        "path": readable(path), "sha256": None, "document_id": None, "status": None, "reason": None, "reader": None,
        "pages": None, "warnings": None, "seconds": None, "tool_version": __version__, "schema_version": SCHEMA_VERSION,
    }  # fmt: skip
    try:
        report = read_input(path)
    except InputError as error:
        line |= {"status": error.limit if isinstance(error, LimitExceeded) else error.status, "reason": error.cause}
        typer.echo(f"prongsai: {error}", err=True)
    except Exception as error:  # noqa: BLE001 - one file must never end the batch; the manifest names the fault
        line |= {"status": "crashed", "reason": f"{type(error).__name__}: {error}"}
        typer.echo(f"prongsai: {readable(path)}: unexpected {type(error).__name__}; see the manifest", err=True)
    else:
        _write(documents / f"{report.document_id}.json", report_to_json(report))
        line |= {"sha256": report.source.sha256, "document_id": report.document_id, "status": report.status}
        line |= {"reason": report.reason, "reader": report.source.reader, "pages": report.source.pages}
        line["warnings"] = sum(finding.severity != "info" for finding in report.findings)
    line["seconds"] = round(time.perf_counter() - began, 3)
    return line


def _write(path: Path, text: str) -> None:
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, "utf-8")
    partial.replace(path)


def _reports(documents: Path, ids: list[str]) -> Iterator[Report]:
    """Reports read back from their JSON, one at a time, so that memory does not grow with the batch."""
    for document_id in ids:
        yield Report.model_validate_json((documents / f"{document_id}.json").read_text("utf-8"))


def _summarise(manifest: list[dict[str, Any]], out: Path) -> None:
    counts = Counter(line["status"] for line in manifest)
    told = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    typer.echo(f"{len(manifest)} files: {told}; records in {out}", err=True)
