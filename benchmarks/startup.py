"""What it costs to begin: the command's help, and one small report as a process of its own.

Part of ``make bench``; ``python -m benchmarks.startup``. Each process is run in turn in every round; seconds are the
CPU seconds the kernel counted for it. A ratio is the median of the rounds' own.
"""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.page import keep_result, machine
from benchmarks.pdf import spread

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
PROGRAM = "from prongsai.cli import main; main()"
SMALL = str(ROOT / "samples" / "town_three_years_utf16.txt")
BARE, LIBRARIES = "bare Python", "import pythainlp, pandas"
COMMANDS = {
    BARE: ["-c", "pass"],
    "prongsai --help": ["-c", PROGRAM, "--help"],
    LIBRARIES: ["-c", "import pythainlp, pandas"],
    "prongsai extract, one small text report": ["-c", PROGRAM, "extract", SMALL],
}
YARDSTICKS = {"prongsai --help": BARE, "prongsai extract, one small text report": LIBRARIES}


def cpu_seconds(arguments: list[str]) -> float:
    """User and system seconds of one process and its children. Raises CalledProcessError where it fails."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return usage.ru_utime + usage.ru_stime


def measure() -> dict[str, Any]:
    seconds: dict[str, list[float]] = defaultdict(list)
    for arguments in COMMANDS.values():
        cpu_seconds(arguments)  # files are read into the kernel's memory once
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            seconds[name].append(cpu_seconds(arguments))
    told = {}
    for name, of in seconds.items():
        yardstick = seconds[YARDSTICKS.get(name, name)]
        told[name] = spread(of) | {"ratio": median(one / other for one, other in zip(of, yardstick, strict=True))}
    return machine("prongsai", "typer", "pythainlp", "pandas") | {"rounds": ROUNDS, "commands": told}


def main() -> None:
    result = measure()
    keep_result("startup", result)
    for name, of in result["commands"].items():
        print(f"{of['median']:.3f} CPU s, {of['ratio']:.2f} times its yardstick: {name}")


if __name__ == "__main__":
    main()
