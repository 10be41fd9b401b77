"""The words of the pages in Thai and English, and values as people read them."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from prongsai.review.intervals import Limits

Language = Literal["th", "en"]
_BE = 543
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")


@cache
def table() -> dict[str, dict[str, tuple[str, str]]]:
    """The words by group and key: (Thai, English)."""
    read = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    return {group: {key: (both[0], both[1]) for key, both in words.items()} for group, words in read.items()}


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._at = ("th", "en").index(language)

    def __call__(self, key: str) -> str:
        """A word of the pages."""
        return table()["ui"][key][self._at]

    def named(self, group: str, key: str | None) -> str:
        """The name of a value of the records; the value itself where the table has none."""
        if not key:
            return self("unknown")
        both = table()[group].get(key)
        return both[self._at] if both else key

    def rule(self, code: str) -> str:
        """The title of a finding's rule."""
        from schemas.findings import register

        rule = register().get(code)
        return code if rule is None else (rule.title_th, rule.title_en)[self._at]

    def day(self, iso: str | None) -> str:
        """A date as people write it, in the language's own era; an empty text for None."""
        if not iso:
            return ""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        months = table()["period"]["months_short"][self._at].split()
        return f"{day.day} {months[day.month - 1]} {day.year + (_BE if self.language == 'th' else 0)}"

    def value(self, value: Any, kind: str = "") -> list[str]:
        """A value of a record as lines for people; no line for what is empty. ``kind`` is that of its field."""
        if value is None or value == []:
            return []
        if kind == "report.kind":
            return [self.named("report_kind", value)]
        if isinstance(value, list):
            return [str(item) for item in value]
        if isinstance(value, dict):
            return self._parts(value)
        if isinstance(value, float):
            return [f"{value:.2f}" if value == round(value, 2) else repr(value)]
        if isinstance(value, str) and _DAYS.fullmatch(value):
            return [" – ".join(self.day(day) for day in value.split("/")), value]
        return [str(value)]

    def _parts(self, value: dict[str, Any]) -> list[str]:
        if "be" in value:
            return [f"{value['be']} ({self.day(value.get('start'))} – {self.day(value.get('end'))})"]
        if "start" in value:
            days = " – ".join(filter(None, (self.day(value["start"]), self.day(value.get("end")))))
            return [line for line in (str(value.get("raw") or ""), days and f"= {days}") if line]
        if "no" in value:
            return [f"{value['no']} {value.get('name', '')}"]
        return [str(part) for part in value.values() if part not in (None, "")]


def percent(share: float | None) -> str:
    """A rate as a percentage with two decimals; a dash for None."""
    return "–" if share is None else f"{share * 100:.2f}%"


def limits(both: Limits | None) -> str:
    """An interval as percentages with two decimals; a dash for None."""
    return "–" if both is None else f"{both.lower * 100:.2f}% – {both.upper * 100:.2f}%"
