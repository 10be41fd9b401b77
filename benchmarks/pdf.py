"""PDF to validated records, against what else reads PDFs, down to pdfium's load and plain text alone.

Part of ``make bench``. ``python -m benchmarks.pdf [--pdfs FOLDER] [--peers PYTHON]`` adds the PDFs of a folder, those
that need no scanner's reader, and peers that another interpreter holds. Every document goes through one engine after
another, another engine first each time, so that a busy machine slows all alike. Figures are CPU seconds for a corpus,
the median of rounds; ratios are medians of the rounds' own ratios. Engines that need seconds a document join every
third round on the samples, and none on a folder.
"""

import argparse
import sys
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from pypdfium2 import PdfDocument, PdfiumError

from benchmarks.engines import ENGINES
from benchmarks.page import keep_result, machine
from benchmarks.serving import Engines, Served
from extract.readers import read_document
from schemas.errors import InputError

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ROUNDS = 9
LEAST_TEXT = 8  # characters; a page with fewer has no text layer
UNREAD = ("none", "garbage")
OURS, READER, PEER, FLOOR = "prongsai", "prongsai, reader alone", "pdfplumber extract_tables", "pdfium load and text"
GOALS = {
    "pdfplumber to prongsai": (PEER, OURS),
    "pdfplumber to prongsai's reader alone": (PEER, READER),
    "prongsai to pdfium's load and text": (OURS, FLOOR),
}
Round = dict[str, float]


def corpus() -> list[Path]:
    """The digital PDFs among the samples."""
    return sorted(SAMPLES.glob("*.pdf"))


def digital_pages(path: Path) -> int:
    """How many pages; 0 where the file cannot be opened, or one of its pages is to be read from its picture."""
    try:
        with closing(PdfDocument(path)) as document:
            for page in document:
                with closing(page), closing(page.get_textpage()) as text:
                    if text.count_chars() < LEAST_TEXT:
                        return 0
        pages = read_document(path.read_bytes(), path.name).pages
    except (PdfiumError, InputError):
        return 0
    return len(pages) if all(page.reader == "pdf" and page.quality not in UNREAD for page in pages) else 0


def measure_round(served: list[Served], paths: list[Path], turn: int) -> Round:
    """CPU seconds by engine for all documents."""
    spent: dict[str, float] = defaultdict(float)
    for number, path in enumerate(paths):
        first = (number + turn) % len(served)
        for engine in served[first:] + served[:first]:
            told = engine.read(path)
            if told["fell"]:
                sys.exit(f"{engine.name} read nothing of {path.name}: {told['fell']}")
            spent[engine.name] += told["seconds"]
    return spent


def measure_rounds(engines: Engines, paths: list[Path], count: int, *, slow: bool) -> list[Round]:
    every = [engine for name, engine in engines.by_name.items() if slow or not ENGINES[name].slow]
    quick = [engine for engine in every if not ENGINES[engine.name].slow]
    measure_round(every, paths[:1], 0)  # dictionaries are loaded once a run
    return [measure_round(quick if turn % 3 else every, paths, turn) for turn in range(count)]


def spread(values: list[float]) -> dict[str, float]:
    return {"median": median(values), "least": min(values), "most": max(values)}


def ratios(rounds: list[Round], slow: str, fast: str) -> list[float]:
    """One engine's time to another's in each round that has both."""
    return [each[slow] / each[fast] for each in rounds if slow in each]


def summarise(paths: list[Path], pages: int, skipped: int, rounds: list[Round]) -> dict[str, Any]:
    seconds = {name: [each[name] for each in rounds if name in each] for name in rounds[0]}
    return {
        "documents": len(paths),
        "skipped": skipped,
        "pages": pages,
        "bytes": sum(path.stat().st_size for path in paths),
        "cpu_seconds": {name: spread(of) | {"rounds": len(of)} for name, of in seconds.items()},
        "ratios": {name: median(ratios(rounds, name, OURS)) for name in seconds},
    }


def measure(folder: Path | None, peers: str | None, rounds: int) -> dict[str, Any]:
    corpora, goals = {}, {}
    with Engines(peers) as engines:
        places = {"the samples": corpus()} | ({"a folder": sorted(folder.glob("*.pdf"))} if folder else {})
        for name, paths in places.items():
            pages = {path: digital_pages(path) for path in paths}
            read = [path for path in paths if pages[path]]
            ours = paths == corpus()
            measured = measure_rounds(engines, read, rounds, slow=ours)
            corpora[name] = summarise(read, sum(pages.values()), len(paths) - len(read), measured)
            if ours:
                goals = {goal: spread(ratios(measured, *pair)) for goal, pair in GOALS.items()}
            for engine, ratio in corpora[name]["ratios"].items():
                print(f"{name}: {ratio:8.2f} times prongsai's CPU time: {engine}", flush=True)
        versions = engines.versions
    told = machine("prongsai", "pdfminer.six")
    told["versions"] |= versions
    return told | {"rounds": rounds, "corpora": corpora, "goals": goals}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdfs", type=Path, metavar="FOLDER", help="PDFs to be measured beside the samples")
    parser.add_argument("--peers", metavar="PYTHON", help="an interpreter whose environment holds peers")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser.parse_args()


def main() -> None:
    asked = options()
    keep_result("pdf", measure(asked.pdfs, asked.peers, asked.rounds))


if __name__ == "__main__":
    main()
