"""What holds of every report, whatever it says: stable text, places that lead back, ids, bytes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prongsai
from extract.clean import clean_document
from extract.readers import read_document
from prongsai.export.jsons import report_to_json
from prongsai.report import Report
from schemas.document import Cell, Document, Line
from schemas.place import TextPlace

TITLES = st.sampled_from(
    [
        "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "**มาตรการส่งเสริมคุณธรรมและความโปร่งใส\nภายในหน่วยงาน ปี 2567**",
        "การวิเคราะห์ผลการประเมิน ITA รอบ 6 เดือน (ต.ค. ๖๗ - มี.ค. ๖๘)",
    ]
)
AGENCIES = st.sampled_from(["เทศบาลตำบลทุ่งแฝก อำเภอทุ่งใหญ่ จังหวัดน่าน", "อบต.ดอนไม้งาม", "โรงพยาบาลบ้านสวนหลวง", ""])
PROSE = st.sampled_from(
    [
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๖ ได้คะแนน ๙๒.๕๐ คะแนน อยู่ในระดับ ผ่านดี",
        "ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนน 84.50\n- การใช้งบประมาณ ๘๐.๑๐ คะแนน",
        "โทร. ๐-๕๕๑๒-๓๔๕๖ อีเมล saraban@thungfaek.go.th งบ ๑๐,๐๐๐ บาท",
        "ส านักงานได้ด าเนินการ ที ่ประชุม เมื่อวันที่ ๗ พ.ย. ๖๕",
        "<b>หนา</b>&nbsp;และ <ul><li>ข้อหนึ่ง<li>ข้อสอง</ul>",
        "(นายสมหมาย ใจตรง)\nนายกเทศมนตรีตำบลทุ่งแฝก\nวันที่ ๕ เมษายน ๒๕๖๘",
        "บรรทัดยาวที่ถูกตัดกลางคำว่าการดำเนิน\nงานตามมาตรการ",
    ]
)
CELLS = st.sampled_from(
    [
        "", "-", "ไม่มี", "๑. รับเรื่องร้องเรียน", "การใช้งบประมาณ", "๑. ประชุม ๒. ติดตาม", "- เผยแพร่ - แจ้งเวียน", "กองคลัง/กองช่าง",
        "ต.ค. ๖๗ - ก.ย. ๖๘", "ดำเนินการแล้วเสร็จ ๑. ประกาศ", "๑๐,๐๐๐ บาท", "๙๐.๑๐", "การเพิ่มประสิทธิภาพ การดำเนินงานและการ",
        "<b>ส านักปลัด</b>", "ผ่านดี", "วันที่ ๗ พ.ย. ๖๕", "www.thungfaek.go.th", "ที ่ประชุม&nbsp;ใหญ่",
    ]
)  # fmt: skip
MEASURE_HEADS = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "หมายเหตุ"]
SCORE_HEADS = ["ตัวชี้วัด", "คะแนน ปี 2566", "คะแนน ปี ๒๕๖๗", "ระดับ"]
SCORE_NAMES = ["๑. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ", "แบบวัด IIT", "คะแนนเฉลี่ย"]


@st.composite
def grids(draw: st.DrawFn) -> str:
    heads = draw(st.sampled_from([MEASURE_HEADS, SCORE_HEADS]))
    names = CELLS if heads is MEASURE_HEADS else st.sampled_from(SCORE_NAMES)
    rows = [[draw(names), *(draw(CELLS) for _ in heads[1:])] for _ in range(draw(st.integers(1, 4)))]
    style = draw(st.sampled_from(["tabs", "pipes", "tags"]))
    if style == "tabs":
        return "\n".join("\t".join(row) for row in [heads, *rows])
    if style == "pipes":
        return "\n".join(f"| {' | '.join(row)} |" for row in [heads, *rows])
    return "<table>" + "\n".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in [heads, *rows]) + "</table>"


@st.composite
def texts(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(PROSE, grids(), PROSE), min_size=1, max_size=5))
    return "\n\n".join([draw(TITLES), draw(AGENCIES), *parts]) + "\n"


def read(text: str) -> Report:
    return prongsai.read_bytes(text.encode(), "composed.txt")


def held(document: Document) -> Iterator[Line | Cell]:
    for _, block in document.blocks():
        if isinstance(block, Line):
            yield block
        else:
            yield from (cell for row in block.rows for cell in row)


@given(texts())
def test_cleaning_what_is_clean_changes_nothing(text: str):
    """Repairs and digits, that is: line wraps are told by the columns of a document, which a second reading has not."""
    document = read_document(text.encode(), "first")
    clean_document(document)
    again = read_document(document.text.encode(), "again")
    repairs = clean_document(again)
    assert repairs == []
    assert not [step.rule for step in again.trace.steps if step.rule == "digits"]


@given(texts())
def test_spans_are_trimmed_and_inside_the_text(text: str):
    document = read_document(text.encode(), "composed")
    clean_document(document)
    assert document.trace.replay() == document.text
    for holder in held(document):
        for start, end in [holder.span] if isinstance(holder, Line) else holder.spans:
            assert 0 <= start <= end <= len(document.text)
            assert document.text[start:end] == document.text[start:end].strip()


def places(value: Any, at: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every pair of a raw text and its place, or places, in a report's data, with the path to it."""
    if isinstance(value, dict):
        provenance: Any = value.get("provenance")
        if isinstance(value.get("raw"), str) and isinstance(provenance, dict) and "line" in provenance:
            yield at, value["raw"], provenance
        if isinstance(value.get("raw"), dict):
            for role, raw in value["raw"].items():
                yield f"{at}.{role}", raw, provenance[role]
        for key, inner in value.items():
            yield from places(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, f"{at}[{index}]")


