"""How much a ZIP archive may unpack to: a Word file is one, and so is a folder of reports.

An archive says of itself how many files it holds and how large they are; that is asked before anything is unpacked.
"""

import zipfile
from collections.abc import Sequence

from schemas.errors import LimitExceeded

MOST_ENTRIES = 10_000
MOST_BYTES = 200_000_000
MOST_RATIO = 100
_HARMLESS = 1_000_000  # bytes; so little unpacked is no bomb, whatever its ratio


def check_entries(count: int, name: str) -> None:
    """Raise LimitExceeded for an archive of more files than allowed."""
    if count > MOST_ENTRIES:
        raise LimitExceeded(name, f"{count} files inside, over the limit of {MOST_ENTRIES}", "limit_size")


def check_unpacked(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Raise LimitExceeded for an archive that holds too many files, or unpacks to too much."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    check_entries(len(entries), name)
    if unpacked > MOST_BYTES:
        raise LimitExceeded(name, f"unpacks to {unpacked} bytes, over the limit of {MOST_BYTES}", "limit_size")
    if unpacked > _HARMLESS and unpacked > MOST_RATIO * packed:
        raise LimitExceeded(name, f"unpacks to more than {MOST_RATIO} times its size", "limit_size")
