"""The tools of the launch kit in their order; a new one is a module, a gabarit and a line here."""

from collections.abc import Iterator

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.lancement import (
    analyses_thematiques,
    association,
    cadrage,
    cartographie_acteurs,
    cartographie_sources,
    chantiers_nationaux,
    check_list_etapes,
    choix_objectifs,
    comitologie,
    dialogue_gestion,
    plan_commun,
    points_cles,
    qualite_echanges,
    raci,
    referents,
    retroplanning,
    reunion_lancement,
)

OUTILS: tuple[Document, ...] = (
    reunion_lancement,
    check_list_etapes,
    cartographie_acteurs,
    cartographie_sources,
    retroplanning,
    raci,
    comitologie,
    referents,
    analyses_thematiques,
    qualite_echanges,
    chantiers_nationaux,
    association,
    points_cles,
    choix_objectifs,
    dialogue_gestion,
    plan_commun,
    cadrage,
)


def outils_of(contexte: Contexte) -> Iterator[tuple[str, Document]]:
    """Each tool of this contract with the stem of its files: « lancement-02-check-list-etapes »."""
    for rang, outil in enumerate(OUTILS, 1):
        if outil.applies(contexte):
            yield f"lancement-{rang:02}-{outil.cle.removeprefix('lancement_').replace('_', '-')}", outil
