"""``prongsai report``: a sample as one HTML file, judged without a server; ``review --import`` takes it back."""

import secrets
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from prongsai.batch.files import write_whole
from prongsai.cli.review import auditor_name, verdicts_path
from schemas.errors import UsageError

if TYPE_CHECKING:
    from prongsai.review.desk import Desk
    from prongsai.review.samples import Sample

TOLERABLE = 5.0  # percent; 59 values without an error show it


@dataclass(frozen=True, slots=True)
class Wanted:
    """What sample is asked for; ``size`` goes before ``aql``, ``aql`` before ``tolerable``. In percent.

    size, aql: None, not said. seed: None, one is made. least: values of every stratum that are taken first.
    """

    size: int | None = None
    aql: float | None = None
    tolerable: float = TOLERABLE
    least: int = 0
    seed: str | None = None


def require_jinja() -> None:
    """Raise UsageError, with what to install, where the file cannot be made."""
    try:
        import jinja2  # noqa: F401 - asked for, not used
    except ImportError as error:
        raise UsageError("the report needs the extra `review`: pip install 'prongsai[review]'") from error


def write_report(
    run: Path, out: Path, wanted: Wanted, language: str, auditor: str | None, verdicts: Path | None
) -> None:
    """Draw a sample of a run, or take up the one drawn alike before, and write its file.

    The sample is kept beside the verdicts before anybody has judged: no seed can be chosen afterwards. Raises
    UsageError where there is nothing to judge.
    """
    require_jinja()
    if language not in ("th", "en"):
        raise UsageError(f"--language {language}: th or en")
    from prongsai.review.desk import Desk
    from prongsai.review.desk_file import sample_to_file

    desk = Desk(run, verdicts_path(run, verdicts), auditor_name(auditor))
    with closing(desk):
        sample = _sample(desk, wanted)
        text = sample_to_file(desk, sample, "en" if language == "en" else "th", auditor or "")
    write_whole(out, text.encode("utf-8"))
    typer.echo(f"{out}: sample {sample.id}, {sample.plan.size} values, seed {sample.seed}", err=True)


def _sample(desk: "Desk", wanted: Wanted) -> "Sample":
    from prongsai.review.imports import same_sample
    from prongsai.review.plans import plan_for_count, plan_for_iso, plan_for_rate
    from prongsai.review.samples import draw_sample, find_sample, population_to_json

    told = population_to_json(desk.index())
    fields = told["fields"]
    if not fields:
        raise UsageError(f"{desk.run}: no values to judge")
    if wanted.size is not None:
        plan = plan_for_count(fields, wanted.size, wanted.least)
    elif wanted.aql is not None:
        plan = plan_for_iso(fields, wanted.aql, least=wanted.least)
    else:
        plan = plan_for_rate(fields, wanted.tolerable / 100, least=wanted.least)
    seed = wanted.seed or secrets.token_hex(4)
    found = same_sample(desk.store, seed, plan, told)
    if found is None:
        found = find_sample(desk.store, draw_sample(desk.index(), desk.store, plan, seed, desk.auditor))
    assert found is not None
    return found


def take_verdicts(run: Path, file: Path, verdicts: Path | None) -> None:
    """Enter the verdicts that an HTML file saved into the journal of a run, and say what became of them."""
    require_jinja()
    from prongsai.review.desk import Desk
    from prongsai.review.imports import import_verdicts
    from prongsai.review.sheet import read_verdicts

    told = read_verdicts(file)
    desk = Desk(run, verdicts_path(run, verdicts), auditor_name(None))
    with closing(desk):
        imported = import_verdicts(desk, told)
    counts = {
        "entered": imported.added, "entered before": imported.known, "older than what stands": imported.older,
        "of values this run does not have": imported.strange,
    }  # fmt: skip
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count or what == "entered")
    typer.echo(f"{file}: {said}; sample {imported.sample}", err=True)
    for line in imported.refused:
        typer.echo(f"prongsai: correction left out, its verdict entered: {line}", err=True)


def write_corrections(run: Path, out: Path, verdicts: Path | None) -> None:
    """Write the corrections that stand in the journal of a run, as ``convert --corrections`` reads them."""
    from prongsai.review.overlay import overlay_of, overlay_to_json
    from prongsai.review.store import Store

    path = verdicts_path(run, verdicts)
    if not path.is_file():
        raise UsageError(f"{path}: no verdicts there")
    overlay = overlay_of(Store(path))
    write_whole(out, overlay_to_json(overlay).encode("utf-8"))
    typer.echo(f"{out}: {len(overlay.corrections)} corrections", err=True)
