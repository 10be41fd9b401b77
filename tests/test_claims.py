"""Nothing is lost: every letter of a measure table is in a record, or is told as unclaimed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prongsai
from prongsai.report import Report

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568"
HEADINGS = [
    "ที่", "ตัวชี้วัด", "ขั้นตอน", "ระยะเวลา", "สถานะ", "ผลการดำเนินการ", "ผลลัพธ์", "ปัญหา/อุปสรรค", "ข้อเสนอแนะ",
    "การติดตามผล", "งบประมาณ", "เป้าหมาย", "หน่วยนับ",
]  # fmt: skip
PHRASES = st.sampled_from(
    [
        "", "", "-", "ไม่มี", "1", "๒", "กองคลัง", "สำนักปลัด/กองช่าง", "๑. ประชุม ๒. ติดตาม", "- เผยแพร่ - แจ้งเวียน",
        "ดำเนินการแล้วเสร็จ", "ดำเนินการแล้วเสร็จ ๑. ประกาศ", "อยู่ระหว่างดำเนินการ", "ต.ค. ๖๗ - ก.ย. ๖๘", "ตลอดปีงบประมาณ",
        "การใช้งบประมาณ", "ตัวชี้วัดที่ 3 การใช้อำนาจ", "10,000 บาท", "ผู้รับผิดชอบ", "เปิดเผยข้อมูลแผนการจัดซื้อจัดจ้างทางเว็บไซต์",
        "รับเรื่องร้องเรียน 24 ชั่วโมง", "ด้านที่ 2 การให้บริการ", "โครงการอบรม (รุ่นที่ 1) ณ ห้องประชุม", "✓", "มาตรการ",
    ]
)  # fmt: skip
NAMES = st.sampled_from(["รับเรื่องร้องเรียน", "๑. เปิดเผยข้อมูล", "2) ทำคู่มือ", "การใช้อำนาจ", "แผนการใช้จ่ายงบประมาณ", ""])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A header with a measure and a unit in it, and rows of any phrases; some rows hold one text alone."""
    others = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=5, unique=True))
    at = draw(st.integers(0, len(others)))
    header = [*others[:at], "มาตรการ", "ผู้รับผิดชอบ", *others[at:]]
    rows = [header]
    for _ in range(draw(st.integers(1, 6))):
        row = [draw(NAMES) if name == "มาตรการ" else draw(PHRASES) for name in header]
        if draw(st.integers(0, 5)) == 0:
            row = [draw(st.sampled_from(["ด้านที่ 1 บุคลากร", "การพัฒนาระบบ", "3. อบรม"])), *[""] * (len(header) - 1)]
        rows.append(row)
    return rows


def squashed(text: str) -> str:
    """Letters and figures alone, figures in Arabic: what must not be lost."""
    return "".join(re.findall(r"[ก-ฮA-Za-z0-9]", text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))))


def kept(report: Report) -> str:
    """All that the records, the headers and the list of unclaimed text say, squashed."""
    texts = [item.text for item in report.unclaimed]
    texts += [cell for table in report.tables for row in table.header for cell in row]
    for measure in report.measures:
        texts += [measure.section or "", *measure.raw.values(), *measure.other.values()]
    return "\n".join(map(squashed, texts))


STYLES = {
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "pipes": lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows),
    "tags": lambda rows: "<table>" + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows) + "</table>",
}


@pytest.mark.parametrize("style", [pytest.param(name, id=name) for name in STYLES])
@settings(max_examples=60)
@given(rows=tables())
def test_every_letter_of_every_cell_is_told(style: str, rows: list[list[str]]):
    report = prongsai.read_bytes(f"{TITLE}\n\n{STYLES[style](rows)}\n".encode(), "table.txt")
    if not report.measures:
        return
    told = kept(report)
    assert [cell for row in rows for cell in row if squashed(cell) not in told] == []


LISTS = ("steps", "results", "outcomes", "issues", "recommendations", "follow_up")
FIELD_HEADINGS = dict(zip(LISTS, ["ขั้นตอน", "ผลการดำเนินการ", "ผลลัพธ์", "ปัญหา", "ข้อเสนอแนะ", "การติดตามผล"], strict=True))


@settings(max_examples=40)
@given(
    cells=st.lists(
        PHRASES.filter(lambda text: text not in ("มาตรการ", "ผู้รับผิดชอบ")), min_size=len(LISTS), max_size=len(LISTS)
    )
)
def test_list_fields_hold_all_but_numbers_and_bullets(cells: list[str]):
    """Only a number, a bullet, an empty answer and a statement of completion leave a list field."""
    rows = [["มาตรการ", "ผู้รับผิดชอบ", *FIELD_HEADINGS.values()], ["รับเรื่อง", "กองคลัง", *cells]]
    (measure,) = prongsai.read_bytes(f"{TITLE}\n\n{STYLES['tabs'](rows)}\n".encode(), "table.txt").measures
    for field, cell in zip(LISTS, cells, strict=True):
        held = squashed("".join(getattr(measure, field)) + ((measure.status or "") if field == "results" else ""))
        letters = re.sub(r"[0-9]", "", squashed(cell))
        assert sorted(re.sub(r"[0-9]", "", held)) == sorted("" if cell == "ไม่มี" else letters)


def test_a_section_without_measures_is_unclaimed():
    text = f"{TITLE}\n\nมาตรการ\tผู้รับผิดชอบ\n1. รับเรื่อง\tกองคลัง\nด้านที่ 2 บุคลากร\t\nด้านที่ 3 การบริการ\t\n2. อบรม\tกองช่าง\n"
    report = prongsai.read_bytes(text.encode(), "table.txt")
    assert [item.text for item in report.unclaimed] == ["ด้านที่ 2 บุคลากร"]


def test_remarks_in_a_score_table_are_unclaimed():
    text = f"{TITLE}\n\nตัวชี้วัด\tคะแนน\tข้อสังเกต\n1. การปฏิบัติหน้าที่\t90.10\tควรลดขั้นตอนให้สั้นลง\n2. การใช้งบประมาณ\t85.20\t-\n"
    report = prongsai.read_bytes(text.encode(), "table.txt")
    assert [item.text for item in report.unclaimed] == ["ควรลดขั้นตอนให้สั้นลง"]


def test_tables_of_another_kind_claim_nothing():
    text = f"{TITLE}\n\nรายการ\tจำนวน\tหน่วย\nปากกา\t10\tด้าม\nดินสอ\t20\tแท่ง\n"
    assert prongsai.read_bytes(text.encode(), "table.txt").unclaimed == []
