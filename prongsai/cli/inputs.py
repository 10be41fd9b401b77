"""What a command is given: files, folders, glob patterns and standard input."""

import glob
import sys
from collections.abc import Iterator
from pathlib import Path

from prongsai.naming import readable
from prongsai.pipeline import read, read_bytes
from prongsai.report import Report
from schemas.errors import UsageError

SUFFIXES = frozenset({".txt", ".tsv", ".md", ".html", ".htm", ".docx", ".pdf"})
STDIN = "-"


def find_inputs(paths: list[str]) -> list[str]:
    """Return every input once, folders and patterns opened, in order of name.

    Of a folder, files with the suffix of a report are taken, at any depth, but no hidden ones and no link that leads
    out of the folder. A file that is named is always taken. Raises UsageError for a path that does not exist.
    """
    found: dict[str, None] = {}
    for path in paths:
        for one in [path] if path == STDIN else _opened(path):
            found[one] = None
    if not found:
        raise UsageError(f"{', '.join(paths)}: no reports there (known kinds: {' '.join(sorted(SUFFIXES))})")
    return list(found)


def _opened(path: str) -> Iterator[str]:
    if Path(path).is_dir():
        yield from _walk(Path(path))
    elif Path(path).exists():
        yield path
    elif matches := sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
        for match in matches:
            yield from _opened(match)
    else:
        raise UsageError(f"{readable(path)}: no such file or folder")


def _walk(folder: Path) -> Iterator[str]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file() and path.resolve().is_relative_to(root):
            yield str(path)


def read_input(path: str) -> Report:
    """Read a file, or standard input for ``-``."""
    if path == STDIN:
        return read_bytes(sys.stdin.buffer.read(), "stdin")
    return read(path)
