"""A workbook to bytes that depend on nothing but what is in it: no clock, no names of temporary files."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

_STILL = datetime(2000, 1, 1)  # noqa: DTZ001 - the format's dates have no zone; Excel wants one, and this tells nothing


class _UndatedZip(ZipFile):
    """A ZIP whose entries carry the format's first day, and no rights of a file."""

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file under a name."""
        entry = _entry(str(arcname))
        entry.file_size = Path(filename).stat().st_size  # beyond 2 GB the entry needs the longer fields from its start
        with Path(filename).open("rb") as source, self.open(entry, "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add bytes or a text under a name."""
        super().writestr(_entry(str(zinfo_or_arcname)), data)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def save_still(book: "Workbook", path: Path, creator: str) -> None:
    """Write the workbook. The library's own ``save`` notes the time, so its writer is asked directly."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.creator = creator
    book.properties.created = book.properties.modified = _STILL
    with _UndatedZip(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
