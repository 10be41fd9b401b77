"""From glyphs to text: what was drawn decides, and marks keep to their bases."""

import pytest

from extract.readers.pdf import read_pdf
from schemas.document import Document, Line
from schemas.place import PagePlace
from tests.pdfmaker import PdfMaker, shape


def lines(maker: PdfMaker) -> list[str]:
    """The lines of prose of a document."""
    document = read_pdf(maker.file(), "made.pdf")
    return [document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line)]


def one_line(drawn: str, said: str | None = None) -> str:
    maker = PdfMaker()
    maker.page().text(72, 100, drawn, said=said)
    (line,) = lines(maker)
    return line


LIES = [
    ("a space with the ink of a nikhahit", "ตําบลหนองตัวอย่าง", "ต าบลหนองตัวอย่าง", "ตำบลหนองตัวอย่าง"),
    ("... under a tone", "นํ้าประปาหมู่บ้าน", "น ้าประปาหมู่บ้าน", "น้ำประปาหมู่บ้าน"),
    ("... and its า read as ำ", "คํานวณค่าตัวอย่าง", "ค ำนวณค่าตัวอย่าง", "คำนวณค่าตัวอย่าง"),
    ("an า read as ำ", "ความสามารถ", "ควำมสำมำรถ", "ความสามารถ"),
    ("a true ำ", "ดำเนินการ", "ดำเนินการ", "ดำเนินการ"),
    ("a tone read as a lower vowel", "ผู้ป่วยนอกตัวอย่าง", "ผู้ปุวยนอกตัวอย่าง", "ผู้ป่วยนอกตัวอย่าง"),
    ("... the wider tone", "ป้องกันการทุจริต", "ปูองกันการทุจริต", "ป้องกันการทุจริต"),
    ("tone and vowel swapped as a pair", "ผ\u0e49\u0e39รับผิดชอบ", "ผ\u0e39\u0e49รับผิดชอบ", "ผ\u0e39\u0e49รับผิดชอบ"),
    ("a silencer and a vowel swapped", "บุญพันธ\u0e4c\u0e38ดี", "บุญพันธ\u0e38\u0e4cดี", "บุญพันธ\u0e38\u0e4cดี"),
    ("tones upon vowels, without a character", "ที่ขั้นตอนแรก", "ที\0ขั\0นตอนแรก", "ที่ขั้นตอนแรก"),
    ("a tone beside a tall letter, without a character", "ฝ่ายตัวอย่าง", "ฝ\0ายตัวอย่าง", "ฝ่ายตัวอย่าง"),
    ("a vowel beside a tall letter, which words must tell", "เปิดเผยตัวอย่าง", "เป\0ดเผยตัวอย่าง", "เป\ufffdดเผยตัวอย่าง"),
    ("a tone upon a nikhahit read as a space", "นํ้าใจตัวอย่าง", "น \0าใจตัวอย่าง", "น้ำใจตัวอย่าง"),
    ("a hyphen", "วัน-เวลาตัวอย่าง", "วัน-เวลาตัวอย่าง", "วัน-เวลาตัวอย่าง"),
    ("the number of a glyph for a nikhahit", "กํานันตัวอย่าง", "ก\u013bานันตัวอย่าง", "กำนันตัวอย่าง"),
    ("... and its า read as ำ", "กํานันตัวอย่าง", "ก;ำนันตัวอย่าง", "กำนันตัวอย่าง"),
    ("the number of a glyph for a tone upon a vowel", "ซื้อตัวอย่าง", "ซื\u011cอตัวอย่าง", "ซื้อตัวอย่าง"),
    ("the number of a glyph beside a tall letter", "ฝ่ายตัวอย่าง", "ฝ9ายตัวอย่าง", "ฝ่ายตัวอย่าง"),
    ("... which words must tell", "เปิดเผยตัวอย่าง", "เป4ดเผยตัวอย่าง", "เป\ufffdดเผยตัวอย่าง"),
    ("a control character for a tone upon a vowel", "ซื้อตัวอย่าง", "ซื\x0eอตัวอย่าง", "ซื้อตัวอย่าง"),
    ("a ring read as the whole ำ", "ดําเนินการ", "ดำาเนินการ", "ดำเนินการ"),
    ("... its stroke, and so every า, without a character", "ทํางานตามแผน", "ทำ\0ง\0นต\0มแผน", "ทำงานตามแผน"),
    ("... and a tone upon it", "นํ้าหนักมาก", "นำ+\0หนักม\0ก", "น้ำหนักมาก"),
    ("a ring read with the tone of another place", "จัดทําแผน", ["จ", "ั", "ด", "ท", "้ำ", "า", "แ", "ผ", "น"], "จัดทำแผน"),
    ("... and with noise for the letter", "จัดทําแผน", ["จ", "ั", "ด", "ท", "้\u4933", "า", "แ", "ผ", "น"], "จัดทำแผน"),
    ("... or the end of a line", "ทํางานตามแผน", "ทำ\nง\nนต\nมแผน", "ทำงานตามแผน"),
    ("a number for a ring's stroke", "จัดทํารายงาน", "จัดทำ6รายงาน", "จัดทำรายงาน"),
    ("... and one for the tone between, which the ring has", "นํ้าหนัก", ["น", "้ำ", "A", "#", *"หนัก"], "น้ำหนัก"),
    ("... which no glyph has", "ถํ้าหนึ่ง", "ถำA#หนึ่ง", "ถ้ำหนึ่ง"),
    ("a number behind a whole ำ", "จัดทำ6ฉบับ", "จัดทำ6ฉบับ", "จัดทำ6ฉบับ"),
    ("a ำ of a font of one width", "อ\ue033เภอหนึ่ง", "อำเภอหนึ่ง", "อำเภอหนึ่ง"),
    ("marks with the text of their cluster", "ขั้นใช้", ["ขั้", "ขั้", "ขั้", "น", "ใ", "ช้", "ช้"], "ขั้นใช้"),
    ("... whose letter has its own", "คุณที่นี่", ["ค", "คุ", "ณ", "ท", "ที", "ที่", "น", "นี่", "นี่"], "คุณที่นี่"),
    ("... and letters that come twice", "ถนนนี้", ["ถ", "น", "น", "นี้", "นี้", "นี้"], "ถนนนี้"),
    ("no stroke of an า: an unknown letter under a mark", "ผลกํไร", "ผ\0กํไร", "ผ\ufffdกํไร"),
    ("signs and numbers behind letters", "ปี2568 ข้อ ก;าย", "ปี2568 ข้อ ก;าย", "ปี2568 ข้อ ก;าย"),
    ("a lower vowel read as a tone", "ข้อมูลสุขภาพ", "ข้อม้ลส่ขภาพ", "ข้อมูลสุขภาพ"),
    ("a space with the ink of a lower vowel", "สาธารณสุขอำเภอ", "สาธารณส ขอำเภอ", "สาธารณสุขอำเภอ"),
    ("... the wider vowel", "ผู้ใหญ่บ้านตัวอย่าง", "ผ ้ใหญ่บ้านตัวอย่าง", "ผู้ใหญ่บ้านตัวอย่าง"),
    ("real spaces", "แผน การ งาน", "แผน การ งาน", "แผน การ งาน"),
    ("a real space before า of a spaced-out line", "ก า ร ตัวอย่าง", "ก า ร ตัวอย่าง", "ก า ร ตัวอย่าง"),
]


