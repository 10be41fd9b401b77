"""Parts of the reader of scans that need no text engine: which stretches are numbers, rules, regions, likeness."""

import json
from itertools import chain

import cv2
import numpy as np
import pytest

from benchmarks.scans import CARD, RESULTS, edits, results_to_tables
from extract.readers.pdf.ruled.grid import rules_to_grids
from extract.readers.scan import image_kind, is_image, scripts
from extract.readers.scan.acronyms import mend_acronyms
from extract.readers.scan.engine import Symbol, SymbolLine
from extract.readers.scan.glyphs import ReadLine
from extract.readers.scan.lexicon import mend_words
from extract.readers.scan.likeness import mend_likeness
from extract.readers.scan.numbers import stretch_box
from extract.readers.scan.paper import Paper, lay_paper
from extract.readers.scan.pixels import even_ground, ink_of, to_grey
from extract.readers.scan.regions import find_regions
from extract.readers.scan.render import MOST_PIXELS, page_dpi
from extract.readers.scan.rules import find_rules
from extract.readers.scan.scripts import settle_scripts
from extract.readers.scan.tokens import Guess, Stretch, find_stretches
from extract.readers.scan.upright import find_skew


def as_line(text: str, confidence: float = 0.95) -> SymbolLine:
    """A line of symbols ten pixels apart; a space sets the next one off."""
    symbols: list[Symbol] = []
    spaced = False
    for at, letter in enumerate(text):
        if letter == " ":
            spaced = True
            continue
        symbols.append(Symbol(letter, (10.0 * at, 0.0, 10.0 * at + 8, 30.0), confidence, spaced))
        spaced = False
    return SymbolLine(symbols, (0.0, 0.0, 10.0 * len(text), 30.0), 30.0)


STRETCHES = [
    ("พ.ศ. ๒๕๐๕", [("พ", Guess.NUMBERING), ("๒๕๐๕", Guess.DIGITS)]),
    ("ปี พ.ศ.๒๕๐๕", [("๒๕๐๕", Guess.DIGITS), ("พ.ศ.๒๕๐๕", Guess.JOINED)]),
    ("(๕๕ คะแนน)", [("๕๕", Guess.DIGITS)]),
    ("ปี U ๒๕๒", [("U", Guess.OTHER), ("๒๕๒", Guess.DIGITS)]),
    ("ต.ค.๖๗", [("ต", Guess.NUMBERING), ("๖๗", Guess.DIGITS), ("ต.ค.๖๗", Guess.JOINED)]),
    ("ปี ๒๕๖ซ", [("๒๕๖", Guess.DIGITS), ("๒๕๖ซ", Guess.JOINED), ("๒๕๖ซ", Guess.JOINED)]),
    ("รวม ๒ด๑๓.๒๑", [("๒ด๑๓.๒๑", Guess.DIGITS), ("ด๑๓.๒๑", Guess.JOINED), ("๒ด๑๓.๒๑", Guess.JOINED)]),
    ("๒๕๖๘ถึง", [("๒๕๖๘", Guess.DIGITS)]),
    ("ฆ.การป้องกัน", [("ฆ", Guess.NUMBERING)]),
    ("การป้องกัน", []),
    ("มาตรา ช และ", [("ช", Guess.OTHER)]),
    ("ITA และ IIT", []),
    ("- ประชุม", []),
    ("b. ประชุม", [("b.", Guess.OTHER)]),
]


@pytest.mark.parametrize(("text", "expected"), STRETCHES)
def test_stretches_that_may_be_numbers(text, expected):
    line = as_line(text)
    found = [
        ("".join(symbol.text for symbol in line.symbols[one.start : one.end]), one.guess)
        for one in find_stretches(line, alone=False)
    ]
    assert found == expected


def test_a_short_line_alone_in_its_cell_is_tried_whole():
    assert [one.guess for one in find_stretches(as_line("ไ๒ ๓"), alone=True)][-1] is Guess.CELL
    assert Guess.CELL not in [one.guess for one in find_stretches(as_line("๒๓.๕๕"), alone=True)]


def test_a_digit_within_the_box_of_the_word_beside_belongs_to_the_number():
    ink = np.zeros((60, 400), np.uint8)
    for start, end in ((100, 130), (140, 170), (220, 300)):  # two digits, a space, a word
        ink[10:50, start:end] = 1
    page = Paper(np.asarray(255 - ink * 255, np.uint8), ink, 300, 40)
    symbols = [Symbol("๒", (100, 10, 130, 50), 0.9), Symbol("แ", (140, 10, 300, 50), 0.9, spaced=True)]
    line = SymbolLine(symbols, (100, 10, 300, 50), 50)
    left, _, right, _ = stretch_box(page, line, Stretch(0, 1, Guess.DIGITS))
    assert left <= 100
    assert 170 < right < 220


