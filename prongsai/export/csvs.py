"""Tidy CSV files.

UTF-8 with a byte order mark, CRLF, quoted by RFC 4180. Cells are faithful: one that begins with "- " or "=" is written
as it is, so these files are data for machines and for an import dialogue, not for a double click.
"""

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from prongsai.export.parts import Part, Value
from prongsai.export.rows import TABLES


class CsvWriter:
    """NAME.csv for every table."""

    def __init__(self, folder: Path) -> None:
        self._files = ExitStack()
        self._writers = {}
        for name, columns in TABLES.items():
            handle = self._files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline=""))
            self._writers[name] = csv.writer(handle, lineterminator="\r\n")
            self._writers[name].writerow(columns)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def write(self, table: str, values: list[Value]) -> None:
        """Add a row. None becomes a blank."""
        self._writers[table].writerow(values)

    def finish(self) -> list[Part]:
        """Close the files."""
        self._files.close()
        return [Part(name, f"{name}.csv", "csv", "text/csv") for name in TABLES]


def table_writer(handle: TextIO, columns: list[str]) -> "csv.DictWriter[str]":
    """Return a writer of one table with its heading already written. None becomes a blank."""
    writer = csv.DictWriter(handle, columns, lineterminator="\r\n")
    writer.writeheader()
    return writer