def standing(text: str, place: dict[str, int]) -> str:
    """The characters of the text at a place."""
    start = sum(len(line) + 1 for line in text.split("\n")[: place["line"] - 1]) + place["column"] - 1
    return text[start : start + place["length"]]


@settings(max_examples=80)
@given(texts())
def test_every_raw_text_stands_at_its_place(text: str):
    """The file's own characters, before any repair: scores, mentions and every cell of a measure."""
    data = json.loads(report_to_json(read(text)))
    found = 0
    for at, raw, place in places(data):
        shown = [standing(text, one) for one in (place if isinstance(place, list) else [place])]
        assert "\n".join(shown) == raw, at
        found += 1
    assert found >= len(data["mentions"]) + len(data["measures"])


@given(texts())
def test_what_is_unclaimed_or_repaired_has_a_place_in_the_file(text: str):
    report = read(text)
    lines = text.split("\n")
    placed = [item.provenance for item in report.unclaimed] + [item.provenance for item in report.repairs]
    placed += [finding.provenance for finding in report.findings if finding.provenance]
    for place in (one for places in placed for one in (places if isinstance(places, list) else [places])):
        assert isinstance(place, TextPlace)
        assert 1 <= place.line <= len(lines)
        assert place.column - 1 <= len(lines[place.line - 1])


@given(texts())
def test_ids_are_unique_and_findings_name_records_that_are_there(text: str):
    report = read(text)
    ids = [measure.id for measure in report.measures]
    assert ids == [f"m{number}" for number in range(1, len(ids) + 1)]
    keys = [
        (score.agency, score.scope, score.indicator_no, score.instrument, score.fiscal_year_be)
        for score in report.scores
    ]
    assert len(keys) == len(set(keys))
    for finding in report.findings:
        for name in finding.records:
            kind, _, index = name.partition("/")
            assert int(index) < len(getattr(report, kind))


@given(texts())
def test_the_same_bytes_give_the_same_report(text: str):
    assert report_to_json(read(text)) == report_to_json(read(text))


@given(texts())
def test_values_are_in_arabic_digits_and_on_one_line(text: str):
    report = read(text)
    for measure in report.measures:
        texts_of = [measure.measure, *measure.steps, *measure.results, *measure.responsible]
        assert not [value for value in texts_of if set("๐๑๒๓๔๕๖๗๘๙\n\t") & set(value) or value != value.strip()]
        assert not [value for value in texts_of if "<b>" in value or "&nbsp;" in value]


@given(texts(), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_of_any_kind_give_the_same_records(text: str, ends: str):
    first, second = read(text), read(text.replace("\n", ends))
    assert [m.model_dump() for m in first.measures] == [m.model_dump() for m in second.measures]
    assert [s.model_dump() for s in first.scores] == [s.model_dump() for s in second.scores]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp874"])
@settings(max_examples=10)
@given(text=texts())
def test_any_encoding_gives_the_same_records(encoding: str, text: str):
    first, second = read(text), prongsai.read_bytes(text.encode(encoding), "composed.txt")
    assert first.model_dump(exclude={"source", "document_id"}) == second.model_dump(exclude={"source", "document_id"})
