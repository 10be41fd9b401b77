"""Write police_merged_cells.docx: a header of two rows that repeats, cells merged both ways, lists in cells."""

from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement

RESULTS = "ผลการดำเนินการ"
HEAD = ("ที่", "มาตรการ", "ขั้นตอนการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา", RESULTS, RESULTS, "ปัญหา/อุปสรรค")
SPLIT = ("สถานะ", "รายละเอียด")
SECTIONS = ("ด้านที่ 1 การให้บริการประชาชน", "ด้านที่ 2 การบริหารทรัพย์สินและงบประมาณ")
# number, measure, steps, responsible, period, status, results, issues; None: merged with the cell above
ROWS = {
    SECTIONS[0]: [
        ("1", "รับแจ้งความด้วยคิวอัตโนมัติ", ["ติดตั้งเครื่องกดคิว", "กำหนดเวลารอไม่เกินสามสิบนาที"], "งานสอบสวน",
         "ต.ค. 67 - มี.ค. 68", "ดำเนินการแล้วเสร็จ", ["เวลารอเฉลี่ยสิบเก้านาที"], "-"),
        ("2", "แจ้งความคืบหน้าคดีทางข้อความ", ["ส่งข้อความถึงผู้เสียหายทุกสามสิบวัน"], None,
         None, "อยู่ระหว่างดำเนินการ", ["ส่งแล้วสองร้อยสิบข้อความ"], "ผู้เสียหายบางรายเปลี่ยนหมายเลขโทรศัพท์"),
    ],
    SECTIONS[1]: [
        ("3", "ตรวจสอบคลังของกลาง", ["นับของกลางทุกสิ้นเดือน", "สลับผู้ตรวจนับระหว่างงาน"], "งานอำนวยการ",
         "1 ธ.ค. 2567 - 31 มี.ค. 2568", "ดำเนินการแล้วเสร็จ", ["ของกลางครบตามบัญชี", "จำหน่ายของกลางหมดคดีสองรอบ"], "-"),
        ("4", "เปิดเผยค่าน้ำมันรถสายตรวจ", ["สรุปเลขไมล์และค่าน้ำมันรายคัน"], "งานอำนวยการ, งานป้องกันปราบปราม",
         None, "ยังไม่ดำเนินการ", [], "รอติดตั้งระบบบันทึกเลขไมล์"),
    ],
}  # fmt: skip
SCORE_HEAD = ("เครื่องมือ", "ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน พ.ศ. 2567")
SCORES = {
    "IIT": [("1", "การปฏิบัติหน้าที่", "89.13"), ("2", "การใช้งบประมาณ", "85.77"), ("3", "การใช้อำนาจ", "87.24"),
            ("4", "การใช้ทรัพย์สินของราชการ", "81.90"), ("5", "การแก้ไขปัญหาการทุจริต", "84.36")],
    "EIT": [("6", "คุณภาพการดำเนินงาน", "92.50"), ("7", "ประสิทธิภาพการสื่อสาร", "88.09"),
            ("8", "การปรับปรุงการทำงาน", "86.48")],
    "OIT": [("9", "การเปิดเผยข้อมูล", "90.05"), ("10", "การป้องกันการทุจริต", "93.75")],
}  # fmt: skip
SIGNATURE = ("พันตำรวจเอก", "(ชัยวัฒน์ เกษมศานติ์)", "ผู้กำกับการสถานีตำรวจภูธรห้วยขมิ้น", "วันที่ 11 เมษายน 2568")


def repeat_on_each_page(row):
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def merge(table, top, left, bottom, right, text):
    cell = table.cell(top, left).merge(table.cell(bottom, right))
    cell.text = text


def add_measures(document):
    table = document.add_table(rows=2, cols=len(HEAD), style="Table Grid")
    for column, label in enumerate(HEAD):
        if label == RESULTS:
            table.cell(1, column).text = SPLIT[column - HEAD.index(RESULTS)]
        else:
            merge(table, 0, column, 1, column, label)
    first = HEAD.index(RESULTS)
    merge(table, 0, first, 0, first + 1, RESULTS)
    for row in table.rows:
        repeat_on_each_page(row)
    for section, rows in ROWS.items():
        at = len(table.rows)
        table.add_row()
        merge(table, at, 0, at, len(HEAD) - 1, section)
        for values in rows:
            add_measure(table, values)


def add_measure(table, values):
    at = len(table.rows)
    table.add_row()
    for column, value in enumerate(values):
        cell = table.cell(at, column)
        if value is None:
            table.cell(at - 1, column).merge(cell)
        elif isinstance(value, str):
            cell.text = value
        else:
            for item in value:
                cell.add_paragraph(item, style="List Bullet")


def add_scores(document):
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, label in zip(table.rows[0].cells, SCORE_HEAD, strict=True):
        cell.text = label
    repeat_on_each_page(table.rows[0])
    for instrument, rows in SCORES.items():
        first = len(table.rows)
        for row in rows:
            for cell, text in zip(table.add_row().cells[1:], row, strict=True):
                cell.text = text
        merge(table, first, 0, len(table.rows) - 1, 0, instrument)
    last = len(table.rows)
    table.add_row()
    merge(table, last, 0, last, 2, "คะแนนเฉลี่ย")
    table.cell(last, 3).text = "89.17"


def main():
    document = Document()
    document.add_heading("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส", 1)
    document.add_paragraph("ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือน (ตุลาคม 2567 - มีนาคม 2568)")
    document.add_paragraph("สถานีตำรวจภูธรห้วยขมิ้น อำเภอหนองแค จังหวัดสระบุรี")
    document.add_paragraph("ปีงบประมาณ พ.ศ. 2567 สถานีได้คะแนนเฉลี่ย 89.17 คะแนน อยู่ในระดับผ่านดี จำแนกดังนี้")
    add_scores(document)
    document.add_paragraph("ผลการดำเนินการหกเดือนแรกของปีนี้")
    add_measures(document)
    for line in SIGNATURE:
        document.add_paragraph(line)
    document.save(Path(__file__).with_name("police_merged_cells.docx"))


if __name__ == "__main__":
    main()
