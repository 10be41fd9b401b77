"""The page about the records, made from the models: ``python -m prongsai.export.reference > docs/records.md``."""

import sys
from typing import Any

from prongsai.export.jsons import report_schema

HEAD = """# Records

What one report becomes, field by field. Made from the models in `schemas/records.py`; a test makes it again and
compares. The JSON Schema is `schemas/report.schema.json`; the tidy tables have [a page of their own](tables.md).

Conventions: normalised texts have Arabic digits, composed SARA AM and no line-wrap spaces, and `raw` beside them keeps
what was read. Years are `be` (Buddhist era) or `ce`. Dates are ISO, and both ends of an interval belong to it. `null`
means not stated or not readable, never zero. A *place* is a line, column and length of a text, or a page and a box.
"""


def records_to_markdown() -> str:
    """Return the whole page: every model with its fields and types."""
    schema = report_schema()
    models = {"Report": schema} | schema["$defs"]
    return "\n".join([HEAD, *(_model(name, model) for name, model in models.items())])


def _model(name: str, model: dict[str, Any]) -> str:
    lines = [f"## {name}\n", " ".join(model.get("description", "").split()), "", "| field | type |", "| --- | --- |"]
    lines += [f"| `{field}` | {_type(spec)} |" for field, spec in model.get("properties", {}).items()]
    return "\n".join(lines) + "\n"


def _type(spec: dict[str, Any]) -> str:
    """A JSON Schema type in a few words."""
    if "$ref" in spec:
        return f"[{spec['$ref'].rsplit('/', 1)[1]}](#{spec['$ref'].rsplit('/', 1)[1].lower()})"
    if "anyOf" in spec:
        return " or ".join(_type(option) for option in spec["anyOf"])
    if "enum" in spec or "const" in spec:
        return ", ".join(f"`{value}`" for value in spec.get("enum", [spec.get("const")]))
    if spec.get("type") == "array":
        return f"list of {_type(spec.get('items', {}))}" if "items" in spec else "list of four numbers"
    if isinstance(spec.get("additionalProperties"), dict):
        return f"map to {_type(spec['additionalProperties'])}"
    return str(spec.get("format", spec.get("type", "any")))


if __name__ == "__main__":
    sys.stdout.write(records_to_markdown())
