"""``prongsai status``, ``--watch``, and what a person sees while a run goes on."""

import io
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.progress import Progress
from typer.testing import CliRunner, Result

from prongsai.batch.journal import open_journal
from prongsai.batch.settings import Settings
from prongsai.batch.stop import Stop
from prongsai.batch.watch import watch
from prongsai.cli.app import app
from prongsai.cli.exits import Exit
from prongsai.cli.progress import Bar, Quiet, shown_progress
from schemas.errors import UsageError
from tests.batchruns import command, manifest, report_text, reports_in
from tests.processes import PATIENCE, started, wait_for

GAP = "\n4\tอบรม\tกองช่าง\tแล้ว\n"  # a row whose number does not follow


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("status")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(report_text(1), "utf-8")
    (folder / "in" / "b.txt").write_text(report_text(1), "utf-8")
    (folder / "in" / "c.txt").write_text(report_text(1).rstrip() + GAP, "utf-8")
    (folder / "in" / "d.html").write_text("<html><body><p>คำนำ</p></body></html>", "utf-8")
    (folder / "in" / "e.pdf").write_bytes(b"%PDF-1.4 cut")
    assert run("convert", folder / "in", "--out", folder / "out").exit_code == Exit.SOME_FAILED
    return folder / "out"


def told(out: Path) -> dict[str, Any]:
    result = run("status", out, "--json")
    assert result.exit_code == 0
    status: dict[str, Any] = json.loads(result.stdout)
    return status


def test_counts_of_a_run(out: Path):
    status = told(out)
    assert status["run"] | {"began": "", "ended": "", "tool": ""} == {
        "began": "", "ended": "", "state": "finished", "total": 5, "tool": ""
    }  # fmt: skip
    assert (status["done"], status["duplicates"], status["failures"], status["reviews"]) == (5, 1, 1, 1)
    assert status["by_status"] == {"ok": 3, "malformed": 1, "ok_no_records": 1}
    assert status["by_reader"] == {"text": 3}
    assert status["by_year_be"] == {"2568": 2, "-": 1}
    assert status["by_agency"] == {"เทศบาลตำบลทุ่งแฝก": 2, "-": 1}
    assert "sequence-gap" in status["findings"]


def test_what_failed_and_what_needs_review_is_named(out: Path):
    status = told(out)
    folder = out.parent / "in"
    (failed,), (review,) = status["failed"], status["review"]
    assert (failed["path"], failed["status"]) == (str(folder / "e.pdf"), "malformed")
    assert (review["path"], review["status"], review["findings"]["sequence-gap"]) == (str(folder / "c.txt"), "ok", 1)
    assert {one["path"] for one in status["slowest"]} >= {str(folder / "a.txt"), str(folder / "c.txt")}
    assert [one["seconds"] for one in status["slowest"]] == sorted(
        (one["seconds"] for one in status["slowest"]), reverse=True
    )


def test_status_for_a_person(out: Path):
    result = run("status", out)
    assert result.exit_code == 0
    assert result.stdout.startswith("finished: 5 of 5 files, 1 of them duplicates\n")
    for part in ("malformed", "sequence-gap", "เทศบาลตำบลทุ่งแฝก", "e.pdf", "c.txt"):
        assert part in result.stdout


def test_status_of_a_folder_without_a_run(tmp_path: Path):
    result = run("status", tmp_path)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert result.stderr == f"prongsai: {tmp_path}: prongsai convert wrote nothing there\n"
    assert list(tmp_path.iterdir()) == []


def test_status_while_a_run_goes_on(tmp_path: Path):
    with open_journal(tmp_path, "tool", "limits") as journal:
        journal.begin(9)
        assert (told(tmp_path)["run"]["state"], told(tmp_path)["done"]) == ("running", 0)


def test_strict_asks_for_review(out: Path, tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "c.txt").write_bytes((out.parent / "in" / "c.txt").read_bytes())
    assert run("convert", tmp_path / "in", "--out", tmp_path / "out").exit_code == Exit.OK
    assert run("convert", tmp_path / "in", "--out", tmp_path / "out", "--strict").exit_code == Exit.SOME_FAILED
    (tmp_path / "strict.toml").write_text("strict = true", "utf-8")
    result = run("convert", tmp_path / "in", "--out", tmp_path / "out", "--config", tmp_path / "strict.toml")
    assert result.exit_code == Exit.SOME_FAILED


def test_a_file_is_taken_once_it_stands_still(tmp_path: Path):
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "a.txt").write_text(report_text(1), "utf-8")
    runs = watch([str(inputs)], out, Settings(jobs=1), Quiet(), Stop(), interval=0.01)
    assert next(runs).inputs == 1
    (inputs / "b.txt").write_text(report_text(2), "utf-8")
    second = next(runs)
    assert (second.inputs, second.resumed, reports_in(out)) == (2, 1, 2)
    assert [Path(line["path"]).name for line in manifest(out)] == ["a.txt", "b.txt"]
    runs.close()


@pytest.mark.parametrize("path", ["-", "nowhere"])
def test_what_cannot_be_watched(path: str, tmp_path: Path):
    with pytest.raises(UsageError):
        next(watch([path], tmp_path, Settings(jobs=1), Quiet(), Stop()))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_watching_ends_with_0_when_told_to(how: signal.Signals, tmp_path: Path):
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "a.txt").write_text(report_text(1), "utf-8")
    with started(command(inputs, out, "--watch"), stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: (out / "manifest.jsonl").exists() or process.poll() is not None)
        process.send_signal(how)
        assert process.stderr is not None
        assert process.stderr.read().splitlines()[-1] == "prongsai: stopped watching"
        assert process.wait(PATIENCE) == Exit.OK


def test_a_bar_tells_rate_and_counts():
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    with Progress(console=console) as progress:
        bar = Bar(progress)
        bar.begin(3)
        for status in ("ok", "malformed", "ok"):
            bar.add(status)
        (task,) = progress.tasks
        assert (task.completed, task.total, task.fields["told"]) == (3, 3, "1 malformed, 2 ok")


def test_nothing_is_shown_where_nobody_looks():
    with shown_progress() as observer:
        assert isinstance(observer, Quiet)


def test_a_person_at_a_terminal_sees_a_bar(out: Path, tmp_path: Path):
    """The run in a terminal of its own: the bar is there, and one line is left of it."""
    leader, follower = os.openpty()
    with started(
        command(out.parent / "in", tmp_path / "out"),
        stderr=follower,
        stdout=subprocess.PIPE,
        env=os.environ | {"TERM": "xterm"},
    ) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        assert process.wait(PATIENCE) == Exit.SOME_FAILED
    os.close(leader)
    assert "5/5" in shown.decode()
    assert shown.decode().rstrip().splitlines()[-1].split("K")[-1].startswith("5 files: ")
