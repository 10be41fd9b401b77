"""One SQLite file for questions in SQL and for Datasette: keys, indexes, views, and a dictionary of the columns.

Tables are STRICT; a date is ISO text; a score is REAL. The views stand in ``views.sql``.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

from prongsai import __version__
from prongsai.export.parts import Part, Value
from schemas.records import SCHEMA_VERSION
from schemas.tables import Column, Table, tables

NAME = "records.sqlite"
_BATCH = 500
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}


class SqliteWriter:
    """Every table in one file."""

    def __init__(self, folder: Path) -> None:
        self._held: dict[str, list[list[Value]]] = {name: [] for name in tables()}
        self._connection = sqlite3.connect(folder / NAME, isolation_level=None)
        # The file counts only once it is whole and synced under its name, so a journal would guard nothing.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32768"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")
        for table in tables().values():
            self._connection.execute(table_to_sql(table))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def write(self, table: str, values: list[Value]) -> None:
        """Add a row."""
        held = self._held[table]
        held.append(values)
        if len(held) >= _BATCH:
            self._flush(table)

    def finish(self) -> list[Part]:
        """Write what is held, then indexes, views and the dictionary."""
        for name in self._held:
            self._flush(name)
        with _told_as_oserror():
            for table in tables().values():
                for columns in table.indexes:
                    self._connection.execute(_index(table.name, columns))
            _describe(self._connection)
            self._connection.execute("COMMIT")
            self._connection.executescript(files(__package__).joinpath("views.sql").read_text("utf-8"))
            self._connection.execute("ANALYZE")
        self._connection.close()
        media_type = "application/vnd.sqlite3"
        return [Part(name, NAME, "sqlite", media_type, {"table": name}) for name in self._held]

    def _flush(self, name: str) -> None:
        marks = ", ".join("?" * len(tables()[name].columns))
        with _told_as_oserror():
            self._connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', self._held[name])  # noqa: S608 - our names
        self._held[name].clear()


@contextmanager
def _told_as_oserror() -> Iterator[None]:
    """A full disk is an OSError here too. Behind the lowest byte of its code SQLite says which part of it failed."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_IOERR: errno.EIO}.get(error.sqlite_errorcode & 0xFF)
        if code is None:
            raise
        raise OSError(code, os.strerror(code), NAME) from error


def table_to_sql(table: Table) -> str:
    """Return the CREATE TABLE of a table, with primary and foreign keys."""
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    if table.parent:
        lines.append(f'FOREIGN KEY ({_names(table.link)}) REFERENCES "{table.parent}" ({_names(table.link)})')
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT"


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.need else ""}'


def _index(table: str, columns: tuple[str, ...]) -> str:
    return f'CREATE INDEX "index_{table}_{"_".join(columns)}" ON "{table}" ({_names(columns)})'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _describe(connection: sqlite3.Connection) -> None:
    """The dictionary of the columns, and which versions made the file."""
    connection.execute("CREATE TABLE about (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT")
    told = {"schema_version": SCHEMA_VERSION, "tool": "prongsai", "tool_version": __version__}
    connection.executemany("INSERT INTO about VALUES (?, ?)", told.items())
    connection.execute(
        "CREATE TABLE dictionary (table_name TEXT NOT NULL, column_no INTEGER NOT NULL, column_name TEXT NOT NULL, "
        "type TEXT NOT NULL, label_th TEXT NOT NULL, label_en TEXT NOT NULL, description TEXT NOT NULL, "
        "PRIMARY KEY (table_name, column_no)) STRICT"
    )
    rows = [
        (table.name, number, column.name, column.type, column.th, column.en, column.about)
        for table in tables().values()
        for number, column in enumerate(table.columns, 1)
    ]
    connection.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
