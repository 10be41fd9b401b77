"""A sample in one HTML file: what stands in it, what a browser does with it from a disk, and its verdicts brought back.

Debian's chromium is driven by selenium; where either is absent those tests are skipped with the reason.
"""

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from prongsai.cli.app import app
from prongsai.review.corrections import overlay_of
from prongsai.review.desk_file import _data
from prongsai.review.intervals import rate_of
from prongsai.review.samples import list_samples
from prongsai.review.sheet import read_verdicts
from prongsai.review.store import Store
from schemas.errors import UsageError
from tests.deskruns import PDF, SAMPLES, make_run, read_report, write_report
from tests.processes import wait_for

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

NAMES = ("town_two_years.txt", "subdistrict_damaged_text.txt", PDF)
HOSTILE = (
    "</script><img src=x onerror=\"document.title='owned'\">",
    "<svg onload=\"document.title='owned'\"></svg><!--<script>",
    "\u202eกลับหลัง\u202c \u2067ขวาไปซ้าย\u2069 \u200fعربي\u200e",
    "\u2028{{ 7 * 7 }} {% raw %} ${7*7} &lt;b&gt;",
    "ก" * 10_000,
)


def command(*told: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in told])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("report") / "run", [SAMPLES / name for name in NAMES])


@pytest.fixture
def run(base: Path, tmp_path: Path) -> Path:
    """A run folder that a test may judge and change."""
    return Path(shutil.copytree(base, tmp_path / "run"))


def make_file(run: Path, *options: str) -> Path:
    """The file of a sample beside the run, which keeps the sample."""
    out = run.parent / "audit.html"
    result = command("report", run, "--out", out, *options)
    assert result.exit_code == 0, result.stderr
    return out


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, ...], dict[str, bytes]]:
    """What ``make_file`` left, by its options."""
    return {}


@pytest.fixture
def file_of(run: Path, drawn: dict[tuple[str, ...], dict[str, bytes]]) -> Callable[..., Path]:
    """``make_file`` on a run that nobody touched: drawn once, since the same options give the same file and sample."""

    def made(*options: str) -> Path:
        if options not in drawn:
            out = make_file(run, *options)
            drawn[options] = {path.name: path.read_bytes() for path in (out, *run.glob("verdicts.sqlite*"))}
        for name, data in drawn[options].items():
            (run.parent if name == "audit.html" else run).joinpath(name).write_bytes(data)
        return run.parent / "audit.html"

    return made


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts by id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, str] = {}
        self._open: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = (dict(attrs).get("id") or tag) if tag in ("script", "style") else None

    def handle_endtag(self, tag: str) -> None:
        self._open = None if tag in ("script", "style") else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline[self._open] = self.inline.get(self._open, "") + data


def sheet_of(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Page(path.read_text("utf-8")).inline["sheet"])
    return told


def test_the_file_asks_for_nothing_outside_it(file_of: Callable[..., Path]):
    page = Page(file_of("--sample", "12", "--seed", "a").read_text("utf-8"))
    named = {"src", "href", "action", "srcset", "data", "poster", "style"}
    asked = {value for _, attributes in page.elements for name, value in attributes.items() if name in named}
    assert asked
    assert all(str(value).startswith(("data:image/webp;base64,", "#p")) for value in asked)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "url(" not in page.inline["style"]
    assert "@import" not in page.inline["style"]


