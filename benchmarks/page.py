"""The results as a page: ``docs/benchmarks.md`` is made from ``benchmarks/results/*.json`` whenever one is written.

``python benchmarks/page.py`` makes it again. A test compares page and results.
"""

import json
import platform
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
RESULTS, PAGE = ROOT / "results", ROOT.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Made from `benchmarks/results/*.json` by `make bench`; change a benchmark, not this page. Seconds are CPU seconds of one
process, medians of rounds. Ratios of runs interleaved in one process hold on any machine, seconds on the one named.
Caches that know texts are emptied before each document, since a benchmark reads the same few documents again.
"""
PDF_TEXT = """\
Every PDF among the samples, and those of FOLDER where one is given, goes through each engine in turn. Accuracy is the
share of the texts of the samples' answers (measures and scores) that stand whole in one cell of the tables an engine
found, white space and bullets ignored. prongsai joins rows over page breaks and mends Thai; pdfplumber claims neither,
so its cells are also shown with characters in stream order and mended by prongsai's own rules for text.
"""
TABLES_TEXT = """\
What `prongsai convert` does at its end: every table of the text samples' reports, each under many ids, from their JSON.
Every row is a process of its own. Memory is that of the process with its libraries; it is bounded by a row group of
Parquet, and does not grow with the reports otherwise.
"""
BATCH_TEXT = """\
The samples again and again, each copy with bytes of its own. Wall seconds are of a machine that other work shared; CPU
seconds are of all processes of a run, its start included. Memory is what a process holds for itself alone, the most in
each fifth of the run. Files an hour of CPU time are what a processor gives that does nothing else.
"""


def machine(*packages: str) -> dict[str, Any]:
    """What every result says of its run: the day, the machine, the versions of what was measured."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}",
        "versions": {name: version(name) for name in packages},
    }


def keep_result(name: str, result: dict[str, Any]) -> None:
    """Write ``results/NAME.json``, and the page."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    PAGE.write_text(results_to_page(RESULTS), "utf-8")


def results_to_page(results: Path) -> str:
    """The page as text. A part that has no result yet is left out."""
    parts = [HEAD]
    for name, to_part in PARTS.items():
        path = results / f"{name}.json"
        if path.exists():
            parts += to_part(json.loads(path.read_text("utf-8")))
    return "\n".join(parts)


def text_to_part(result: dict[str, Any]) -> list[str]:
    size = f"{result['documents']} texts, {result['bytes']:,} bytes of UTF-8"
    speed = [(size, _spread(result["cpu_seconds"]), f"{result['megabytes_per_second']:.2f}")]
    shares = sorted(result["stage_share"].items(), key=lambda item: -item[1])
    return [
        *_opening("Text to records", "python benchmarks/bench.py", result),
        _table(("corpus", "CPU seconds: median (least - most)", "MB/s on one core"), speed),
        _table(("stage", "share of the time"), [(f"`{name}`", f"{share:.1%}") for name, share in shares]),
    ]


def pdf_to_part(result: dict[str, Any]) -> list[str]:
    peaks, pages = result["peak_megabytes"], result["pages"]
    seconds = [
        (name, _spread(of), f"{1000 * of['median'] / pages:.1f}", f"{peaks[name]:.0f}")
        for name, of in result["cpu_seconds"].items()
    ]
    ratios = [(name, f"{ratio:.2f}") for name, ratio in result["ratios"].items()]
    size = f"{result['documents']} PDFs, {pages} pages, {result['bytes']:,} bytes.\n"
    return [
        *_opening("PDF to records", "python benchmarks/pdf.py [FOLDER]", result),
        PDF_TEXT,
        size,
        _table(("engine", "CPU seconds: median (least - most)", "ms a page", "peak memory, MB"), seconds),
        _table(("CPU time of one engine to another's", "ratio"), ratios),
        _table(("texts whole in a cell", *result["accuracy"]), _accuracy_rows(result["accuracy"])),
    ]


def tables_to_part(result: dict[str, Any]) -> list[str]:
    rows = [
        (
            f"{of['reports']:,}",
            of["format"],
            f"{of['cpu_seconds']:.1f}",
            f"{1000 * of['cpu_seconds'] / of['reports']:.1f}",
            str(of["peak_megabytes"]),
        )
        for of in result["measured"]
    ]
    return [
        *_opening("Reports to tables", "python benchmarks/tables.py [COUNT ...]", result),
        TABLES_TEXT,
        _table(("reports", "format", "CPU seconds", "ms a report", "peak memory, MB"), rows),
    ]


def batch_to_part(result: dict[str, Any]) -> list[str]:
    files = result["files"]
    mixed = [
        (jobs, f"{of['wall_seconds']:.0f}", f"{of['cpu_seconds']:.0f}", f"{3600 * files / of['wall_seconds']:,.0f}",
         f"{3600 * files / of['cpu_seconds']:,.0f}")
        for jobs, of in result["mixed"].items()
    ]  # fmt: skip
    kinds = [(kind, f"{1000 * seconds:.0f}") for kind, seconds in result["cpu_seconds_a_file"].items()]
    texts = [
        (f"{int(count):,}", f"{of['cpu_seconds']:.0f}", f"{1000 * of['cpu_seconds'] / int(count):.1f}",
         _fifths(of["megabytes"]["run"]), _fifths(of["megabytes"]["worker"]))
        for count, of in result["texts"].items()
    ]  # fmt: skip
    return [
        *_opening("Batches", "python benchmarks/batch.py", result),
        BATCH_TEXT,
        f"{files:,} mixed small files, {result['bytes']:,} bytes.\n",
        _table(("jobs", "wall seconds", "CPU seconds", "files an hour", "files an hour of CPU time"), mixed),
        _table(("kind", "CPU ms a file"), kinds),
        _table(("text reports", "CPU seconds", "CPU ms a file", "MB of the run", "MB of its largest worker"), texts),
    ]


def _fifths(megabytes: list[float]) -> str:
    return " ".join(f"{most:.0f}" for most in megabytes)


def _accuracy_rows(accuracy: dict[str, Any]) -> list[tuple[str, ...]]:
    samples = next(iter(accuracy.values()))["by_sample"]
    rows = [(f"`{name}`", *("{} of {}".format(*of["by_sample"][name]) for of in accuracy.values())) for name in samples]
    return [*rows, ("all", *(f"{of['found']} of {of['texts']}, {of['share']:.1%}" for of in accuracy.values()))]


def _opening(title: str, command: str, result: dict[str, Any]) -> list[str]:
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    rounds = "1 round" if result["rounds"] == 1 else f"{result['rounds']} rounds"
    run = f"{result['date']}, {result['machine']}; {versions}; {rounds}.\n"
    return [f"## {title}\n", f"    {command}\n", run]


def _spread(of: dict[str, float]) -> str:
    return f"{of['median']:.3f} ({of['least']:.3f} - {of['most']:.3f})"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)) + "\n"


PARTS = {"text": text_to_part, "pdf": pdf_to_part, "tables": tables_to_part, "batch": batch_to_part}

if __name__ == "__main__":
    PAGE.write_text(results_to_page(RESULTS), "utf-8")
