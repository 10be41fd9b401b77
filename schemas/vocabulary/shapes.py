"""What a user's tables may hold, and where in a file a fault stands.

The shapes are those of the built-in tables, less what only the code may change: a heading may be given to a role, but
a role is a field of the record; an indicator may get an alias, but there are ten.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from schemas.entries import ValueType
from schemas.errors import UsageError
from schemas.vocabulary.wording import bare


def _spoken(word: str) -> str:
    if not word.strip():
        raise ValueError("a blank says nothing")
    return " ".join(word.split())


Word = Annotated[str, AfterValidator(_spoken), Field(max_length=90)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
HeadingRole = Literal[
    "seq", "indicator", "measure", "topic", "steps", "responsible", "period", "status", "results", "outcomes", "issues",
    "recommendations", "follow_up", "budget", "ignore",
]  # fmt: skip


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Role(_Shape):
    role: HeadingRole
    exact: list[Word] = []
    strong: list[Word] = []
    weak: list[Word] = []
    leads: bool = False
    second: HeadingRole | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "_Role":
        if not self.exact + self.strong + self.weak:
            raise ValueError("no word; give exact, strong or weak")
        return self


class _Columns(_Shape):
    role: list[_Role]


class _Indicator(_Shape):
    no: Annotated[int, Field(ge=1, le=10)]
    aliases: Annotated[list[Word], Field(min_length=1)]


class _Instrument(_Shape):
    code: Literal["IIT", "EIT", "OIT"]
    names: Annotated[list[Word], Field(min_length=1)]


class _Overall(_Shape):
    names: Annotated[list[Word], Field(min_length=1)]


class _Indicators(_Shape):
    indicator: list[_Indicator] = []
    instrument: list[_Instrument] = []
    overall: _Overall | None = None


class _Agency(_Shape):
    type: Word
    short: list[Word] = []
    rank: Annotated[int, Field(ge=1, le=9)]
    goes_on: list[Literal["place", "area", "number", "bracket", "list", "purpose", "provinces"]] = []
    alone: bool = False
    noun: bool = False
    whole: bool = False


class _Agencies(_Shape):
    agency: list[_Agency]


class _Kind(_Shape):
    kind: Literal["plan", "results", "analysis"]
    words: Annotated[list[Word], Field(min_length=1)]


class _Titles(_Shape):
    opens: list[Word] = []
    kind: list[_Kind] = []


class _Column(_Shape):
    role: Name
    type: ValueType
    headings: Annotated[list[Word], Field(min_length=1)]
    about: str = ""


class _Family(_Shape):
    name: Name
    about: str = ""
    needs: Annotated[list[Name], Field(min_length=1)]
    column: Annotated[list[_Column], Field(min_length=2)]

    @model_validator(mode="after")
    def _is_clear(self) -> "_Family":
        roles = [column.role for column in self.column]
        words = [bare(word) for column in self.column for word in column.headings]
        for what, named in (("role", roles), ("heading", words)):
            if twice := _twice(named):
                raise ValueError(f"{what} {twice!r} twice")
        if missing := [role for role in self.needs if role not in roles]:
            raise ValueError(f"needs {missing[0]!r}, which no column has")
        return self


class _Families(_Shape):
    family: list[_Family]

    @model_validator(mode="after")
    def _is_clear(self) -> "_Families":
        if twice := _twice([family.name for family in self.family]):
            raise ValueError(f"family {twice!r} twice")
        return self


SHAPES: dict[str, type[_Shape]] = {
    "columns": _Columns,
    "indicators": _Indicators,
    "agencies": _Agencies,
    "titles": _Titles,
    "families": _Families,
}


def check(path: Path, text: str, table: dict[str, Any]) -> None:
    """Raise UsageError with the first fault of a table: its file, line, key and cause."""
    try:
        SHAPES[path.stem].model_validate(table)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        line = line_of(text, fault["loc"])
        where = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]).lstrip(".")
        cause = fault["msg"].removeprefix("Value error, ")
        raise UsageError(f"{path}, line {line}: {where or path.stem}: {cause[:1].lower()}{cause[1:]}") from error


_HEAD = re.compile(r"\s*(\[\[?)\s*([\w.\-\"]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?([\w\-]+)[\"']?\s*=")


def line_of(text: str, loc: tuple[str | int, ...]) -> int:
    """The line, from 1, where a key path stands, or the nearest of its parents that has a line of its own."""
    lines = dict(reversed(list(_paths(text))))
    return next((lines[loc[:end]] for end in range(len(loc), 0, -1) if loc[:end] in lines), 1)


def _paths(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Key paths with their lines, from heads and the keys that open a line."""
    counts: Counter[tuple[str | int, ...]] = Counter()
    inside: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            inside = ()
            names = head[2].split(".")
            for depth, name in enumerate(names, 1):
                inside += (name,)
                if head[1] == "[[" and depth == len(names):
                    counts[inside] += 1
                if inside in counts:
                    inside += (counts[inside] - 1,)
            yield inside, number
        elif key := _KEY.match(line):
            yield (*inside, key[1]), number


def _twice(names: list[str]) -> str | None:
    return next((name for name, count in Counter(names).items() if count > 1), None)
