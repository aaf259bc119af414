"""Rules on rapt.yaml: the four items are there, commitments end inside the contract, for the people they speak of."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.typographie import format_date


def volets_de_rapt(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les engagements couvrent les quatre volets de la réponse accompagnée pour tous.

    Pourquoi : l’annexe 5 de l’instruction du 21 mars 2017 demande que le contrat traite chacun d’eux. C’est une alerte
    dans un projet, une erreur dans un contrat définitif.
    Bon : un engagement au moins pour « admission », « souplesse », « orientation » et « repertoire »
    Mauvais : aucun engagement pour « repertoire »
    """
    rapt = contexte.dossier.rapt
    if rapt is None:
        return
    traites = {un.item for un in rapt.engagements}
    manquants = [code for code in contexte.referentiel.listes["item_rapt"] if code not in traites]
    if manquants:
        yield Ecart(
            ("rapt", "engagements"),
            f"Aucun engagement ne traite {'le volet' if len(manquants) == 1 else 'les volets'} "
            f"{liste(f'« {code} »' for code in manquants)}.",
            "Ajoutez un engagement par volet.",
            contexte.lacune,
            on_key=True,
        )


def engagement_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’échéance d’un engagement est dans la durée du contrat.

    Pourquoi : le contrat n’engage plus personne après son terme.
    Bon : contrat 2027-2031, « echeance: 2027-12-31 »
    Mauvais : contrat 2027-2031, « echeance: 2033-06-30 »
    """
    for rang, un in enumerate(contexte.dossier.rapt.engagements if contexte.dossier.rapt else ()):
        if un.echeance is not None and not contexte.dans_la_periode(un.echeance):
            yield Ecart(
                ("rapt", "engagements", rang, "echeance"),
                f"Engagement « {un.engagement} » : l’échéance du {format_date(un.echeance)} est hors du contrat.",
                "Ramenez l’échéance dans la durée du contrat.",
            )


def public_de_rapt(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La réponse accompagnée concerne un contrat qui accompagne des personnes handicapées.

    Pourquoi : ses quatre volets parlent d’orientations de la maison départementale des personnes handicapées.
    Bon : rapt.yaml, et un institut médico-éducatif au périmètre
    Mauvais : rapt.yaml dans le contrat d’un seul EHPAD
    """
    if contexte.dossier.rapt is None:
        return
    groupes = {
        categorie.groupe if (categorie := contexte.categorie_esms(esms.id)) else None
        for _, esms in contexte.esms_du_contrat
    }
    # An ESMS whose category is unknown may well be one of them.
    if groupes and None not in groupes and not any(groupe.startswith("handicap") for groupe in groupes if groupe):
        yield Ecart(
            ("rapt", "engagements"),
            "Aucun ESMS du contrat n’accompagne des personnes handicapées.",
            "Retirez rapt.yaml, ou vérifiez les catégories du périmètre.",
            on_key=True,
        )
