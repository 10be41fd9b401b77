"""Files that are whole or not there, and what it means when they cannot be written."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from schemas.errors import OutputError

PARTIAL = ".partial"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its name, bring it to the disk, and move it into place.

    Raises OutputError; nothing is left then but what stood there before.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise output_error(path, error) from error


def output_error(path: Path, error: OSError) -> OutputError:
    """The one line of an output that cannot be written."""
    cause = "the disk is full" if error.errno in _FULL else (error.strerror or str(error)).lower()
    return OutputError(f"{path}: {cause}")


def remove_partials(folder: Path) -> None:
    """Remove what a run that was killed left half written."""
    for path in folder.glob(f"*{PARTIAL}"):
        path.unlink(missing_ok=True)


@contextmanager
def open_regular(path: str) -> Iterator[IO[bytes]]:
    """A regular file for reading. Raises OSError, also for a pipe or a device, which would not end."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        yield file


def digest_of(file: IO[bytes]) -> str:
    """SHA-256 of what is left of a stream, read in pieces."""
    digest = hashlib.sha256()
    while piece := file.read(2**20):
        digest.update(piece)
    return digest.hexdigest()
