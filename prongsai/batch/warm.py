"""Loaded once by the server that workers are forked from: the libraries and dictionaries that documents ask for.

Importing this module is its work. Two small documents go through the whole pipeline, so that each worker starts with
what the first ones would load.
"""

from contextlib import suppress

_TEXT = (
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลทุ่งแฝก\n\n"
    "ที่\tมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n1\tการรับเรื่องร้องเรียนและการ สื่อสาร\tกองคลัง\tด าเนินการแล้ว\n"
)
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 99]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype"
    b"/Type1/BaseFont/Helvetica>>>>>>>>endobj 4 0 obj<</Length 55>>stream\nBT /F 9 Tf 9 50 Td "
    b"(Annual report of the year) Tj ET\nendstream endobj trailer<</Root 1 0 R>>"
)

with suppress(Exception):  # what fails here fails on a document too, and is told there
    from prongsai.pipeline import read_bytes

    for data, name in ((_TEXT.encode(), "warm.txt"), (_PDF, "warm.pdf")):
        read_bytes(data, name)
