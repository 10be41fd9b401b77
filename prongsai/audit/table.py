"""Findings for a person: what is said where, and what it should be."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from prongsai.audit.case import first_place
from schemas.findings import Severity
from schemas.place import PagePlace, Provenance
from schemas.records import Finding

if TYPE_CHECKING:
    from rich.table import Table

_COLOURS = {"error": "bold red", "warning": "yellow", "info": "dim"}
# the gravest first, each in the singular and in the plural
_NAMES: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("info", "info"),
}  # fmt: skip
_COLUMNS = (
    "file", "severity", "rule", "where", "said", "expected", "message_th", "message_en", "records",
)  # fmt: skip


def print_findings(findings: Mapping[str, Sequence[Finding]], style: str = "table") -> None:
    """Print the findings of each file to standard output.

    style: "table" for a terminal, coloured, the gravest first; "json", one object with a list for each file, fields
        as in the contract; "csv", one row a finding, RFC 4180, in the order found.

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

    from prongsai.export.terminal import plain

    console = Console()
    for name, found in findings.items():
        console.print(plain(f"{name}: {_count(found)}", "bold"))
        if found:
            console.print(_table(found))


def _count(found: Sequence[Finding]) -> str:
    numbers = Counter(finding.severity for finding in found)
    words = [
        f"{numbers[severity]} {_NAMES[severity][numbers[severity] > 1]}" for severity in _NAMES if numbers[severity]
    ]
    return ", ".join(words) or "nothing found"


def _table(found: Sequence[Finding]) -> "Table":
    from rich.table import Table

    from prongsai.export.terminal import plain

    table = Table(show_lines=True, header_style="bold")
    table.add_column("rule and place", no_wrap=True)
    table.add_column("what is said, and what it should be", overflow="fold")
    for finding in sorted(found, key=lambda finding: list(_NAMES).index(finding.severity)):
        head = plain(finding.rule, _COLOURS[finding.severity])
        head.append(f"\n{place_to_text(finding.provenance)}", style="not bold default")
        said, expected = _shown(finding.actual), _shown(finding.expected)
        body = plain(f"{said or '?'} -> {expected}\n" if expected else "", "bold")
        body.append_text(plain(f"{finding.message_th}\n{finding.message_en}", "not bold"))
        table.add_row(head, body)
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
