"""What is handed out: the bill of materials, and the wheel and the source archive in an environment that has nothing.

The second half builds and installs, which takes minutes: ``make release-check``, or ``pytest --release``.
"""

import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from release.lock import needed_by, read_lock, read_parts
from release.sbom import lock_to_bom

LOCK = """\
big==2.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via prongsai (pyproject.toml)
small-part==1.0.post1 ; python_version < "4" \\
    --hash=sha256:{b}
    # via
    #   big
    #   checker
eyes==3 \\
    --hash=sha256:{a}
    # via
    #   prongsai (pyproject.toml)
    #   prongsai (pyproject.toml:dev)
    #   lens
checker==0.1 \\
    --hash=sha256:{a}
    # via prongsai (pyproject.toml:dev)
lens==4 \\
    --hash=sha256:{b}
    # via prongsai (pyproject.toml)
""".format(a="a" * 64, b="b" * 64)


def test_a_lock_tells_who_asks_for_what(tmp_path: Path):
    (tmp_path / "lock").write_text(LOCK, "utf-8")
    pins = read_lock(tmp_path / "lock")
    assert {pin.name: (pin.version, len(pin.hashes), pin.asked_by) for pin in pins.values()} == {
        "big": ("2.0", 2, ()),
        "small-part": ("1.0.post1", 1, ("big", "checker")),
        "eyes": ("3", 1, ("lens",)),
        "checker": ("0.1", 1, ()),
        "lens": ("4", 1, ()),
    }
    assert needed_by(pins, {"big"}) == {"big", "small-part"}
    assert needed_by(pins, {"lens", "checker"}) == {"lens", "eyes", "checker", "small-part"}


def test_the_bill_says_what_each_part_needs(tmp_path: Path):
    (tmp_path / "lock").write_text(LOCK, "utf-8")
    project = '[project]\nname = "prongsai"\nversion = "1"\ndescription = "d"\nlicense = "Apache-2.0"\n'
    project += 'dependencies = ["big>=2", "eyes"]\n'
    (tmp_path / "project").write_text(project + '[project.optional-dependencies]\nocr = ["lens"]\n', "utf-8")
    bom = lock_to_bom(tmp_path / "lock", tmp_path / "project")
    assert {part["name"]: part["scope"] for part in bom["components"]} == {
        "big": "required", "small-part": "required", "eyes": "required", "checker": "excluded", "lens": "optional",
    }  # fmt: skip
    asks = {each["ref"]: each["dependsOn"] for each in bom["dependencies"]}
    assert asks["pkg:pypi/prongsai@1"] == ["pkg:pypi/big@2.0", "pkg:pypi/eyes@3", "pkg:pypi/lens@4"]
    assert asks["pkg:pypi/big@2.0"] == ["pkg:pypi/small-part@1.0.post1"]


def test_the_bill_of_this_lock_is_whole(root: Path):
    run = [sys.executable, str(root / "release" / "sbom.py")]
    said = subprocess.run(run, capture_output=True, check=True).stdout
    bom = json.loads(said)
    assert (bom["bomFormat"], bom["specVersion"], bom["metadata"]["component"]["name"]) == (
        "CycloneDX",
        "1.6",
        "prongsai",
    )
    refs = [part["bom-ref"] for part in bom["components"]]
    assert len(refs) == len(set(refs)) == (root / "requirements.lock").read_text("utf-8").count("==")
    known = {*refs, bom["metadata"]["component"]["bom-ref"]}
    assert {ref for each in bom["dependencies"] for ref in (each["ref"], *each["dependsOn"])} == known
    assert all(part["externalReferences"][0]["hashes"] for part in bom["components"])
    scopes = {part["name"]: part["scope"] for part in bom["components"]}
    assert [scopes[name] for name in ("pydantic", "tesserocr", "pytest")] == ["required", "optional", "excluded"]
    assert said == subprocess.run(run, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def built(release: None, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this checkout."""
    out = tmp_path_factory.mktemp("dist")
    call([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(out)], root)
    return out


def call(command: Sequence[str], folder: Path) -> str:
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{' '.join(command)}\n{run.stdout}\n{run.stderr}"
    return run.stdout


def wheel_names(path: Path) -> dict[str, int]:
    with zipfile.ZipFile(path) as archive:
        return {item.filename: item.CRC for item in archive.infolist() if not item.filename.endswith("RECORD")}


def test_the_source_archive_builds_the_same_wheel(built: Path, tmp_path: Path):
    (archive,), (wheel,) = built.glob("*.tar.gz"), built.glob("*.whl")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    call([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "again")], source)
    (again,) = (tmp_path / "again").glob("*.whl")
    assert wheel_names(again) == wheel_names(wheel)


@pytest.fixture(scope="module")
def installed(built: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment that holds what the lock says the core needs, and the wheel."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "env", with_pip=True)
    pins = read_lock(root / "requirements.lock")
    core = needed_by(pins, read_parts(root / "pyproject.toml")[""])
    (folder / "core.lock").write_text("".join(pin.text for pin in pins.values() if pin.name in core), "utf-8")
    pip = [str(folder / "env" / "bin" / "python"), "-m", "pip", "--no-input", "-q", "install"]
    run = subprocess.run(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(folder / "core.lock")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode and any(word in run.stderr for word in ("onnection", "No matching distribution", "resolve")):
        pytest.skip(f"the wheels of the lock cannot be had here: {run.stderr.strip().splitlines()[-1]}")
    assert run.returncode == 0, run.stderr
    (wheel,) = built.glob("*.whl")
    call([*pip, "--no-deps", str(wheel)], folder)
    return folder / "env" / "bin" / "prongsai"


def test_the_lock_says_all_that_the_wheel_needs(installed: Path):
    call([str(installed.parent / "python"), "-m", "pip", "check"], installed.parent)


@pytest.mark.parametrize(
    "name",
    ["town_two_years.txt", "police_merged_cells.docx", "hospital_merged_cells.office.pdf", "college_spaces_cp874.txt"],
)
def test_it_reads_the_samples_as_the_checkout_does(name: str, installed: Path, root: Path, tmp_path: Path):
    here = Path(sys.executable).parent / "prongsai"
    path = str(root / "samples" / name)
    told, expected = (json.loads(call([str(command), "extract", path], tmp_path)) for command in (installed, here))
    assert told == expected


def test_it_converts_the_samples_and_takes_a_vocabulary(installed: Path, root: Path, tmp_path: Path):
    texts = [str(path) for path in sorted((root / "samples").glob("*.txt"))]
    call([str(installed), "convert", *texts, "--out", "records", "--format", "csv,parquet,xlsx,sqlite"], tmp_path)
    assert len(list((tmp_path / "records" / "documents").glob("*.json"))) == len(texts)
    example = root / "docs" / "examples" / "procurement"
    told = call(
        [str(installed), "extract", str(example / "purchases.txt"), "--vocabulary", str(example / "vocabulary")],
        tmp_path,
    )
    assert len(json.loads(told)["entries"]) == 4


def test_it_says_what_an_extra_would_need(installed: Path, root: Path, tmp_path: Path):
    scan = next(
        path for path in sorted((root / "samples" / "scans").iterdir()) if path.suffix in (".png", ".pdf", ".jpg")
    )
    told = json.loads(call([str(installed), "extract", str(scan)], tmp_path))
    assert told["status"] == "ok_no_text"
    assert "prongsai[ocr]" in told["reason"]
