"""The built-in tables with a user's over them: rows are added, their words are taken from the rows that had them."""

from collections.abc import Callable, Iterable
from typing import Any

import regex

from schemas.vocabulary import built_in
from schemas.vocabulary.wording import bare

Table = dict[str, Any]
_WORDS = ("exact", "strong", "weak")


def merged(own: dict[str, Table]) -> dict[str, Table]:
    """Every table that ``own`` changes, whole. The headings of families are known headings of columns, too."""
    tables = {name: _MERGE[name](table) for name, table in own.items()}
    if "families" in own:
        tables["columns"] = _known(tables.get("columns") or built_in("columns"), own["families"])
    return tables


def _without(row: Table, lists: Iterable[str], taken: set[str]) -> Table:
    """A row less the words that another one takes."""
    return row | {name: [word for word in row[name] if bare(word) not in taken] for name in lists if name in row}


def _columns(own: Table) -> Table:
    rows = [row | {name: list(map(bare, row[name])) for name in _WORDS if name in row} for row in own["role"]]
    taken = {word for row in rows for name in _WORDS for word in row.get(name, ())}
    return {"role": [*(_without(row, _WORDS, taken) for row in built_in("columns")["role"]), *rows]}


def _known(columns: Table, families: Table) -> Table:
    """The columns with the families' headings as headings that are no field of a measure.

    A heading that a strong word decides already keeps its role: measure tables read as they did.
    """
    words = {bare(word) for family in families["family"] for column in family["column"] for word in column["headings"]}
    known = {word for row in columns["role"] for name in _WORDS for word in row.get(name, ())}
    strong = regex.compile("|".join(regex.escape(w) for row in columns["role"] for w in row.get("strong", ())))
    new = sorted(word for word in words - known if not strong.search(word))
    return {"role": [*columns["role"], {"role": "ignore", "exact": new, "weak": new}]}


def _indicators(own: Table) -> Table:
    table = dict(built_in("indicators"))
    for kind, key, lists in (("indicator", "no", "aliases"), ("instrument", "code", "names")):
        rows = own.get(kind, [])
        taken = {bare(word) for row in rows for word in row[lists]}
        added = {row[key]: [word for other in rows if other[key] == row[key] for word in other[lists]] for row in rows}
        table[kind] = [
            row | {lists: [*_without(row, [lists], taken)[lists], *added.get(row[key], ())]} for row in table[kind]
        ]
    if "overall" in own:
        overall = table["overall"]
        table["overall"] = overall | {"names": [*overall["names"], *own["overall"]["names"]]}
    return table


def _agencies(own: Table) -> Table:
    table, types = built_in("agencies"), {row["type"] for row in own["agency"]}
    taken = {bare(word) for row in own["agency"] for word in row.get("short", ())}
    kept = [_without(row, ["short"], taken) for row in table["agency"] if row["type"] not in types]
    return table | {"agency": [*kept, *own["agency"]]}


def _titles(own: Table) -> Table:
    """The user's words are words, not patterns, with any white space between their parts; his kinds are asked first."""
    table = built_in("titles")
    kinds = [
        {"rank": 0, "kind": row["kind"], "patterns": list(map(_pattern, row["words"]))} for row in own.get("kind", [])
    ]
    return table | {
        "opens": [*table["opens"], *map(_pattern, own.get("opens", []))],
        "kind": [*kinds, *table["kind"]],
    }


def _pattern(word: str) -> str:
    return r"\s*".join(map(regex.escape, word.split()))


def _families(own: Table) -> Table:
    return own


_MERGE: dict[str, Callable[[Table], Table]] = {
    "columns": _columns,
    "indicators": _indicators,
    "agencies": _agencies,
    "titles": _titles,
    "families": _families,
}