@pytest.mark.parametrize(("drawn", "said", "read"), [case[1:] for case in LIES], ids=[case[0] for case in LIES])
def test_ink_decides_where_the_table_lies(drawn, said, read):
    assert one_line(drawn, said) == read


def test_ink_repairs_are_counted():
    maker = PdfMaker()
    maker.page().text(72, 100, "ตําบลและอําเภอ", said="ต าบลและอ าเภอ").text(72, 130, "ความ", said="ควำม")
    (page,) = read_pdf(maker.file(), "made.pdf").pages
    assert (page.figures["ink_sara_am"], page.figures["ink_sara_aa"]) == (2, 1)
    assert page.quality == "repaired"


def test_marks_keep_to_their_base_in_content_order():
    maker = PdfMaker()
    page = maker.page().text(72, 100, "ซ")
    # Both marks are objects of their own; the tone begins right of the next letter, as some makers place it.
    page.text(81.6, 100, "ึ").text(82.3, 100, "่").text(81.6, 100, "งตัวอย่าง")
    assert lines(maker) == ["ซึ่งตัวอย่าง"]


def test_actual_text_is_taken_once_though_its_glyphs_are_parted():
    maker = PdfMaker()
    # The second mark is drawn right of the next letter's start, so pdfium lists that letter between the two marks.
    maker.page().written("ที่", 72, 100, "ท", "ี", "่").text(81.0, 100, "ประชุม")
    assert lines(maker) == ["ที่ประชุม"]


