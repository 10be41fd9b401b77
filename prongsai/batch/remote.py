"""Sources and outputs on other stores, through fsspec: ``s3://``, ``gs://``, ``file://``, ``memory://`` and more.

A source is copied to a private file, hashed and read there. An output has a folder here in which the run works as
always, with journal and lock; what is whole there is copied to the store, and a run on another machine begins by
copying it back. A store's own library (s3fs, gcsfs) has to be installed.
"""

import hashlib
import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prongsai.batch.files import PARTIAL
from prongsai.batch.journal import FOLDER, NAME
from prongsai.batch.sources import ARCHIVE, TAKEN, Input
from prongsai.naming import readable
from schemas.errors import FailureStatus, InputError, LimitExceeded, MalformedInput, OutputError, UsageError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_ARCHIVE: tuple[FailureStatus, str] = "unsupported", "an archive on a store; copy it to this machine first"
_PIECE = 2**20
# A put to these appears whole or not at all; to others it goes beside its name and is moved.
_WHOLE_PUTS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"})


def is_remote(path: str) -> bool:
    """Is this the address of a store, not a path of this machine?"""
    return _URL.match(path) is not None


def find_remote(url: str) -> Iterator[Input]:
    """The reports at an address: one file, a folder at any depth, or a pattern; in order of path. An
    archive is refused, for it would have to be copied whole to be looked into.

    Raises UsageError where there is nothing, or the store cannot be reached.
    """
    store, path = _open_store(url)
    try:
        found = _find(store, path)
    except Exception as error:
        raise UsageError(f"{readable(url)}: {_cause(error)}") from error
    if not found:
        raise UsageError(f"{readable(url)}: no reports there")
    for inside, size in sorted(found.items()):
        full = str(store.unstrip_protocol(inside))
        refused = _ARCHIVE if inside.lower().endswith(ARCHIVE) else None
        yield Input(full, posixpath.basename(inside), readable(full), int(size or 0), refused=refused)


def _find(store: Any, path: str) -> dict[str, int]:
    if store.isfile(path):
        return {path: store.size(path)}
    listed = store.glob(path, detail=True) if "*" in path or "?" in path else store.find(path, detail=True)
    files = {name: told for name, told in listed.items() if told["type"] == "file"}
    return {name: told.get("size") for name, told in files.items() if _is_report(posixpath.basename(name))}


def _is_report(name: str) -> bool:
    return not name.startswith(".") and posixpath.splitext(name)[1].lower() in {*TAKEN, ARCHIVE}


def fetch(url: str, name: str, target: Path, most: int) -> None:
    """Copy a source to a private file.

    Raises LimitExceeded past ``most`` bytes, MalformedInput where it cannot be read.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        store, path = _open_store(url)
        with store.open(path, "rb") as source, target.open("wb") as copy:
            while piece := source.read(_PIECE):
                copy.write(piece)
                if copy.tell() > most:
                    raise LimitExceeded(readable(name), f"larger than {most:,} bytes", "limit_size")
    except InputError:
        target.unlink(missing_ok=True)
        raise
    except Exception as error:
        target.unlink(missing_ok=True)
        raise MalformedInput(readable(name), f"cannot be fetched: {_cause(error)}") from error


class Mirror:
    """An output folder on a store, and the folder here that it is the copy of."""

    def __init__(self, url: str) -> None:
        self._store, self._root = _open_store(url)
        self._url = url
        self.folder = _working_folder(url)

    def pull(self) -> None:
        """Begin from what stands on the store, unless this machine has worked on it already."""
        journal = f"{self._root}/{FOLDER}/{NAME}"
        if (self.folder / FOLDER / NAME).exists() or not self._store.exists(journal):
            return
        for name in (*self._store.find(f"{self._root}/documents"), journal):
            target = self.folder / posixpath.relpath(name, self._root)
            target.parent.mkdir(parents=True, exist_ok=True)
            self._store.get_file(name, str(target))

    def push(self, path: Path) -> None:
        """Copy a file that is whole. Raises OutputError."""
        target = f"{self._root}/{path.relative_to(self.folder).as_posix()}"
        try:
            self._store.makedirs(posixpath.dirname(target), exist_ok=True)
            if _WHOLE_PUTS.isdisjoint(_protocols(self._store)):
                self._store.put_file(str(path), target + PARTIAL)
                self._store.mv(target + PARTIAL, target)
            else:
                self._store.put_file(str(path), target)
        except Exception as error:
            raise OutputError(f"{self._url}: {_cause(error)}") from error

    def push_rest(self) -> None:
        """Copy what stands beside the documents: tables, manifest, log; the journal last."""
        for path in sorted(self.folder.iterdir()):
            if path.is_file() and not path.name.endswith(PARTIAL):
                self.push(path)
        self.push(self.folder / FOLDER / NAME)


def _open_store(url: str) -> tuple[Any, str]:
    import fsspec

    try:
        store, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{readable(url)}: {_cause(error)}") from error
    return store, path.rstrip("/")


def _protocols(store: Any) -> set[str]:
    return {store.protocol} if isinstance(store.protocol, str) else set(store.protocol)


def _working_folder(url: str) -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "prongsai" / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]


def _cause(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
