"""The words of a Word file as pandoc reads them: a second judge, who knows nothing of our own reading."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc

BLANKS = {"Space", "SoftBreak", "LineBreak"}
BLOCKS = {"Para", "Plain", "Header"}


def read_with_pandoc(path: Path) -> tuple[list[str], list[str]]:
    """Titles of the cover, which pandoc keeps apart, and every block; no descriptions of tables or pictures."""
    tree = json.loads(pypandoc.convert_file(str(path), "json"))
    return ["".join(_walk(value)) for value in tree["meta"].values()], ["".join(_walk(tree["blocks"]))]


def _walk(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _walk(child)
        return
    if not isinstance(node, dict):
        return
    kind, content = node.get("t"), node.get("c")
    if kind in BLANKS | BLOCKS:
        yield " "
    if kind == "Str":
        yield str(content)
    elif kind == "Table" and isinstance(content, list):
        # Attributes, description, columns, then what the table holds.
        yield from _walk(content[3:])
    elif isinstance(content, (list, dict)) and kind != "Image":
        yield from _walk(content)
