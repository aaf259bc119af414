"""Restructurings and transformations expected during the contract."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.perimetre import Projet
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class ProjetVue:
    """A project of the article on the perimeter; capacities say nothing when the project changes none."""

    intitule: str
    etablissement: str | SansObjet
    nature: str | SansObjet
    avant: int | SansObjet | None
    apres: int | SansObjet | None
    date_cible: date | None
    exonere: bool
    fiche: str | SansObjet


def build_projets(contexte: Contexte) -> tuple[ProjetVue, ...]:
    """Projects in the author's order."""
    return tuple(_projet(contexte, one) for one in contexte.dossier.perimetre.projets)


def _projet(contexte: Contexte, one: Projet) -> ProjetVue:
    chiffre = one.capacite_avant is not None or one.capacite_apres is not None
    return ProjetVue(
        intitule=one.intitule,
        etablissement=contexte.nom_etablissement(one.etablissement) if one.etablissement else SANS_OBJET,
        nature=contexte.libelle("nature_projet", one.nature) or SANS_OBJET,
        avant=one.capacite_avant if chiffre else SANS_OBJET,
        apres=one.capacite_apres if chiffre else SANS_OBJET,
        date_cible=one.date_cible,
        exonere=one.exonere_appel_a_projets is True,
        fiche=one.fiche or SANS_OBJET,
    )
