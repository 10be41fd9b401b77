"""What is measured against what on PDFs. Each engine imports its own parts: a process that runs one holds no other.

``python benchmarks/engines.py NAME FILE...`` reads the files by one engine and prints the process's peak memory.
"""

import io
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any


def by_prongsai(data: bytes) -> Any:
    """The whole way: validated records."""
    from prongsai import read_bytes

    return read_bytes(data, "report.pdf")


def by_prongsai_reader(data: bytes) -> Any:
    """The reader alone: tables and lines in order, before the text is cleaned."""
    from extract.readers import read_document

    return read_document(data, "report.pdf")


def by_pdfplumber(data: bytes, settings: dict[str, Any] | None = None) -> list[list[list[str | None]]]:
    """Tables, each a list of rows of cells; default settings unless told."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [table for page in document.pages for table in page.extract_tables(settings)]


def by_pdfium(data: bytes) -> list[str]:
    """The floor: pages loaded and their text in the order pdfium gives it, without any table."""
    from pypdfium2 import PdfDocument

    texts = []
    with closing(PdfDocument(data)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                texts.append(text.get_text_range())
    return texts


ENGINES: dict[str, Callable[[bytes], Any]] = {
    "prongsai": by_prongsai,
    "prongsai, reader alone": by_prongsai_reader,
    "pdfplumber extract_tables": by_pdfplumber,
    "pdfium load and text": by_pdfium,
}


def main() -> None:
    engine = ENGINES[sys.argv[1]]
    for path in sys.argv[2:]:
        engine(Path(path).read_bytes())
    # What the kernel kept of this program alone; getrusage would count the parent it was forked from.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    print(int(status["VmHWM"].split()[0]) * 1024 / 1e6)


if __name__ == "__main__":
    main()
