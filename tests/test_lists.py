"""Lists, units and empty cells (lists, markers, units, empties)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.lists.splitting import Item, is_empty, is_unit, items, split_items, split_units

CASES = Path(__file__).parent / "cases" / "lists"


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(row, id=row.get("why", row["text"])) for row in rows]


@pytest.mark.parametrize("case", cases("items"))
def test_items(case: dict[str, Any]):
    assert items(case["text"]) == case["items"]


@pytest.mark.parametrize("case", cases("units"))
def test_units(case: dict[str, Any]):
    assert [case["text"][start:end] for start, end, _ in split_units(case["text"])] == case["units"]


def unit_cases() -> list[Any]:
    groups = tomllib.loads((CASES / "units_and.toml").read_text("utf-8")).values()
    parted = [(row[0], row[1:]) for group in groups for row in group["split"]]
    whole = [(text, [text]) for group in groups for text in group["one"]]
    return [pytest.param(text, units, id=text) for text, units in parted + whole]


@pytest.mark.parametrize(("text", "units"), unit_cases())
def test_units_with_and_blanks_and_slashes(text: str, units: list[str]):
    assert [text[start:end] for start, end, _ in split_units(text)] == units


EMPTY = [
    "", " ", "-", "–", "- -", "ไม่มี", "ไม่มี.", "- ไม่มี -", "(ไม่มี)", "ไม่มีข้อเสนอแนะ", "ไม่มีข้อเสนอแนะเพิ่มเติม", "ไม่มีปัญหา",
    "ไม่มีปัญหาและอุปสรรค", "ไม่พบปัญหา/อุปสรรค", "ไม่พบปัญหาอุปสรรคในการดำเนินงาน", "N/A", "…", "ไม่ มี",
]  # fmt: skip
SAYING = ["ไม่มีผู้ร้องเรียน", "ไม่พบการทุจริต", "ไม่มีงบประมาณเพียงพอ", "มี", "0", "1.", "กองคลัง", "ไม่มีเรื่องร้องเรียน"]


@pytest.mark.parametrize("text", EMPTY)
def test_what_says_nothing(text: str):
    assert is_empty(text)
    assert split_items(text) == []
    assert split_units(text) == []


@pytest.mark.parametrize("text", SAYING)
def test_what_says_something(text: str):
    assert not is_empty(text)


@pytest.mark.parametrize("text", ["กองคลัง", "ทุกสำนัก/กอง", "สำนักปลัด, กองช่าง", "คณะทำงาน", "ผู้อำนวยการ กองคลัง"])
def test_what_names_units(text: str):
    assert is_unit(text)


@pytest.mark.parametrize("text", ["", "-", "จัดประชุม", "กองคลัง, จัดประชุม", "กองทุนสวัสดิการ", "ตุลาคม 2566"])
def test_what_does_not(text: str):
    assert not is_unit(text)


def test_an_item_is_placed_in_the_text_handed_in():
    assert split_items("ก่อนเริ่ม 1. หนึ่ง  2.สอง") == [Item(0, 9, ""), Item(13, 18, "1."), Item(22, 25, "2.")]


WORDS = [
    "ประชุม", "กองคลัง", "และ", "ข้อ", "1.", "2.", "3)", "(1)", "1.1", "-", "–", "•", "ก.", "ข)", "ได้แก่", ":",
    "“", "”", "(", ")", "2566", "ม.ค.", "www.a.go.th", "/", ",", "ไม่มี", "โดย",
]  # fmt: skip
GAPS = ["", " ", " ", "\n", "\n\t", "  "]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=30).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
SENTENCES = st.lists(
    st.sampled_from(["ประชุม", "กำกับ ติดตาม", "เผยแพร่แผน พ.ศ. 2566", "รับ - ส่ง ผู้ป่วย", "สรุป ITA"]), min_size=1, max_size=12
)


@given(TEXTS)
def test_items_and_marks_are_the_whole_text(text: str):
    parts: list[str] = []
    at = 0
    for start, end, marker in split_items(text):
        assert at <= start <= end
        parts += marker, text[start:end]
        at = end
    assert is_empty(text) or "".join("".join(parts).split()) == "".join(text.split())


@given(TEXTS)
def test_units_are_in_order_and_lose_no_letter(text: str):
    units, at, between = split_units(text), 0, ""
    for start, end, _ in units:
        assert at <= start < end
        between += text[at:start]
        at = end
    assert is_empty(text) or is_empty(between + text[at:]) or not any(word in between for word in ("ประชุม", "กองคลัง"))


@given(SENTENCES, st.sampled_from(["\n", " "]))
def test_a_numbered_list_is_read_as_it_was_written(sentences: list[str], gap: str):
    text = gap.join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))
    assert items(text) == sentences


@given(SENTENCES)
def test_splitting_the_items_again_changes_nothing(sentences: list[str]):
    for item in items("\n".join(f"- {sentence}" for sentence in sentences)):
        assert items(item) == [item]