def test_the_policy_lets_in_its_own_style_and_script_alone(file_of: Callable[..., Path]):
    page = Page(file_of("--sample", "5").read_text("utf-8"))
    (policy,) = [
        str(attributes["content"])
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    hashes = {
        name: base64.b64encode(hashlib.sha256(page.inline[name].encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{hashes['style']}'; "
        f"script-src 'sha256-{hashes['script']}'; base-uri 'none'; form-action 'none'"
    )


def test_the_same_seed_gives_the_same_file_and_one_sample(run: Path):
    first = make_file(run, "--sample", "12", "--seed", "a").read_bytes()
    assert make_file(run, "--sample", "12", "--seed", "a").read_bytes() == first
    assert make_file(run, "--sample", "12", "--seed", "b").read_bytes() != first
    assert [sample.seed for sample in list_samples(Store(run / "verdicts.sqlite"))] == ["b", "a"]


# options | size, errors accepted
PLANS = [
    ([], 59, 0),
    (["--tolerable", "10"], 29, 0),
    (["--aql", "1.0"], 50, 1),  # 281 to 500 values: letter H
    (["--sample", "7"], 7, None),
]


@pytest.mark.parametrize(("options", "size", "accept"), PLANS)
def test_sizes_are_those_of_the_plan(options: list[str], size: int, accept: int | None, file_of: Callable[..., Path]):
    sheet = sheet_of(file_of(*options))
    assert (len(sheet["items"]), sheet["plan"]["accept"]) == (size, accept)


# options | a word of the refusal
REFUSED = [
    (["--aql", "3"], "AQL one of"),
    (["--tolerable", "0"], "between 0 and 1"),
    (["--language", "fr"], "th or en"),
]


@pytest.mark.parametrize(("options", "word"), REFUSED)
def test_what_does_not_fit_is_refused_in_one_line(options: list[str], word: str, run: Path):
    result = command("report", run, "--out", run.parent / "x.html", *options)
    assert (result.exit_code, word in result.stderr, len(result.stderr.splitlines())) == (2, True, 1)


def test_a_folder_without_a_run_or_without_values_is_refused(tmp_path: Path):
    assert command("report", tmp_path, "--out", tmp_path / "x.html").exit_code == 2
    (tmp_path / "documents").mkdir()
    result = command("report", tmp_path, "--out", tmp_path / "x.html")
    assert (result.exit_code, "no values to judge" in result.stderr) == (2, True)


def test_a_source_that_is_gone_leaves_the_text_as_read(run: Path):
    report = read_report(run, "town_two_years")
    report["source"]["path"] = "gone/town.txt"
    write_report(run, report)
    text = make_file(run, "--sample", "60", "--seed", "a").read_text("utf-8")
    assert "The source file is gone" in text


@settings(max_examples=100)
@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_data_stays_within_its_element_and_comes_back(value: Any):
    text = _data(value)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


# What comes back


def answer(path: Path, verdicts: list[dict[str, Any]], **changed: Any) -> Path:
    """The file that the page would save with these verdicts, ``changed`` within its sheet."""
    told = {"verdicts_version": "1.0", "sheet": sheet_of(path) | changed, "verdicts": verdicts}
    out = path.with_name("verdicts.json")
    out.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return out


def verdict(position: int, kind: str, **other: Any) -> dict[str, Any]:
    return {"position": position, "verdict": kind, "at": "2026-01-05T03:00:00Z", "auditor": "อรุณ"} | other


def position_of(path: Path, kind: str) -> int:
    return next(int(item["position"]) for item in sheet_of(path)["items"] if item["kind"] == kind)


def test_verdicts_come_back_with_auditor_and_time_and_only_once(run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "12", "--seed", "a")
    told = answer(path, [verdict(1, "right"), verdict(2, "wrong", note="เลขหาย"), verdict(3, "unclear")])
    assert "3 entered; sample 1" in command("review", run, "--import", told).stderr
    assert "0 entered, 3 entered before" in command("review", run, "--import", told).stderr
    entries = list(Store(run / "verdicts.sqlite").all_standing())
    assert [(e.verdict, e.auditor, e.at, e.note, e.sample) for e in entries] == [
        ("right", "อรุณ", "2026-01-05T03:00:00Z", None, 1), ("wrong", "อรุณ", "2026-01-05T03:00:00Z", "เลขหาย", 1),
        ("unclear", "อรุณ", "2026-01-05T03:00:00Z", None, 1),
    ]  # fmt: skip


def test_a_sample_is_entered_into_a_journal_that_lacks_it(run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "12", "--seed", "a")
    sample, items = list_samples(Store(run / "verdicts.sqlite"))[0], len(sheet_of(path)["items"])
    other = run.parent / "other.sqlite"
    told = answer(path, [verdict(1, "right")])
    assert command("review", run, "--import", told, "--verdicts", other).exit_code == 0
    (found,) = list_samples(Store(other))
    assert (found.seed, found.plan, found.population, found.at) == (
        sample.seed,
        sample.plan,
        sample.population,
        sample.at,
    )
    counted = Store(other).connection().execute("SELECT count(*) FROM sample_items").fetchone()[0]
    assert counted == items


def test_a_correction_comes_back_as_a_value_of_the_schema(run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "60", "--seed", "a")
    score, steps = position_of(path, "score.score"), position_of(path, "measure.steps")
    told = answer(
        path, [verdict(score, "wrong", typed={"number": "๑๒.๕"}), verdict(steps, "wrong", typed={"lines": "หนึ่ง\nสอง"})]
    )
    assert "2 entered" in command("review", run, "--import", told).stderr
    found = [item.person for item in overlay_of(Store(run / "verdicts.sqlite")).corrections]
    assert sorted(found, key=str) == [12.5, ["หนึ่ง", "สอง"]]


def test_a_correction_goes_all_the_way_into_the_next_conversion(tmp_path: Path):
    """convert, report, a verdict in the file, import, export, convert again: the value stands, with who gave it."""
    source, out = SAMPLES / "town_two_years.txt", tmp_path / "out"
    assert command("convert", source, "--out", out, "--format", "").exit_code == 0
    path = make_file(out, "--sample", "500")
    score = sheet_of(path)["items"][position_of(path, "score.score") - 1]
    told = answer(path, [verdict(score["position"], "wrong", typed={"number": "12.5"}, note="พิมพ์ผิด")])
    overlay = tmp_path / "corrections.json"
    result = command("review", out, "--import", told, "--export", overlay)
    assert ("1 entered" in result.stderr, "1 corrections" in result.stderr) == (True, True)
    result = command("convert", source, "--out", out, "--format", "", "--corrections", overlay)
    assert "corrections: 1 applied" in result.stderr
    report = read_report(out, "town_two_years")
    (correction,) = report["corrections"]
    assert (correction["machine"], correction["person"], correction["note"]) == (score["machine"], 12.5, "พิมพ์ผิด")
    _, at, field = correction["pointer"].lstrip("/").split("/")
    assert report["scores"][int(at)][field] == 12.5
    assert report["scores"][int(at)]["evidence"][0]["value"] == score["machine"]
    again = sheet_of(make_file(out, "--sample", "500", "--seed", "again"))["items"]
    assert next(item["machine"] for item in again if item["path"] == score["path"]) == 12.5
    assert "This value is a person" in (tmp_path / "audit.html").read_text("utf-8")


def test_corrections_of_a_run_that_nobody_judged(run: Path):
    result = command("review", run, "--export", run / "corrections.json")
    assert (result.exit_code, "no verdicts there" in result.stderr) == (2, True)


def test_a_correction_that_is_no_value_leaves_its_verdict(run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "60", "--seed", "a")
    score = position_of(path, "score.score")
    result = command("review", run, "--import", answer(path, [verdict(score, "wrong", typed={"number": "สิบ"})]))
    assert "not a number" in result.stderr
    store = Store(run / "verdicts.sqlite")
    assert [(entry.verdict, entry.corrected) for entry in store.all_standing()] == [("wrong", False)]


def test_what_was_typed_as_the_machine_read_it_is_right(run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "60", "--seed", "a")
    item = sheet_of(path)["items"][position_of(path, "score.score") - 1]
    typed = {"number": f"{item['machine']:.3f}"}
    command("review", run, "--import", answer(path, [verdict(item["position"], "wrong", typed=typed)]))
    assert [entry.verdict for entry in Store(run / "verdicts.sqlite").all_standing()] == ["right"]


def test_a_later_verdict_of_the_desk_stands(run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "12", "--seed", "a")
    command("review", run, "--import", answer(path, [verdict(1, "wrong", at="2026-02-01T00:00:00Z")]))
    result = command("review", run, "--import", answer(path, [verdict(1, "right", auditor="ดวง")]))
    assert "0 entered, 1 older than what stands" in result.stderr
    assert [entry.verdict for entry in Store(run / "verdicts.sqlite").all_standing()] == ["wrong"]


def test_verdicts_on_another_run_are_left_out(run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "12", "--seed", "a")
    items = [item | {"sha256": "0" * 64} for item in sheet_of(path)["items"]]
    result = command("review", run, "--import", answer(path, [verdict(1, "right"), verdict(99, "right")], items=items))
    assert "0 entered, 2 of values this run does not have" in result.stderr


# what is done to the saved file | what the one line names
SPOILT = [
    pytest.param(lambda told: told.clear(), "verdicts_version", id="nothing in it"),
    pytest.param(lambda told: told["verdicts"][0].update(verdict="perhaps"), "verdicts.0.verdict", id="no verdict"),
    pytest.param(lambda told: told["verdicts"][0].update(at="yesterday"), "verdicts.0.at", id="no moment"),
    pytest.param(lambda told: told["verdicts"][0].update(auditor=""), "verdicts.0.auditor", id="nobody's"),
    pytest.param(lambda told: told["sheet"].update(plan={"method": "guess"}), "sheet.plan", id="no plan"),
    pytest.param(lambda told: told["sheet"]["population"].update(strata=[["a"]]), "sheet.population", id="no strata"),
    pytest.param(lambda told: told["sheet"]["items"][0].update(sha256="../x"), "sheet.items.0.sha256", id="no hash"),
    pytest.param(lambda told: told["sheet"]["items"].extend(told["sheet"]["items"][:1]), "one position", id="twice"),
]


@pytest.mark.parametrize(("spoil", "named"), SPOILT)
def test_a_file_that_is_none_of_ours_is_named_with_its_cause(
    spoil, named: str, run: Path, file_of: Callable[..., Path]
):
    path = answer(file_of("--sample", "3", "--seed", "a"), [verdict(1, "right")])
    told = json.loads(path.read_text("utf-8"))
    spoil(told)
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(UsageError, match=rf"verdicts\.json: .*{re.escape(named)}"):
        read_verdicts(path)
    assert command("review", run, "--import", path).exit_code == 2
    assert list(Store(run / "verdicts.sqlite").all_standing()) == []


def test_a_file_of_verdicts_that_is_not_there(run: Path):
    assert command("review", run, "--import", run / "none.json").exit_code == 2


# In a browser


@pytest.fixture(autouse=True)
def no_error_on_the_console(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "browser" in request.fixturenames:
        driver: Chrome = request.getfixturevalue("browser")
        log: list[dict[str, str]] = driver.get_log("browser")  # type: ignore[no-untyped-call]  # it has no types
        assert [entry["message"] for entry in log if entry["level"] != "INFO"] == []


class Sheet:
    """A browser on a file: what an auditor does and sees."""

    def __init__(self, driver: "Chrome", path: Path) -> None:
        self.driver = driver
        downloads = {"behavior": "allow", "downloadPath": str(path.parent)}
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", downloads)
        driver.get(path.as_uri())

    def js(self, code: str, *values: Any) -> Any:
        return self.driver.execute_script(code, *values)

    def press(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        chain = ActionChains(self.driver)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def text(self, css: str) -> str:
        return str(self.js("return document.querySelector(arguments[0]).innerText", css)).strip()

    @property
    def position(self) -> int:
        return int(self.js("return document.querySelector('article:not([hidden])').dataset.position"))

    def sign(self, name: str) -> None:
        self.js("document.getElementById('auditor').value = arguments[0]", name)

    def save(self, folder: Path) -> Path:
        """Press s and wait for the file."""

        def saved() -> set[Path]:
            return set(folder.glob("prongsai-verdicts-*.json"))

        before = saved()
        self.press("s")
        assert wait_for(lambda: saved() != before), "nothing was saved"
        (found,) = saved() - before
        return found


def test_limits_in_the_page_are_those_of_the_desk(browser: "Chrome", tmp_path: Path, root: Path):
    """The same to ten digits, for one judged to thousands; those of the desk are held to published numbers."""
    script = (root / "prongsai" / "review" / "static" / "limits.js").read_text("utf-8")
    pairs = [(wrong, n) for n in (1, 2, 5, 20, 59, 93, 299, 1250, 3000) for wrong in {0, 1, n // 7, n // 2, n - 1, n}]
    (tmp_path / "blank.html").write_text("<!doctype html><title>blank</title>", "utf-8")
    browser.get((tmp_path / "blank.html").as_uri())
    code = script + "\nreturn arguments[0].map(([wrong, n]) => rate_of(wrong, n));"
    for (wrong, n), found in zip(pairs, browser.execute_script(code, pairs), strict=True):
        rate = rate_of(wrong, n)
        assert found["observed"] == pytest.approx(rate.observed)
        for key in ("wilson", "exact"):
            assert tuple(found[key]) == pytest.approx(getattr(rate, key), abs=1e-10)
        for key in ("wilson_upper", "exact_upper"):
            assert found[key] == pytest.approx(getattr(rate, key), abs=1e-10)


def test_twenty_values_judged_by_keyboard_saved_and_brought_back(
    browser: "Chrome", run: Path, file_of: Callable[..., Path]
):
    sheet = Sheet(browser, file_of("--sample", "20", "--seed", "a", "--language", "en"))
    assert sheet.position == 1
    sheet.sign("อรุณ ใจดี")
    sheet.press(*"11112")  # four right, one wrong
    assert sheet.position == 6
    sheet.press("u")
    assert sheet.position == 5
    sheet.press(*"2", *"j", *"k", *"3")
    sheet.press(*"1" * 14)
    assert sheet.text("#done") == "20"
    # 1 wrong of 19: one-sided Clopper-Pearson, the x where a binomial of 19 has 5 % at or below 1.
    assert (sheet.text("#rate"), sheet.text("#upper")) == (
        "5.26%",
        f"{100 * float(rate_of(1, 19).exact_upper or 0):.2f}%",
    )
    assert sheet.js("return document.getElementById('figures').open")
    cells = sheet.js("return [...document.querySelectorAll('#row-worst td')].map(e => e.innerText)")
    assert cells[:3] == ["2", "20", "10.00%"]
    saved = sheet.save(run.parent)
    assert "20 entered; sample 1" in command("review", run, "--import", saved).stderr
    entries = list(Store(run / "verdicts.sqlite").all_standing())
    said = {position: entry.verdict for position, entry in zip(positions(run, entries), entries, strict=True)}
    assert [at for at, verdict in sorted(said.items()) if verdict == "wrong"] == [5]
    assert [at for at, verdict in sorted(said.items()) if verdict == "unclear"] == [6]
    assert {entry.auditor for entry in entries} == {"อรุณ ใจดี"}


def positions(run: Path, entries: list[Any]) -> list[int]:
    rows = Store(run / "verdicts.sqlite").connection().execute("SELECT sha256, path, position FROM sample_items")
    known = {(row[0], row[1]): row[2] for row in rows}
    return [known[entry.subject.sha256, entry.subject.path] for entry in entries]


def test_a_value_corrected_in_the_page_becomes_an_overlay(browser: "Chrome", run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "60", "--seed", "a")
    sheet, score = Sheet(browser, path), position_of(path, "score.score")
    sheet.sign("อรุณ")
    sheet.press(*"j" * (score - 1), "e", "12.5", "\ue004", "พิมพ์ผิด", "\ue007")  # Tab to the note, Enter
    assert sheet.position == score + 1
    sheet.press("k")
    assert sheet.text("article:not([hidden]) .mine") == "ค่าที่ถูกหรือหมายเหตุของท่าน: 12.5 · พิมพ์ผิด"
    command("review", run, "--import", sheet.save(run.parent))
    (item,) = overlay_of(Store(run / "verdicts.sqlite")).corrections
    assert (item.person, item.note, item.auditor) == (12.5, "พิมพ์ผิด", "อรุณ")


def test_a_page_closed_and_opened_again_has_its_verdicts(browser: "Chrome", run: Path, file_of: Callable[..., Path]):
    path = file_of("--sample", "20", "--seed", "kept")
    sheet = Sheet(browser, path)
    sheet.sign("อรุณ")
    sheet.press(*"112")
    saved = sheet.save(run.parent)
    sheet = Sheet(browser, path)
    assert (sheet.text("#done"), sheet.position) == ("3", 4)
    sheet.js("localStorage.clear()")
    browser.refresh()
    assert sheet.text("#done") == "0"
    browser.find_element("id", "file").send_keys(str(saved))
    assert wait_for(lambda: sheet.text("#done") == "3")
    counts = "return ['right', 'wrong'].map((kind) => document.getElementById(`n-${kind}`).textContent)"
    assert sheet.js(counts) == ["2", "1"]


def test_nothing_is_saved_without_a_name(browser: "Chrome", file_of: Callable[..., Path]):
    sheet = Sheet(browser, file_of("--sample", "5", "--seed", "nameless", "--language", "en"))
    sheet.press("1", "s")
    assert sheet.js("return document.activeElement.id") == "auditor"
    assert "Your name first" in sheet.text("#toast")
    sheet.js("localStorage.clear(); unsaved = false")


def test_language_theme_and_the_frame_on_the_page(browser: "Chrome", file_of: Callable[..., Path]):
    path = file_of("--sample", "60", "--seed", "a")
    sheet = Sheet(browser, path)
    assert sheet.text("h1").startswith("ตรวจตัวอย่าง")
    sheet.js("document.getElementById('language').click(); document.getElementById('theme').click()")
    assert sheet.text("h1").startswith("Judge a sample")
    ground = "return getComputedStyle(document.body).backgroundColor"
    dark = sheet.js(ground)
    sheet.js("document.getElementById('theme').click()")
    assert sheet.js(ground) != dark
    at = next(item["position"] for item in sheet_of(path)["items"] if "bbox" in (item["places"] or [{}])[0])
    sheet.press(*"j" * (at - 1))
    framed = """const svg = document.querySelector('article:not([hidden]) .near svg');
    const a = svg.getBoundingClientRect(), b = svg.querySelector('.box').getBoundingClientRect();
    return b.left >= a.left && b.right <= a.right && b.top >= a.top && b.bottom <= a.bottom && a.top < 300"""
    assert sheet.js(framed)
    drawn = sheet.js("return document.querySelector('article:not([hidden]) .near use').getBoundingClientRect().width")
    assert drawn > 300


def as_an_enemy_would(run: Path) -> None:
    """A run whose texts mean harm, alone in it."""
    report = read_report(run, "town_two_years")
    for path in (run / "documents").iterdir():
        if not path.name.startswith(report["document_id"]):
            path.unlink()
    for measure in report["measures"]:
        measure["measure"], measure["steps"], measure["raw"]["steps"] = HOSTILE[0], list(HOSTILE), "\n".join(HOSTILE)
        measure["other"] = {HOSTILE[0]: HOSTILE[3]}
    report["report"]["agency"]["name"] = report["report"]["title"] = HOSTILE[1]
    report["source"]["name"], report["source"]["path"] = HOSTILE[0] + ".txt", HOSTILE[2]
    write_report(run, report)


def test_texts_that_mean_harm_are_shown_as_texts(browser: "Chrome", run: Path):
    as_an_enemy_would(run)
    path = make_file(run, "--sample", "1000", "--seed", HOSTILE[0], "--auditor", HOSTILE[0])
    sheet = Sheet(browser, path)
    steps = position_of(path, "measure.steps")
    for _ in range(steps - 1):
        sheet.press("j")
    open_item = "document.querySelector('article:not([hidden])')"
    assert sheet.js(f"return [...{open_item}.querySelectorAll('ol.value li')].map(e => e.textContent)") == list(HOSTILE)
    assert sheet.js(f"return {open_item}.querySelector('.way pre').textContent") == "\n".join(HOSTILE)
    assert sheet.js(f"return {open_item}.querySelector('textarea').value") == "\n".join(HOSTILE)
    assert sheet.js("return document.querySelectorAll('img, [onerror], [onload]').length") == 0
    assert "owned" not in browser.title
    assert sheet.js("return document.documentElement.scrollWidth <= innerWidth")
    assert sheet.js("return document.getElementById('auditor').value") == HOSTILE[0][:60]
    sheet.press("1")
    saved = sheet.save(run.parent)
    told = json.loads(saved.read_text("utf-8"))
    assert told["sheet"] == sheet_of(path)
    assert told["sheet"]["items"][steps - 1]["machine"] == list(HOSTILE)
    assert "1 entered" in command("review", run, "--import", saved).stderr


def test_a_phone_shows_source_value_and_verdicts_at_once(browser: "Chrome", file_of: Callable[..., Path]):
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        sheet = Sheet(browser, file_of("--sample", "30", "--seed", "a"))
        for _ in range(30):
            assert sheet.js("return document.documentElement.scrollWidth <= innerWidth")
            seen = """return [...document.querySelectorAll('article:not([hidden]) .verdicts button')].every(e => {
            const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight && b.width > 60; })"""
            assert sheet.js(seen), sheet.position
            sheet.press("j")
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
