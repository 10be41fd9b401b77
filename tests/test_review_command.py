"""``prongsai review``: what it refuses in one line, and where it can be reached."""

import socket
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.deskruns import PROGRAM, ROOT, SAMPLES, free_port, make_run
from tests.processes import PATIENCE, Ended, answers, run_apart, started, wait_for


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("command") / "run", [SAMPLES / "town_month_columns.txt"])


def review(run: Path, *options: str) -> Ended:
    return run_apart([*PROGRAM, "review", str(run), *options], cwd=ROOT)


def test_a_folder_that_no_run_wrote_is_refused(tmp_path: Path):
    refused = review(tmp_path, "--port", str(free_port()))
    assert refused.returncode == 2
    assert "a folder written by `prongsai convert` is wanted" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_a_report_that_is_none_is_named(tmp_path: Path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "odd.json").write_text('{"measures": []}', "utf-8")
    refused = review(tmp_path, "--port", str(free_port()))
    assert refused.returncode == 2
    assert "odd.json: not a report of prongsai" in refused.stderr


def test_a_port_that_is_taken_is_refused(run: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = review(run, "--port", str(port))
    assert refused.returncode == 2
    assert f"cannot listen on 127.0.0.1, port {port}: address already in use" in refused.stderr


@pytest.mark.parametrize(
    ("host", "shown", "token"), [("127.0.0.1", "127.0.0.1", False), ("0.0.0.0", "127.0.0.1", True)]
)
def test_the_address_is_told_with_a_token_beyond_loopback(run: Path, host: str, shown: str, token: bool):
    port = free_port()
    command = [*PROGRAM, "review", str(run), "--host", host, "--port", str(port)]
    with started(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        told = server.stderr.readline()
        assert told.startswith(f"http://{shown}:{port}/")
        assert ("?token=" in told) == token
        address = told.split()[0].removeprefix(f"http://{shown}:{port}")
        assert answer(port, "/") == (401 if token else 200)
        assert answer(port, address) == (303 if token else 200)
        server.terminate()
        server.wait(PATIENCE)


def answer(port: int, path: str) -> int:
    """The status of a page, asked without following redirects, once the desk listens."""
    assert wait_for(lambda: answers(port))
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status
