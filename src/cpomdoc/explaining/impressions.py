"""The table of what each field serves, as the file of the package that the rules and the pages read."""

from collections.abc import Mapping

from cpomdoc.explaining.autres_valeurs import is_definition
from cpomdoc.explaining.sonde import Trouve
from cpomdoc.rendering.documents.registre import DOCUMENTS
from cpomdoc.source import Chemin

NAME = "impressions.yaml"
HEADER = """\
# What each field of a contract serves. Written by « make docs », which changes every field and looks at the documents:
# never edit by hand. `documents` change with the field; `controle`: a rule compares it; `repere`: others point at it.
"""


def format_impressions(found: Mapping[Chemin, Trouve]) -> str:
    """One line per field, in the order of the schemas; documents in the order of the registry."""
    return HEADER + "".join(f"{'.'.join(map(str, path))}: {{{_format(path, one)}}}\n" for path, one in found.items())


def _format(path: Chemin, trouve: Trouve) -> str:
    documents = [one.cle for one in DOCUMENTS if one.cle in trouve.documents]
    if documents:
        return f"documents: [{', '.join(documents)}]"
    if is_definition(path):
        return "usage: repere"
    return "usage: controle" if trouve.controle else ""
