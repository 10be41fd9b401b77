"""Knowledge as data: one TOML table a subject, each with a head that says source, columns and grade.

Mending a spelling, adding a column heading or a year's scale is a change of data, not of code.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table ``name`` ("indicators", "columns", ...). Raises FileNotFoundError for a name that is none."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