def test_dotted_lines_of_forms_are_wiped_and_tone_marks_stay():
    grey = paper(400, 1200)
    for x in range(100, 1000, 14):
        grey[300:304, x : x + 4] = 0  # a blank to be filled in
    for x in range(100, 1000, 30):
        grey[200:211, x : x + 5] = 0  # tone marks
    grey[320:324, 100:104] = 0  # a point by itself
    clean = lay_paper(grey, ink_of(grey), np.zeros_like(grey), 300)
    assert not clean.ink[295:310].any()
    assert clean.ink[200:211].sum() == 30 * 11 * 5
    assert clean.ink[320:324, 100:104].all()


LIKENESS = [
    ("รายละเอียดตัวขี้วัด", "รายละเอียดตัวชี้วัด"),
    ("จ้างซ่อมแชมครุภัณฑ์", "จ้างซ่อมแซมครุภัณฑ์"),
    ("๓๐ กุย. ๒๕๖๘", "๓๐ก.ย.๒๕๖๘"),
    ("ถึง กุย.๒๕๖๘", "ถึงก.ย.๒๕๖๘"),
    ("ขอความร่วมมือ", "ขอความร่วมมือ"),
    ("ช่องทางร้องเรียน", "ช่องทางร้องเรียน"),
    ("นายขจร ซื่อสัตย์", "นายขจรซื่อสัตย์"),
    ("คุย.๕", "คุย.๕"),
    ("ดําเน็นงานตามคําสัง", "ดําเนินงานตามคําสั่ง"),
    ("ประชุมชีแจงในปิถัดไป", "ประชุมชี้แจงในปีถัดไป"),
    ("กองชางและใช้น้ามัน", "กองช่างและใช้นํ้ามัน"),
    ("ทักษะของเจ้าหน้", "ทักษะของเจ้าหน้"),
    ("ตามแผ", "ตามแผ"),
    ("แบบ สขร. ๑", "แบบสขร.๑"),
    ("นายวรินทร์เวช ถิรวัฒน์", "นายวรินทร์เวชถิรวัฒน์"),
    pytest.param(
        "เทศบาลตําบลห้วยเกิ๋ง", "เทศบาลตําบลห้วยเกิ๋ง", marks=pytest.mark.xfail(strict=True, reason="a name like a word")
    ),
]


@pytest.mark.parametrize(("text", "expected"), LIKENESS)
def test_letters_are_changed_only_where_words_speak_for_it(text, expected):
    line = as_line(text)
    mend_likeness(line)
    assert "".join(symbol.text for symbol in line.symbols) == expected


ACRONYMS = [
    ([["หน่วยงาน", "UT (๓๐)", "EIT (๓๐)", "Orr (๔๐)"]], [["หน่วยงาน", "IIT(๓๐)", "EIT(๓๐)", "OIT(๔๐)"]]),
    ([["IT"], ["EIT"], ["OIT"]], [["IIT"], ["EIT"], ["OIT"]]),
    ([["EIT", "งาน IT"], ["17", "IT"]], [["EIT", "งานIT"], ["17", "IT"]]),
    ([["แบบวัด", "IT"], ["๑", "ระบบ IT"]], [["แบบวัด", "IT"], ["๑", "ระบบIT"]]),
    ([["ปี", "เห", "EIT", "OIT"]], [["ปี", "IIT", "EIT", "OIT"]]),
    ([["ปี", "ผล", "EIT", "OIT"]], [["ปี", "ผล", "EIT", "OIT"]]),
    ([["ปี", "เห", "EIT", "รวม"]], [["ปี", "เห", "EIT", "รวม"]]),
]


@pytest.mark.parametrize(("read", "expected"), ACRONYMS)
def test_instruments_are_known_beside_each_other(read, expected):
    cells = [[(100.0 * x, 20.0 * y, 100.0 * x + 100, 20.0 * y + 20) for x in range(4)] for y in range(3)]
    lines = [ReadLine(as_line(text), cells[y][x]) for y, row in enumerate(read) for x, text in enumerate(row)]
    mend_acronyms(lines)
    assert ["".join(symbol.text for symbol in one.line.symbols) for one in lines] == list(chain.from_iterable(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("คะแนน UT EIT และ OIT", "คะแนนIITEITและOIT"),
        ("ระบบ IT และ EIT", "ระบบITและEIT"),
        ("IT IT EIT OIT", "ITITEITOIT"),
    ],
)
def test_an_instrument_is_known_in_a_line_that_holds_both_others(text, expected):
    line = as_line(text)
    mend_acronyms([ReadLine(line)])
    assert "".join(symbol.text for symbol in line.symbols) == expected


