"""The page about findings, made from the register: ``python -m prongsai.audit.page > docs/findings.md``."""

import sys
from itertools import groupby

from schemas.findings import Rule, register

_HEAD = """# Findings

What `prongsai check` can say about a report. This page is made from `schemas/vocabulary/findings.toml`; change that
table, then run `python -m prongsai.audit.page > docs/findings.md`.

| severity | meaning |
|---|---|
| error | certainly wrong, by arithmetic or by the calendar |
| warning | a person has to look |
| info | worth knowing; never counts as an alarm |

The severity below is the gravest a rule can raise. A finding whose grounds are weak is info whatever its rule says.
A rule is asked only when what it needs is known, and one that cannot decide says nothing. Grades: A rests on arithmetic
or an official text, B on one credible source, C is uncertain and never more than info.
"""


def findings_page() -> str:
    """The whole page in Markdown, rules in the order of the register."""
    parts = [_HEAD]
    for group, rules in groupby(register().values(), key=lambda rule: rule.group):
        parts.append(f"## {group}\n")
        parts += map(_section, rules)
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    return (
        f"### {rule.code}\n\n{rule.title_en} ({rule.title_th})\n\n"
        f"- severity: {rule.severity}, grade {rule.grade}\n"
        f"- needs: {rule.needs.replace(' ', ', ').replace('_', ' ')}\n"
        f"- rests on: {rule.source}\n"
        f"- says: {_code(rule.message_en)}\n"
        f"- กล่าวว่า: {_code(rule.message_th)}\n"
    )


def _code(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    sys.stdout.write(findings_page())