def test_actual_text_wins_over_the_glyphs_table():
    maker = PdfMaker()
    maker.page().written("กำ", 72, 100, "ก", "ํ", "า").text(88.8, 100, "หนดการประชุม")
    assert lines(maker) == ["กำหนดการประชุม"]


@pytest.mark.parametrize("shift", [0.0, 0.4, 1.5])
def test_bold_by_printing_twice_is_read_once(shift):
    maker = PdfMaker()
    page = maker.page().text(72, 100, "ผู้อำนวยการกอง")
    others = [f"บรรทัดที่{letter}" for letter in "กขคงจฉช"]
    for nth, other in enumerate(others):
        page.text(72, 140 + 20 * nth, other)
    page.text(72 + shift, 100, "ผู้อำนวยการกอง")
    assert lines(maker) == ["ผู้อำนวยการกอง", *others]


def test_letters_twice_in_a_word_stay():
    maker = PdfMaker()
    page, x = maker.page(), 72.0
    for letter in "กรรมการ":
        page.text(x, 100, letter)
        x += shape(letter)[0] * 16 / 1000
    page.text(72, 140, "บรรทัดตัวอย่าง")
    assert lines(maker)[0] == "กรรมการ"


GAPS = [(0.0, "แผนงาน"), (1.6, "แผนงาน"), (3.6, "แผน งาน"), (40.0, "แผน งาน")]


@pytest.mark.parametrize(("gap", "read"), GAPS)
def test_a_gap_of_a_space_is_a_space(gap, read):
    maker = PdfMaker()
    maker.page().text(72, 100, "แผน").text(72 + 3 * 9.6 + gap, 100, "งาน").text(72, 140, "บรรทัดตัวอย่าง")
    assert lines(maker)[0] == read


def test_spaced_out_letters_are_no_words():
    maker = PdfMaker()
    page, x = maker.page(), 72.0
    for letter in "รายงานประจำปีงบ":
        if letter == "ี":
            page.text(x - 4, 100, letter)
            continue
        page.text(x, 100, letter)
        x += shape(letter)[0] * 16 / 1000 + 4
    assert lines(maker) == ["รายงานประจำปีงบ"]


@pytest.mark.parametrize("gap", [1.0, 2.3, 4.0])
def test_letters_spaced_out_within_an_object_are_no_words(gap):
    """Thai justification does this; pdfium then makes up a space between any two letters."""
    maker = PdfMaker()
    maker.page().spaced(72, 100, "ผู้รับบริการร้องเรียน", gap).text(72, 140, "บรรทัดตัวอย่าง")
    assert lines(maker)[0] == "ผู้รับบริการร้องเรียน"


def test_words_within_a_spaced_out_object_are_parted():
    maker = PdfMaker()
    maker.page().spaced(72, 100, "ผู้รับบริการ หมายถึง ประชาชน", 2.3).text(72, 140, "บรรทัดตัวอย่าง")
    assert lines(maker)[0] == "ผู้รับบริการ หมายถึง ประชาชน"


def test_a_space_typed_at_a_line_end_stays_and_others_go():
    maker = PdfMaker()
    maker.page().text(72, 100, "  ส่งเสริม   ").text(72, 120, "ความโปร่งใส").text(72, 140, "   ")
    assert lines(maker) == ["ส่งเสริม ", "ความโปร่งใส"]


def test_lines_run_down_and_pieces_across_whatever_the_content_order():
    maker = PdfMaker()
    maker.page().text(200, 130, "สี่").text(72, 130, "สาม").text(200, 100.4, "สอง").text(72, 100, "หนึ่ง")
    assert lines(maker) == ["หนึ่ง สอง", "สาม สี่"]


def test_characters_beyond_the_first_plane_are_one_character():
    assert one_line("กขคxงจฉชซ", "กขค\U0001d436งจฉชซ") == "กขค\U0001d436งจฉชซ"


def test_spaces_that_take_up_no_room_are_no_spaces():
    maker = PdfMaker()
    page = maker.page().text(72, 100, "แผน ").text(100.8, 100, "งาน ").text(127.5, 100, "ใหม่ ")
    page.text(72, 130, "แผน ").text(104.8, 130, "งาน")
    assert lines(maker) == ["แผนงานใหม่ ", "แผน งาน"]


