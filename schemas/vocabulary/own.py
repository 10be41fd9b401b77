"""A user's own vocabulary: a folder of TOML tables that add to the built-in ones, or override them.

Which tables may stand there, and what their rows hold: :mod:`schemas.vocabulary.shapes`. A word that a built-in row
claims belongs to the user's row alone. ``docs/vocabulary.md`` is the manual.
"""

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.errors import UsageError

_LARGEST = 1_000_000  # bytes of one table


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tables of a folder, checked. ``texts``: name of each table and its TOML, in order of name.

    It is a plain value: it goes to other processes and other machines, and two of the same texts are equal wherever
    their folders lie.
    """

    texts: tuple[tuple[str, str], ...]
    folder: str = field(default="", compare=False)

    def key(self) -> str:
        """The same for equal tables."""
        return hashlib.sha256(repr(self.texts).encode()).hexdigest()[:16]

    def tables(self) -> dict[str, dict[str, Any]]:
        """Every table that this vocabulary changes, whole: the built-in rows with its own."""
        from schemas.vocabulary.merging import merged

        return merged({name: tomllib.loads(text) for name, text in self.texts})


def read_vocabulary(folder: str | Path) -> Vocabulary:
    """Read and check a folder of tables.

    Raises UsageError, which names file, line, key and cause, where the folder or a table is not as it has to be.
    """
    from schemas.vocabulary.shapes import SHAPES, check

    folder = Path(folder)
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of vocabulary tables")
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise UsageError(f"{folder}: no table in it; there may be {_names(SHAPES)}")
    texts = []
    for path in paths:
        if path.stem not in SHAPES:
            raise UsageError(f"{path}: no such table; there may be {_names(SHAPES)}")
        text = _read(path)
        check(path, text, _parse(path, text))
        texts.append((path.stem, text))
    return Vocabulary(tuple(texts), str(folder))


Given = str | Path | Vocabulary | None


def to_vocabulary(given: Given) -> Vocabulary | None:
    """A folder read; what is a vocabulary already, or none, as it is."""
    return read_vocabulary(given) if isinstance(given, str | Path) else given


def _names(shapes: dict[str, Any]) -> str:
    return ", ".join(f"{name}.toml" for name in sorted(shapes))


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{path}: larger than {_LARGEST:,} bytes")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}, line {line}: not UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: no TOML: {error}") from error
