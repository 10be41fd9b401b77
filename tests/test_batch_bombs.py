"""Files made to harm, beside good ones: the good ones are all converted, each bad one has its status, and the run
itself grows no larger for them."""

import sys
from pathlib import Path

import pytest

from prongsai.cli.exits import Exit
from tests.batchruns import command, manifest, report_text
from tests.bombs import BOMBS
from tests.processes import PATIENCE, run_apart

GOOD = 12
MEASURED = (
    "import re, sys; from prongsai.cli import main\n"
    "try: main()\n"
    "finally: print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr)"
)
CALM = 20_000  # KB by which the process that leads the run may grow, whatever it meets


def run_measured(inputs: Path, out: Path, *options: str, patience: float | None = PATIENCE) -> tuple[int, int]:
    """Exit code and largest memory, in KB, of the process that leads the run."""
    arguments = [sys.executable, "-c", MEASURED, *command(inputs, out, *options)[3:]]
    done = run_apart(arguments, timeout=patience)
    return done.returncode, int(done.stderr.split()[-1])


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs") / "good"
    folder.mkdir()
    for number in range(GOOD):
        (folder / f"good_{number}.txt").write_text(report_text(number), "utf-8")
    return folder


@pytest.fixture(scope="module")
def bombed(good: Path) -> tuple[dict[str, str], int]:
    """Statuses by name of a run over good files and every bomb, and its memory beyond a run over the good ones."""
    calm = run_measured(good, good.parent / "calm")[1]
    for name, make, _ in BOMBS:
        (good / name).write_bytes(make())
    code, memory = run_measured(good, good.parent / "out", "--limit-memory", "512M", "--limit-time", "120")
    assert code == Exit.SOME_FAILED
    lines = manifest(good.parent / "out")
    return {Path(line["path"]).name: line["status"] for line in lines}, memory - calm


def test_good_files_are_all_converted(bombed):
    assert [bombed[0][f"good_{number}.txt"] for number in range(GOOD)] == ["ok"] * GOOD


@pytest.mark.parametrize(("name", "allowed"), [(name, allowed) for name, _, allowed in BOMBS])
def test_a_bomb_has_its_status(name, allowed, bombed):
    assert bombed[0][name] in allowed


def test_the_run_stays_small(bombed):
    assert bombed[1] < CALM
