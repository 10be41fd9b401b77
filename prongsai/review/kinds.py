"""Which fields of a record are judged, what their cells are called, and how a person edits them.

Columns of MEASURE: field, the columns whose cell it comes from (first that the record has), shape.
Columns of HEADING: path under ``report``, shape. Columns of SCORE: field, shape.
Source: the records of :mod:`schemas.records`; shapes are the forms of :mod:`prongsai.review.edits`.

What counts as judged: every value a reader of the tables would use. Not judged: ids, ``raw``, places, what is computed
from other fields (``change_computed``, ``fiscal_year_ce``), and findings, which are no claims about the source's words.
"""

from typing import Literal

Shape = Literal["text", "lines", "number", "whole", "date", "period", "round", "indicator", "year", "budget", "person"]

MEASURE: tuple[tuple[str, tuple[str, ...], Shape], ...] = (
    ("seq", ("seq", "measure"), "whole"),
    ("section", ("section",), "text"),
    ("indicator", ("indicator", "measure"), "indicator"),
    ("measure", ("measure",), "text"),
    ("steps", ("steps",), "lines"),
    ("responsible", ("responsible",), "lines"),
    ("period", ("period",), "period"),
    ("status", ("status", "results"), "text"),
    ("results", ("results",), "lines"),
    ("outcomes", ("outcomes",), "lines"),
    ("issues", ("issues",), "lines"),
    ("recommendations", ("recommendations",), "lines"),
    ("follow_up", ("follow_up",), "lines"),
    ("budget", ("budget",), "budget"),
)

HEADING: tuple[tuple[str, Shape], ...] = (
    ("title", "text"),
    ("kind", "text"),
    ("agency/name", "text"),
    ("agency/type", "text"),
    ("agency/subdistrict", "text"),
    ("agency/district", "text"),
    ("agency/province", "text"),
    ("fiscal_year", "year"),
    ("reporting_period", "round"),
    ("report_date", "date"),
    ("signatory", "person"),
)

SCORE: tuple[tuple[str, Shape], ...] = (("score", "number"), ("rating", "text"), ("change_stated", "number"))

SHAPES: dict[str, Shape] = {
    **{f"measure.{field}": shape for field, _, shape in MEASURE},
    **{f"report.{path.replace('/', '.')}": shape for path, shape in HEADING},
    **{f"score.{field}": shape for field, shape in SCORE},
    "measure.other": "text",
    "mention.value": "text",
}
