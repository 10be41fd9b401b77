"""Where tokens of sentences about scores may begin: a list that has to hold the beginnings of the whole pattern."""

import pytest

from extract.indicators import names
from extract.scores.tokens import BEGINNINGS, tokens, tokens_in

_WRITTEN = [*map(chr, range(0x0E01, 0x0E3B)), *map(chr, range(0x0E40, 0x0E4F)), *"ACEIOPT"]
_SIGNS = [*map(chr, range(0x0E4F, 0x0E5C)), *map(chr, range(0x20, 0x7F)), "\n", "\t"]

TEXTS = (
    "ปีงบประมาณ พ.ศ. 2567 ได้ 91.20 คะแนน เพิ่มขึ้นจากปี 2566 จำนวน 2.10 คะแนน อยู่ในระดับ ผ่านดี",
    "1. การปฏิบัติหน้าที่ 92.41 คะแนน\n2. การใช้งบประมาณ = 88.20 (ไม่น้อยกว่า 85 คะแนน)",
    "ITA 2567 ได้ 90.10 คะแนน จากคะแนนเต็ม 100 และคะแนนเฉลี่ย ร้อยละ 87.30 ค่าเป้าหมาย 85",
    "ตัวชี้วัดที่ 10 ด้านการป้องกันการทุจริต (95.50) ลดลง 1.20 เมื่อเทียบกับปีก่อน IIT 90.00 EIT: 91.00",
    "พอใช้ 90 คะแนน  เต็ม 100 และ\n การใช้อำนาจ 80.10 เมื่อ พ.ศ. 2566 พศ 2567 พ ศ. 2568",
)


def missing(begun: str, words: list[str]) -> list[str]:
    """What a token may begin with, from ``begun`` on, that no word of the list begins with."""
    found: list[str] = []
    for letter in _WRITTEN if begun else {*_WRITTEN, *_SIGNS}:
        start = begun + letter
        if not any(map(start.startswith, words)) and tokens().fullmatch(start, partial=True):
            known = any(word.startswith(start) for word in words)
            found += missing(start, words) if known else [start]
    return found


def test_whatever_a_token_begins_with_is_sought() -> None:
    assert missing("", [*BEGINNINGS, *names()]) == []


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_the_pattern(text: str) -> None:
    found = [match.span() for match in tokens_in(text)]
    assert found == [match.span() for match in tokens().finditer(text)]
    assert len(found) > 2
