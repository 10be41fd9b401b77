"""Loaded once by the server that workers are forked from: the libraries and dictionaries that documents ask for.

Importing this module is its work. A small report and an empty page go through the whole pipeline, so that each worker
starts with what the first documents would load.
"""

from prongsai.pipeline import read_bytes

_REPORT = (
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลทุ่งแฝก\n\n"
    "ที่\tมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n1\tการรับเรื่องร้องเรียนและการ สื่อสาร\tกองคลัง\tด าเนินการแล้ว\n"
)

_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"
)

reports = [read_bytes(_REPORT.encode(), "warm.txt"), read_bytes(_PDF, "warm.pdf")]
