"""Corrections: a person's value checked by the schema, gathered in an overlay, and put into a report.

The overlay is keyed by the SHA-256 of a source and the path of a value (:mod:`prongsai.review.fields`). Applied, it
changes the value alone: the raw text, the places and the evidence still say what was read, and ``corrections`` of the
report says what the machine had read, who put what in its place, and when.
"""

import copy
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pydantic import BaseModel, ValidationError

from prongsai.review.fields import report_to_fields, score_keys
from prongsai.review.standing import same_place
from prongsai.review.store import Entry, Store
from schemas.corrections import Correction, Overlay, OverlayItem
from schemas.errors import UsageError
from schemas.records import SCHEMA_VERSION, Heading, Measure, Mention, Score

Json = Any
_MODELS: dict[str, type[BaseModel]] = {"report": Heading, "measures": Measure, "scores": Score, "mentions": Mention}


def check_value(report: dict[str, Json], path: str, value: Json) -> Json:
    """The value as the schema keeps it at ``path`` of ``report``. Raises ValueError, in one line, where it does not."""
    top, record, keys = _find(copy.deepcopy(report), path)
    _set(record, keys, value)
    try:
        checked = _MODELS[top].model_validate(record).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    if top == "scores" and checked["score"] is not None and not 0 <= checked["score"] <= checked["max_score"]:
        raise ValueError(f"score: between 0 and {checked['max_score']:g}")
    for key in keys:
        checked = checked[key]
    return checked


def _find(report: dict[str, Json], path: str) -> tuple[str, dict[str, Json], list[str]]:
    """The kind of record, the record within ``report``, and the keys from it to the value. KeyError where none."""
    top, *rest = path.split("/")
    if top == "report":
        return top, report["report"], rest
    name, keys = rest[0], [unquote(key) for key in rest[1:]]
    records: list[dict[str, Json]] = report.get(top) or []
    if top == "measures":
        names = [record["id"] for record in records]
    elif top == "scores":
        names = score_keys(records)
    else:
        names = [str(at) for at in range(len(records))]
    if name not in names or not keys:
        raise KeyError(path)
    return top, records[names.index(name)], keys


def _set(record: dict[str, Json], keys: list[str], value: Json) -> None:
    for key in keys[:-1]:
        record = record[key]
    record[keys[-1]] = value


def apply_corrections(report: dict[str, Json], overlay: Overlay) -> dict[str, Json]:
    """A copy of ``report`` (its parsed JSON) with the overlay's corrections of this source in place.

    Corrections of other sources are left aside. One whose value the reading no longer has, or has in another place,
    or that the schema refuses, is told in ``corrections`` as not applied, with its reason.
    """
    own = [item for item in overlay.corrections if item.sha256 == report["source"]["sha256"]]
    if not own:
        return report
    changed = copy.deepcopy(report)
    fields = {field.path: field for field in report_to_fields(report)}
    told = []
    for item in own:
        field, reason = fields.get(item.path), None
        if field is None:
            reason = "the reading has no such value"
        elif not same_place(item.places, field.places):
            reason = "another value stands under this name now"
        else:
            reason = _put(changed, item)
        machine = field.value if field else item.machine
        told.append(_told(item, machine, reason))
    changed["corrections"] = (report.get("corrections") or []) + told
    return changed


def _put(report: dict[str, Json], item: OverlayItem) -> str | None:
    """Put a person's value into ``report``; why not, where the schema refuses it."""
    try:
        value = check_value(report, item.path, item.person)
    except ValueError as error:
        return f"not a value the schema takes: {error}"
    _, record, keys = _find(report, item.path)
    _set(record, keys, value)
    return None


def _told(item: OverlayItem, machine: Json, reason: str | None) -> dict[str, Json]:
    told = Correction(
        path=item.path, machine=machine, person=item.person, auditor=item.auditor, at=item.at,
        applied=reason is None, reason=reason,
    )  # fmt: skip
    return told.model_dump(mode="json")


def overlay_of(store: Store) -> Overlay:
    """All corrections that stand: of each value the newest verdict, where it is "wrong" with a person's value."""
    newest: dict[tuple[str, str], Entry] = {}
    for entry in store.all_standing():
        newest[entry.subject.sha256, entry.subject.path] = entry
    return Overlay(schema_version=SCHEMA_VERSION, corrections=list(_items(newest.values())))


def _items(entries: Iterable[Entry]) -> Iterable[OverlayItem]:
    for entry in sorted(entries, key=lambda entry: (entry.subject.document_id, entry.subject.path)):
        about = entry.subject
        if entry.verdict == "wrong" and entry.corrected:
            yield OverlayItem(
                sha256=about.sha256, document_id=about.document_id, path=about.path, machine=about.machine,
                raw=about.raw, places=about.places, person=entry.person, auditor=entry.auditor, at=entry.at,
                note=entry.note,
            )  # fmt: skip


def overlay_to_json(overlay: Overlay) -> str:
    """The overlay as the file that ``convert --corrections`` reads."""
    return overlay.model_dump_json(indent=2) + "\n"


def read_overlay(path: Path) -> Overlay:
    """Read a file of corrections. Raises UsageError where it is none."""
    try:
        return Overlay.model_validate(json.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file") from error
    except ValueError as error:
        raise UsageError(f"{path}: not a file of corrections") from error
