"""The lock as data: every pin with its hashes and who asks for it, and what each part of the project needs."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

Scope = Literal["required", "optional", "excluded"]
_ENTRY = re.compile(r"^(?=\w)", re.M)
_PIN = re.compile(r"(?P<name>[\w.\-]+)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^    #\s+(?:via\s+)?(?!via$)(?P<who>[\w.\-]+)$", re.M)


@dataclass(frozen=True, slots=True)
class Pin:
    """One pinned distribution.

    text: its entry in the lock. hashes: SHA-256 of each file that may be installed. asked_by: names of the other
    distributions that need it.
    """

    name: str
    version: str
    text: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def read_lock(path: Path) -> dict[str, Pin]:
    """Every pin of a lock by its name, in the order of the file."""
    entries = (entry for entry in _ENTRY.split(path.read_text("utf-8")) if _PIN.match(entry))
    return {pin.name: pin for pin in map(_pin, entries)}


def _pin(entry: str) -> Pin:
    head = _PIN.match(entry)
    assert head is not None
    return Pin(
        name=canonicalize_name(head["name"]),
        version=head["version"],
        text=entry,
        hashes=tuple(_HASH.findall(entry)),
        asked_by=tuple(canonicalize_name(match["who"]) for match in _VIA.finditer(entry)),
    )


def read_parts(pyproject: Path) -> dict[str, set[str]]:
    """What each part of the project names: "" the core, else an extra."""
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    parts = {"": project["dependencies"], **project["optional-dependencies"]}
    return {part: {str(canonicalize_name(Requirement(text).name)) for text in texts} for part, texts in parts.items()}


def needed_by(pins: dict[str, Pin], named: Collection[str]) -> set[str]:
    """Names of all that these need, directly or through others, themselves among them."""
    needed = set(named)
    while more := {pin.name for pin in pins.values() if needed & set(pin.asked_by)} - needed:
        needed |= more
    return needed


def scope_of(parts: Collection[str]) -> Scope:
    """ "required" by the core, "optional" for an extra, "excluded" where only development asks for it."""
    return "required" if "" in parts else "optional" if parts else "excluded"
