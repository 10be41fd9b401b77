"""Run folders and desks for the tests of the auditors' desk: samples read here, servers in processes of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import prongsai
from prongsai.export.jsons import report_to_json
from tests.processes import PATIENCE, answers, wait_for

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have httpx2, which no other part of the house needs
    from starlette.testclient import TestClient

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
__all__ = [
    "HOME", "OURS", "PDF", "PROGRAM", "ROOT", "SAMPLES", "TEXTS", "Server", "TestClient", "client_of", "free_port",
    "make_run", "read_report", "server_of", "write_report",
]  # fmt: skip
PROGRAM = (sys.executable, "-c", "from prongsai.cli import main; main()")
HOME = "http://127.0.0.1:8765"
OURS = {"origin": HOME}

TEXTS = ("subdistrict_damaged_text.txt", "town_planted_faults.txt", "town_two_years.txt", "hospital_merged_cells.html")
PDF = "subdistrict_plan_pipes.office.pdf"


def make_run(folder: Path, sources: Iterable[Path]) -> Path:
    """A run folder as ``convert`` leaves it, as far as the desk looks: documents and the manifest."""
    (folder / "documents").mkdir(parents=True)
    with (folder / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        for source in sources:
            report = prongsai.read(source)
            write_report(folder, json.loads(report_to_json(report)))
            line = {"path": str(source), "document_id": report.document_id, "status": report.status, "reason": None}
            manifest.write(json.dumps(line, ensure_ascii=False) + "\n")
    return folder


def write_report(folder: Path, report: dict[str, Any]) -> None:
    path = folder / "documents" / f"{report['document_id']}.json"
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2), "utf-8")


def read_report(folder: Path, stem: str) -> dict[str, Any]:
    """The one report of the run whose id begins with ``stem``."""
    (path,) = (folder / "documents").glob(f"{stem}-*.json")
    report: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return report


@contextmanager
def client_of(run: Path, verdicts: Path | None = None, auditor: str = "auditor") -> Iterator[TestClient]:
    """A client of a desk in this process; redirects are followed."""
    from prongsai.review.app import desk_app
    from prongsai.review.desk import Desk

    desk = Desk(run, verdicts or run / "verdicts.sqlite", auditor)
    with TestClient(desk_app(desk), base_url=HOME) as client:
        client.cookies.set("language", "en")
        yield client


class Server:
    """``prongsai review`` in a process of its own, on a free port of loopback."""

    def __init__(self, run: Path, *options: str) -> None:
        self.run, self.options, self.port = run, options, free_port()
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [*PROGRAM, "review", str(self.run), "--port", str(self.port), "--auditor", "auditor", *self.options]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True)
        wait_for(lambda: self.process.poll() is not None or answers(self.port))
        if self.process.poll() is not None or not answers(self.port):
            raise RuntimeError(f"the desk does not answer; its exit code is {self.process.poll()}")

    def kill(self) -> None:
        """End the server and the process that draws for it with SIGKILL: no chance to write anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


@contextmanager
def server_of(run: Path, *options: str) -> Iterator[Server]:
    """A desk that is killed at the end."""
    server = Server(run, *options)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
