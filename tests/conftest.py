"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.browsers import chromium_with

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROOT = Path(__file__).resolve().parent.parent

# Tests start some fifty processes: each would compile the house anew where the machine is set to keep no bytecode.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No test may time anything: a busy machine must not turn a property red. Under CI the examples are the same each run.
settings.register_profile(
    "house",
    deadline=None,
    max_examples=50,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the outputs kept under tests/golden again")
    parser.addoption("--release", action="store_true", help="also build, install elsewhere and run what is handed out")


@pytest.fixture(scope="session")
def rewrite(request: pytest.FixtureRequest) -> bool:
    """True where outputs are to be kept as they are made now."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def release(request: pytest.FixtureRequest) -> None:
    """Asked for by what takes minutes: skipped unless ``--release`` says otherwise."""
    if not request.config.getoption("--release"):
        pytest.skip("takes minutes: make release-check")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The conformance set beside the repository: seeds/, gold/, pdf/. It is not part of the project."""
    folder = ROOT.parent / "shared" / "conformance"
    if not folder.is_dir():
        pytest.skip("no ../shared/conformance beside the repository")
    return folder


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chrome"]:
    """One browser for all; who changes how it shows pages sets that back."""
    with chromium_with(tmp_path_factory.mktemp("profile")) as driver:
        yield driver
