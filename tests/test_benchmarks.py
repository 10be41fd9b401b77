"""The benchmarks' own parts: their page, what counts as found, and caches that must not flatter."""

import json
from pathlib import Path

import pytest

from benchmarks.coldness import forget_texts
from benchmarks.page import PAGE, RESULTS, results_to_page
from benchmarks.pdf import CELLS, SAMPLES, corpus, texts_of
from normalise.words import segment, thai_words


def test_the_page_is_made_from_the_results():
    assert PAGE.read_text("utf-8") == results_to_page(RESULTS), "run python benchmarks/page.py"


TITLES = {
    "text": "## Text to records",
    "pdf": "## PDF to records",
    "tables": "## Reports to tables",
    "batch": "## Batches",
}


@pytest.mark.parametrize(("kept", "title"), TITLES.items())
def test_a_part_without_its_result_is_left_out(kept, title, tmp_path: Path):
    (tmp_path / f"{kept}.json").write_text((RESULTS / f"{kept}.json").read_text("utf-8"), "utf-8")
    titles = [line for line in results_to_page(tmp_path).splitlines() if line.startswith("## ")]
    assert titles == [title]


def test_every_pdf_is_in_the_figures():
    result = json.loads((RESULTS / "pdf.json").read_text("utf-8"))
    for engine in CELLS:
        assert list(result["accuracy"][engine]["by_sample"]) == [path.name for path in corpus()]


def test_the_texts_of_an_answer_are_those_of_tables():
    answer = {
        "measures": [{"seq": 1, "measure": "ก", "steps": ["ข", "ค"], "period": {"start": None}, "status": None}],
        "scores": [{"score": 84.6, "indicator_name": "ง"}, {"score": 100.0}],
    }
    assert list(texts_of(answer)) == ["ก", "ข", "ค", "84.60", "ง", "100.00"]


@pytest.mark.parametrize("engine", CELLS)
def test_cells_are_read_by_each_engine(engine):
    cells = list(CELLS[engine]((SAMPLES / "town_two_years.office.pdf").read_bytes()))
    assert "กองคลัง" in cells


def test_texts_are_forgotten_and_tables_are_kept():
    segment("แผนงานประจำปี")
    assert segment.cache_info().currsize > 0
    forget_texts()
    assert (segment.cache_info().currsize, thai_words.cache_info().currsize) == (0, 1)
