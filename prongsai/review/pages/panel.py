"""One value as a person judges it: its source, its raw text, how it became the value, and what was said of it."""

from dataclasses import dataclass
from typing import Any

from prongsai.review.desk import Desk, Opened
from prongsai.review.edits import Input, value_to_inputs
from prongsai.review.fields import Field, Place
from prongsai.review.seek import wanted_of
from prongsai.review.standing import Standing
from prongsai.review.steps import Shown, explain, text_of
from prongsai.review.store import Entry
from prongsai.review.views import SourceView, view_source
from prongsai.review.words import Words


@dataclass(frozen=True, slots=True)
class Panel:
    """What the template shows of a value.

    about: what the value is of, such as indicator and year. correction: what the report itself says of an earlier
    correction of the value, as :class:`schemas.corrections.Correction`; None where nobody corrected it.
    """

    document_id: str
    field: Field
    about: str
    value: list[str]
    person: list[str]
    inputs: list[Input]
    view: SourceView
    steps: tuple[Shown, ...]
    standing: Standing | None
    history: list[Entry]
    findings: list[dict[str, Any]]
    readings: list[dict[str, Any]]
    correction: dict[str, Any] | None
    placed: bool

    @property
    def unread(self) -> bool:
        """No value, because the readings of its number leave a doubt."""
        return not self.value and any(reading["state"] == "unread" for reading in self.readings)


def make_panel(
    desk: Desk, opened: Opened, field: Field, words: Words, page: int | None = None, places: list[Place] | None = None
) -> Panel:
    """The panel of a field of an opened document, its source opened at ``page`` or where the value stands.

    ``places`` are marked instead of the field's own: those of a finding that names its record.
    """
    places = places or field.places
    report, stands = opened.report, opened.standing.get(field.path)
    person = stands.person if stands and stands.corrected else None
    present = person if stands and stands.corrected else field.value
    return Panel(
        document_id=report["document_id"],
        field=field,
        about=record_title(report, field, words),
        value=words.value(field.value, field.kind),
        person=words.value(person, field.kind),
        inputs=value_to_inputs(field.kind, present),
        view=view_source(report, places, desk.renderer, desk.run, page, wanted_of(field)),
        steps=explain(field.raw or "", text_of(field), markup=report["source"]["media_type"] == "text/html"),
        standing=stands,
        history=[entry for entry in opened.entries if entry.subject.path == field.path],
        findings=[finding for finding in report.get("findings") or [] if field.record in finding["records"]],
        readings=field.readings,
        correction=next((each for each in report.get("corrections") or [] if each["path"] == field.path), None),
        placed=bool(places),
    )


def record_title(report: dict[str, Any], field: Field, words: Words) -> str:
    """What a value is of, in a few words: the measure, the indicator and year, the kind of mention."""
    if field.record == "report":
        return ""
    top, at = field.record.split("/")
    record: dict[str, Any] = report[top][int(at)]
    if top == "measures":
        return "" if field.kind == "measure.measure" else str(record["measure"])
    if top == "mentions":
        return words.named("mention", record["kind"])
    return score_title(record, words)


def score_title(score: dict[str, Any], words: Words) -> str:
    """Indicator or instrument, fiscal year, and the agency in a table of many."""
    if score["scope"] == "overall":
        what = words("overall")
    elif score.get("indicator_no"):
        what = f"{words('indicator')} {score['indicator_no']} {score.get('indicator_name') or ''}".strip()
    else:
        what = str(score.get("instrument") or score["scope"])
    year = score.get("fiscal_year_be")
    return " · ".join(part for part in (what, str(year) if year else "", score.get("agency") or "") if part)
