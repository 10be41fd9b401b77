"""Findings for a person: what is said where, and what it should be."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from prongsai.audit.case import first_place
from schemas.place import PagePlace, Provenance
from schemas.records import Finding

if TYPE_CHECKING:
    from rich.table import Table

_COLOURS = {"error": "bold red", "warning": "yellow", "info": "dim"}
_GRAVEST_FIRST = {"error": 0, "warning": 1, "info": 2}
_COLUMNS = (
    "file", "severity", "rule", "where", "said", "expected", "message_th", "message_en", "records",
)  # fmt: skip


def print_findings(findings: Mapping[str, Sequence[Finding]], style: str = "table") -> None:
    """Print the findings of each file to standard output.

    style: "table" for a terminal, coloured by severity, the gravest first; "json", one object with a list for each file,
        fields as in the contract; "csv", one row a finding, RFC 4180, in the order found.

    Raises ValueError for another style. A file without findings has a line of its own in the table only.
    """
    writers = {"table": _print_table, "json": _print_json, "csv": _print_csv}
    if style not in writers:
        raise ValueError(f"no style {style!r}: table, json or csv")
    writers[style](findings)


def place_to_text(provenance: Provenance | None) -> str:
    """Where a person has to look: "line 12:40" of a text, "page 3, 120 pt down" of pages; "" for no one place."""
    place = first_place(provenance)
    if place is None:
        return ""
    if isinstance(place, PagePlace):
        return f"page {place.page}, {place.bbox[1]:.0f} pt down"
    return f"line {place.line}:{place.column}"


def _print_table(findings: Mapping[str, Sequence[Finding]]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for name, found in findings.items():
        console.print(Text(f"{name}: {_count(found)}", style="bold"))
        if found:
            console.print(_table(found))


def _count(found: Sequence[Finding]) -> str:
    told = [(sum(1 for finding in found if finding.severity == severity), severity) for severity in _COLOURS]
    words = [
        f"{number} {severity}{'s' if number > 1 and severity != 'info' else ''}" for number, severity in told if number
    ]
    return ", ".join(words) or "nothing found"


def _table(found: Sequence[Finding]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True, header_style="bold")
    for column in ("rule", "where", "said", "should be", "message"):
        table.add_column(column, overflow="fold")
    for finding in sorted(found, key=lambda finding: _GRAVEST_FIRST[finding.severity]):
        said, expected = _shown(finding.actual), _shown(finding.expected)
        message = f"{finding.message_th}\n{finding.message_en}"
        where = place_to_text(finding.provenance)
        cells = [Text(cell) for cell in (where, said, expected, message)]
        table.add_row(Text(finding.rule, style=_COLOURS[finding.severity]), *cells)
    return table


def _shown(value: str | float | None) -> str:
    """Numbers without the noise of binary fractions."""
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else value


def _print_json(findings: Mapping[str, Sequence[Finding]]) -> None:
    plain = {name: [finding.model_dump(mode="json") for finding in found] for name, found in findings.items()}
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def _print_csv(findings: Mapping[str, Sequence[Finding]]) -> None:
    rows = StringIO()
    writer = csv.writer(rows)
    writer.writerow(_COLUMNS)
    for name, found in findings.items():
        for finding in found:
            writer.writerow([
                name, finding.severity, finding.rule, place_to_text(finding.provenance), _shown(finding.actual),
                _shown(finding.expected), finding.message_th, finding.message_en, " ".join(finding.records),
            ])  # fmt: skip
    sys.stdout.write(rows.getvalue())
