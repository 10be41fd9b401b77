"""A sheet: a table as its author meant it, whatever pages and page breaks made of it."""

from dataclasses import dataclass, field

from schemas.document import Cell, Line, Table
from schemas.records import Role, TableKind


@dataclass(slots=True)
class Row:
    """A row of a sheet. ``opens_page`` marks the first row after a join: it may go on with the row above."""

    cells: list[Cell]
    page: int
    opens_page: bool = False


@dataclass(slots=True)
class Sheet:
    """A whole table: header rows, body rows, one role and one label a column, and the lines that stood before it.

    ``heads`` are the labels in parts, one for each row of the header that says something of its own.
    """

    header: list[list[Cell]]
    rows: list[Row]
    labels: list[str]
    roles: list[Role | None]
    pages: list[int]
    heads: list[list[str]] = field(default_factory=list)
    titles: list[Cell] = field(default_factory=list)
    context: list[Line] = field(default_factory=list)
    parts: list[Table] = field(default_factory=list)
    kind: TableKind = "other"

    @property
    def width(self) -> int:
        return len(self.roles)
