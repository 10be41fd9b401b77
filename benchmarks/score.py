"""Accuracy on the samples, held to the answers beside them: gains and losses against the last accepted run.

Run by ``make score``. ``--accept`` makes the present run the baseline, ``benchmarks/results/score.json``.
"""

import json
import sys
from pathlib import Path

from benchmarks.answers import checks_of

ROOT = Path(__file__).resolve().parent
SAMPLES = ROOT.parent / "samples"
BASELINE = ROOT / "results" / "score.json"


def main() -> None:
    passed = {
        name: ok for path in sorted((SAMPLES / "answers").glob("*.json")) for name, ok in checks_of(SAMPLES, path)
    }
    before = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    for name, ok in passed.items():
        if before.get(name, ok) != ok:
            print("gain" if ok else "LOSS", name)
    print(f"{sum(passed.values())}/{len(passed)} checks hold on the samples")
    if "--accept" in sys.argv:
        BASELINE.write_text(json.dumps(passed, ensure_ascii=False, indent=0) + "\n", "utf-8")
    sys.exit(any(not ok and before.get(name) for name, ok in passed.items()))


if __name__ == "__main__":
    main()
