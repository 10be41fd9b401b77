"""Tidy tables as pandas DataFrames."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prongsai.export.rows import TABLES, reports_to_rows
from schemas.records import Report

if TYPE_CHECKING:
    import pandas

_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64"}


def to_frames(reports: Iterable[Report]) -> "dict[str, pandas.DataFrame]":
    """Return every tidy table of the reports by name. Dates are ``datetime64``; an empty table keeps its columns."""
    import pandas

    frames = {}
    for name, rows in reports_to_rows(reports).items():
        frame = pandas.DataFrame(rows, columns=list(TABLES[name]))
        for column, kind in TABLES[name].items():
            frame[column] = pandas.to_datetime(frame[column]) if kind == "date" else frame[column].astype(_DTYPES[kind])
        frames[name] = frame
    return frames
