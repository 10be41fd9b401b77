"""A sample in one HTML file that opens from a disk: values beside their sources, verdict buttons, figures, an export.

Nothing in the file asks for anything outside it: pictures are data, style and script are let in by their hashes, and
the policy forbids the rest. Every text of a source is escaped. Each page is held once, however many values stand on it.
"""

import base64
import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from prongsai import __version__
from prongsai.review.desk import Desk
from prongsai.review.edits import value_to_inputs
from prongsai.review.fields import Field, report_to_fields
from prongsai.review.pages.frame import templates
from prongsai.review.pages.panel import record_title
from prongsai.review.sample_report import content_hash
from prongsai.review.samples import Item, Sample, sample_items
from prongsai.review.seek import wanted_of
from prongsai.review.sheet import sample_to_sheet
from prongsai.review.steps import explain, text_of
from prongsai.review.views import MARGIN, Box, PageView, SourceView, TextLine, view_source
from prongsai.review.words import Language, Words
from prongsai.review.words import table as desk_words

_HERE = Path(__file__).parent
_QUALITY = 45  # of WebP, of a page of text in grey: a tenth of a megabyte, and every mark can be read
_AROUND = 6  # lines of a text before and after what is marked
_WIDE, _NARROW = 0.62, 0.4  # of the page's width, at least, in a close-up: on a laptop, on a phone
_FRAME = 2.0  # points between a box and the frame drawn around it
_UNMARKED = 12  # lines shown of a text where nothing is marked
_MISSING = {"gone": "source_gone", "changed": "source_changed", "large": "source_large", "undrawn": "page_undrawn"}


