"""What persons put in place of values: checked, exported, put in by the next conversion, told where it fits no more."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import prongsai
from extract.belief import unveil
from extract.indicators import official
from prongsai.batch.runner import convert_all
from prongsai.batch.settings import Settings, read_settings
from prongsai.batch.sources import find_inputs
from prongsai.cli.app import app
from prongsai.export.jsons import report_schema, report_to_json
from prongsai.review.corrections import (
    check_value,
    correct_report,
    find_value,
    overlay_of,
    overlay_to_json,
    read_overlay,
    to_pointer,
)
from prongsai.review.edits import inputs_to_value, value_to_inputs
from prongsai.review.fields import report_to_fields
from prongsai.review.store import Store, Subject
from schemas.corrections import Overlay, OverlayItem
from schemas.errors import UsageError

TEXT = (
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. ๒๕๖๘\n"
    "เทศบาลตำบลทุ่งดอกแก้ว อำเภอเมืองปาน จังหวัดลำปาง\n\n"
    "ตัวชี้วัด\tคะแนน ปี 2566\tคะแนน ปี 2567\n1. การปฏิบัติหน้าที่\t88.00\t90.10\n2. การใช้งบประมาณ\t86.20\t85.20\n\n"
    "ที่\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\tสี/ขนาด\n"
    "1\tเผยแพร่แผนจัดซื้อจัดจ้าง\t๑. ประชุม ๒. เผยแพร่\tกองคลัง\tเป็นระยะ\tเผยแพร่แล้ว\t3 ครั้ง\n"
)
SCORE, STEPS, PERIOD = "scores/indicator.1.2567/score", "measures/m1/steps", "measures/m1/period"


@pytest.fixture(scope="module")
def report() -> prongsai.Report:
    return prongsai.read_bytes(TEXT.encode(), "town.txt")


@pytest.fixture(scope="module")
def data(report: prongsai.Report) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(report_to_json(report))
    return read


def item(data: dict[str, Any], path: str, person: Any, **other: Any) -> OverlayItem:
    """A correction of a value as the report has it, or as ``other`` says."""
    field = next(field for field in report_to_fields(data) if field.path == path)
    told = {
        "sha256": data["source"]["sha256"], "document_id": data["document_id"], "path": path, "machine": field.value,
        "raw": field.raw, "places": field.places, "person": person, "auditor": "อรุณ", "at": "2026-01-05T03:00:00Z",
    }  # fmt: skip
    return OverlayItem.model_validate(told | other)


def test_a_correction_replaces_the_value_and_keeps_the_evidence(report: prongsai.Report, data: dict[str, Any]):
    corrected = correct_report(report, [item(data, SCORE, 89.1, note="เลขพิมพ์ผิด")])
    before, after = (next(s for s in one.scores if s.fiscal_year_be == 2567) for one in (report, corrected))
    assert (before.score, after.score) == (90.1, 89.1)
    assert after.evidence == before.evidence
    assert before.change_computed == pytest.approx(2.1)
    assert after.change_computed == pytest.approx(1.1)
    (told,) = corrected.corrections
    assert told.model_dump() == {
        "path": SCORE, "pointer": "/scores/1/score", "machine": 90.1, "person": 89.1, "auditor": "อรุณ",
        "at": "2026-01-05T03:00:00Z", "note": "เลขพิมพ์ผิด", "state": "applied", "reason": None,
    }  # fmt: skip


def test_a_report_without_corrections_says_nothing_of_them(report: prongsai.Report):
    assert "corrections" not in json.loads(report_to_json(report))
    assert report_to_json(correct_report(report, [])) == report_to_json(report)


def test_a_report_with_corrections_is_valid_and_comes_back(report: prongsai.Report, data: dict[str, Any]):
    corrected = correct_report(report, [item(data, SCORE, 89.1), item(data, STEPS, ["ประชุม"])])
    text = report_to_json(corrected)
    assert [error.message for error in Draft202012Validator(report_schema()).iter_errors(json.loads(text))] == []
    assert type(corrected).model_validate_json(text) == corrected


# path | person | what of the overlay's item is otherwise | state | a word of the reason
STATES = [
    pytest.param(SCORE, 89.1, {}, "applied", None, id="as the person saw it"),
    pytest.param(SCORE, 90.1, {"machine": 80.1}, "agreed", "by itself", id="the machine reads it so now"),
    pytest.param(SCORE, 89.1, {"machine": 80.1}, "outdated", "another value", id="another value is read now"),
    pytest.param(SCORE, 89.1, {"places": [{"line": 40, "column": 1, "length": 5}]}, "gone", "place", id="elsewhere"),
    pytest.param(SCORE, 189.1, {}, "refused", "between 0 and 100", id="beyond the scale"),
    pytest.param(SCORE, "89.1?", {}, "refused", "schema", id="no number"),
    pytest.param(STEPS, "ประชุม", {}, "refused", "schema", id="no list"),
    pytest.param(SCORE, None, {}, "applied", None, id="not stated"),
]


@pytest.mark.parametrize(("path", "person", "other", "state", "word"), STATES)
def test_what_becomes_of_a_correction(path, person, other, state, word):
    report = prongsai.read_bytes(TEXT.encode(), "town.txt")
    correction = item(json.loads(report_to_json(report)), path, person, **other)
    (told,) = correct_report(report, [correction]).corrections
    assert told.state == state
    assert told.reason is None if word is None else word in str(told.reason)


def test_what_is_not_applied_leaves_the_reading_as_it_was(report, data):
    gone = item(data, PERIOD, None).model_copy(update={"path": "measures/m9/period"})
    items = [item(data, SCORE, 89.1, machine=80.1), item(data, STEPS, 7), gone]
    left = correct_report(report, items)
    assert [told.state for told in left.corrections] == ["outdated", "refused", "gone"]
    assert (left.scores, left.measures) == (report.scores, report.measures)
    assert left.corrections[2].pointer is None


def test_a_value_beside_an_unread_number_of_a_scan(report, data):
    """Such numbers are still veiled when corrections are put in; people, and so overlays, know them unveiled."""
    named = report_to_json(report).replace("สี/ขนาด", "ขนาด 12")
    path = f"measures/m1/other/{quote('ขนาด 12', safe='')}"
    correction = item(json.loads(named), path, "4 ครั้ง")
    veiled = named.replace("ขนาด 12", "ขนาด \ue531\ue532")
    corrected = correct_report(type(report).model_validate_json(veiled), [correction])
    assert corrected.corrections[0].state == "applied"
    assert corrected.measures[0].other == {"ขนาด \ue531\ue532": "4 ครั้ง"}
    assert unveil(report_to_json(corrected)).count("ขนาด 12") > 1


def test_dates_of_a_period_take_the_reason_away(report, data):
    assert data["measures"][0]["period_reason"]
    period = {"raw": "เป็นระยะ", "start": "2024-10-01", "end": "2025-09-30"}
    measure = correct_report(report, [item(data, PERIOD, period)]).measures[0]
    assert measure.period is not None
    assert (str(measure.period.start), measure.period_reason) == ("2024-10-01", None)


def test_a_path_leads_to_a_pointer(data):
    path = f"measures/m1/other/{quote('สี/ขนาด', safe='')}"
    assert to_pointer(find_value(data, path)) == "/measures/0/other/สี~1ขนาด"
    for path in ("measures/m7/steps", "scores", "other/1/x", "measures/m1", "report/agency/colour", ""):
        with pytest.raises(KeyError):
            find_value(data, path)


def test_every_judged_value_goes_through_its_form_unchanged(data):
    """What the form shows of a value, sent back untouched, is the value, and the schema takes it."""
    for field in report_to_fields(data):
        told = {each.name: each.text for each in value_to_inputs(field.kind, field.value)}
        assert check_value(data, field.path, inputs_to_value(field.kind, told, field.value)) == field.value


# kind | what is typed | the value, or a word of the refusal
TYPED = [
    ("score.score", {"number": "๙๐.๕"}, 90.5),
    ("score.score", {"number": " "}, None),
    ("score.score", {"number": "เก้าสิบ"}, "not a number"),
    ("measure.seq", {"number": "1.5"}, "not a whole number"),
    ("measure.steps", {"lines": " ประชุม \r\n\r\nเผยแพร่"}, ["ประชุม", "เผยแพร่"]),
    ("report.report_date", {"date": "๒๕๖๘-๐๔-๐๕"}, "2025-04-05"),
    ("report.report_date", {"date": "2025-02-30"}, "not a date"),
    ("measure.period", {"raw": "x", "start": "2025-05-01", "end": "2025-04-01"}, "before the start"),
    ("measure.indicator", {"no": "11"}, "1 to 10"),
    ("report.fiscal_year", {"be": "2025"}, "Buddhist era"),
]


@pytest.mark.parametrize(("kind", "typed", "value"), TYPED)
def test_what_is_typed_becomes_a_value_or_is_refused(kind, typed, value):
    if isinstance(value, str) and " " in value:
        with pytest.raises(ValueError, match=value):
            inputs_to_value(kind, typed, None)
    else:
        assert inputs_to_value(kind, typed, None) == value


def write_overlay(path: Path, items: list[OverlayItem]) -> Path:
    path.write_text(overlay_to_json(Overlay(schema_version="1.0", corrections=items)), "utf-8")
    return path


# what stands in the file | what the one line names
DAMAGED = [
    ("", "no JSON"),
    ("{}", "schema_version"),
    ('{"schema_version": "1.0", "corrections": [{"sha256": "x"}]}', "corrections.0.sha256"),
    ('{"schema_version": "1.0", "overlay_version": "9", "corrections": []}', "overlay_version"),
    ("[" * 100_000, "cannot be read"),
]


@pytest.mark.parametrize(("text", "named"), DAMAGED)
def test_a_file_that_is_no_overlay_is_named_with_its_cause(text, named, tmp_path: Path):
    path = tmp_path / "overlay.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=rf"overlay\.json: .*{named}"):
        read_overlay(path)


def test_two_corrections_of_one_value_are_refused(data, tmp_path: Path):
    path = write_overlay(tmp_path / "twice.json", [item(data, SCORE, 89.1), item(data, SCORE, 88.1)])
    with pytest.raises(UsageError, match=r"two corrections of one value: scores/indicator\.1\.2567/score"):
        read_overlay(path)


def test_the_command_refuses_what_is_no_overlay(tmp_path: Path):
    (tmp_path / "in.txt").write_text(TEXT, "utf-8")
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    for name in ("bad.json", "none.json"):
        told = [str(tmp_path / "in.txt"), "--out", str(tmp_path / "out"), "--corrections", str(tmp_path / name)]
        run = CliRunner().invoke(app, ["convert", *told])
        assert run.exit_code == 2
        assert name in run.stderr
    assert not (tmp_path / "out").exists()


class Quiet:
    """An observer that counts."""

    def begin(self, total: int) -> None:
        self.total = total

    def add(self, status: str) -> None: ...


def convert(folder: Path, out: Path, overlay: Path | None):
    settings = read_settings(None, {"corrections": str(overlay) if overlay else None, "jobs": 1, "formats": ""})
    return convert_all(find_inputs([str(folder)]), out, settings, Quiet())


def document(out: Path, name: str) -> dict[str, Any]:
    (path,) = (out / "documents").glob(f"{name}*.json")
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return told


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "town.txt").write_text(TEXT, "utf-8")
    (folder / "other.txt").write_text(TEXT.replace("ทุ่งดอกแก้ว", "ทุ่งดอกจาน"), "utf-8")
    return folder


def test_a_conversion_applies_an_overlay_and_reads_again_only_what_it_touches(inputs: Path, tmp_path: Path):
    out = tmp_path / "out"
    assert convert(inputs, out, None).corrections == {}
    data, plain = document(out, "town"), {path.name: path.read_bytes() for path in (out / "documents").iterdir()}
    first = write_overlay(tmp_path / "a.json", [item(data, SCORE, 89.1)])
    second = write_overlay(tmp_path / "b.json", [item(data, SCORE, 87.1)])  # a report of the same size
    for overlay, score in ((first, 89.1), (second, 87.1), (first, 89.1)):
        summary = convert(inputs, out, overlay)
        assert (summary.corrections, summary.resumed) == ({"applied": 1}, 1)
        assert next(s for s in document(out, "town")["scores"] if s["fiscal_year_be"] == 2567)["score"] == score
    assert convert(inputs, out, first).resumed == 2
    assert convert(inputs, out, None).resumed == 1
    assert {path.name: path.read_bytes() for path in (out / "documents").iterdir()} == plain


def test_what_does_not_fit_is_in_the_log_the_counts_and_the_report(inputs: Path, tmp_path: Path):
    out = tmp_path / "out"
    convert(inputs, out, None)
    data = document(out, "town")
    items = [
        item(data, SCORE, 89.1, machine=80.1), item(data, STEPS, ["ประชุม"]), item(data, SCORE, 70, sha256="0" * 64)
    ]  # fmt: skip
    overlay = write_overlay(tmp_path / "overlay.json", items)
    summary = convert(inputs, out, overlay)
    assert summary.corrections == {"outdated": 1, "applied": 1, "elsewhere": 1}
    assert summary.review >= 1
    lines = [json.loads(line) for line in (out / "run.log").read_text("utf-8").splitlines()]
    assert [(line["reason"], SCORE in line["detail"]) for line in lines] == [
        ("the machine reads another value now than the person saw", True)
    ]
    told = ["convert", str(inputs), "--out", str(out), "--corrections", str(overlay), "--json", "--strict"]
    run = CliRunner().invoke(app, told)
    assert run.exit_code == 3
    assert json.loads(run.stdout)["corrections"] == {"applied": 1, "elsewhere": 1, "outdated": 1}
    assert "corrections: 1 applied, 1 elsewhere, 1 outdated" in run.stderr


def test_findings_are_of_what_stands_after_the_correction(tmp_path: Path):
    """A score table whose weighted mean does not come out; the person mends the misread score, and it does."""
    scores = [99.83, 99.0, 99.67, 96.83, 99.0, 98.48, 97.82, 93.37, 16.79, 100.0]
    body = "".join(f"{no}. {official()[no][0]}\t{score:.2f}\n" for no, score in enumerate(scores, 1))
    text = f"ผลการประเมิน ITA เทศบาลตำบลทุ่งดอกแก้ว\n\nตัวชี้วัด\tคะแนน ปี 2567\n{body}คะแนนรวม\t93.99\n"
    before = prongsai.read_bytes(text.encode(), "scores.txt")
    data = json.loads(report_to_json(before))
    correction = item(data, "scores/indicator.9.2567/score", 76.79)
    after = prongsai.pipeline.read_bytes(
        text.encode(), "scores.txt", amend=lambda report: correct_report(report, [correction])
    )
    assert after.corrections[0].state == "applied"
    rules = [{finding.rule for finding in one.findings if finding.severity == "error"} for one in (before, after)]
    assert rules[0] - rules[1]
    assert not rules[1] - rules[0]


def subject(machine: Any, places: Any = None) -> Subject:
    return Subject("a" * 64, "in/town.txt", "town-1", SCORE, "score.score", machine, "๙๐.๑๐", places or [])


# verdicts one after another, as (machine's value they saw, verdict, person's value or None) | what the overlay says
CHAINS = [
    pytest.param([(90.1, "wrong", 89.1)], (90.1, 89.1), id="corrected"),
    pytest.param([(90.1, "wrong", 89.1), (89.1, "right", None)], (90.1, 89.1), id="corrected, then called right"),
    pytest.param([(90.1, "wrong", 89.1), (89.1, "wrong", 88.1)], (90.1, 88.1), id="corrected twice, run between"),
    pytest.param([(90.1, "wrong", 89.1), (90.1, "wrong", 88.1)], (90.1, 88.1), id="corrected twice, same run"),
    pytest.param([(90.1, "wrong", 89.1), (89.1, "wrong", 90.1)], None, id="back to what was read"),
    pytest.param([(90.1, "wrong", 89.1), (90.1, "right", None)], None, id="taken back by a verdict"),
    pytest.param([(90.1, "wrong", 89.1), (89.1, "unclear", None)], None, id="not to be told"),
    pytest.param([(90.1, "wrong", 89.1), (70.1, "wrong", 71.1)], (70.1, 71.1), id="read anew between"),
    pytest.param([(90.1, "wrong", None)], None, id="wrong without a value"),
]


@pytest.mark.parametrize(("verdicts", "expected"), CHAINS)
def test_the_overlay_says_what_the_machine_read_of_the_source(verdicts, expected, tmp_path: Path):
    store = Store(tmp_path / "verdicts.sqlite")
    for machine, verdict, person in verdicts:
        store.add(subject(machine), "อรุณ", verdict, corrected=person is not None, person=person, note="n")
    found = [(one.machine, one.person) for one in overlay_of(store).corrections]
    assert found == ([] if expected is None else [expected])


def test_an_exported_overlay_is_read_back(tmp_path: Path):
    store = Store(tmp_path / "verdicts.sqlite")
    places = [{"page": 2, "bbox": [10.0, 20.0, 30.0, 40.5]}]
    store.add(subject(90.1, places), "อรุณ", "wrong", corrected=True, person=None, note="ไม่ระบุ")
    path = tmp_path / "overlay.json"
    path.write_text(overlay_to_json(overlay_of(store)), "utf-8")
    (found,) = read_overlay(path).corrections
    assert (found.person, found.note, found.auditor) == (None, "ไม่ระบุ", "อรุณ")
    assert [place.model_dump(mode="json") for place in found.places] == places


def test_a_run_without_an_overlay_has_the_key_it_had():
    overlay = Overlay(schema_version="1.0", corrections=[])
    assert Settings(corrections=overlay).reading_key() == Settings().reading_key()
