"""Bytes to characters: the encodings Thai offices use, damage that is forgiven, and bytes that are no text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.decode import decode_text
from schemas.errors import EmptyInput, InputError, MalformedInput

REPORT = "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\nเทศบาลตำบลหนองกระเจียว (IIT 93.50)\n"
LONG = REPORT * 20

# bytes | encoding they are read by | text
READ = [
    pytest.param(REPORT.encode(), "utf-8", REPORT, id="UTF-8"),
    pytest.param(REPORT.encode("utf-8-sig"), "utf-8", REPORT, id="UTF-8 with a mark"),
    pytest.param(codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16", REPORT, id="UTF-16 LE with a mark"),
    pytest.param(codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16", REPORT, id="UTF-16 BE with a mark"),
    pytest.param(REPORT.encode("utf-16-le"), "utf-16-le", REPORT, id="UTF-16 LE without one"),
    pytest.param(REPORT.encode("utf-16-be"), "utf-16-be", REPORT, id="UTF-16 BE without one"),
    pytest.param("ITA score 93.5".encode("utf-16-le"), "utf-16-le", "ITA score 93.5", id="UTF-16, Latin"),
    pytest.param(REPORT.encode("utf-32"), "utf-32", REPORT, id="UTF-32 with a mark"),
    pytest.param(REPORT.encode("cp874"), "cp874", REPORT, id="CP874"),
    pytest.param("ไม่มี".encode("tis-620"), "cp874", "ไม่มี", id="TIS-620, one word"),
    pytest.param("ระดับ “ดี” – ๙๓.๕ …".encode("cp874"), "cp874", "ระดับ “ดี” – ๙๓.๕ …", id="CP874 quotes and dashes"),
    pytest.param(("ITA ของเทศบาล\n" * 9).encode("cp874"), "cp874", "ITA ของเทศบาล\n" * 9, id="CP874 and Latin"),
    pytest.param("ก\rข\r\nค\n".encode(), "utf-8", "ก\nข\nค\n", id="line ends of three kinds"),
    pytest.param("แผน\x00งาน\n".encode() * 9, "utf-8", "แผนงาน\n" * 9, id="a few NUL bytes"),
]


@pytest.mark.parametrize(("data", "encoding", "text"), READ)
def test_reads(data, encoding, text):
    assert decode_text(data, "report.txt") == (text, encoding)


# bytes | encoding | how many characters are lost
DAMAGED = [
    pytest.param(LONG.encode()[:-1], "utf-8", 0, id="cut behind the last letter"),
    pytest.param(REPORT.strip().removesuffix(")").encode()[:-1] + "ก".encode()[:2], "utf-8", 1, id="cut in a letter"),
    pytest.param(LONG.encode().replace("ๆ".encode(), b"\xff") + b"\xff" + LONG.encode(), "utf-8", 1, id="one bad byte"),
    pytest.param(codecs.BOM_UTF8 + LONG.encode() + b"\xff" + LONG.encode(), "utf-8", 1, id="one bad byte and a mark"),
    pytest.param((LONG * 2).encode("cp874") + b"\x81\n", "cp874", 1, id="a byte that CP874 does not have"),
]


@pytest.mark.parametrize(("data", "encoding", "lost"), DAMAGED)
def test_a_few_bad_bytes_are_forgiven_and_shown(data, encoding, lost):
    text, read_by = decode_text(data, "report.txt")
    assert (read_by, text.count("\ufffd")) == (encoding, lost)
    assert text.startswith("รายงานผลการดำเนินการ")


# Every one of these has bytes that CP874 would turn into Thai letters.
FOREIGN = [
    pytest.param("Les élèves déjà reçus à la mairie, où ça, naïve forêt\n".encode("latin-1") * 9, id="French"),
    pytest.param("Für größere Ämter über Straßen müssen Übungen\n".encode("latin-1") * 9, id="German"),
    pytest.param("À ÉTÉ ÇÀ ÎLE ÔTÉ\n".encode("latin-1") * 9, id="French capitals"),
    pytest.param("透明度評估報告".encode("big5") * 9, id="Big5"),
    pytest.param("透明度评估报告".encode("gbk") * 9, id="GBK"),
    pytest.param("透明性の報告書です".encode("shift-jis") * 9, id="Shift-JIS"),
    pytest.param("透明性の報告書、予算の執行状況を公表".encode("euc-jp") * 9, id="EUC-JP"),
    pytest.param("청렴도 평가 보고서 공개".encode("euc-kr") * 9, id="EUC-KR"),
    pytest.param("Отчёт о прозрачности".encode("koi8-r") * 9, id="KOI8-R"),
]


@pytest.mark.parametrize("data", FOREIGN)
def test_other_encodings_never_become_thai(data):
    with pytest.raises(MalformedInput, match=r"^report\.txt: neither UTF-8 \(byte \d+\), UTF-16 nor CP874 text$"):
        decode_text(data, "report.txt")


def test_one_accent_in_much_english_does_not_become_thai():
    text, encoding = decode_text(
        b"the integrity report of the caf\xe9 office\n" + b"nothing else is odd here\n" * 40, "x"
    )
    assert (encoding, text[31]) == ("utf-8", "\ufffd")


# bytes | error | cause
REFUSED = [
    pytest.param(b" \t\r\n\n", EmptyInput, "the file holds no text", id="white space"),
    pytest.param(codecs.BOM_UTF8, EmptyInput, "the file holds no text", id="a mark alone"),
    pytest.param(codecs.BOM_UTF16_LE, EmptyInput, "the file holds no text", id="a mark of UTF-16 alone"),
    pytest.param(b"\x00" * 4096, MalformedInput, "binary data, not text", id="a disk's zeros"),
    pytest.param(bytes(range(256)) * 4, MalformedInput, "binary data, not text", id="every byte"),
    pytest.param(
        REPORT.encode("utf-16")[:-1], MalformedInput, "says it is utf-16 but is not, at byte", id="half a letter"
    ),
    pytest.param(REPORT.encode().replace(b"\xe0", b"\xff"), MalformedInput, "neither UTF-8", id="many bad bytes"),
]


@pytest.mark.parametrize(("data", "error", "cause"), REFUSED)
def test_refuses(data, error, cause):
    with pytest.raises(error) as caught:
        decode_text(data, "report.txt")
    assert str(caught.value).startswith(f"report.txt: {cause}")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_line(data: bytes):
    text = line = ""
    try:
        text, _ = decode_text(data, "f")
    except InputError as error:
        line = str(error)
    assert (text == "") != (line == "")
    assert not set("\x00\r") & set(text)
    assert "\n" not in line


@given(st.text(st.sampled_from("กขคงจดตนบปมยรลวสหอะาิีึืุูเแโใไ่้๊๋์ํ ๑๒๓\n"), min_size=1))
def test_thai_letters_survive_utf8_whatever_their_order(text: str):
    if text.strip():
        assert decode_text(text.encode(), "f") == (text, "utf-8")
