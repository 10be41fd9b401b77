"""Word files that are not what they say: each is refused in one line, and none unpacks to more than it may."""

import io
import zipfile

import pytest

from extract.readers.docx import read_docx
from schemas.errors import EncryptedInput, InputError, LimitExceeded, MalformedInput, UnsupportedInput
from tests.word_files import blocks


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
PLAIN = '<w:document xmlns:w="{}"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
DEEP = "<w:r>" * 5000 + "</w:r>" * 5000
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ก"><!ENTITY b "&a;&a;&a;&a;">]>'


def word_file(document: str | bytes, main: str = "word/document.xml") -> dict[str, bytes]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships><Relationship Id="1" Type="{kind}" Target="{main}"/></Relationships>'
    return {"_rels/.rels": rels.encode(), main: document if isinstance(document, bytes) else document.encode()}


@pytest.mark.parametrize(
    "parts",
    [
        word_file(PLAIN.format(W, "ก")),
        word_file(PLAIN.format(STRICT, "ก")),
        word_file(PLAIN.format(W, "ก"), "word/document2.xml"),
        {"word/document.xml": PLAIN.format(W, "ก").encode()},
        word_file(f'<?xml version="1.0" encoding="UTF-16"?>{PLAIN.format(W, "ก")}'.encode("utf-16")),
    ],
)
def test_files_of_other_makers(parts: dict[str, bytes]):
    assert blocks(zipped(parts)) == ["¶ก"]


def encrypted_entry() -> bytes:
    data = bytearray(zipped(word_file("x")))
    for at in (data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02")) + 8, data.rfind(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = zipped(word_file(PLAIN.format(W, "ก" * 5000)), zipfile.ZIP_STORED)
BAD: list[tuple[str, bytes, type[InputError], str]] = [
    ("no ZIP", b"PK\x03\x04 rubbish", MalformedInput, "damaged"),
    ("cut short", GOOD[: len(GOOD) // 2], MalformedInput, "damaged"),
    ("bytes changed", GOOD.replace("ก".encode() * 9, b"x" * 27, 1), MalformedInput, "CRC"),
    ("no document", zipped({"readme.txt": b"x"}), MalformedInput, "without a Word document"),
    ("empty ZIP", zipped({}), MalformedInput, "without a Word document"),
    ("no body", zipped(word_file(f'<w:document xmlns:w="{W}"/>')), MalformedInput, "without a body"),
    ("not XML", zipped(word_file("<w:document>")), MalformedInput, "not well-formed"),
    ("empty part", zipped(word_file("")), MalformedInput, "not well-formed"),
    ("entities", zipped(word_file(ENTITIES + PLAIN.format(W, "&b;"))), MalformedInput, "document type"),
    ("too deep", zipped(word_file(PLAIN.format(W, DEEP))), MalformedInput, "not well-formed"),
    ("spreadsheet", zipped({"xl/workbook.xml": b"x"}), UnsupportedInput, "Excel"),
    ("OpenDocument", zipped({"content.xml": b"x"}), UnsupportedInput, "OpenDocument"),
    ("old Word", OLE + "WordDocument".encode("utf-16-le"), UnsupportedInput, ".doc"),
    ("other old file", OLE, UnsupportedInput, "old Office"),
    ("locked", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedInput, "password"),
    ("locked entry", encrypted_entry(), EncryptedInput, "password"),
    ("half a signature", OLE[:4], MalformedInput, "neither"),
    ("ratio", zipped(word_file(bytes(20_000_000))), LimitExceeded, "100 times"),
    ("many files", zipped({f"{n}": b"" for n in range(10_001)}), LimitExceeded, "10001 files"),
]


@pytest.mark.parametrize(("data", "error", "cause"), [pytest.param(*case[1:], id=case[0]) for case in BAD])
def test_a_file_that_gives_no_report_says_why(data: bytes, error: type[InputError], cause: str):
    with pytest.raises(error) as raised:
        read_docx(data, "report.docx")
    assert str(raised.value).startswith("report.docx: ")
    assert cause in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_says_it_unpacks_to_too_much_is_never_unpacked():
    """The directory alone is believed: a size of 300 MB is enough to refuse."""
    data = bytearray(zipped(word_file("x")))
    at = data.rfind(b"PK\x01\x02")
    data[at + 20 : at + 28] = (30_000_000).to_bytes(4, "little") + (300_000_000).to_bytes(4, "little")
    with pytest.raises(LimitExceeded) as raised:
        read_docx(bytes(data), "report.docx")
    assert raised.value.limit == "limit_size"
