"""Agencies and years side by side: overall scores in a table, the trend of every indicator as small charts."""

import sqlite3
from typing import TYPE_CHECKING, Any

from prongsai.review.charts import Trend, trend
from prongsai.review.pages.frame import desk_of, language, show, whole
from prongsai.review.words import Words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

MOST_AGENCIES = 4
A_PAGE = 40
_INSTRUMENTS = ("IIT", "EIT", "OIT")


def compare(request: "Request") -> "Response":
    """``GET /compare``"""
    index, words = desk_of(request).index(), Words(language(request))
    search, at = request.query_params.get("search", ""), whole(request.query_params, "from") or 0
    chosen = request.query_params.getlist("agency")[:MOST_AGENCIES] or _best(index)
    table = _table(index, search, at)
    years = sorted({year for _, scores in table for year in scores})
    return show(
        request, "compare.html", chosen=chosen, trends=_trends(index, chosen, words), table=table[:A_PAGE],
        more=len(table) > A_PAGE, at=at, a_page=A_PAGE, years=years, search=search, most=MOST_AGENCIES,
    )  # fmt: skip


def _best(index: sqlite3.Connection) -> list[str]:
    """The agency whose scores cover most years, to show something at once."""
    row = index.execute(
        "SELECT agency FROM scores WHERE year IS NOT NULL GROUP BY agency"
        " ORDER BY count(DISTINCT year) DESC, count(*) DESC, agency LIMIT 1"
    ).fetchone()
    return [row["agency"]] if row else []


def _table(index: sqlite3.Connection, search: str, at: int) -> list[tuple[str, dict[int, float]]]:
    """Agency and its overall score by year, one page and one row more; of several scores of a year the mean."""
    names = index.execute(
        "SELECT DISTINCT agency FROM scores WHERE scope = 'overall' AND year IS NOT NULL AND instr(agency, ?)"
        " ORDER BY agency LIMIT ? OFFSET ?",
        (search, A_PAGE + 1, at),
    ).fetchall()
    found: list[tuple[str, dict[int, float]]] = []
    for name in names:
        rows = index.execute(
            "SELECT year, avg(score * 100 / max_score) AS score FROM scores"
            " WHERE agency = ? AND scope = 'overall' AND year IS NOT NULL GROUP BY year",
            (name["agency"],),
        )
        found.append((name["agency"], {row["year"]: row["score"] for row in rows}))
    return found


def _trends(index: sqlite3.Connection, agencies: list[str], words: Words) -> list[Trend]:
    from extract.indicators import official

    found: dict[str, list[tuple[int, str, int, float]]] = {}
    for series, agency in enumerate(agencies):
        for row in _scores(index, agency):
            found.setdefault(row["what"], []).append((series, agency, row["year"], row["score"]))
    titles: dict[str, str] = {"overall": words("overall"), **{name: name for name in _INSTRUMENTS}}
    titles |= {str(number): f"{number} {name}" for number, (name, _) in official().items()}
    return [trend(title, found[what]) for what, title in titles.items() if what in found]


def _scores(index: sqlite3.Connection, agency: str) -> list[Any]:
    """Scores out of 100 by what they are of and year; of several documents that say the same year the mean."""
    return index.execute(
        "SELECT what, year, round(avg(score * 100 / max_score), 2) AS score FROM scores"
        " WHERE agency = ? AND year IS NOT NULL GROUP BY what, year ORDER BY year",
        (agency,),
    ).fetchall()
