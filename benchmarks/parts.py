"""Each result as tables of ``docs/benchmarks.md``; what they mean is said on the page itself, by hand."""

from collections.abc import Callable, Sequence
from typing import Any

Result = dict[str, Any]


def run_line(result: Result) -> str:
    """When, where and with what a result was measured."""
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    rounds = "1 round" if result["rounds"] == 1 else f"{result['rounds']} rounds"
    pace = f", {1000 * result['loop_seconds']:.0f} ms for the plain loop" if "loop_seconds" in result else ""
    return f"{result['date']}, {result['machine']}{pace}; {versions}; {rounds}.\n"


def goals_to_part(results: dict[str, Result]) -> list[str]:
    """What was aimed at beside what was measured; a goal whose result is missing is left out."""
    rows = []
    for goal, name, least, aim, measured in GOALS:
        value = measured(results[name]) if name in results else None
        if value is not None:
            reached = value >= aim if least else value <= aim
            sign = "at least" if least else "at most"
            rows.append((goal, f"{sign} {aim:g}", f"{value:.2f}", "yes" if reached else "no"))
    return [table(("goal", "aim", "measured", "reached"), rows)]


def _peak_at(result: Result, pages: int) -> float:
    """Megabytes after so many pages."""
    return float(next(of["peak_megabytes"] for of in result["pages"] if of["pages"] == pages))


def _in_folder(result: Result, engine: str) -> float | None:
    """CPU time of an engine to prongsai's on a folder, None where none was measured."""
    folder = result["corpora"].get("a folder")
    return float(folder["ratios"][engine]) if folder else None


# Goal, the result it is in, whether more is better, what was aimed at, how it is read. Source: the project's plan.
GOALS: list[tuple[str, str, bool, float, Callable[[Result], float | None]]] = [
    ("CPU time of pdfplumber's `extract_tables` to that of prongsai, PDF to records: the samples", "pdf", True, 8.0,
     lambda result: result["goals"]["pdfplumber to prongsai"]["median"]),
    ("the same: the folder of whole documents", "pdf", True, 8.0,
     lambda result: _in_folder(result, "pdfplumber extract_tables")),
    ("CPU time of prongsai to that of pdfium's load and text: the samples", "pdf", False, 3.0,
     lambda result: result["goals"]["prongsai to pdfium's load and text"]["median"]),
    ("the same: the folder of whole documents", "pdf", False, 3.0,
     lambda result: (ratio := _in_folder(result, "pdfium load and text")) and 1 / ratio),
    ("text to records, MB/s on one core", "text", True, 3.0,
     lambda result: max(of["megabytes_a_second"] for of in result["corpora"].values())),
    ("`prongsai --help` to bare Python", "startup", False, 3.0,
     lambda result: result["commands"]["prongsai --help"]["ratio"]),
    ("one small text report as a process to the import of pythainlp and pandas", "startup", False, 1.5,
     lambda result: result["commands"]["prongsai extract, one small text report"]["ratio"]),
    ("memory of a process that reads 500 pages, MB", "scaling", False, 150.0, lambda result: _peak_at(result, 500)),
    ("memory after 500 pages to that after 100", "scaling", False, 1.1,
     lambda result: _peak_at(result, 500) / _peak_at(result, 100)),
]  # fmt: skip


def text_to_part(result: Result) -> list[str]:
    speed = [
        (name, f"{of['documents']:,}", f"{of['bytes']:,}", spread(of["cpu_seconds"]), f"{of['megabytes_a_second']:.2f}")
        for name, of in result["corpora"].items()
    ]
    shares = sorted(result["stage_share"].items(), key=lambda item: -item[1])
    return [
        table(("corpus", "texts", "bytes of UTF-8", "CPU seconds: median (least - most)", "MB/s on one core"), speed),
        table(("stage", "share of the time"), [(f"`{name}`", f"{share:.1%}") for name, share in shares]),
    ]


def pdf_to_part(result: Result) -> list[str]:
    parts = []
    for name, corpus in result["corpora"].items():
        pages, seconds = corpus["pages"], corpus["cpu_seconds"]
        rows = [
            (engine, _milliseconds(of, pages), f"{of['rounds']}", f"{corpus['ratios'][engine]:.2f}")
            for engine, of in seconds.items()
        ]
        skipped = f"; {corpus['skipped']} more that are read from pictures left out" if corpus["skipped"] else ""
        parts += [
            f"{name}: {corpus['documents']} PDFs, {pages} pages, {corpus['bytes']:,} bytes{skipped}.\n",
            table(("engine", "CPU ms a page: median (least - most)", "rounds", "times prongsai's"), rows),
        ]
    return [*parts, table(("CPU time of one engine to another's, on the samples", "ratio"), _ratios(result))]


