"""Rules on the choice of objectives in lancement.yaml: the weights of the marks, and what is kept."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.lancement import Lancement
from cpomdoc.model.lancement_travaux import ChoixObjectifs, PoidsCriteres, PropositionObjectif
from cpomdoc.source import Chemin

CHOIX: Chemin = ("lancement", "choix_objectifs")
NOTES = {"impact": "l’impact", "faisabilite": "la faisabilité", "urgence": "l’urgence"}
PONDEREE = "somme_ponderee"


def poids_manquant(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une somme pondérée a un poids pour chacune des trois notes.

    Pourquoi : sans les trois poids, aucun score ne se calcule et les propositions restent sans rang.
    Bon : « score: somme_ponderee » et « poids: {impact: 2, faisabilite: 1, urgence: 1} »
    Mauvais : « score: somme_ponderee » et « poids: {impact: 2} »
    """
    choix = _choix(contexte)
    if choix.score != PONDEREE:
        return
    poids = choix.poids or PoidsCriteres()
    manquants = [nom for cle, nom in NOTES.items() if getattr(poids, cle) is None]
    if manquants:
        yield Ecart(
            (*CHOIX, "score"),
            f"Le poids manque pour {', '.join(manquants)} : aucun score ne se calcule.",
            "Écrivez les trois poids sous « poids », ou choisissez « score: produit ».",
        )


def poids_nul(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le poids d’une note est supérieur à zéro.

    Pourquoi : une note sans poids ne compte pas ; les parties la donneraient pour rien.
    Bon : « faisabilite: 0,5 »
    Mauvais : « faisabilite: 0 »
    """
    choix = _choix(contexte)
    for cle, nom in NOTES.items() if choix.poids and choix.score == PONDEREE else ():
        valeur = getattr(choix.poids, cle)
        if valeur is not None and valeur <= 0:
            yield Ecart(
                (*CHOIX, "poids", cle),
                f"Avec un poids de zéro, {nom} ne compte pas dans le score.",
                "Donnez un poids supérieur à zéro.",
            )


def poids_inutiles(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Des poids ne s’écrivent que pour une somme pondérée.

    Pourquoi : le produit des trois notes n’en tient pas compte ; qui les écrit croit le contraire.
    Bon : « poids » avec « score: somme_ponderee »
    Mauvais : « poids » avec « score: produit »
    """
    choix = _choix(contexte)
    if choix.poids is not None and choix.score != PONDEREE:
        yield Ecart(
            (*CHOIX, "poids"),
            "Le score est le produit des trois notes : ces poids ne comptent pas.",
            "Choisissez « score: somme_ponderee », ou retirez « poids ».",
            on_key=True,
        )


def retenue_sans_objectif(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une proposition retenue dit son objectif.

    Pourquoi : on retient un objectif, pas un constat ; c’est lui qui passe au contrat.
    Bon : « retenu: oui » et « objectif: réduire les délais d’admission »
    Mauvais : « retenu: oui » sans « objectif »
    """
    for rang, un in _retenues(contexte):
        if not un.objectif:
            yield Ecart(
                (*CHOIX, "propositions", rang, "retenu"),
                f"La proposition « {un.id} » est retenue, mais son objectif n’est pas écrit.",
                "Écrivez-le sous « objectif », avec un verbe à l’infinitif.",
            )


def retenue_sans_fiche(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une proposition retenue cite la fiche action qui la met en œuvre.

    Pourquoi : la méthode va jusqu’à la fiche ; sans elle, rien ne dit ce que devient le choix.
    Bon : « retenu: oui » et « fiche: FA-03 »
    Mauvais : « retenu: oui » sans « fiche »
    """
    for rang, un in _retenues(contexte):
        if not un.fiche:
            yield Ecart(
                (*CHOIX, "propositions", rang, "retenu"),
                f"La proposition « {un.id} » est retenue, mais aucune fiche action ne la met en œuvre.",
                "Écrivez la fiche, puis son numéro sous « fiche ».",
            )


def chantier_ecarte(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un chantier qui ne concerne pas le contrat n’a ni effet, ni objectif, ni fiche.

    Pourquoi : l’outil le cite parmi ceux qui ont été laissés de côté, et n’imprime rien d’autre de lui.
    Bon : « concerne: non », seul
    Mauvais : « concerne: non » et « impact: dotations à revoir en 2028 »
    """
    for rang, un in enumerate((contexte.dossier.lancement or Lancement()).chantiers):
        if un.concerne is False and (un.impact or un.objectifs or un.fiches or un.documentation):
            yield Ecart(
                ("lancement", "chantiers", rang, "concerne"),
                f"Le chantier « {un.intitule or un.chantier} » est écarté, mais ses suites sont écrites.",
                "Écrivez « concerne: oui », ou retirez le reste.",
            )


def _choix(contexte: ContexteRegles) -> ChoixObjectifs:
    return (contexte.dossier.lancement or Lancement()).choix_objectifs


def _retenues(contexte: ContexteRegles) -> Iterator[tuple[int, PropositionObjectif]]:
    return ((rang, un) for rang, un in enumerate(_choix(contexte).propositions) if un.retenu)
