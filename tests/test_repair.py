"""Repair of damaged Thai: cases as data, and what holds for every text."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.repair import STEPS, find_noise, repair, repair_text
from normalise.repair.glyphs import read_glyphs
from normalise.repair.likelihood import Arc, cost, read, read_plain
from normalise.words import is_word, segment, thai_words
from schemas.trace import Trace
from schemas.vocabulary import load

CASES = Path(__file__).parent / "cases" / "repair"


def cases(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"])


@pytest.mark.parametrize("case", cases("must_fix"), ids=lambda case: case["kind"])
def test_must_fix(case: dict[str, Any]) -> None:
    trace = Trace(case["text"])
    done = repair(trace)
    assert trace.text == case["fixed"]
    assert case["rule"] in {one.rule for one in done}


@pytest.mark.parametrize("case", cases("must_fix"), ids=lambda case: case["kind"])
def test_what_is_fixed_stays(case: dict[str, Any]) -> None:
    assert repair_text(case["fixed"]) == case["fixed"]


@pytest.mark.parametrize("case", cases("must_not_touch"), ids=lambda case: case["why"])
def test_must_not_touch(case: dict[str, Any]) -> None:
    trace = Trace(case["text"])
    assert repair(trace) == []
    assert trace.text == case["text"]


@pytest.mark.parametrize("case", cases("known_to_fail"), ids=lambda case: case["why"])
@pytest.mark.xfail(strict=True)
def test_known_to_fail(case: dict[str, Any]) -> None:
    assert repair_text(case["text"]) == case["wished"]


def test_repairs_are_counted_by_rule_and_pair() -> None:
    trace = Trace("x ต าบล ต าบล\nด าเนินการ")
    assert [(one.before, one.after, one.count, one.span) for one in repair(trace)] == [
        ("ต า", "ตำ", 2, (3, 5)),
        ("ด า", "ดำ", 1, (15, 17)),
    ]


def test_the_way_back_is_kept() -> None:
    raw = "เทศบาลต าบล"
    trace = Trace(raw)
    repair(trace)
    at = trace.text.index("ำ")
    assert raw[slice(*trace.back(at, at + 1))] == " า"


def test_damage_all_over_is_read_with_less_proof() -> None:
    alone, among = "ท้าแผนที่", "ส้านักงานจ้านวน ด้าเนินการก้าหนด ท้าแผนที่"
    assert repair_text(alone) == alone
    assert repair_text(among) == "สำนักงานจำนวน ดำเนินการกำหนด ทำแผนที่"


def test_every_rule_has_a_name_of_its_own_or_runs_twice_by_intent() -> None:
    names = [name for name, _ in STEPS]
    assert {name for name in names if names.count(name) > 1} == {"SARA AM in pieces"}


def test_every_step_of_the_table_is_met_by_a_case() -> None:
    met = {one.rule for case in cases("must_fix") for one in repair(Trace(case["text"]))}
    assert met == {name for name, _ in STEPS}


def test_every_private_use_glyph_is_read() -> None:
    known = load("glyphs")["private"]
    codes = [(chr(int(code, 16)), letter) for letter, row in known.items() for code in row]
    edits = read_glyphs("".join(glyph for glyph, _ in codes))
    assert [edit.new for edit in edits] == [letter for _, letter in codes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ข้อมูล ivo ของ", ["ivo"]),
        ("ข้อมูลivoของ luas การ", ["ivo", "luas"]),
        ("ระบบ line ของ web และ app ใน", []),
        ("ขนาด ๑๐ km ต่อ ชม", []),
        ("เว็บไซต์ www.example.go.th และ name@example.go.th ของ", []),
        ("ใช้ Facebook และ ITA ของ", []),
        ("ivo ของ", []),
    ],
)
def test_find_noise(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_noise(text)] == found


def test_own_words_are_none_of_the_general_dictionary() -> None:
    from pythainlp.corpus.common import thai_words as general

    own = [word for kind in ("words", "variants") for word in load("words")[kind]]
    assert [word for word in own if word in general()] == []
    assert len(own) == len(set(own))
    assert thai_words() >= set(own)


def test_segment_knows_the_words_of_administration() -> None:
    assert segment("สำนักปลัดกำหนดตัวชี้วัด") == ("สำนักปลัด", "กำหนด", "ตัวชี้วัด")
    assert is_word("ตัวชี้วัด")
    assert not is_word("ตวัชวี้ดั")


def test_likelier_is_cheaper() -> None:
    assert cost("") == 0.0
    assert cost("ดำเนินการ") < cost("ด้าเนินการ")


def test_an_arc_is_taken_only_for_its_penalty() -> None:
    offer = Arc(1, 3, "ำ", 5.0)
    assert read("ด้าเนินการ", [offer]).arcs == (offer,)
    assert read("ด้านการ", [offer]).arcs == ()
    assert read("ด้าเนินการ", [offer._replace(penalty=500.0)]).arcs == ()


SOUND = (
    "เทศบาลตำบลลานทองได้ดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ เพื่อให้บุคลากรทุกฝ่ายทราบ\n"
    "๑. สำนักปลัด\tจัดทำคู่มือและชี้แจงขั้นตอนการปฏิบัติงานให้เจ้าหน้าที่ที่เกี่ยวข้องซึ่งต้องนำไปใช้\tแล้วเสร็จ\n"
    "๒. กองคลัง\tเผยแพร่จำนวนเงินและลำดับของโครงการบนเว็บไซต์ของหน่วยงาน<br>อย่างน้อยเดือนละหนึ่งครั้ง\tอยู่ระหว่างดำเนินการ\n"
    "ผู้บริหารกำกับติดตาม และรายงานผลต่อที่ประชุมทุกไตรมาส ทั้งนี้ คะแนนตัวชี้วัดสูงขึ้นกว่าปีที่ผ่านมา | ไม่ต่ำกว่าเกณฑ์"
)
MARK = "[ัิ-ฺ็-๎]"
DAMAGE = {
    "SARA AM lost": ("ำ", " า"),
    "SARA AM lost, tone mark behind": ("([่-๋]?)ำ", r" \1า"),
    "SARA AM apart": ("([่-๋]?)ำ", r"\1ํา"),
    "SARA AM apart, tone mark inside": ("([่-๋]?)ำ", r"ํ\1า"),
    "SARA AM doubled": ("ำ", "ำา"),
    "SARA AM for SARA AA": ("า", "ำ"),
    "tone mark for SARA AM": ("(?<=[ก-ฮ])ำ", "้า"),
    "SARA E twice": ("แ", "เเ"),
    "order reversed": ("([ัิ-ู])([่-์])", r"\2\1"),
    "marks twice": ("([ัิ-ู่-๋])", r"\1\1"),
    "space before marks": ("([ัิ-ู่-๋])", r" \1"),
    "space behind leading vowels": ("([เ-ไ])", r"\1 "),
    "space behind open vowels": ("([ัื][่-๋]?)(?=[ก-ฮ])", r"\1 "),
    "marks behind the next letter": (f"(?<=[ก-ฮ])({MARK}+)([ก-ฮ])(?!{MARK})", r"\2\1"),
    "low vowel for tone mark": ("(?<=[ปฝฟ])้", "ู"),
    "tone mark for low vowel": ("ู([่้])", r"่\1"),
    "no-break spaces": (" ", "\u00a0"),
    "zero-width spaces": ("(?<=[ก-ฮ])(?=[ก-ฮ])", "\u200b"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_report_comes_back_whole(kind: str) -> None:
    damaged = re.sub(*DAMAGE[kind], SOUND)
    assert damaged != SOUND
    assert repair_text(damaged) == SOUND


def test_sound_text_of_the_seeds_is_left_alone(shared: Path) -> None:
    for seed in sorted((shared / "seeds").glob("*.txt")):
        assert repair(Trace(seed.read_text("utf-8"))) == [], seed.name


LETTERS = "กดตนปรสหอมงวะาำเแไัิีึืุู็่้๊์ํๆฯ๑5 \n\t|.\u200b\u00a0\u0000Éѷ‡Œř\uf70a\uf712\uf0fe"
STRETCHES = [
    "การ", "ที่", "กำร", "ขึ้น", "ขนึ้", "ซงึ่", "ต าบล", "น้ า", "ส้านัก", "ปูอง", "ผู้", "ทีÉ",
    "<br>", "<td>", " า", "เเ", "ควำม", "วา่", "จั ด", "ขอ้ มูล", "ที่ปที่", "คู่มือ", "จาํ ", "ดำเนิน",
]  # fmt: skip
pieces = st.lists(st.sampled_from([*LETTERS, *STRETCHES]), max_size=40).map("".join)


@given(pieces)
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = repair_text(text)
    assert repair_text(once) == once


@given(pieces)
def test_layout_is_never_crossed(text: str) -> None:
    trace = Trace(text)
    repair(trace)
    assert re.findall(r"[\n\t|]|<[^>]*>", trace.text) == re.findall(r"[\n\t|]|<[^>]*>", text)
    for at, letter in enumerate(trace.text):
        if letter in "\n\t|<>":
            assert text[slice(*trace.back(at, at + 1))] == letter


@given(pieces)
def test_the_steps_explain_the_text(text: str) -> None:
    trace = Trace(text)
    done = repair(trace)
    assert trace.replay() == trace.text
    assert sum(one.count for one in done) == sum(len(step.edits) for step in trace.steps)
    assert bool(done) == bool(trace.steps)


@given(pieces)
def test_a_text_as_it_stands_is_read_as_without_arcs(text: str) -> None:
    assert read_plain(text) == read(text, ())


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    once = repair_text(text)
    assert repair_text(once) == once


@given(pieces)
def test_words_joined_again_are_the_text(text: str) -> None:
    assert "".join(segment(text)) == text
