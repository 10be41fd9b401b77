"""datapackage.json (Data Package v2): what every tabular file holds, column by column, with its hash."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from prongsai import __version__
from prongsai.export.jsons import report_schema
from prongsai.export.parts import Part
from schemas.records import SCHEMA_VERSION
from schemas.tables import Column, Table, tables
from schemas.vocabulary import load

NAME = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_KEPT = ("enum", "minimum", "maximum")


def write_package(parts: Iterable[Part], folder: Path) -> None:
    """Describe the files of ``parts``, which stand in ``folder``."""
    about = load("tables")["package"]
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": about["name"],
        "title": about["title"],
        "title_th": about["title_th"],
        "description": about["description"],
        "version": SCHEMA_VERSION,
        "tool": {"name": "prongsai", "version": __version__},
        "licenses": about["licences"],
        "sources": about["sources"],
        "resources": list(_resources(parts, folder)),
    }
    (folder / NAME).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _resources(parts: Iterable[Part], folder: Path) -> list[dict[str, Any]]:
    stamps: dict[str, dict[str, Any]] = {}
    resources = []
    for part in parts:
        if part.path not in stamps:
            stamps[part.path] = _stamp(folder / part.path)
        resources.append(_resource(part) | stamps[part.path] | {"schema": table_to_schema(part)})
    return resources


def _stamp(path: Path) -> dict[str, Any]:
    with path.open("rb") as handle:
        return {"bytes": path.stat().st_size, "hash": f"sha256:{hashlib.file_digest(handle, 'sha256').hexdigest()}"}


def _resource(part: Part) -> dict[str, Any]:
    table = tables()[part.table]
    resource = {
        "name": _name(part.table, part),
        "title": table.en,
        "title_th": table.th,
        "description": table.about,
        "path": part.path,
        "type": "table",
        "format": part.format,
        "mediatype": part.media_type,
    }
    if part.format == "csv":
        resource["encoding"] = "utf-8"
    return resource | ({"dialect": part.dialect} if part.dialect else {})


def _name(table: str, part: Part) -> str:
    """A resource's name: the table's, the format's but for CSV, and the number of a further sheet."""
    more = [] if part.format == "csv" else [part.format]
    return "-".join([table.replace("_", "-"), *more, *([str(part.number)] if part.number > 1 else [])])


def table_to_schema(part: Part) -> dict[str, Any]:
    """Return the Table Schema of a table in a file. A stretch of a table states no keys: they hold of the whole."""
    table = tables()[part.table]
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, table) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.parent:
        reference = {"resource": _name(table.parent, part), "fields": list(table.link)}
        schema["foreignKeys"] = [{"fields": list(table.link), "reference": reference}]
    return schema


def _field(column: Column, table: Table) -> dict[str, Any]:
    constraints = constraints_of(column.source) | ({"required": True} if column.need else {})
    if table.key == (column.name,):
        constraints["unique"] = True
    field = {
        "name": column.name,
        "type": column.type,
        "title": column.en,
        "title_th": column.th,
        "description": column.about,
    }
    return field | ({"constraints": constraints} if constraints else {})


@cache
def _models() -> dict[str, Any]:
    schema = report_schema()
    models: dict[str, Any] = schema["$defs"]
    return models | {"Report": schema}


def constraints_of(source: str | None) -> dict[str, Any]:
    """What the records allow in a field, "Model.field": its values or its bounds. Nothing where the source is None."""
    if source is None:
        return {}
    model, field = source.split(".")
    spec = _models()[model]["properties"][field]
    options = [spec, *spec.get("anyOf", [])]
    return {name: option[name] for option in options for name in _KEPT if name in option}
