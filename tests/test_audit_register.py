"""The register and its rules: complete, in both languages, never graver than their grounds; how they are printed."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.audit import audit
from prongsai.audit.edits import distance, is_swap, nearest
from prongsai.audit.page import findings_page
from prongsai.audit.rules import checks, rule
from prongsai.audit.table import place_to_text, print_findings
from prongsai.pipeline import read_bytes
from schemas.findings import register
from schemas.place import PagePlace, TextPlace
from schemas.records import Finding, Measure, Score
from tests.audit_bench import CLEAN, document_of, measure, report_of, score

# The rule names of the output contract.
CONTRACT = [
    "change-mismatch", "overall-mismatch", "score-conflict", "rating-mismatch", "failing-count-mismatch",
    "indicator-mismatch", "score-out-of-range", "indicator-missing", "indicator-duplicate", "scores-missing",
    "sequence-gap", "sequence-duplicate", "cell-empty", "date-range-reversed", "date-invalid",
    "period-outside-fiscal-year", "fiscal-year-conflict", "contact-conflict", "agency-name-variant", "foreign-agency",
    "place-mismatch", "count-mismatch", "text-damaged",
]  # fmt: skip
NEEDS = {"agency", "contacts", "fiscal_year", "measures", "places", "scores", "text"}


def test_every_rule_of_the_contract_is_registered_with_its_function():
    assert set(register()) == set(CONTRACT) == set(checks())


@pytest.mark.parametrize("code", CONTRACT)
def test_a_row_of_the_register_is_whole(code: str):
    row = register()[code]
    assert checks()[code].__module__ == f"prongsai.audit.{row.group}"
    assert set(row.needs.split()) <= NEEDS
    assert row.needs
    assert row.grade != "C" or row.severity == "info"
    assert all((row.title_th, row.title_en, row.message_th, row.message_en, row.source))
    fields = [
        {part.split("}")[0].split(":")[0] for part in text.split("{")[1:]} for text in (row.message_th, row.message_en)
    ]
    assert fields[1] <= fields[0]


def test_a_code_belongs_to_one_function():
    with pytest.raises(ValueError, match="cell-empty"):
        rule("cell-empty")(checks()["cell-empty"])


def test_the_page_is_made_from_the_register(root: Path):
    assert (root / "docs" / "findings.md").read_text("utf-8") == findings_page()


def test_nothing_is_asked_where_nothing_is_known():
    assert audit(report_of(name=None), document_of("")) == []


PIECES = [
    *("เทศบาลตำบล", "หนองแก้วมณี", "หนองแก้มณี", "จึงได้จัดทำ", "มาตรการ", "ภายในหน่วยงานของ", "สำนักงาน ป.ป.ช.", "อำเภอ"),
    *("จังหวัดชลบุรี", "พนัสนิคม", "จำนวน 3 ", "ตัวชี้วัด", "ตัวชี้วัดที่ 4 ", "การใช้อำนาจ", "ไม่ผ่านเกณฑ์", "ได้แก่", "ดังนี้"),
    *(
        "ประจำปีงบประมาณ พ.ศ. 2566",
        "17 - 11 กุมภาพันธ์ 2567",
        "1) ",
        "- ",
        ", ",
        "/",
        "และ",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\ufffd",
        "่",
        "abc",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
VALUES = st.one_of(st.none(), st.floats(-5, 120).map(lambda value: round(value, 2)))
SCORES = st.lists(
    st.builds(
        lambda value, no, year, rating, change: score(
            value, no=no, year=year, rating=rating, change_stated=change, change_computed=change and change + 1
        ),
        VALUES, st.one_of(st.none(), st.integers(1, 10)), st.sampled_from([None, 2561, 2565, 2567]),
        st.sampled_from([None, "A", "ผ่าน", "?"]), VALUES,
    ),
    max_size=14,
)  # fmt: skip
MEASURES = st.lists(
    st.builds(
        lambda seq, name, raw: measure(seq, name, raw={"measure": name, "results": raw}),
        st.one_of(st.none(), st.integers(0, 5)),
        TEXTS,
        TEXTS,
    ),
    max_size=5,
)


@given(text=TEXTS, scores=SCORES, measures=MEASURES, kind=st.sampled_from(["plan", "results", "analysis", "unknown"]))
def test_no_report_brings_a_rule_down(text: str, scores: list[Score], measures: list[Measure], kind: str):
    report = report_of(scores=scores, measures=measures, kind=kind, title=text[:80], district="พนัสนิคม", province="ชลบุรี")
    for finding in audit(report, document_of(text)):
        assert Finding.model_validate(finding.model_dump()) == finding
        assert "{" not in finding.message_th + finding.message_en
        assert all(place.split("/")[0] in ("scores", "measures", "mentions") for place in finding.records)


SEEDS = [
    "000_126e8177fc5eee7b",
    "001_8ff7b54fef815ded",
    "002_4b1d816ea88a0cda",
    "003_00b0099420d76139",
    "004_997627b45412d521",
]


@pytest.mark.parametrize("name", SEEDS)
def test_the_conformance_reports(name: str, shared: Path):
    gold = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))["findings"]
    found = read_bytes((shared / "seeds" / f"{name}.txt").read_bytes(), f"{name}.txt").findings
    raised = {finding.rule for finding in found if finding.severity != "info"}
    assert set(gold["must"]) - raised == set()
    assert raised - set(gold["must"]) - set(gold["may"]) == set()


FAULTY = CLEAN.replace("๑๗ - ๒๑", "๑๗ - ๑๑").replace("จังหวัดชลบุรี", "จังหวัดระยอง")


@pytest.fixture
def found() -> list[Finding]:
    return read_bytes(FAULTY.encode(), "x.txt").findings


def test_findings_for_a_terminal_begin_with_the_gravest(found: list[Finding], capsys: pytest.CaptureFixture[str]):
    print_findings({"a.txt": list(reversed(found)), "b.txt": []})
    out = capsys.readouterr().out
    assert "a.txt: 1 error, 1 warning" in out
    assert "b.txt: nothing found" in out
    assert out.index("date-range-reversed") < out.index("place-mismatch")
    assert place_to_text(found[0].provenance) in out


def test_findings_as_json_have_the_fields_of_the_contract(found: list[Finding], capsys: pytest.CaptureFixture[str]):
    print_findings({"a.txt": found}, "json")
    (told,) = json.loads(capsys.readouterr().out).values()
    assert [Finding.model_validate(item) for item in told] == found


def test_findings_as_csv_are_one_row_each(found: list[Finding], capsys: pytest.CaptureFixture[str]):
    print_findings({"a,b.txt": found}, "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["file"], row["rule"]) for row in rows] == [("a,b.txt", finding.rule) for finding in found]


def test_an_unknown_style_is_refused():
    with pytest.raises(ValueError, match="yaml"):
        print_findings({}, "yaml")


WHERE = [
    (None, ""),
    (TextPlace(line=12, column=4, length=3), "line 12:4"),
    ([TextPlace(line=12, column=4, length=3)] * 2, "line 12:4"),
    (PagePlace(page=3, bbox=(10.0, 99.6, 20.0, 110.0)), "page 3, 100 pt down"),
]


@pytest.mark.parametrize(("place", "words"), WHERE)
def test_where_a_person_has_to_look(place, words: str):
    assert place_to_text(place) == words


EDITS = [
    ("งอบ", "อบ", 1), ("งอบ", "งอบบ", 1), ("งอบ", "งบอ", 1), ("งอบ", "งาบ", 1), ("งอบ", "งอบ", 0), ("งอบ", "บอง", 2),
    ("abcd", "wxyz", 3),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "apart"), EDITS)
def test_how_far_two_words_are(first: str, second: str, apart: int):
    assert distance(first, second, 2) == distance(second, first, 2) == apart


@given(st.text("กขค", max_size=6), st.text("กขค", max_size=6))
def test_distance_is_that_of_the_plain_table(first: str, second: str):
    assert distance(first, second, 9) == slow_distance(first, second)
    assert distance(first, second, 1) == min(slow_distance(first, second), 2)
    assert is_swap(first, second) == (
        first != second and any(swapped(first, at) == second for at in range(len(first) - 1))
    )


def swapped(text: str, at: int) -> str:
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def slow_distance(first: str, second: str) -> int:
    """Optimal string alignment, straight from its definition."""
    if not first or not second:
        return len(first) + len(second)
    best = min(
        slow_distance(first[:-1], second) + 1,
        slow_distance(first, second[:-1]) + 1,
        slow_distance(first[:-1], second[:-1]) + (first[-1] != second[-1]),
    )
    if len(first) > 1 and len(second) > 1 and first[-2:] == second[-2:][::-1]:
        best = min(best, slow_distance(first[:-2], second[:-2]) + 1)
    return best


def test_the_nearest_name_is_found_among_many():
    assert nearest("ป่าพยอม", ["ป่าบอน", "ป่าพะยอม", "ป่ายอม"], 2) == "ป่าพะยอม"
    assert nearest("ป่าพยอม", ["ศรีบรรพต"], 2) is None
