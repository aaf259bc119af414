"""Rules on suivi/*.yaml: its figures and its days hold together, next to what the contract provides."""

from collections.abc import Callable, Iterator
from datetime import date

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.suivi_references import iterate_activites, iterate_suivis
from cpomdoc.model.calculs import Calculs
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date, format_entier


def jours_neutralises(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les jours neutralisés d’une année ne dépassent pas ses jours d’ouverture.

    Pourquoi : on ne retire pas de l’activité théorique plus qu’elle ne compte.
    Bon : 210 jours d’ouverture, « jours_neutralises: 14 »
    Mauvais : 210 jours d’ouverture, « jours_neutralises: 240 »
    """
    activite = contexte.dossier.activite
    for path, suivi, un in iterate_activites(contexte):
        jours = un.jours_ouverture
        for ligne in activite.lignes if activite and jours is None else ():
            if (ligne.etablissement, ligne.modalite) == (un.etablissement, un.modalite):
                jours = max(
                    (p.jours_ouverture or 0 for p in ligne.periodes if _in_year(p.du, p.au, suivi.annee)), default=0
                )
        for rang, circonstance in enumerate(un.circonstances):
            retires = circonstance.jours_neutralises
            if jours and retires is not None and retires > jours:
                place: Chemin = (*path, "circonstances", rang, "jours_neutralises")
                yield Ecart(
                    place, f"{retires} jours neutralisés pour {jours} jours d’ouverture.", "Corrigez le nombre."
                )


def _in_year(du: date, au: date, annee: int) -> bool:
    return du.year <= annee <= au.year


def dates_du_suivi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les dates d’un suivi se suivent : l’année commence, elle est arrêtée, la réunion se tient, puis la suivante.

    Pourquoi : une réunion antérieure à l’année qu’elle examine est une faute de saisie.
    Bon : « annee: 2028 », « date: 2029-06-12 », « prochaine_date: 2030-06-11 »
    Mauvais : « annee: 2028 », « date: 2027-06-12 »
    """
    for path, suivi in iterate_suivis(contexte):
        debut = date(suivi.annee, 1, 1)
        reunion = suivi.reunion
        jour, suite = (reunion.date, reunion.prochaine_date) if reunion else (None, None)
        for place, quoi, avant, apres in (
            (("arrete_au",), "le suivi est arrêté", debut, suivi.arrete_au),
            (("reunion", "date"), "la réunion se tient", debut, jour),
            (("reunion", "prochaine_date"), "la prochaine réunion est fixée", jour or debut, suite),
        ):
            if apres is not None and apres < avant:
                message = f"Suivi de {suivi.annee} : {quoi} le {format_date(apres)}, avant le {format_date(avant)}."
                yield Ecart((*path, *place), message, "Corrigez l’une des deux dates.")


def avancement_et_statut(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’avancement d’une fiche va avec son statut.

    Pourquoi : une action réalisée à moitié, ou commencée sans l’être, se lit de deux façons.
    Bon : « statut: realisee, avancement: 100 »
    Mauvais : « statut: realisee, avancement: 40 »
    """
    attendus: dict[str, Callable[[int], bool]] = {"realisee": lambda n: n == 100, "non_demarree": lambda n: n == 0}
    for path, suivi in iterate_suivis(contexte):
        for rang, un in enumerate(suivi.fiches):
            attendu = attendus.get(un.statut or "")
            if attendu is not None and un.avancement is not None and not attendu(un.avancement):
                libelle = contexte.referentiel.listes["statut_action"].get(un.statut or "", "")
                message = f"Fiche {un.fiche} : action {libelle}, avancement de {un.avancement} %."
                yield Ecart((*path, "fiches", rang, "avancement"), message, "Mettez les deux d’accord.")


def avenant_motive(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un avenant décidé a au moins un motif.

    Pourquoi : c’est ce qui dit quels articles et quelles annexes il changera.
    Bon : « decide: oui », « motifs: [capacite] »
    Mauvais : « decide: oui », sans motif
    """
    for path, suivi in iterate_suivis(contexte):
        if suivi.avenant is not None and suivi.avenant.decide and not suivi.avenant.motifs:
            message = f"Suivi de {suivi.annee} : un avenant est décidé sans motif."
            yield Ecart((*path, "avenant", "decide"), message, "Ajoutez « motifs ».")


def realise_possible(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Les journées réalisées ne dépassent pas l’activité théorique.

    Pourquoi : une sur-occupation est rare ; c’est le plus souvent une faute de saisie, ou une capacité qui a changé.
    Bon : 8 400 journées possibles, « journees: 7 180 »
    Mauvais : 8 400 journées possibles, « journees: 71 800 »
    """
    lignes = {(b.annee, x.etablissement, x.modalite): x for b in calculs.bilans for x in b.lignes}
    for path, suivi, un in iterate_activites(contexte):
        ligne = lignes.get((suivi.annee, un.etablissement, un.modalite))
        possible = ligne.theorique_neutralise if ligne else None
        if un.journees is not None and possible is not None and un.journees > possible:
            realise, theorique = format_entier(un.journees), format_entier(possible)
            message = f"« {contexte.nom(un.etablissement)} » : {realise} journées réalisées, {theorique} possibles."
            yield Ecart((*path, "journees"), message, "Corrigez les journées, la capacité ou les jours d’ouverture.")


def information_a_temps(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Le projet de retenue est communiqué au gestionnaire dans le délai du contrat.

    Pourquoi : une retenue décidée sans cette information préalable peut être contestée.
    Bon : délai de 30 jours, décision le 31 juillet, « date_information: 2029-06-12 »
    Mauvais : délai de 30 jours, décision le 31 juillet, « date_information: 2029-07-20 »
    """
    limites = {bilan.annee: bilan.limite_information for bilan in calculs.bilans}
    for path, suivi in iterate_suivis(contexte):
        limite = limites.get(suivi.annee)
        faite = suivi.modulation.date_information if suivi.modulation else None
        if limite is not None and faite is not None and faite > limite:
            message = f"Le projet de retenue est communiqué le {format_date(faite)}, après le {format_date(limite)}."
            yield Ecart(
                (*path, "modulation", "date_information"), message, "Avancez l’information, ou reportez la décision."
            )
