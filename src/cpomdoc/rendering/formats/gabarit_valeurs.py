"""How a value is written inside WordprocessingML, without ever changing the structure around it."""

import re
from enum import Enum

from jinja2 import Undefined
from markupsafe import Markup

from cpomdoc.rendering.valeurs import SansObjet

# Marks of « à compléter », replaced once the part is rendered: characters that XML forbids and that are taken
# out of every value, so that no value can hold one.
INCONNU = Markup("\x01")
INCONNU_BRUT = Markup("\x02")

_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


class ValeurNonImprimable(TypeError):
    """A value that only a filter can print: a number, a date, a list."""


def encode_texte(texte: str) -> str:
    """A text inside a w:t: a line end becomes a line break, a tab a tab."""
    if not _SPECIAL.search(texte):
        return texte
    escaped = _escape(texte)
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _BREAK).replace("\t", _TAB)


def encode_brut(texte: str) -> str:
    """A text inside an attribute or an element that takes no structure."""
    return " ".join(_escape(texte).replace('"', "&quot;").splitlines())


def print_texte(value: object) -> Markup:
    """What Jinja writes for `{{ value }}` inside a text."""
    if type(value) is str:
        return Markup(encode_texte(value))
    if isinstance(value, Markup):
        return value
    if value is None:
        return INCONNU
    return Markup(encode_texte(format_simple(value)))


def print_brut(value: object) -> Markup:
    """What Jinja writes for `{{ value }}` inside an attribute."""
    return INCONNU_BRUT if value is None else Markup(encode_brut(format_simple(value)))


def format_simple(value: object) -> str:
    """The text of a value that needs no filter; nothing else is printed by chance."""
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, (str, SansObjet)) or (isinstance(value, int) and not isinstance(value, (bool, Enum))):
        return str(value)
    kind = type(value).__name__
    raise ValeurNonImprimable(f"une valeur de type {kind} ne s’imprime pas telle quelle\u202f; il lui faut un filtre.")


def _escape(texte: str) -> str:
    clean = _ILLEGAL.sub("", texte)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
