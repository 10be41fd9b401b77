"""records.xlsx, the people's copy: one sheet a table, texts as texts, numbers as numbers, dates as dates.

Row 1 holds the names of the columns, row 2 their Thai labels; both stay in view, and row 2 carries the filter. A text
is always a string cell, so that none becomes a formula. Beyond Excel's limits a text is cut with a mark that says so,
and rows go on in a further sheet, "scores (2)". What XML cannot hold shows as U+FFFD. The other formats have it all.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from prongsai import __version__
from prongsai.export.book import save_still
from prongsai.export.parts import Part, Value
from prongsai.export.sheets import LAST_ROW, Sheet, explain
from schemas.tables import tables

NAME = "records.xlsx"


class XlsxWriter:
    """Every table in one workbook."""

    def __init__(self, folder: Path) -> None:
        from openpyxl import Workbook

        self._folder, self._book = folder, Workbook(write_only=True)
        self._sheets = {name: [Sheet(self._book, table, folder)] for name, table in tables().items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sheet in self._all():
            sheet.abandon()

    def write(self, table: str, values: list[Value]) -> None:
        """Add a row, to a further sheet where the last one is full."""
        sheets = self._sheets[table]
        if sheets[-1].rows >= LAST_ROW:
            sheets.append(Sheet(self._book, tables()[table], self._folder, len(sheets) + 1))
        with _told_as_oserror():
            sheets[-1].add(values)

    def finish(self) -> list[Part]:
        """Close the sheets, explain them in a last one, and write the file."""
        with _told_as_oserror():
            for sheet in self._all():
                sheet.close()
            explain(self._book, self._folder)
        save_still(self._book, self._folder / NAME, f"prongsai {__version__}")
        return [
            _part(name, sheet, number) for name, all_ in self._sheets.items() for number, sheet in enumerate(all_, 1)
        ]

    def _all(self) -> list[Sheet]:
        return [sheet for sheets in self._sheets.values() for sheet in sheets]


@contextmanager
def _told_as_oserror() -> Iterator[None]:
    """A full disk is an OSError here too: lxml, which writes the rows, knows it as "IO_ENOSPC"."""
    from lxml.etree import SerialisationError

    try:
        yield
    except SerialisationError as error:
        code = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(code, os.strerror(code), NAME) from error


def _part(table: str, sheet: Sheet, number: int) -> Part:
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    dialect = {"sheetName": sheet.title, "headerRows": [1], "commentRows": [2]}
    return Part(table, NAME, "xlsx", media_type, dialect, number)
