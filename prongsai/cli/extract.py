"""``prongsai extract``: one report to standard output."""

import sys
from pathlib import Path

from prongsai.cli.inputs import read_input
from prongsai.report import Report
from schemas.errors import UsageError


def print_report(path: str, style: str, table: str, vocabulary: Path | None) -> None:
    """Print a report as JSON, one of its tidy tables as CSV, or all of it as tables for a person."""
    from prongsai.export.rows import TABLES

    if table not in TABLES:
        raise UsageError(f"--table {table}: no such table; one of {', '.join(TABLES)}")
    report = read_input(path, vocabulary)
    if style == "json":
        from prongsai.export.jsons import report_to_json

        sys.stdout.write(report_to_json(report))
    elif style == "csv":
        _print_csv(report, table)
    else:
        from prongsai.export.terminal import print_tables

        print_tables(report)


def _print_csv(report: Report, table: str) -> None:
    from prongsai.export.csvs import table_writer
    from prongsai.export.rows import TABLES, report_to_rows

    writer = table_writer(sys.stdout, list(TABLES[table]))
    writer.writerows(row for name, row in report_to_rows(report) if name == table)
