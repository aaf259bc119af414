"""The words of a contract: what its fields are called, in which unit they are counted, what their codes mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cpomdoc.comparing.changements import Pas, Repere
from cpomdoc.francais import accord
from cpomdoc.typographie import (
    INSECABLE,
    format_date,
    format_entier,
    format_mois,
    format_montant,
    format_nombre,
    format_taux,
)

A_COMPLETER = "à compléter"
TOUT = "*"
INVARIABLES = frozenset({"mois", "ETP"})
MUETTES = frozenset({"€", "%"})
"""Units that the value already carries."""


@dataclass(frozen=True)
class Champ:
    """What the schema says of a field: its label, its type, its unit, the labels of its codes, where it is printed.

    `cles` is the type of the keys of a mapping, whose `type` is then that of its values.
    """

    label: str
    type: str
    unite: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    cles: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulaire:
    """Fields by their path in the files (« * » for any item), names of establishments by id, of funders by code."""

    champs: Mapping[tuple[str, ...], Champ]
    fichiers: Mapping[str, str]
    etablissements: Mapping[str, str] = field(default_factory=dict)
    financeurs: Mapping[str, str] = field(default_factory=dict)

    def find(self, chemin: tuple[Pas, ...]) -> Champ | None:
        """The field that stands there, or whose mapping holds what stands there."""
        path = generic(chemin)
        while path:
            if path in self.champs:
                return self.champs[path]
            if path[-1] != TOUT:
                return None
            path = path[:-1]
        return None

    def format(self, valeur: object, champ: Champ | None) -> str:
        """A value as people read it; what is unknown is said."""
        if valeur is None:
            return A_COMPLETER
        if isinstance(valeur, bool):
            return "oui" if valeur else "non"
        if isinstance(valeur, date):
            return format_mois(valeur) if champ and champ.type == "mois" else format_date(valeur)
        if isinstance(valeur, Decimal | int):
            return _format_nombre(valeur, champ)
        return self._format_texte(str(valeur), champ)

    def _format_texte(self, texte: str, champ: Champ | None) -> str:
        kind = champ.type if champ else ""
        if champ and texte in champ.codes:
            return champ.codes[texte]
        if kind == "financeur":
            return self.financeurs.get(texte, texte)
        return self.etablissements.get(texte, texte) if kind == "identifiant" else texte


def generic(chemin: tuple[Pas, ...]) -> tuple[str, ...]:
    """The path as schemas write it."""
    path = tuple(TOUT if isinstance(pas, Repere) else pas for pas in chemin)
    return path[1:] if path[:1] == ("general",) else path


def _format_nombre(valeur: Decimal | int, champ: Champ | None) -> str:
    kind, unite = (champ.type, champ.unite) if champ else ("", "")
    if kind == "montant" and isinstance(valeur, Decimal):
        return format_montant(valeur)
    if kind == "taux" and isinstance(valeur, Decimal):
        return format_taux(valeur)
    if kind == "annee":
        return str(valeur)
    written = format_entier(valeur) if isinstance(valeur, int) else format_nombre(valeur)
    if not unite or unite in MUETTES:
        return written
    return f"{written}{INSECABLE}{accord(valeur, _singulier(unite), unite)}"


def _singulier(unite: str) -> str:
    """« places » -> « place », « mois » -> « mois »."""
    return unite if unite in INVARIABLES else " ".join(mot.removesuffix("s") for mot in unite.split(" "))
