"""Numbers on crops of scans, in fonts that the recogniser was not trained on (made by training/digits/cases.py)."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("cv2", reason="the extra ocr is not installed")

import cv2
import numpy as np

from benchmarks.digits import CARD, RESULT, as_values, matched, result_to_tables
from extract.readers.scan.digits import read_run, read_runs
from extract.readers.scan.digits.network import load_weights
from extract.readers.scan.digits.paths import readings_of
from extract.readers.scan.digits.pieces import Segment
from extract.readers.scan.digits.symbols import CLASSES, CUT

CROPS = Path(__file__).parent / "cases" / "digits"
DRAWN = json.loads((CROPS / "index.json").read_text("utf-8"))
# Drawn as a number alone: text, as the file has it.
NUMBERS = {name: text for name, text in DRAWN.items() if as_values(text) and not set(text) & set("/()%")}
# File, symbols, text: signs that part numbers are shown, and are not of the text.
PARTED = [
    ("date.png", "๑๓/๐๙/๖๗", "130967"),
    ("bracket.png", "(๘๕)", "85"),
    ("share.png", "๙๐%", "90"),
]


def crop(name: str):
    return cv2.imread(str(CROPS / name), cv2.IMREAD_GRAYSCALE)


@pytest.mark.parametrize(("name", "text"), NUMBERS.items())
def test_a_number_is_read_in_its_script(name: str, text: str):
    reading = read_run(crop(name))
    assert reading.text == as_values(text)
    assert reading.thai == any("๐" <= char <= "๙" for char in text)
    assert reading.options[0][0] == reading.text
    assert reading.other < 0.05


@pytest.mark.parametrize(("name", "symbols", "text"), PARTED)
def test_signs_between_numbers_are_shown_and_left_out_of_the_text(name: str, symbols: str, text: str):
    reading = read_run(crop(name))
    assert ("".join(char for char, _, _ in reading.symbols), reading.text) == (symbols, text)
    assert reading.other > 0.05


@pytest.mark.parametrize("name", ["word.png", "latin.png"])
def test_words_are_no_numbers(name: str):
    reading = read_run(crop(name))
    assert (reading.text, reading.confidence) == ("", 0)
    assert reading.other > 0.9


def test_symbols_stand_where_they_were_drawn():
    image = crop("all.png")
    places = [place for _, _, place in read_run(image).symbols]
    assert places == sorted(places)
    assert all(0 <= x0 < x1 <= image.shape[1] for x0, x1 in places)
    middles = [(x0 + x1) / 2 for x0, x1 in places]
    assert all(20 < b - a < 80 for a, b in pairwise(middles)), "ten digits, evenly set"


def test_many_crops_are_read_as_each_alone():
    images = [crop(name) for name in DRAWN]
    assert [answer.text for answer in read_runs(images)] == [read_run(image).text for image in images]
    assert read_runs([]) == []


@pytest.mark.parametrize("size", [(1, 1), (2, 300), (60, 1), (60, 200)])
@pytest.mark.parametrize("tone", [0, 128, 255])
def test_a_blank_crop_says_nothing(size: tuple[int, int], tone: int):
    reading = read_run(np.full(size, tone, np.uint8))
    assert (reading.text, reading.symbols, reading.options, reading.other) == ("", (), (), 1.0)


def test_a_rule_of_the_table_is_no_part_of_the_number():
    image = crop("score.png")
    ruled = cv2.copyMakeBorder(image, 10, 8, 10, 8, cv2.BORDER_CONSTANT, value=int(np.median(image)))
    ruled[2:5], ruled[:, 2:5] = 20, 20
    assert read_run(ruled).text == "99.83"


@given(st.integers(1, 40), st.integers(1, 120), st.integers(0, 2**32 - 1))
def test_noise_gives_an_honest_answer(high: int, wide: int, seed: int):
    reading = read_run(np.random.default_rng(seed).integers(0, 256, (high, wide), np.uint8))
    assert 0 <= reading.confidence <= 1
    assert 0 <= reading.other <= 1
    assert sum(likelihood for _, likelihood in reading.options) <= 1 + 1e-6
    assert len({text for text, _ in reading.options}) == len(reading.options) <= 8


def shares(**classes: float) -> list[float]:
    return [classes.get(char, 0.0) for char in CLASSES]


# Two atoms: the first, both, the second.
SEGMENTS = [Segment(0, 0, 0, 0, 9, 9, 9), Segment(0, 1, 0, 0, 19, 9, 18), Segment(1, 1, 10, 0, 19, 9, 9)]


def readings(*table: list[float]) -> list[str]:
    return [way.values for way in readings_of(SEGMENTS, np.array(table, np.float32), 2)]


def test_a_sure_whole_speaks_against_its_parts():
    """A part of ๗ looks like ๓ as much as the whole looks like ๗; the rest of it looks like nothing."""
    part, rest = shares(**{"๓": 0.9, CUT: 0.1}), shares(**{"๑": 0.3, CUT: 0.7})
    assert readings(part, shares(**{"๗": 0.9, CUT: 0.1}), rest)[0] == "7"
    assert readings(part, shares(**{CUT: 1.0}), shares(**{"๑": 0.9, CUT: 0.1}))[0] == "31"


def test_ways_of_one_value_are_one_reading():
    sevens = readings(shares(**{CUT: 1.0}), shares(**{"๗": 0.5, "7": 0.4, CUT: 0.1}), shares(**{CUT: 1.0}))
    assert sevens.count("7") == 1


def test_a_number_seldom_mixes_scripts():
    first, both = shares(**{"๑": 0.98, CUT: 0.02}), shares(**{CUT: 1.0})
    assert readings(first, both, shares(**{"๓": 0.45, "6": 0.5, CUT: 0.05}))[0] == "13"
    assert readings(first, both, shares(**{"๓": 0.01, "6": 0.94, CUT: 0.05}))[0] == "16"


def test_the_weights_are_small_and_fit_the_classes():
    weights = load_weights()
    assert weights["out.b"].shape == (len(CLASSES),)
    path = Path(__file__).parent.parent / "extract/readers/scan/digits/weights.npz"
    assert path.stat().st_size < 2_000_000


@pytest.mark.parametrize(
    ("drawn", "read", "found"),
    [("2568", "2525", [1, 1, 0, 0]), ("99.83", "9.83", [0, 1, 1, 1, 1]), ("7", "", [0]), ("41", "141", [1, 1])],
)
def test_digits_are_counted_by_the_best_alignment(drawn: str, read: str, found: list[int]):
    assert matched(drawn, read) == [bool(right) for right in found]


def test_the_card_holds_the_figures_as_measured():
    assert result_to_tables(json.loads(RESULT.read_text("utf-8"))) in CARD.read_text("utf-8"), (
        "run benchmarks/digits.py"
    )
