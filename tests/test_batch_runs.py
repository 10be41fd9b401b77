"""Runs that are killed, stopped, starved of disk, or that meet another run: what was done stays, and a resumed run
gives what an uninterrupted one gives."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from prongsai.batch.lock import locked
from prongsai.cli.exits import Exit
from tests.batchruns import (
    PROGRAM,
    command,
    convert,
    convert_here,
    kill_at_random,
    make_reports,
    manifest,
    reports_in,
    snapshot,
    stop_midway,
)
from tests.processes import run_apart

COUNT = 60


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reports(tmp_path_factory.mktemp("runs") / "in", COUNT)


@pytest.fixture(scope="module")
def whole(inputs: Path) -> Path:
    """What an uninterrupted run gives."""
    out = inputs.parent / "whole"
    assert convert_here(inputs, out).exit_code == Exit.SOME_FAILED
    return out


def test_a_run_killed_again_and_again_ends_as_if_it_had_not_been(inputs: Path, whole: Path, tmp_path: Path):
    out = tmp_path / "out"
    stood = kill_at_random(inputs, out, times=3, seed=7, options=["--jobs", "1"], most=9)
    assert stood == sorted(stood)
    assert 0 < stood[0] < reports_in(whole)
    told = json.loads(convert_here(inputs, out, "--json").stdout)
    assert snapshot(out) == snapshot(whole)
    assert told["done_before"] > 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_ends_with_130_and_goes_on(
    how: signal.Signals, inputs: Path, whole: Path, tmp_path: Path
):
    out = tmp_path / "out"
    assert stop_midway(inputs, out, how, "--jobs", "1") == Exit.INTERRUPTED
    assert not list((out / "documents").glob("*.partial"))
    assert not (out / "manifest.jsonl").exists()
    assert convert_here(inputs, out).exit_code == Exit.SOME_FAILED
    assert snapshot(out) == snapshot(whole)


STRUCK = """
import signal, sys, threading

left, enter = int(sys.argv.pop(1)), threading.Condition.__enter__

def struck(lock):
    global left
    held = enter(lock)
    here = threading.get_ident() == threading.main_thread().ident
    left -= here and callable(signal.getsignal(signal.SIGTERM))
    if here and not left:
        signal.raise_signal(signal.SIGTERM)
    return held

threading.Condition.__enter__ = struck
from prongsai.cli import main; main()
"""


@pytest.mark.parametrize("count", [1, 3, 4, 5, 9, 20, 40])
def test_a_run_that_is_stopped_while_it_holds_a_lock_ends(count: int, inputs: Path, whole: Path, tmp_path: Path):
    """The signal comes right after the main thread took its so-manieth lock."""
    out = tmp_path / "out"
    program = [sys.executable, "-c", STRUCK, str(count)]
    done = run_apart([*program, *command(inputs, out, "--jobs", "1")[len(PROGRAM) :]], timeout=60)
    assert done.returncode == Exit.INTERRUPTED
    assert reports_in(out) < reports_in(whole)
    assert not list((out / "documents").glob("*.partial"))


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_as_many_processes_as_one_likes_give_the_same(jobs: str, inputs: Path, whole: Path, tmp_path: Path):
    convert_here(inputs, tmp_path / "out", "--jobs", jobs)
    assert snapshot(tmp_path / "out") == snapshot(whole)


def test_two_runs_at_once_do_not_mix(inputs: Path, tmp_path: Path):
    out = tmp_path / "out"
    with locked(out / ".prongsai", out):
        done = convert(inputs, out)
    line = f"prongsai: {out}: another run (process {os.getpid()}) writes there; wait for it to end\n"
    assert (done.returncode, done.stdout, done.stderr) == (Exit.USAGE, "", line)
    assert reports_in(out) == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 KB: room for some reports, not for all."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = run_apart(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk])
    if made.returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield disk
    run_apart(["umount", disk], check=True)


def test_a_full_disk_stops_the_run_and_no_file_is_blamed(inputs: Path, whole: Path, small_disk: Path):
    out = small_disk / "out"
    full = convert(inputs, out)
    assert full.returncode == Exit.RESOURCE
    assert full.stderr.startswith("prongsai: ")
    assert "full" in full.stderr
    assert full.stderr.count("\n") == 1
    assert 0 < reports_in(out) < reports_in(whole)
    assert convert_here(inputs, out).exit_code == Exit.RESOURCE
    run_apart(["mount", "-o", "remount,size=50m", small_disk], check=True)
    assert convert_here(inputs, out).exit_code == Exit.SOME_FAILED
    assert snapshot(out) == snapshot(whole)


STARVED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)); "
    "from prongsai.cli import main; main()"
)


def test_a_report_that_cannot_be_written_stops_the_run(inputs: Path, tmp_path: Path):
    """Where no small disk can be had: no file may grow beyond a few kilobytes."""
    out = tmp_path / "out"
    starved = run_apart([sys.executable, "-c", STARVED, *command(inputs, out)[len(PROGRAM) :]])
    assert starved.returncode == Exit.RESOURCE, starved.stderr
    assert convert_here(inputs, out).exit_code == Exit.SOME_FAILED


def test_nothing_is_left_beside_the_results(whole: Path):
    assert not list(whole.rglob("*.partial"))
    assert not list(whole.rglob("*.err"))


def test_duplicates_are_converted_once_and_listed(inputs: Path, whole: Path):
    copies = {line["path"]: line for line in manifest(whole) if line["duplicate_of"]}
    firsts = {line["path"]: line for line in manifest(whole) if not line["duplicate_of"]}
    assert len(copies) == COUNT // 10
    for line in copies.values():
        assert line["document_id"] == firsts[line["duplicate_of"]]["document_id"]
    assert reports_in(whole) == len({line["document_id"] for line in manifest(whole)} - {None})
