"""The part of JSON Schema that our own schema uses, read plainly: what a value breaks, a sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

KINDS = {"object": dict, "array": list, "string": str, "number": (int, float), "boolean": bool}


def find_faults(value: Any, node: dict[str, Any], root: dict[str, Any], path: str = "") -> Iterator[str]:
    """Every rule of the node that the value breaks."""
    if "$ref" in node:
        yield from find_faults(value, root["$defs"][node["$ref"].rsplit("/", 1)[1]], root, path)
        return
    kinds = node.get("type", [])
    if kinds and not any(isinstance(value, KINDS[kind]) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{path}: not {kinds}"
        return
    if "const" in node and value != node["const"]:
        yield f"{path}: not {node['const']}"
    if "enum" in node and value not in node["enum"]:
        yield f"{path}: {value!r} is not one of the words"
    if "pattern" in node and not re.search(node["pattern"], value):
        yield f"{path}: {value!r} does not match"
    if "anyOf" in node and all(list(find_faults(value, one, root, path)) for one in node["anyOf"]):
        yield f"{path}: {value!r} is nothing of what may stand here"
    yield from _look_inside(value, node, root, path)


def _look_inside(value: Any, node: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    for number, one in enumerate(value if isinstance(value, list) else ()):
        yield from find_faults(one, node.get("items", {}), root, f"{path}[{number}]")
    if not isinstance(value, dict):
        return
    yield from (f"{path}: {name} is missing" for name in node.get("required", ()) if name not in value)
    for name, one in value.items():
        inner = node.get("properties", {}).get(name, node.get("additionalProperties", True))
        if inner is False:
            yield f"{path}: {name} is not known"
        elif inner is not True:
            yield from find_faults(one, inner, root, f"{path}.{name}")
    for rule in node.get("allOf", ()):
        if not list(find_faults(value, rule["if"], root)):
            yield from find_faults(value, {"type": "object", **rule["then"]}, root, path)
