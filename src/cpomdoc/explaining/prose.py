"""How the pages are typeset: French spaces in sentences, none in what is meant to be copied."""

import re

from cpomdoc.typographie import normalise_typographie

_CODE = re.compile(r"`[^`]*`")
_PLACE = "\ue000"
_QUOTED = re.compile(
    r"« ((?:- )?[A-Za-z_][\w.-]*:(?: [^«»]*)?|[a-z_][a-z0-9_.]*|--[a-z]+|(?:cpomdoc|make) [^«»]*|\{[^«»]*\}+) »"
)


def set_prose(text: str) -> str:
    """A sentence with its French spaces; between backquotes nothing moves."""
    kept = _CODE.findall(text)
    typeset = normalise_typographie(_CODE.sub(_PLACE, text))
    return re.sub(_PLACE, lambda match: kept.pop(0), typeset)


def mark_code(text: str) -> str:
    """A sentence for Markdown: what it quotes of a contract or of a gabarit becomes code."""
    return set_prose(_QUOTED.sub(lambda match: f"`{match[1].strip()}`", text))


def escape_cell(text: str) -> str:
    """A sentence that may stand in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", "<br>")


def fence(lines: str, language: str = "yaml") -> str:
    """Lines to copy, as Markdown."""
    return f"```{language}\n{lines}\n```"


def capitalise(text: str) -> str:
    """With a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
