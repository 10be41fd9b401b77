"""Scan some of the samples: scans/NAME.scan.pdf, pages that are pictures, as offices publish them.

Needs what make_pdfs.py needs for the report that is printed first; the results are kept.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.scanner import Scan, scan_pages, to_pdf  # noqa: E402
from make_pdfs import A4, print_by_chromium, sample_to_html  # noqa: E402

# report: what is scanned, pages (None: all), how
SCANS = {
    "province_league_table": ((A4, "12pt", "Laksaman"), None,
        Scan(dpi=200, skew=0.7, noise=1.4, specks=1, quality=30, colour=True, marker=((0.365, 0.395), (0.425, 0.455)))),
    "subdistrict_plan_pipes": ("subdistrict_plan_pipes.office.pdf", None, Scan(dpi=150, skew=-0.5, noise=1.4, quality=28)),
    "hospital_merged_cells": ("hospital_merged_cells.lostam.pdf", None, Scan(dpi=170, turn=90, skew=0.3, noise=1.4, quality=28)),
}


def main():
    (HERE / "scans").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (source, pages, scan) in SCANS.items():
            pdf = HERE / source if isinstance(source, str) else Path(folder, f"{name}.pdf")
            if not isinstance(source, str):
                page = Path(folder, f"{name}.html")
                page.write_text(sample_to_html(HERE / f"{name}.txt", source), "utf-8")
                print_by_chromium(page, pdf, Path(folder))
            (HERE / "scans" / f"{name}.scan.pdf").write_bytes(to_pdf(scan_pages(pdf, scan, pages), scan))


if __name__ == "__main__":
    main()
