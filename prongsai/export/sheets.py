"""Sheets of the workbook: head, widths, and cells that Excel takes for what they are."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prongsai import __version__
from prongsai.export.parts import Value
from schemas.records import SCHEMA_VERSION
from schemas.tables import Column, Table, tables
from schemas.vocabulary import load

if TYPE_CHECKING:
    from openpyxl import Workbook

LAST_ROW = 1_048_576  # of a sheet
LONGEST = 32_767  # UTF-16 units of a cell
CUT = "… [ตัดตามขีดจำกัดของ Excel ทั้งหมด {length:,} ตัวอักษร ข้อความเต็มอยู่ใน documents/ID.json]"
_WIDTHS = {"string": 22, "integer": 12, "number": 12, "date": 12}
_FOR_READING = 30  # columns as wide as this are wrapped
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # "_x0041_" is a letter A to Excel; its own escape keeps it a text
_FIRST_DAY = date(1900, 3, 1)  # dates before are off by a day in Excel, or none


class Sheet:
    """One sheet of a table; ``rows`` counts those written, the head's two among them."""

    def __init__(self, book: "Workbook", table: Table, folder: Path, number: int = 1) -> None:
        self.title = table.name if number == 1 else f"{table.name} ({number})"
        self._columns = table.columns
        self._sheet = _new(book, self.title, [column.width or _WIDTHS[column.type] for column in table.columns])
        self._sheet.freeze_panes = "B3"
        self._cells = [_styled(self._sheet, column) for column in table.columns]
        self.rows = 2
        with _temporary_files_in(folder):  # the rows wait there for the end, not in the system's folder
            self._sheet.append([_bold(self._sheet, column.name) for column in table.columns])
        self._sheet.append([_bold(self._sheet, column.th) for column in table.columns])

    def add(self, values: Sequence[Value]) -> None:
        """Add a row."""
        cells: list[Any] = [None if value is None else cell for cell, value in zip(self._cells, values, strict=True)]
        for column, cell, value in zip(self._columns, cells, values, strict=True):
            if cell is not None:
                _fill(cell, _fit(column, value))
        if cells[-1] is None:  # the last cell is always there, since readers take the end of a row from it
            cells[-1] = self._cells[-1]
            _fill(cells[-1], None)
        self._sheet.append(cells)
        self.rows += 1

    def close(self) -> None:
        """Complete the sheet; the filter spans all rows from the labels on."""
        from openpyxl.utils import get_column_letter

        self._sheet.auto_filter.ref = f"A2:{get_column_letter(len(self._columns))}{self.rows}"
        self._sheet.close()

    def abandon(self) -> None:
        """Let go of the file of the rows, which nobody will read any more."""
        if not self._sheet.closed:
            with suppress(Exception):  # the error that led here is the one to tell
                self._sheet.close()


def explain(book: "Workbook", folder: Path) -> None:
    """The last sheet: what the others hold, one row a table, and which versions made them."""
    sheet = _new(book, "about", [24, 40, 90])
    with _temporary_files_in(folder):
        sheet.append([_bold(sheet, load("tables")["package"]["title_th"])])
    sheet.append(["schema_version", SCHEMA_VERSION])
    sheet.append(["tool", f"prongsai {__version__}"])
    for table in tables().values():
        sheet.append([table.name, table.th, f"{table.about_th} / {table.about}"])
    sheet.close()


def to_cell_text(text: str) -> str:
    """A text as a cell can hold it: cut with a mark where it is too long, U+FFFD for what XML has no way to write."""
    fit = _ESCAPE.sub("_x005F_", _UNFIT.sub("\ufffd", text))
    if len(fit) <= LONGEST // 2 or _units(fit) <= LONGEST:
        return fit
    mark = CUT.format(length=len(text))
    head = fit.encode("utf-16-le")[: 2 * (LONGEST - _units(mark))].decode("utf-16-le", "ignore")
    return head + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _new(book: "Workbook", title: str, widths: Sequence[int]) -> Any:
    """A write-only sheet, whose type in the library says less than it can do."""
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return sheet


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _fill(cell: Any, value: Value | date) -> None:
    """Give a cell its value and type: the library alone would take "=" for a formula and "#N/A" for an error."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    return cell


def _styled(sheet: Any, column: Column) -> Any:
    """A cell of the column, filled anew for each row: making and styling one takes longer than writing it."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    wrapped = column.type == "string" and (column.width or 0) >= _FOR_READING
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
    if column.type == "date":
        cell.number_format = "yyyy-mm-dd"
    return cell


def _fit(column: Column, value: Value) -> Value | date:
    """The value as Excel can hold it."""
    if not isinstance(value, str):
        return value
    if column.type == "date" and (day := date.fromisoformat(value)) >= _FIRST_DAY:
        return day
    return to_cell_text(value)
