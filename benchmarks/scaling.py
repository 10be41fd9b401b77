"""How cost grows: pages of one PDF, bytes of one text, files of one run at one and two jobs.

Part of ``make bench``; ``python -m benchmarks.scaling [--pages N] [--texts BYTES] [--files N]`` measures up to those
sizes. PDFs and texts are those of the samples over and over; each is read in a process of its own, so that its peak
memory is its own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.batch import make_corpus, run
from benchmarks.page import keep_result, machine

ROOT = Path(__file__).resolve().parent.parent
PAGES = (1, 3, 10, 30, 100, 300, 500, 1_000, 2_000)
TEXTS = (3_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)
FILES = (10, 30, 100, 300, 1_000, 3_000, 10_000)
JOBS = (1, 2)
MOST = {"pages": PAGES[-1], "texts": TEXTS[-1], "files": FILES[-1]}


def make_pdf(path: Path, pages: int) -> None:
    """A PDF of so many pages of the samples."""
    from pypdfium2 import PdfDocument

    samples = [PdfDocument(file) for file in sorted((ROOT / "samples").glob("*.office.pdf"))]
    made = PdfDocument.new()
    for sample in cycle(samples):
        made.import_pages(sample, list(range(min(len(sample), pages - len(made)))))
        if len(made) == pages:
            break
    made.save(path)


def make_text(path: Path, size: int) -> None:
    """A text of about so many bytes of UTF-8, each copy of a sample under a number of its own."""
    samples = [file.read_text("utf-8") for file in sorted((ROOT / "samples").glob("town_two_years.txt"))]
    parts, length = [], 0
    for number, sample in enumerate(cycle(samples), 1):
        parts.append(f"ฉบับที่ {number}\n\n{sample}")
        length += len(parts[-1].encode())
        if length >= size:
            break
    path.write_text("\n\n".join(parts), "utf-8")


def read_once(path: Path) -> None:
    """Read a file in this process; print CPU seconds after all that a run loads once, and the peak in megabytes."""
    from extract.readers.pdf.drawn.limits import Limits
    from prongsai import read_bytes

    warm = ROOT / "samples" / f"town_two_years.{'office.pdf' if path.suffix == '.pdf' else 'txt'}"
    read_bytes(warm.read_bytes(), warm.name)
    data = path.read_bytes()
    began = time.process_time()
    read_bytes(data, path.name, limits=Limits(pages=PAGES[-1]))
    seconds = time.process_time() - began
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    peak = int(status["VmHWM"].split()[0]) * 1024 / 1e6
    print(json.dumps({"cpu_seconds": seconds, "peak_megabytes": peak}))


def measure_one(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scaling", "once", str(path)]
    told: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told


def measure(folder: Path, most: dict[str, int]) -> dict[str, Any]:
    """All figures up to the sizes of ``most``."""
    pages, texts, files = [], [], []
    for count in (count for count in PAGES if count <= most["pages"]):
        path = folder / "pages.pdf"
        make_pdf(path, count)
        pages.append({"pages": count} | measure_one(path))
        print(f"{count} pages: {pages[-1]['cpu_seconds']:.2f} CPU s", flush=True)
    for size in (size for size in TEXTS if size <= most["texts"]):
        path = folder / "text.txt"
        make_text(path, size)
        texts.append({"bytes": path.stat().st_size} | measure_one(path))
        print(f"{size} bytes: {texts[-1]['cpu_seconds']:.2f} CPU s", flush=True)
    for count in (count for count in FILES if count <= most["files"]):
        make_corpus(folder / f"files{count}", count, (".txt",))
        for jobs in JOBS:
            told = run(folder / f"files{count}", folder / "out", "--jobs", str(jobs), "--format", "json")
            figures = {name: told[name] for name in ("wall_seconds", "cpu_seconds")}
            files.append({"files": count, "jobs": jobs} | figures)
            print(f"{count} files, {jobs} jobs: {told['cpu_seconds']:.1f} CPU s", flush=True)
    return machine("prongsai") | {"rounds": 1, "pages": pages, "texts": texts, "files": files}


def main() -> None:
    if sys.argv[1:2] == ["once"]:
        read_once(Path(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    for name, size in MOST.items():
        parser.add_argument(f"--{name}", type=int, default=size, metavar="N", help="the most")
    with tempfile.TemporaryDirectory() as folder:
        keep_result("scaling", measure(Path(folder), vars(parser.parse_args())))


if __name__ == "__main__":
    main()
