"""A report held to the answer beside it: every value of the answer is one named check.

Texts are compared without white space, bullets and quotes and with Arabic digits, so that neither line wraps nor digit
style decide; the answer's ``healed`` phrases are looked for with their spaces as they stand. A report may stand among
the samples in several files (``town.txt``, ``town.chrome.pdf``): its answer holds for each of them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

from normalise.digits import to_arabic
from prongsai import Report, read

_IGNORED = regex.compile(r"[\s\u200b\"'“”‘’•●○◦▪■–—-]+|\.$")
Check = tuple[str, bool]


def report_name(path: Path) -> str:
    """The report a sample or an answer is of: the part of the file's name before the first dot."""
    return path.name.split(".")[0]


def samples_of(samples: Path, answer: Path) -> list[Path]:
    """Every sample of the report an answer is for. Raises FileNotFoundError where there is none."""
    found = sorted(path for path in samples.iterdir() if path.is_file() and report_name(path) == report_name(answer))
    if not found:
        raise FileNotFoundError(f"no sample of the report {report_name(answer)} in {samples}")
    return found


def checks_of(samples: Path, answer: Path) -> Iterator[Check]:
    """Every check of one report, on each of its samples."""
    want: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    for sample in samples_of(samples, answer):
        yield from sample_checks(sample, want)


def sample_checks(sample: Path, want: dict[str, Any]) -> Iterator[Check]:
    """Every check of one sample, named by its file, record and field."""
    yield from report_checks(sample.name, read(sample), want)


def report_checks(name: str, report: Report, want: dict[str, Any]) -> Iterator[Check]:
    """The same of a sample that was read before."""
    got: dict[str, Any] = json.loads(report.model_dump_json())
    for path, value in want.get("report", {}).items():
        yield f"{name} report.{path}", _same(value, _at(got["report"], path))
    yield from _measures(name, want.get("measures", []), got["measures"])
    yield from _scores(name, want.get("scores", []), got["scores"])
    yield from _findings(name, want.get("findings", {}), got["findings"])
    text = json.dumps(got["measures"], ensure_ascii=False)
    for phrase in want.get("healed", []):
        yield f"{name} healed {phrase}", phrase in text


def _at(record: Any, path: str) -> Any:
    for part in path.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


def _same(want: Any, got: Any) -> bool:
    if isinstance(want, list):
        return isinstance(got, list) and [key(item) for item in want] == [key(item) for item in got]
    return bool(want == got) or (isinstance(want, str) and isinstance(got, str) and key(want) == key(got))


def key(text: Any) -> str:
    """The part of a text that has to agree."""
    return _IGNORED.sub("", to_arabic(str(text)))


def _measures(name: str, want: list[dict[str, Any]], got: list[dict[str, Any]]) -> Iterator[Check]:
    """Measures are held to each other in order: samples are small, and a missing row should show everywhere."""
    yield f"{name} number of measures", len(want) == len(got)
    for number, answer in enumerate(want, 1):
        record = got[number - 1] if number <= len(got) else {}
        for field, value in answer.items():
            yield f"{name} measure {number} {field}", _field_holds(record, field, value)


def _field_holds(record: dict[str, Any], field: str, want: Any) -> bool:
    if field == "indicator_no":
        return bool(_at(record, "indicator.no") == want)
    if field == "period":
        return all(_at(record, f"period.{end}") == want[end] for end in ("start", "end"))
    if field.endswith("_count"):
        return bool(len(record.get(field.removesuffix("_count"), ())) == want)
    if field.endswith("_text"):
        joined = " ".join(record.get(field.removesuffix("_text"), ()))
        return regex.sub(r"\d{1,2}[.)]", "", key(want)) == regex.sub(r"\d{1,2}[.)]", "", key(joined))
    return _same(want, record.get(field))


def _scores(name: str, want: list[dict[str, Any]], got: list[dict[str, Any]]) -> Iterator[Check]:
    records = {_identity(record): record for record in got}
    yield f"{name} one record a score", len(records) == len(got)
    for answer in want:
        record = records.pop(_identity(answer), {})
        for field in ("score", "change_stated", "rating", "indicator_name", "max_score"):
            if answer.get(field) is not None:
                yield f"{name} score {_identity(answer)} {field}", _same(answer[field], record.get(field))
    extra = [identity for identity in records if identity[0] != "instrument" or identity[4]]
    yield f"{name} no score invented", not extra


def _identity(score: dict[str, Any]) -> tuple[Any, ...]:
    instrument = score.get("instrument") if score["scope"] == "instrument" else None
    agency = score.get("agency")
    return score["scope"], score.get("indicator_no"), score.get("fiscal_year_be"), instrument, agency and key(agency)


def _findings(name: str, want: dict[str, Any], got: list[dict[str, Any]]) -> Iterator[Check]:
    raised = {finding["rule"] for finding in got if finding["severity"] != "info"}
    for rule in want.get("must", []):
        yield f"{name} finding {rule}", rule in raised
    if "may" in want:
        yield f"{name} no false alarm", raised <= {*want.get("must", []), *want["may"]}
