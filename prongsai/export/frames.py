"""Tidy tables as pandas DataFrames, with the same types whatever they come from.

Texts are ``string``, years and counts ``Int64``, scores ``Float64``, dates ``datetime64[s]``. Missing is ``<NA>`` or
``NaT``. A column that this version does not know, in a file of another one, stays as it was read.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prongsai.export.rows import TABLES, Row, report_to_rows
from schemas.records import Report

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[str, Any] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
}


def to_frames(reports: Iterable[Report]) -> "dict[str, pd.DataFrame]":
    """Return every tidy table of the reports by name; an empty table keeps its columns.

    >>> import prongsai
    >>> names = ["samples/town_two_years.txt", "samples/town_planted_faults.txt"]
    >>> frames = to_frames(prongsai.read(name) for name in names)
    >>> frames["measures"].groupby("document_id").size().tolist()
    [4, 5]
    """
    import pandas as pd

    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for report in reports:
        for name, row in report_to_rows(report):
            tables[name].append(row)
    return {name: _typed(pd.DataFrame(rows, columns=list(TABLES[name])), name) for name, rows in tables.items()}


def csv_to_frame(path: Path, table: str) -> "pd.DataFrame":
    """Read a table that ``convert`` wrote as CSV. Only a blank is missing: a cell that says "NA" is a text."""
    import pandas as pd

    frame = pd.read_csv(path, dtype="string", encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    return _typed(frame, table)


def parquet_to_frame(path: Path, table: str) -> "pd.DataFrame":
    """Read a table that ``convert`` wrote as Parquet; decimals become floats, which statistics are made with."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    held = pq.read_table(path)
    plain = [pa.float64() if pa.types.is_decimal(field.type) else field.type for field in held.schema]
    fields = [field.with_type(kind) for field, kind in zip(held.schema, plain, strict=True)]
    return _typed(held.cast(pa.schema(fields)).to_pandas(integer_object_nulls=True), table)


def _typed(frame: "pd.DataFrame", table: str) -> "pd.DataFrame":
    known = {column: _DTYPES[kind] for column, kind in TABLES[table].items() if column in frame}
    return frame.astype(known)
