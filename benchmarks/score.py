"""Accuracy on the samples, held to the answers beside them: gains and losses against the last accepted run.

Run by ``make score``. Every check has an id, its file, record and field, and is compared with its own result before.
``--accept`` makes the present run the baseline, ``benchmarks/results/score.json``. Ends with 1 where anything is lost.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.answers import checks_of

ROOT = Path(__file__).resolve().parent
SAMPLES = ROOT.parent / "samples"
BASELINE = ROOT / "results" / "score.json"


class Change(NamedTuple):
    """Ids of checks that hold now and did not, that held and do not, and that held and are no longer made."""

    gained: list[str]
    lost: list[str]
    gone: list[str]


def compare(before: Mapping[str, bool], now: Mapping[str, bool]) -> Change:
    """What changed. A check that is new counts neither way."""
    held = [name for name, ok in before.items() if ok]
    gained = [name for name, ok in now.items() if ok and before.get(name) is False]
    return Change(gained, [name for name in held if now.get(name) is False], [n for n in held if n not in now])


def fields(names: Iterable[str]) -> str:
    """How many of each field: the last word of an id."""
    counted = Counter(name.rsplit(" ", 1)[-1] for name in names)
    return ", ".join(f"{field} {count}" for field, count in counted.most_common())


def main() -> None:
    now = {name: ok for path in sorted((SAMPLES / "answers").glob("*.json")) for name, ok in checks_of(SAMPLES, path)}
    before = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    change = compare(before, now)
    for word, names in zip(("gain", "LOSS", "GONE"), change, strict=True):
        for name in names:
            print(word, name)
    for word, names in zip(("gains", "losses", "checks gone"), change, strict=True):
        if names:
            print(f"{len(names)} {word}: {fields(names)}")
    print(f"{sum(now.values())}/{len(now)} checks hold on the samples")
    if "--accept" in sys.argv:
        BASELINE.write_text(json.dumps(now, ensure_ascii=False, indent=0) + "\n", "utf-8")
    elif change.lost or change.gone:
        sys.exit(1)


if __name__ == "__main__":
    main()
