"""Numbers and money (numbers)."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from normalise.digits import to_thai
from normalise.numbers import find_money, parse_money, parse_number

NUMBERS = [
    ("93.99", "93.99"), ("๙๓.๙๙", "93.99"), ("๙3.๙9", "93.99"), ("100", "100"), (" 100.00 ", "100.00"),
    ("1,234.50", "1234.50"), ("12,345,678", "12345678"), ("-0.64", "-0.64"), ("- 0.64", "-0.64"),
    ("–0.64", "-0.64"), ("−0.64", "-0.64"), ("+1.72", "1.72"), ("99.83%", "99.83"), ("ร้อยละ 90", "90"),
    (".64", "0.64"), ("-.5", "-0.5"), ("93 .99", "93.99"), ("0", "0"), ("-๑๖.๙๖", "-16.96"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_number(text: str, expected: str):
    assert parse_number(text) == Decimal(expected)


# 93. 99 may be item 93 and a number; 1,00 is no grouping of thousands; a bracket may mean minus or nothing.
NO_NUMBERS = [
    "", "-", "–", "ไม่มี", "93. 99", "1,00", "1,2345", "93.", "12.5.3", "1 00", "--5", "+-5", "(0.64)",
    "NaN", "1e5", "๙๓ คะแนน", "95-100", "1/2",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_not_plainly_one_number(text: str):
    assert parse_number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**23), max_value=10**23))
def test_a_number_written_is_the_number_read(value: Decimal):
    for written in (f"{value:f}", f"{value:,f}", to_thai(f"{value:,f}")):
        assert parse_number(written) == value


def test_no_digit_is_rounded_away():
    assert str(parse_number("-123456789012345678901234.123456789")) == "-123456789012345678901234.123456789"


CELLS = [
    ("50,000 บาท", "50000"), ("๕๐,๐๐๐ บาท (ห้าหมื่นบาทถ้วน)", "50000"), ("ใช้งบประมาณ 30,000 บาท", "30000"),
    ("0 บาท", "0"), ("50,000.- บาท", "50000"), ("50,000.-", "50000"), ("50,000", "50000"),
    ("20,000.00", "20000"), ("2500", "2500"), ("2.5 ล้านบาท", "2500000"), ("5 แสนบาท", "500000"),
    ("3 ร้อยล้านบาท", "300000000"), ("5 ล้าน", "5000000"), ("฿ 500", "500"), ("1,250.50 บาท", "1250.5"),
    ("2,500 บาท 50 สตางค์", "2500.5"), ("งบประมาณ 30,000", "30000"), ("วงเงิน: 9000.-", "9000"),
    ("ปี 2568 จำนวน 40,000 บาท", "40000"), ("3,000 บาท ค่าอาหาร 2,000 บาท รวม 5,000 บาท", "5000"),
    ("5,000 บาท (จำนวน 5,000 บาท)", "5000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_a_budget_cell(text: str, expected: str):
    assert parse_money(text) == (text, Decimal(expected))


# No amount, several without a total, a range, a year, a count.
NO_AMOUNT = [
    "", "-", "ไม่ใช้งบประมาณ", "ไม่มี", "เบิกจ่ายตามจริง", "3,000 บาท และ 2,000 บาท", "10,000 - 20,000 บาท",
    "10,000-20,000 บาท", "10,000 ถึง 20,000 บาท", "งบประมาณ 2568", "จำนวน 3 ครั้ง", "1 โครงการ", "1 หมื่น 5 พันบาท",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_AMOUNT)
def test_a_budget_cell_without_one_amount(text: str):
    assert parse_money(text) == (text, None)


@pytest.mark.xfail(reason="amounts in words alone are not read")
def test_an_amount_in_words():
    assert parse_money("ห้าหมื่นบาทถ้วน").amount == 50000


def test_money_in_prose_stands_beside_its_unit():
    text = "จัดซื้อ ๓ รายการ เป็นเงิน ๑๒,๕๐๐ บาท จาก 1.5 ล้านบาท ในปี 2568 คะแนน 93.99"
    found = find_money(text)
    assert [mention.amount for mention in found] == [12500, 1500000]
    assert [text[mention.start_at : mention.end_at] for mention in found] == ["๑๒,๕๐๐ บาท", "1.5 ล้านบาท"]
    assert [mention.raw for mention in found] == ["12,500 บาท", "1.5 ล้านบาท"]


@pytest.mark.parametrize("text", ["งบประมาณ 50,000", "2568", "5 บาทหลวง", "10 - 20 บาท", "99.83\tบาท"])
def test_no_money_in_prose(text: str):
    assert find_money(text) == []


@given(st.integers(0, 10**12), st.sampled_from(["", ",", ".-"]), st.booleans())
def test_an_amount_written_is_the_amount_read(amount: int, style: str, thai: bool):
    figures = f"{amount:,}" if style == "," else str(amount)
    written = figures + (".- บาท" if style == ".-" else " บาท")
    (mention,) = find_money("ใช้จ่าย " + (to_thai(written) if thai else written) + " ถ้วน")
    assert (mention.amount, mention.raw) == (Decimal(amount), written)


@example(["฿", "5", "บาท"])
@given(
    st.lists(
        st.sampled_from(["5", "1,000", ".5", " ", "\t", "-", "ล้าน", "พัน", "บาท", "฿", "50 สตางค์", "รวม"]), max_size=12
    )
)
def test_amounts_are_in_order_and_in_place(pieces: list[str]):
    text, at = "".join(pieces), 0
    for mention in find_money(text):
        assert at <= mention.start_at < mention.end_at
        assert mention.raw == text[mention.start_at : mention.end_at]
        assert mention.amount >= 0
        at = mention.end_at
    assert parse_money(text).raw == text
