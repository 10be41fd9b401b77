"""Text to records: megabytes a second on one core, and what each stage costs.

Part of ``make bench``; ``python -m benchmarks.text``. Two corpora: every text sample, each repeated under a different
last line, with the caches that know texts emptied before each; and the same texts as one long run reads them, caches
kept. Figures are CPU seconds, the median of rounds interleaved between the corpora and the stages' clocks.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.coldness import forget_texts
from benchmarks.page import keep_result, machine
from benchmarks.pdf import spread
from prongsai import pipeline

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ROUNDS, COPIES = 7, 5
STAGES = (
    "read_document", "clean_document", "document_to_sheets", "document_to_heading", "sheets_to_found", "lines_to_found",
    "settle_years", "found_to_scores", "sheet_to_measures", "document_to_mentions", "unclaimed", "table_records",
    "repair_records", "audit",
)  # fmt: skip
Texts = list[tuple[str, bytes]]


def corpus() -> Texts:
    """Text samples as UTF-8, so that the bytes counted are the same kind for all."""
    from extract.readers.decode import decode_text

    found = []
    for path in sorted(SAMPLES.glob("*.txt")):
        text = decode_text(path.read_bytes(), path.name)[0]
        found += [(path.name, f"{text}\n\nฉบับที่ {copy}\n".encode()) for copy in range(COPIES)]
    return found


def run(documents: Texts, *, cold: bool = True) -> float:
    """CPU seconds for reading all documents to reports. ``cold``: caches that know texts are emptied before each."""
    spent = 0.0
    for name, data in documents:
        if cold:
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
        def call(*args: Any, **options: Any) -> Any:
            began = time.process_time()
            try:
                return stage(*args, **options)
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


def measure(folder: Path | None = None) -> dict[str, Any]:
    """Both corpora, and the texts of a folder where one is given: reports as they come, longer than the samples."""
    documents = corpus()
    if not documents:
        sys.exit("no text samples found")
    runs: dict[str, tuple[Texts, bool]] = {
        "samples, each as if the first": (documents, True),
        "samples, one after another": (documents, False),
    }
    if folder and (given := [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.txt"))]):
        runs["a folder, each as if the first"] = (given, True)
    seconds: dict[str, list[float]] = defaultdict(list)
    stages: dict[str, list[float]] = defaultdict(list)
    run(documents)
    for _ in range(ROUNDS):
        for name, (texts, cold) in runs.items():
            seconds[name].append(run(texts, cold=cold))
        with clocks_on_stages() as spent:
            whole = run(documents)
        for name, taken in spent.items():
            stages[name].append(taken / whole)
    corpora = {name: summarise(texts, seconds[name]) for name, (texts, _) in runs.items()}
    return machine("prongsai", "pythainlp", "regex", "pydantic") | {
        "rounds": ROUNDS,
        "corpora": corpora,
        "stage_share": {name: spread(shares)["median"] for name, shares in sorted(stages.items())},
    }


def summarise(texts: Texts, seconds: list[float]) -> dict[str, Any]:
    size, took = sum(len(data) for _, data in texts), spread(seconds)
    return {
        "documents": len(texts),
        "bytes": size,
        "cpu_seconds": took,
        "megabytes_a_second": size / took["median"] / 1e6,
    }


def main() -> None:
    result = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    keep_result("text", result)
    for name, of in result["corpora"].items():
        print(f"{of['megabytes_a_second']:.2f} MB/s a core: {name}")
    for name, share in sorted(result["stage_share"].items(), key=lambda item: -item[1]):
        print(f"{share:7.1%}  {name}")


if __name__ == "__main__":
    main()
