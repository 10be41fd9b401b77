"""What runs beside ``tests/test_batch_cluster.py``: a cluster of one machine, and drivers that convert on it. Each is a
process of its own, for Ray is never loaded into the process of the tests.

The functions are called by name from a command of one line, so that workers find them in this module as drivers do.
"""

import os
import sys
import time
from pathlib import Path

from prongsai.batch.document import Outcome, Task, convert_document
from prongsai.batch.settings import Limits, Settings
from tests.batchfaults import fail

ATTEMPTS = "PRONGSAI_TEST_ATTEMPTS"  # the file in which workers note what they begin and end
FAULTS = {"segfault": "crashed", "memory": "limit_memory", "sleep": "limit_time", "raise": "crashed"}
LIMITS = Limits(time=6, time_a_page=0, time_a_scan=0, memory=512 * 2**20)
SECONDS = 0.15  # a document takes, so that a worker is killed while it holds one


def work(task: Task) -> Outcome:
    """Convert a document, noting its beginning and its end; one named after a fault has that."""
    if task.name.split()[0] in FAULTS:
        return fail(task)
    _note("begun", task.name)
    time.sleep(SECONDS)
    outcome = convert_document(task)
    _note("done", task.name)
    return outcome


def _note(what: str, name: str) -> None:
    with Path(os.environ[ATTEMPTS]).open("a") as file:
        file.write(f"{what} {name}\n")


def hold(port: str, folder: str) -> None:
    """A cluster of two processors on loopback alone, until it is killed."""
    from ray.scripts.scripts import main

    sys.argv = ["ray", "start", "--head", "--block", f"--port={port}", "--node-ip-address=127.0.0.1", "--num-cpus=2"]
    sys.argv += ["--include-dashboard=false", "--object-store-memory=80000000", f"--temp-dir={folder}"]
    main()  # type: ignore[no-untyped-call]


def convert(address: str, out: str, folder: str) -> None:
    """Convert the files of a folder from fsspec's memory store, on the cluster at ``address`` or, where that is empty,
    here; end as ``prongsai convert --json`` does."""
    from prongsai.batch.remote import find_remote
    from prongsai.batch.runner import convert_all
    from prongsai.cli.convert import exit_code, tell
    from prongsai.cli.exits import guarded
    from prongsai.cli.progress import Quiet

    with guarded():
        inputs = list(find_remote(_to_memory(Path(folder))))
        summary = convert_all(inputs, Path(out), Settings(2, cluster=address or None, limits=LIMITS), Quiet(), work)
        code = exit_code(summary, strict=False)
        tell(summary, out, code, as_json=True)
        sys.exit(code)


def _to_memory(folder: Path) -> str:
    import fsspec

    for path in folder.iterdir():
        fsspec.filesystem("memory").pipe_file(f"/in/{path.name}", path.read_bytes())
    return "memory://in"
