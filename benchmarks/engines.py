"""What is measured against what on PDFs. Each engine imports its own parts, so this file runs where only a peer is.

``python benchmarks/engines.py NAME`` serves one engine: it reads a request of one line of JSON, ``{"path": ...,
"cells": true}``, and answers with CPU seconds, its own and its children's, the most memory it has held so far, and what
was read where that was asked for. :mod:`benchmarks.serving` is the other end.
"""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

Rows = list[list[str | None]]


def by_prongsai(data: bytes) -> Any:
    """The whole way: validated records."""
    from prongsai import read_bytes

    return read_bytes(data, "report.pdf")


def by_prongsai_reader(data: bytes) -> Any:
    """The reader alone: tables and lines in order, before the text is cleaned."""
    from extract.readers import read_document

    return read_document(data, "report.pdf")


def by_pdfplumber(data: bytes, settings: dict[str, Any] | None = None) -> list[Rows]:
    """Tables, each a list of rows of cells; default settings unless told."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [table for page in document.pages for table in page.extract_tables(settings)]


def by_pdfplumber_mended(data: bytes) -> list[Rows]:
    """pdfplumber's cells at their best: marks in the order they were drawn, damage mended by prongsai's rules."""
    from normalise.repair import repair_text

    tables = by_pdfplumber(data, {"text_use_text_flow": True})
    return [[[cell and repair_text(cell) for cell in row] for row in table] for table in tables]


def by_pdfium(data: bytes) -> list[str]:
    """The floor: pages loaded and their text in the order pdfium gives it, without any table."""
    from pypdfium2 import PdfDocument

    texts = []
    with closing(PdfDocument(data)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                texts.append(text.get_text_range())
    return texts


def by_pymupdf(data: bytes) -> list[Rows]:
    with import_module("pymupdf").open(stream=data, filetype="pdf") as document:
        return [table.extract() for page in document for table in page.find_tables().tables]


def by_camelot(data: bytes) -> list[Rows]:
    read_pdf = import_module("camelot").read_pdf
    tables = read_pdf(io.BytesIO(data), pages="all", flavor="lattice", suppress_stdout=True)
    return [table.df.values.tolist() for table in tables]


def by_tabula(data: bytes) -> list[Rows]:
    read_pdf = import_module("tabula").read_pdf
    tables = read_pdf(io.BytesIO(data), pages="all", lattice=True, output_format="json", silent=True)
    return [[[cell["text"] for cell in row] for row in table["data"]] for table in tables]


def by_pdftotext(data: bytes) -> list[str]:
    command = ["pdftotext", "-layout", "-", "-"]
    return [subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode("utf-8", "replace")]


def cells_of_report(report: Any) -> Iterable[str]:
    return (cell for table in report.tables for row in (*table.header, *table.rows) for cell in row)


def cells_of_tables(tables: list[Rows]) -> Iterable[str]:
    return (cell for table in tables for row in table for cell in row if cell)


class Engine(NamedTuple):
    """needs: what has to be importable, or a command. cells: what was read as texts. slow: seconds a document."""

    read: Callable[[bytes], Any]
    needs: str
    cells: Callable[[Any], Iterable[str]] | None
    distribution: str | None = None
    slow: bool = False


ENGINES = {
    "prongsai": Engine(by_prongsai, "prongsai", cells_of_report),
    "prongsai, reader alone": Engine(by_prongsai_reader, "prongsai", None),
    "pdfplumber extract_tables": Engine(by_pdfplumber, "pdfplumber", cells_of_tables, "pdfplumber"),
    "pdfplumber, stream order, mended": Engine(by_pdfplumber_mended, "prongsai", cells_of_tables),
    "pdfium load and text": Engine(by_pdfium, "pypdfium2", iter, "pypdfium2"),
    "PyMuPDF find_tables": Engine(by_pymupdf, "pymupdf", cells_of_tables, "pymupdf", slow=True),
    "camelot lattice": Engine(by_camelot, "camelot", cells_of_tables, "camelot-py", slow=True),
    "tabula lattice": Engine(by_tabula, "tabula", cells_of_tables, "tabula-py", slow=True),
    "pdftotext -layout": Engine(by_pdftotext, "pdftotext", iter),
}


def is_here(engine: Engine) -> bool:
    """Whether this interpreter has what the engine needs."""
    return bool(find_spec(engine.needs) or shutil.which(engine.needs))


def version_of(engine: Engine) -> str:
    if engine.needs == "pdftotext":
        told = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True, check=False).stderr
        return told.split("\n", 1)[0].rpartition(" ")[2]
    try:
        return version(engine.distribution or "prongsai")
    except PackageNotFoundError:
        return "unknown"


def _seconds() -> float:
    """CPU seconds of this process and of the children it has seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak_megabytes() -> float:
    """Megabytes (10^6 bytes). What the kernel kept of this program alone; getrusage would count its parent."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(status["VmHWM"].split()[0]), children) * 1024 / 1e6


def _forget() -> Callable[[], None]:
    """What empties caches that know texts, where the engine is ours; the benchmarks' package is not always there."""
    try:
        from benchmarks.coldness import forget_texts
    except ImportError:
        return lambda: None
    return forget_texts


def serve(name: str) -> None:
    """Answer requests until there are no more. What a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    engine = ENGINES[name]
    if not is_here(engine):
        print(json.dumps({"version": None}), file=answers, flush=True)
        return
    print(json.dumps({"version": version_of(engine)}), file=answers, flush=True)
    forget = _forget()
    for line in sys.stdin:
        asked = json.loads(line)
        data = Path(asked["path"]).read_bytes()
        forget()
        began, fell = _seconds(), ""
        try:
            read = engine.read(data)
        except Exception as error:  # noqa: BLE001 - a peer may raise anything; that it fell is its result
            read, fell = None, f"{type(error).__name__}: {error}"
        seconds = _seconds() - began
        cells = list(engine.cells(read)) if asked["cells"] and engine.cells and read is not None else []
        answer = {"seconds": seconds, "megabytes": _peak_megabytes(), "cells": cells, "fell": fell or None}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
