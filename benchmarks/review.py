"""The auditors' desk on runs of 100 and 1,000 documents, and on a document of 2 and of 200 pages: does it grow?

``python -m benchmarks.review`` takes about two minutes. A run is the samples again and again, each copy with bytes,
agency and id of its own. CPU milliseconds are of the desk's process for one request, median of the rounds; pictures
are drawn in another process and kept, so they count once, as wall seconds. Results: ``benchmarks/results/review.json``
and the table in ``docs/review.md``.
"""

import copy
import hashlib
import io
import json
import statistics
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

import prongsai
from benchmarks.batch import changed
from benchmarks.page import RESULTS, machine
from benchmarks.parts import run_line, table
from prongsai.export.jsons import report_to_json
from tests.deskruns import OURS, PDF, SAMPLES, TestClient, client_of, write_report

Report = dict[str, Any]
PAGE = RESULTS.parent.parent / "docs" / "review.md"
ROUNDS = 9
SIZES = (100, 1_000)
TIMES = (1, 100)  # how often a PDF of two pages is repeated
SAMPLE = 200  # ISO 2859-1, level II, for a lot of 3,201 to 10,000


def read_samples() -> list[tuple[Path, Report]]:
    """Every sample that is no scan, with its report."""
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html", ".docx", ".pdf"))
    return [(path, json.loads(report_to_json(prongsai.read(path)))) for path in paths]


def make_run(folder: Path, samples: list[tuple[Path, Report]], count: int) -> Path:
    """A run folder of so many documents, with their sources beside it."""
    (folder / "run" / "documents").mkdir(parents=True)
    (folder / "in").mkdir()
    for number, (path, read) in zip(range(count), cycle(samples), strict=False):
        source = folder / "in" / f"{number:05}_{path.name}"
        source.write_bytes(changed(path.read_bytes(), path.suffix, number))
        write_report(folder / "run", _copied(read, source, number))
    return folder / "run"


def _copied(read: Report, source: Path, number: int) -> Report:
    report = copy.deepcopy(read)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    report["document_id"] = f"{source.stem}-{digest[:12]}"
    report["source"] |= {"name": source.name, "path": str(source), "sha256": digest}
    agency = report["report"]["agency"]
    agency["name"] = f"{agency['name']} {number}"
    return report


def make_long(folder: Path, times: int) -> tuple[Path, str, str]:
    """A run of one PDF whose pages and measures stand there so many times; its id, and the path of its last measure."""
    import pypdfium2

    (folder / "documents").mkdir(parents=True)
    read = json.loads(report_to_json(prongsai.read(SAMPLES / PDF)))
    with pypdfium2.PdfDocument(SAMPLES / PDF) as one, pypdfium2.PdfDocument.new() as many:
        pages = len(one)
        for _ in range(times):
            many.import_pages(one)
        made = io.BytesIO()
        many.save(made)
    source = folder / "long.pdf"
    source.write_bytes(made.getvalue())
    report = _copied(read, source, 0)
    report["source"]["pages"] = pages * times
    report["measures"] = [
        _moved(measure, f"m{turn * len(read['measures']) + at}", turn * pages)
        for turn in range(times)
        for at, measure in enumerate(read["measures"], 1)
    ]
    report["pages"] = [page | {"page": page["page"] + turn * pages} for turn in range(times) for page in read["pages"]]
    write_report(folder, report)
    return folder, report["document_id"], f"measures/{report['measures'][-1]['id']}/responsible"


def _moved(measure: Report, name: str, pages: int) -> Report:
    moved = copy.deepcopy(measure) | {"id": name}
    for place in (
        each for told in moved["provenance"].values() for each in (told if isinstance(told, list) else [told])
    ):
        place["page"] += pages
    return moved


def ask(client: TestClient, path: str) -> float:
    """CPU milliseconds of one request, median of the rounds; the first, which fills caches, is left out."""
    spent = []
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        answer = client.get(path)
        spent.append(1000 * (time.process_time() - began))
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code}")
    return round(statistics.median(spent[1:]), 2)


