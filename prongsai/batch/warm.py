"""Loaded once by the server that workers are forked from: the libraries and dictionaries that documents ask for.

Importing this module is its work. Two small documents go through the whole pipeline, so that each worker starts with
what the first ones would load. The libraries that read scans are loaded here too: one that is loaded under the memory
limit of a document can die of it in ways that say nothing of memory. Each computes in one thread, since there are as
many processes as there is work for, and a process with threads must not be forked.
"""

import os
from contextlib import suppress

from prongsai.home import write_no_dictionaries

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

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "OMP_THREAD_LIMIT"):
    os.environ.setdefault(variable, "1")
write_no_dictionaries()
with suppress(Exception):  # the extra may not be installed; a scan says so
    import cv2
    import tesserocr  # noqa: F401 - loading it is what is wanted

    cv2.setNumThreads(1)
with suppress(Exception):  # what fails here fails on a document too, and is told there
    from prongsai.pipeline import read_bytes

    for data, name in ((_TEXT.encode(), "warm.txt"), (_PDF, "warm.pdf")):
        read_bytes(data, name)
