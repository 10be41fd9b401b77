"""Numbers of scans: how many are agreed, settled or unread, and how many wrong ones are emitted without a flag.

    python -m benchmarks.belief [FILE GOLD ...]

Without arguments the scans of ``../shared/conformance`` are read, each held to its gold answer. A wrong number is a
score, a change, a number of a row, a day or a year that is not the gold's. It is flagged where an alarm names its
record.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from prongsai import read
from schemas.records import Measure, Report, Score

SHARED = Path(__file__).resolve().parents[2] / "shared" / "conformance"
Gold = dict[str, Any]


def count_states(report: Report) -> Counter[tuple[str, str]]:
    """Numbers behind values by field and state; a number behind several values counts for each."""
    states: Counter[tuple[str, str]] = Counter()
    held = [report.report.readings, *(s.readings for s in report.scores), *(m.readings for m in report.measures)]
    for by_field in held:
        for field, readings in (by_field or {}).items():
            states.update((field, reading.state) for reading in readings)
    for mention in report.mentions:
        states.update((mention.kind, reading.state) for reading in mention.readings or ())
    return states


def wrong_numbers(report: Report, gold: Gold) -> Iterator[tuple[str, bool]]:
    """Every wrong number emitted as a value, described, and whether an alarm names its record."""
    alarms = {record for finding in report.findings if finding.severity != "info" for record in finding.records}
    known = {_key(score): score for score in gold.get("scores", [])}
    for number, score in enumerate(report.scores):
        answer, ref = known.get(_key(score.model_dump())), f"scores/{number}"
        for field in ("score", "change_stated"):
            value, right = getattr(score, field), (answer or {}).get(field)
            if value is not None and value != right and (answer is None or right is not None):
                yield (
                    f"{_key(score.model_dump())} {field} {value}, not {right} {_readings(score, field)}",
                    ref in alarms,
                )
    for number, (measure, answer) in enumerate(_paired(report.measures, gold.get("measures", []))):
        for field, value, right in _numbers(measure, answer):
            if value is not None and right is not None and value != right:
                yield f"{measure.id} {field} {value}, not {right}", f"measures/{number}" in alarms
    year, right = report.report.fiscal_year, gold.get("report", {}).get("fiscal_year.be")
    if year and right and year.be != right:
        yield f"fiscal year {year.be}, not {right}", False
    day, right = report.report.report_date, gold.get("report", {}).get("report_date")
    if day and right and day.isoformat() != right:
        yield f"report date {day}, not {right}", False


def _key(score: Gold) -> tuple[Any, ...]:
    code = score.get("instrument") if score["scope"] == "instrument" else None
    agency = "".join((score.get("agency") or "").split())
    return score["scope"], score.get("indicator_no"), code, score.get("fiscal_year_be"), agency


def _readings(score: Score, field: str) -> str:
    found = (score.readings or {}).get(field, [])
    return ", ".join(f"{r.first!r} {r.second!r} {r.confidence} {r.state} {r.witness}" for r in found)


def _paired(measures: list[Measure], answers: list[Gold]) -> Iterator[tuple[Measure, Gold]]:
    """Each measure with the answer most like it by name and steps."""
    for measure in measures:
        text = f"{measure.measure}|{measure.steps}"
        like = [
            (SequenceMatcher(None, text, f"{a.get('measure')}|{a.get('steps')}").ratio(), n)
            for n, a in enumerate(answers)
        ]
        best, number = max(like, default=(0.0, 0))
        if best > 0.5:
            yield measure, answers[number]


def _numbers(measure: Measure, answer: Gold) -> Iterator[tuple[str, Any, Any]]:
    yield "seq", measure.seq, answer.get("seq")
    stated = answer.get("period") or {}
    for end in ("start", "end"):
        value = getattr(measure.period, end) if measure.period else None
        yield f"period {end}", value.isoformat() if value else None, stated.get(end)


def main() -> None:
    """Print the counts of every scan, and each wrong number."""
    given = list(map(Path, sys.argv[1:]))
    pairs = list(zip(given[::2], given[1::2], strict=True))
    if not given:
        scans = sorted((SHARED / "pdf").glob("*.scan.pdf"))
        pairs = [(path, SHARED / "gold" / f"{path.name.split('.')[0]}.json") for path in scans]
    for path, gold in pairs:
        report = read(path)
        wrong = list(wrong_numbers(report, json.loads(gold.read_text("utf-8"))))
        states = Counter[str]()
        for (_, state), count in count_states(report).items():
            states[state] += count
        told = ", ".join(f"{states[state]} {state}" for state in ("agreed", "settled", "unread"))
        print(f"{path.name}: {told}; wrong {len(wrong)}, without a flag {sum(not flagged for _, flagged in wrong)}")
        for line, flagged in wrong:
            print(f"  {'flagged' if flagged else 'WRONG'} {line}")


if __name__ == "__main__":
    main()
