"""A batch: files an hour at one and two jobs, memory over a run, cost against the number of files.

``python benchmarks/batch.py [FILES]`` takes many minutes. The corpus is the samples again and again, each copy with
bytes of its own so that none is a duplicate. CPU seconds are of all processes of a run, read from /proc, so Linux is
needed; memory is what each process holds for itself alone (USS). Results: ``benchmarks/results/batch.json``.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.page import keep_result, machine

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-c", "from prongsai.cli import main; main()"]
TICKS = os.sysconf("SC_CLK_TCK")
LENGTHS = (1_000, 3_000, 10_000)  # runs over text reports alone
KINDS = {"text": ".txt", "html": ".html", "docx": ".docx", "pdf": ".pdf"}
OF_A_KIND = 200


def changed(data: bytes, suffix: str, number: int) -> bytes:
    """The same document in bytes of its own."""
    if suffix == ".docx":
        file = io.BytesIO(data)
        with zipfile.ZipFile(file, "a") as archive:
            archive.comment = str(number).encode()
        return file.getvalue()
    line = {".pdf": f"\n%{number}\n", ".html": f"\n<!-- {number} -->\n"}.get(suffix, f"\n\nฉบับที่ {number}\n")
    encoding = "utf-16-le" if data.startswith(b"\xff\xfe") else "cp874" if _is_cp874(data, suffix) else "utf-8"
    return data + line.encode(encoding)


def _is_cp874(data: bytes, suffix: str) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return suffix == ".txt"
    return False


def make_corpus(folder: Path, count: int, suffixes: tuple[str, ...]) -> int:
    """Fill a folder with so many copies of the samples of these kinds in turn; return their bytes."""
    folder.mkdir(parents=True)
    samples = [path for path in sorted((ROOT / "samples").iterdir()) if path.suffix in suffixes]
    size = 0
    for number, path in zip(range(count), cycle(samples), strict=False):
        data = changed(path.read_bytes(), path.suffix, number)
        (folder / f"{number:05}_{path.name}").write_bytes(data)
        size += len(data)
    return size


def run(inputs: Path, out: Path, *options: str) -> dict[str, Any]:
    """One run: wall and CPU seconds, and memory of the leading process and of its workers over the run."""
    shutil.rmtree(out, ignore_errors=True)
    began = time.perf_counter()
    process = subprocess.Popen(
        [*PROGRAM, "convert", str(inputs), "--out", str(out), *options],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    looks, cpu = [], 0.0
    while process.poll() is None:
        pids = list(_session(process.pid))
        cpu = max(cpu, sum(map(_cpu_seconds, pids)))
        leader, *workers = (_own_megabytes(pid) for pid in pids)
        looks.append((leader, max(workers, default=0.0)))
        time.sleep(0.1)
    if process.returncode not in (0, 3):
        sys.exit(f"the run over {inputs} ended with {process.returncode}")
    return {"wall_seconds": time.perf_counter() - began, "cpu_seconds": cpu, "megabytes": _over_the_run(looks)}


def _session(leader: int) -> Iterator[int]:
    """The leading process and the others of its session."""
    yield leader
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if int(path.name) != leader and os.getsid(int(path.name)) == leader:
                yield int(path.name)
        except OSError:
            continue


def _cpu_seconds(pid: int) -> float:
    """Of a process and of the children it has seen end."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, told[11:15])) / TICKS


def _own_megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _over_the_run(looks: list[tuple[float, float]]) -> dict[str, list[float]]:
    """The most held in each fifth of the run, by the leading process and by any other."""
    fifths = [looks[len(looks) * n // 5 : len(looks) * (n + 1) // 5] or looks[-1:] for n in range(5)]
    return {
        name: [round(max(look[at] for look in part), 1) for part in fifths] for at, name in enumerate(("run", "worker"))
    }


def measure(count: int, folder: Path) -> dict[str, Any]:
    """All figures. The folder is for corpora and outputs."""
    suffixes = tuple(KINDS.values())
    size = make_corpus(folder / "mixed", count, suffixes)
    mixed = {}
    for jobs in (1, 2):
        mixed[str(jobs)] = told = run(folder / "mixed", folder / "out", "--jobs", str(jobs))
        print(
            f"{count} mixed files, {jobs} jobs: {told['wall_seconds']:.0f} s, {told['cpu_seconds']:.0f} CPU s",
            flush=True,
        )
    kinds = {}
    for kind, suffix in KINDS.items():
        few, many = (
            _cpu_of(folder / f"{kind}{files}", files, suffix, folder / "out") for files in (OF_A_KIND // 10, OF_A_KIND)
        )
        kinds[kind] = (many - few) / (OF_A_KIND - OF_A_KIND // 10)  # what a run costs before its first file left out
        print(f"{kind}: {kinds[kind] * 1000:.0f} CPU ms a file", flush=True)
    lengths = {}
    for length in LENGTHS:
        make_corpus(folder / f"texts{length}", length, (".txt",))
        lengths[str(length)] = told = run(folder / f"texts{length}", folder / "out", "--jobs", "2")
        print(f"{length} texts: {told['cpu_seconds']:.0f} CPU s, {told['megabytes']}", flush=True)
    return machine("prongsai", "pebble") | {
        "rounds": 1, "files": count, "bytes": size, "mixed": mixed, "cpu_seconds_a_file": kinds, "texts": lengths,
        "scans": measure_scans(folder / "out"),
    }  # fmt: skip


def measure_scans(out: Path) -> dict[str, float]:
    """A run over the samples of scans: their pages, CPU seconds a page with the run's start, the largest worker."""
    told = run(ROOT / "samples" / "scans", out, "--jobs", "1", "--format", "json")
    lines = (out / "manifest.jsonl").read_text("utf-8").splitlines()
    pages = sum(json.loads(line)["pages"] for line in lines)
    print(f"scans: {told['cpu_seconds'] / pages:.1f} CPU s a page", flush=True)
    return {
        "pages": pages, "cpu_seconds_a_page": told["cpu_seconds"] / pages, "megabytes": max(told["megabytes"]["worker"])
    }  # fmt: skip


def _cpu_of(inputs: Path, files: int, suffix: str, out: Path) -> float:
    make_corpus(inputs, files, (suffix,))
    return float(run(inputs, out, "--jobs", "1", "--format", "json")["cpu_seconds"])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        keep_result("batch", measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000, Path(folder)))


if __name__ == "__main__":
    main()
