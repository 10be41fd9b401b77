"""Runs of ``prongsai convert`` for tests and for ``benchmarks/reliability.py``: inputs made, runs in processes of their
own that are killed or starved, and what an output folder holds."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from prongsai.cli.app import app
from tests.processes import PATIENCE, Ended, run_apart, started, wait_for

PROGRAM = (sys.executable, "-c", "from prongsai.cli import main; main()")
_HEAD = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\n"
_COLUMNS = "ที่\tมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n"


def report_text(number: int) -> str:
    """A report unlike any of another number; the longer ones are ten times as long."""
    rows = 2 + number % 20
    body = "".join(f"{row}\tมาตรการที่ {number}/{row} ด าเนินการ\tกองคลัง\t- จัดประชุม {row} ครั้ง\n" for row in range(1, rows))
    return f"{_HEAD}เทศบาลตำบลทุ่งแฝก{number}\n\n{_COLUMNS}{body}"


def make_reports(folder: Path, count: int) -> Path:
    """A folder of text reports, one in ten of them damaged, one in ten a copy of another."""
    folder.mkdir(parents=True)
    for number in range(count):
        data = report_text(number - (number % 10 == 9)).encode()
        if number % 10 == 5:
            data = bytes(range(256)) + data
        (folder / f"report_{number:05}.txt").write_bytes(data)
    return folder


def command(inputs: Path, out: Path, *options: str) -> list[str]:
    return [*PROGRAM, "convert", str(inputs), "--out", str(out), *options]


def convert(inputs: Path, out: Path, *options: str, patience: float | None = PATIENCE) -> Ended:
    """One run to its end."""
    return run_apart(command(inputs, out, *options), timeout=patience)


def convert_here(inputs: Path, out: Path, *options: str) -> Result:
    """The same in this process, whose workers come from a server that has its libraries loaded."""
    return CliRunner().invoke(app, command(inputs, out, *options)[len(PROGRAM) :])


def stop_midway(
    inputs: Path, out: Path, how: signal.Signals, *options: str, reports: int = 1, seconds: float = 0
) -> int | None:
    """Begin a run and send its process a signal once so many reports more stand, and so many seconds went by; the exit
    code, or None where it ended before."""
    wanted, quiet = reports_in(out) + reports, subprocess.DEVNULL
    with started(command(inputs, out, *options), stdout=quiet, stderr=quiet) as process:
        wait_for(lambda: process.poll() is not None or reports_in(out) >= wanted)
        time.sleep(seconds)
        if process.poll() is not None:
            return None
        process.send_signal(how)
        return process.wait(PATIENCE)


def kill_at_random(
    inputs: Path, out: Path, times: int, seed: int, options: Sequence[str] = (), *, most: int = 1, longest: float = 0
) -> list[int]:
    """Kill a run with signal 9 so many times, each time going on from there; how many reports stood after each.

    Each time as many as ``most`` reports are waited for, and then ``longest`` seconds at most.
    """
    chance = random.Random(seed)
    stood = []
    for _ in range(times):
        seconds, reports = chance.uniform(0, longest), chance.randint(1, most)
        stop_midway(inputs, out, signal.SIGKILL, *options, reports=reports, seconds=seconds)
        stood.append(reports_in(out))
    return stood


def reports_in(out: Path) -> int:
    return len(list((out / "documents").glob("*.json")))


def manifest(out: Path) -> list[dict[str, Any]]:
    """The lines of the manifest without the seconds, which no two runs share."""
    lines = (out / "manifest.jsonl").read_text("utf-8").splitlines()
    return [{**json.loads(line), "seconds": None} for line in lines]


def statuses(out: Path) -> dict[str, str]:
    """The status of every input by the name of its file."""
    return {Path(line["path"]).name: line["status"] for line in manifest(out)}


def snapshot(out: Path) -> dict[str, Any]:
    """Everything in an output folder that must be the same for the same inputs: each file's bytes, and the manifest."""
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    aside = ("manifest.jsonl", "run.log")
    kept = {name: path.read_bytes() for name, path in files.items() if name not in aside and name[0] != "."}
    return kept | {"manifest": manifest(out)}
