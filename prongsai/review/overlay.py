"""The overlay that a desk exports: what its journal of verdicts says stands in place of values.

A run may itself have been converted with corrections. Then what an auditor judges is an earlier person's value, and
the overlay must go on saying what the machine had read of the source: a verdict on a corrected value is taken as one
on the correction. Called right, the correction stays; corrected again, it is replaced and keeps the first reading;
called wrong without a value, or not to be told, it falls.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from prongsai.review.store import Entry, Store
from schemas.corrections import Overlay, OverlayItem
from schemas.place import Place
from schemas.records import SCHEMA_VERSION

_PLACES = TypeAdapter(list[Place])


@dataclass(frozen=True, slots=True)
class _Standing:
    """A correction that stands: the verdict that made it, and the first verdict on what the machine had read."""

    made: Entry
    first: Entry


def overlay_of(store: Store) -> Overlay:
    """All corrections that stand, by document and path."""
    standing: dict[tuple[str, str], _Standing] = {}
    for entry in store.all_standing():
        key = entry.subject.sha256, entry.subject.path
        found = _after(standing.pop(key, None), entry)
        if found is not None:
            standing[key] = found
    return Overlay(schema_version=SCHEMA_VERSION, corrections=list(_items(standing.values())))


def _after(before: _Standing | None, entry: Entry) -> _Standing | None:
    """What stands for a value after one more verdict on it."""
    on_correction = before is not None and entry.subject.machine == before.made.person
    if entry.verdict == "wrong" and entry.corrected:
        first = before.first if before is not None and on_correction else entry
        return None if first.subject.machine == entry.person else _Standing(entry, first)
    return before if entry.verdict == "right" and on_correction else None


def _items(standing: Iterable[_Standing]) -> Iterator[OverlayItem]:
    for one in sorted(standing, key=lambda one: (one.first.subject.document_id, one.first.subject.path)):
        about, made = one.first.subject, one.made
        yield OverlayItem(
            sha256=about.sha256, document_id=about.document_id, path=about.path, machine=about.machine, raw=about.raw,
            places=_PLACES.validate_python(about.places), person=made.person, auditor=made.auditor, at=made.at,
            note=made.note,
        )  # fmt: skip


def overlay_to_json(overlay: Overlay) -> str:
    """The overlay as the file that ``convert --corrections`` reads."""
    return overlay.model_dump_json(indent=2) + "\n"
