"""Text to records: megabytes a second on one core, and what each stage costs.

Run by ``make bench``. The corpus is every text sample, each repeated under a different last line so that no document is
read twice alike. Figures are CPU seconds, the median of rounds interleaved between the whole
pipeline and its stages; they are written to ``benchmarks/results/text.json`` and to ``docs/benchmarks.md``.
"""

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.coldness import forget_texts
from benchmarks.page import keep_result, machine
from prongsai import pipeline

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ROUNDS, COPIES = 7, 5
STAGES = (
    "read_document", "clean_document", "document_to_sheets", "document_to_heading", "sheets_to_found", "lines_to_found",
    "settle_years", "found_to_scores", "sheet_to_measures", "document_to_mentions", "unclaimed", "table_records",
    "repair_records", "audit",
)  # fmt: skip


def corpus() -> list[tuple[str, bytes]]:
    """Text samples as UTF-8, so that the bytes counted are the same kind for all."""
    from extract.readers.decode import decode_text

    found = []
    for path in sorted(SAMPLES.glob("*.txt")):
        text = decode_text(path.read_bytes(), path.name)[0]
        found += [(path.name, f"{text}\n\nฉบับที่ {copy}\n".encode()) for copy in range(COPIES)]
    return found


def run(documents: list[tuple[str, bytes]]) -> float:
    """CPU seconds for reading all documents to reports."""
    spent = 0.0
    for name, data in documents:
        forget_texts()
        began = time.process_time()
        pipeline.read_bytes(data, name)
        spent += time.process_time() - began
    return spent


@contextmanager
def clocks_on_stages() -> Iterator[dict[str, float]]:
    """Put a clock round every stage the pipeline calls, and take them off again; yield the seconds by stage."""
    spent: dict[str, float] = defaultdict(float)
    plain = {name: getattr(pipeline, name) for name in STAGES if hasattr(pipeline, name)}

    def clocked(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            began = time.process_time()
            try:
                return stage(*args)
            finally:
                spent[name] += time.process_time() - began

        return call

    for name, stage in plain.items():
        setattr(pipeline, name, clocked(name, stage))
    try:
        yield spent
    finally:
        for name, stage in plain.items():
            setattr(pipeline, name, stage)


def measure() -> dict[str, Any]:
    documents = corpus()
    if not documents:
        sys.exit("no text samples found")
    size = sum(len(data) for _, data in documents)
    run(documents)
    whole: list[float] = []
    stages: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        whole.append(run(documents))
        with clocks_on_stages() as spent:
            run(documents)
        for name, seconds in spent.items():
            stages[name].append(seconds)
    return machine("prongsai", "pythainlp", "regex", "pydantic") | {
        "documents": len(documents),
        "bytes": size,
        "rounds": ROUNDS,
        "cpu_seconds": {"median": statistics.median(whole), "least": min(whole), "most": max(whole)},
        "megabytes_per_second": size / statistics.median(whole) / 1e6,
        "stage_share": {
            name: statistics.median(seconds) / statistics.median(whole) for name, seconds in sorted(stages.items())
        },
    }


def main() -> None:
    result = measure()
    keep_result("text", result)
    speed = result["megabytes_per_second"]
    print(f"{speed:.2f} MB/s a core over {result['documents']} documents, {result['bytes']} bytes")
    for name, share in sorted(result["stage_share"].items(), key=lambda item: -item[1]):
        print(f"{share:7.1%}  {name}")


if __name__ == "__main__":
    main()
