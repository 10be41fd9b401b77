"""``prongsai check``: findings for a person."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from prongsai.cli.exits import Exit
from prongsai.cli.inputs import find_paths, read_input
from prongsai.naming import readable
from schemas.errors import InputError
from schemas.vocabulary.own import to_vocabulary

if TYPE_CHECKING:
    from schemas.records import Finding


def check_paths(paths: list[str], style: str, *, strict: bool, vocabulary: Path | None) -> Exit:
    """Print the findings of every report; a file that gives no report is named on standard error."""
    from prongsai.audit.table import print_findings

    findings: dict[str, list[Finding]] = {}
    own, failed = to_vocabulary(vocabulary), 0
    for path in find_paths(paths):
        try:
            findings[readable(path)] = read_input(path, own).findings
        except InputError as error:
            failed += 1
            typer.echo(f"prongsai: {error}", err=True)
    print_findings(findings, style)
    if not findings:
        return Exit.NOTHING
    alarms = any(finding.severity != "info" for found in findings.values() for finding in found)
    return Exit.SOME_FAILED if failed or (strict and alarms) else Exit.OK
