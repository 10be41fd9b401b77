"""The table of the samples' README against what the audit raises on each sample."""

import regex

from benchmarks.answers import samples_of
from prongsai import read

_ROW = regex.compile(r"\| `(?P<name>[^`]+)` \| (?P<rules>`.*) \|")
_RULE = regex.compile(r"`([a-z-]+)` \((\w+)\)")


def test_each_sample_raises_what_its_table_says(root):
    samples = root / "samples"
    rows = _ROW.finditer((samples / "README.md").read_text("utf-8").split("## Which rule of the audit")[1])
    told = {row["name"]: sorted(_RULE.findall(row["rules"])) for row in rows}
    assert told
    for answer in sorted((samples / "answers").glob("*.json")):
        for sample in samples_of(samples, answer):
            raised = sorted({(finding.rule, finding.severity) for finding in read(sample).findings})
            assert raised == told.get(sample.name, []), sample.name
