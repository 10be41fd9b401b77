"""Layers whose characters are numbers of glyphs: they are noise, unless the page's picture tells the letters."""

from types import SimpleNamespace

import pytest

from extract.readers.pdf import read_pdf
from extract.readers.pdf.drawn.cipher import SeenText
from schemas.document import Line
from tests.pdfmaker import PdfMaker, shape

TEXT = [
    "รายงานผลการดํางานตามแผนการ",
    "ส่งเสริมคุณธรรมและความโปร่งใส",
    "ของเทศบาลตัวอย่างในรอบปีนี้",
    "ผู้รับผิดชอบทุกกองต้องทําตาม",
]
READ = [line.replace("ํา", "ำ") for line in TEXT]
LETTERS = sorted(set("".join(TEXT)))
NOISE = {letter: chr(0xAE + nth) for nth, letter in enumerate(LETTERS)}
SIZE = 16


def turned(lines: list[str], times: int) -> list[str]:
    """The lines from another one on: what heads every page would be a running head."""
    return lines[times:] + lines[:times]


def enciphered(pages: int, times: int = 1) -> bytes:
    maker = PdfMaker()
    for number in range(pages):
        page = maker.page()
        for nth, line in enumerate(turned(TEXT * times, number)):
            page.text(72, 100 + 30 * nth, line, said="".join(NOISE[letter] for letter in line), size=SIZE)
    return maker.file()


def seen(lines: list[str]) -> list[SeenText]:
    ends = [72 + sum(shape(letter)[0] for letter in line) * SIZE / 1000 for line in TEXT]
    return [SeenText(line, 72, ends[nth % len(ends)], 100 + 30 * nth) for nth, line in enumerate(lines)]


@pytest.fixture
def looks(monkeypatch):
    """What pictures are read as, one page after another; those that were asked for are taken off."""
    readings: list[list[str]] = []
    monkeypatch.setattr("extract.readers.scan.engine.why_not", lambda: None)
    monkeypatch.setattr("extract.readers.scan.render.picture_of_page", lambda *_: None)
    monkeypatch.setattr(
        "extract.readers.scan.page.read_picture",
        lambda _: SimpleNamespace(blocks=[None], texts=lambda: seen(readings.pop(0))),
    )
    return readings


def lines_of(data: bytes) -> list[list[str]]:
    document = read_pdf(data, "made.pdf")
    return [
        [document.text[slice(*block.span)] for block in page.blocks if isinstance(block, Line)]
        for page in document.pages
    ]


def test_noise_is_no_text_though_no_picture_covers_the_page(monkeypatch):
    monkeypatch.setattr("extract.readers.scan.engine.why_not", lambda: "none here")
    (page,) = read_pdf(enciphered(1), "made.pdf").pages
    assert (page.quality, page.blocks, page.figures["ocr_missing"]) == ("garbage", [], 1)


def test_the_picture_tells_the_letters_of_the_layer(looks):
    looks.append(READ)
    assert lines_of(enciphered(1)) == [READ]


def test_other_places_of_a_glyph_outvote_a_misread_one(looks):
    misread = [READ[0].replace("การ", "ถาร", 1), READ[1], READ[2].replace("ปี", "U"), READ[3].replace("รับ", "ร้บ")]
    looks.append(misread + READ * 3)
    assert lines_of(enciphered(1, times=4)) == [READ * 4]


@pytest.mark.parametrize(("misread", "number"), [(1, "12"), (2, "1�")])
def test_a_digit_that_is_read_as_another_too_is_none(looks, monkeypatch, misread: int, number: str):
    """Of five readings of 2: one as another digit is outvoted, two are too many."""
    monkeypatch.setitem(globals(), "TEXT", [f"{line} 12" for line in [*TEXT, TEXT[0]]])
    monkeypatch.setitem(globals(), "NOISE", NOISE | {"1": "ę", "2": "Ę", " ": " "})
    whole = [line.replace("ํา", "ำ") for line in TEXT]
    looks.append([line.replace("12", "15") if nth < misread else line for nth, line in enumerate(whole)])
    assert lines_of(enciphered(1)) == [[line.replace("12", number) for line in whole]]


def test_a_page_of_letters_told_before_needs_no_picture(looks):
    looks.append(READ * 4)
    assert lines_of(enciphered(3, times=4)) == [turned(READ * 4, number) for number in range(3)]
    assert looks == []


def test_letters_told_are_counted(looks):
    looks.append(READ)
    (page,) = read_pdf(enciphered(1), "made.pdf").pages
    assert (page.quality, page.figures["ink_told"]) == ("repaired", sum(map(len, TEXT)))


def test_a_sign_for_one_letter_in_every_word_is_noise_and_the_rest_of_the_layer_stands(looks):
    """A heading that the picture does not show well keeps what the layer says of it."""
    maker = PdfMaker()
    page = maker.page()
    for nth, line in enumerate(TEXT * 4):
        page.text(72, 100 + 30 * nth, line, said=line.replace("ร", "/").replace("ง", "\\"), size=SIZE)
    page.text(300, 70, "ฌฎฐ", size=SIZE)
    looks.append(READ * 4)
    assert lines_of(maker.file()) == [["ฌฎฐ", *READ * 4]]
