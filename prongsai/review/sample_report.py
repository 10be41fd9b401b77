"""The report on a sample: plan, seed, population, verdicts, rates with their limits, who and when. HTML and CSV.

The HTML is one file with its style inside, fit to be kept and printed. The CSVs are UTF-8 with a byte order mark and
CRLF, for spreadsheets; rates are shares to six decimals, blank where nothing was judged.
"""

import base64
import csv
import hashlib
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from prongsai import __version__
from prongsai.review.figures import Figures, Row
from prongsai.review.intervals import Limits, Rate
from prongsai.review.samples import Item, Sample
from prongsai.review.store import now
from prongsai.review.words import Language, Words

_STYLE = Path(__file__).parent / "static" / "report.css"


@cache
def style() -> str:
    """The style of files that leave the desk."""
    return _STYLE.read_text("utf-8")


def content_hash(text: str) -> str:
    """The hash by which a Content-Security-Policy lets an inline style or script in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def report_policy() -> str:
    """The policy of a report: its own style, and nothing else."""
    return f"default-src 'none'; style-src {content_hash(style())}; base-uri 'none'; form-action 'none'"


def sample_to_html(sample: Sample, items: list[Item], figures: Figures, run: str, language: Language) -> str:
    """The report as one HTML file."""
    from prongsai.review.pages.frame import templates

    words = Words(language)
    auditors = sorted({item.standing.entry.auditor for item in items if item.standing})
    times = sorted(item.standing.entry.at for item in items if item.standing)
    return templates().get_template("sample_report.html").render(
        t=words, lang=language, sample=sample, items=items, figures=figures, run=run, version=__version__, made=now(),
        auditors=auditors, first=times[0] if times else None, last=times[-1] if times else None, style=style(),
        policy=report_policy(),
    )  # fmt: skip


_RATE = (
    "judged", "wrong", "unclear", "rate", "wilson_lower", "wilson_upper", "exact_lower", "exact_upper",
    "wilson_upper_one_sided", "exact_upper_one_sided",
)  # fmt: skip
_FIGURES = (
    "part", "reader", "field", "confidence", "population", "sampled", *_RATE, "confidence_level", "plan", "seed",
    "drawn_by", "drawn_at",
)  # fmt: skip


def figures_to_csv(sample: Sample, figures: Figures) -> str:
    """The figures, one row a part: all values, the worst case, documents, then readers, fields, grades and strata."""
    plan = json.dumps({key: value for key, value in sample.plan.to_json().items() if value is not None})
    drawn = (sample.plan.confidence, plan, sample.seed, sample.auditor, sample.at)
    size, sampled = sample.population["fields"], figures.sampled
    rows: list[tuple[Any, ...]] = [
        ("overall", "", "", "", size, sampled, *_rate(figures.overall, figures.unclear), *drawn),
        ("worst_case", "", "", "", size, sampled, *_rate(figures.worst, figures.unclear), *drawn),
        ("documents", "", "", "", sample.population["documents"], "", *_rate(figures.documents, 0), *drawn),
        ("clustered", "", "", "", size, sampled, *_clustered(figures), *drawn),
    ]
    parts: tuple[tuple[str, list[Row], tuple[int, ...]], ...] = (
        ("reader", figures.readers, (0,)), ("field", figures.kinds, (1,)), ("grade", figures.grades, (2,)),
        ("stratum", figures.strata, (0, 1, 2)),
    )  # fmt: skip
    for part, found, places in parts:
        for row in found:
            label = ["", "", ""]
            for place, text in zip(places, row.label, strict=True):
                label[place] = text
            rows.append((part, *label, row.size, row.sampled, *_rate(row.rate, row.unclear), *drawn))
    return _csv(_FIGURES, rows)


def _rate(rate: Rate, unclear: int) -> tuple[Any, ...]:
    limits = (*_both(rate.wilson), *_both(rate.exact), _share(rate.wilson_upper), _share(rate.exact_upper))
    return rate.n, rate.wrong, unclear, _share(rate.observed), *limits


def _clustered(figures: Figures) -> tuple[Any, ...]:
    rate = figures.overall
    return rate.n, rate.wrong, figures.unclear, _share(rate.observed), *_both(figures.clustered), "", "", "", ""


def _both(limits: Limits | None) -> tuple[str, str]:
    return ("", "") if limits is None else (_share(limits.lower), _share(limits.upper))


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"


_ITEMS = (
    "position", "document_id", "sha256", "path", "reader", "field", "confidence", "raw", "machine", "verdict",
    "person", "auditor", "at", "carried", "note",
)  # fmt: skip


def items_to_csv(items: list[Item]) -> str:
    """Every value of the sample with the verdict that stands for it; values as JSON, blank where there is none."""
    rows = []
    for item in items:
        subject, stands = item.subject, item.standing
        machine = (subject.raw or "", _plain(subject.machine)) if subject else ("", "")
        said: tuple[Any, ...] = ("no longer in the run" if subject is None else "", "", "", "", "", "")
        if stands is not None:
            entry, person = stands.entry, _plain(stands.person) if stands.corrected else ""
            said = (stands.verdict, person, entry.auditor, entry.at, int(stands.carried), entry.note or "")
        rows.append((item.position, item.document_id, item.sha256, item.path, *item.stratum, *machine, *said))
    return _csv(_ITEMS, rows)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _csv(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()
