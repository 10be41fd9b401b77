"""Announcements of a province, scanned: a score row for each of thirty agencies, in Thai digits, some under a marker.

    python -m benchmarks.leagues [NAME ...]

Each table is made by chance, printed by Chromium in a font, and scanned as ``TRIALS`` says. Counted are the rows whose
four numbers (three instruments and their sum) came out whole, and the wrong numbers among those emitted. Writes
results/leagues.json and the tables of docs/scans.md. Needs chromium and fonts-thai-tlwg.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.page import machine
from benchmarks.scanner import Scan, scan_pages, to_pdf
from benchmarks.scans import RESULTS, write_card
from normalise.digits import to_thai
from prongsai import read_bytes
from schemas.records import Report

ROWS = 30
CODES = ("IIT", "EIT", "OIT")
POINTS = (30, 30, 40)
STRIPS = ((0.31, 0.335), (0.46, 0.515), (0.74, 0.765))
_BEFORE = ("เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "เทศบาลเมือง")
_FIRST = ("ห้วย", "ดอน", "บ้าน", "ทุ่ง", "หนอง", "แม่", "ป่า", "โคก", "นา", "คลอง")
_SECOND = ("สระหงส์", "เกิ๋งคำ", "มะเฟือง", "กวาวหลวง", "ไผ่ทอง", "สันกลาง", "ตะเคียนงาม", "แสงจันทร์", "พลับพลา", "ขานน้อย")
_PAGE = """<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><style>@page {{ size: A4; margin: 14mm }}
body, td, th {{ font: {weight} {size}pt {font}; }} h2 {{ font-size: {size}pt; text-align: center; margin: 4px }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border: {rule} solid #000; padding: 1px 4px }}
td:nth-child(n + 3) {{ text-align: center }}</style></head><body>
<h2>ประกาศจังหวัด<br>เรื่อง ผลการประเมินคุณธรรมและความโปร่งใสขององค์กรปกครองส่วนท้องถิ่น<br>
ประจำปีงบประมาณ พ.ศ. ๒๕๖๗</h2><table>{rows}</table></body></html>"""
_HEAD = ("ลำดับ", "หน่วยงาน", "IIT (๓๐)", "EIT (๓๐)", "OIT (๔๐)", "คะแนนรวม", "ระดับ")
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]


class Trial(NamedTuple):
    """How a table is printed and scanned. ``means``: scores of 100 in place of points out of 30, 30 and 40."""

    font: str
    size: float
    scan: Scan
    means: bool = False
    weight: str = "normal"
    rule: str = "1px"


# Fonts left out of the recogniser's training, and Laksaman, the like of the font that offices use.
TRIALS = {
    "300 dpi": Trial("Umpush", 11, Scan(dpi=300, noise=4)),
    "200 dpi, yellow": Trial("Loma", 10, Scan(dpi=200, skew=0.8, noise=5, colour=True, marker=STRIPS)),
    "200 dpi, green, grey": Trial("Umpush", 11, Scan(dpi=200, skew=-1.5, noise=5, marker=STRIPS, tint="green")),
    "200 dpi, pink, bold": Trial(
        "Laksaman", 15, Scan(dpi=200, skew=2, noise=6, colour=True, marker=STRIPS, tint="pink"), weight="bold"
    ),
    "150 dpi, yellow": Trial("Umpush", 12, Scan(dpi=150, skew=-2, noise=5, specks=20, colour=True, marker=STRIPS)),
    "150 dpi, means": Trial("Arundina Serif", 11, Scan(dpi=150, skew=0.5, noise=4), means=True),
    "200 dpi, stamp": Trial("Laksaman", 14, Scan(dpi=200, skew=1, noise=5, stamp=True, colour=True, fade=0.35)),
    "200 dpi, hair lines": Trial("Loma", 10.5, Scan(dpi=200, skew=-0.4, noise=5, fade=0.3), rule="0.4px"),
}


def make_rows(chance: random.Random, *, means: bool) -> list[tuple[str, list[str]]]:
    """Agencies with three scores and their total, as printed in Arabic digits, best first."""
    names = [f"{a}{b}" for a in _FIRST for b in _SECOND]
    rows = []
    for name in chance.sample(names, ROWS):
        scores = [round(chance.betavariate(9, 1.6) * 100, 2) for _ in CODES]
        shares = [round(score * points / 100, 2) for score, points in zip(scores, POINTS, strict=True)]
        shown = scores if means else shares
        numbers = [
            *shown,
            round(sum(s * p / 100 for s, p in zip(scores, POINTS, strict=True)) if means else sum(shares), 2),
        ]
        rows.append((chance.choice(_BEFORE) + name, [f"{number:.2f}" for number in numbers]))
    return sorted(rows, key=lambda row: -float(row[1][3]))


def print_rows(rows: list[tuple[str, list[str]]], trial: Trial) -> bytes:
    """The announcement as a PDF by Chromium."""
    lines = [_cells(_HEAD if trial.means is False else (*_HEAD[:2], *CODES, *_HEAD[5:]), "th")]
    for number, (agency, scores) in enumerate(rows, 1):
        level = "ผ่านดี" if float(scores[3]) >= 85 else "ผ่าน"
        lines.append(_cells([to_thai(str(number)), agency, *map(to_thai, scores), level], "td"))
    page = _PAGE.format(font=trial.font, size=trial.size, weight=trial.weight, rule=trial.rule, rows="".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.html").write_text(page, "utf-8")
        order = [*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/page.pdf"]
        subprocess.run([*order, f"{folder}/page.html"], check=True, capture_output=True)
        return Path(folder, "page.pdf").read_bytes()


def _cells(texts: Any, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</tr>"


def emitted(report: Report) -> Iterator[tuple[str, str, float | None]]:
    """Scores of agencies as (agency, IIT, EIT, OIT or overall, value)."""
    for score in report.scores:
        if score.agency:
            yield score.agency, score.instrument or score.scope, score.score


def count_rows(report: Report, rows: list[tuple[str, list[str]]]) -> dict[str, int]:
    """Rows whole, numbers right, wrong and null. Rows of the report are told by their numbering's order: by agency."""
    found: dict[str, dict[str, float | None]] = {}
    for agency, what, value in emitted(report):
        found.setdefault(agency, {})[what] = value
    count = dict.fromkeys(("whole", "right", "wrong", "null"), 0)
    taken = pair_rows(found, rows)
    for agency, scores in rows:
        given = taken.get(agency, {})
        values = [given.get(what) for what in (*CODES, "overall")]
        rights = [value is not None and f"{value:.2f}" == text for value, text in zip(values, scores, strict=True)]
        count["whole"] += all(rights)
        count["right"] += sum(rights)
        count["null"] += sum(value is None for value in values)
        count["wrong"] += sum(value is not None and not right for value, right in zip(values, rights, strict=True))
    return count


def pair_rows(
    found: dict[str, dict[str, float | None]], rows: list[tuple[str, list[str]]]
) -> dict[str, dict[str, float | None]]:
    """Each row's scores: by its agency; of those left, by the one most like it, since a letter may be misread."""
    pairs = {agency: found[agency] for agency, _ in rows if agency in found}
    left = [agency for agency in found if agency not in pairs]
    for agency, _ in rows:
        like = get_close_matches(agency, left, 1, 0.85) if agency not in pairs else []
        if like:
            pairs[agency] = found[like[0]]
            left.remove(like[0])
    return pairs


def run_trial(name: str, seed: int = 7) -> dict[str, Any]:
    trial = TRIALS[name]
    rows = make_rows(random.Random(f"{seed} {name}"), means=trial.means)
    pictures = scan_pages(print_rows(rows, trial), trial.scan)
    data = to_pdf(pictures, trial.scan)
    began = time.process_time()
    report = read_bytes(data, "league.scan.pdf")
    spent = time.process_time() - began
    return {
        "font": trial.font,
        "size": trial.size,
        "dpi": trial.scan.dpi,
        "skew": trial.scan.skew,
        "pages": len(pictures),
        **count_rows(report, rows),
        "cpu_seconds": round(spent, 1),
    }


def main() -> None:
    names = sys.argv[1:] or list(TRIALS)
    results = {}
    for name in names:
        results[name] = run_trial(name)
        print(name, results[name], flush=True)
    if len(names) == len(TRIALS):
        result = {**machine("numpy", "opencv-python-headless", "tesserocr"), "rounds": 1, "trials": results}
        (RESULTS / "leagues.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
        write_card()


if __name__ == "__main__":
    main()
