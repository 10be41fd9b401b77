"""The desk in a real browser: judged by keyboard, killed and started again, and shown texts that mean harm.

Debian's chromium is driven by selenium; where either is absent, the tests are skipped with the reason.
"""

import csv
import io
import json
import math
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prongsai.review.fields import report_to_fields
from tests.deskruns import PDF, SAMPLES, TEXTS, Server, make_run, read_report, server_of, write_report
from tests.processes import PATIENCE

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ON_A_THAI_KEYBOARD = """document.body.dispatchEvent(new KeyboardEvent("keydown",
    {code: "Digit" + arguments[0], key: {1: "ๅ", 2: "/", 3: "-"}[arguments[0]], bubbles: true, cancelable: true}));"""
ENTER, CONTROL = "\ue007", "\ue009"  # as WebDriver writes them


class Desk:
    """A browser on a desk: what an auditor does and sees."""

    def __init__(self, driver: "Chrome", server: Server) -> None:
        self.driver, self.server = driver, server

    def open(self, path: str) -> None:
        self.driver.get(self.server.address + path)

    def js(self, code: str, *values: Any) -> Any:
        return self.driver.execute_script(code, *values)

    @property
    def path(self) -> str:
        return str(self.js("return location.pathname"))

    def press(self, *keys: str) -> None:
        """Press keys one after another; "Ctrl+a" is a key held with another, "thai 1" that of a Thai keyboard."""
        from selenium.webdriver.common.action_chains import ActionChains

        chain = ActionChains(self.driver)
        for key in keys:
            if key.startswith("thai "):
                self.js(ON_A_THAI_KEYBOARD, key[-1])
                continue
            held, _, last = key.rpartition("+")
            if held:
                chain.key_down(CONTROL).send_keys(last).key_up(CONTROL)
            else:
                chain.send_keys(key)
        chain.perform()

    def go_by(self, *keys: str) -> None:
        """Press keys that lead to another page, and wait until it stands."""
        from selenium.webdriver.support.ui import WebDriverWait

        self.js("document.querySelector('main').dataset.old = 1")
        self.press(*keys)
        settled = "const m = document.querySelector('main'); return m && !m.dataset.old && !document.querySelector("
        settled += "'.htmx-request, .htmx-swapping, .htmx-settling')"
        WebDriverWait(self.driver, 90, 0.02).until(lambda _: self.js(settled))

    def find(self, css: str) -> list[str]:
        found: list[str] = self.js("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", css)
        return found

    def sees(self, css: str) -> bool:
        """Whether the whole of the element is in the window, and nothing lies on its middle."""
        code = """const e = document.querySelector(arguments[0]), b = e.getBoundingClientRect();
        const top = document.elementFromPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2);
        return b.top >= 0 && b.left >= 0 && b.bottom <= innerHeight && b.right <= innerWidth && e.contains(top);"""
        return bool(self.js(code, css))

    def assert_quiet(self) -> None:
        """No error on the browser's console since it was asked last: nothing failed, nothing was forbidden."""
        log = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        assert [entry["message"] for entry in log if entry["level"] == "SEVERE"] == []

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.server.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8-sig"))


@pytest.fixture
def desk(browser: "Chrome", run: Path) -> Iterator[Desk]:
    with server_of(run) as server:
        desk = Desk(browser, server)
        yield desk
        desk.assert_quiet()


@pytest.fixture(scope="module")
def looked_at(browser: "Chrome", made: Path) -> Iterator[Desk]:
    """A desk for tests that only look."""
    with server_of(made) as server:
        yield Desk(browser, server)


