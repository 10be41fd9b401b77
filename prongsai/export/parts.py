"""What the writers of tables have in common: rows go in, files come out, each described for the data package."""

from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

Value = str | int | float | None  # of a cell: text, number or ISO date as text


@dataclass(frozen=True, slots=True)
class Part:
    """A table, or the ``number``-th stretch of one from 1, in a file. ``dialect``: how the file holds it."""

    table: str
    path: str
    format: str
    media_type: str
    dialect: dict[str, Any] = field(default_factory=dict)
    number: int = 1


class Writer(Protocol):
    """A writer of one format into a folder. Leaving its context closes what is open, finished or not."""

    def __init__(self, folder: Path) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def write(self, table: str, values: list[Value]) -> None:
        """Add a row: its values in the order of the table's columns."""

    def finish(self) -> list[Part]:
        """Complete the files and say what they hold. Nothing may be written after."""
