"""A folder that ``prongsai convert`` wrote, as DataFrames and reports."""

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.export.frames import csv_to_frame, parquet_to_frame, to_frames
from prongsai.naming import readable
from prongsai.report import Report
from schemas.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

_READERS = {"parquet": parquet_to_frame, "csv": csv_to_frame}


def load(folder: str | Path) -> "Archive":
    """Open a folder that ``prongsai convert`` wrote. Nothing is read before it is asked for.

    Raises UsageError where the folder holds no converted reports.

    >>> import prongsai
    >>> archive = prongsai.load("records")
    >>> archive
    Archive('records')
    >>> best = archive.scores.query("scope == 'overall' and fiscal_year_be == 2567").nlargest(2, "score")
    >>> best[["agency", "score", "rating"]].values.tolist()
    [[<NA>, 97.69, 'ผ่านดีเยี่ยม'], ['เทศบาลเมืองสระหงส์คำ', 96.67, 'ผ่านดีเยี่ยม']]
    """
    folder = Path(folder)
    if not (folder / "documents").is_dir():
        raise UsageError(f"{readable(str(folder))}: no folder that prongsai convert wrote: it has no documents/")
    return Archive(folder)


class Archive:
    """The tables and reports of a folder, each read when it is first asked for and then kept.

    A table comes from Parquet where the run wrote it, else from CSV, else from the documents themselves, with the same
    types: texts ``string``, years and counts ``Int64``, scores ``Float64``, dates ``datetime64[s]``; missing is
    ``<NA>`` or ``NaT``, never zero. ``docs/tables.md`` explains the columns.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        return f"Archive({str(self.folder)!r})"

    @cached_property
    def documents(self) -> "pd.DataFrame":
        """One row a report."""
        return self._frame("documents")

    @cached_property
    def measures(self) -> "pd.DataFrame":
        """One row a measure; lists hold one item a line."""
        return self._frame("measures")

    @cached_property
    def measure_items(self) -> "pd.DataFrame":
        """One row a step, responsible unit, result, ... of a measure."""
        return self._frame("measure_items")

    @cached_property
    def scores(self) -> "pd.DataFrame":
        """One row a score. ``agency`` is missing where it is the report's own."""
        return self._frame("scores")

    @cached_property
    def entries(self) -> "pd.DataFrame":
        """One row a value of a table that a vocabulary of one's own told; empty where the run had none."""
        return self._frame("entries")

    @cached_property
    def mentions(self) -> "pd.DataFrame":
        """One row a date, year, contact or sum of money."""
        return self._frame("mentions")

    @cached_property
    def findings(self) -> "pd.DataFrame":
        """One row a finding of the audit."""
        return self._frame("findings")

    @property
    def ids(self) -> list[str]:
        """Ids of the reports, in the order of the tables."""
        if _READERS.keys() & self._paths.get("documents", {}):
            return [str(document_id) for document_id in self.documents["document_id"]]
        from prongsai.batch.manifest import report_ids

        return report_ids(self.folder)

    def report(self, document_id: str) -> Report:
        """Read one report whole, with its places, repairs and tables. Raises UsageError where there is none.

        >>> archive = load("records")
        >>> archive.report(archive.ids[0]).status
        'ok'
        """
        path = self.folder / "documents" / f"{document_id}.json"
        if path.parent != self.folder / "documents" or not path.is_file():
            raise UsageError(f"{document_id}: no such report in {readable(str(self.folder))}")
        return Report.model_validate_json(path.read_bytes())

    def reports(self) -> Iterator[Report]:
        """Every report of the run, read one at a time, in the order of the tables."""
        return map(self.report, self.ids)

    @cached_property
    def _paths(self) -> dict[str, dict[str, Path]]:
        """Files of the last run, by table and format, as its data package lists them; empty where there is none."""
        try:
            package = json.loads((self.folder / "datapackage.json").read_bytes())
        except FileNotFoundError:
            return {}
        paths: dict[str, dict[str, Path]] = {}
        for resource in package["resources"]:
            path = self.folder / resource["path"]
            paths.setdefault(path.stem, {})[resource["format"]] = path
        return paths

    @cached_property
    def _made(self) -> "dict[str, pd.DataFrame]":
        """All tables, made from the documents."""
        return to_frames(self.reports())

    def _frame(self, table: str) -> "pd.DataFrame":
        held = self._paths.get(table, {})
        for style, read in _READERS.items():
            if style in held:
                return read(held[style], table)
        return self._made[table]
