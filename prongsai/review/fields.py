"""The values of a report that can be judged, each with its path, its raw text and its places.

A report is taken as the parsed JSON of its file, so that a run of another version of the schema can be looked at too.
A path names a value within its report by what it is, not by where it stands in a list:

    report/agency/name
    measures/m3/steps            measures/m3/other/HEADING
    scores/indicator.4.2567/score            a league table's: scores/overall.2567@AGENCY/score
    mentions/12/value            mentions have no name; they count from 0

Headings and agencies are percent-encoded, so that a slash separates parts and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from prongsai.review.confidence import Grader
from prongsai.review.kinds import HEADING, MEASURE, SCORE

Json = Any
Place = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One value as the machine gives it.

    kind: what a stratum calls it, "measure.steps", "score.score".
    record: the record as findings name it, "measures/0", "scores/7"; "report" for the heading.
    raw: the cell or words as read; None where the record keeps none.
    places: ``{"line", "column", "length"}`` or ``{"page", "bbox"}``; that of its measure where it has none of its own,
        empty where the record keeps none at all.
    readings: what two engines read of its numbers on a scan; empty for what was not read off a picture.
    """

    path: str
    kind: str
    record: str
    value: Json
    raw: str | None
    places: list[Place] = field(default_factory=list)
    confidence: str = "clean"
    readings: list[dict[str, Json]] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page it stands on; 1 for texts and where no place is known."""
        return page_of(self.places)


def page_of(places: list[Place]) -> int:
    """The page of the first place; 1 for texts and where there is none."""
    return int(places[0].get("page", 1)) if places else 1


def report_to_fields(report: dict[str, Json]) -> list[Field]:
    """Every judged field of a report, in the order of its records."""
    grader = Grader(report)
    return [*_heading(report, grader), *_measures(report, grader), *_scores(report, grader), *_mentions(report, grader)]


def places_of(provenance: Json) -> list[Place]:
    """A provenance as a list of places: one place stands alone in a record, none is null."""
    if not provenance:
        return []
    return [dict(place) for place in (provenance if isinstance(provenance, list) else [provenance])]


def _heading(report: dict[str, Json], grader: Grader) -> Iterator[Field]:
    heading = report.get("report") or {}
    for path, _ in HEADING:
        value: Json = heading
        for part in path.split("/"):
            value = (value or {}).get(part)
        if value is None or (path == "kind" and value == "unknown"):
            continue
        raw, places = _mentioned(report, path, value)
        readings = (heading.get("readings") or {}).get(path.split("/")[-1], [])
        grade = grader.grade("report", page_of(places), readings)
        yield Field(f"report/{path}", f"report.{path.replace('/', '.')}", "report", value, raw, places, grade, readings)


def _mentioned(report: dict[str, Json], path: str, value: Json) -> tuple[str | None, list[Place]]:
    """The heading keeps no places; of years and dates a mention of the same value shows where it may come from."""
    if path == "fiscal_year":
        wanted = str(value.get("be"))
    elif path == "report_date":
        wanted = str(value)
    else:
        return (value.get("raw") if isinstance(value, dict) else None), []
    for kind in ("fiscal_year", "year") if path == "fiscal_year" else ("date",):
        for mention in report.get("mentions") or []:
            if mention["kind"] == kind and mention["value"] == wanted:
                return mention["raw"], places_of(mention["provenance"])
    return None, []


def _measures(report: dict[str, Json], grader: Grader) -> Iterator[Field]:
    for at, measure in enumerate(report.get("measures") or []):
        raw, provenance = measure.get("raw") or {}, measure.get("provenance") or {}
        readings, doubtful = measure.get("readings") or {}, measure.get("doubtful") or []
        record, prefix = f"measures/{at}", f"measures/{measure['id']}"
        for name, column, value in _measure_values(measure, raw):
            # A section row keeps no place of its own; its measure's shows where to look.
            places, read = places_of(provenance.get(column) or provenance.get("measure")), readings.get(column, [])
            grade = grader.grade(record, page_of(places), read, doubtful=column in doubtful)
            kind = "measure.other" if name.startswith("other/") else f"measure.{name}"
            yield Field(f"{prefix}/{name}", kind, record, value, raw.get(column), places, grade, read)


def _measure_values(measure: dict[str, Json], raw: dict[str, str]) -> Iterator[tuple[str, str, Json]]:
    """Field, column and value of what a measure states. An empty field counts where its own cell has a text."""
    for name, columns, _ in MEASURE:
        value = measure.get(name)
        if value not in (None, []) or raw.get(columns[0], "").strip():
            yield name, next((column for column in columns if column in raw), columns[-1]), value
    for heading, text in (measure.get("other") or {}).items():
        yield f"other/{quote(heading, safe='')}", heading, text


def score_key(score: dict[str, Json]) -> str:
    """What a score is of: scope, indicator or instrument, year, and the agency in a table of many."""
    named = score.get("indicator_no") or score.get("instrument")
    what = "overall" if score["scope"] == "overall" else f"{score['scope']}.{named}"
    agency = f"@{quote(score['agency'], safe='')}" if score.get("agency") else ""
    return f"{what}.{score.get('fiscal_year_be')}{agency}"


def score_keys(scores: list[dict[str, Json]]) -> list[str]:
    """The keys of all scores of a report, made different where two records are of the same thing."""
    seen: dict[str, int] = {}
    keys = []
    for score in scores:
        key = score_key(score)
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return keys


def _scores(report: dict[str, Json], grader: Grader) -> Iterator[Field]:
    scores = report.get("scores") or []
    for at, (key, score) in enumerate(zip(score_keys(scores), scores, strict=True)):
        evidence, record = score.get("evidence") or [], f"scores/{at}"
        same = (item for item in evidence if item.get("value") == score.get("score"))
        own = next(same, evidence[0] if evidence else {})
        places = places_of(own.get("provenance"))
        for name, _ in SCORE:
            value = score.get(name)
            if value is None and name != "score":
                continue
            readings = (score.get("readings") or {}).get(name, [])
            raw, grade = own.get("raw") if name == "score" else None, grader.grade(record, page_of(places), readings)
            yield Field(f"scores/{key}/{name}", f"score.{name}", record, value, raw, places, grade, readings)


def _mentions(report: dict[str, Json], grader: Grader) -> Iterator[Field]:
    for at, mention in enumerate(report.get("mentions") or []):
        record, places, readings = f"mentions/{at}", places_of(mention.get("provenance")), mention.get("readings") or []
        grade = grader.grade(record, page_of(places), readings)
        yield Field(
            f"{record}/value", "mention.value", record, mention["value"], mention.get("raw"), places, grade, readings
        )
