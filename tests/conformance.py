"""Score the project's output against the shared gold answers, group by group and maker by maker.

Run by ``make conformance``; prints nothing where ``../shared/conformance`` is not there.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from prongsai import read
from prongsai.export.jsons import report_to_json
from schemas.errors import ProngsaiError

SHARED = Path(__file__).resolve().parents[2] / "shared" / "conformance"


def inputs_by_maker(folder: Path) -> dict[str, dict[str, Path]]:
    """Report files by maker (the middle part of the name) and report name; the text seeds are the maker "text"."""
    makers: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted([*(folder / "seeds").glob("*.txt"), *(folder / "pdf").glob("*.*")]):
        name, *rest = path.name.split(".")
        makers["text" if path.parent.name == "seeds" else ".".join(rest).removesuffix(".pdf")][name] = path
    return makers


def score_maker(files: dict[str, Path], show: int) -> str:
    """Convert the files of one maker and return what score.py says of them, held to the gold of those reports alone."""
    with tempfile.TemporaryDirectory() as scratch:
        gold, predicted = Path(scratch, "gold"), Path(scratch, "predicted")
        gold.mkdir()
        predicted.mkdir()
        for name, path in files.items():
            (gold / f"{name}.json").write_bytes((SHARED / "gold" / f"{name}.json").read_bytes())
            try:
                (predicted / f"{name}.json").write_text(report_to_json(read(path)), "utf-8")
            except ProngsaiError as error:
                print(f"  {error}")
        command = [sys.executable, str(SHARED / "score.py"), str(gold), str(predicted), "--json", "--show", str(show)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def main() -> None:
    if not SHARED.exists():
        return
    wanted, show = sys.argv[1:2], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for maker, files in inputs_by_maker(SHARED).items():
        if wanted and maker not in wanted:
            continue
        lines = score_maker(files, show).splitlines()
        groups = json.loads(next(line for line in lines if line.startswith("{")))
        told = "  ".join(f"{group} {ratio:.4f}" for group, ratio in groups.items())
        print(f"{maker:10} {len(files)} reports  {told}")
        print("\n".join(line for line in lines if line.startswith("  miss")), end="\n" if show else "")


if __name__ == "__main__":
    main()
