"""What a rule is: a function that looks at a case and tells faults, registered once under its code.

Severity, messages and needs of a rule are data (schemas/vocabulary/findings.toml); a rule tells only what it found.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from prongsai.audit.case import Case
from schemas.findings import Rule, Severity, register
from schemas.place import Provenance
from schemas.records import Finding


class Words(NamedTuple):
    """A wording in both languages of the messages."""

    th: str
    en: str


NOTHING = Words("", "")
Value = str | int | float | Words


@dataclass(slots=True)
class Fault:
    """What a rule found.

    values: what the messages of the register are filled with.
    records: the records it is about, as "scores/3", counted from 0.
    at: the place of the value concerned; None where no one place is wrong.
    info: the grounds are weak, so that this finding is no alarm whatever the register says.
    """

    values: Mapping[str, Value]
    expected: str | float | None = None
    actual: str | float | None = None
    records: list[str] = field(default_factory=list)
    at: Provenance | None = None
    info: bool = False


Check = Callable[[Case], Iterator[Fault]]
_CHECKS: dict[str, Check] = {}


def rule(code: str) -> Callable[[Check], Check]:
    """Register the function below as the rule ``code``. Raises ValueError where a rule has that code already."""

    def put(check: Check) -> Check:
        if code in _CHECKS:
            raise ValueError(f"two rules are called {code}")
        _CHECKS[code] = check
        return check

    return put


def checks() -> dict[str, Check]:
    """Every rule's function by its code."""
    return dict(_CHECKS)


@cache
def in_order() -> tuple[tuple[Rule, Check, frozenset[str]], ...]:
    """The rules in the order of the register, each with its function and its needs."""
    return tuple((row, _CHECKS[code], frozenset(row.needs.split())) for code, row in register().items())


def fault_to_finding(row: Rule, fault: Fault) -> Finding:
    """The record of a fault, with both messages."""
    severity: Severity = "info" if fault.info else row.severity
    return Finding(
        rule=row.code,
        severity=severity,
        message_th=row.message_th.format_map(_in(fault.values, 0)),
        message_en=row.message_en.format_map(_in(fault.values, 1)),
        expected=fault.expected,
        actual=fault.actual,
        records=fault.records,
        provenance=fault.at,
    )


def _in(values: Mapping[str, Value], language: int) -> dict[str, Value]:
    return {name: value[language] if isinstance(value, Words) else value for name, value in values.items()}
