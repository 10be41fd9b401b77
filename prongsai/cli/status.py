"""``prongsai status``: what a run did, for a person or as JSON."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from prongsai.batch.status import SHOWN, run_to_status

_COUNTS = (("by_status", "status"), ("by_reader", "reader"), ("by_year_be", "fiscal year"), ("by_agency", "agency"),
           ("findings", "finding, reports"))  # fmt: skip


def print_status(folder: Path, *, as_json: bool) -> None:
    """Print the last run of an output folder."""
    told = run_to_status(folder)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    run = told["run"]
    console.print(
        f"{run['state']}: {told['done']} of {run['total']} files, {told['duplicates']} of them duplicates", markup=False
    )
    console.print(f"began {run['began']}, ended {run['ended'] or '-'}, prongsai {run['tool']}", markup=False)
    for name, title in _COUNTS:
        _print_table(console, (title, "files"), list(told[name].items())[:SHOWN], len(told[name]))
    _print_table(console, ("slowest", "seconds", "pages"), _rows(told["slowest"]), None)
    _print_table(console, ("failed", "status", "reason"), _rows(told["failed"]), told["failures"])
    _print_table(
        console, ("to review", "status", "warnings"), [row[:3] for row in _rows(told["review"])], told["reviews"]
    )


def _rows(told: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(one.values()) for one in told]


def _print_table(console: Any, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]], total: int | None) -> None:
    """A table where there are rows; below it how many more there are."""
    from rich.table import Table
    from rich.text import Text

    table, count = Table(*head, box=None, pad_edge=False, title_justify="left"), 0
    for row in rows:
        table.add_row(*(Text("-" if cell is None else " ".join(str(cell).split())) for cell in row))
        count += 1
    if count:
        console.print()
        console.print(table)
        if total is not None and total > count:
            console.print(f"and {total - count} more")
