"""The tidy tables: which there are, their columns in order, and what each column holds.

The table itself is data (``vocabulary/tables.toml``), with labels and descriptions in Thai and English. Every format,
the data package and the page ``docs/tables.md`` are made from it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from schemas.vocabulary import load

ColumnType = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Blank means not stated or not readable; ``need`` is true where that never happens.

    th, en: labels; about: what it holds. source: "Model.field" of the records whose values and bounds it has, or None.
    json: the text is JSON. digits: of a number in engines with decimals, all and those behind the point.
    width: of a spreadsheet's column in characters; None: the usual one of its type.
    """

    name: str
    type: ColumnType
    th: str
    en: str
    about: str
    need: bool = False
    source: str | None = None
    json: bool = False
    digits: tuple[int, int] | None = None
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key`` names a row; ``link`` are the columns that hold the key of ``parent``, where there is one.

    indexes: columns that an analyst looks rows up by, one tuple an index.
    """

    name: str
    th: str
    en: str
    about_th: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    parent: str | None = None
    link: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


@cache
def tables() -> dict[str, Table]:
    """Return every table by its name, parents before their children."""
    made = {}
    for row in load("tables")["table"]:
        lists = {name: tuple(row[name]) for name in ("key", "link") if name in row}
        lists["indexes"] = tuple(map(tuple, row.get("indexes", ())))
        lists["columns"] = tuple(_column(**spec) for spec in row["columns"])
        made[row["name"]] = Table(**row | lists)
    return made


def _column(digits: list[int] | None = None, **spec: str) -> Column:
    """A column of its row in the table; ``from`` is a word of the language, so that the field has another name."""
    source = spec.pop("from", None)
    return Column(**spec, source=source, digits=(digits[0], digits[1]) if digits else None)  # type: ignore[arg-type]
