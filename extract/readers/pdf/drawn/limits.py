"""How much of a PDF is read before it is too much. Over a limit is a failure that says so, never a silent cut."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper limits, all inclusive."""

    bytes: int = 100_000_000
    pages: int = 500
    characters_a_page: int = 200_000
    rules_a_page: int = 20_000
    form_depth: int = 20
    forms: int = 20_000  # drawn by one form, those inside others counted each time


DEFAULT_LIMITS = Limits()
