"""Phone numbers, e-mail and web addresses (contacts). Names and numbers are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.contacts import find_contacts
from normalise.digits import to_arabic, to_thai


def found(text: str) -> list[tuple[str, str]]:
    """Kind and value of what was found."""
    return [(mention.kind, mention.value) for mention in find_contacts(text)]


PHONES = [
    ("โทร. 0 5599 1234", "055991234"),
    ("โทรศัพท์ : ๐ ๕๕๙๙ ๑๒๓๔", "055991234"),
    ("0-2345-6789 ต่อ 12", "023456789"),
    ("08-1234-5678", "0812345678"),
    ("081-234-5678", "0812345678"),
    ("081 234 5678", "0812345678"),
    ("0812345678", "0812345678"),
    ("โทร. 02 123 4567", "021234567"),
    ("(055) 991-234", "055991234"),
    ("โทร.055-991234", "055991234"),
    ("+66 55 991 234", "055991234"),
    ("+66 (0) 55-991234", "055991234"),
    ("โทรสาร 0 - 5599 - 1234", "055991234"),
    ("0-2345-6789-90", "023456789"),
    ("ติดต่อ 0 55 99 12 34", "055991234"),
    ("สายด่วน 1205", "1205"),
    ("สายด่วนสำนักงาน ป.ป.ช. 1205 ตลอด 24 ชั่วโมง", "1205"),
    ("โทร. 191", "191"),
]


@pytest.mark.parametrize(("text", "value"), PHONES)
def test_a_phone_number(text: str, value: str):
    assert found(text) == [("phone", value)]


@pytest.mark.parametrize(
    "text",
    ["0 5599 1234 0 5599 1235", "055-991234, 055-991235", "โทร.055-991234/055-991235", "0-5599-1234 และ 0-5599-1235"],
)
def test_two_numbers_side_by_side(text: str):
    assert found(text) == [("phone", "055991234"), ("phone", "055991235")]


def test_the_interval_covers_the_extension():
    text = "ติดต่อ 0-2345-6789 ต่อ 1201 ได้"
    (mention,) = find_contacts(text)
    assert text[mention.start_at : mention.end_at] == "0-2345-6789 ต่อ 1201"


ADDRESSES = [
    ("e-mail : saraban_01234567@local.go.th", ("email", "saraban_01234567@local.go.th")),
    ("อีเมล a.b-c+d@mail.example.com.", ("email", "a.b-c+d@mail.example.com")),
    ("saraban@\nexample.go.th", ("email", "saraban@example.go.th")),
    ("www.example.go.th/", ("url", "www.example.go.th")),
    ("WWW.EXAMPLE.GO.TH", ("url", "WWW.EXAMPLE.GO.TH")),
    ("เว็บไซต์www.example.go.thแถบเมนู", ("url", "www.example.go.th")),
    ("(https://example.go.th/a(b)?q=1).", ("url", "https://example.go.th/a(b)?q=1")),
    ("ที่ example.go.th/path/to.pdf, และ", ("url", "example.go.th/path/to.pdf")),
    ("**www.example.go.th**", ("url", "www.example.go.th")),
    ("https://www.example.com/หน่วยงานตัวอย่าง ข่าว", ("url", "https://www.example.com/หน่วยงานตัวอย่าง")),
    ("bit.ly/3AbCdE", ("url", "bit.ly/3AbCdE")),
    ("E-Service/www.example.or.th", ("url", "www.example.or.th")),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_an_address(text: str, expected: tuple[str, str]):
    assert found(text) == [expected]


def test_a_link_and_its_text_are_two():
    text = '<a href="http://www.example.go.th">www.example.go.th</a>'
    assert found(text) == [("url", "http://www.example.go.th"), ("url", "www.example.go.th")]


NO_CONTACT = [
    # numbers of other kinds
    "เลขที่บัญชี 0812345678", "012-3-45678-9", "1-2345-67890-12-1", "เลข 0994000123456", "05-10-2567",
    "0 2567 2568", "0\t5599\t1234", "ที่ มท 0808.2/ว 123", "99.83 0.64 100.00", "08.30 - 16.30 น.", "0-1234-5678",
    "โครงการ 67019012345", "พ.ศ. 2567", "1205", "ป.ป.ช. 1205", "เดิม 0 55 99 12 34",
    # words with dots and signs
    "ข้อ 1.2.3.4", "go.th", "ภ.ง.ด.", "@example", "a@b", "a @ b.c", "e.g. this", "x.y", "bit.ly", "Line ID: @agency",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_CONTACT)
def test_what_is_no_contact(text: str):
    assert found(text) == []


@pytest.mark.xfail(reason="an address cut inside its host cannot be told from two words")
def test_a_host_cut_by_a_line_end():
    assert found("www.example.\ngo.th") == [("url", "www.example.go.th")]


@given(
    st.from_regex(r"0[689][0-9]{8}", fullmatch=True), st.sampled_from([(3, 6), (2, 6), (10,)]), st.sampled_from("- ")
)
def test_a_mobile_number_written_is_the_one_read(number: str, cuts: tuple[int, ...], mark: str):
    written = mark.join(number[a:b] for a, b in zip((0, *cuts), (*cuts, 10), strict=True)).strip(mark)
    text = f"โทร. {to_thai(written)} ในเวลาราชการ"
    (mention,) = find_contacts(text)
    assert (mention.value, to_arabic(text)[mention.start_at : mention.end_at]) == (number, written)


PIECES = [
    "0",
    "5599",
    "1234",
    "-",
    " ",
    "\n",
    "+66",
    "(",
    ")",
    "โทร.",
    "ต่อ 12",
    "a",
    ".",
    "@",
    "www.",
    "x.go.th",
    "/",
    "http://",
    "ก",
    ".com",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_contacts_are_in_order_and_in_place(text: str):
    at = 0
    for mention in find_contacts(text):
        assert at <= mention.start_at < mention.end_at
        shown = text[mention.start_at : mention.end_at]
        if mention.kind == "phone":
            assert mention.value.isdigit()
        else:
            assert mention.value == shown.replace("\n", "")
            assert mention.value[-1] not in ".,;:!?/"
        at = mention.end_at
