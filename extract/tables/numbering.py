"""How rows are numbered, and which lone texts are titles of sections."""

import re

import regex

_OWN = r"มาตรการ|กิจกรรม|โครงการ|แนวทาง"
_NUMBER = re.compile(rf"(?:(?:{_OWN})ที่\s*)?[(]?(\d{{1,5}})\s*(?:[.)]|:)(?!\d)\s*|(?:{_OWN})ที่\s*(\d{{1,3}})\s+")
_NESTED = re.compile(r"[(]?(?P<upper>\d{1,2}(?:\.\d{1,2})?)\.(?P<last>\d{1,2})[.)]?\s+(?=\D)")
_FIRST_ENDS = re.compile(r"[.)]?\s+(?=\D)|[.)](?=\D)")
_NUMBERS = re.compile(r"(?<![\d.])\d++(?:\.\d++)*+(?![\d.]*\d)")
_NUMBERED = regex.compile(r"\s*(?:\p{Thai}{2,12}ที่\s*)?[(]?\d{1,3}(?:\.\d{1,2})*\s*(?:[.)]|$|\s)")
_SECTION = re.compile(
    r"(?:ประเด็น|ด้าน|มิติ|กลยุทธ์?|ยุทธศาสตร์?|ตัวชี้วัด|หมวด|ส่วน|เป้าประสงค์|แนวทาง|องค์ประกอบ|แผนงาน|มาตรการ)(?:การ\S*)?(?:ที่)?"
    r"\s*[(]?(?:\d|[ก-ฮ][.)])|แบบวัด|แบบตรวจ|เครื่องมือ|ด้าน"
)


def take_number(text: str) -> tuple[int | None, str]:
    """Part a leading number ("1.", "(2)", "มาตรการที่ 3") from a text: the number or None, and the rest.

    A number of two levels ("2.1") is taken off too, but is no number in a sequence: None. Where the next one stands in
    the same text ("2.1 ... 2.2 ..."), the text is a list, and keeps all its numbers.
    """
    if nested := _NESTED.match(text):
        following = f"{nested['upper']}.{int(nested['last']) + 1}"
        listed = following in text and following in _NUMBERS.findall(text)
        return None, text if listed else text[nested.end() :]
    match = _NUMBER.match(text)
    return (int(match[1] or match[2]), text[match.end() :]) if match else (None, text)


def without_first(text: str, seq: int | None) -> str:
    """A text without the number "4.1" before it, in the row of measure 4: the first item of a list of one."""
    first = f"{seq}.1"
    alone = seq is not None and text.startswith(first) and f"{seq}.2" not in text
    found = _FIRST_ENDS.match(text, len(first)) if alone else None
    return text[found.end() :] if found else text


def opens_with_number(text: str) -> bool:
    """True for a text that opens with a number of a row, however it is written ("2.", "ตัวชี้วัดที่ 4 ...", "3")."""
    return _NUMBERED.match(text) is not None


def reads_as_section(text: str) -> bool:
    """True for a text that reads as the title of a section: "ประเด็นที่ 2 ...", "ด้านที่ 1", "แบบวัด ..."."""
    return _SECTION.match(text) is not None
