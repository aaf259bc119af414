"""Rules on forfait_autonomie.yaml: which résidences, how much, for what, and who signs because of it."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.references import iterate_inconnus
from cpomdoc.francais import liste
from cpomdoc.model.forfait_autonomie import Forfait, ForfaitAutonomie
from cpomdoc.source import Chemin

RESIDENCE = "residence_autonomie"


def residences_du_forfait(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un forfait autonomie est celui d’une résidence autonomie du périmètre, et d’une seule ligne.

    Pourquoi : seules les résidences autonomie le perçoivent.
    Bon : « etablissement: residence-glycines », de catégorie 202
    Mauvais : « etablissement: ehpad-glycines », ou deux forfaits pour une résidence
    """
    vus: set[str] = set()
    for path, one in _forfaits(contexte):
        place: Chemin = (*path, "etablissement")
        yield from iterate_inconnus("un ESMS du périmètre", [(place, one.etablissement)], contexte.esms)
        categorie = contexte.categorie_esms(one.etablissement)
        if categorie is not None and RESIDENCE not in categorie.contrats:
            yield Ecart(
                place,
                f"« {contexte.nom(one.etablissement)} » ({categorie.nom_court}) n’est pas une résidence autonomie.",
                "Corrigez l’identifiant, ou la catégorie au périmètre.",
            )
        elif one.etablissement in vus:
            yield Ecart(place, f"« {contexte.nom(one.etablissement)} » a déjà un forfait plus haut.", "Gardez-en un.")
        vus.add(one.etablissement)


def citations_du_forfait(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une action de prévention cite des résidences du périmètre et une fiche qui existe.

    Pourquoi : un renvoi à ce qui n’existe pas ne peut être ni imprimé ni suivi.
    Bon : « fiche: FA-01 », et un fichier fiches/FA-01.yaml
    Mauvais : « fiche: FA-10 »
    """
    volet = contexte.dossier.forfait_autonomie or ForfaitAutonomie()
    fiches = {fiche.fiche for fiche in contexte.dossier.fiches}
    for rang, one in enumerate(volet.actions):
        path: Chemin = ("forfait_autonomie", "actions", rang)
        cites = [((*path, "etablissements", i), ident) for i, ident in enumerate(one.etablissements)]
        yield from iterate_inconnus("un ESMS du périmètre", cites, contexte.esms)
        yield from iterate_inconnus("une fiche action du contrat", [((*path, "fiche"), one.fiche)], fiches)


def montants_du_forfait(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le forfait a un montant chaque année du contrat, écrit ou tiré des places.

    Pourquoi : le contrat conditionne le forfait ; son montant, ou la façon de le calculer, en fait partie. C’est une
    alerte dans un projet, une erreur dans un contrat définitif.
    Bon : « places: 62 » et « montant_par_place: 390 »
    Mauvais : « montants: {2027: 24 180} » dans un contrat 2027-2031
    """
    for path, one in _forfaits(contexte):
        absents = [annee for annee in contexte.exercices if one.montant_of(annee) is None]
        if absents:
            yield Ecart(
                (*path, "etablissement"),
                f"Forfait de « {contexte.nom(one.etablissement)} » : aucun montant en {liste(map(str, absents))}.",
                "Écrivez « places » et « montant_par_place », ou un montant par année.",
                contexte.gravite(absents, contexte.lacune),
            )
        for annee in one.montants:
            if contexte.exercices and annee not in contexte.exercices:
                yield Ecart(
                    (*path, "montants", str(annee)),
                    f"{annee} n’est pas une année du contrat.",
                    "Corrigez l’année, ou retirez la ligne.",
                    on_key=True,
                )


def agence_et_forfait_soins(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’agence régionale de santé signe le contrat d’une résidence autonomie si elle y finance un forfait soins.

    Pourquoi : elle n’a sinon rien à y engager (alerte) ; et un forfait soins sans elle n’engage personne (alerte dans
    un projet, erreur dans un contrat définitif).
    Bon : « forfait_soins: oui », et l’agence parmi les parties
    Mauvais : « forfait_soins: non » partout, et l’agence parmi les parties
    """
    if contexte.contrat.categorie != RESIDENCE:
        return
    lignes = list(_forfaits(contexte))
    if contexte.parties.ars is None:
        for path, one in lignes:
            if one.forfait_soins:
                yield Ecart(
                    (*path, "forfait_soins"),
                    f"« {contexte.nom(one.etablissement)} » perçoit un forfait soins, mais l’agence ne signe pas.",
                    "Ajoutez « ars » aux parties.",
                    contexte.lacune,
                )
    elif lignes and all(one.forfait_soins is False for _, one in lignes):
        yield Ecart(
            ("parties", "ars"),
            "L’agence régionale de santé signe, alors qu’aucune résidence ne perçoit de forfait soins.",
            "Retirez « ars », ou écrivez « forfait_soins: oui ».",
            on_key=True,
        )


def _forfaits(contexte: ContexteRegles) -> Iterator[tuple[Chemin, Forfait]]:
    volet = contexte.dossier.forfait_autonomie or ForfaitAutonomie()
    return ((("forfait_autonomie", "forfaits", rang), one) for rang, one in enumerate(volet.forfaits))
