"""Pages and files: verdicts, running heads and feet, limits, and damage reported in one sentence."""

import pytest

from extract.readers.pdf import Limits, read_pdf
from prongsai import read_bytes
from schemas.document import Document, Line
from schemas.errors import EncryptedInput, InputError, LimitExceeded, MalformedInput
from tests.pdfmaker import PdfMaker

PROSE = "ข้อความตัวอย่างหนึ่งบรรทัด"


def prose(document: Document, number: int) -> list[str]:
    page = document.pages[number - 1]
    return [document.text[slice(*block.span)] for block in page.blocks if isinstance(block, Line)]


SOUND = "ผู้ที่เกี่ยวข้องได้รับข้อมูลแล้วทั้งหน่วยงาน"
BARE = "ผูที่เกี่ยวของไดรับขอมูลแลวทังหนวยงาน"
VERDICTS = [
    ("clean", [(PROSE, PROSE)], "clean"),
    ("letters decided by ink", [("ตําบลและอําเภอ", "ต าบลและอ าเภอ")], "repaired"),
    ("letters of the private area", [("บ้านป่าสามัคคี", "บ\uf70bานป\uf70aาสามัคคี")], "repaired"),
    ("marks astray", [("กขคงจฉชซ", "่กข้คง่จ")], "doubtful"),
    ("glyphs without a character", [("กขคงจฉชซฌญ", "กขคงจฉชซฌ\ufffd")], "doubtful"),
    ("marks lost by the writer's program", [(BARE, BARE)], "doubtful"),
    ("a few bare words amid sound ones", [(BARE, BARE), *[(SOUND, SOUND)] * 5], "clean"),
    ("a page number and nothing else", [("หน้า ๑", "หน้า ๑")], "clean"),
    ("nothing", [], "none"),
]


@pytest.mark.parametrize(("texts", "quality"), [case[1:] for case in VERDICTS], ids=[case[0] for case in VERDICTS])
def test_each_page_has_a_verdict(texts, quality):
    maker = PdfMaker()
    page = maker.page()
    for nth, (drawn, said) in enumerate(texts):
        page.text(72, 300 + 20 * nth, drawn, said=said)
    (read,) = read_pdf(maker.file(), "made.pdf").pages
    assert read.quality == quality
    assert bool(read.blocks) == (quality != "none")


@pytest.mark.parametrize("texts", [(), ("- ๒ -",), ("หน้า 2",)], ids=["blank", "a number", "a word and a number"])
def test_a_page_with_nothing_to_read_leaves_a_report_whole(texts, monkeypatch):
    """Word processors leave a last page with nothing or its number: no picture is read, and nothing is missing."""
    monkeypatch.setattr("extract.readers.scan.page.read_picture", None)
    maker = PdfMaker()
    maker.page().text(72, 300, PROSE)
    page = maker.page()
    for text in texts:
        page.text(290, 800, text)
    report = read_bytes(maker.file(), "made.pdf")
    assert (report.status, len(report.pages)) == ("ok_no_records", 2)


def test_letters_drawn_as_shapes_are_nothing_that_was_read():
    maker = PdfMaker()
    maker.page().text(72, 300, PROSE)
    page = maker.page().text(290, 800, "- ๒ -")
    for nth in range(20):
        page.fill(72 + 20 * nth, 300, 84 + 20 * nth, 312)
    document = read_pdf(maker.file(), "made.pdf")
    assert document.pages[1].quality == "none"
    assert "blank" not in document.pages[1].figures


def test_latin_noise_over_a_scan_is_garbage_and_unread():
    maker = PdfMaker()
    maker.page().image(0, 0, 595, 842).text(72, 300, "luasr Aouuu wvn oJ tk rjtu lyoi")
    (page,) = read_pdf(maker.file(), "made.pdf").pages
    assert (page.quality, page.blocks) == ("garbage", [])
    assert page.figures["image_share"] == 1.0


