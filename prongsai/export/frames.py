"""Tidy tables as pandas DataFrames."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from prongsai.export.rows import TABLES, Row, report_to_rows
from schemas.records import Report

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[str, Any] = {"string": "string", "integer": "Int64", "number": "Float64"}


def to_frames(reports: Iterable[Report]) -> "dict[str, pd.DataFrame]":
    """Return every tidy table of the reports by name. Dates are ``datetime64``; an empty table keeps its columns."""
    import pandas as pd

    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for report in reports:
        for name, row in report_to_rows(report):
            tables[name].append(row)
    frames = {}
    for name, rows in tables.items():
        frame = pd.DataFrame(rows, columns=list(TABLES[name]))
        for column, kind in TABLES[name].items():
            frame[column] = pd.to_datetime(frame[column]) if kind == "date" else frame[column].astype(_DTYPES[kind])
        frames[name] = frame
    return frames
