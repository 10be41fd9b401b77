"""Every cell of the seed reports is found whole in the PDFs each maker made of them."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from extract.readers.pdf import read_pdf
from normalise.repair import repair
from schemas.document import Document, Table

MAKERS = ("office", "chrome", "lostam")


def bare(text: str) -> str:
    return re.sub(r"<[^>]+>|\s", "", text)


def seed_cells(path: Path) -> list[str]:
    """Cells of the tab-separated tables, without white space and mark-up."""
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n") if "\t" in line]
    return [bare(cell) for row in rows for cell in row if bare(cell)]


def columns_read(document: Document) -> list[str]:
    """The text of each column down all pages, headers that repeat left out: a cell cut by a page stands whole in it."""
    repair(document.trace)
    columns: dict[int, str] = defaultdict(str)
    heads: set[tuple[str, ...]] = set()
    for _, block in document.blocks():
        if not isinstance(block, Table):
            continue
        texts = [[bare(_now(document, cell.spans[0])) for cell in row] for row in block.rows]
        first = 1 if tuple(texts[0]) in heads else 0
        heads.add(tuple(texts[0]))
        for row, cells in zip(texts[first:], block.rows[first:], strict=True):
            for column, (text, cell) in enumerate(zip(row, cells, strict=True)):
                columns[column] += "" if cell.inherited else text
    return list(columns.values())


def _now(document: Document, span: tuple[int, int]) -> str:
    return document.text[slice(*document.trace.forward(*span))]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("number", ["000", "003"])
def test_seed_cells_are_found_whole(shared, maker, number):
    (seed,) = (shared / "seeds").glob(f"{number}_*.txt")
    (path,) = (shared / "pdf").glob(f"{number}_*.{maker}.pdf")
    columns = columns_read(read_pdf(path.read_bytes(), path.name))
    missing = [cell for cell in seed_cells(seed) if not any(cell in column for column in columns)]
    assert missing == []
