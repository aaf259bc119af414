"""The sheets of the common plan of action: what people type in them comes back to `plan_commun`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.actions_suivies import ActionSuivie, list_actions
from cpomdoc.rendering.documents.lancement.indicateurs_suivis import iterate_indicateurs, read_realises
from cpomdoc.rendering.tableur import Colonne, Ligne, Onglet, Reprise, Teinte, Valeur
from cpomdoc.typographie import FINE

LIBRES = 15
PLAN = Reprise(("plan_commun",), "action")
TEINTES: dict[str, Teinte] = {
    "non_demarree": "attente",
    "en_cours": "en_cours",
    "realisee": "fait",
    "reportee": "attente",
    "abandonnee": "abandon",
}

Entete = tuple[tuple[str, str], ...]


def build_onglets(contexte: Contexte, entete: Entete) -> tuple[Onglet, ...]:
    """Sheets of the contract, other actions, indicators; once a year is followed, it says how the sheets go."""
    actions = list_actions(contexte)
    fiches = [one for one in actions if one.fiche]
    autres = [one for one in actions if not one.fiche]
    return (
        _fiches(contexte, entete, fiches),
        _onglet(contexte, "Autres actions", entete, autres),
        _indicateurs(contexte, entete),
    )


def _fiches(contexte: Contexte, entete: Entete, actions: Sequence[ActionSuivie]) -> Onglet:
    """Open until a year is followed; then to be read, what the parties say of a sheet going to that year."""
    onglet = _onglet(contexte, "Fiches actions", entete, actions)
    if contexte.bilan is None:
        return onglet
    suite = f"suivi de {contexte.bilan.annee}{FINE}; il se remplit dans le classeur de cette année, pas ici"
    colonnes = tuple(replace(one, champ="") for one in onglet.colonnes)
    return replace(onglet, entete=(*entete, ("État des fiches", suite)), colonnes=colonnes, reprise=None)


def _onglet(contexte: Contexte, nom: str, entete: Entete, actions: Sequence[ActionSuivie]) -> Onglet:
    """Words, pilot and first deadline of an action sheet are its own: they are read here, and changed there."""
    propres = nom != "Fiches actions"
    return Onglet(
        nom=nom,
        titre=nom,
        entete=entete,
        colonnes=tuple(_iterate_colonnes(contexte, propres=propres)),
        lignes=tuple(_ligne(contexte, one, propres=propres) for one in actions),
        reprise=PLAN,
        lignes_libres=LIBRES if propres else 0,
    )


def _iterate_colonnes(contexte: Contexte, *, propres: bool) -> Iterator[Colonne]:
    statuts = contexte.referentiel.listes["statut_action"]
    if propres:
        yield Colonne("Action", 40, champ="intitule")
        yield Colonne("ESMS", 28)
        yield Colonne("Pilote", 24, champ="pilote")
        yield Colonne("Échéance initiale", 12, "date", champ="echeance")
    else:
        yield Colonne("Fiche", 9)
        yield Colonne("Action", 40)
        yield Colonne("ESMS", 28)
        yield Colonne("Pilote", 24)
        yield Colonne("Échéance initiale", 12, "date")
    yield Colonne("Échéance révisée", 12, "date", champ="echeance_revisee", echeance=True)
    yield Colonne("Avancement (%)", 12, "nombre", champ="avancement", minimum=0, maximum=100)
    yield Colonne(
        "Statut", 15, "choix", champ="statut", choix=tuple(statuts.values()), codes=tuple(statuts),
        teintes=tuple(TEINTES.get(one, "") for one in statuts),
    )  # fmt: skip
    yield Colonne("Commentaire du gestionnaire", 36, champ="commentaire_gestionnaire")
    yield Colonne("Commentaire des autorités", 36, champ="commentaire_autorites")
    yield Colonne("Décision", 30, champ="decision")


def _ligne(contexte: Contexte, one: ActionSuivie, *, propres: bool) -> Ligne:
    suivi = one.suivi
    # What comes back is written as the author wrote it, so that nothing changes by itself.
    cellules: tuple[Valeur, ...] = (
        suivi.intitule if propres else one.intitule,
        ", ".join(one.etablissements),
        suivi.pilote if propres else one.pilote or None,
        one.echeance,
        suivi.echeance_revisee,
        suivi.avancement,
        contexte.libelle("statut_action", suivi.statut),
        suivi.commentaire_gestionnaire,
        suivi.commentaire_autorites,
        suivi.decision,
    )
    return Ligne(cellules if propres else (one.numero, *cellules), suivi.action)


def _indicateurs(contexte: Contexte, entete: Entete) -> Onglet:
    """Targets and what was reached, to be read: the first are written in the sheets, the others in the follow-up."""
    annees = contexte.calculs.exercices
    colonnes = [Colonne("Fiche", 8), Colonne("Indicateur", 44), Colonne("Unité", 11), Colonne("Départ", 9)]
    for annee in annees:
        colonnes += [Colonne(f"{titre} {annee}", 9) for titre in ("Cible", "Réalisé", "Écart")]
    lignes = tuple(
        Ligne(
            (
                one.fiche,
                one.libelle,
                one.unite or None,
                one.depart or None,
                *(valeur or None for x in one.annees for valeur in (x.cible, x.realise, x.ecart)),
            )
        )
        for one in iterate_indicateurs(contexte, read_realises(contexte))
    )
    return Onglet("Indicateurs", "Indicateurs des fiches actions", entete, tuple(colonnes), lignes)
