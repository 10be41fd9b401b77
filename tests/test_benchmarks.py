"""The benchmarks' own parts: their page, what counts as found, and caches that must not flatter."""

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy import fewest_errors, find, is_thai, scores_of, texts_of
from benchmarks.answers import key
from benchmarks.coldness import forget_texts
from benchmarks.engines import ENGINES, is_here
from benchmarks.everything import PARTS as COMMANDS
from benchmarks.everything import command
from benchmarks.page import PAGE, PICTURES, RESULTS, fill_page, pictures
from benchmarks.parts import PARTS, goals_to_part
from benchmarks.pdf import corpus, ratios
from benchmarks.plots import Axis, draw, tenfolds
from benchmarks.score import compare, fields
from benchmarks.serving import Engines
from normalise.words import segment, thai_words

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "town_two_years.office.pdf"


def test_the_page_is_made_from_the_results():
    page = PAGE.read_text("utf-8")
    assert page == fill_page(page, RESULTS), "run python -m benchmarks.page"


def test_the_plots_are_made_from_the_results():
    for name, picture in pictures(RESULTS).items():
        assert (PICTURES / name).read_text("utf-8") == picture, "run python -m benchmarks.page"


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_its_place_and_its_command(name: str):
    page = PAGE.read_text("utf-8")
    assert page.count(f"<!-- begin: {name} -->\n") == page.count(f"<!-- end: {name} -->\n") == 1
    assert f"python -m benchmarks.{name}" in page


def test_a_part_is_filled_from_its_result_and_prose_is_kept(tmp_path: Path):
    result = {"date": "2026-01-02", "machine": "m", "versions": {"a": "1"}, "rounds": 3, "measured": []}
    (tmp_path / "tables.json").write_text(json.dumps(result), "utf-8")
    page = "Before.\n<!-- begin: tables -->\nold\n<!-- end: tables -->\nAfter \\1.\n"
    filled = fill_page(page, tmp_path)
    assert filled.startswith("Before.\n<!-- begin: tables -->\n\n2026-01-02, m; a 1; 3 rounds.\n")
    assert filled.endswith("\n<!-- end: tables -->\nAfter \\1.\n")
    assert "old" not in filled
    assert fill_page(filled, tmp_path) == filled


def test_a_part_without_its_result_is_left_empty(tmp_path: Path):
    page = "<!-- begin: text -->\nold\n<!-- end: text -->\n"
    assert fill_page(page, tmp_path) == "<!-- begin: text -->\n<!-- end: text -->\n"


def test_goals_are_held_to_what_was_measured():
    startup = {
        "commands": {"prongsai --help": {"ratio": 2.5}, "prongsai extract, one small text report": {"ratio": 1.6}}
    }
    (told,) = goals_to_part({"startup": startup})
    assert "| `prongsai --help` to bare Python | at most 3 | 2.50 | yes |" in told
    assert told.endswith("| at most 1.5 | 1.60 | no |\n")


def test_every_pdf_is_in_the_figures():
    result = json.loads((RESULTS / "accuracy.json").read_text("utf-8"))
    for engine in result["engines"].values():
        assert list(engine["by_sample"]) == [path.name for path in corpus()]


def test_a_part_is_told_of_pdfs_and_peers_where_it_asks_for_them():
    told = {name: command(name, Path("pdfs"), "python")[1:] for name in COMMANDS}
    assert told["pdf"] == ["-m", "benchmarks.pdf", "--pdfs", "pdfs", "--peers", "python"]
    assert told["accuracy"] == ["-m", "benchmarks.accuracy", "--peers", "python"]
    assert told["text"] == ["-m", "benchmarks.text"]


ANSWER = {
    "measures": [{"seq": 1, "measure": "ก", "steps": ["ข", "ค"], "period": {"start": None}, "status": None}],
    "scores": [{"score": 84.6, "indicator_name": "ง"}, {"score": 100.0}],
}


def test_the_texts_of_an_answer_are_those_of_tables():
    assert list(texts_of(ANSWER)) == ["ก", "ข", "ค", "ง"]
    assert scores_of(ANSWER) == ["84.60", "100.00"]


