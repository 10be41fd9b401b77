"""The sample: drawing it, judging it item by item, and what it says."""

import secrets
from typing import TYPE_CHECKING

from prongsai.review.figures import figures_of
from prongsai.review.iso2859 import ZERO_LETTER
from prongsai.review.pages.frame import Form, auditor, desk_of, go, language, missing, show, whole
from prongsai.review.pages.panel import make_panel
from prongsai.review.plans import Plan, plan_for_count, plan_for_iso, plan_for_rate
from prongsai.review.samples import (
    Sample,
    claim,
    draw_sample,
    find_sample,
    list_samples,
    next_position,
    population,
    sample_items,
)
from prongsai.review.words import Words
from schemas.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def samples_home(request: "Request") -> "Response":
    """``GET /samples``: the newest sample, or the form where there is none."""
    newest = find_sample(desk_of(request).store, None)
    return go(f"/samples/{newest.id}") if newest else new_sample(request)


def new_sample(request: "Request") -> "Response":
    """``GET /samples/new``: the form that draws one."""
    desk = desk_of(request)
    sizes = population(desk.index())
    return show(
        request, "sample_new.html", fields=sum(sizes.values()), strata=len(sizes), seed=secrets.token_hex(4),
        aqls=list(ZERO_LETTER), earlier=list_samples(desk.store),
    )  # fmt: skip


def take_sample(request: "Request", form: Form) -> "Response":
    """``POST /samples``"""
    desk = desk_of(request)
    seed = form.get("seed", "").strip()[:100] or secrets.token_hex(4)
    try:
        plan = _plan(form, sum(population(desk.index()).values()))
    except (UsageError, ValueError) as error:
        return show(request, "message.html", 422, title="bad_value", text=str(error))
    number = draw_sample(desk.index(), desk.store, plan, seed, auditor(request))
    return go(f"/samples/{number}/1")


def _plan(form: Form, fields: int) -> Plan:
    least = whole(form, "least") or 0
    if form.get("method") == "iso":
        level = form.get("level", "II")
        return plan_for_iso(fields, float(form.get("aql", "1")), level, least)  # type: ignore[arg-type] # checked there
    if form.get("method") == "count":
        return plan_for_count(fields, whole(form, "size") or 0, least)
    return plan_for_rate(fields, float(form.get("tolerable", "5")) / 100, whole(form, "errors") or 0, least)


def _sample(request: "Request") -> Sample | None:
    return find_sample(desk_of(request).store, request.path_params["sample"])


def show_sample(request: "Request") -> "Response":
    """``GET /samples/{sample}``: progress and figures."""
    desk, sample = desk_of(request), _sample(request)
    if sample is None:
        return missing(request)
    items = sample_items(desk.subjects(), desk.store, sample)
    following = next_position(desk.store, sample, items, auditor(request))
    return show(
        request, "sample.html", sample=sample, figures=figures_of(sample, items), following=following, items=items,
        samples=list_samples(desk.store),
    )  # fmt: skip


def show_item(request: "Request") -> "Response":
    """``GET /samples/{sample}/{position}``: one value to judge."""
    desk, sample, words = desk_of(request), _sample(request), Words(language(request))
    position: int = request.path_params["position"]
    items = sample_items(desk.subjects(), desk.store, sample) if sample else []
    if sample is None or not 0 < position <= len(items):
        return missing(request)
    item = items[position - 1]
    opened = desk.open(item.document_id) if item.subject else None
    field = opened.find(item.path) if opened else None
    claim(desk.store, sample, position, auditor(request))
    return show(
        request, "judge.html", sample=sample, item=item, position=position, total=len(items),
        figures=figures_of(sample, items), report=opened.report if opened else None,
        panel=make_panel(desk, opened, field, words, whole(request.query_params, "page")) if opened and field else None,
        before=position - 1 if position > 1 else None, after=position + 1 if position < len(items) else None,
    )  # fmt: skip
