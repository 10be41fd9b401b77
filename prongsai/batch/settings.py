"""What a run is told: limits of one document, and how the run goes on. From options, and from a file in TOML."""

import hashlib
import json
import os
import re
import tomllib
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from prongsai import __version__
from prongsai.export.tables import FORMATS
from schemas.corrections import Overlay
from schemas.errors import UsageError
from schemas.records import SCHEMA_VERSION
from schemas.vocabulary.own import Vocabulary, read_vocabulary

LEAST_MEMORY = 128 * 2**20  # reading a short text takes some 90 MB of address space, most of it never touched
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)I?B?", re.I)
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}
_SETTINGS: dict[str, tuple[type, ...]] = {
    "jobs": (int,), "formats": (str, list), "resume": (bool,), "retry_failed": (bool,), "strict": (bool,),
    "cluster": (str,), "corrections": (str, Path), "vocabulary": (str, Path),
}  # fmt: skip
_LIMITS: dict[str, tuple[type, ...]] = {
    "time": (int, float), "time_a_page": (int, float), "time_a_scan": (int, float), "memory": (int, str),
    "size": (int, str), "pages": (int,)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. Over a limit is a failure with a status of its own.

    time, time_a_page, time_a_scan: wall seconds for a document, on top for each of its pages, and on top of that for
    each page of a PDF that has no text, which is recognised. memory: bytes of address space that reading it may take,
    beyond what the process has with its libraries. size: bytes of the file. pages: of a PDF.
    """

    time: float = 60.0
    time_a_page: float = 2.0
    time_a_scan: float = 20.0
    memory: int = 2 * 2**30
    size: int = 100_000_000
    pages: int = 500

    def __post_init__(self) -> None:
        if self.time <= 0 or min(self.time_a_page, self.time_a_scan) < 0 or self.size <= 0 or self.pages <= 0:
            raise UsageError("limits must be greater than nothing")
        if self.memory < LEAST_MEMORY:
            raise UsageError(f"a memory limit below {LEAST_MEMORY // 2**20} MB is less than a short text takes")

    def key(self) -> str:
        """The same for equal limits; a file that failed is tried again under others."""
        return _digest(asdict(self))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run goes.

    jobs: processes that read at the same time. formats: of the tidy tables. resume: what is done is not done again.
    retry_failed: but what failed is. strict: what needs review counts as failed in the exit code. cluster: the address
    of a Ray cluster whose machines read, "auto" for the one at hand; None: this machine reads. corrections: what
    persons put in place of values; its part for a content is in the key of that content alone
    (:class:`prongsai.batch.corrected.Corrected`), so that a changed file has only what it touches read again.
    vocabulary: tables that stand over the built-in ones.
    """

    jobs: int = field(default_factory=processors)
    formats: tuple[str, ...] = ("csv",)
    resume: bool = True
    retry_failed: bool = False
    strict: bool = False
    cluster: str | None = None
    corrections: Overlay | None = None
    vocabulary: Vocabulary | None = None
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise UsageError("--jobs: at least one")
        if unknown := set(self.formats) - set(FORMATS):
            raise UsageError(f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}")

    def reading_key(self) -> str:
        """The same for settings under which the same bytes give the same report, by this version of the tool and
        corrections aside."""
        ocr = find_spec("tesserocr") is not None and find_spec("cv2") is not None
        own = {"vocabulary": self.vocabulary.key()} if self.vocabulary else {}
        return _digest({"tool": __version__, "schema": SCHEMA_VERSION, "ocr": ocr} | own)


def read_settings(config: Path | None, options: dict[str, Any]) -> Settings:
    """Settings from a file, then from the options of the command line, which go first where both speak.

    ``options`` has the names of :class:`Settings` and, for limits, ``limit_`` and a name of :class:`Limits`; None is
    not said. In the file, limits stand in a table ``[limits]``. Raises UsageError for what does not fit.
    """
    told = _read_config(config) if config else {}
    told |= {name: value for name, value in options.items() if value is not None}
    limits = {name.removeprefix("limit_"): told.pop(name) for name in list(told) if name.startswith("limit_")}
    _check_names(told, _SETTINGS, "")
    _check_names(limits, _LIMITS, "limits.")
    for name in ("memory", "size"):
        if name in limits:
            limits[name] = parse_size(limits[name])
    if "formats" in told:
        told["formats"] = _formats(told["formats"])
    if "vocabulary" in told:
        told["vocabulary"] = read_vocabulary(told["vocabulary"])
    if "corrections" in told:
        from prongsai.review.corrections import read_overlay

        told["corrections"] = read_overlay(Path(told["corrections"]))
    return Settings(**told, limits=Limits(**limits))


def parse_size(text: str | int) -> int:
    """Bytes of "512M", "2GB", "100000"; K, M and G are powers of 1,024. Raises UsageError."""
    match = _SIZE.fullmatch(str(text).strip())
    if not match:
        raise UsageError(f"{text}: not a size; write 512M or 2G")
    return int(float(match[1]) * _UNITS[match[2].upper()])


def _read_config(path: Path) -> dict[str, Any]:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as settings ({error})") from error
    limits = told.pop("limits", {})
    if not isinstance(limits, dict):
        raise UsageError(f"{path}: limits is a table, [limits]")
    return told | {f"limit_{name}": value for name, value in limits.items()}


def _check_names(told: dict[str, Any], kinds: dict[str, tuple[type, ...]], prefix: str) -> None:
    for name, value in told.items():
        if name not in kinds:
            raise UsageError(f"no such setting: {prefix}{name}; there are {', '.join(kinds)}")
        if not isinstance(value, kinds[name]) or (isinstance(value, bool) and bool not in kinds[name]):
            raise UsageError(f"{prefix}{name}: {value!r} does not fit")


def _formats(told: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    names = told.split(",") if isinstance(told, str) else told
    return tuple(dict.fromkeys(str(name).strip().lower() for name in names if str(name).strip()))


def _digest(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
