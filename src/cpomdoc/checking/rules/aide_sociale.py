"""Rules on aide_sociale.yaml: ESMS that are habilitated, tariffs that one can follow year after year."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.references import iterate_inconnus
from cpomdoc.francais import liste
from cpomdoc.model.aide_sociale import ConventionAideSociale, VoletAideSociale
from cpomdoc.source import Chemin

TAUX_FIXE = "taux_fixe"


def conventions_de(contexte: ContexteRegles) -> Iterator[tuple[Chemin, ConventionAideSociale]]:
    """The conventions of aide_sociale.yaml with their places."""
    volet = contexte.dossier.aide_sociale or VoletAideSociale()
    return ((("aide_sociale", "conventions", rang), one) for rang, one in enumerate(volet.conventions))


def etablissement_habilite(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une convention d’aide sociale porte sur un ESMS du périmètre, habilité à l’aide sociale.

    Pourquoi : les places habilitées sont écrites au périmètre ; les deux fichiers ne peuvent se contredire.
    Bon : « etablissement: ehpad-sources », dont l’aide sociale est de type « totale » ou « partielle »
    Mauvais : un EHPAD dont l’aide sociale est de type « aucune »
    """
    for path, one in conventions_de(contexte):
        yield from iterate_inconnus(
            "un ESMS du périmètre", [((*path, "etablissement"), one.etablissement)], contexte.esms
        )
        esms = contexte.esms.get(one.etablissement)
        if esms is not None and esms.aide_sociale is not None and esms.aide_sociale.type == "aucune":
            yield Ecart(
                (*path, "etablissement"),
                f"« {esms.nom} » n’est pas habilité à l’aide sociale, selon perimetre.yaml.",
                "Corrigez « aide_sociale » au périmètre, ou retirez la convention.",
            )


def departement_partie(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le département qui habilite à l’aide sociale est partie au contrat.

    Pourquoi : une convention d’habilitation n’engage que le département qui la signe.
    Bon : « departement: 01 », et le département 01 parmi les parties
    Mauvais : « departement: 38 », alors que seul le département 01 signe
    """
    parties = {partie.code for partie in contexte.parties.departements}
    for path, one in conventions_de(contexte):
        yield from iterate_inconnus(
            "un département partie au contrat", [((*path, "departement"), one.departement)], parties
        )


def taux_des_tarifs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Des tarifs qui évoluent à taux fixes ont un taux chaque année du contrat, et eux seuls.

    Pourquoi : une année sans taux n’a pas de tarif ; un taux écrit quand le département arrête le tarif chaque année
    ne serait imprimé nulle part.
    Bon : « evolution: taux_fixe », un taux de 2027 à 2031
    Mauvais : « evolution: taux_fixe », rien pour 2031
    """
    annees = contexte.exercices
    for path, one in conventions_de(contexte):
        manquants = [annee for annee in annees if annee not in one.taux]
        en_trop = [annee for annee in one.taux if annees and annee not in annees]
        if one.evolution not in (None, TAUX_FIXE) and one.taux:
            yield Ecart(
                (*path, "taux"),
                "Des taux sont écrits, mais les tarifs n’évoluent pas à taux fixes.",
                "Retirez « taux », ou écrivez « evolution: taux_fixe ».",
                on_key=True,
            )
        elif one.evolution == TAUX_FIXE and manquants:
            yield Ecart(
                (*path, "taux") if one.taux else (*path, "evolution"),
                f"Taux d’évolution manquant pour {liste(map(str, manquants))}.",
                "Ajoutez une ligne par année du contrat, « a_completer » si le taux n’est pas encore connu.",
                contexte.gravite(manquants),
                on_key=True,
            )
        for annee in en_trop:
            yield Ecart(
                (*path, "taux", str(annee)),
                f"{annee} n’est pas une année du contrat ({annees[0]}-{annees[-1]}).",
                "Corrigez l’année, ou retirez la ligne.",
                on_key=True,
            )


def tarif_de_depart(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un tarif part de celui de l’année qui précède le contrat, et ne porte que sur elle ou sur le contrat.

    Pourquoi : les tarifs suivants en découlent ; un montant d’une autre année ne serait imprimé nulle part.
    Bon : contrat de 2027, « montants: {2026: 62,40} »
    Mauvais : contrat de 2027, « montants: {2024: 60,10} »
    """
    annees = contexte.exercices
    for path, one in conventions_de(contexte) if annees else ():
        for rang, tarif in enumerate(one.tarifs):
            for annee in tarif.montants:
                if not annees[0] - 1 <= annee <= annees[-1]:
                    yield Ecart(
                        (*path, "tarifs", rang, "montants", str(annee)),
                        f"« {tarif.libelle} » : {annee} n’est ni une année du contrat, ni celle qui le précède.",
                        f"Écrivez le tarif de {annees[0] - 1}.",
                        on_key=True,
                    )
