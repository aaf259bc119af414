"""The table of what each field serves, as the file of the package that the rules and the pages read."""

from collections.abc import Mapping

from cpomdoc.explaining.autres_valeurs import is_definition
from cpomdoc.explaining.sonde import Trouve
from cpomdoc.rendering.documents.registre import IMPRIMES
from cpomdoc.source import Chemin

NAME = "impressions.yaml"
HEADER = """\
# What each field of a contract serves: `documents` change with it; `controle`: a rule compares it; `repere`: others
# point at it; nothing: it is printed nowhere. Never edit by hand.
# Source: « make docs », which gives each field other values and looks at what the documents of contracts/ say then.
# Last checked: at each run of the long tests, which work one field out of six out anew.
# Confidence: seen, not declared.
"""


def format_impressions(found: Mapping[Chemin, Trouve]) -> str:
    """One line per field, in the order of the schemas; documents in the order of the registry."""
    return HEADER + "".join(f"{'.'.join(map(str, path))}: {{{_format(path, one)}}}\n" for path, one in found.items())


def _format(path: Chemin, trouve: Trouve) -> str:
    documents = [one.cle for one in IMPRIMES if one.cle in trouve.documents]
    if documents:
        return f"documents: [{', '.join(documents)}]"
    if is_definition(path):
        return "usage: repere"
    return "usage: controle" if trouve.controle else ""
