"""Corrections: a person's value checked by the schema, gathered in an overlay, and put into a report.

The overlay is keyed by the SHA-256 of a source and the path of a value (:mod:`prongsai.review.fields`). Put into a
report, a correction changes the value alone: the raw text, the places and the evidence still say what was read, and
``corrections`` of the report says what the machine had read, who put what in its place, when and why.

A correction is for what the person saw. Where the machine reads another value now, or the value or its place is gone,
the machine's reading stands and the correction is told as not applied: an old judgement is not carried over to words
that nobody judged.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pydantic import BaseModel, ValidationError

from prongsai.report import Report
from prongsai.review.exchanged import read_exchanged
from prongsai.review.fields import Field, report_to_fields, score_keys
from prongsai.review.overlay import overlay_of, overlay_to_json
from prongsai.review.standing import same_place
from schemas.corrections import Correction, CorrectionState, Overlay, OverlayItem
from schemas.errors import UsageError
from schemas.records import Heading, Measure, Mention, Score

__all__ = ["check_value", "correct_report", "find_value", "overlay_of", "overlay_to_json", "read_overlay", "to_pointer"]

Json = Any
Keys = list[str | int]
_MODELS: dict[str, type[BaseModel]] = {"report": Heading, "measures": Measure, "scores": Score, "mentions": Mention}
_REASONS: dict[CorrectionState, str] = {
    "agreed": "the machine reads this value by itself now",
    "outdated": "the machine reads another value now than the person saw",
    "gone": "the value, or its place in the source, is there no more",
}


def check_value(report: dict[str, Json], path: str, value: Json) -> Json:
    """The value as the schema keeps it at ``path`` of ``report``. Raises ValueError, in one line, where it does not."""
    keys = find_value(report, path)
    top, at = str(keys[0]), 1 if keys[0] == "report" else 2
    record = json.loads(json.dumps(_walk(report, keys[:at])))
    _walk(record, keys[at:-1])[keys[-1]] = value
    try:
        checked = _MODELS[top].model_validate(record).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    if top == "scores" and checked["score"] is not None and not 0 <= checked["score"] <= checked["max_score"]:
        raise ValueError(f"score: between 0 and {checked['max_score']:g}")
    return _walk(checked, keys[at:])


def find_value(report: dict[str, Json], path: str) -> Keys:
    """The keys that lead from a report to the value at ``path``. Raises KeyError where the report has none."""
    top, *rest = path.split("/")
    if top == "report":
        keys: Keys = [top, *rest]
    else:
        records: list[dict[str, Json]] = report.get(top) or []
        if top == "measures":
            names = [record["id"] for record in records]
        else:
            names = score_keys(records) if top == "scores" else [str(at) for at in range(len(records))]
        if len(rest) < 2 or rest[0] not in names:
            raise KeyError(path)
        keys = [top, names.index(rest[0]), *(unquote(key) for key in rest[1:])]
    holder = _walk(report, keys[:-1])
    if not isinstance(holder, dict) or keys[-1] not in holder:
        raise KeyError(path)
    return keys


def _walk(value: Json, keys: Keys) -> Json:
    for key in keys:
        value = value[key]
    return value


def correct_report(report: Report, items: Sequence[OverlayItem]) -> Report:
    """A report with the corrections of its source put in, each told in ``corrections``.

    Numbers of a scan that are unread may still be veiled: values are compared as a person sees them, unveiled. What is
    worked out from other values is worked out again (``change_computed``); findings are not, see the pipeline.
    """
    from extract.belief import unveil
    from extract.scores.merge import compute_changes

    data = report.model_dump(mode="json")
    seen = json.loads(unveil(json.dumps(data, ensure_ascii=False)))
    fields = {field.path: field for field in report_to_fields(seen)}
    told = [_correct(data, seen, fields.get(item.path), item) for item in items]
    corrected = type(report).model_validate(data)
    corrected.corrections = told
    for score in corrected.scores:
        score.change_computed = None
    compute_changes(corrected.scores)
    return corrected


def _correct(data: dict[str, Json], seen: dict[str, Json], field: Field | None, item: OverlayItem) -> Correction:
    """Put one correction into ``data`` where it still fits what is ``seen``, and tell what became of it."""
    if field is None or not same_place([place.model_dump() for place in item.places], field.places):
        return _told(item, "gone")
    keys = find_value(seen, item.path)
    try:
        person = check_value(seen, item.path, item.person)
    except ValueError as error:
        return _told(item, "refused", keys, field.value, f"not a value the schema takes: {error}")
    if field.value == person:
        return _told(item, "agreed", keys, field.value)
    if field.value != item.machine:
        return _told(item, "outdated", keys, field.value)
    _put(data, seen, keys, person)
    return _told(item, "applied", keys, field.value)


def _put(data: Json, seen: Json, keys: Keys, person: Json) -> None:
    record = _walk(data, keys[:2])
    for key in keys[:-1]:
        data, seen = data[key], seen[key]
    # A heading with an unread number is veiled in the one and not in the other; it stands at the same place in both.
    key = list(data)[list(seen).index(keys[-1])]
    data[key] = person
    if keys[0] == "measures" and key == "period" and (person is None or person["start"]):
        record["period_reason"] = None  # it said why there are no dates


def _told(
    item: OverlayItem, state: CorrectionState, keys: Keys | None = None, machine: Json = None, reason: str | None = None
) -> Correction:
    return Correction(
        path=item.path, pointer=None if keys is None else to_pointer(keys), machine=machine, person=item.person,
        auditor=item.auditor, at=item.at, note=item.note, state=state, reason=reason or _REASONS.get(state),
    )  # fmt: skip


def to_pointer(keys: Keys) -> str:
    """The keys as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys)


def read_overlay(path: Path) -> Overlay:
    """Read a file of corrections. Raises UsageError, which names the file and what is wrong with it."""
    overlay = read_exchanged(path, Overlay, "corrections")
    twice = _first_twice((item.sha256, item.path) for item in overlay.corrections)
    if twice:
        raise UsageError(f"{path}: two corrections of one value: {twice[1]} of {twice[0]}")
    return overlay


def _first_twice(keys: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    met: set[tuple[str, str]] = set()
    for key in keys:
        if key in met:
            return key
        met.add(key)
    return None