@pytest.fixture
def run(tmp_path: Path, made: Path) -> Path:
    """A run of the samples that no test has touched."""
    return Path(shutil.copytree(made, tmp_path / "run"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("browser") / "made", [SAMPLES / name for name in (*TEXTS, PDF)])


def test_twenty_values_by_keyboard_a_kill_and_the_rate_to_the_digit(desk: Desk):
    desk.open("/samples/new")
    desk.js("document.querySelector('[name=method][value=count]').checked = true")
    desk.js("for (const [k, v] of [['size', '40'], ['seed', 'hand']]) document.querySelector(`[name=${k}]`).value = v")
    desk.js("document.querySelector('form.form .strong').focus()")
    desk.go_by(ENTER)
    assert desk.path == "/samples/1/1"
    assert desk.sees("button[data-key='1']")
    assert desk.sees("button[data-key='2']")
    verdicts = "1111211113 1112111211".replace(" ", "")
    for at, key in enumerate(verdicts, 1):
        assert desk.path == f"/samples/1/{at}"
        desk.go_by(key if at > 2 else f"thai {key}")
    desk.go_by("u")
    assert desk.path == "/samples/1/20"
    assert "Judged 19 of 40" in desk.find(".progress")[0]
    desk.go_by("1")
    desk.go_by("k")
    desk.go_by("k")
    assert desk.path == "/samples/1/19"
    desk.go_by("j")
    desk.go_by("j")
    assert desk.path == "/samples/1/21"
    corrected = correct_by_keyboard(desk)
    assert "Judged 21 of 40" in desk.find(".progress")[0]

    desk.server.kill()
    desk.server.start()

    rows = list(csv.DictReader(io.StringIO(desk.get("/samples/1/verdicts.csv"))))
    names = {"1": "right", "2": "wrong", "3": "unclear"}
    judged = [names[key] for key in verdicts] + [""] * 20
    judged[corrected - 1] = "wrong"
    assert [row["verdict"] for row in rows] == judged
    assert json.loads(rows[corrected - 1]["person"]) == ["ข้อหนึ่งเดียว"]
    assert_rates(desk)


def correct_by_keyboard(desk: Desk) -> int:
    """Correct the next value that is a list: ``e``, type, Ctrl-Enter; its position in the sample."""
    while not desk.js("return document.querySelector('#correct [name=\"in.lines\"]')"):
        desk.go_by("j")
    position = int(desk.path.rpartition("/")[2])
    desk.press("e")
    assert desk.js("return document.activeElement.name") == "in.lines"
    desk.press("Ctrl+a", "ข้อหนึ่งเดียว")
    desk.go_by(f"Ctrl+{ENTER}")
    return position


def binomial_at_most(errors: int, n: int, rate: float) -> float:
    return sum(math.comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(errors + 1))


def solve(share: float, errors: int, n: int) -> float:
    """The rate at which at most ``errors`` of ``n`` has probability ``share``, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if binomial_at_most(errors, n, middle) > share else (low, middle)
    return low


def assert_rates(desk: Desk) -> None:
    """21 judged: 1 cannot tell, 4 wrong of 20. By hand, from the formulas and not from the desk's own code."""
    wrong, n, z2, z1 = 4, 20, 1.959964, 1.644854
    assert wrong / n == 0.2

    def wilson(z: float) -> tuple[float, float]:
        middle, half = (
            (wrong + z * z / 2) / (n + z * z),
            z / (n + z * z) * math.sqrt(wrong * (n - wrong) / n + z * z / 4),
        )
        return middle - half, middle + half

    exact = solve(0.975, wrong - 1, n), solve(0.025, wrong, n)
    hand = {
        "judged": "20", "wrong": "4", "unclear": "1", "rate": "0.200000",
        "wilson_lower": f"{wilson(z2)[0]:.6f}", "wilson_upper": f"{wilson(z2)[1]:.6f}",
        "exact_lower": f"{exact[0]:.6f}", "exact_upper": f"{exact[1]:.6f}",
        "wilson_upper_one_sided": f"{wilson(z1)[1]:.6f}", "exact_upper_one_sided": f"{solve(0.05, wrong, n):.6f}",
    }  # fmt: skip
    assert (hand["wilson_lower"], hand["exact_upper"]) == ("0.080658", "0.436614"), "as tables print them"
    rows = list(csv.DictReader(io.StringIO(desk.get("/samples/1/report.csv"))))
    overall = next(row for row in rows if row["part"] == "overall")
    assert {name: overall[name] for name in hand} == hand
    desk.open("/samples/1/report.html")
    page = desk.js("return document.body.innerText")
    for shown in ("20.00%", "4 / 20", "8.07% – 41.60%", "5.73% – 43.66%", "40.10%"):
        assert shown in page
    assert overall["seed"] == "hand"
    assert overall["drawn_by"] == "auditor"


@pytest.mark.parametrize(("width", "height"), [(1366, 860), (390, 844)], ids=["laptop", "phone"])
def test_the_box_and_the_keys_are_in_sight(looked_at: Desk, made: Path, width: int, height: int):
    desk, report = looked_at, read_report(made, "subdistrict_plan_pipes.office")
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    desk.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        desk.open(f"/documents/{report['document_id']}?field=measures/m2/responsible")
        assert desk.sees(".near svg")
        assert all(desk.sees(f"button[data-key='{key}']") for key in "123")
        assert desk.js("return document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the side"
        inside = """const [b, s] = [document.querySelector('.near .box'), document.querySelector('.near svg')]
            .map(e => e.getBoundingClientRect());
            return b.width > 20 && b.left >= s.left && b.right <= s.right && b.top >= s.top && b.bottom <= s.bottom;"""
        assert desk.js(inside)
        desk.assert_quiet()
    finally:
        desk.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(looked_at: Desk, made: Path, scheme: str):
    """WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for large text. What is switched off is excepted there too."""
    feature = [{"name": "prefers-color-scheme", "value": scheme}]
    desk, report = looked_at, read_report(made, "town_planted_faults")
    desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
    try:
        for path in ("/", "/documents", "/findings", "/compare", "/samples/new", f"/documents/{report['document_id']}"):
            desk.open(path)
            assert desk.js(CONTRAST) == [], path
        desk.assert_quiet()
    finally:
        desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


CONTRAST = """
const light = c => { const f = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
const rgba = s => { const n = s.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
const ground = e => { const stack = [];
  for (; e; e = e.parentElement) stack.push(rgba(getComputedStyle(e).backgroundColor));
  return stack.reverse().reduce((under, c) => over(c, under), [255, 255, 255, 1]); };
const bad = [];
for (const e of document.querySelectorAll('body *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
  if (e.closest('svg, .off, [hidden], .skip, option')) continue;
  const s = getComputedStyle(e), g = ground(e), c = over(rgba(s.color), g);
  const [a, b] = [light(c), light(g)].sort((x, y) => y - x);
  const size = parseFloat(s.fontSize), large = size >= 24 || (size >= 18.66 && s.fontWeight >= 700);
  if ((a + .05) / (b + .05) < (large ? 3 : 4.5)) bad.push([e.className, e.innerText.slice(0, 30), s.color, g.join()]);
}
return bad;
"""

HOSTILE = (
    "</script><img src=x onerror=\"document.title='owned'\">",
    "<svg onload=\"document.title='owned'\"></svg><style>body{display:none}</style>",
    "\u202eกลับหลัง\u202c \u2067ขวาไปซ้าย\u2069 \u200fعربي\u200e",
    "' onmouseover='document.title=1' x='",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "ก" * 10_000,
)


def as_an_enemy_would(run: Path) -> dict[str, Any]:
    """A report whose every text of a person's making means harm."""
    report = read_report(run, "town_two_years")
    measure = report["measures"][0]
    measure["measure"], measure["steps"], measure["raw"]["steps"] = HOSTILE[0], list(HOSTILE), "\n".join(HOSTILE)
    measure["other"] = {HOSTILE[0]: HOSTILE[3]}
    report["report"]["agency"]["name"] = HOSTILE[1]
    report["source"]["name"] = HOSTILE[0] + ".txt"
    for finding in report["findings"] or [dict(EMPTY_FINDING)]:
        finding["message_th"] = finding["message_en"] = HOSTILE[0]
        report["findings"] = [finding]
    write_report(run, report)
    return report


EMPTY_FINDING = {
    "rule": "cell-empty", "severity": "warning", "message_th": "", "message_en": "", "expected": None, "actual": None,
    "records": ["measures/0"], "provenance": None,
}  # fmt: skip


@pytest.fixture
def enemy(run: Path) -> dict[str, Any]:
    """The report of an enemy, in the run before a desk opens it."""
    return as_an_enemy_would(run)


def test_texts_that_mean_harm_are_shown_as_texts(enemy: dict[str, Any], desk: Desk):
    report = enemy
    paths = [field.path for field in report_to_fields(report) if field.record == "measures/0"]
    document = f"/documents/{report['document_id']}"
    for path in ("/", "/documents", "/findings", "/compare", document, f"{document}?finding=0"):
        desk.open(path)
        assert_unharmed(desk)
    assert HOSTILE[0] in desk.js("return document.body.innerText")
    desk.open(f"{document}?field=measures/m1/steps")
    assert_unharmed(desk)
    shown = desk.js("return [...document.querySelectorAll('#open ol.value li')].map(e => e.textContent)")
    assert shown == list(HOSTILE)
    assert desk.js("return document.querySelector('#open pre').textContent") == "\n".join(HOSTILE)
    assert desk.js("return document.documentElement.scrollWidth <= innerWidth")
    desk.press("e")
    assert desk.js("return document.activeElement.value") == "\n".join(HOSTILE)
    assert any(path.startswith("measures/m1/other/") for path in paths)
    judge_what_means_harm(desk)


def judge_what_means_harm(desk: Desk) -> None:
    """A name and a note that mean harm, through a correction, to the report and back."""
    code = """document.cookie = 'auditor=' + encodeURIComponent(arguments[0]) + ';path=/';
        document.querySelector('#correct [name=note]').value = arguments[0];"""
    desk.js(code, HOSTILE[0][:60])
    desk.press("x")
    desk.go_by(f"Ctrl+{ENTER}")
    desk.go_by("k")
    assert_unharmed(desk)
    assert HOSTILE[0][:60] in desk.js("return document.querySelector('.history').textContent")
    (item,) = json.loads(desk.get("/corrections.json"))["corrections"]
    assert item["note"] == item["auditor"] == HOSTILE[0][:60]


def assert_unharmed(desk: Desk) -> None:
    """Nothing of the texts became an element, ran, or took over the page."""
    found = desk.js(
        "return [document.title.includes('prongsai'), getComputedStyle(document.body).display,"
        " document.querySelectorAll('img, style, [onerror], [onload], [onmouseover], svg[onload]').length,"
        " document.querySelectorAll('script').length]"
    )
    assert found == [True, "block", 0, 2]
