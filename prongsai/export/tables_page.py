"""The page about tidy tables, made from their columns: ``python -m prongsai.export.tables_page > docs/tables.md``."""

import sys

from prongsai.export.package import constraints_of
from schemas.tables import Column, Table, tables

_HEAD = """# Tables

What `prongsai convert` writes beside `documents/*.json`: one row a record, keys first, the same tables in every
format. This page is made from `schemas/vocabulary/tables.toml`; change that table, then run
`python -m prongsai.export.tables_page > docs/tables.md`.

In all formats a blank (null) means not stated or not readable, never zero. Dates are ISO, and both ends of an interval
belong to it. Fiscal years run from October to September. Rows stand in the order of the reports, and within a report
in its own order. The same reports give the same bytes. `datapackage.json` (Data Package v2) says to machines what this
page says to people, with size and hash of every file.

## Formats

**csv**: `NAME.csv`, for machines. UTF-8 with a byte order mark, CRLF, quoted by RFC 4180. Cells are faithful: one may
begin with `=` or `-`, so do not open these files in a spreadsheet by a double click. `records.xlsx` is made for that.

**xlsx**: `records.xlsx`, for people. One sheet a table. Row 1 holds names of columns, row 2 their Thai labels; the head
stays in view and carries a filter. For pandas: `pandas.read_excel("records.xlsx", "scores", skiprows=[1])`. Texts are
string cells, so that none is a formula; numbers are numbers and dates are dates. A text over 32,767 characters is cut,
and a mark at its end says so. Rows beyond 1,048,576 go on in a further sheet, `mentions (2)`. Control characters, which
the format cannot hold, show as U+FFFD. The sheet `about` says which versions made the file.

**parquet**: `NAME.parquet`, for engines. Compressed by zstd. Dates are dates; scores are `decimal(18, 8)` and money is
`decimal(38, 4)`. A number with more digits behind the point is rounded there, one that is too long is null, and `raw`
beside it has it all. Labels, schema and tool version stand in the metadata.

**sqlite**: `records.sqlite`, for SQL and Datasette. Strict tables with primary and foreign keys and indexes; dates are
ISO texts, scores are REAL. `dictionary` holds the labels below, `about` the versions. Views:

- `agency_scores`: scores by agency and year, with `percent`, out of 100 also where a table gives points of 30 or 40;
- `agency_years`: the same side by side, one row an agency, year and report;
- `findings_by_rule`: how often each rule of the audit spoke, and in how many reports.

**json** asks for nothing more: the documents are there.
"""


def tables_to_markdown() -> str:
    """Return the whole page: every table with its columns, parents before their children."""
    return "\n".join([_HEAD, *map(_section, tables().values())])


def _section(table: Table) -> str:
    keys = f"Key: {_names(table.key)}."
    if table.parent:
        keys += f" Belongs to [{table.parent}](#{table.parent}) by {_names(table.link)}."
    head = f"## {table.name}\n\n{table.en} ({table.th}). {table.about} {table.about_th}\n\n{keys}\n"
    lines = ["| column | ชื่อ | label | type | what it holds |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([head, *lines, *map(_row, table.columns)]) + "\n"


def _row(column: Column) -> str:
    kind = "JSON" if column.json else f"decimal{column.digits}" if column.digits else column.type
    more = " Never blank." if column.need else ""
    return f"| `{column.name}` | {column.th} | {column.en} | {kind} | {column.about}{_values(column)}{more} |"


def _values(column: Column) -> str:
    allowed = constraints_of(column.source)
    if "enum" in allowed:
        return f" One of {_names(tuple(allowed['enum']))}."
    if "maximum" in allowed:
        return f" From {allowed['minimum']} to {allowed['maximum']}."
    return ""


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.stdout.write(tables_to_markdown())
