"""Cost of the tidy tables: CPU seconds and peak memory, by format and number of reports.

Reports are those of the samples, each under many ids. Each measurement is a process of its own, so that its peak is its
own. ``python benchmarks/tables.py [COUNT ...]``
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ("csv", "parquet", "xlsx", "sqlite")


def make_documents(folder: Path, count: int) -> None:
    """Write ``count`` reports: the samples' text reports over and over."""
    import prongsai
    from prongsai.export.jsons import report_to_json

    reports = [prongsai.read(path) for path in sorted((ROOT / "samples").glob("*_*.txt"))]
    for number in range(count):
        report = reports[number % len(reports)]
        name = f"report-{number:06}"
        text = report_to_json(report).replace(report.document_id, name)
        (folder / f"{name}.json").write_text(text, "utf-8")


def write_once(documents: Path, style: str) -> None:
    """Write one format and print CPU seconds, peak memory in MB, and bytes written."""
    from prongsai.export.tables import write_all

    ids = sorted(path.stem for path in documents.glob("*.json"))
    with tempfile.TemporaryDirectory(dir=documents.parent) as out:
        before = time.process_time()
        write_all(documents, ids, Path(out), [style])
        seconds = time.process_time() - before
        size = sum(path.stat().st_size for path in Path(out).iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu_seconds": round(seconds, 2), "peak_megabytes": round(peak), "bytes": size}))


def measure(count: int) -> list[dict[str, Any]]:
    """Every format once, each in a process of its own."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        make_documents(documents, count)
        for style in FORMATS:
            command = [sys.executable, __file__, "once", str(documents), style]
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            measured.append({"reports": count, "format": style} | json.loads(run.stdout))
            print(measured[-1], flush=True)
    return measured


def main(counts: list[int]) -> None:
    """Measure every format at every number of reports, and keep the result."""
    from benchmarks.page import keep_result, machine

    measured = [of for count in counts for of in measure(count)]
    keep_result("tables", machine("prongsai", "pyarrow", "openpyxl") | {"rounds": 1, "measured": measured})


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["once"]:
        write_once(Path(sys.argv[2]), sys.argv[3])
    else:
        main([int(text) for text in sys.argv[1:]] or [1_000, 3_000, 10_000])
