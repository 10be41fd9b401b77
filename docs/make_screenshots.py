"""Make docs/screenshots/: the pages of the auditors' desk on a run of the samples, by Debian's chromium.

    .venv/bin/python docs/make_screenshots.py [OUT [RUN]]

RUN is a run of the samples to show; it is converted when not given. Laptop is 1366 by 860, phone 390 by 844;
the language is Thai but where the name says en.
"""

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from prongsai.review.fields import report_to_fields

ROOT = Path(__file__).resolve().parent.parent
PRONGSAI = Path(sys.executable).parent / "prongsai"
LAPTOP, PHONE = (1366, 860), (390, 844)
OLD_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
FLAGS = (
    *OLD_FLAGS,
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


@contextmanager
def desk(run: Path) -> Iterator[str]:
    """A desk on a free port of loopback; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(PRONGSAI), "review", str(run), "--port", str(port), "--auditor", "ผู้ตรวจ ก"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def browser(profile: str) -> Iterator[webdriver.Chrome]:
    """A fresh chromium."""
    options = Options()
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.binary_location = "/usr/bin/chromium"
    driver = webdriver.Chrome(options, Service("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


def look(driver: webdriver.Chrome, size: tuple[int, int], scheme: str) -> None:
    """Take the size of a device and the colours it prefers."""
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme_feature = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme_feature})


def shoot(driver: webdriver.Chrome, out: Path) -> None:
    """Write what the window shows in its 256 most frequent colours, so that every plane keeps its own."""
    import numpy as np

    time.sleep(0.6)
    shown = np.asarray(Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB"))
    colours, places, times = np.unique(shown.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-times, kind="stable")[:256]]
    apart = np.abs(colours[:, None, :].astype(int) - palette[None, :, :]).sum(axis=2)
    image = Image.fromarray(apart.argmin(axis=1)[places].reshape(shown.shape[:2]).astype("uint8"), "P")
    image.putpalette(palette.tobytes())
    image.save(out, optimize=True)


def judge(driver: webdriver.Chrome, keys: str) -> None:
    """Press keys, each when the answer to the last stands: before that it would be for a value not yet seen."""
    for key in keys:
        driver.execute_script("document.querySelector('main').dataset.old = 1")
        ActionChains(driver).send_keys(key).perform()
        while driver.execute_script("return document.querySelector('main').dataset.old"):
            time.sleep(0.05)
        time.sleep(0.3)


def doubted(run: Path) -> str:
    """The address of the value on a scan that was read least surely: an unread score, else a settled one."""
    found = []
    for path in sorted((run / "documents").glob("*.json")):
        for field in report_to_fields(json.loads(path.read_text("utf-8"))):
            differ = any(reading["first"] != reading["second"] for reading in field.readings)
            if differ and field.kind == "score.score":
                found.append((field.confidence != "unread", path.stem, field.path))
    _, document, field_path = min(found)
    return f"/documents/{document}?field={quote(field_path, safe='')}"


def documents(run: Path) -> dict[str, str]:
    """Document ids by the name of the source."""
    return {path.stem.rsplit("-", 1)[0]: path.stem for path in (run / "documents").glob("*.json")}


def shots(driver: webdriver.Chrome, address: str, run: Path, out: Path) -> None:
    """Every page, in the sizes and themes it is looked at in."""
    driver.execute_cdp_cmd("Emulation.setLocaleOverride", {"locale": "th-TH"})
    ids = documents(run)
    steps = f"/documents/{ids['subdistrict_damaged_text']}?field=measures/m1/steps"
    pdf = f"/documents/{ids['town_two_years.office']}?field=measures/m2/period"
    finding = f"/documents/{ids['town_planted_faults']}?finding=1"
    look(driver, LAPTOP, "light")
    driver.get(f"{address}/samples/new")
    choose_language(driver, "th")
    driver.get(f"{address}/samples/new")
    field = driver.find_element(By.NAME, "seed")
    field.clear()
    field.send_keys("samples")
    shoot(driver, out / "sample-new.png")
    driver.find_element(By.CSS_SELECTOR, "main form .strong").click()
    while not driver.find_elements(By.CSS_SELECTOR, ".verdicts"):
        time.sleep(0.1)
    judge(driver, "111121113111")
    item = to_a_boxed_item(driver)
    pages = {"judge": item, "overview": "/", "document-pdf": pdf, "document-scan": doubted(run), "document-text": steps,
             "finding": finding, "sample": "/samples/1", "compare": "/compare", "findings": "/findings",
             "documents": "/documents"}  # fmt: skip
    for name, path in pages.items():
        for size, device in ((LAPTOP, "laptop"), (PHONE, "phone")):
            for scheme in ("light", "dark") if name in ("judge", "overview") else ("light",):
                look(driver, size, scheme)
                driver.get(path if path.startswith("http") else address + path)
                shoot(driver, out / f"{name}-{device}-{scheme}.png")
    look(driver, LAPTOP, "light")
    driver.get(item)
    ActionChains(driver).send_keys("e").perform()
    shoot(driver, out / "correct-laptop-light.png")
    choose_language(driver, "en")
    for name in ("judge", "overview"):
        driver.get(pages[name] if pages[name].startswith("http") else address + pages[name])
        shoot(driver, out / f"{name}-laptop-en.png")
    driver.get(f"{address}/samples/1/report.html")
    shoot(driver, out / "report-en.png")


def choose_language(driver: webdriver.Chrome, language: str) -> None:
    for button in driver.find_elements(By.CSS_SELECTOR, f'button[name=language][value="{language}"]'):
        button.click()
        time.sleep(0.5)
        return


def to_a_boxed_item(driver: webdriver.Chrome) -> str:
    """The address of the first item from here on that shows a page with a close-up."""
    for _ in range(30):
        if driver.find_elements(By.CSS_SELECTOR, ".near"):
            break
        judge(driver, "j")
    return str(driver.current_url)


def main() -> None:
    """Convert the samples, open the desk, and take the pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "ita-2567"
        if len(sys.argv) > 2:
            shutil.copytree(sys.argv[2], run)
        else:
            subprocess.run([str(PRONGSAI), "convert", "samples", "--out", str(run)], cwd=ROOT, check=True)
        os.environ.setdefault("NO_PROXY", "127.0.0.1,localhost")
        with desk(run) as address, browser(f"{folder}/profile") as driver:
            shots(driver, address, run, out)


if __name__ == "__main__":
    main()