# A line as read with all models, how sure, the same word by the Thai model alone, how sure, and what is taken.
SCRIPTS = [
    ("waa", 0.74, "พัสดุ", 0.88, "พัสดุ"),
    ("- Ua", 0.65, "เปิด", 0.44, "-เปิด"),
    ("EIT", 0.96, "ตา", 0.38, "EIT"),
    ("OIT", 0.70, "อท", 0.80, "OIT"),
    ("A", 0.97, "4", 0.94, "A"),
    ("Ok", 0.95, "โอ", 0.60, "Ok"),
    ("The new law of trade", 0.70, "พัสดุ", 0.90, "Thenewlawoftrade"),
]


@pytest.mark.parametrize(("text", "trust", "again", "surer", "taken"), SCRIPTS)
def test_short_words_in_a_line_without_thai_are_read_again(monkeypatch, text, trust, again, surer, taken):
    inked = Paper(paper(100, 400), np.ones((100, 400), np.uint8), 200, 30)
    monkeypatch.setattr(scripts, "read_crop", lambda *_, **__: [as_line(again, surer)])
    line = settle_scripts(inked, as_line(text, trust))
    assert "".join(symbol.text for symbol in line.symbols) == taken


def paper(height: int = 1200, width: int = 1600) -> np.ndarray:
    return np.full((height, width), 255, np.uint8)


def test_a_ruled_grid_with_a_merged_cell_is_found():
    page = paper()
    for y in (200, 400, 600):
        cv2.line(page, (100, y), (1300, y), (0,), 3)
    for x in (100, 500, 1300):
        cv2.line(page, (x, 200), (x, 600), (0,), 3)
    cv2.line(page, (900, 400), (900, 600), (0,), 3)  # parts the lower row alone
    ruling = find_rules(ink_of(page), 300)
    scale = 72 / 300
    across, down = (
        [(level * scale, start * scale, end * scale) for level, start, end in rules]
        for rules in (ruling.across, ruling.down)
    )
    (grid,) = rules_to_grids(across, down)
    assert (len(grid.xs) - 1, len(grid.ys) - 1, len(grid.cells)) == (3, 2, 5)


def test_uprights_of_letters_are_no_rules():
    page = paper()
    for y in (200, 320):
        cv2.line(page, (100, y), (1300, y), (0,), 3)
    for x in range(200, 1200, 60):
        cv2.line(page, (x, 225), (x, 295), (0,), 5)
    assert find_rules(ink_of(page), 300).down == []


def test_columns_side_by_side_are_regions_of_their_own():
    ink = np.zeros((600, 1600), np.uint8)
    for y in (50, 120, 190):
        ink[y : y + 40, 100:700] = 1
        ink[y : y + 40, 900:1500] = 1
    ink[400:440, 100:1500] = 1
    assert [(box[0], box[2]) for box in find_regions(ink, 300, 40)] == [(100, 700), (900, 1500), (100, 1500)]


@pytest.mark.parametrize("skew", [-3.0, -0.6, 0.0, 1.4, 5.0])
def test_skew_is_measured(skew):
    page = paper()
    for y in range(200, 1000, 60):
        cv2.line(page, (200, y), (1400, y), (0,), 12)
    turn = cv2.getRotationMatrix2D((800, 600), -skew, 1.0)
    slanted = np.asarray(cv2.warpAffine(page, turn, (1600, 1200), borderValue=(255,)), np.uint8)
    assert find_skew(slanted) == pytest.approx(skew, abs=0.1)


def test_shading_is_taken_off_and_light_letters_on_dark_turn_dark():
    page = np.full((800, 800, 3), 250, np.uint8)
    page[100:300] = (120, 240, 250)  # a highlighter's yellow in blue, green, red
    page[500:700] = (90, 40, 20)  # a dark fill
    for x in range(100, 700, 100):
        page[180:220, x : x + 12] = (30, 30, 30)
        page[580:620, x : x + 12] = (255, 255, 255)
    flat = even_ground(to_grey(page))
    ink = ink_of(flat)
    assert ink[180:220, 100:112].all()
    assert ink[585:615, 103:109].all()
    assert not ink[140:160].any()


