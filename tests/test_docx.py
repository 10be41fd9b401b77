"""Word files: what a reader of the page sees, in order, and what Word numbers itself."""

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt

from extract.readers.docx import read_docx
from tests.word_files import blocks, body, level, lists, numbered, only_table, p, r, saved, tc, tr

BOX = f"<w:txbxContent>{p(r('ในกล่อง'))}</w:txbxContent>"
NEW = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
OLD = f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
RUNS = [
    (r("การ") + r("ประชุม", "<w:b/>"), ["การประชุม"]),
    (f'<w:ins w:id="1" w:author="x">{r("เพิ่ม")}</w:ins><w:del w:id="2" w:author="x">{r("ลบ")}</w:del>', ["เพิ่ม"]),
    (f'<w:moveFrom w:id="1">{r("ก")}</w:moveFrom><w:moveTo w:id="2">{r("ก")}</w:moveTo>', ["ก"]),
    (f'<w:hyperlink w:anchor="x">{r("เว็บ")}</w:hyperlink><w:smartTag>{r("ไซต์")}</w:smartTag>', ["เว็บไซต์"]),
    (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r('ช่องกรอก')}</w:sdtContent></w:sdt>", ["ช่องกรอก"]),
    ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + r("๑"), ["๑"]),
    (f'<w:fldSimple w:instr="DATE">{r("๑ มกราคม")}</w:fldSimple>', ["๑ มกราคม"]),
    (r("เห็น") + r("ซ่อน", "<w:vanish/>") + r("ชัด", '<w:vanish w:val="0"/>'), ["เห็นชัด"]),
    ("<w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:noBreakHyphen/><w:t>ค</w:t><w:softHyphen/></w:r>", ["ก\tข-ค"]),
    (r("ครั้ง&#xAD;ที่\n๑"), ["ครั้งที่ ๑"]),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="FC"/></w:r>', ["\uf0fe\uf0fc"]),
    ('<w:r><w:sym w:font="Arial" w:char="2713"/><w:sym w:font="Arial" w:char="zz"/></w:r>', ["✓"]),
    (f"{r('ก')}<w:r><w:br/></w:r>{r('ข')}", ["ก", "ข"]),
    (f'{r("ก")}<w:r><w:br w:type="page"/></w:r>{r("ข")}', ["ก", "¶ข"]),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", ["x=1"]),
    (r("ก") + '<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="0"/></w:r>', ["ก"]),
    # told twice, for new and for old programs
    (f"{r('ก')}<w:r><mc:AlternateContent>{NEW}{OLD}</mc:AlternateContent></w:r>", ["ก", "¶ในกล่อง"]),
    (f"<w:r><w:drawing><mc:AlternateContent>{NEW}{OLD}</mc:AlternateContent></w:drawing></w:r>", ["ในกล่อง"]),
    (f"<w:r><mc:AlternateContent>{OLD}</mc:AlternateContent></w:r>", ["ในกล่อง"]),
]


@pytest.mark.parametrize(("inside", "lines"), RUNS)
def test_what_a_paragraph_shows(inside: str, lines: list[str]):
    first, *rest = blocks(body(p(inside)))
    assert [first, *rest] == [f"¶{lines[0]}", *lines[1:]]


LONG = "ตามที่หน่วยงานได้ดำเนินการตามมาตรการที่กำหนดไว้ในแผนปฏิบัติการประจำปี " * 3
GAPS = [
    ([("ก", ""), ("ข", "")], "¶ก ข"),
    ([("ก", ""), ("", ""), ("ข", "")], "¶ก ¶ข"),
    ([("ก", ""), ("ข", '<w:spacing w:before="240"/>'), ("ค", "")], "¶ก ¶ข ค"),
    ([("ก", '<w:spacing w:after="240"/>'), ("ข", ""), ("ค", "")], "¶ก ¶ข ค"),
    ([("ก", '<w:jc w:val="center"/>'), ("ข", '<w:jc w:val="center"/>'), ("ค", "")], "¶ก ข ¶ค"),
    ([("ก", ""), ("ข", '<w:ind w:firstLine="720"/>')], "¶ก ¶ข"),
]


@pytest.mark.parametrize(("paragraphs", "expected"), GAPS)
def test_where_paragraphs_begin(paragraphs: list[tuple[str, str]], expected: str):
    xml = "".join(p(r(text), properties) for text, properties in paragraphs)
    assert " ".join(str(block) for block in blocks(body(xml))) == expected