class Pictures:
    """The pages of the file, each with its id and its data, in the order they were first shown."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int], dict[str, Any]] = {}

    def add(self, sha256: str, page: PageView) -> str:
        """The id of a page of a source."""
        key = sha256, page.number
        if key not in self._held:
            data = f"data:image/webp;base64,{base64.b64encode(_to_webp(page.png)).decode()}"
            told = {"id": f"p{len(self._held) + 1}", "data": data, "width": page.width, "height": page.height}
            self._held[key] = told
        return str(self._held[key]["id"])

    def all(self) -> list[dict[str, Any]]:
        return list(self._held.values())


def _to_webp(png: bytes) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("L").save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()


def sample_to_file(desk: Desk, sample: Sample, language: Language = "th", auditor: str = "") -> str:
    """The HTML file of a sample. Values that the run no longer has are left out. ``auditor``: "", the page asks."""
    items = [item for item in sample_items(desk.subjects(), desk.store, sample) if item.subject is not None]
    pictures, run = Pictures(), desk.run.resolve().name
    shown = sorted(_show_all(desk, items, pictures), key=lambda one: int(one["position"]))
    script, style = _static("limits.js") + _static("desk_file.js"), _static("desk_file.css")
    held = Counter[str]()
    for stratum, size in sample.strata.items():
        held[stratum.field] += size
    return templates().get_template("desk_file.html").render(
        items=shown, pictures=pictures.all(), sample=sample, run=run, lang=language, auditor=auditor,
        style=style, script=script, policy=_policy(style, script), version=__version__, words=_words(), w=_word,
        both=_both, named=_named, kinds=[(kind, held[kind]) for kind in dict.fromkeys(one["kind"] for one in shown)],
        sheet=_data(sample_to_sheet(sample, items, run).model_dump(mode="json")),
        prior=_data({one["position"]: {"verdict": one["prior"].verdict} for one in shown if one["prior"]}),
    )  # fmt: skip


def _show_all(desk: Desk, items: list[Item], pictures: Pictures) -> Iterator[dict[str, Any]]:
    """What the template shows, document by document, so that each report is read once."""
    for document_id in dict.fromkeys(item.document_id for item in items):
        report = desk.report(document_id) or {}
        fields = {field.path: field for field in report_to_fields(report)}
        for item in items:
            if item.document_id == document_id and item.path in fields:
                field = fields[item.path]
                view = view_source(report, field.places, desk.renderer, desk.run, wanted=wanted_of(field))
                yield _show(item, report, field) | _show_source(report, view, pictures)


def _show(item: Item, report: dict[str, Any], field: Field) -> dict[str, Any]:
    heading, th, en = report["report"], Words("th"), Words("en")
    return {
        "position": item.position,
        "kind": field.kind,
        "name": report["source"]["name"],
        "agency": heading["agency"]["name"],
        "year": (heading.get("fiscal_year") or {}).get("be"),
        "about": {"th": record_title(report, field, th), "en": record_title(report, field, en)},
        "grade": field.confidence,
        "value": {"th": th.value(field.value, field.kind), "en": en.value(field.value, field.kind)},
        "listed": isinstance(field.value, list),
        "raw": field.raw,
        "steps": explain(field.raw or "", text_of(field), markup=report["source"]["media_type"] == "text/html"),
        "inputs": value_to_inputs(field.kind, field.value),
        "placed": bool(field.places),
        "prior": item.standing,
        "correction": _correction(report, field),
        "readings": field.readings,
        "findings": [each for each in report.get("findings") or [] if field.record in each["records"]],
    }


def _correction(report: dict[str, Any], field: Field) -> dict[str, Any] | None:
    """The person's correction that gave a value, with what was read as lines; None for the machine's own."""
    corrections: list[dict[str, Any]] = report.get("corrections") or []
    for told in corrections:
        if told["path"] == field.path and told["state"] == "applied":
            return told | {"read": Words("en").value(told["machine"], field.kind)}
    return None


def _show_source(report: dict[str, Any], view: SourceView, pictures: Pictures) -> dict[str, Any]:
    def shown(page: PageView, *, near: bool = False) -> dict[str, Any]:
        return {
            "number": page.number, "width": page.width, "height": page.height,
            "boxes": [_around(box) for box in page.boxes],
            "picture": pictures.add(report["source"]["sha256"], page),
            "close_ups": [_close_up(page, least) for least in (_WIDE, _NARROW)] if near else [],
        }  # fmt: skip

    return {
        "near": [shown(page, near=True) for page in view.near],
        "page": shown(view.page) if view.page else None,
        "lines": None if view.lines is None else _excerpt(view.lines),
        "missing": _MISSING[view.missing] if view.missing else None,
        "sought": view.sought,
    }


def _around(box: Box) -> Box:
    """The frame of a box: beside its letters, not on them."""
    return Box(box.x - _FRAME, box.y - _FRAME, box.width + 2 * _FRAME, box.height + 2 * _FRAME)


def _close_up(page: PageView, least: float) -> Box:
    """The part of the page around the boxes, with room on the left: what a number is of stands there, in its row.

    ``least``: share of the page's width.
    """
    left, right = min(box.x for box in page.boxes), max(box.x + box.width for box in page.boxes)
    top, bottom = min(box.y for box in page.boxes), max(box.y + box.height for box in page.boxes)
    lacking = max(0.0, least * page.width - 2 * MARGIN - (right - left))
    left, right = max(0.0, left - MARGIN - 0.7 * lacking), min(page.width, right + MARGIN + 0.3 * lacking)
    top, bottom = max(0.0, top - MARGIN), min(page.height, bottom + MARGIN)
    return Box(round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))


def _excerpt(lines: list[TextLine]) -> list[TextLine]:
    """The lines around those that are marked."""
    marked = [at for at, line in enumerate(lines) if any(mark for _, mark in line.pieces)]
    if not marked:
        return lines[:_UNMARKED]
    kept = sorted({near for at in marked for near in range(at - _AROUND, at + _AROUND + 1)})
    return [lines[at] for at in kept if 0 <= at < len(lines)]


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; img-src data:; style-src {content_hash(style)}; script-src {content_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _data(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@cache
def _static(name: str) -> str:
    return (_HERE / "static" / name).read_text("utf-8")


@cache
def _words() -> dict[str, tuple[str, str]]:
    own = tomllib.loads((_HERE / "desk_file.toml").read_text("utf-8"))
    return desk_words()["ui"] | {key: (both[0], both[1]) for key, both in own.items()}


def _both(th: str, en: str) -> Any:
    """A text in both languages, of which the page shows one."""
    from markupsafe import Markup, escape

    if th == en:
        return escape(th)
    return Markup('<span class="th" lang="th">{}</span><span class="en" lang="en">{}</span>').format(th, en)


def _word(key: str) -> Any:
    return _both(*_words()[key])


def _named(group: str, key: str | None) -> Any:
    return _both(Words("th").named(group, key), Words("en").named(group, key))
