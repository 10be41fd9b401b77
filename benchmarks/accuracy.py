"""What each engine finds of what stands in the samples' PDFs. ``python -m benchmarks.accuracy [--peers PYTHON]``

The texts are those of the samples' answers: every text of their measures, names of indicators, and scores as they are
printed. One is found whole where it stands in one cell of a table an engine found (for engines that give text alone, in
the text), white space and bullets ignored. The error rate is of Thai texts: the fewest characters to be changed, put in
or left out to turn the likest stretch of what was read into the text, to its length, by maker of the PDF.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.answers import key, report_name
from benchmarks.engines import ENGINES
from benchmarks.page import keep_result, machine
from benchmarks.pdf import SAMPLES, corpus, options
from benchmarks.serving import Engines, Served

BETWEEN = "\x1f"  # stands in no text: stretches over two cells cost
SHORTEST = 10  # characters; less is found anywhere by chance


def texts_of(answer: dict[str, Any]) -> Iterator[str]:
    """What an answer says stands in tables: every text of its measures, and the names of its scores."""
    for measure in answer["measures"]:
        for value in measure.values():
            yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))
    for score in answer["scores"]:
        yield from filter(None, [score.get("indicator_name")])


def scores_of(answer: dict[str, Any]) -> list[str]:
    """Its scores as they are printed."""
    return [f"{score['score']:.2f}" for score in answer["scores"]]


def is_thai(text: str) -> bool:
    return len(text) >= SHORTEST and sum("\u0e01" <= letter <= "\u0e5b" for letter in text) > len(text) / 2


def fewest_errors(text: str, read: str) -> int:
    """The edit distance of ``text`` to the stretch of ``read`` nearest to it.

    Myers' bit-parallel algorithm (Journal of the ACM 46, 1999): a column of the table is two numbers of as many bits
    as the text has characters.
    """
    if text in read:
        return 0
    masks: dict[str, int] = defaultdict(int)
    for place, letter in enumerate(text):
        masks[letter] |= 1 << place
    full, last = (1 << len(text)) - 1, 1 << (len(text) - 1)
    up, down, errors = full, 0, len(text)
    fewest = errors
    for letter in read:
        same = masks.get(letter, 0)
        level = (((same & up) + up) ^ up) | same | down
        rise, fall = down | ~(level | up), up & level
        errors += 1 if rise & last else -1 if fall & last else 0
        fewest = min(fewest, errors)
        rise, fall = rise << 1, fall << 1
        up, down = (fall | ~((same | down) | rise)) & full, rise & (same | down) & full
    return fewest


def measure_engine(engine: Served) -> dict[str, Any]:
    """Shares found over all samples, and errors a character by maker."""
    found: dict[str, list[bool]] = {"texts": [], "scores": []}
    errors: dict[str, int] = defaultdict(int)
    length: dict[str, int] = defaultdict(int)
    by_sample, seconds = {}, 0.0
    for path in corpus():
        answer = json.loads((SAMPLES / "answers" / f"{report_name(path)}.json").read_text("utf-8"))
        told = engine.read(path, cells=True)
        if told["fell"]:
            sys.exit(f"{engine.name} read nothing of {path.name}: {told['fell']}")
        seconds += told["seconds"]
        cells = [key(cell) for cell in told["cells"]]
        whole = {"texts": find(texts_of(answer), cells), "scores": find(scores_of(answer), cells)}
        for kind, those in whole.items():
            found[kind] += those
        by_sample[path.name] = {kind: [sum(those), len(those)] for kind, those in whole.items()}
        maker, read = path.suffixes[-2][1:], BETWEEN.join(cells)
        for text in filter(is_thai, map(key, texts_of(answer))):
            errors[maker] += fewest_errors(text, read)
            length[maker] += len(text)
    return {
        **{kind: _share(those) for kind, those in found.items()},
        "error_rate": {maker: errors[maker] / length[maker] for maker in sorted(length)},
        "peak_megabytes": engine.megabytes,
        "by_sample": by_sample,
        "seconds": seconds,
    }


def find(texts: Iterable[str], cells: list[str]) -> list[bool]:
    """Which texts stand whole in a cell."""
    return [any(wanted in cell for cell in cells) for wanted in map(key, texts)]


def _share(found: list[bool]) -> dict[str, Any]:
    return {"found": sum(found), "asked": len(found), "share": sum(found) / len(found)}


def measure(peers: str | None) -> dict[str, Any]:
    """All engines that give texts. Their speed beside it is one cold reading after the first document."""
    names = tuple(name for name, engine in ENGINES.items() if engine.cells)
    measured = {}
    with Engines(peers, names) as engines:
        pages = _pages()
        for name, engine in engines.by_name.items():
            engine.read(corpus()[0])
            of = measured[name] = measure_engine(engine)
            of["milliseconds_a_page"] = 1000 * of.pop("seconds") / pages
            print(f"{of['texts']['share']:7.1%} of texts, {of['scores']['share']:7.1%} of scores: {name}", flush=True)
        told = machine("prongsai")
        told["versions"] |= engines.versions
    return told | {"rounds": 1, "engines": measured}


def _pages() -> int:
    from pypdfium2 import PdfDocument

    return sum(len(PdfDocument(path)) for path in corpus())


def main() -> None:
    keep_result("accuracy", measure(options().peers))


if __name__ == "__main__":
    main()
