"""Mentions anywhere in a document: kinds, values, order, and the way back to the characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prongsai
from schemas.place import TextPlace
from schemas.records import Mention


def mentions(text: str) -> list[Mention]:
    return prongsai.read_bytes(text.encode(), "text.txt").mentions


# sentence | kind, raw, value
FOUND = [
    ("เมื่อวันที่ ๗ พ.ย. ๖๕ ได้ประชุม", ("date", "๗ พ.ย. ๖๕", "2022-11-07")),
    ("ในวันที่ 13/09/67", ("date", "13/09/67", "2024-09-13")),
    ("ระหว่างวันที่ ๑๗ – ๒๑ กุมภาพันธ์ ๒๕๖๖", ("date_range", "๑๗ – ๒๑ กุมภาพันธ์ ๒๕๖๖", "2023-02-17/2023-02-21")),
    ("ตั้งแต่ ต.ค. ๖๗ - ก.ย. ๖๘", ("date_range", "ต.ค. ๖๗ - ก.ย. ๖๘", "2024-10-01/2025-09-30")),
    ("ภายในเดือนมีนาคม 2568", ("date_range", "มีนาคม 2568", "2025-03-01/2025-03-31")),
    ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", ("fiscal_year", "ปีงบประมาณ พ.ศ. ๒๕๖๘", "2568")),
    ("โทร. 0-5512-3456 ต่อ 12", ("phone", "0-5512-3456 ต่อ 12", "055123456")),
    ("โทรศัพท์ ๐๘๑ ๒๓๔ ๕๖๗๘", ("phone", "๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678")),
    ("อีเมล saraban@thungfaek.go.th", ("email", "saraban@thungfaek.go.th", "saraban@thungfaek.go.th")),
    ("ที่ https://www.thungfaek.go.th/ita/o42.", ("url", "https://www.thungfaek.go.th/ita/o42", None)),
    ("งบประมาณ ๒๕,๐๐๐.๕๐ บาท", ("money", "๒๕,๐๐๐.๕๐ บาท", "25000.50")),
    ("ใช้งบ 1.5 ล้านบาท", ("money", "1.5 ล้านบาท", "1500000")),
]


@pytest.mark.parametrize(("sentence", "told"), FOUND)
def test_a_mention_in_a_sentence(sentence, told):
    kind, raw, value = told
    (mention,) = mentions(f"{sentence}\n")
    assert (mention.kind, mention.raw) == (kind, raw)
    assert mention.value == (value or raw)


# sentences that only look like dates, contacts or money
NONE = [
    "ตามมาตรา 103/1 และข้อ 12.5",
    "ร้อยละ 95.10 ของทั้งหมด 1,250 คน",
    "ประชุมครั้งที่ 3 ในเดือนมีนาคม",
    "เลขที่หนังสือ นน 52001/1234",
    "มี.ความรู้ และ ก.พ. กำหนด",
]


@pytest.mark.parametrize("sentence", NONE)
def test_no_mention(sentence):
    assert mentions(f"{sentence}\n") == []


def test_a_date_does_not_go_on_from_cell_to_cell():
    found = mentions("เดือน\tเรื่อง\tค้าง\nตุลาคม 2567\t4\t3\nพฤศจิกายน 2567\t1\t0\nสิ้น 30\nกันยายน 2568")
    assert [(one.raw, one.value) for one in found if one.kind in ("date", "date_range")] == [
        ("ตุลาคม 2567", "2024-10-01/2024-10-31"),
        ("พฤศจิกายน 2567", "2024-11-01/2024-11-30"),
        ("30\nกันยายน 2568", "2025-09-30"),
    ]


def test_they_come_in_reading_order_from_prose_and_cells():
    text = "โทร. 0-5512-3456 งบ 500 บาท\n\nมาตรการ\tระยะเวลา\tผล\nอบรม\tม.ค. 68\tวันที่ 5 ม.ค. 2568\n"
    assert [mention.kind for mention in mentions(text)] == ["phone", "money", "date_range", "date"]


def test_a_table_in_tags_leads_back_through_its_markup():
    text = "<table><tr><td>วันที่ <b>๕</b> ม.ค.&nbsp;๒๕๖๘</td></tr></table>\n"
    (mention,) = mentions(text)
    assert (mention.kind, mention.value) == ("date", "2025-01-05")
    assert mention.raw == "๕</b> ม.ค.&nbsp;๒๕๖๘"


PIECES = st.lists(
    st.sampled_from([sentence for sentence, _ in FOUND] + NONE + ["", "ต าบล น้ า", "<b>หนา</b>"]), max_size=8
)


@given(PIECES, st.sampled_from(["\n", "\n\n", " และ ", "\t"]))
def test_every_raw_text_stands_at_its_place(pieces: list[str], between: str):
    text = between.join(pieces) + "\nจบ\n"
    lines = text.split("\n")
    for mention in mentions(text):
        place = mention.provenance
        assert isinstance(place, TextPlace)
        rest = "\n".join(lines[place.line - 1 :])[place.column - 1 :]
        assert rest[: place.length] == mention.raw
