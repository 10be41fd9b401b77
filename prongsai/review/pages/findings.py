"""Findings of the run, filtered; each leads to its place in the document."""

import json
from typing import TYPE_CHECKING

from prongsai.review.pages.frame import desk_of, show, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

A_PAGE = 50


def list_findings(request: "Request") -> "Response":
    """``GET /findings``"""
    index, query = desk_of(request).index(), request.query_params
    chosen = {name: query.get(name, "") for name in ("severity", "rule", "year", "search")}
    where, values = ["1"], []
    for name, column in (("severity", "f.severity"), ("rule", "f.rule"), ("year", "d.year")):
        if chosen[name]:
            where.append(f"{column} = ?")
            values.append(chosen[name])
    if chosen["search"]:
        where.append("(instr(coalesce(d.agency, ''), ?) OR instr(lower(d.name), lower(?)))")
        values += [chosen["search"]] * 2
    joined, at = (
        f"findings f JOIN documents d ON d.no = f.document WHERE {' AND '.join(where)}",
        whole(query, "from") or 0,
    )
    total = index.execute(f"SELECT count(*) FROM {joined}", values).fetchone()[0]  # noqa: S608 - columns are ours
    first = "(SELECT min(no) FROM findings WHERE document = d.no)"
    rows = index.execute(
        f"SELECT f.*, d.document_id, d.name, d.agency, d.year, f.no - {first} AS number FROM {joined}"  # noqa: S608
        " ORDER BY f.no LIMIT ? OFFSET ?",
        (*values, A_PAGE, at),
    ).fetchall()
    labels = {
        what: [
            row["label"] for row in index.execute("SELECT label FROM counts WHERE what = ? AND label <> ''", (what,))
        ]
        for what in ("severity", "rule", "year")
    }
    found = [(row, json.loads(row["places"])) for row in rows]
    return show(request, "findings.html", found=found, total=total, at=at, a_page=A_PAGE, chosen=chosen, labels=labels)
