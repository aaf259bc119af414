"""A text as a YAML scalar that reads back as the same text, in a block as between braces."""

import re

_PLAIN = re.compile(r"[^\W_](?:[\w ’'()./%+°…€-]*[\w’')./%°…€])?")
_NOT_TEXTS = frozenset({"a_completer", "null", "y", "n", "yes", "no", "on", "off", "true", "false"})
"""Words that YAML or cpomdoc takes for something else than a text."""


def write_scalaire(texte: str) -> str:
    """Plain when nothing in it can mislead, otherwise between double quotes."""
    if _PLAIN.fullmatch(texte) and texte.casefold() not in _NOT_TEXTS:
        return texte
    escaped = texte.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
