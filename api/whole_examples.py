"""Examples as a caller meets them: composed where a shape only holds others, and with every null.

FastAPI takes every null out of what it describes, so a field that an example promises as null is put
back here wherever its shape requires it.
"""

from typing import Any

Schema = dict[str, Any]


def example_of(shape: Schema, shapes: dict[str, Schema]) -> Any:
    """Return the first example of a shape, or one composed from those of the shapes in it, or None."""
    known = _known(shape, shapes)
    if known.get("examples"):
        return whole(known["examples"][0], known, shapes)
    if known.get("type") == "array":
        item = example_of(known.get("items", {}), shapes)
        return None if item is None else [item]
    if "properties" not in known:
        return None
    parts = {name: example_of(known["properties"][name], shapes) for name in known.get("required", [])}
    return None if None in parts.values() else parts


def whole(value: Any, shape: Schema, shapes: dict[str, Schema]) -> Any:
    """Return an example with null in every required field that it lacks and that may be null."""
    known = _known(shape, shapes)
    if isinstance(value, list):
        return [whole(each, known.get("items", {}), shapes) for each in value]
    if not isinstance(value, dict):
        return value
    fields = known.get("properties", {})
    filled = {name: whole(inner, fields.get(name, {}), shapes) for name, inner in value.items()}
    lacking = [name for name in known.get("required", []) if name not in value]
    return filled | {name: None for name in lacking if _may_be_null(fields.get(name, {}))}


def _known(shape: Schema, shapes: dict[str, Schema]) -> Schema:
    """Return what a reference names; of several possibilities the one that is not null."""
    if "$ref" in shape:
        return shapes.get(shape["$ref"].split("/")[-1], {})
    others = [each for each in shape.get("anyOf", []) if each.get("type") != "null"]
    return _known(others[0], shapes) if len(others) == 1 else shape


def _may_be_null(shape: Schema) -> bool:
    return any(each.get("type") == "null" for each in shape.get("anyOf", []))
