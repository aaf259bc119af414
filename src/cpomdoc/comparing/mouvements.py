"""What drives the other changes: an ESMS that comes or goes, another manager, a later term, a tariff reform."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpomdoc.comparing.changements import Changement, Nature, Repere
from cpomdoc.model.dossier import Dossier

ESMS = ("perimetre", "etablissements")
MOUVEMENT = frozenset({"date_entree", "date_sortie", "dans_le_contrat"})
"""Fields that bring an ESMS in, or take it out."""
PERSONNE = frozenset({"siren", "finess_ej"})
"""What names a legal person: when they change, another one takes the place of the first."""
PARTIES = ("general", "parties")
GESTIONNAIRE = (*PARTIES, "gestionnaire")
COMITE = ("general", "suivi", "comite")
FGU = "forfait_global_unique"


@dataclass(frozen=True)
class Mouvements:
    """What comes or goes (ESMS, parties, years), whether the manager is another person, ESMS under a new tariff."""

    esms: frozenset[str] = frozenset()
    successeur: bool = False
    reformes: frozenset[str] = frozenset()
    annees: frozenset[int] = frozenset()
    parties: frozenset[str] = frozenset()

    def read(self, one: Changement) -> str | None:
        """The motif that this change follows from, if it does."""
        if self.esms & set(name_esms(one)):
            return "perimetre"
        if one.chemin[:3] == COMITE and _name_membre(one) in self.parties:
            return "perimetre"
        if self.successeur and (one.chemin[:3] == GESTIONNAIRE or is_siret_of_esms(one)):
            return "perimetre"
        if one.chemin[0] == "finances" and self.reformes & set(name_esms(one)):
            return "reforme"
        if one.nature is Nature.AJOUT and self.annees & set(_name_annees(one)):
            return "prorogation"
        return None


def find_mouvements(changements: Sequence[Changement], avant: Dossier | None) -> Mouvements:
    """What drives the other changes among these."""
    return Mouvements(
        frozenset(_iterate_esms(changements)),
        any(one.chemin[:3] == GESTIONNAIRE and _is_other_person(one) for one in changements),
        frozenset(ident for one in changements if _is_fgu(one) for ident in name_esms(one)),
        _list_annees(changements, avant),
        frozenset(name_partie(one) for one in changements) - {""},
    )


def name_partie(one: Changement) -> str:
    """How the committee calls a party that joins or leaves the contract; empty for any other change."""
    if one.chemin[:2] != PARTIES or one.nature not in (Nature.AJOUT, Nature.RETRAIT):
        return ""
    if one.chemin[2:] == ("ars",):
        return "ars"
    item = one.chemin[3] if len(one.chemin) == 4 else None
    return str(item.cle[0]) if isinstance(item, Repere) else ""


def is_siret_of_esms(one: Changement) -> bool:
    """The SIRET number of an ESMS follows its manager."""
    return one.chemin[:2] == ESMS and one.chemin[3:] == ("siret",)


def _name_membre(one: Changement) -> str:
    item = one.chemin[3] if len(one.chemin) > 3 else None
    return str(item.cle[0]) if isinstance(item, Repere) else ""


def _iterate_esms(changements: Sequence[Changement]) -> Iterator[str]:
    for one in changements:
        if one.chemin[:2] != ESMS or one.nature is Nature.DEPLACEMENT:
            continue
        repere = one.chemin[2]
        whole = len(one.chemin) == 3
        if isinstance(repere, Repere) and (whole or one.chemin[3] in MOUVEMENT):
            yield str(repere.cle[0])


def _is_other_person(one: Changement) -> bool:
    return one.chemin[-1] in PERSONNE and one.nature is Nature.MODIFICATION


def _is_fgu(one: Changement) -> bool:
    """Whether an allocation of an ESMS becomes the single one of the reform."""
    if one.chemin[:2] != ("finances", "bases"):
        return False
    section = getattr(one.apres, "section", None) if one.nature is Nature.AJOUT else one.apres
    return section == FGU


def _list_annees(changements: Sequence[Changement], avant: Dossier | None) -> frozenset[int]:
    """The years after the last of the contract, up to its new term."""
    later = [one.apres for one in changements if one.chemin[-1] == "date_fin_prorogee" and one.apres is not None]
    if avant is None or not later or not avant.exercices:
        return frozenset()
    return frozenset(range(avant.exercices[-1] + 1, getattr(later[0], "year", 0) + 1))


def name_esms(one: Changement) -> Iterator[str]:
    """The ESMS that the place of a change names."""
    for rang, pas in enumerate(one.chemin):
        if isinstance(pas, Repere):
            if pas.champs:
                yield from (str(cle) for nom, cle in zip(pas.champs, pas.cle, strict=True) if _is_renvoi(nom, cle))
            elif one.chemin[rang - 1] in ("etablissements", "charges_brutes", "repartition"):
                yield str(pas.cle[0])
    yield from _name_etablissement(one)


def _name_etablissement(one: Changement) -> Iterator[str]:
    """The ESMS that an item that comes or goes is about, when its key does not say it."""
    for value in (one.avant, one.apres):
        ident = getattr(value, "etablissement", None)
        if isinstance(ident, str):
            yield ident


def _is_renvoi(nom: str, cle: object) -> bool:
    return nom in ("etablissement", "id") and isinstance(cle, str)


def _name_annees(one: Changement) -> Iterator[int]:
    """The years that a change is about: its key, or that of the item."""
    for pas in one.chemin:
        if isinstance(pas, Repere):
            yield from (cle for cle in pas.cle if isinstance(cle, int))
            yield from (year for cle in pas.cle if (year := getattr(cle, "year", None)))