def test_latin_text_without_a_scan_is_text():
    maker = PdfMaker()
    maker.page().text(72, 300, "Integrity and Transparency Assessment")
    (page,) = read_pdf(maker.file(), "made.pdf").pages
    assert page.quality == "clean"


@pytest.mark.parametrize(("count", "quality"), [(1, "doubtful"), (6, "clean")])
def test_thai_text_over_a_picture_is_text(count, quality):
    """A few words may be typed over a scan of the rest, so they are read and the page is called doubtful."""
    maker = PdfMaker()
    page = maker.page().image(0, 0, 595, 842)
    for nth in range(count):
        page.text(72, 300 + 20 * nth, PROSE)
    document = read_pdf(maker.file(), "made.pdf")
    assert prose(document, 1) == [PROSE] * count
    assert document.pages[0].quality == quality


def pages_with_heads(count: int) -> PdfMaker:
    maker = PdfMaker()
    for number in range(1, count + 1):
        page = maker.page().text(72, 40, "แผนปฏิบัติการตัวอย่าง").text(72, 300, f"เนื้อความหน้าที่ {'๑๒๓๔'[number - 1]}")
        page.text(290, 60, f"- {'๑๒๓๔'[number - 1]} -").text(72, 820, f"สำนักปลัด หน้า {number} จาก {count}")
    return maker


def test_running_heads_feet_and_page_numbers_are_left_out():
    document = read_pdf(pages_with_heads(4).file(), "made.pdf")
    # The head's first showing stays: it may be the title.
    assert prose(document, 1) == ["แผนปฏิบัติการตัวอย่าง", "เนื้อความหน้าที่ ๑"]
    assert [prose(document, number) for number in (2, 3, 4)] == [[f"เนื้อความหน้าที่ {n}"] for n in "๒๓๔"]


def test_what_stands_on_two_pages_stays_but_for_feet_in_the_margin():
    document = read_pdf(pages_with_heads(2).file(), "made.pdf")
    assert prose(document, 2) == ["แผนปฏิบัติการตัวอย่าง", "เนื้อความหน้าที่ ๒"]
    maker = PdfMaker()
    for _ in range(2):
        maker.page().text(72, 300, PROSE).text(72, 780, "นายกองค์การบริหารส่วนตำบล")
    document = read_pdf(maker.file(), "made.pdf")
    assert prose(document, 2) == [PROSE, "นายกองค์การบริหารส่วนตำบล"]


def test_a_lying_page_has_its_feet_where_an_upright_one_has():
    maker = PdfMaker()
    for _ in range(2):
        maker.page(842, 595).text(72, 300, PROSE).text(72, 558, "สำนักปลัดเทศบาล")
    assert prose(read_pdf(maker.file(), "made.pdf"), 2) == [PROSE]


def test_numbers_within_the_page_stay():
    maker = PdfMaker()
    maker.page().text(72, 300, "๑").text(72, 340, PROSE)
    assert prose(read_pdf(maker.file(), "made.pdf"), 1) == ["๑", PROSE]


def test_more_leading_or_another_margin_begins_a_paragraph():
    maker = PdfMaker()
    page = maker.page()
    full = "ข้อความที่ยาวไปจนถึงขอบขวาของหน้ากระดาษ"
    lines = [
        (100, 100, full),
        (120, 72, full + "กกก"),
        (140, 72, "จบ"),
        (160, 100, full),
        (180, 72, "จบ"),
        (240, 72, full),
    ]
    for y, x, text in lines:
        page.text(x, y, text, size=14)
    document = read_pdf(maker.file(), "made.pdf")
    gaps = [block.gap for block in document.pages[0].blocks if isinstance(block, Line)]
    assert gaps == [False, False, False, True, False, True]


def made(pages: int = 1) -> bytes:
    maker = PdfMaker()
    for _ in range(pages):
        maker.page().text(72, 100, PROSE).table([60, 200, 350], [200, 240, 280], [["ก", "ข"], ["ค", "ง"]])
    return maker.file()


