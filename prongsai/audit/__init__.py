"""The audit: what a report says wrongly about itself.

One function a rule, each in the module of what it is about; the register (schemas/vocabulary/findings.toml) says how
grave it is and in what words it is told.
"""

from prongsai.audit import (
    agencies,
    arithmetic,
    completeness,
    contacts,
    counts,
    dates,
    failing,
    indicators,
    levels,
    names,
    numbering,
    places,
    text,
    years,
)
from prongsai.audit.case import Case
from prongsai.audit.rules import fault_to_finding, in_order
from prongsai.audit.scans import admit_misreading
from schemas.document import Document
from schemas.records import Finding, Report

__all__ = ["audit"]

_MODULES = (
    agencies, arithmetic, completeness, contacts, counts, dates, failing, indicators, levels, names, numbering, places,
    text, years,
)  # fmt: skip


def audit(report: Report, document: Document) -> list[Finding]:
    """Ask every rule whose needs are met, in the order of the register.

    ``document`` is the cleaned document the report was made from. A rule that cannot decide gives nothing.
    """
    case = Case(report, document)
    known = case.known()
    asked = [(row, check) for row, check, needs in in_order() if needs <= known]
    return admit_misreading(case, [fault_to_finding(row, fault) for row, check in asked for fault in check(case)])
