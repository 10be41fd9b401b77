"""The JSON Schema of a report: checked in as generated, held to real reports, and strict."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import prongsai
from prongsai.export.jsons import report_to_json, schema_to_json
from prongsai.report import Report

REPORT = (
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส รอบ 6 เดือน ปีงบประมาณ พ.ศ. ๒๕๖๘\n"
    "อบต.ดอนไม้งาม อำเภอห้วยลึก จังหวัดเลย โทร. 0-4281-1234\n\n"
    "ตัวชี้วัด\tคะแนน ปี 2566\tคะแนน ปี 2567\tเพิ่ม/ลด\n1. การปฏิบัติหน้าที่\t88.00\t90.10\t+3.10\n"
    "2. การใช้งบประมาณ\t86.20\t85.20\t-1.00\n\n"
    "ที่\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการด าเนินการ\tงบประมาณ\tเป้าหมาย\n"
    "1\tการใช้งบประมาณ\t๑. ประชุม ๒. เผยแพร่\tกองคลัง\tมี.ค. 68 - ม.ค. 68\tดำเนินการแล้วเสร็จ\t๑๐,๐๐๐ บาท\t3 ครั้ง\n"
    "3\tอบรม\t-\t\tไตรมาส 1\t\t-\t\n\n(นายสมหมาย ใจตรง)\nนายกองค์การบริหารส่วนตำบลดอนไม้งาม\nวันที่ 5 เมษายน 2568\n"
)


def as_data(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(report_to_json(report))
    return data


@pytest.fixture(scope="module")
def schema(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "schemas" / "report.schema.json").read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def report() -> Report:
    return prongsai.read_bytes(REPORT.encode(), "report.txt")


def test_the_schema_checked_in_is_the_one_generated(root: Path, rewrite: bool):
    path = root / "schemas" / "report.schema.json"
    if rewrite:
        path.write_text(schema_to_json(), "utf-8")
    assert path.read_text("utf-8") == schema_to_json()


def test_it_is_a_schema(schema: dict[str, Any]):
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_part_of_the_contract_is_filled(report: Report):
    """The report below holds something of every list, so that the validation says something of each."""
    held = ("measures", "scores", "mentions", "findings", "pages", "repairs", "tables")
    assert [name for name in held if not getattr(report, name)] == []


KINDS = [
    pytest.param(REPORT.encode(), "report.txt", id="text"),
    pytest.param(f"<html><body><p>{REPORT}</p></body></html>".encode(), "report.html", id="HTML"),
    pytest.param("สวัสดี".encode(), "empty.txt", id="no records"),
    pytest.param("\x01\u202e\ufffd<b>".encode() + "ก".encode(), "odd\x1bname.txt", id="odd characters"),
]


@pytest.mark.parametrize(("data", "name"), KINDS)
def test_reports_are_valid(data, name, validator: Draft202012Validator):
    read = prongsai.read_bytes(data, name)
    assert [error.message for error in validator.iter_errors(as_data(read))] == []


def test_a_report_comes_back_from_its_json(report: Report):
    assert Report.model_validate_json(report_to_json(report)) == report


# what is done to a report | what the schema says
WRONG = [
    pytest.param(lambda data: data.update(colour="red"), "Additional properties", id="a field too many"),
    pytest.param(lambda data: data.pop("document_id"), "required property", id="a field too few"),
    pytest.param(lambda data: data.update(status="fine"), "is not one of", id="a status that is none"),
    pytest.param(lambda data: data["scores"][0].update(score="90.1"), "not valid under any", id="a score in quotes"),
    pytest.param(lambda data: data["scores"][0].update(indicator_no=11), "not valid under any", id="an indicator 11"),
    pytest.param(lambda data: data["measures"][0].update(steps="ประชุม"), "is not of type 'array'", id="no list"),
    pytest.param(lambda data: data["measures"][0].update(extra=1), "Additional properties", id="a slip in a record"),
]


@pytest.mark.parametrize(("spoil", "message"), WRONG)
def test_wrong_reports_are_refused(spoil, message, report: Report, validator: Draft202012Validator):
    data = as_data(report)
    spoil(data)
    assert any(message in error.message for error in validator.iter_errors(data))


# names of the output contract, by record
CONTRACT = {
    "Report": "schema_version document_id status source report measures scores mentions findings pages repairs "
    "unclaimed tables",
    "Source": "name path sha256 media_type reader pages bytes",
    "Heading": "title kind agency fiscal_year reporting_period report_date signatory",
    "Agency": "name type subdistrict district province",
    "FiscalYear": "be ce start end",
    "ReportingPeriod": "raw months start end",
    "Signatory": "name position",
    "Measure": "id seq section indicator measure steps responsible period status results outcomes issues "
    "recommendations follow_up budget other raw provenance",
    "Score": "scope indicator_no indicator_name instrument fiscal_year_be fiscal_year_ce agency max_score score rating "
    "change_stated change_computed evidence",
    "Evidence": "origin raw provenance",
    "Mention": "kind raw value provenance",
    "Finding": "rule severity message_th message_en expected actual records provenance",
    "PageVerdict": "page reader quality figures",
    "Repair": "rule before after count provenance",
    "Unclaimed": "text provenance",
    "TableRecord": "kind pages header rows roles provenance",
    "TextPlace": "line column length",
    "PagePlace": "page bbox",
}


@pytest.mark.parametrize("record", CONTRACT)
def test_the_names_of_the_contract_stay(record: str, schema: dict[str, Any]):
    fields = schema["properties"] if record == "Report" else schema["$defs"][record]["properties"]
    assert set(CONTRACT[record].split()) <= set(fields)
