"""Scans made of the samples' PDFs: CPU seconds a page, and how many of the letters and numbers printed are read.

    python -m benchmarks.scans

The print itself, read by the reader of digital PDFs, is the truth. Letters are Thai letters and marks, by edit distance
over the page; numbers are runs of two digits and more, as the reader leaves them, before anything settles them. Writes
results/scans.json; with results/leagues.json it makes the tables of docs/scans.md.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import regex

from benchmarks.page import machine
from benchmarks.scanner import Scan, scan_pages, to_pdf

ROOT = Path(__file__).resolve().parent
SAMPLES, RESULTS, CARD = ROOT.parent / "samples", ROOT / "results", ROOT.parent / "docs" / "scans.md"
PAGES = (("town_two_years.chrome.pdf", 0), ("subdistrict_plan_pipes.office.pdf", 0))
TRIALS = {
    "300 dpi": Scan(dpi=300),
    "200 dpi": Scan(dpi=200),
    "150 dpi": Scan(dpi=150),
    "200 dpi, skew 1.5°": Scan(dpi=200, skew=1.5),
    "200 dpi, noise": Scan(dpi=200, noise=12, specks=60),
    "200 dpi, stamp, in colour": Scan(dpi=200, stamp=True, colour=True),
    "150 dpi, skew -2°, noise, JPEG 40": Scan(dpi=150, skew=-2, noise=9, specks=20, quality=40),
    "200 dpi, on its side": Scan(dpi=200, turn=90, skew=0.5),
}
START, END = "<!-- tables: benchmarks/scans.py -->\n", "<!-- end of tables -->\n"
_THAI, _NUMBER = regex.compile(r"[ก-ฺเ-๎]"), regex.compile(r"\d[\d.,]*\d")


def edits(truth: str, read: str) -> int:
    """The least number of letters put in, left out or changed."""
    row = list(range(len(read) + 1))
    for at, letter in enumerate(truth, 1):
        last, row[0] = row[0], at
        for column, other in enumerate(read, 1):
            last, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, last + (letter != other))
    return row[-1]


def page_text(data: bytes) -> str:
    """The clean text of a document, digits Arabic."""
    from extract.clean import clean_document
    from extract.readers import read_document

    document = read_document(data, "page.pdf")
    clean_document(document)
    return document.text


def printed_page(path: Path, page: int) -> bytes:
    """One page of a PDF as a PDF."""
    from io import BytesIO

    from pypdfium2 import PdfDocument

    out, whole, one = BytesIO(), PdfDocument(path), PdfDocument.new()
    one.import_pages(whole, [page])
    one.save(out)
    return out.getvalue()


def compare(truth: str, read: str) -> dict[str, int]:
    """Letters printed and wrong; numbers printed and found."""
    letters, got = ("".join(_THAI.findall(text)) for text in (truth, read))
    numbers, found = (Counter(_NUMBER.findall(text)) for text in (truth, read))
    return {
        "letters": len(letters),
        "wrong": edits(letters, got),
        "numbers": numbers.total(),
        "found": (numbers & found).total(),
    }


def measure() -> dict[str, Any]:
    prints = [printed_page(SAMPLES / name, page) for name, page in PAGES]
    truths = [page_text(data) for data in prints]
    trials = {}
    for name, scan in TRIALS.items():
        counts: Counter[str] = Counter()
        spent = 0.0
        for data, truth in zip(prints, truths, strict=True):
            scanned = to_pdf(scan_pages(data, scan), scan)
            began = time.process_time()
            text = page_text(scanned)
            spent += time.process_time() - began
            counts.update(compare(truth, text))
        trials[name] = {**counts, "cpu_seconds_a_page": round(spent / len(prints), 2)}
        print(name, trials[name], flush=True)
    return {
        **machine("tesserocr", "opencv-python-headless", "numpy"),
        "rounds": 1,
        "pages": [f"{name}, page {page + 1}" for name, page in PAGES],
        "trials": trials,
    }


def results_to_tables(scans: dict[str, Any], leagues: dict[str, Any]) -> str:
    """The tables of docs/scans.md."""
    rows = [
        [
            name,
            f"{of['wrong'] / of['letters']:.2%}",
            f"{of['found']} of {of['numbers']}",
            f"{of['cpu_seconds_a_page']:.1f}",
        ]
        for name, of in scans["trials"].items()
    ]
    tables = [
        [
            name,
            f"{of['font']}, {of['size']} pt",
            f"{of['skew']}°",
            f"{of['whole']} of 30",
            f"{of['right']} of 120",
            str(of["wrong"]),
            f"{of['cpu_seconds'] / of['pages']:.1f}",
        ]
        for name, of in leagues["trials"].items()
    ]
    return "\n".join(
        [
            f"{scans['date']}, {scans['machine']}; {' and '.join(scans['pages'])}.\n",
            _table(["scan", "letters wrong", "numbers found", "CPU seconds a page"], rows),
            f"Announcements, {leagues['date']}:\n",
            _table(
                ["scan", "font", "skew", "rows whole", "numbers right", "wrong values emitted", "CPU seconds a page"],
                tables,
            ),
        ]
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_card() -> None:
    """Put the tables into docs/scans.md."""
    scans, leagues = (json.loads((RESULTS / f"{name}.json").read_text("utf-8")) for name in ("scans", "leagues"))
    before, _, rest = CARD.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    CARD.write_text(f"{before}{START}{results_to_tables(scans, leagues)}{END}{after}", "utf-8")


def main() -> None:
    result = measure()
    (RESULTS / "scans.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    write_card()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT.parent))
    main()
