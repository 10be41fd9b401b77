"""Forms that say something of a value: a verdict, a correction, the taking back of either."""

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from prongsai.review.corrections import check_value
from prongsai.review.desk import Desk, Opened
from prongsai.review.edits import inputs_to_value
from prongsai.review.fields import Field
from prongsai.review.pages.frame import Form, auditor, desk_of, go, missing, show, whole
from prongsai.review.samples import Sample, find_sample, next_position, sample_items
from prongsai.review.store import VERDICTS, Verdict

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

LONGEST_NOTE = 2_000


def take_verdict(request: "Request", form: Form) -> "Response":
    """``POST /verdicts``: a verdict on one value, or with inputs (``in.NAME``) a correction, which says wrong."""
    desk = desk_of(request)
    opened = desk.open(form.get("document", ""))
    field = opened.find(form.get("path")) if opened else None
    corrects = any(name.startswith("in.") for name in form)
    verdict: Verdict | None = "wrong" if corrects else next((v for v in VERDICTS if v == form.get("verdict")), None)
    if opened is None or field is None or verdict is None:
        return missing(request)
    person = None
    if corrects:
        try:
            person = _corrected(opened, field, form)
        except ValueError as error:
            typed = [text for name, text in form.items() if name.startswith("in.") and text]
            back = _address(opened, field, form)
            return show(request, "message.html", 422, title="bad_value", text=str(error), typed=typed, back=back)
        if person == field.value:
            verdict, corrects = "right", False  # they typed what the machine read
    sample = whole(form, "sample")
    desk.store.add(
        opened.subject(field), auditor(request), verdict, corrected=corrects, person=person,
        note=form.get("note", "").strip()[:LONGEST_NOTE] or None, sample=sample,
    )  # fmt: skip
    return _onward(request, desk, opened, field, form)


def _address(opened: Opened, field: Field, form: Form) -> str:
    """Where the value of a form is shown."""
    sample, position = whole(form, "sample"), whole(form, "position")
    if sample is not None and position is not None:
        return f"/samples/{sample}/{position}"
    return f"{_document(opened.report['document_id'])}?{urlencode({'field': field.path})}"


def _corrected(opened: Opened, field: Field, form: Form) -> object:
    told = {name.removeprefix("in."): text for name, text in form.items() if name.startswith("in.")}
    return check_value(opened.report, field.path, inputs_to_value(field.kind, told, field.value))


def _onward(request: "Request", desk: Desk, opened: Opened, field: Field, form: Form) -> "Response":
    """To the next item of the sample, or the next value of the document."""
    sample = find_sample(desk.store, number) if (number := whole(form, "sample")) is not None else None
    if sample is not None:
        items = sample_items(desk.subjects(), desk.store, sample)
        following = next_position(desk.store, sample, items, auditor(request), whole(form, "position") or 0)
        return go(f"/samples/{sample.id}" + (f"/{following}" if following else ""), said="saved")
    at = opened.fields.index(field) + 1
    path = opened.fields[at].path if at < len(opened.fields) else field.path
    return go(_document(opened.report["document_id"]), field=path, said="saved")


def _document(document_id: str) -> str:
    return f"/documents/{quote(document_id, safe='')}"


def undo(request: "Request", form: Form) -> "Response":
    """``POST /undo``: take back the auditor's newest verdict and show its value again."""
    desk, name = desk_of(request), auditor(request)
    last = desk.store.last_of(name)
    sample = find_sample(desk.store, number) if (number := whole(form, "sample")) is not None else None
    if last is None or not desk.store.undo(last.id, name):
        return go(f"/samples/{sample.id}" if sample else "/", said="nothing_to_undo")
    if sample is not None and (position := _position(desk, sample, last.subject.sha256, last.subject.path)):
        return go(f"/samples/{sample.id}/{position}", said="undone")
    return go(_document(last.subject.document_id), field=last.subject.path, said="undone")


def _position(desk: Desk, sample: Sample, sha256: str, path: str) -> int | None:
    row = (
        desk.store.connection()
        .execute(
            "SELECT position FROM sample_items WHERE sample = ? AND sha256 = ? AND path = ?", (sample.id, sha256, path)
        )
        .fetchone()
    )
    return int(row["position"]) if row else None
