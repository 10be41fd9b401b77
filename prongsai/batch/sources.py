"""What a run is given: files, folders, patterns, archives. Nothing is opened here but the lists of archives.

What is refused keeps its place in the list with status and reason, so that a manifest names it.
"""

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prongsai.batch.archives import list_members
from prongsai.naming import readable
from schemas.errors import FailureStatus, InputError, LimitExceeded, UsageError

SUFFIXES = frozenset(
    {".txt", ".tsv", ".md", ".html", ".htm", ".docx", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
# Taken as well, so that a run tells of each: some of these are read, being something else under that name.
OTHERS = frozenset({".doc", ".docm", ".rtf", ".odt", ".rar", ".7z"})
TAKEN = SUFFIXES | OTHERS
ARCHIVE = ".zip"
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to convert.

    path: where its bytes are. member: its place in the list of the archive at ``path``; None: no archive. name: the
    file's own name. shown: the path as people read it. bytes: its size, 0 where it is not known. refused: status and
    reason of what is not read at all.
    """

    path: str
    name: str
    shown: str
    bytes: int = 0
    member: int | None = None
    refused: tuple[FailureStatus, str] | None = None


def find_inputs(paths: list[str]) -> list[Input]:
    """Every input once, folders, patterns and archives opened, in order of name within each path given.

    Of a folder or an archive, files with the suffix of a report are taken, at any depth, but no hidden ones; so are
    those of :data:`OTHERS`. A file that is named is always taken. Raises UsageError for a path that does not exist, and
    when nothing is found.
    """
    found: dict[tuple[str, int | None], Input] = {}
    for path in paths:
        for one in _opened(path):
            found.setdefault((one.path, one.member), one)
    if not found:
        raise UsageError(f"{', '.join(paths)}: no reports there (known kinds: {' '.join(sorted(SUFFIXES))} {ARCHIVE})")
    return list(found.values())


def _opened(path: str) -> Iterator[Input]:
    if path == STDIN:
        yield Input(STDIN, "stdin", STDIN)
    elif Path(path).is_dir():
        yield from walk_folder(Path(path))
    elif os.path.lexists(path):
        yield from _to_inputs(Path(path), readable(path))
    elif matches := sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
        for match in matches:
            yield from _opened(match)
    else:
        raise UsageError(f"{readable(path)}: no such file or folder")


def walk_folder(folder: Path) -> Iterator[Input]:
    """The inputs of a folder in order of path. Links that lead out of it are refused; linked folders are not entered,
    since what they lead to inside is found anyway."""
    root = folder.resolve()
    for path in sorted(_files(folder)):
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield _refused(path, readable(str(path)), "unsupported", "a link that leads out of the folder")
        elif not path.is_dir():
            yield from _to_inputs(path, readable(str(path)))


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in {*TAKEN, ARCHIVE}:
                yield Path(parent, name)
        for name in folders:
            linked = Path(parent, name)
            if linked.is_symlink() and not linked.resolve().is_relative_to(folder.resolve()):
                yield linked


def _to_inputs(path: Path, shown: str) -> Iterator[Input]:
    try:
        found = path.stat()
    except FileNotFoundError:
        yield _refused(path, shown, "unsupported", "a link that leads nowhere")
        return
    except OSError as error:
        yield _refused(path, shown, "malformed", f"cannot be read: {(error.strerror or str(error)).lower()}")
        return
    if not stat.S_ISREG(found.st_mode):
        yield _refused(path, shown, "unsupported", "not a regular file")
    elif path.suffix.lower() == ARCHIVE:
        yield from _members(path, shown)
    else:
        yield Input(str(path), path.name, shown, found.st_size)


def _members(path: Path, shown: str) -> Iterator[Input]:
    """The reports in an archive, in its order; one refused input where it cannot be read or holds none."""
    try:
        members = list_members(path)
    except InputError as error:
        status = error.limit if isinstance(error, LimitExceeded) else error.status
        yield _refused(path, shown, status, error.cause)
        return
    taken = [member for member in members if _is_report(member.name)]
    if not taken:
        yield _refused(path, shown, "unsupported", "an archive without a report in it")
    for member in taken:
        inside = f"{shown}!{readable(member.name)}"
        name = PurePosixPath(member.name.replace("\\", "/")).name
        yield Input(str(path), name, inside, member.bytes, member.index)


def _is_report(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return bool(parts) and not hidden and PurePosixPath(parts[-1]).suffix.lower() in TAKEN


def _refused(path: Path, shown: str, status: FailureStatus, reason: str) -> Input:
    return Input(str(path), path.name, shown, refused=(status, reason))
