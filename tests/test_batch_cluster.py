"""A run on a cluster gives what a run here gives, though one of its workers is killed: sources from a store, limits,
statuses and journal are the same."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from prongsai.cli.exits import Exit
from tests.batchruns import convert, convert_here, make_reports, reports_in, snapshot, statuses
from tests.clusterwork import ATTEMPTS, FAULTS
from tests.processes import PATIENCE, Ended, answers, wait_for

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="the extra ray is not installed")

ROOT = Path(__file__).resolve().parent.parent
COUNT = 30
DAMAGED = COPIES = COUNT // 10
# The variable is named after two systems, but keeps Ray on loopback on any.
RAY = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def inputs(folder: Path) -> Path:
    made = make_reports(folder / "in", COUNT)
    for name in FAULTS:
        (made / f"{name} 1.txt").write_text(name)
    return made


def begin(folder: Path, function: str, *words: str | Path) -> "subprocess.Popen[str]":
    """A process that calls a function of ``tests/clusterwork.py``."""
    code = f"import sys; from tests import clusterwork; clusterwork.{function}(*sys.argv[1:])"
    own = RAY | {"PYTHONPATH": str(ROOT), ATTEMPTS: str(folder / "attempts.txt")}
    out = subprocess.PIPE if function == "convert" else subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT, env=os.environ | own, stdout=out, stderr=out, text=True, start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def cluster(folder: Path) -> Iterator[str]:
    """The address of a cluster of one machine with two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    short = tempfile.mkdtemp(prefix="ray-")  # Ray makes sockets below it, and their paths must be short
    head = begin(folder, "hold", str(port), short)
    try:
        up = Path(short, "session_latest", "sockets", "raylet")
        wait_for(lambda: head.poll() is not None or (answers(port) and up.exists()), 120)
        if head.poll() is not None or not up.exists():
            pytest.skip("Ray's head does not come up on this machine")
        yield f"127.0.0.1:{port}"
    finally:
        end_session(head)
        shutil.rmtree(short, ignore_errors=True)


def end_session(leader: "subprocess.Popen[str]") -> None:
    """End a process and what it started, which may outlive it."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(path.name)) == leader.pid:
                os.kill(int(path.name), signal.SIGKILL)
        except OSError:
            continue
    leader.wait(PATIENCE)


@pytest.fixture(scope="module")
def there(folder: Path, inputs: Path, cluster: str) -> Ended:
    """A run on the cluster, one of whose workers is killed while it reads."""
    with begin(folder, "convert", cluster, folder / "there", inputs) as driver:
        try:
            held: list[int] = []

            def reads() -> bool:
                held[:] = reading_workers() if reports_in(folder / "there") >= 5 else []
                return bool(held) or driver.poll() is not None

            wait_for(reads)
            for worker in held[:1]:
                os.kill(worker, signal.SIGKILL)
            told, said = driver.communicate(timeout=PATIENCE)
            assert held, said
        finally:
            end_session(driver)
    return subprocess.CompletedProcess(driver.args, driver.returncode, told, said)


def reading_workers() -> list[int]:
    """Processes of Ray that hold a document."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if (path / "cmdline").read_bytes().startswith(b"ray::convert_there"):
                found.append(int(path.name))
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def noted(folder: Path, there: Ended) -> "Counter[str]":
    """How often each document was begun and done on the cluster."""
    return Counter((folder / "attempts.txt").read_text().splitlines())


@pytest.fixture(scope="module")
def here(folder: Path, inputs: Path, noted: "Counter[str]") -> Ended:
    """The same run without a cluster, nothing killed."""
    with begin(folder, "convert", "", folder / "here", inputs) as driver:
        try:
            told, said = driver.communicate(timeout=PATIENCE)
        finally:
            end_session(driver)
    return subprocess.CompletedProcess(driver.args, driver.returncode, told, said)


def test_a_worker_that_is_killed_loses_nothing(there: Ended, here: Ended, folder: Path):
    assert (there.returncode, here.returncode) == (Exit.SOME_FAILED, Exit.SOME_FAILED), there.stderr
    assert snapshot(folder / "there") == snapshot(folder / "here")


def test_what_was_done_is_not_done_again(noted: "Counter[str]"):
    done = [count for name, count in noted.items() if name.startswith("done")]
    begun = [count for name, count in noted.items() if name.startswith("begun")]
    assert done == [1] * (COUNT - COPIES)
    assert sum(begun) <= sum(done) + 1


def test_the_limits_of_a_document_hold_there(there: Ended, folder: Path):
    told = statuses(folder / "there")
    assert {name: told[f"{name} 1.txt"] for name in FAULTS} == FAULTS


def test_what_ray_says_is_not_in_the_summary(there: Ended):
    told = json.loads(there.stdout)
    assert (told["inputs"], told["by_status"]["malformed"]) == (COUNT + len(FAULTS), DAMAGED)


def test_the_journal_of_a_run_there_serves_a_run_here(there: Ended, inputs: Path, folder: Path):
    told = json.loads(convert_here(inputs, folder / "there", "--json").stdout)
    assert told["done_before"] == COUNT - COPIES - DAMAGED


def test_an_address_where_nothing_answers_is_a_mistake(inputs: Path, tmp_path: Path):
    run = convert(inputs, tmp_path / "out", "--cluster", "127.0.0.1:9")
    assert (run.returncode, run.stdout) == (Exit.USAGE, "")
    assert run.stderr == "prongsai: --cluster 127.0.0.1:9: nothing answers there\n"
