"""Statements of completion (status)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.lists.status import is_status, split_status

# The text, the statement, what is left.
STATED = [
    ("ดำเนินการแล้วเสร็จ", "ดำเนินการแล้วเสร็จ", ""),
    ("ดำเนินการแล้วเสร็จ\n1. มีคู่มือ", "ดำเนินการแล้วเสร็จ", "1. มีคู่มือ"),
    ("ดำเนินการแล้วเสร็จ 1. มีคู่มือ 2. เผยแพร่", "ดำเนินการแล้วเสร็จ", "1. มีคู่มือ 2. เผยแพร่"),
    ("ดำเนินการแล้วเสร็จ - มีคู่มือ", "ดำเนินการแล้วเสร็จ", "- มีคู่มือ"),
    ("ดำเนินการเสร็จสิ้น มีผู้เข้าอบรมครบ", "ดำเนินการเสร็จสิ้น", "มีผู้เข้าอบรมครบ"),
    ("ดำเนินการ แล้วเสร็จ", "ดำเนินการแล้วเสร็จ", ""),
    (" - อยู่ระหว่างดำเนินการ \n- รอผลประเมิน", "อยู่ระหว่างดำเนินการ", "- รอผลประเมิน"),
    ("ยังไม่ได้ดำเนินการ", "ยังไม่ได้ดำเนินการ", ""),
    ("ยังไม่ดำเนินการ\nเนื่องจากไม่ได้รับงบประมาณ", "ยังไม่ดำเนินการ", "เนื่องจากไม่ได้รับงบประมาณ"),
    ("☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", "ดำเนินการแล้ว", ""),
    ("☐ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ", "ยังไม่ดำเนินการ", ""),
    ("( ) ดำเนินการแล้ว\n(/) อยู่ระหว่างดำเนินการ\nรอผู้รับจ้าง", "อยู่ระหว่างดำเนินการ", "รอผู้รับจ้าง"),
]
UNSTATED = [
    "", "จัดประชุมแล้ว", "ดำเนินการแล้วในไตรมาสแรก", "ดำเนินการแล้ว โดยประกาศบนเว็บไซต์",
    "ดำเนินการแล้ว จำนวน 3 ครั้ง", "ดำเนินการแล้วเสร็จตามเป้าหมาย", "กองคลังดำเนินการแล้วเสร็จ",
    "ดำเนินการแล้ว 4 ครั้ง", "ดำเนินการแล้วเสร็จ 12 หมู่บ้าน จาก 14 หมู่บ้าน",
    "☐ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", "☑ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ",
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "rest"), STATED)
def test_a_statement_at_the_head(text: str, status: str, rest: str):
    found = split_status(text)
    assert found.status == status
    assert text[slice(*found.rest)] == rest
    assert is_status(text) == (rest == "")


@pytest.mark.parametrize("text", UNSTATED)
def test_no_statement(text: str):
    found = split_status(text)
    assert found.status is None
    assert text[slice(*found.rest)] == text.strip()
    assert not is_status(text)


PIECES = st.sampled_from(["ดำเนินการ", "แล้วเสร็จ", "แล้ว", "☑", "☐", "(/)", " ", "\n", "-", "1. ", "ยังไม่", "จัด"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_statement_and_rest_are_the_whole_text(text: str):
    _, (start, end), (rest, stop) = split_status(text)
    assert 0 <= start <= end <= rest <= stop <= len(text)
    assert not text[end:rest].strip()
    assert not text[stop:].strip()
    assert not text[:start].strip(" \n-")
