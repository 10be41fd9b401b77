"""Engines as processes of their own that are asked in turn: interleaved, each with its own memory and its own Python.

A peer is looked for in this environment, then in that of the interpreter ``PEERS`` names (``make bench
PEERS=/path/to/python``): peers have needs of their own and never stand in ours.
"""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks import engines


class Served:
    """One engine that waits for documents. ``version`` is None where no interpreter has it."""

    def __init__(self, name: str, peers: str | None) -> None:
        self.name = name
        self.megabytes = 0.0
        self.version: str | None = None
        for python in dict.fromkeys(filter(None, (sys.executable, peers))):
            self._process = subprocess.Popen(
                [python, "-W", "ignore", engines.__file__, name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            self.version = self._answer()["version"]
            if self.version:
                break
            self.close()

    def read(self, path: Path, *, cells: bool = False) -> dict[str, Any]:
        """Let the engine read a file: ``seconds``, ``cells`` where asked for, and ``fell``: why it gave nothing."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"path": str(path), "cells": cells}) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        self.megabytes = answer["megabytes"]
        return answer

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended without an answer")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        with self._process:  # closes its pipes and waits
            pass


class Engines:
    """All engines that are to be had, by name."""

    def __init__(self, peers: str | None = None, names: tuple[str, ...] = tuple(engines.ENGINES)) -> None:
        served = [Served(name, peers) for name in names]
        self.missing = [one.name for one in served if not one.version]
        self.by_name = {one.name: one for one in served if one.version}

    @property
    def versions(self) -> dict[str, str]:
        those = [(engines.ENGINES[name], one) for name, one in self.by_name.items()]
        return {engine.distribution or engine.needs: str(one.version) for engine, one in those}

    def __enter__(self) -> "Engines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self.by_name.values():
            one.close()
