"""Every sample is held to the answer beside it, value by value; three are also held to their whole output.

``pytest tests/test_samples.py --rewrite`` makes the whole outputs (``tests/golden``) again: read the difference before
it is committed.
"""

import json
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.answers import report_name, sample_checks, samples_of
from prongsai import read_bytes
from prongsai.export.jsons import report_to_json

ROOT = Path(__file__).resolve().parent.parent
SAMPLES, GOLDEN = ROOT / "samples", ROOT / "tests" / "golden"
ANSWERS = sorted((SAMPLES / "answers").glob("*.json"))
FILES = [sample for answer in ANSWERS for sample in samples_of(SAMPLES, answer)]
WHOLE = ("province_prose_scores.txt", "hospital_merged_cells.html", "subdistrict_plan_pipes.office.pdf")

# What is known to fall short, by sample: check and reason. Strict: a check that holds again is taken off the list.
KNOWN: dict[str, dict[str, str]] = {
    "town_month_columns.txt": {"healed ภายในสิบห้าวัน": "a line end before a number in words is left as a space"},
}


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.name)
def test_a_sample_holds_its_answer(sample: Path):
    answer = SAMPLES / "answers" / f"{report_name(sample)}.json"
    checks = dict(sample_checks(sample, json.loads(answer.read_text("utf-8"))))
    failing = {name.removeprefix(f"{sample.name} ") for name, holds in checks.items() if not holds}
    known = KNOWN.get(sample.name, {}).keys()
    told = [f"not as the answer says: {name}" for name in sorted(failing - known)]
    told += [f"known to fail, but holds now: {name}" for name in sorted(known - failing)]
    if told:
        pytest.fail("\n".join(told), pytrace=False)


def test_every_sample_has_an_answer():
    kinds = {".txt", ".html", ".docx", ".pdf"}
    assert {path for path in SAMPLES.iterdir() if path.suffix in kinds} == set(FILES)


def test_a_wrong_value_fails_by_name(tmp_path: Path):
    """The checks can fail: an answer with another score, and one more measure."""
    want = json.loads((SAMPLES / "answers" / "town_two_years.json").read_text("utf-8"))
    want["scores"][0]["score"] = 12.34
    want["measures"].append(want["measures"][-1])
    failing = [name for name, holds in sample_checks(SAMPLES / "town_two_years.txt", want) if not holds]
    assert "town_two_years.txt number of measures" in failing
    assert "town_two_years.txt score ('indicator', 1, 2566, None, None) score" in failing
    assert not any("score ('indicator', 2," in name for name in failing)


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_output_is_as_it_was(name: str, rewrite: bool):
    """Nothing changes unseen, also what no answer speaks of: places, repairs, tables, raw texts."""
    made = report_to_json(read_bytes((SAMPLES / name).read_bytes(), name))
    golden = GOLDEN / f"{name}.json"
    if rewrite:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    kept = golden.read_text("utf-8")
    if made != kept:
        difference = unified_diff(kept.splitlines(), made.splitlines(), "kept", "made", lineterm="", n=1)
        pytest.fail("\n".join(islice(difference, 60)), pytrace=False)
