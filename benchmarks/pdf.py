"""PDF to validated records, against pdfplumber's ``extract_tables`` and against pdfium's load and plain text alone.

Run by ``make bench``; ``python benchmarks/pdf.py FOLDER`` adds the PDFs of a folder. Every document goes through one
engine after another in one process, another engine first each time, so that a busy machine slows all alike. Figures
are CPU seconds for the whole corpus, the median of rounds; ratios are medians of the rounds' own ratios. Peak memory is
that of a process which reads the corpus by one engine. Accuracy is the share of the answers' texts (measures and
scores) that stand whole in one cell of an engine's tables, white space ignored; the folder's PDFs have no answers.
"""

import json
import logging
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from pypdfium2 import PdfDocument

from benchmarks import engines
from benchmarks.answers import key, report_name
from benchmarks.coldness import forget_texts
from benchmarks.engines import ENGINES, by_pdfplumber, by_prongsai
from benchmarks.page import keep_result, machine
from normalise.repair import repair_text

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ROUNDS = 9
PEER = "pdfplumber extract_tables"


def corpus(folder: Path | None = None) -> list[Path]:
    """The PDFs among the samples, and those of the folder."""
    return [path for place in (SAMPLES, folder) if place for path in sorted(place.glob("*.pdf"))]


def measure_round(documents: list[bytes], turn: int) -> dict[str, float]:
    """CPU seconds by engine for all documents."""
    spent: dict[str, float] = defaultdict(float)
    names = list(ENGINES)
    for number, data in enumerate(documents):
        first = (number + turn) % len(names)
        for name in names[first:] + names[:first]:
            forget_texts()
            began = time.process_time()
            ENGINES[name](data)
            spent[name] += time.process_time() - began
    return spent


def cells_by_prongsai(data: bytes) -> Iterator[str]:
    return (cell for table in by_prongsai(data).tables for row in (*table.header, *table.rows) for cell in row)


def cells_by_pdfplumber(data: bytes, settings: dict[str, Any] | None = None) -> Iterator[str]:
    return (cell for table in by_pdfplumber(data, settings) for row in table for cell in row if cell)


def cells_mended(data: bytes) -> Iterator[str]:
    """pdfplumber's cells at their best: marks in the order they were drawn, damage mended."""
    return (repair_text(cell) for cell in cells_by_pdfplumber(data, {"text_use_text_flow": True}))


CELLS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "prongsai": cells_by_prongsai,
    PEER: cells_by_pdfplumber,
    "pdfplumber, stream order, mended": cells_mended,
}


def texts_of(answer: dict[str, Any]) -> Iterator[str]:
    """What an answer says stands in tables: every text of its measures, and its scores as they are printed."""
    for measure in answer["measures"]:
        for value in measure.values():
            yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))
    for score in answer["scores"]:
        yield f"{score['score']:.2f}"
        yield from filter(None, [score.get("indicator_name")])


def measure_accuracy(engine: str) -> dict[str, Any]:
    """How many of the answers' texts stand whole in a cell, in all and by sample."""
    by_sample = {}
    for path in corpus():
        answer = json.loads((SAMPLES / "answers" / f"{report_name(path)}.json").read_text("utf-8"))
        cells = [key(cell) for cell in CELLS[engine](path.read_bytes())]
        found = [any(key(text) in cell for cell in cells) for text in texts_of(answer)]
        by_sample[path.name] = [sum(found), len(found)]
    found, texts = (sum(column) for column in zip(*by_sample.values(), strict=True))
    return {"found": found, "texts": texts, "share": found / texts, "by_sample": by_sample}


def peak_megabytes(engine: str, paths: list[Path]) -> float:
    """Megabytes (10^6 bytes) that a process of its own needs at most. Linux tells it."""
    command = [sys.executable, engines.__file__, engine, *map(str, paths)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def measure(paths: list[Path]) -> dict[str, Any]:
    documents = [path.read_bytes() for path in paths]
    measure_round(documents, 0)  # dictionaries are loaded once a run
    rounds = [measure_round(documents, turn) for turn in range(ROUNDS)]
    seconds = {name: [each[name] for each in rounds] for name in ENGINES}

    def ratio(slow: str, fast: str) -> float:
        return median(each[slow] / each[fast] for each in rounds)

    return machine("prongsai", "pdfplumber", "pdfminer.six", "pypdfium2") | {
        "documents": len(documents),
        "pages": sum(len(PdfDocument(data)) for data in documents),
        "bytes": sum(map(len, documents)),
        "rounds": ROUNDS,
        "cpu_seconds": {
            name: {"median": median(of), "least": min(of), "most": max(of)} for name, of in seconds.items()
        },
        "ratios": {
            "pdfplumber to prongsai": ratio(PEER, "prongsai"),
            "pdfplumber to prongsai's reader alone": ratio(PEER, "prongsai, reader alone"),
            "prongsai to pdfium's load and text": ratio("prongsai", "pdfium load and text"),
        },
        "peak_megabytes": {name: peak_megabytes(name, paths) for name in ENGINES},
        "accuracy": {name: measure_accuracy(name) for name in CELLS},
    }


def main() -> None:
    logging.disable(logging.WARNING)  # pdfminer warns of every font that leaves its box out
    result = measure(corpus(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    keep_result("pdf", result)
    for name, ratio in result["ratios"].items():
        print(f"{ratio:7.2f}  {name}")
    for name, accuracy in result["accuracy"].items():
        print(f"{accuracy['share']:7.1%}  of {accuracy['texts']} texts whole in a cell: {name}")


if __name__ == "__main__":
    main()
