"""Runs that are killed, starved and bombed at full size, as ``tests/test_batch_*.py`` does in small.

``python benchmarks/reliability.py [FOLDER ...]`` prints what ``docs/reliability.md`` tells; it takes minutes. Each
FOLDER is a collection of odd files, converted as it stands. A small file system is mounted where that is allowed.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.batchruns import convert, kill_at_random, make_reports, manifest, report_text, reports_in, snapshot, statuses
from tests.bombs import BOMBS
from tests.test_batch_bombs import run_measured

REPORTS, KILLS, LONGEST = 300, 10, 1.0
SEEDS = (1, 2, 3)
BESIDE = 100


def kill(folder: Path) -> None:
    """Ten kills of one run, each time at another moment, beside a run that nobody killed."""
    inputs = make_reports(folder / "in", REPORTS)
    convert(inputs, folder / "whole")
    for seed in SEEDS:
        out = folder / f"killed{seed}"
        stood = kill_at_random(inputs, out, KILLS, seed, ["--jobs", "2"], longest=LONGEST / 2)
        convert(inputs, out)
        same = "identical" if snapshot(out) == snapshot(folder / "whole") else "DIFFERENT"
        print(f"killed {KILLS} times, {stood} reports stood after each of {reports_in(out)}: resumed output {same}")


def starve(folder: Path) -> None:
    """A disk that is full in the midst of a run."""
    inputs, disk = make_reports(folder / "in", REPORTS), folder / "disk"
    convert(inputs, folder / "whole")
    disk.mkdir()
    for kilobytes in (600, 1_000, 2_000):
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", disk], check=False)
        if made.returncode:
            print("no small file system can be mounted here")
            return
        first = convert(inputs, disk / "out")
        stood = reports_in(disk / "out")
        subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
        second = convert(inputs, disk / "out")
        same = "identical" if snapshot(disk / "out") == snapshot(folder / "whole") else "DIFFERENT"
        print(f"disk of {kilobytes} KB: exit {first.returncode} with {stood} reports; then {second.returncode}, {same}")
        subprocess.run(["umount", disk], check=True)


def bomb(folder: Path) -> None:
    """Every bomb beside good files, under the usual limits."""
    inputs = folder / "in"
    inputs.mkdir()
    for number in range(BESIDE):
        (inputs / f"good_{number}.txt").write_text(report_text(number), "utf-8")
    calm = run_measured(inputs, folder / "calm", patience=None)[1]
    for name, make, _ in BOMBS:
        (inputs / name).write_bytes(make())
    code, memory = run_measured(inputs, folder / "out", patience=None)
    found = statuses(folder / "out")
    good = sum(status == "ok" for name, status in found.items() if name.startswith("good_"))
    print(f"exit {code}; {good} of {BESIDE} good files converted; the run held {memory} KB, {calm} KB without bombs")
    for name, _, _ in BOMBS:
        print(f"  {name}: {(inputs / name).stat().st_size:,} bytes: {found[name]}")


def collect(collection: Path, folder: Path) -> None:
    """A collection of odd files: how many of each status, and whether any has none."""
    run = convert(collection, folder / "out", "--json", patience=None)
    lines = manifest(folder / "out")
    print(
        f"{collection.name}: exit {run.returncode}, {len(lines)} files, {dict(Counter(one['status'] for one in lines))}"
    )
    for line in lines:
        if line["status"] in ("crashed", None):
            print(f"  {line['path']}: {line['reason']}")


def main() -> None:
    for part in (kill, starve, bomb):
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            collect(Path(name), Path(folder))


if __name__ == "__main__":
    main()
