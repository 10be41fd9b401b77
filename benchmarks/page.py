"""The results on a page: ``docs/benchmarks.md`` takes its tables and plots from ``benchmarks/results/*.json``.

The prose of the page is written by hand. What stands between ``<!-- begin: NAME -->`` and ``<!-- end: NAME -->`` is
made from ``results/NAME.json`` whenever that is written; ``python -m benchmarks.page`` makes all again. A test
compares.
"""

import json
import platform
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.parts import PARTS, goals_to_part, run_line
from benchmarks.plots import PLOTS

ROOT = Path(__file__).resolve().parent
RESULTS, PAGE = ROOT / "results", ROOT.parent / "docs" / "benchmarks.md"
LOOP = 5_000_000
PICTURES = PAGE.parent / "plots"


def machine(*packages: str) -> dict[str, Any]:
    """What every result says of its run: the day, the machine, the versions of what was measured."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}",
        "loop_seconds": min(_loop_seconds() for _ in range(5)),
        "versions": {name: version(name) for name in packages},
    }


def _loop_seconds() -> float:
    """CPU seconds of a plain loop: what the machine gave at the time, beside which seconds can be read."""
    began = time.process_time()
    for _ in range(LOOP):
        pass
    return time.process_time() - began


def keep_result(name: str, result: dict[str, Any]) -> None:
    """Write ``results/NAME.json``, and make the page and its plots again."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    make_page()


def make_page() -> None:
    PAGE.write_text(fill_page(PAGE.read_text("utf-8"), RESULTS), "utf-8")
    PICTURES.mkdir(exist_ok=True)
    for name, picture in pictures(RESULTS).items():
        (PICTURES / name).write_text(picture, "utf-8")


def fill_page(page: str, results: Path) -> str:
    """The page with every part made from its result. A part that has no result is left empty."""
    kept = {name: result for name in PARTS if (result := _read(results, name))}
    made = {name: [run_line(result), *PARTS[name](result)] for name, result in kept.items()}
    made["goals"] = goals_to_part(kept) if kept else []
    for name in ("goals", *PARTS):
        begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->\n"
        before, found, rest = page.partition(begin)
        if found:
            text = "\n".join(made.get(name, ()))
            page = before + begin + (f"\n{text}\n" if text else "") + end + rest.partition(end)[2]
    return page


def pictures(results: Path) -> dict[str, str]:
    """Every plot that has its result, by file name."""
    return {name: draw(result) for name, (kept, draw) in PLOTS.items() if (result := _read(results, kept)) is not None}


def _read(results: Path, name: str) -> dict[str, Any] | None:
    path = results / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


if __name__ == "__main__":
    make_page()
