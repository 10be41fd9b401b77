"""The commands and their options. A command imports what it needs when it runs, so that ``--help`` answers at once."""

import gc
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from prongsai import __version__
from prongsai.cli.exits import Exit, guarded
from prongsai.home import write_no_dictionaries

app = typer.Typer(
    name="prongsai",
    help="Thai public agencies' integrity reports, from text, Word and PDF to records that can be trusted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich takes longer to load than all else that a help needs
)


_VOCABULARY = "Folder of tables of your own: headings, titles, agencies, families of tables."


class ExtractFormat(StrEnum):
    """How ``extract`` prints a report."""

    json = "json"
    csv = "csv"
    table = "table"


class CheckFormat(StrEnum):
    """How ``check`` prints findings."""

    table = "table"
    json = "json"
    csv = "csv"


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"prongsai {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Exit codes: 0 all converted; 2 usage; 3 some failed; 4 nothing converted; 5 disk full; 130 stopped."""


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="A report (text, HTML, DOCX or PDF), or - for standard input.")],
    style: Annotated[ExtractFormat, typer.Option("--format", help="What to print.")] = ExtractFormat.json,
    table: Annotated[str, typer.Option(help="With --format csv: which tidy table.")] = "measures",
    vocabulary: Annotated[Path | None, typer.Option(help=_VOCABULARY)] = None,
) -> None:
    """Read one report and print its records."""
    from prongsai.cli.extract import print_report

    with guarded():
        print_report(file, style.value, table, vocabulary)