def seal(page: np.ndarray) -> np.ndarray:
    """Two rings of red ink over what stands there, as ink lies on paper: the darker of both in each channel."""
    ink = np.full_like(page, 255)
    for radius in (230, 160):
        cv2.circle(ink, (400, 400), radius, (60, 50, 205), 10)
    return np.asarray(np.minimum(page, ink), np.uint8)


def test_a_seal_fades_and_black_ink_under_it_stays():
    page = np.full((1800, 1300, 3), 250, np.uint8)
    page[390:420, 150:650] = (40, 40, 40)
    page[1200:1210, 100:1200], page[1200:1600, 100:110] = (150, 60, 30), (150, 60, 30)  # a table's blue frame
    page[1500:1530, 300:320] = (150, 60, 30)  # a blue letter
    ink = ink_of(even_ground(to_grey(seal(page))))
    assert ink[392:418, 160:640].mean() > 0.95
    assert ink[150:380].mean() < 0.001
    assert ink[1202:1208, 200:1100].all()
    assert ink[1502:1528, 302:318].all()


@pytest.mark.parametrize(
    ("width", "height", "least", "most"),
    [(595, 842, 300, 300), (842, 1191, 300, 300), (2384, 3370, 100, 120), (5900, 5900, 50, 70), (1e9, 1e9, 0, 1)],
)
def test_large_pages_are_rendered_at_fewer_dots(width, height, least, most):
    dpi = page_dpi(width, height)
    assert least <= dpi <= most
    assert width * height * (dpi / 72) ** 2 <= MOST_PIXELS * 1.01


def test_the_page_on_scans_holds_the_figures_as_measured():
    results = (json.loads((RESULTS / f"{name}.json").read_text("utf-8")) for name in ("scans", "leagues"))
    assert results_to_tables(*results) in CARD.read_text("utf-8"), "run benchmarks/scans.py and benchmarks/leagues.py"


@pytest.mark.parametrize(
    ("truth", "read", "count"), [("กขค", "กขค", 0), ("กขค", "กค", 1), ("กข", "ฃขค", 2), ("", "ก", 1)]
)
def test_letters_are_held_to_the_print_by_edits(truth, read, count):
    assert edits(truth, read) == count


KINDS = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF89a", None),
    (b"%PDF-1.7", None),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_pictures_are_known_by_their_first_bytes(data, kind):
    assert (image_kind(data), is_image(data)) == (kind, kind is not None)


# lines of one cell as read | as they are mended; SARA AM stands in two letters in what the engine prints
WORDS = [
    (["ตัวชีวัด", "ที 3"], ["ตัวชี้วัด", "ที่ 3"]),
    (["ตัวชีวัด", "Nn 1"], ["ตัวชี้วัด", "ที่ 1"]),
    (["หนวยงานผูรับผิดชอบ"], ["หน่วยงานผู้รับผิดชอบ"]),
    (["1 พ.ุย. 66 - 30 ก.ุย. 67"], ["1 พ.ย. 66 - 30 ก.ย. 67"]),
    (["ม:ค. - ก;พ. 68"], ["ม.ค. - ก.พ. 68"]),
    (["ที่ 2 ตัวชี้วัด"], ["ที่ 2 ตัวชี้วัด"]),
    (["ทีมงาน 3 คน"], ["ทีมงาน 3 คน"]),
    (["ผลการทดสอบ", "Nn 1"], ["ผลการทดสอบ", "Nn 1"]),
]


@pytest.mark.parametrize(("read", "mended"), WORDS)
def test_words_that_lost_their_marks(read, mended):
    lines = [ReadLine(as_line(text), (0.0, 0.0, 400.0, 100.0)) for text in read]
    mend_words(lines)
    told = ["".join(f" {s.text}" if s.spaced else s.text for s in held.line.symbols) for held in lines]
    assert told == mended


@pytest.mark.parametrize("word", ["เท", "แา", "วท"])
def test_thai_letters_that_are_an_instrument_beside_the_others(word):
    lines = [ReadLine(as_line(f"แบบ {word} ได้ 90 และ")), ReadLine(as_line("แบบ EIT ได้ 91 แบบ OIT ได้ 95"))]
    if word == "วท":
        lines[1] = ReadLine(as_line("แบบ EIT ได้ 91 แบบ IIT ได้ 95"))
    assert mend_acronyms(lines) == 1
    assert mend_acronyms([ReadLine(as_line("การเทคอนกรีต แบบ EIT และ OIT"))]) == 0
