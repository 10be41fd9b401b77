"""Knowledge as data: one TOML table a subject, each with a head that says source, columns and grade.

Mending a spelling, adding a column heading or a year's scale is a change of data, not of code. A user's own tables
(:mod:`schemas.vocabulary.own`) stand over the built-in ones while a report is read with them: :func:`using`.
"""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from schemas.vocabulary.own import Vocabulary

P = ParamSpec("P")
R = TypeVar("R")


@cache
def built_in(name: str) -> dict[str, Any]:
    """Return the table ``name`` as it ships. Raises FileNotFoundError for a name that is none."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


class _Standing:
    """A user's vocabulary in use, with what was derived from it: each keeps caches of its own."""

    def __init__(self, vocabulary: "Vocabulary") -> None:
        self.tables = vocabulary.tables()
        self._caches: dict[Callable[..., Any], Callable[..., Any]] = {}

    def cache_of(self, function: Callable[..., Any], maxsize: int | None) -> Callable[..., Any]:
        if function not in self._caches:
            self._caches[function] = lru_cache(maxsize)(function)
        return self._caches[function]


_STANDING: ContextVar[_Standing | None] = ContextVar("vocabulary", default=None)
_standing = lru_cache(maxsize=4)(_Standing)


def load(name: str) -> dict[str, Any]:
    """Return the table ``name`` ("indicators", "columns", ...), with the user's own rows where some are in use."""
    standing = _STANDING.get()
    return built_in(name) if standing is None else standing.tables.get(name) or built_in(name)


@contextmanager
def using(vocabulary: "Vocabulary | None") -> Iterator[None]:
    """Within the block, tables are the built-in ones with those of ``vocabulary`` over them; None: as they ship."""
    token = _STANDING.set(None if vocabulary is None else _standing(vocabulary))
    try:
        yield
    finally:
        _STANDING.reset(token)


def remembered(maxsize: int | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A cache for what is derived from a table that a user may add to: one for the built-in tables, one for each other.

    A plain cache there would hand what one vocabulary says to reports that are read with another.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        usual = lru_cache(maxsize)(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            standing = _STANDING.get()
            if standing is None:
                return usual(*args, **kwargs)  # type: ignore[arg-type] # what is cached is hashable
            found: R = standing.cache_of(function, maxsize)(*args, **kwargs)
            return found

        return call

    return decorate
