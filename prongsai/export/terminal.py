"""A report as tables for a person, on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.records import Measure, Report, Score

_LONGEST = 160


def print_tables(report: Report) -> None:
    """Print heading, scores, measures and findings. Texts are printed as they are, never as mark-up."""
    console = Console()
    _print_heading(console, report)
    if report.scores:
        console.print(_scores(report.scores))
    if report.measures:
        console.print(_measures(report.measures))
    for finding in report.findings:
        console.print(Text(f"{finding.severity}: {finding.rule}: {finding.message_en}"))


def _print_heading(console: Console, report: Report) -> None:
    heading = report.report
    year = heading.fiscal_year.be if heading.fiscal_year else None
    for label, value in (
        ("title", heading.title), ("kind", heading.kind), ("agency", heading.agency.name),
        ("district", heading.agency.district), ("province", heading.agency.province), ("fiscal year", year),
        ("status", f"{report.status} {report.reason or ''}"),
    ):  # fmt: skip
        if value is not None:
            console.print(Text(f"{label:>12}  {value}"))


def _scores(scores: list[Score]) -> Table:
    table = Table(title="Scores", title_justify="left")
    for name in ("agency", "scope", "no", "name", "year", "score", "of", "change", "level"):
        table.add_column(name, justify="right" if name in ("no", "year", "score", "of", "change") else "left")
    for score in scores:
        cells = (
            score.agency, score.scope, score.indicator_no, score.indicator_name or score.instrument,
            score.fiscal_year_be, score.score, score.max_score, score.change_stated, score.rating,
        )  # fmt: skip
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    return table


def _measures(measures: list[Measure]) -> Table:
    table = Table(title="Measures", title_justify="left", show_lines=True)
    for name in ("id", "measure", "steps", "responsible", "period", "results"):
        table.add_column(name, overflow="fold")
    for measure in measures:
        period = f"{measure.period.start} - {measure.period.end}" if measure.period and measure.period.start else ""
        cells = (measure.id, measure.measure, _list(measure.steps), "\n".join(measure.responsible), period)
        table.add_row(*(Text(cell) for cell in (*cells, _list(measure.results))))
    return table


def _list(texts: list[str]) -> str:
    return "\n".join(
        f"{n}. {text[:_LONGEST]}{'...' if len(text) > _LONGEST else ''}" for n, text in enumerate(texts, 1)
    )