def _ratios(result: Result) -> list[tuple[str, str]]:
    return [
        (goal, f"{of['median']:.2f} ({of['least']:.2f} - {of['most']:.2f})") for goal, of in result["goals"].items()
    ]


def _milliseconds(of: dict[str, float], pages: int) -> str:
    median, least, most = (1000 * of[name] / pages for name in ("median", "least", "most"))
    return f"{median:.2f} ({least:.2f} - {most:.2f})"


def accuracy_to_part(result: Result) -> list[str]:
    engines = result["engines"]
    makers = list(next(iter(engines.values()))["error_rate"])
    rows = [
        (name, _share(of["texts"]), _share(of["scores"]),
         *(f"{of['error_rate'][maker]:.2%}" for maker in makers), f"{of['milliseconds_a_page']:.1f}",
         f"{of['peak_megabytes']:.0f}")
        for name, of in engines.items()
    ]  # fmt: skip
    head = ("engine", "texts whole", "scores whole", *(f"errors a character, {maker}" for maker in makers),
            "CPU ms a page", "peak MB")  # fmt: skip
    return [table(head, rows)]


def _share(of: dict[str, float]) -> str:
    return f"{of['found']} of {of['asked']}, {of['share']:.1%}"


def startup_to_part(result: Result) -> list[str]:
    rows = [(name, spread(of), f"{of['ratio']:.2f}") for name, of in result["commands"].items()]
    return [table(("process", "CPU seconds: median (least - most)", "times its yardstick"), rows)]


def scaling_to_part(result: Result) -> list[str]:
    pages = [
        (f"{of['pages']:,}", f"{of['cpu_seconds']:.2f}", f"{1000 * of['cpu_seconds'] / of['pages']:.2f}",
         f"{of['peak_megabytes']:.0f}")
        for of in result["pages"]
    ]  # fmt: skip
    texts = [
        (f"{of['bytes']:,}", f"{of['cpu_seconds']:.2f}", f"{of['bytes'] / of['cpu_seconds'] / 1e6:.2f}",
         f"{of['peak_megabytes']:.0f}")
        for of in result["texts"]
    ]  # fmt: skip
    files = [
        (f"{of['files']:,}", str(of["jobs"]), f"{of['wall_seconds']:.1f}", f"{of['cpu_seconds']:.1f}",
         f"{1000 * of['cpu_seconds'] / of['files']:.1f}")
        for of in result["files"]
    ]  # fmt: skip
    return [
        table(("pages of one PDF", "CPU seconds", "ms a page", "peak MB"), pages),
        table(("bytes of one text", "CPU seconds", "MB/s", "peak MB"), texts),
        table(("files of one run", "jobs", "wall seconds", "CPU seconds", "CPU ms a file"), files),
    ]


def tables_to_part(result: Result) -> list[str]:
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
    return [table(("reports", "format", "CPU seconds", "ms a report", "peak memory, MB"), rows)]


def batch_to_part(result: Result) -> list[str]:
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
        f"{files:,} mixed small files, {result['bytes']:,} bytes.\n",
        table(("jobs", "wall seconds", "CPU seconds", "files an hour", "files an hour of CPU time"), mixed),
        table(("kind", "CPU ms a file"), kinds),
        "Scans, {pages} pages: {cpu_seconds_a_page:.1f} CPU s a page, {megabytes:.0f} MB.\n".format(**result["scans"]),
        table(("text reports", "CPU seconds", "CPU ms a file", "MB of the run", "MB of its largest worker"), texts),
    ]


def _fifths(megabytes: list[float]) -> str:
    return " ".join(f"{most:.0f}" for most in megabytes)


def spread(of: dict[str, float]) -> str:
    return f"{of['median']:.3f} ({of['least']:.3f} - {of['most']:.3f})"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)) + "\n"


PARTS = {
    "pdf": pdf_to_part,
    "accuracy": accuracy_to_part,
    "text": text_to_part,
    "startup": startup_to_part,
    "scaling": scaling_to_part,
    "tables": tables_to_part,
    "batch": batch_to_part,
}