def test_a_slanted_watermark_is_in_no_line():
    maker = PdfMaker()
    page = maker.page().text(72, 100, "บรรทัดแรกของหน้า").text(72, 120, "บรรทัดที่สองของหน้า")
    page.slanted(80, 160, "สำเนาถูกต้อง")
    assert lines(maker) == ["บรรทัดแรกของหน้า", "บรรทัดที่สองของหน้า"]
    assert read_pdf(maker.file(), "made.pdf").pages[0].figures["slanted_pieces"] > 0


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_turned_for_display_reads_upright(rotate):
    """Text is drawn so that it stands upright once the viewer has turned the page."""
    maker = PdfMaker()
    page = maker.page(400, 300, rotate=rotate)
    x, y = {0: (50, 60), 90: (60, 250), 180: (350, 240), 270: (340, 50)}[rotate]
    step = {0: (0, 20), 90: (20, 0), 180: (0, -20), 270: (-20, 0)}[rotate]
    turn = {0: 0, 90: 1, 180: 2, 270: 3}[rotate]
    page.text(x, y, "บรรทัดแรก ตัวอย่าง", turn=turn)
    page.text(x + step[0], y + step[1], "บรรทัดที่สอง", turn=turn)
    document = read_pdf(maker.file(), "made.pdf")
    first, second = (block for _, block in document.blocks() if isinstance(block, Line))
    assert document.text[slice(*first.span)] == "บรรทัดแรก ตัวอย่าง"
    (place,) = document.locate(*first.span)
    assert isinstance(place, PagePlace)
    assert place.bbox[:2] == pytest.approx((50, 48), abs=5)
    assert second.span[0] > first.span[0]
    assert (document.pages[0].width, document.pages[0].height) == ((400, 300) if rotate % 180 == 0 else (300, 400))


def test_places_are_those_of_the_cropped_page():
    maker = PdfMaker()
    maker.page(595, 842, crop=(50, 100, 500, 800)).text(72, 100, "ตัวอย่างหนึ่งบรรทัด")
    document = read_pdf(maker.file(), "made.pdf")
    (page,) = document.pages
    assert (page.width, page.height) == (450, 700)
    (place,) = document.locate(0, 1)
    assert isinstance(place, PagePlace)
    assert place.bbox[0] == pytest.approx(22, abs=0.1)
    assert place.bbox[1] < 58 < place.bbox[3]  # the baseline, 42 points below the box's top


def test_text_of_forms_is_read_where_it_is_shown():
    maker = PdfMaker()
    inner = maker.loose().text(10, 40, "ข้อความในแบบฟอร์ม")
    maker.page().text(72, 100, "บรรทัดแรก").form(inner, "2 0 0 2 100 -900")
    document = read_pdf(maker.file(), "made.pdf")
    assert _texts(document) == ["บรรทัดแรก", "ข้อความในแบบฟอร์ม"]
    start = document.text.index("ข้อ")
    (place,) = document.locate(start, start + 1)
    assert isinstance(place, PagePlace)
    assert place.bbox[0] == pytest.approx(120, abs=0.1)


def _texts(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line)]


def test_every_drawn_character_has_a_place_and_every_other_has_none():
    maker = PdfMaker()
    maker.page().text(72, 100, "แผน").text(150, 100, "งาน").text(72, 130, "ตัวอย่าง")
    document = read_pdf(maker.file(), "made.pdf")
    raw = document.trace.raw
    assert raw == "แผน งาน\nตัวอย่าง\n"
    bare = [letter for at, letter in enumerate(raw) if not document.places.locate(at, at + 1)]
    assert bare == [" ", "\n", "\n"]


@pytest.mark.parametrize("matrix", ["1 0 0 1 30 -40", "0.5 0 0 0.5 50 200", "0 1 -1 0 500 20"])
def test_written_text_within_a_form_stands_where_the_form_is_drawn(matrix):
    maker = PdfMaker()
    inner = maker.loose().text(60, 100, "งาน").written("ที่", 86.4, 100, "ที", "่")
    inner.text(96, 100, "ทำ")
    maker.page().form(inner, matrix)
    document = read_pdf(maker.file(), "made.pdf")
    assert document.text.strip() == "งานที่ทำ"
    (plain,) = document.locate(0, 3)
    (written,) = document.locate(3, 6)
    assert isinstance(plain, PagePlace)
    assert isinstance(written, PagePlace)
    across = matrix.startswith(("1", "0.5"))
    side = 0 if across else 1
    other = 1 - side
    assert abs(plain.bbox[other] - written.bbox[other]) < 12
    assert (plain.bbox[0] < written.bbox[0]) if across else (plain.bbox[1] > written.bbox[1])