@app.command()
def convert(
    paths: Annotated[
        list[str], typer.Argument(help="Reports, folders, ZIP archives or glob patterns; - reads standard input.")
    ],
    *,
    out: Annotated[str, typer.Option(help="Folder for documents/*.json, the tidy tables and manifest.jsonl.")],
    jobs: Annotated[int | None, typer.Option(help="Processes that read; as many as processors.")] = None,
    formats: Annotated[
        str | None, typer.Option("--format", help="Of the tidy tables: csv,parquet,xlsx,sqlite or json (none).")
    ] = None,
    resume: Annotated[
        bool | None, typer.Option("--resume/--fresh", help="Leave out what is done, or forget it and begin anew.")
    ] = None,
    retry_failed: Annotated[bool | None, typer.Option("--retry-failed", help="Read again what failed.")] = None,
    limit_time: Annotated[float | None, typer.Option(help="Seconds a document, and 2 more for each page.")] = None,
    limit_memory: Annotated[str | None, typer.Option(help="Memory a document, such as 2G.")] = None,
    limit_size: Annotated[str | None, typer.Option(help="Largest file, such as 100M.")] = None,
    limit_pages: Annotated[int | None, typer.Option(help="Most pages of a PDF.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings in TOML; options go first.")] = None,
    strict: Annotated[bool | None, typer.Option("--strict", help="Exit 3 when a report needs review.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    vocabulary: Annotated[Path | None, typer.Option(help=_VOCABULARY)] = None,
    corrections: Annotated[Path | None, typer.Option(help="What auditors corrected, as the desk exports it.")] = None,
    cluster: Annotated[str | None, typer.Option(help="Read on a Ray cluster: its address, or auto.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on with what arrives, until stopped.")] = False,
) -> None:
    """Read many reports and write one JSON each, tidy tables, and a manifest of every input."""
    from prongsai.batch.settings import read_settings
    from prongsai.cli.convert import convert_paths, watch_paths

    told: dict[str, object] = {
        "jobs": jobs,
        "formats": formats,
        "resume": resume,
        "retry_failed": retry_failed,
        "strict": strict,
        "cluster": cluster,
        "corrections": corrections,
        "vocabulary": vocabulary,
    }
    told |= {"limit_time": limit_time, "limit_memory": limit_memory}
    told |= {"limit_size": limit_size, "limit_pages": limit_pages}
    with guarded():
        settings = read_settings(config, told)
        run = watch_paths if watch else convert_paths
        raise typer.Exit(run(paths, out, settings, as_json=as_json))


@app.command()
def status(
    folder: Annotated[Path, typer.Argument(help="What convert wrote into.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what a run did, also while it goes on: by status, reader, agency and year; slowest, failed, to review."""
    from prongsai.cli.status import print_status

    with guarded():
        print_status(folder, as_json=as_json)


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(help="Reports, folders or glob patterns; - reads standard input.")],
    style: Annotated[CheckFormat, typer.Option("--format", help="How to show the findings.")] = CheckFormat.table,
    strict: Annotated[bool, typer.Option(help="Exit 3 when there are findings above info.")] = False,
    vocabulary: Annotated[Path | None, typer.Option(help=_VOCABULARY)] = None,
) -> None:
    """Show what reports say wrongly about themselves."""
    from prongsai.cli.check import check_paths

    with guarded():
        raise typer.Exit(check_paths(paths, style.value, strict=strict, vocabulary=vocabulary))


@app.command()
def debug(
    file: Annotated[Path, typer.Argument(help="A report as PDF.")],
    out: Annotated[Path, typer.Option(help="The picture to write (.png).")],
    page: Annotated[int, typer.Option(min=1, help="The page to draw, from 1.")] = 1,
    resolution: Annotated[int, typer.Option(min=36, max=600, help="Dots an inch.")] = 150,
) -> None:
    """Draw a page with its glyphs, lines, cells and the roles of its columns over it."""
    from prongsai.debug import draw_page

    with guarded():
        draw_page(file, page, out, resolution)


@app.command()
def review(
    folder: Annotated[Path, typer.Argument(help="What convert wrote into.")],
    *,
    host: Annotated[str, typer.Option(help="Where to listen; beyond loopback a token is asked for.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8321,
    auditor: Annotated[str | None, typer.Option(help="Your name, as verdicts are signed with.")] = None,
    verdicts: Annotated[Path | None, typer.Option(help="The file of verdicts; in the folder when not said.")] = None,
    given: Annotated[Path | None, typer.Option("--import", help="Enter what a report's page saved, and stop.")] = None,
    export: Annotated[Path | None, typer.Option(help="Write the corrections for convert, and stop.")] = None,
) -> None:
    """Judge values beside their sources in a browser, and state an error rate."""
    from prongsai.cli.report import take_verdicts, write_corrections
    from prongsai.cli.review import open_desk

    with guarded():
        if given is not None:
            take_verdicts(folder, given, verdicts)
        if export is not None:
            write_corrections(folder, export, verdicts)
        if given is None and export is None:
            open_desk(folder, host, port, auditor, verdicts)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="What convert wrote into.")],
    *,
    out: Annotated[Path, typer.Option(help="The HTML file to write.")],
    sample: Annotated[
        int | None, typer.Option(min=1, help="So many values; else by a tolerable rate or an AQL.")
    ] = None,
    seed: Annotated[str | None, typer.Option(help="Draws the same values again from the same run.")] = None,
    tolerable: Annotated[float, typer.Option(help="Percent that no error among the values would show.")] = 5.0,
    aql: Annotated[float | None, typer.Option(help="ISO 2859-1, single, normal, level II: percent.")] = None,
    least: Annotated[int, typer.Option(min=0, help="Values of every stratum that are taken first.")] = 0,
    language: Annotated[str, typer.Option(help="The page begins in th or en.")] = "th",
    auditor: Annotated[str | None, typer.Option(help="Your name, where you will judge.")] = None,
    verdicts: Annotated[Path | None, typer.Option(help="The file of verdicts; in the folder when not said.")] = None,
) -> None:
    """Write a sample as one HTML file, to be judged without a server; its verdicts go back by review --import."""
    from prongsai.cli.report import Wanted, write_report

    with guarded():
        wanted = Wanted(sample, aql, tolerable, least, seed)
        write_report(folder, out, wanted, language, auditor, verdicts)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a report."""
    from prongsai.export.jsons import schema_to_json

    with guarded():
        typer.echo(schema_to_json(), nl=False)


def main() -> None:
    """Run the command that the arguments name."""
    write_no_dictionaries()
    gc.set_threshold(100_000, 20, 20)  # much is loaded and little of it is garbage: looking for it took a tenth
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
