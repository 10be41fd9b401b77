"""The findings register: every rule of the audit, registered once.

The rule names are fixed by the output contract. The table itself is data (``vocabulary/findings.toml``): code,
severity, what the rule needs, its source and grade, and the message in Thai and English.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from schemas.vocabulary import load

Severity = Literal["error", "warning", "info"]
Grade = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Messages are format strings over the values of the finding; ``needs`` names what must be known."""

    code: str
    group: str
    severity: Severity
    title_th: str
    title_en: str
    message_th: str
    message_en: str
    needs: str
    source: str
    grade: Grade


@cache
def register() -> dict[str, Rule]:
    """Return every rule by its code, in the order of the table."""
    return {row["code"]: Rule(**row) for row in load("findings")["rule"]}
