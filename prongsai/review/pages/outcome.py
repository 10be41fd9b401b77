"""What leaves the desk: the report on a sample as HTML and CSV, and the corrections as JSON."""

from typing import TYPE_CHECKING

from prongsai.review.corrections import overlay_of, overlay_to_json
from prongsai.review.figures import figures_of
from prongsai.review.pages.frame import desk_of, language, missing
from prongsai.review.sample_report import figures_to_csv, items_to_csv, report_policy, sample_to_html
from prongsai.review.samples import find_sample, sample_items

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def report_html(request: "Request") -> "Response":
    """``GET /samples/{sample}/report.html``"""
    from starlette.responses import HTMLResponse

    desk = desk_of(request)
    sample = find_sample(desk.store, request.path_params["sample"])
    if sample is None:
        return missing(request)
    items = sample_items(desk.subjects(), desk.store, sample)
    page = sample_to_html(sample, items, figures_of(sample, items), desk.run.resolve().name, language(request))
    headers = {"Content-Security-Policy": report_policy()}
    if "download" in request.query_params:
        headers["Content-Disposition"] = f'attachment; filename="prongsai-sample-{sample.id}.html"'
    return HTMLResponse(page, headers=headers)


def report_csv(request: "Request") -> "Response":
    """``GET /samples/{sample}/report.csv``: the figures; ``verdicts.csv``: every value with its verdict."""
    desk = desk_of(request)
    sample = find_sample(desk.store, request.path_params["sample"])
    if sample is None:
        return missing(request)
    items, part = sample_items(desk.subjects(), desk.store, sample), request.path_params["part"]
    text = items_to_csv(items) if part == "verdicts" else figures_to_csv(sample, figures_of(sample, items))
    return _file(text, "text/csv; charset=utf-8", f"prongsai-sample-{sample.id}-{part}.csv")


def corrections(request: "Request") -> "Response":
    """``GET /corrections.json``"""
    text = overlay_to_json(overlay_of(desk_of(request).store))
    return _file(text, "application/json; charset=utf-8", "corrections.json")


def _file(text: str, kind: str, name: str) -> "Response":
    from starlette.responses import Response

    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8"), media_type=kind, headers=disposition)
