"""``prongsai convert``: many reports to a folder of records."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import typer

from prongsai import __version__
from prongsai.batch.files import write_whole
from prongsai.batch.journal import FOLDER
from prongsai.batch.manifest import LOG, Summary
from prongsai.batch.remote import Mirror, find_remote, is_remote
from prongsai.batch.settings import Limits, Settings
from prongsai.batch.sources import STDIN, Input, find_inputs
from prongsai.batch.stop import Stop
from prongsai.cli.exits import Exit
from prongsai.cli.progress import shown_progress
from schemas.errors import UsageError


def convert_paths(paths: list[str], out: str, settings: Settings, *, as_json: bool) -> Exit:
    """Convert every input; write documents/, the tidy tables and manifest.jsonl; return the run's exit code.

    Paths and ``out`` may be addresses of other stores.
    """
    from prongsai.batch.runner import convert_all

    mirror = Mirror(out) if is_remote(out) else None
    folder = mirror.folder if mirror else Path(out)
    here = [path for path in paths if not is_remote(path)]
    found = [
        *(find_inputs(here) if here else []),
        *(one for path in paths if is_remote(path) for one in find_remote(path)),
    ]
    inputs = [_from_stdin(one, folder, settings.limits) if one.path == STDIN else one for one in found]
    with stopped_by_signals() as stop:
        try:
            with shown_progress() as shown:
                summary = convert_all(inputs, folder, settings, shown, mirror=mirror, stop=stop)
        except KeyboardInterrupt:
            typer.echo("prongsai: stopped; the same command goes on from here", err=True)
            return Exit.INTERRUPTED
    code = exit_code(summary, strict=settings.strict)
    tell(summary, out, code, as_json=as_json)
    return code


def watch_paths(paths: list[str], out: str, settings: Settings, *, as_json: bool) -> Exit:
    """Convert what is there and what arrives, until told to stop. Raises UsageError for paths of other stores."""
    from prongsai.batch.watch import watch

    if is_remote(out):
        raise UsageError(f"{out}: what is watched is written to a folder of this machine")
    with stopped_by_signals() as stop, shown_progress() as shown:
        try:
            for summary in watch(paths, Path(out), settings, shown, stop):
                code = exit_code(summary, strict=settings.strict)
                tell(summary, out, code, as_json=as_json)
        except KeyboardInterrupt:
            pass
    typer.echo("prongsai: stopped watching", err=True)
    return Exit.OK


def exit_code(summary: Summary, *, strict: bool) -> Exit:
    """What a run ends with."""
    if not summary.converted:
        return Exit.NOTHING
    failed = summary.converted < summary.inputs or (strict and summary.review)
    return Exit.SOME_FAILED if failed else Exit.OK


def tell(summary: Summary, out: str | Path, code: Exit, *, as_json: bool) -> None:
    """One line on standard error; the same as JSON on standard output where it was asked for."""
    told = ", ".join(f"{count} {status}" for status, count in sorted(summary.by_status.items()))
    log = f"; reasons in {out}/{LOG}" if summary.converted < summary.inputs else ""
    files = "1 file" if summary.inputs == 1 else f"{summary.inputs} files"
    typer.echo(f"{files}: {told}; records in {out}{log}", err=True)
    if summary.corrections:
        states = ", ".join(f"{count} {state}" for state, count in sorted(summary.corrections.items()))
        typer.echo(f"corrections: {states}", err=True)
    if as_json:
        typer.echo(json.dumps(to_object(summary, out, code), ensure_ascii=False, indent=2))


def to_object(summary: Summary, out: str | Path, code: Exit) -> dict[str, Any]:
    """The summary as ``--json`` prints it."""
    return {
        "tool_version": __version__,
        "out": str(out),
        "exit_code": int(code),
        "inputs": summary.inputs,
        "converted": summary.converted,
        "failed": summary.inputs - summary.converted,
        "duplicates": summary.duplicates,
        "done_before": summary.resumed,
        "need_review": summary.review,
        "by_status": dict(sorted(summary.by_status.items())),
        "corrections": dict(sorted(summary.corrections.items())),
    }


@contextmanager
def stopped_by_signals() -> Iterator[Stop]:
    """SIGTERM stops a run as Ctrl-C does. Signals belong to the main thread alone."""
    stop = Stop()
    if current_thread() is not main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _from_stdin(one: Input, out: Path, limits: Limits) -> Input:
    """Standard input goes through a file, since it cannot be read twice."""
    data = sys.stdin.buffer.read(limits.size + 1)
    kept = out / FOLDER / "stdin"
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_whole(kept, data)
    return replace(one, path=str(kept), bytes=len(data))
