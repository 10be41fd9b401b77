"""Files that are whole or not there: written in a folder of their own, synced, then moved under their names."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = ".tables-"
_LOCKS = os.name == "posix"  # elsewhere leftovers of killed runs stay until somebody removes them


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """Yield a folder inside ``out``, on the same file system, and remove it afterwards with all that is left in it.

    Two runs on one ``out`` get a folder each. What a killed run left behind goes when the next one begins: a living
    run holds a lock on its folder, which the system lets go with the process.
    """
    _remove_leftovers(out)
    made = Path(tempfile.mkdtemp(prefix=".new", dir=out))
    lock = os.open(made, os.O_RDONLY) if _LOCKS else None
    if lock is not None:
        _locked(lock)
    folder = made.rename(out / f"{_PREFIX}{made.name[4:]}")  # only now another run may ask whether it still lives
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def publish(path: Path, out: Path) -> None:
    """Move a finished file of the staging folder into ``out`` under its own name, its bytes on the disk first."""
    _sync(path)
    path.replace(out / path.name)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, so that a power cut after this loses no move. No matter on Windows."""
    if os.name == "posix":
        _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_leftovers(out: Path) -> None:
    for folder in out.glob(f"{_PREFIX}*") if _LOCKS else ():
        with suppress(OSError):  # another run may remove it at the same time
            lock = os.open(folder, os.O_RDONLY)
            try:
                if _locked(lock):
                    shutil.rmtree(folder)
            finally:
                os.close(lock)


def _locked(lock: int) -> bool:
    """Take the lock unless a living process holds it."""
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
