"""Rule on the tariff sections of an EHPAD: three of them, or the single care package of the volunteer départements."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.problems import Severite
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date

EHPAD = "500"
UNIQUE = "forfait_global_unique"
FONDUES = ("soins", "dependance")
"""Sections that the single package replaces."""
DEPARTEMENTS = "forfait_global_unique_departements"
A_VERIFIER = "forfait_global_unique_a_verifier"


class Ligne(NamedTuple):
    """A section written somewhere, for one ESMS, on the day it counts."""

    path: Chemin
    etablissement: str
    section: str
    jour: date | None


def sections_de_l_ehpad(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les sections d’un EHPAD sont celles de son département à la date du contrat.

    Pourquoi : dans les départements volontaires, un forfait global unique relatif aux soins et à l’entretien de
    l’autonomie remplace les sections soins et dépendance, du 1er juillet 2025 au 31 décembre 2026. Ce qui vaut ensuite
    reste à vérifier : cpomdoc le signale, sans rien refuser.
    Bon : « section: forfait_global_unique » pour un EHPAD du Maine-et-Loire en 2026
    Mauvais : « section: dependance » pour le même EHPAD la même année
    """
    debut = contexte.referentiel.jour("forfait_global_unique_debut", date.max)
    fin = contexte.referentiel.jour("forfait_global_unique_fin", date.max)
    if debut is None or fin is None:
        return
    surs = contexte.referentiel.codes(DEPARTEMENTS, fin)
    a_verifier = contexte.referentiel.codes(A_VERIFIER, fin)
    for ligne in _iterate_lignes(contexte):
        esms = contexte.esms.get(ligne.etablissement)
        if esms is None or esms.categorie != EHPAD or esms.departement is None or ligne.jour is None:
            continue
        volontaire = esms.departement in (*surs, *a_verifier)
        if ligne.section in FONDUES and volontaire and ligne.jour >= debut:
            yield _section_fondue(contexte, ligne, fin, sur=esms.departement in surs)
        elif ligne.section == UNIQUE and (not volontaire or ligne.jour < debut or ligne.jour > fin):
            yield _section_unique(contexte, ligne, (debut, fin), volontaire=volontaire)


def _section_fondue(contexte: ContexteRegles, ligne: Ligne, fin: date, *, sur: bool) -> Ecart:
    ou = _departement(contexte, ligne)
    if ligne.jour is not None and ligne.jour > fin:
        return Ecart(
            ligne.path,
            f"{ou} a expérimenté le forfait global unique jusqu’au {format_date(fin)} : que la section "
            f"« {ligne.section} » redevienne distincte ensuite est à vérifier.",
            "Vérifiez auprès de l’agence régionale de santé le régime qui suit l’expérimentation.",
            Severite.ALERTE,
        )
    doute = "" if sur else " (département nommé par une seule source, à vérifier)"
    return Ecart(
        ligne.path,
        f"{ou} expérimente le forfait global unique{doute} : la section « {ligne.section} » n’est plus distincte.",
        "Écrivez « section: forfait_global_unique », de financeur « ars ».",
        Severite.ERREUR if sur else Severite.ALERTE,
    )


def _section_unique(contexte: ContexteRegles, ligne: Ligne, bornes: tuple[date, date], *, volontaire: bool) -> Ecart:
    debut, fin = bornes
    ou = _departement(contexte, ligne)
    if ligne.jour is not None and ligne.jour < debut:
        return Ecart(
            ligne.path,
            f"Le forfait global unique n’existe que depuis le {format_date(debut)}.",
            "Écrivez « section: soins » ou « section: dependance ».",
            Severite.ERREUR,
        )
    if volontaire:
        message = f"L’expérimentation du forfait global unique finit le {format_date(fin)} ; la suite est à vérifier."
    else:
        message = f"{ou} n’est pas des départements connus qui expérimentent le forfait global unique : à vérifier."
    return Ecart(
        ligne.path,
        message,
        "Vérifiez auprès de l’agence régionale de santé, ou séparez les sections soins et dépendance.",
        Severite.ALERTE,
    )


def _departement(contexte: ContexteRegles, ligne: Ligne) -> str:
    """« Le département de Maine-et-Loire »."""
    code = contexte.esms[ligne.etablissement].departement or ""
    nom = contexte.referentiel.signataire(code).denomination
    return nom[:1].upper() + nom[1:]


def _iterate_lignes(contexte: ContexteRegles) -> Iterator[Ligne]:
    """Sections of bases, measures and credits on the day they count, of common allocations when the contract begins."""
    finances, effet = finances_de(contexte), contexte.contrat.date_effet
    veille = effet - timedelta(days=1) if effet and effet > date.min else None
    for rang, base in enumerate(finances.bases):
        jour = veille if base.annee is None else _dernier_jour(base.annee)
        yield from _ligne(("finances", "bases", rang), base.etablissement, base.section, jour)
    for rang, mesure in enumerate(finances.mesures_nouvelles):
        path: Chemin = ("finances", "mesures_nouvelles", rang)
        yield from _ligne(path, mesure.etablissement, mesure.section, mesure.date_effet or effet)
    for rang, credit in enumerate(finances.credits_non_reconductibles):
        path = ("finances", "credits_non_reconductibles", rang)
        jour = _dernier_jour(max(credit.exercices)) if credit.exercices else effet
        yield from _ligne(path, credit.etablissement, credit.section, jour)
    for rang, dgc in enumerate(finances.dgc):
        for ident in dgc.etablissements[:1]:
            yield from _ligne(("finances", "dgc", rang), ident, dgc.section, effet)


def _dernier_jour(annee: int) -> date | None:
    """The last day of a year, when it is one of the calendar."""
    return date(annee, 12, 31) if MINYEAR <= annee <= MAXYEAR else None


def _ligne(path: Chemin, etablissement: str, section: str | None, jour: date | None) -> Iterator[Ligne]:
    if section is not None:
        yield Ligne((*path, "section"), etablissement, section, jour)
