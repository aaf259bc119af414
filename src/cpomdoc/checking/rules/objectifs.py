"""Rules on objectifs.yaml: objectives are justified, carried out, and few."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.objectifs import Objectif


def _objectifs(contexte: ContexteRegles) -> Iterator[tuple[int, Objectif]]:
    return enumerate(contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ())


def objectif_sans_fiche(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque objectif est mis en œuvre par au moins une fiche action.

    Pourquoi : un objectif sans action, sans pilote et sans calendrier n’engage personne. C’est une alerte dans un
    projet, où rien n’est dit tant qu’aucune fiche n’est écrite ; une erreur dans un contrat définitif.
    Bon : l’objectif « fluidifier-parcours », et « objectif: fluidifier-parcours » dans une fiche
    Mauvais : l’objectif « attractivite », que ne cite aucune fiche
    """
    if not contexte.dossier.fiches and not contexte.definitif:
        return
    cites = {fiche.objectif for fiche in contexte.dossier.fiches}
    for rang, objectif in _objectifs(contexte):
        if objectif.id not in cites:
            yield Ecart(
                ("objectifs", "objectifs", rang, "id"),
                f"Aucune fiche action ne met en œuvre l’objectif « {objectif.intitule} ».",
                f"Écrivez une fiche avec « objectif: {objectif.id} », ou retirez l’objectif.",
                contexte.lacune,
            )


def objectif_sans_constat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque objectif répond à un constat du diagnostic.

    Pourquoi : le diagnostic partagé justifie ce que les parties négocient. Un objectif commun, que l’autorité demande
    à tous ses contrats, en est dispensé ; un projet dont le diagnostic n’est pas encore écrit aussi. C’est une alerte
    dans un projet, une erreur dans un contrat définitif.
    Bon : « constats: [attente-ime] »
    Mauvais : « constats: [] »
    """
    if contexte.dossier.diagnostic is None and not contexte.definitif:
        return
    for rang, objectif in _objectifs(contexte):
        if not objectif.constats and not objectif.commun:
            yield Ecart(
                ("objectifs", "objectifs", rang, "id"),
                f"Aucun constat du diagnostic ne justifie l’objectif « {objectif.intitule} ».",
                "Citez au moins un constat sous « constats ».",
                contexte.lacune,
            )


def objectifs_nombreux(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le nombre d’objectifs reste resserré.

    Pourquoi : l’instruction de 2017 demande des objectifs en nombre resserré, que l’on peut suivre.
    Bon : six objectifs
    Mauvais : quatorze objectifs
    """
    nombre, maximum = sum(1 for _ in _objectifs(contexte)), contexte.seuil("nombre_objectifs_recommande")
    if maximum is not None and nombre > maximum:
        yield Ecart(
            ("objectifs", "objectifs"),
            f"{nombre} objectifs : au-delà de {maximum}, le contrat se suit mal.",
            "Regroupez les objectifs proches.",
            on_key=True,
        )
