"""A report as tables for a person, on a terminal."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.records import Entry, EntryValue, Measure, Report, Score

_LONGEST = 160
_CONTROL = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def plain(text: object, style: str = "") -> Text:
    """A text for the terminal, never mark-up: what would steer the terminal, such as colours of its own, is U+FFFD."""
    return Text(str(text).translate(_CONTROL), style=style)


def print_tables(report: Report) -> None:
    """Print heading, scores by year, measures, entries and findings: texts as they are, never as mark-up."""
    console = Console()
    _print_heading(console, report)
    if report.scores:
        console.print(_scores(report.scores))
    if report.measures:
        console.print(_measures(report.measures))
    for family in dict.fromkeys(entry.family for entry in report.entries):
        console.print(_entries(family, [entry for entry in report.entries if entry.family == family]))
    for finding in report.findings:
        console.print(plain(f"{finding.severity:>8}  {finding.message_en}", style=_STYLES[finding.severity]))


def _print_heading(console: Console, report: Report) -> None:
    heading = report.report
    agency = heading.agency
    place = " ".join(filter(None, (agency.subdistrict, agency.district, agency.province)))
    for label, value in (
        ("file", report.source.name), ("title", heading.title), ("kind", heading.kind), ("agency", agency.name),
        ("place", place or None), ("fiscal year", heading.fiscal_year.be if heading.fiscal_year else None),
        ("status", f"{report.status} {report.reason or ''}"),
    ):  # fmt: skip
        if value is not None:
            console.print(plain(f"{label:>12}  {value}"))


def _scores(scores: list[Score]) -> Table:
    """One row a subject, one column a year; the change and the level are the latest year's."""
    years = sorted({score.fiscal_year_be for score in scores}, key=lambda year: year or 0)
    rows: dict[tuple[str | None, str, int | None, str | None], dict[int | None, Score]] = {}
    for score in scores:
        instrument = score.instrument if score.scope == "instrument" else None
        rows.setdefault((score.agency, score.scope, score.indicator_no, instrument), {})[score.fiscal_year_be] = score
    table = Table("scores", *(str(year or "no year") for year in years), "change", "level", box=box.SIMPLE)
    for column in table.columns[1:-1]:
        column.justify, column.no_wrap = "right", True
    for (agency, scope, number, code), by_year in rows.items():
        name = next(iter(by_year.values())).indicator_name or code or scope
        label = " ".join(filter(None, (agency, f"{number}. {name}" if number else name)))
        latest = by_year[max(by_year, key=lambda year: year or 0)]
        cells = [
            *(by_year[year].score if year in by_year else None for year in years),
            latest.change_stated,
            latest.rating,
        ]
        table.add_row(*(plain("" if cell is None else cell) for cell in (label, *cells)))
    return table


def _measures(measures: list[Measure]) -> Table:
    table = Table("", "measure", "responsible", "period", "steps and results", box=box.SIMPLE, show_lines=True)
    for column in table.columns:
        column.overflow = "fold"
    for measure in measures:
        period = measure.period
        dates = f"{period.start or '?'}\n{period.end or '?'}" if period else ""
        done = [f"= {text}" for text in ([measure.status] if measure.status else []) + measure.results]
        cells = (measure.id, measure.measure, "\n".join(measure.responsible), dates, _list(measure.steps + done))
        table.add_row(*map(plain, cells))
    return table


def _entries(family: str, entries: list[Entry]) -> Table:
    """One column a role, with the value where the text has one of its type, else the text."""
    roles = list(dict.fromkeys(role for entry in entries for role in entry.values))
    table = Table(family, box=box.SIMPLE, show_lines=True)
    for role in roles:
        held = [entry.values[role] for entry in entries if role in entry.values]
        whole = max((len(_value(one)) for one in held if one.number is not None or one.start), default=1)
        table.add_column(plain(role), overflow="fold", min_width=min(whole, 20))  # a number is not cut in two
    for entry in entries:
        cells = (_value(entry.values[role]) if role in entry.values else "" for role in roles)
        table.add_row(plain(f"{entry.id} total" if entry.total else entry.id), *map(plain, cells))
    return table


def _value(value: EntryValue) -> str:
    if value.number is not None:
        return f"{value.number:,.4f}".rstrip("0").rstrip(".")
    if value.start or value.end:
        return "\n".join(dict.fromkeys(str(day or "?") for day in (value.start, value.end)))
    return "\n".join(value.items) if value.items else value.text


def _list(texts: list[str]) -> str:
    return "\n".join(f"{text[:_LONGEST]}{'...' if len(text) > _LONGEST else ''}" for text in texts)