def judge(client: TestClient) -> float:
    """CPU milliseconds of a verdict and the page of the next value."""
    spent = []
    for position in range(1, ROUNDS + 1):
        row = client.get(f"/samples/1/{position}").text
        name, path = (row.partition(f'name="{key}" value="')[2].partition('"')[0] for key in ("document", "path"))
        form = {"document": name, "path": path, "verdict": "right", "sample": "1", "position": str(position)}
        began = time.process_time()
        client.post("/verdicts", data=form, headers=OURS)
        spent.append(1000 * (time.process_time() - began))
    return round(statistics.median(spent), 2)


def measure_run(run: Path) -> Report:
    """The pages that show a whole run."""
    began = time.process_time()
    with client_of(run) as client:
        told: Report = {"index_cpu_seconds": round(time.process_time() - began, 2)}
        began = time.process_time()
        client.post("/samples", data={"method": "count", "size": str(SAMPLE), "seed": "desk"}, headers=OURS)
        told["draw_cpu_seconds"] = round(time.process_time() - began, 2)
        told["fields"] = _fields(run)
        told["verdict"] = judge(client)
        document = min((run / "documents").iterdir()).stem
        pages = {
            "overview": "/", "documents": "/documents", "search": "/documents?search=99", "findings": "/findings",
            "compare": "/compare", "queue": f"/samples/1/{SAMPLE // 2}", "sample": "/samples/1",
            "document": f"/documents/{quote(document)}",
        }  # fmt: skip
        return told | {name: ask(client, path) for name, path in pages.items()}


def _fields(run: Path) -> int:
    from prongsai.review.index import open_index

    with open_index(run) as index:
        return int(index.execute("SELECT size FROM counts WHERE label = 'fields'").fetchone()[0])


def measure_document(run: Path, document: str, path: str) -> Report:
    """A value on the last page of a PDF."""
    with client_of(run) as client:
        address = f"/documents/{quote(document)}?field={quote(path, safe='')}"
        began = time.perf_counter()
        client.get(address)
        first = time.perf_counter() - began
        pages = json.loads((run / "documents" / f"{document}.json").read_text("utf-8"))["source"]["pages"]
        return {"pages": pages, "first_wall_seconds": round(first, 2), "document": ask(client, address)}


def measure(folder: Path) -> Report:
    """All figures."""
    samples, runs = read_samples(), {}
    for size in SIZES:
        runs[str(size)] = told = measure_run(make_run(folder / str(size), samples, size))
        print(size, told, flush=True)
    lengths = [measure_document(*make_long(folder / f"long{times}", times)) for times in TIMES]
    print(lengths, flush=True)
    return machine("prongsai", "starlette", "jinja2") | {
        "rounds": ROUNDS, "sample": SAMPLE, "runs": runs, "lengths": lengths
    }  # fmt: skip


NAMES = {
    "overview": "overview",
    "documents": "list of documents",
    "search": "documents by a word",
    "findings": "findings",
    "compare": "comparison",
    "queue": "a value of the queue",
    "verdict": "a verdict, and the next value",
    "sample": "figures of the sample",
    "document": "a document",
}


def result_to_part(result: Report) -> str:
    """The tables of ``docs/review.md``."""
    few, many = (result["runs"][str(size)] for size in SIZES)
    rows = [(name, f"{few[key]:.1f}", f"{many[key]:.1f}") for key, name in NAMES.items()]
    head = (f"CPU ms an answer, sample of {result['sample']}", *(f"{size:,} documents" for size in SIZES))
    lengths = [(f"{of['pages']}", f"{of['document']:.1f}") for of in result["lengths"]]
    opened = (
        f"With {SIZES[1]:,} documents ({many['fields']:,} values) the desk made its index in "
        f"{many['index_cpu_seconds']} CPU s and drew the sample in {many['draw_cpu_seconds']} CPU s.\n"
    )
    pages = table(("pages of a PDF", "CPU ms, a value on its last page"), lengths)
    return "\n".join([run_line(result), table(head, rows), opened, pages])


def fill(page: str, result: Report) -> str:
    """The page with the table made from the result."""
    begin, end = "<!-- begin: review -->\n", "<!-- end: review -->\n"
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n{result_to_part(result)}\n{end}{rest.partition(end)[2]}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder))
    (RESULTS / "review.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    PAGE.write_text(fill(PAGE.read_text("utf-8"), result), "utf-8")


if __name__ == "__main__":
    main()
