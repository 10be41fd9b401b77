"""The list of documents, a document beside its source, and pictures of its pages."""

from typing import TYPE_CHECKING, Any

from prongsai.review.fields import Field, places_of
from prongsai.review.pages.frame import desk_of, language, missing, show, whole
from prongsai.review.pages.panel import make_panel, record_title
from prongsai.review.sources import open_source
from prongsai.review.standing import same_place
from prongsai.review.views import view_source
from prongsai.review.words import Words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from prongsai.review.desk import Desk, Opened

A_PAGE = 50
_FILTERS = ("status", "reader", "year", "agency_type", "agency")
_WINDOW = 60  # fields listed around the one that is open
GROUPS = {"report": "heading", "measures": "measures", "scores": "scores", "mentions": "mentions"}


def list_documents(request: "Request") -> "Response":
    """``GET /documents``, filtered by what the index knows of each document."""
    desk, chosen = desk_of(request), {name: request.query_params.get(name, "") for name in (*_FILTERS, "search")}
    where, values = _where(chosen)
    at = whole(request.query_params, "from") or 0
    index = desk.index()
    total = index.execute(f"SELECT count(*) FROM documents WHERE {where}", values).fetchone()[0]  # noqa: S608 - ours
    rows = index.execute(
        f"SELECT * FROM documents WHERE {where} ORDER BY no LIMIT ? OFFSET ?",  # noqa: S608 - parts are ours
        (*values, A_PAGE, at),
    ).fetchall()
    failed = index.execute("SELECT * FROM failed WHERE status = ? ORDER BY path LIMIT 500", (chosen["status"],))
    labels = {name: _labels(desk, name) for name in ("status", "reader", "year", "agency_type")}
    return show(
        request, "documents.html", rows=rows, total=total, at=at, a_page=A_PAGE, chosen=chosen, labels=labels,
        failed=failed.fetchall(),
    )  # fmt: skip


def _where(chosen: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """A condition with a place for every value; nothing of a request stands in it."""
    parts, values = ["1"], []
    for name in _FILTERS:
        if chosen[name]:
            parts.append(f"{name} = ?")
            values.append(chosen[name])
    if chosen["search"]:
        parts.append("(instr(coalesce(agency, ''), ?) OR instr(lower(name), lower(?)))")
        values += [chosen["search"]] * 2
    return " AND ".join(parts), tuple(values)


def _labels(desk: "Desk", what: str) -> list[str]:
    rows = desk.index().execute("SELECT label FROM counts WHERE what = ? AND label <> '' ORDER BY label", (what,))
    return [row["label"] for row in rows]


def show_document(request: "Request") -> "Response":
    """``GET /documents/{id}``: one value or finding open, the others of its group around it."""
    desk, words = desk_of(request), Words(language(request))
    opened = desk.open(request.path_params["document_id"])
    if opened is None:
        return missing(request)
    query, finding = request.query_params, None
    number = whole(query, "finding")
    if number is not None and number < len(opened.report["findings"]):
        finding = opened.report["findings"][number]
    field = _chosen(opened, query.get("field"), query.get("group"), finding)
    places, page = places_of(finding["provenance"]) if finding else [], whole(query, "page")
    panel = make_panel(desk, opened, field, words, page, places) if field else None
    view = panel.view if panel else view_source(opened.report, places, desk.renderer, desk.run, page)
    group = field.record.split("/")[0] if field else "report"
    return show(
        request, "document.html", opened=opened, report=opened.report, panel=panel, view=view, group=group,
        finding=finding, finding_number=number, field=field, **_listed(opened, group, field, words),
        before=_neighbour(opened, field, -1), after=_neighbour(opened, field, 1), groups=_groups(opened),
    )  # fmt: skip


def _chosen(opened: "Opened", path: str | None, group: str | None, finding: dict[str, Any] | None) -> Field | None:
    if finding is not None:
        own = [field for field in opened.fields if field.record in finding["records"]]
        return next((field for field in own if _stands_in(field, finding)), own[0] if own else None)
    if field := opened.find(path):
        return field
    return next((field for field in opened.fields if group in (None, field.record.split("/")[0])), None)


def _stands_in(field: Field, finding: dict[str, Any]) -> bool:
    places = places_of(finding["provenance"])
    return bool(places and field.places) and same_place(field.places, places)


def _groups(opened: "Opened") -> list[tuple[str, str, int]]:
    """Group, key of its name, number of values; empty ones left out."""
    tops = [field.record.split("/")[0] for field in opened.fields]
    return [(group, key, tops.count(group)) for group, key in GROUPS.items() if group in tops]


def _listed(opened: "Opened", group: str, field: Field | None, words: Words) -> dict[str, Any]:
    """The fields of the group around the open one, by record, with the title of each record."""
    own = [each for each in opened.fields if each.record.split("/")[0] == group]
    at = own.index(field) if field else 0
    start = max(0, min(at - _WINDOW // 2, len(own) - _WINDOW))
    records: list[tuple[str, str, list[Field]]] = []
    for each in own[start : start + _WINDOW]:
        if not records or records[-1][0] != each.record:
            title = opened.report["measures"][int(each.record.split("/")[1])]["measure"] if group == "measures" else ""
            records.append((each.record, title or record_title(opened.report, each, words), []))
        records[-1][2].append(each)
    earlier, later = own[max(0, start - 1)], own[min(len(own), start + _WINDOW) - 1]
    return {
        "records": records,
        "earlier": earlier.path if start else None,
        "later": later.path if start + _WINDOW < len(own) else None,
    }


def _neighbour(opened: "Opened", field: Field | None, by: int) -> str | None:
    if field is None:
        return None
    at = opened.fields.index(field) + by
    return opened.fields[at].path if 0 <= at < len(opened.fields) else None


def page_image(request: "Request") -> "Response":
    """``GET /documents/{id}/pages/{number}.png``"""
    from starlette.responses import PlainTextResponse, Response

    desk = desk_of(request)
    report = desk.report(request.path_params["document_id"])
    source = open_source(report, desk.run) if report else None
    if report is None or source is None or source.data is None or not source.paged:
        return PlainTextResponse("", 404)
    picture = desk.renderer.page(report["source"]["sha256"], source.data, request.path_params["number"])
    if picture is None:
        return PlainTextResponse("", 404)
    kept = {"Cache-Control": "private, max-age=600"}
    return Response(picture.png, media_type="image/png", headers=kept)
