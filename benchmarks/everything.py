"""All benchmarks of the page, one after another: ``make bench [PDFS=FOLDER] [PEERS=PYTHON] [PARTS="text pdf"]``.

Each part is a process of its own and keeps its result and the page as soon as it is done, so a run that is stopped
has lost one part. ``make bench`` takes about half an hour; ``PARTS`` names those that are to be run.
"""

import argparse
import subprocess
import sys
from pathlib import Path

PARTS = ("text", "startup", "pdf", "accuracy", "scaling", "tables", "batch")
READS_PDFS, ASKS_PEERS = ("pdf",), ("pdf", "accuracy")


def command(part: str, pdfs: Path | None, peers: str | None) -> list[str]:
    """How a part is run."""
    line = [sys.executable, "-m", f"benchmarks.{part}"]
    line += ["--pdfs", str(pdfs)] if pdfs and part in READS_PDFS else []
    return line + (["--peers", peers] if peers and part in ASKS_PEERS else [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdfs", type=Path, metavar="FOLDER", help="PDFs to be measured beside the samples")
    parser.add_argument("--peers", metavar="PYTHON", help="an interpreter whose environment holds peers")
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    failed = []
    for part in asked.parts:
        print(f"{part}:", flush=True)
        if subprocess.run(command(part, asked.pdfs, asked.peers), check=False).returncode:
            failed.append(part)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