def test_found_is_whole_in_one_cell():
    assert find(["แผน งาน", "งานประจำ", "๑๒"], ["แผนงาน", "ประจำปี", "12"]) == [True, False, True]


@pytest.mark.parametrize(
    ("text", "read", "errors"),
    [
        ("แผนงาน", "ตามแผนงานปี", 0),
        ("แผนงาน", "ตามแผงานปี", 1),
        ("แผนงาน", "แผ่นงาน", 1),
        ("กขค", "", 3),
        ("กขค", "งจฉ", 3),
    ],
)
def test_fewest_errors(text: str, read: str, errors: int):
    assert fewest_errors(text, read) == errors


def slowly(text: str, read: str) -> int:
    """The same by the plain table: a row a character of the text, free to begin and end anywhere in what was read."""
    row = [0] * (len(read) + 1)
    for letter in text:
        new = [row[0] + 1]
        for place, other in enumerate(read):
            new.append(min(row[place + 1] + 1, new[place] + 1, row[place] + (letter != other)))
        row = new
    return min(row)


@settings(max_examples=200, deadline=None)
@given(st.text("กขค", min_size=1, max_size=8), st.text("กขค", max_size=12))
def test_fewest_errors_is_the_edit_distance_to_a_stretch(text: str, read: str):
    assert fewest_errors(text, read) == slowly(text, read)


@pytest.mark.parametrize(("text", "thai"), [("แผนงานประจำปี", True), ("แผน", False), ("integrity plan ก", False)])
def test_errors_are_counted_in_thai_texts(text: str, thai: bool):
    assert is_thai(text) is thai


def test_ratios_are_those_of_rounds_that_have_both():
    assert ratios([{"a": 4.0, "b": 2.0}, {"b": 1.0}, {"a": 9.0, "b": 3.0}], "a", "b") == [2.0, 3.0]


def test_engines_answer_from_processes_of_their_own():
    names = ("prongsai", "pdfplumber extract_tables", "pdfium load and text")
    with Engines(None, names) as engines:
        assert tuple(engines.by_name) == names
        for engine in engines.by_name.values():
            told = engine.read(SAMPLE, cells=True)
            assert find(["88.12"], list(map(key, told["cells"]))) == [True]
            assert told["seconds"] > 0
            assert told["fell"] is None
            assert engine.megabytes > 10


def test_an_engine_that_falls_says_why(tmp_path: Path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing")
    with Engines(None, ("pdfplumber extract_tables",)) as engines:
        told = engines.by_name["pdfplumber extract_tables"].read(broken, cells=True)
    assert told["cells"] == []
    assert told["fell"]


def test_a_peer_that_is_nowhere_is_left_out():
    absent = [name for name, engine in ENGINES.items() if engine.needs == "camelot" and not is_here(engine)]
    with Engines(sys.executable, ("camelot lattice",)) as engines:
        assert engines.missing == absent


def test_a_plot_places_points_on_its_axes():
    picture = draw(
        "A & B", tenfolds("x", [1, 100]), Axis("y", 0, 100, tenfold=False), {"s": [(1, 0), (100, 100)]}, joined=True
    )
    root = ET.fromstring(picture)
    (line,) = root.iter("{http://www.w3.org/2000/svg}polyline")
    assert line.get("points") == "70.0,350.0 530.0,40.0"


def test_texts_are_forgotten_and_tables_are_kept():
    segment("แผนงานประจำปี")
    assert segment.cache_info().currsize > 0
    forget_texts()
    assert (segment.cache_info().currsize, thai_words.cache_info().currsize) == (0, 1)


def test_gains_and_losses_are_matched_by_id():
    before = {"a.txt measure 1 steps": True, "a.txt measure 1 seq": False, "b.txt score 2": True, "c.txt x": True}
    now = {"a.txt measure 1 steps": False, "a.txt measure 1 seq": True, "b.txt score 2": True, "d.txt new": False}
    change = compare(before, now)
    assert change == (["a.txt measure 1 seq"], ["a.txt measure 1 steps"], ["c.txt x"])
    assert fields(["a measure 1 steps", "b measure 2 steps", "b report.kind"]) == "steps 2, report.kind 1"


def test_nothing_changed_is_no_loss():
    assert compare({"a": True, "b": False}, {"a": True, "b": False}) == ([], [], [])