LIMITS = [
    ("bytes", Limits(bytes=500)),
    ("pages", Limits(pages=2)),
    ("characters", Limits(characters_a_page=20)),
    ("rules", Limits(rules_a_page=4)),
]


@pytest.mark.parametrize("limits", [case[1] for case in LIMITS], ids=[case[0] for case in LIMITS])
def test_over_a_limit_is_a_failure_that_names_file_and_limit(limits):
    with pytest.raises(LimitExceeded, match=r"^big\.pdf: .*\d") as failure:
        read_pdf(made(3), "big.pdf", limits)
    assert failure.value.limit == "limit_size"


def nested(depth: int, times: int) -> bytes:
    """A form that draws another so many times, which draws another, and so on."""
    maker = PdfMaker()
    inner = maker.loose().line(10, 10, 90, 10)
    for _ in range(depth):
        outer = maker.loose()
        for _ in range(times):
            outer.form(inner)
        inner = outer
    maker.page().form(inner)
    return maker.file()


@pytest.mark.parametrize(("depth", "times"), [(30, 1), (9, 10), (16, 2)])
def test_forms_that_multiply_are_counted_before_they_are_drawn(depth, times):
    with pytest.raises(LimitExceeded, match="forms"):
        read_pdf(nested(depth, times), "bomb.pdf")


def test_forms_within_reason_are_read():
    maker = PdfMaker()
    inner = maker.loose().text(72, 100, PROSE)
    for _ in range(5):
        inner = maker.loose().form(inner)
    maker.page().form(inner)
    assert prose(read_pdf(maker.file(), "made.pdf"), 1) == [PROSE]


def test_a_locked_file_says_so():
    maker = PdfMaker()
    maker.page().text(72, 100, PROSE)
    with pytest.raises(EncryptedInput, match=r"^secret\.pdf: the PDF needs a password$"):
        read_pdf(maker.file(locked=True), "secret.pdf")


DAMAGED = [
    ("no pages", PdfMaker().file()),
    ("a head alone", b"%PDF-1.7\n%%EOF"),
    ("cut in its first object", made()[:60]),
    ("noise after the head", b"%PDF-1.4\n" + bytes(range(256)) * 20),
]


@pytest.mark.parametrize("data", [case[1] for case in DAMAGED], ids=[case[0] for case in DAMAGED])
def test_damage_is_one_sentence(data):
    with pytest.raises(MalformedInput, match=r"^broken\.pdf: a (?:damaged )?PDF"):
        read_pdf(data, "broken.pdf")


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_cut_file_is_read_or_refused_never_silent(share):
    """Either the reader gives pages with text, or it says that it cannot."""
    data = made(3)
    try:
        document = read_pdf(data[: int(len(data) * share)], "cut.pdf")
    except InputError:
        return
    assert any(page.blocks for page in document.pages)


def test_the_second_reader_gives_the_same_text_and_tables(monkeypatch):
    first = read_pdf(made(), "made.pdf")
    monkeypatch.setattr("extract.readers.pdf.reader._read_one", lambda *_: None)
    second = read_pdf(made(), "made.pdf")
    assert second.pages[0].figures["fallback"] == 1
    assert second.trace.raw == first.trace.raw
    assert second.pages[0].blocks == first.pages[0].blocks


def test_pages_no_reader_can_load_are_unread_beside_others(monkeypatch):
    data = made(2)
    monkeypatch.setattr("extract.readers.pdf.fallback.SecondReader.read", lambda *_: None)
    from extract.readers.pdf.reader import _read_one

    monkeypatch.setattr("extract.readers.pdf.reader._read_one", lambda *args: _read_one(*args) if args[1] else None)
    first, second = read_pdf(data, "made.pdf").pages
    assert (first.quality, first.blocks, first.figures) == ("none", [], {"unreadable": 1})
    assert second.blocks
