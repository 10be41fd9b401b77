"""Line wraps are healed, spaces that were meant stay (wraps, and through it linebreaks, linefit, joints)."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.wraps import Width, column_width, heal, heal_text
from schemas.trace import apply_edits

CASES = Path(__file__).parent / "cases" / "wraps"


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(row, id=row["why"]) for row in rows]


@pytest.mark.parametrize("case", cases("spaces"))
def test_wraps_that_became_spaces(case: dict[str, str]):
    assert heal_text(case["text"].replace("|", " ")) == case["text"].replace("|", "")


@pytest.mark.parametrize("case", cases("untouched"))
def test_spaces_that_were_meant(case: dict[str, str]):
    assert heal(case["text"]) == []


@pytest.mark.parametrize("case", cases("line_ends"))
def test_line_ends(case: dict[str, str]):
    assert heal_text(case["text"]) == case["healed"]


@pytest.mark.parametrize("case", cases("known"))
@pytest.mark.xfail(strict=True, reason="one cell's words and widths do not tell")
def test_known_to_fail(case: dict[str, str]):
    assert heal_text(case["text"]) == case["healed"]


COLUMN = [
    "ขั้นตอนการยืม พัสดุ",
    "การทบทวนคู่มือ การให้บริการ ประชาชน",
    "การเผยแพร่แผน จัดซื้อจัดจ้าง ประจำปี",
    "การป้องกันการ รับสินบนของ เจ้าหน้าที่",
]


def test_a_cell_without_evidence_is_healed_by_its_column():
    assert heal_text(COLUMN[0]) == COLUMN[0]
    width = column_width(COLUMN)
    assert width is not None
    assert width.spaces is not None
    assert apply_edits(COLUMN[0], heal(COLUMN[0], width)) == "ขั้นตอนการยืมพัสดุ"


def test_a_column_without_wraps_has_no_width():
    assert column_width(["กองคลัง", "กำกับ ติดตาม ประเมินผล", "ไม่มี", ""]) is None


def test_the_lines_of_a_column_tell_that_a_line_was_ended_on_purpose():
    column = [
        "ออกตรวจร้านอาหาร\nทุกเดือน",
        "เผยแพร่รายชื่อร้านอาหารที่ผ่านเกณฑ์มาตรฐาน\nบนเว็บไซต์และติดป้ายไว้หน้าร้านทุกแห่งที่ได้รับ\nการรับรอง",
    ]
    width = column_width(column)
    assert width is not None
    assert heal(column[0], width) == []
    assert heal(column[0], Width(None, None)) != []


def test_typed_line_ends_stay_but_inside_a_phrase():
    text = "จัดเวรดูแลความสะอาดห้องน้ำผู้ป่วยนอกทุกวัน\nสำรวจความพึงพอใจของผู้ป่วยทุกไตรมาสและการ\nให้บริการของห้องยา"
    after, before = text.rsplit("\n", 1)
    assert apply_edits(text, heal(text, typed=True)) == after + before


def test_an_edit_is_placed_in_the_text_handed_in():
    edits = heal("เผยแพร่คู่มือการ\nให้บริการของหน่วย\nงาน QR")
    assert [(edit.start, edit.end, edit.new) for edit in edits] == [(16, 17, ""), (34, 35, "")]


WORDS = [
    "การ", "พัฒนา", "บุคลากร", "ของ", "หน่วยงาน", "และ", "โดย", "ให้", "ITA", "2567", "1.", "-", "•", "(ก)", "ๆ", "ฯ",
    "“", "www.a.go.th", "ทรัพยากร", "บุคคล", "ที่", "ก",
]  # fmt: skip
GAPS = ["", "", " ", " ", "\n", "  ", "\n\t", " \n", "\n\n", "\u00a0"]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
WIDTHS = st.none() | st.builds(Width, st.none() | st.floats(300, 4000), st.none() | st.floats(300, 4000))


@given(TEXTS, WIDTHS)
def test_only_white_space_is_edited(text: str, width: Width | None):
    edits = heal(text, width)
    for edit in edits:
        assert text[edit.start : edit.end].isspace()
        assert edit.new in ("", " ")
    assert all(one.end <= other.start for one, other in pairwise(edits))
    assert "".join(apply_edits(text, edits).split()) == "".join(text.split())


@given(TEXTS)
def test_healing_twice_changes_nothing_more(text: str):
    healed = heal_text(text)
    assert heal_text(healed) == healed


@given(st.lists(st.sampled_from(["ประชุม", "การ", "ของหน่วยงาน", "ITA 2567", "โดยเร็ว"]), min_size=2, max_size=8))
def test_items_on_lines_of_their_own_stay_there(words: list[str]):
    text = "\n".join(f"• {word}" for word in words)
    assert heal_text(text) == text


# lines of those responsible | width of their column's lines, in hundredths of an em | what is left of the line ends
UNITS = [
    (["สำนักปลัด", "เทศบาล", "กองการศึกษา"], 700, "สำนักปลัดเทศบาล\nกองการศึกษา"),
    (["กองแผนงาน", "และงบประมาณ", "กองช่าง"], 700, "กองแผนงานและงบประมาณ\nกองช่าง"),
    (["นิติกร", "หัวหน้าฝ่าย"], 1200, "นิติกร\nหัวหน้าฝ่าย"),
    (["นิติกร", "หัวหน้าฝ่าย"], 520, "นิติกร\nหัวหน้าฝ่าย"),
    (["หัวหน้าสำนัก", "ปลัดเทศบาล"], 620, "หัวหน้าสำนักปลัดเทศบาล"),
    (["รอง", "ผู้อำนวยการ"], 520, "รองผู้อำนวยการ"),
    (["กลุ่มพัสดุ", "หน่วยยานพาหนะ"], 1500, "กลุ่มพัสดุ\nหน่วยยานพาหนะ"),
    (["ผู้อำนวยการ", "กองช่าง"], 800, "ผู้อำนวยการกองช่าง"),
    (["นางสาวมาลี แสงทอง", "นายบุญมา ดีพร้อม"], 800, "นางสาวมาลี แสงทอง\nนายบุญมา ดีพร้อม"),
    (["งานสารสนเทศ", "และการสื่อสาร"], 800, "งานสารสนเทศและการสื่อสาร"),
    (["ทุกฝ่าย", "ในโรงพยาบาล"], 1500, "ทุกฝ่ายในโรงพยาบาล"),
]


@pytest.mark.parametrize(("lines", "width", "healed"), UNITS)
def test_units_one_a_line_stay_apart_and_wrapped_ones_become_whole(lines, width, healed):
    text = "\n".join(lines)
    assert apply_edits(text, heal(text, Width(float(width), None))) == healed
