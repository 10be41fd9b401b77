"""A value as a form, and a form as a value: one pair a shape of :mod:`prongsai.review.kinds`.

Texts of a form come from a person: Thai digits are taken as Arabic ones, an empty input is None. What the schema says
of the result is asked afterwards (:func:`prongsai.review.corrections.check_value`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from normalise.dates.eras import fiscal_year_span
from normalise.digits import to_arabic
from prongsai.review.kinds import SHAPES, Shape
from schemas.records import FiscalYear

Json = Any
_BE = 543


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a form: its name (also the key of its label), its text, and how it is shown.

    look: "text", "lines" (one item a line), "number" or "date" (ISO).
    """

    name: str
    text: str
    look: str = "text"


def value_to_inputs(kind: str, value: Json) -> list[Input]:
    """The inputs of the form for a value of ``kind`` ("measure.steps")."""
    return _OPEN[SHAPES.get(kind, "text")](value)


def inputs_to_value(kind: str, told: Mapping[str, str], present: Json) -> Json:
    """The value a form tells. ``present`` gives what no input shows, such as the raw text of a period.

    Raises ValueError where a text is no number, date or year.
    """
    clean = {name: text.replace("\r\n", "\n").strip() for name, text in told.items()}
    return _READ[SHAPES.get(kind, "text")](clean, present)


def _text(told: Mapping[str, str], name: str) -> str | None:
    return told.get(name) or None


def _number(told: Mapping[str, str], name: str) -> float | None:
    text = to_arabic(told.get(name, "")).replace(",", "").replace("%", "").strip()
    try:
        return float(text) if text else None
    except ValueError as error:
        raise ValueError(f"{text}: not a number") from error


def _whole(told: Mapping[str, str], name: str) -> int | None:
    number = _number(told, name)
    if number is not None and number != int(number):
        raise ValueError(f"{number:g}: not a whole number")
    return None if number is None else int(number)


def _day(told: Mapping[str, str], name: str) -> str | None:
    """An ISO date; a year of the Buddhist era (above 2400) is taken as such."""
    text = to_arabic(told.get(name, ""))
    if not text:
        return None
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year - _BE if year > 2400 else year, month, day).isoformat()
    except ValueError as error:
        raise ValueError(f"{text}: not a date as 2024-10-01") from error


def _days(told: Mapping[str, str]) -> dict[str, Json]:
    start, end = _day(told, "start"), _day(told, "end")
    if start and end and end < start:
        raise ValueError("the end lies before the start")
    return {"start": start, "end": end}


def _lines(told: Mapping[str, str], _: Json) -> list[str]:
    return [line.strip() for line in told.get("lines", "").split("\n") if line.strip()]


def _indicator(told: Mapping[str, str], _: Json) -> Json:
    from extract.indicators import official

    number = _whole(told, "no")
    if number is None:
        return None
    if number not in official():
        raise ValueError(f"{number}: indicators are numbered 1 to {max(official())}")
    return {"no": number, "name": official()[number][0]}


def _year(told: Mapping[str, str], _: Json) -> Json:
    year = _whole(told, "be")
    if year is None:
        return None
    if not 2400 <= year <= 2700:
        raise ValueError(f"{year}: not a year of the Buddhist era")
    start, end = fiscal_year_span(year)
    return FiscalYear(be=year, ce=year - _BE, start=start, end=end).model_dump(mode="json")


def _period(told: Mapping[str, str], present: Json) -> Json:
    days = _days(told)
    raw = told.get("raw") or (present or {}).get("raw") or ""
    return {"raw": raw, **days} if raw or any(days.values()) else None


def _round(told: Mapping[str, str], present: Json) -> Json:
    period, months = _period(told, present), _whole(told, "months")
    return period and {**period, "months": months}


def _budget(told: Mapping[str, str], present: Json) -> Json:
    raw, amount = told.get("raw") or (present or {}).get("raw") or "", _number(told, "amount")
    return {"raw": raw, "amount": amount} if raw or amount is not None else None


def _person(told: Mapping[str, str], _: Json) -> Json:
    name = _text(told, "name")
    return name and {"name": name, "position": _text(told, "position")}


def _shown(value: Json) -> str:
    return "" if value is None else str(value)


def _of(value: Json, *inputs: tuple[str, str]) -> list[Input]:
    return [Input(name, _shown((value or {}).get(name)), look) for name, look in inputs]


_RAW_DAYS = (("raw", "text"), ("start", "date"), ("end", "date"))
_OPEN: dict[Shape, Callable[[Json], list[Input]]] = {
    "text": lambda value: [Input("text", _shown(value), "lines")],
    "lines": lambda value: [Input("lines", "\n".join(value or []), "lines")],
    "number": lambda value: [Input("number", _shown(value), "number")],
    "whole": lambda value: [Input("number", _shown(value), "number")],
    "date": lambda value: [Input("date", _shown(value), "date")],
    "period": lambda value: _of(value, *_RAW_DAYS),
    "round": lambda value: _of(value, *_RAW_DAYS, ("months", "number")),
    "indicator": lambda value: _of(value, ("no", "number")),
    "year": lambda value: _of(value, ("be", "number")),
    "budget": lambda value: _of(value, ("raw", "text"), ("amount", "number")),
    "person": lambda value: _of(value, ("name", "text"), ("position", "text")),
}
_READ: dict[Shape, Callable[[Mapping[str, str], Json], Json]] = {
    "text": lambda told, _: _text(told, "text"),
    "lines": _lines,
    "number": lambda told, _: _number(told, "number"),
    "whole": lambda told, _: _whole(told, "number"),
    "date": lambda told, _: _day(told, "date"),
    "period": _period,
    "round": _round,
    "indicator": _indicator,
    "year": _year,
    "budget": _budget,
    "person": _person,
}
