"""The pages of the desk on a run of the samples: what they show, where they lead, what their forms do."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from typer.testing import CliRunner

import prongsai
from prongsai.cli.app import app
from prongsai.naming import document_id
from prongsai.review.fields import report_to_fields
from prongsai.review.index import connect, open_index
from tests.deskruns import OURS, PDF, SAMPLES, TEXTS, TestClient, client_of, make_run, read_report, write_report

NAMES = (*TEXTS, "subdistrict_damaged_text.txt", PDF)
UNREAD = {
    "raw": "๘๔.๑๒", "text": "84.12", "first": "84.72", "second": "84.12", "confidence": 0.41, "state": "unread",
    "witness": None,
}  # fmt: skip


def as_a_scan(run: Path) -> dict[str, Any]:
    """The report of the PDF as if it had been a picture: one score unread, one settled, one corrected by a person."""
    report = read_report(run, "subdistrict_plan_pipes.office")
    report["source"]["reader"] = "ocr"
    unread, settled, corrected = report["scores"][:3]
    unread["score"], unread["readings"] = None, {"score": [UNREAD]}
    settled["readings"] = {"score": [UNREAD | {"state": "settled", "witness": "weighted-mean"}]}
    path = next(field.path for field in report_to_fields(report) if field.record == "scores/2")
    report["corrections"] = [
        {
            "path": path, "pointer": "/scores/2/score", "machine": 1.25, "person": corrected["score"], "auditor": "ข",
            "at": "2026-11-20T08:00:00Z", "note": None, "state": "applied", "reason": None,
        }
    ]  # fmt: skip
    write_report(run, report)
    return report


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_run(tmp_path_factory.mktemp("desk") / "run", [SAMPLES / name for name in dict.fromkeys(NAMES)])
    as_a_scan(made)
    lost = {"path": "in/<b>locked</b>.pdf", "document_id": None, "status": "encrypted", "reason": "needs a password"}
    with (made / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        manifest.write(json.dumps(lost) + "\n")
    return made


@pytest.fixture(scope="module")
def desk(run: Path) -> Iterator[TestClient]:
    with client_of(run) as client:
        client.post("/samples", data={"method": "count", "size": "12", "seed": "samples"}, headers=OURS)
        yield client


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", " ".join(map(str, html.fromstring(page).itertext())))


def address(report: dict[str, Any], path: str | None = None, **query: str) -> str:
    from urllib.parse import quote, urlencode

    told = urlencode(({"field": path} if path else {}) | query)
    return f"/documents/{quote(report['document_id'], safe='')}?{told}"


def test_every_page_that_a_page_leads_to_answers(desk: TestClient):
    """From the overview on, in both languages; every page is whole, named, and runs nothing of its own."""
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"\d+|(?<=/documents/)[^/?]+|=[^&]*", "*", path)
        if path in seen or kinds.get(kind, 0) >= 4:  # a few of each kind are enough
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        desk.cookies.set("language", "th" if len(seen) % 2 else "en")
        answer = desk.get(path)
        assert answer.status_code == 200, path
        if "text/html" in answer.headers["content-type"]:
            waiting += check_page(answer.text, path)
    desk.cookies.set("language", "en")
    assert {"/", "/documents", "/compare", "/findings", "/samples/1", "/samples/1/1", "/samples/1/report.html"} <= seen
    assert any(path.endswith(".png") for path in seen)


def check_page(page: str, path: str) -> list[str]:
    """Hold a page to what all pages have in common, and return its links."""
    tree = html.fromstring(page)
    links = [str(link) for link in tree.xpath("//a/@href | //image/@href | //link/@href | //script/@src")]
    outcome = path.partition("?")[0].endswith("report.html")
    assert not tree.xpath("//*[@style] | //@*[starts-with(name(), 'on')]"), path
    assert not tree.xpath("//script[not(@src)]"), path
    assert outcome or not tree.xpath("//style"), path
    assert all(link.startswith(("/", "?", "#")) and not link.startswith("//") for link in links), path
    assert len(tree.xpath("//h1")) == 1, path
    assert tree.xpath("//html/@lang")[0] in ("th", "en"), path
    for element in tree.xpath("//a | //button | //summary | //*[@role='img']"):
        assert element.text_content().strip() or element.get("aria-label"), (path, html.tostring(element))
    for element in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert element.xpath("ancestor::label") or element.get("aria-label"), (path, element.get("name"))
    base = path.partition("?")[0]
    return [base + link if link.startswith("?") else link for link in links if not link.startswith("#")]


def test_the_overview_counts_the_run(desk: TestClient, run: Path):
    page = text_of(desk.get("/").text)
    reports = [json.loads(path.read_text("utf-8")) for path in (run / "documents").iterdir()]
    fields = sum(len(report_to_fields(report)) for report in reports)
    findings = sum(len(report["findings"]) for report in reports)
    assert f"{len(reports)} Documents" in page
    assert f"{fields:,} Values read" in page
    assert f"{findings:,} Findings" in page
    assert "1 Not read" in page
    assert "in/<b>locked</b>.pdf" in page
    assert "needs a password" in page


def test_documents_are_found_by_status_reader_year_agency_and_name(desk: TestClient, run: Path):
    def found(query: str) -> set[str]:
        tree = html.fromstring(desk.get(f"/documents?{query}").text)
        return {str(text) for text in tree.xpath("//td[@class='file']/text()")}

    everything = set(dict.fromkeys(NAMES))
    assert found("") == everything
    assert found("reader=ocr") == {PDF}
    assert found("reader=ocr&year=1999") == set()
    assert found("search=TOWN") == {name for name in everything if "town" in name}
    agency = read_report(run, "town_two_years")["report"]["agency"]["name"]
    assert found(f"agency={agency}") == {"town_two_years.txt"}
    assert found(f"search={agency[:9]}") >= {"town_two_years.txt"}
    assert "needs a password" in desk.get("/documents?status=encrypted").text


def test_findings_are_found_by_severity_rule_and_year_and_lead_to_their_place(desk: TestClient, run: Path):
    report = read_report(run, "town_planted_faults")

    def found(query: str) -> list[str]:
        tree = html.fromstring(desk.get(f"/findings?{query}").text)
        return [str(href) for href in tree.xpath("//ul[@class='list']//a/@href")]

    own = [href for href in found("search=planted") if "town_planted_faults" in href]
    assert len(own) == len(report["findings"])
    errors = [at for at, finding in enumerate(report["findings"]) if finding["severity"] == "error"]
    assert [int(href.rpartition("=")[2]) for href in found("search=planted&severity=error")] == errors
    assert len(found("rule=overall-mismatch")) == 1
    page = desk.get(found("rule=overall-mismatch")[0]).text
    finding = next(finding for finding in report["findings"] if finding["rule"] == "overall-mismatch")
    (mark,) = html.fromstring(page).xpath("//mark/text()")
    assert mark == str(finding["actual"])
    (note,) = html.fromstring(page).xpath("//article[@id='open']//p[contains(@class, 'finding')]")
    assert finding["message_en"] in note.text_content(), "the value it names is open to be judged, the finding with it"


def test_a_text_source_shows_the_characters_marked(desk: TestClient, run: Path):
    report = read_report(run, "subdistrict_damaged_text")
    page = desk.get(address(report, "measures/m1/steps")).text
    tree = html.fromstring(page)
    raw = report["measures"][0]["raw"]["steps"]
    assert "".join(tree.xpath("//mark/text()")) == raw
    assert tree.xpath("//pre[@class='asread']")[0].text_content() == raw
    assert [item.text_content() for item in tree.xpath("//ol[@class='value']/li")] == report["measures"][0]["steps"]
    rules = [step.text_content() for step in tree.xpath("//ol[@class='steps']/li/b")]
    assert "lost SARA AM" in rules
    assert tree.xpath("//ol[@class='steps']//del")
    assert tree.xpath("//ol[@class='steps']//ins")


def test_a_page_shows_the_box_of_the_cell(desk: TestClient, run: Path):
    report = read_report(run, "subdistrict_plan_pipes.office")
    place = report["measures"][0]["provenance"]["steps"]
    place = place[0] if isinstance(place, list) else place
    tree = html.fromstring(desk.get(address(report, "measures/m1/steps")).text)
    (box,) = tree.xpath("//figure[@class='page']//rect[@class='box']")
    x0, top, x1, bottom = place["bbox"]
    assert [float(box.get(name)) for name in ("x", "y", "width", "height")] == pytest.approx(
        [x0, top, x1 - x0, bottom - top], abs=0.01
    )
    near = tree.xpath("//figure[@class='near']/svg/@*[translate(name(), 'B', 'b') = 'viewbox']")[0]
    left, upper, width, height = (float(part) for part in near.split())
    assert left <= x0 < x1 <= left + width
    assert upper <= top < bottom <= upper + height
    (href,) = set(tree.xpath("//figure[@class='page']//image/@href"))
    picture = desk.get(str(href))
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert desk.get(str(href).replace("/1.png", "/99.png")).status_code == 404


def test_both_readings_of_a_number_are_shown_and_why_it_has_no_value(desk: TestClient, run: Path):
    report = read_report(run, "subdistrict_plan_pipes.office")
    fields = [field for field in report_to_fields(report) if field.kind == "score.score"]
    page = text_of(desk.get(address(report, fields[0].path)).text)
    assert "no value is given" in page
    assert "84.72 84.12 unread 0.41" in page
    page = text_of(desk.get(address(report, fields[1].path)).text)
    assert "no value is given" not in page
    assert "settled 0.41 weighted mean" in page


def test_a_value_that_a_person_gave_says_so(desk: TestClient, run: Path):
    report = read_report(run, "subdistrict_plan_pipes.office")
    page = text_of(desk.get(address(report, report["corrections"][0]["path"])).text)
    assert "This value is a person's, not the machine's: The machine read 1.25 · ข" in page


@pytest.mark.parametrize(("change", "told"), [("gone", "The source file is gone"), ("changed", "has changed since")])
def test_a_source_that_is_not_there_leaves_the_text_as_read(tmp_path: Path, change: str, told: str):
    source = tmp_path / "one.txt"
    source.write_bytes((SAMPLES / TEXTS[0]).read_bytes())
    run = make_run(tmp_path / "run", [source])
    if change == "gone":
        source.unlink()
    else:
        source.write_text("something else", "utf-8")
    report = read_report(run, "one")
    with client_of(run) as client:
        page = client.get(address(report, "measures/m1/steps")).text
    assert told in page
    assert report["measures"][0]["raw"]["steps"] in text_of(page)


def test_judging_goes_on_to_the_next_value_and_undo_comes_back(run: Path, tmp_path: Path):
    with client_of(run, tmp_path / "verdicts.sqlite") as desk:
        item = desk.post("/samples", data={"method": "count", "size": "3", "seed": "one"}, headers=OURS)
        for position, verdict in enumerate(("right", "wrong", "unclear"), 1):
            assert item.url.path == f"/samples/1/{position}"
            item = desk.post("/verdicts", data=form_of(item.text) | {"verdict": verdict}, headers=OURS)
        assert item.url.path == "/samples/1"
        assert "Right 1 · Wrong 1 · Cannot tell 1 · To judge 0" in text_of(item.text)
        back = desk.post("/undo", data={"sample": "1"}, headers=OURS)
        assert back.url.path == "/samples/1/3"
        assert "Right 1 · Wrong 1 · Cannot tell 0 · To judge 1" in text_of(desk.get("/samples/1").text)
        desk.cookies.set("auditor", "somebody%20else")
        nothing = desk.post("/undo", data={"sample": "1"}, headers=OURS)
        assert "Nothing to undo" in nothing.text


def form_of(page: str, which: str = "//form[@class='verdicts']") -> dict[str, str]:
    (form,) = html.fromstring(page).xpath(which)
    told = {str(each.get("name")): str(each.get("value")) for each in form.xpath(".//input[@type='hidden']")}
    told |= {str(each.get("name")): str(each.get("value") or "") for each in form.xpath(".//input[not(@type)]")}
    return told | {str(each.get("name")): str(each.text or "").removeprefix("\n") for each in form.xpath(".//textarea")}


CORRECTION = "//details[@class='correct']/form"


def test_a_correction_is_checked_kept_and_shown(run: Path, tmp_path: Path):
    report = read_report(run, "town_two_years")
    place = address(report, "measures/m1/steps")
    with client_of(run, tmp_path / "verdicts.sqlite") as desk:
        form = form_of(desk.get(place).text, CORRECTION)
        assert form["in.lines"].split("\n") == report["measures"][0]["steps"]
        desk.post("/verdicts", data=form | {"in.lines": "หนึ่ง\r\n\r\n สอง "}, headers=OURS)
        page = text_of(desk.get(place).text)
        assert "The auditor's value หนึ่ง / สอง" in page
        form = form_of(desk.get(place).text, CORRECTION)
        assert form["in.lines"].split("\n") == ["หนึ่ง", "สอง"], "the form opens with what a person said last"
        overlay = desk.get("/corrections.json").json()
        (item,) = overlay["corrections"]
        assert (item["path"], item["machine"], item["person"]) == (
            "measures/m1/steps", report["measures"][0]["steps"], ["หนึ่ง", "สอง"],
        )  # fmt: skip


def test_a_correction_that_the_schema_refuses_is_not_kept(run: Path, tmp_path: Path):
    report = read_report(run, "town_two_years")
    path = next(field.path for field in report_to_fields(report) if field.kind == "score.score")
    with client_of(run, tmp_path / "verdicts.sqlite") as desk:
        form = form_of(desk.get(address(report, path)).text, CORRECTION)
        for bad in ("ninety", "101", "-1"):
            answer = desk.post("/verdicts", data=form | {"in.number": bad}, headers=OURS)
            assert answer.status_code == 422
            assert "Not saved" in answer.text
            assert html.fromstring(answer.text).xpath("//pre/text()") == [bad], "what was typed is not lost"
            (back,) = html.fromstring(answer.text).xpath("//a[@class='strong']/@href")
            assert desk.get(str(back)).text.count(f'value="{path}"') == 2
        assert desk.get("/corrections.json").json()["corrections"] == []


def test_to_type_what_the_machine_read_is_to_call_it_right(run: Path, tmp_path: Path):
    report = read_report(run, "town_two_years")
    field = next(field for field in report_to_fields(report) if field.kind == "score.score")
    with client_of(run, tmp_path / "verdicts.sqlite") as desk:
        form = form_of(desk.get(address(report, field.path)).text, CORRECTION)
        thai = str(field.value).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        desk.post("/verdicts", data=form | {"in.number": thai}, headers=OURS)
        tree = html.fromstring(desk.get(address(report, field.path)).text)
        assert tree.xpath("//h3[@data-focus]//span[contains(@class, 'mark')]/text()") == ["Right"]
        assert desk.get("/corrections.json").json()["corrections"] == []


@pytest.mark.parametrize(
    ("form", "size", "told"),
    [
        ({"method": "rate", "tolerable": "5", "errors": "0"}, 59, "Accept with errors up to 0"),
        ({"method": "rate", "tolerable": "10", "errors": "1"}, 46, "Accept with errors up to 1"),
        ({"method": "iso", "aql": "1.0", "level": "II"}, 50, "AQL 1.0, Inspection level II, H"),
        ({"method": "count", "size": "7"}, 7, "The plan sets no acceptance number"),
    ],
)
def test_the_plan_says_how_many(run: Path, tmp_path: Path, form: dict[str, str], size: int, told: str):
    with client_of(run, tmp_path / "verdicts.sqlite") as desk:
        desk.post("/samples", data=form | {"seed": "one"}, headers=OURS, follow_redirects=False)
        page = text_of(desk.get("/samples/1").text)
        assert f"Judged 0 of {size}" in page
        assert told in page
        rows = list(csv.reader(io.StringIO(desk.get("/samples/1/verdicts.csv").text.removeprefix("\ufeff"))))
        assert len(rows) == size + 1


def test_the_same_seed_draws_the_same_values(run: Path, tmp_path: Path):
    drawn = []
    for name, seed in (("a", "one"), ("b", "one"), ("c", "two")):
        with client_of(run, tmp_path / f"{name}.sqlite") as desk:
            desk.post(
                "/samples", data={"method": "count", "size": "9", "seed": seed}, headers=OURS, follow_redirects=False
            )
            drawn.append(desk.get("/samples/1/verdicts.csv").text)
    assert drawn[0] == drawn[1] != drawn[2]


def test_agencies_and_years_side_by_side(desk: TestClient, run: Path):
    report = read_report(run, "town_two_years")
    agency = report["report"]["agency"]["name"]
    overall = [score for score in report["scores"] if score["scope"] == "overall"]
    tree = html.fromstring(desk.get("/compare", params={"agency": agency}).text)
    row = tree.xpath(f"//tr[.//input[@value='{agency}']]")[0]
    assert {f"{score['score']:.2f}" for score in overall} <= {cell.text_content() for cell in row.xpath("./td")}
    charts = tree.xpath("//figure//svg[@role='img']/@aria-label")
    assert any(f"{score['fiscal_year_be']} {score['score']}" in charts[0] for score in overall)
    assert len(charts) >= 11, "the overall score and ten indicators"


def test_the_language_follows_the_browser_until_one_is_chosen(run: Path, tmp_path: Path):
    with client_of(run, tmp_path / "verdicts.sqlite") as desk:
        desk.cookies.clear()
        assert "ภาพรวม" in desk.get("/", headers={"accept-language": "th-TH,en;q=0.5"}).text
        assert "Overview" in desk.get("/", headers={"accept-language": "de, en-GB;q=0.7"}).text
        desk.post("/settings", data={"language": "th", "back": "/"}, headers=OURS)
        assert "ภาพรวม" in desk.get("/", headers={"accept-language": "en"}).text


def test_the_index_is_made_again_when_documents_change(tmp_path: Path):
    run = make_run(tmp_path / "run", [SAMPLES / TEXTS[0]])

    def documents() -> int:
        open_index(run).close()
        rows = connect(run / ".prongsai" / "review-index.sqlite").execute("SELECT count(*) FROM documents")
        return int(rows.fetchone()[0])

    assert documents() == 1
    (run / "manifest.jsonl").unlink()  # as while the first run goes on
    report = read_report(run, Path(TEXTS[0]).stem)
    write_report(run, report | {"document_id": "another-0123456789ab"})
    assert documents() == 2
    (run / ".prongsai" / "review-index.sqlite").write_bytes(b"damaged")
    assert documents() == 2


def test_a_report_of_a_file_that_has_changed_since_is_no_part_of_the_run(tmp_path: Path):
    source, run = tmp_path / "report.txt", tmp_path / "run"
    text = (SAMPLES / TEXTS[0]).read_text("utf-8")
    for written in (text, text + "\nหมายเหตุ"):
        source.write_text(written, "utf-8")
        assert CliRunner().invoke(app, ["convert", str(source), "--out", str(run), "--jobs", "1"]).exit_code == 0
    current = document_id("report.txt", hashlib.sha256(source.read_bytes()).hexdigest())
    assert len(list((run / "documents").glob("*.json"))) == 2
    assert prongsai.load(run).ids == [current]
    with client_of(run) as client:
        links = html.fromstring(client.get("/documents").text).xpath("//a/@href")
    assert {link.split("?")[0] for link in links if "/documents/report" in link} == {f"/documents/{current}"}
