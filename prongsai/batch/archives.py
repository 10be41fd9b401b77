"""ZIP archives, read in memory: nothing is unpacked to disk, and nothing before it is known how much it unpacks to."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

import regex

from extract.readers.unpacking import check_entries, check_unpacked
from schemas.errors import EncryptedInput, LimitExceeded, MalformedInput, UnsupportedInput

_LONGEST_LIST = 16_000_000  # bytes of an archive's list, which is read whole: ten thousand names of any length
_END = struct.Struct("<4s4H2LH")  # "PK\5\6", disks, entries on this disk, entries, bytes and place of the list, comment
_UTF8, _LOCKED = 0x800, 0x1
_THAI_OR_ASCII = regex.compile(r"[\x20-\x7e\p{Thai}]+")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive. ``index`` is its place in the archive's list, from 0, since names may stand twice."""

    index: int
    name: str
    bytes: int


def list_members(path: Path) -> list[Member]:
    """The files in an archive. Raises MalformedInput, and LimitExceeded for one that unpacks to too much."""
    try:
        _check_list(path)
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except OSError as error:
        raise MalformedInput(path.name, f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    except _DAMAGE as error:
        raise MalformedInput(path.name, f"a damaged or truncated ZIP archive ({error})") from error
    check_unpacked(entries, path.name)
    return [Member(n, _name(entry), entry.file_size) for n, entry in enumerate(entries) if not entry.is_dir()]


@contextmanager
def open_member(path: str, index: int, name: str) -> Iterator[IO[bytes]]:
    """A member's bytes as a stream, never longer than the list says.

    Raises EncryptedInput, UnsupportedInput for ways of packing other than Deflate, and MalformedInput, also while the
    stream is read.
    """
    try:
        archive = _archive(path, Path(path).stat().st_mtime_ns)
        entry = archive.infolist()[index]
        if entry.flag_bits & _LOCKED:
            raise EncryptedInput(name, "the archive needs a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsupportedInput(name, "packed in the archive in a way that is not read; pack it again")
        with archive.open(entry) as stream:
            yield stream
    except IndexError as error:
        raise MalformedInput(name, "the archive changed while it was read") from error
    except _DAMAGE as error:
        raise MalformedInput(name, f"damaged in the archive ({error})") from error


@lru_cache(1)
def _archive(path: str, _changed: int) -> zipfile.ZipFile:
    """The archive read last stays open, since its list is long and its members come one after another."""
    return zipfile.ZipFile(path)


def _check_list(path: Path) -> None:
    """Refuse an archive whose list alone would fill the memory: zipfile reads it whole, whatever it says it counts."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _END.size - 65_535))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise zipfile.BadZipFile("no list of files at its end")
    _, _, _, _, entries, length, _, _ = _END.unpack_from(tail, at)
    check_entries(entries, path.name)
    if length > _LONGEST_LIST:
        raise LimitExceeded(path.name, f"a list of files of {length} bytes", "limit_size")


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name. Archives made in Thailand hold names in CP874, or in UTF-8 without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")  # zipfile reads unmarked names so; every byte has a letter there
    for encoding in ("utf-8", "cp874"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _THAI_OR_ASCII.fullmatch(name):
            return name
    return entry.filename
