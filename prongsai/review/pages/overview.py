"""The run at a glance. Every count was taken when the index was made, so the page costs the same for any run."""

import sqlite3
from typing import TYPE_CHECKING

from prongsai.review.charts import Bar, bars
from prongsai.review.figures import Figures, figures_of
from prongsai.review.pages.frame import desk_of, language, show
from prongsai.review.samples import find_sample, sample_items
from prongsai.review.words import Words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_GOOD = frozenset({"ok", "ok_no_records"})
_SHOWN = 12


def overview(request: "Request") -> "Response":
    """``GET /``"""
    desk, words = desk_of(request), Words(language(request))
    index = desk.index()
    counts = _counts(index)
    failed = index.execute("SELECT path, status, reason FROM failed ORDER BY path LIMIT ?", (_SHOWN,)).fetchall()
    sample = find_sample(desk.store, None)
    figures: Figures | None = None
    if sample is not None:
        figures = figures_of(sample, sample_items(desk.subjects(), desk.store, sample))
    return show(
        request, "overview.html", totals=dict(counts["total"]), charts=_charts(counts, words), failed=failed,
        sample=sample, figures=figures,
    )  # fmt: skip


def _counts(index: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for row in index.execute("SELECT what, label, size FROM counts ORDER BY what, size DESC, label"):
        found.setdefault(row["what"], []).append((row["label"], row["size"]))
    return found


def _charts(counts: dict[str, list[tuple[str, int]]], words: Words) -> list[tuple[str, list[Bar]]]:
    """Title and bars of each chart; a bar leads to the list it counts."""

    def chart(key: str, what: str, group: str | None = None, *, in_order: bool = False) -> tuple[str, list[Bar]]:
        rows = counts.get(what, [])
        rows = sorted(rows) if in_order else rows
        page = "findings" if what == "rule" else "documents"
        return words(key), bars(
            (
                words.rule(label)
                if what == "rule"
                else words.named(group, label)
                if group
                else label or words("unknown"),
                size,
                {"to": f"/{page}", what: label} if label else None,
                "calm" if what != "status" or label in _GOOD else "alarm",
            )
            for label, size in rows[:_SHOWN]
        )

    return [
        chart("by_status", "status", "status"),
        chart("by_rule", "rule"),
        chart("by_reader", "reader", "reader"),
        chart("by_year", "year", in_order=True),
        chart("by_agency_type", "agency_type"),
        chart("by_agency", "agency"),
    ]
