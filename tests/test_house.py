"""The house itself: who owns the names, how long a file may grow, what ships, what the lock holds.

Which floor imports which is checked by import-linter in `make test`.
"""

import re
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.processes import run_apart

FLOORS = ("prongsai", "extract", "normalise", "schemas")
HEAVY = ("docx", "geothai", "lxml", "pandas", "pdfplumber", "pypdfium2", "pythainlp")
LONGEST_FILE = 260

# Files that may be longer, each with its reason: none.
LONGER: dict[str, str] = {}


def sources(root: Path) -> dict[str, Path]:
    """Every file of the four packages by its path from the root, caches left out."""
    found = (path for floor in FLOORS for path in (root / floor).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path for path in found if "__pycache__" not in path.parts}


@pytest.mark.parametrize("name", FLOORS)
def test_no_other_distribution_owns_the_name(name: str):
    """The folders are generic top-level names: a dependency that ships the same name would hide one or be hidden."""
    assert set(packages_distributions().get(name, [])) <= {"prongsai"}


@pytest.mark.parametrize("name", FLOORS)
def test_the_name_is_found_here_from_any_folder(name: str, root: Path, tmp_path: Path):
    code = f"import {name}; print({name}.__file__)"
    done = run_apart([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert Path(done.stdout.strip()) == root / name / "__init__.py"


def test_no_file_outgrows_its_subject(root: Path):
    modules = {name: path for name, path in sources(root).items() if path.suffix == ".py"}
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules.items()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE and name not in LONGER} == {}
    assert {name for name in LONGER if lengths.get(name, 0) <= LONGEST_FILE} == set(), "no longer needed"


def test_importing_every_module_loads_no_heavy_library(root: Path):
    """Heavy libraries are imported where they are used, so that the command answers at once."""
    paths = [name for name in sources(root) if name.endswith(".py") and not name.endswith("__main__.py")]
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in paths]
    modules.remove("prongsai.batch.warm")  # loading them is its work, in the server that workers are forked from
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = run_apart([sys.executable, "-c", code], cwd=root)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_the_command_is_installed():
    (script,) = entry_points(group="console_scripts", name="prongsai")
    assert callable(script.load())


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built here; the build backend is in the lock, so no network is asked."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = run_apart(build, cwd=root)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_packages_and_nothing_else(wheel: set[str], root: Path):
    assert {name for name in wheel if ".dist-info/" not in name} == set(sources(root))


@pytest.mark.parametrize(
    "pattern",
    [
        r"schemas/vocabulary/\w+\.toml", r"schemas/report\.schema\.json", r"extract/readers/scan/digits/weights\.npz",
        r"prongsai/export/views\.sql", r"prongsai/review/templates/\w+\.html", r"prongsai/review/static/htmx\.min\.js",
        *(rf"{floor}/py\.typed" for floor in FLOORS),
    ],
)  # fmt: skip
def test_the_wheel_holds_the_data(pattern: str, wheel: set[str]):
    assert [name for name in wheel if re.fullmatch(pattern, name)]


@pytest.fixture(scope="module")
def lock(root: Path) -> dict[str, str]:
    """The pins of requirements.lock: canonical name to the text of its entry."""
    entries = re.split(r"^(?=\w)", (root / "requirements.lock").read_text("utf-8"), flags=re.M)
    return {canonicalize_name(entry.split("==")[0]): entry for entry in entries if entry.strip()}


def test_every_pin_has_a_hash_and_no_host_is_named(lock: dict[str, str]):
    assert {name for name, entry in lock.items() if not re.search(r"^\S+==\S+ .*--hash=sha256:", entry, re.S)} == set()
    assert {name for name, entry in lock.items() if "://" in entry or "-url" in entry} == set()


def meets(version: str | None, need: Requirement) -> bool:
    return version is not None and need.specifier.contains(version)


def test_the_lock_answers_pyproject(lock: dict[str, str], root: Path):
    """A dependency added without `make lock` would be missing on a fresh machine only."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    groups = [project["build-system"]["requires"], project["project"]["dependencies"]]
    wanted = [Requirement(text) for group in [*groups, *project["dependency-groups"].values()] for text in group]
    pinned = {name: entry.split("==")[1].split()[0] for name, entry in lock.items()}
    unmet = [str(need) for need in wanted if not meets(pinned.get(canonicalize_name(need.name)), need)]
    assert unmet == []
