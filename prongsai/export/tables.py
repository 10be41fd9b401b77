"""All tidy tables of a run, in the formats asked for, from the JSON of its reports."""

import json
from collections.abc import Collection, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from prongsai.export import package
from prongsai.export.csvs import CsvWriter
from prongsai.export.parquet import ParquetWriter
from prongsai.export.parts import Part, Writer
from prongsai.export.rows import data_to_rows
from prongsai.export.sqlite import SqliteWriter
from prongsai.export.staging import publish, staging, sync_folder
from prongsai.export.xlsx import XlsxWriter
from schemas.errors import UsageError

_WRITERS: dict[str, type[Writer]] = {
    "csv": CsvWriter,
    "parquet": ParquetWriter,
    "xlsx": XlsxWriter,
    "sqlite": SqliteWriter,
}
FORMATS = ("json", *_WRITERS)


def write_all(documents: Path, ids: Sequence[str], out: Path, formats: Collection[str]) -> None:
    """Write the tidy tables of the reports ``documents/ID.json`` into ``out``, and datapackage.json beside them.

    Reports are read one at a time, in the order of ``ids``, which is the order of the rows; an id given twice counts
    once. ``formats`` are of :data:`FORMATS`; ``json`` asks for nothing more, since the documents are there. The files
    are made in a folder of their own and moved into place when all are whole; those of an earlier call, in a format
    not asked for now, are removed, so that all tables in ``out`` tell of the same reports.

    Memory does not grow with the number of reports. The same reports give the same bytes. Raises UsageError for a
    format that is none, OSError where a file cannot be read or written, and ValueError where a report's JSON is none.
    """
    if unknown := set(formats) - set(FORMATS):
        raise UsageError(f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}")
    chosen = [writer for name, writer in _WRITERS.items() if name in formats]
    if not chosen:
        return
    with staging(out) as folder:
        parts = _write(documents, ids, folder, chosen)
        package.write_package(parts, folder)
        names = list(dict.fromkeys(part.path for part in parts))
        earlier = _earlier(out)
        for name in [*names, package.NAME]:
            publish(folder / name, out)
    for name in earlier - set(names):
        (out / name).unlink(missing_ok=True)
    sync_folder(out)


def _write(documents: Path, ids: Sequence[str], folder: Path, chosen: list[type[Writer]]) -> list[Part]:
    with ExitStack() as stack:
        writers = [stack.enter_context(writer(folder)) for writer in chosen]
        for document_id in dict.fromkeys(ids):
            report = json.loads((documents / f"{document_id}.json").read_bytes())
            for table, row in data_to_rows(report):
                values = list(row.values())
                for writer in writers:
                    writer.write(table, values)
        return [part for writer in writers for part in writer.finish()]


def _earlier(out: Path) -> set[str]:
    """The files that the last call wrote, as its package says; none where there is none that can be read."""
    paths: set[str] = set()
    with suppress(OSError, ValueError, KeyError, TypeError):
        described = json.loads((out / package.NAME).read_bytes())
        paths = {str(resource["path"]) for resource in described["resources"]}
    return {path for path in paths if Path(path).name == path and path.rsplit(".", 1)[-1] in FORMATS}