def test_a_long_paragraph_stands_by_itself():
    gaps = [str(block).startswith("¶") for block in blocks(body(p(r("ก")) + p(r("ข")) + p(r(LONG)) + p(r("ค"))))]
    assert gaps == [True, False, True, True]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", "4. 5."),
        ("thaiNumbers", "๔. ๕."),
        ("thaiCounting", "๔. ๕."),
        ("thaiLetters", "ง. จ."),
        ("lowerLetter", "d. e."),
        ("upperRoman", "IV. V."),
        ("decimalZero", "04. 05."),
        ("ordinal", "4. 5."),
    ],
)
def test_numbers_that_word_makes(form: str, shown: str):
    data = body(numbered("ก") + numbered("ข"), lists(level(0, form, "%1.", start=4)))
    assert [str(line).lstrip("¶").split()[0] for line in blocks(data)] == shown.split()


def test_letters_go_round():
    data = body("".join(numbered("ก") for _ in range(28)), lists(level(0, "lowerLetter", "%1)")))
    assert str(blocks(data)[-1]) == "bb) ก"


def test_levels_count_by_themselves_and_begin_anew():
    levels = level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "bullet", "\uf0b7")
    items = [("ก", 0), ("ข", 1), ("ค", 1), ("ง", 2), ("จ", 0), ("ฉ", 1)]
    data = body("".join(numbered(*item) for item in items), lists(*levels))
    assert blocks(data) == ["¶1. ก", "\t1.1 ข", "\t1.2 ค", "\t\t- ง", "2. จ", "\t2.1 ฉ"]


def test_a_list_goes_on_after_others_unless_it_says_where_it_starts():
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    xml = numbered("ก") + numbered("ข", number=2) + numbered("ค", number=3) + numbered("ง", number=3)
    assert blocks(body(xml, lists(level(0, "decimal", "%1."), extra=again + anew))) == ["¶1. ก", "2. ข", "1. ค", "2. ง"]


def test_a_number_may_come_from_the_style_and_may_be_taken_off():
    word = docx.Document()
    for text in ("หนึ่ง", "สอง"):
        word.add_paragraph(text, style="List Number")
    word.add_paragraph("จุด", style="List Bullet")
    bare = word.add_paragraph("ไม่มีเลข", style="List Number")
    bare.paragraph_format.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    assert blocks(saved(word)) == ["¶1. หนึ่ง", "2. สอง", "- จุด", "ไม่มีเลข"]


def test_a_sequence_column_that_word_numbers():
    rows = "".join(f"<w:tr><w:tc>{numbered('')}</w:tc><w:tc>{p(r(text))}</w:tc></w:tr>" for text in "กข")
    assert blocks(body(f"<w:tbl>{rows}</w:tbl>", lists(level(0, "thaiNumbers", "%1.")))) == [[["๑.", "ก"], ["๒.", "ข"]]]


def test_a_report_reads_in_order():
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "หัวกระดาษ"
    word.add_heading("รายงานผล", 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_paragraph("หน่วยงานสมมติ").paragraph_format.space_before = Pt(12)
    word.add_table(1, 2).cell(0, 1).text = "ในตาราง"
    word.add_paragraph().add_run("ก่อน").add_break(WD_BREAK.LINE)
    assert blocks(saved(word)) == ["¶รายงานผล", "¶หน่วยงานสมมติ", [["", "ในตาราง"]], "¶ก่อน"]


def test_places_are_lines_of_the_text_as_laid_out():
    document, table = only_table(body(p(r("ก่อน")) + f"<w:tbl>{tr(tc('ก'), tc('ขค'))}</w:tbl>"))
    (place,) = document.locate_cell(table.rows[0][1])
    assert place.model_dump() == {"line": 2, "column": 3, "length": 2}
    assert (document.reader, document.markup) == ("docx", False)


def test_the_shared_reports_are_read_whole(shared: Path):
    """Every line of the reports' text that stands alone on its line is found again."""
    for path in sorted((shared / "pdf").glob("*.docx")):
        document = read_docx(path.read_bytes(), path.name)
        source = (shared / "seeds" / f"{path.stem}.txt").read_text("utf-8")
        read = "".join(document.text.split())
        rows = [line for line in source.splitlines() if line.count("\t") and "<" not in line]
        missing = [cell for row in rows for cell in row.split("\t") if "".join(cell.split()) not in read]
        assert missing == []
