"""Examples composed from those of the fields, written as lines an author can copy."""

from typing import Any

from cpomdoc.checking.load_schemas import Rules

SHOWN = 2
"""Fields shown of a block none of which is required."""


def build_exemple(rules: Rules) -> Any:
    """Example of a value: its own, or that of its required fields, or of its first ones."""
    exemple = rules.get("meta", {}).get("exemple")
    if exemple is not None:
        return exemple
    if rules["type"] == "list":
        return [build_exemple(rules["schema"])]
    if rules["type"] == "dict":
        block = rules["schema"]
        required = [key for key in block if block[key].get("required")]
        return {key: build_exemple(block[key]) for key in required or list(block)[:SHOWN]}
    return "…"


def format_exemple(key: str, rules: Rules) -> str:
    """The lines of YAML, block style, that give the key its example."""
    value = build_exemple(rules)
    if isinstance(value, str):
        return f"{key}: {value}"
    return "\n".join([f"{key}:", *_format_lines(value, "  ")])


def _format_lines(value: Any, margin: str) -> list[str]:
    if isinstance(value, str):
        return [f"{margin}{value}"]
    if isinstance(value, list):
        return [line for item in value for line in _format_item(item, margin)]
    lines: list[str] = []
    for key, inside in value.items():
        if isinstance(inside, str):
            lines.append(f"{margin}{key}: {inside}")
        else:
            lines += [f"{margin}{key}:", *_format_lines(inside, f"{margin}  ")]
    return lines


def _format_item(item: Any, margin: str) -> list[str]:
    first, *others = _format_lines(item, f"{margin}  ")
    return [f"{margin}- {first.lstrip()}", *others]
