"""A value beside its source: which characters and boxes are marked, where words are looked for, steps of a repair."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.page import RESULTS
from benchmarks.review import PAGE, fill
from normalise.repair.steps import STEPS
from prongsai.review import render, words
from prongsai.review.charts import bars, trend
from prongsai.review.confidence import GRADES
from prongsai.review.fields import Field
from prongsai.review.kinds import SHAPES
from prongsai.review.render import draw_page
from prongsai.review.seek import seek_in_text, seek_on_pages, wanted_of
from prongsai.review.steps import explain
from prongsai.review.views import Box, TextLine, close_up, mark_lines
from prongsai.review.words import Words
from tests.bombs import nested_forms
from tests.deskruns import PDF, ROOT, SAMPLES


def marked(lines: list[TextLine]) -> list[str]:
    return [text for line in lines for text, is_marked in line.pieces if is_marked]


def place(line: int, column: int, length: int) -> dict[str, Any]:
    return {"line": line, "column": column, "length": length}


TEXT = "หนึ่ง\tสอง\nสาม สี่\n\nห้า"


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([], []),
        ([place(1, 7, 3)], ["สอง"]),
        ([place(1, 7, 7)], ["สอง", "สาม"]),
        ([place(4, 1, 3), place(1, 1, 5)], ["หนึ่ง", "ห้า"]),
        ([place(1, 1, 5), place(1, 3, 4)], ["หนึ่ง", "\t"]),
        ([place(2, 1, 0)], []),
        ([place(9, 1, 3)], []),
        ([place(4, 1, 99)], ["ห้า"]),
    ],
)
def test_the_characters_of_a_place_are_marked(places: list[dict[str, Any]], found: list[str]):
    lines = mark_lines(TEXT, places)
    assert marked(lines) == found
    assert "\n".join("".join(text for text, _ in line.pieces) for line in lines) == TEXT, "the whole text is shown"


def test_of_a_long_text_the_lines_around_are_shown():
    text = "\n".join(f"บรรทัด {number}" for number in range(1, 5001))
    lines = mark_lines(text, [place(3000, 1, 6)])
    assert (lines[0].number, lines[-1].number) == (2970, 3030)
    assert marked(lines) == ["บรรทัด"]
    assert mark_lines(text, [])[0].number == 1


def test_of_a_long_line_the_part_around_is_shown():
    text = "ก" * 400_000 + "ข" * 7 + "ค" * 400_000
    (line,) = mark_lines(text, [place(1, 400_001, 7)])
    assert marked([line]) == ["ข" * 7]
    assert line.cut
    assert sum(len(piece) for piece, _ in line.pieces) < 5_000


@given(st.text("กข \n", max_size=60), st.lists(st.tuples(st.integers(1, 9), st.integers(1, 20), st.integers(0, 9))))
def test_marking_loses_and_doubles_no_character(text: str, places: list[tuple[int, int, int]]):
    lines = mark_lines(text, [place(*told) for told in places])
    assert "\n".join("".join(piece for piece, _ in line.pieces) for line in lines) == text


@pytest.mark.parametrize(
    ("boxes", "found"),
    [
        ([], None),
        ([Box(10, 10, 500, 700)], None),
        ([Box(300, 400, 40, 20)], (180.0, 374.0, 280.0, 72.0)),
        ([Box(0, 0, 40, 20)], (0.0, 0.0, 280.0, 46.0)),
        ([Box(560, 800, 30, 20)], (315.0, 774.0, 280.0, 68.0)),
        ([Box(100, 100, 300, 20), Box(100, 300, 300, 20)], (74.0, 74.0, 352.0, 272.0)),
    ],
)
def test_the_close_up_holds_every_box_and_a_margin(boxes: list[Box], found: tuple[float, ...] | None):
    assert close_up(boxes, 595, 842) == found


NAMELESS = Field("report/agency/name", "report.agency.name", "report", "เทศบาลตำบลทุ่งแฝก", None)


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        (NAMELESS, "เทศบาลตำบลทุ่งแฝก"),
        (replace(NAMELESS, places=[place(1, 1, 2)]), None),
        (replace(NAMELESS, kind="report.kind", value="results"), None),
        (replace(NAMELESS, kind="report.agency.province", value="แพร่"), "จังหวัดแพร่"),
        (replace(NAMELESS, value="ตาก"), None),
        (
            replace(NAMELESS, kind="report.signatory", value={"name": "นายสมชาย ใจกล้า", "position": "นายก"}),
            "นายสมชาย ใจกล้า",
        ),
        (replace(NAMELESS, kind="report.report_date", value=None), None),
    ],
)
def test_what_is_looked_for(field: Field, wanted: str | None):
    assert wanted_of(field) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("ก่อน\nเทศบาล ต าบลทุ่ง  แฝก", "เทศบาลตำบลทุ่งแฝก", ["เทศบาล ต าบลทุ่ง  แฝก"]),
        ("รายงานผล\nปี ๒๕๖๗ ฉบับนี้", "รายงานผลปี 2567", ["รายงานผล", "ปี ๒๕๖๗"]),
        ("Integrity REPORT", "integrity report", ["Integrity REPORT"]),
        ("เทศบาลตำบลทุ่งแฝก เทศบาลตำบลทุ่งแฝก", "ทุ่งแฝก", ["ทุ่งแฝก"]),
        ("เทศบาลเมืองทุ่งแฝก", "เทศบาลตำบลทุ่งแฝก", []),
        ("กขค", "กข", []),
        ("", "เทศบาลตำบล", []),
    ],
)
def test_words_are_found_whatever_their_spaces_marks_and_digits(text: str, wanted: str, found: list[str]):
    assert marked(mark_lines(text, seek_in_text(text, wanted))) == found


def test_words_are_found_on_a_page():
    data = (SAMPLES / PDF).read_bytes()
    (box,) = seek_on_pages(data, "องค์การบริหารส่วนตำบลทุ่งดอกคูน")
    x0, top, x1, bottom = box["bbox"]
    assert box["page"] == 1
    assert 0 < x0 < x1 < 600
    assert 50 < top < bottom < 200, "below the title, in the upper part of the page"
    assert seek_on_pages(data, "เทศบาลนครที่ไม่มีในไฟล์นี้") == []
    assert seek_on_pages(b"no PDF", "เทศบาลตำบล") == []


def test_a_page_is_drawn_and_what_is_no_page_is_not():
    picture = draw_page((SAMPLES / PDF).read_bytes(), 1)
    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
    assert picture.width < picture.height
    assert draw_page((SAMPLES / PDF).read_bytes(), 3) is None
    assert draw_page((SAMPLES / PDF).read_bytes(), 0) is None


def test_a_page_that_hangs_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch):
    renderer = render.Renderer()
    try:
        good = (SAMPLES / PDF).read_bytes()
        assert renderer.page("b" * 64, good, 1) is not None
        monkeypatch.setattr(render, "SECONDS", 1)
        assert renderer.page("a" * 64, nested_forms(), 1) is None
        monkeypatch.setattr(render, "SECONDS", 60)
        assert renderer.page("b" * 64, good, 2) is not None
        assert renderer.text("c" * 64, b"", "one.txt") is None
    finally:
        renderer.close()


@pytest.mark.parametrize(
    ("raw", "rules"),
    [
        ("ด าเนินการ ๙๙", ["lost SARA AM", "digits"]),
        ("ดำเนินการ", []),
        ("", []),
        ("ก" * 20_001, []),
    ],
)
def test_a_repair_is_shown_step_by_step(raw: str, rules: list[str]):
    assert [step.rule for step in explain(raw)] == rules


def test_the_last_step_is_the_one_that_gave_the_value():
    """A lone cell cannot say what its column did."""
    (step,) = explain("เปิดเผย\nค่าน้ำมัน\nรถสาย\nตรวจ ", "เปิดเผยค่าน้ำมันรถสายตรวจ")
    assert (step.rule, step.changes, step.after.strip()) == ("wrap", 3, "เปิดเผยค่าน้ำมันรถสายตรวจ")
    assert explain("รถ สาย\nตรวจ", "รถ สาย\nตรวจ") == ()
    assert [step.after for step in explain("ปี ๒๕๖๗\nแล้ว", "ปี 2567 แล้ว")] == ["ปี 2567\nแล้ว", "ปี 2567 แล้ว"]


@given(st.text("กดำ า่์เ๑9 \n", max_size=30))
def test_the_pieces_of_a_step_are_the_text_before_and_after(raw: str):
    text = raw
    for step in explain(raw):
        assert "".join(piece.old for piece in step.pieces) == text
        text = "".join(piece.old if piece.new is None else piece.new for piece in step.pieces)
        assert text == step.after


@pytest.mark.parametrize(
    ("value", "kind", "thai", "english"),
    [
        (83.9, "score.score", ["83.90"], ["83.90"]),
        (83.125, "score.score", ["83.125"], ["83.125"]),
        (None, "score.score", [], []),
        ([], "measure.steps", [], []),
        (["ก", "ข"], "measure.steps", ["ก", "ข"], ["ก", "ข"]),
        ("2023-10-25", "mention.value", ["25 ต.ค. 2566", "2023-10-25"], ["25 Oct 2023", "2023-10-25"]),
        ("2023-13-45", "mention.value", ["2023-13-45"] * 2, ["2023-13-45"] * 2),
        ("results", "report.kind", ["รายงานผลการดำเนินการ"], ["results"]),
        ({"no": 4, "name": "การใช้"}, "measure.indicator", ["4 การใช้"], ["4 การใช้"]),
        (
            {"raw": "ต.ค. 66", "start": "2023-10-01", "end": None},
            "measure.period",
            ["ต.ค. 66", "= 1 ต.ค. 2566"],
            ["ต.ค. 66", "= 1 Oct 2023"],
        ),
        ({"raw": "ตลอดปี", "start": None, "end": None}, "measure.period", ["ตลอดปี"], ["ตลอดปี"]),
    ],
)
def test_values_as_people_read_them(value: Any, kind: str, thai: list[str], english: list[str]):
    assert (Words("th").value(value, kind), Words("en").value(value, kind)) == (thai, english)


def test_every_word_is_there_in_both_languages_and_used():
    table = words.table()
    assert all(thai.strip() and english.strip() for group in table.values() for thai, english in group.values())
    review = ROOT / "prongsai" / "review"
    code = "".join(path.read_text("utf-8") for suffix in ("py", "html") for path in review.rglob(f"*.{suffix}"))
    used = {key for key in table["ui"] if f'"{key}"' in code}
    used |= {key for key in table["ui"] if key.startswith("decision_")}
    assert set(table["ui"]) - used == set()


def test_every_kind_grade_and_repair_has_a_name():
    table = words.table()
    assert set(SHAPES) == set(table["kind"])
    assert set(GRADES) == set(table["grade"])
    assert {name for name, _ in STEPS} <= set(table["step"])


def test_the_page_tells_what_was_measured():
    page = PAGE.read_text("utf-8")
    result = json.loads((RESULTS / "review.json").read_text("utf-8"))
    assert page == fill(page, result), "run python -m benchmarks.review"
    small = {path.name for path in (PAGE.parent / "screenshots").iterdir() if path.stat().st_size < 150_000}
    assert set(re.findall(r"!\[[^]]*]\(screenshots/([^)]+)\)", page)) <= small


def test_bars_are_drawn_against_the_longest():
    drawn = bars([("ก", 40, None, ""), ("ข", 10, None, ""), ("ค", 0, None, "")])
    assert [bar.length for bar in drawn] == [100.0, 25.0, 0.0]
    assert bars([]) == []


def test_a_trend_runs_upwards_where_scores_do():
    drawn = trend("t", [(0, "ก", 2565, 80.0), (0, "ก", 2567, 95.0), (1, "ข", 2566, 60.0)])
    first, second = drawn.runs
    assert first.dots[0].y > drawn.mark > first.dots[1].y, "below and above the pass mark, 85"
    assert first.dots[0].x < second.dots[0].x < first.dots[1].x
    assert first.path == f"M{first.dots[0].x} {first.dots[0].y} L{first.dots[1].x} {first.dots[1].y}"
    assert [year for _, year in drawn.years] == [2565, 2566, 2567]
