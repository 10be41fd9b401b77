"""Text with a way back: edits, intervals to and fro, and the explanation that replays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.trace import Edit, Trace, apply_edits

LETTERS = st.text(alphabet="กขคงจำ่้ ๑๒1ab\n\t<>", max_size=24)


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    """Sorted, disjoint edits of a text of this length: some insert, some delete, some keep the length."""
    bounds = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    edits: list[Edit] = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=False):
        if edits and start == end == edits[-1].end:
            continue  # two insertions at one place are one edit
        same = draw(st.booleans())
        new = draw(st.text("xyzกข ", min_size=end - start if same else 0, max_size=end - start if same else 4))
        edits.append(Edit(start, end, new))
    return edits


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    trace = Trace(draw(LETTERS))
    for number in range(draw(st.integers(0, 4))):
        trace.apply(f"rule {number}", draw(edits_of(len(trace.text))))
    return trace


@st.composite
def traces_with_span(draw: st.DrawFn) -> tuple[Trace, int, int]:
    trace = draw(traces())
    start = draw(st.integers(0, len(trace.text)))
    return trace, start, draw(st.integers(start, len(trace.text)))


# text | edits | becomes | interval of the new text | raw interval it came from
BACK = [
    pytest.param("ต าบล", [Edit(1, 3, "ำ")], "ตำบล", (0, 2), (0, 3), id="composed"),
    pytest.param("ต าบล", [Edit(1, 3, "ำ")], "ตำบล", (1, 2), (1, 3), id="the new letter alone"),
    pytest.param("ต าบล", [Edit(1, 3, "ำ")], "ตำบล", (2, 4), (3, 5), id="behind it"),
    pytest.param("ปี ๒๕๖๘", [Edit(3, 7, "2568")], "ปี 2568", (5, 6), (5, 6), id="same length, one by one"),
    pytest.param("<b>งบ</b>", [Edit(0, 3, ""), Edit(5, 9, "")], "งบ", (0, 2), (3, 5), id="tags off"),
    pytest.param("กข", [Edit(1, 1, "\n")], "ก\nข", (1, 2), (1, 1), id="inserted: from nothing"),
    pytest.param("กข", [Edit(2, 2, "!")], "กข!", (2, 3), (2, 2), id="inserted at the end"),
    pytest.param("กข", [Edit(0, 2, "")], "", (0, 0), (2, 2), id="nothing left"),
    pytest.param("กข", [], "กข", (1, 1), (1, 1), id="no edits, empty interval"),
]


@pytest.mark.parametrize(("raw", "edits", "text", "span", "source"), BACK)
def test_back(raw, edits, text, span, source):
    trace = Trace(raw)
    trace.apply("rule", edits)
    assert trace.text == text
    assert trace.back(*span) == source


# raw | edits | raw interval | interval of the new text
FORWARD = [
    pytest.param("ต าบล", [Edit(1, 3, "ำ")], (0, 5), (0, 4), id="all"),
    pytest.param("ต าบล", [Edit(1, 3, "ำ")], (2, 3), (1, 2), id="half of what was replaced"),
    pytest.param("<b>งบ</b>ก", [Edit(0, 3, ""), Edit(5, 9, "")], (0, 9), (0, 2), id="a cell with its tags"),
    pytest.param("<b>งบ</b>ก", [Edit(0, 3, ""), Edit(5, 9, "")], (5, 9), (2, 2), id="nothing of it left"),
    pytest.param("กขค", [Edit(1, 1, "--")], (1, 2), (3, 4), id="what is inserted before it is not its"),
    pytest.param("กขค", [Edit(1, 2, "ขข")], (3, 3), (4, 4), id="the empty interval at the end"),
]


@pytest.mark.parametrize(("raw", "edits", "span", "target"), FORWARD)
def test_forward(raw, edits, span, target):
    trace = Trace(raw)
    trace.apply("rule", edits)
    assert trace.forward(*span) == target


def test_an_insertion_into_what_replaced_something_keeps_the_order():
    trace = Trace("ตํา")
    trace.apply("widen", [Edit(1, 3, "xyz")])
    trace.apply("insert", [Edit(2, 2, "-")])
    assert trace.text == "ตx-yz"
    assert [trace.back(at, at + 1) for at in range(1, 5)] == [(1, 3)] * 4
    assert trace.forward(1, 3) == (1, 5)


def test_edits_stay_those_of_their_step_whatever_becomes_of_the_list():
    trace, edits = Trace("กขค"), [Edit(0, 1, "")]
    trace.apply("drop", edits)
    edits.clear()
    assert trace.back(0, 1) == (1, 2)


def test_no_edits_are_no_step():
    trace = Trace("ก")
    trace.apply("nothing", [])
    assert trace.steps == []


@given(traces())
def test_the_explanation_explains(trace: Trace):
    assert trace.replay() == trace.text


@given(traces_with_span())
def test_every_interval_leads_back_into_the_raw_text(drawn: tuple[Trace, int, int]):
    trace, start, end = drawn
    first, last = trace.back(start, end)
    assert 0 <= first <= last <= len(trace.raw)
    assert start < end or first == last


@given(traces())
def test_bounds_never_decrease(trace: Trace):
    assert len(trace.starts) == len(trace.ends) == len(trace.text)
    assert list(trace.starts) == sorted(trace.starts)
    assert list(trace.ends) == sorted(trace.ends)


@given(traces_with_span())
def test_there_and_back_holds_all_that_came_from_somewhere(drawn: tuple[Trace, int, int]):
    """Going forward from an interval's source reaches at least the interval, but for inserted characters."""
    trace, start, end = drawn
    first, last = trace.forward(*trace.back(start, end))
    sourced = [at for at in range(start, end) if trace.starts[at] < trace.ends[at]]
    assert all(first <= at < last for at in sourced)


@given(st.data(), LETTERS)
def test_characters_outside_the_edits_are_their_own_source(data: st.DataObject, raw: str):
    edits = data.draw(edits_of(len(raw)))
    trace = Trace(raw)
    trace.apply("rule", edits)
    kept = [at for at in range(len(raw)) if not any(edit.start <= at < edit.end for edit in edits)]
    shown = [at for at in range(len(trace.text)) if trace.back(at, at + 1) in {(k, k + 1) for k in kept}]
    assert [raw[at] for at in kept] == [trace.text[at] for at in shown if trace.starts[at] in kept]


@given(st.data(), LETTERS)
def test_edits_of_the_same_length_map_one_by_one(data: st.DataObject, raw: str):
    new = data.draw(st.text("xyz๑๒", min_size=len(raw), max_size=len(raw)))
    trace = Trace(raw)
    trace.apply("letters", [Edit(0, len(raw), new)])
    assert [trace.back(at, at + 1) for at in range(len(raw))] == [(at, at + 1) for at in range(len(raw))]


def test_apply_edits_in_order():
    assert apply_edits("กขคง", [Edit(0, 0, "<"), Edit(1, 3, "-"), Edit(4, 4, ">")]) == "<ก-ง>"
