"""Parquet files for engines: one a table, zstd, scores and money as decimals, dates as dates, null for what is missing.

Versions of schema and tool, and the labels, stand in the metadata. Rows are kept until a row group is full, so memory
is bounded by a group and not by the batch.
"""

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from prongsai import __version__
from prongsai.export.parts import Part, Value
from schemas.records import SCHEMA_VERSION
from schemas.tables import Column, Table, tables

if TYPE_CHECKING:
    import pyarrow as pa

GROUP_ROWS = 20_000
GROUP_CHARACTERS = 4_000_000  # texts of a group, so that long reports do not make groups of gigabytes
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


class ParquetWriter:
    """NAME.parquet for every table."""

    def __init__(self, folder: Path) -> None:
        self._files = {name: _TableFile(folder / f"{name}.parquet", table) for name, table in tables().items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.writer.close()

    def write(self, table: str, values: list[Value]) -> None:
        """Add a row."""
        self._files[table].add(values)

    def finish(self) -> list[Part]:
        """Write what is held and the footers."""
        for file in self._files.values():
            file.flush()
            file.writer.close()
        media_type = "application/vnd.apache.parquet"
        return [Part(name, f"{name}.parquet", "parquet", media_type) for name in self._files]


class _TableFile:
    """One table's file, and the rows of its next group."""

    def __init__(self, path: Path, table: Table) -> None:
        import pyarrow.parquet as pq

        self._columns, self._schema = table.columns, table_to_schema(table)
        self._rows: list[list[Value]] = []
        self._characters = 0
        self.writer = pq.ParquetWriter(path, self._schema, compression="zstd", version="2.6")

    def add(self, values: list[Value]) -> None:
        self._rows.append(values)
        self._characters += sum(len(value) for value in values if isinstance(value, str))
        if len(self._rows) >= GROUP_ROWS or self._characters >= GROUP_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write the rows held as one group; none, where there are none."""
        import pyarrow as pa

        if self._rows:
            cells = zip(self._columns, self._schema, zip(*self._rows, strict=True), strict=True)
            arrays = [
                pa.array([_typed(column, value) for value in values], field.type) for column, field, values in cells
            ]
            self.writer.write_batch(pa.record_batch(arrays, schema=self._schema))
            self._rows, self._characters = [], 0


def _typed(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.digits:
        return to_decimal(value, *column.digits)
    return date.fromisoformat(value) if column.type == "date" else value


def to_decimal(value: float, digits: int, scale: int) -> Decimal | None:
    """The shortest decimal that is this number, rounded at ``scale`` digits behind the point; None if it has too many.

    A number too long for any engine's decimals is none that a report means, and its ``raw`` stands beside it.
    """
    number = Decimal(repr(value))
    if not number.is_finite() or number.adjusted() >= digits - scale:
        return None
    exact = number.quantize(Decimal(1).scaleb(-scale), context=_EXACT)
    return exact if len(exact.as_tuple().digits) <= digits else None


def table_to_schema(table: Table) -> "pa.Schema":
    """Return the Arrow schema of a table, with labels, descriptions and versions in its metadata."""
    import pyarrow as pa

    plain = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    fields = [
        pa.field(
            column.name,
            pa.decimal128(*column.digits) if column.digits else plain[column.type],
            nullable=not column.need,
            metadata={"label_th": column.th, "label_en": column.en, "description": column.about},
        )
        for column in table.columns
    ]
    told = {"schema_version": SCHEMA_VERSION, "tool": "prongsai", "tool_version": __version__}
    return pa.schema(fields, metadata=told | {"title_th": table.th, "title_en": table.en, "description": table.about})
