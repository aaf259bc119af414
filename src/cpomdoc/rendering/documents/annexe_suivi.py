"""Annex: who follows the contract, and everything that falls due in each of its years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import liste, majuscule
from cpomdoc.model.calculs import EcheanceSuivi
from cpomdoc.periodes import MOIS
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.mise_en_oeuvre import DocumentAttendu, Membre, build_suivi
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.documents.perimetre import list_etablissements
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import FINE, format_date

COMITE = "Comité de suivi"
AUTORITE = {"ars": ("ars",), "departement": ("departement",), "conjointe": ("ars", "departement")}


@dataclass(frozen=True)
class Rendezvous:
    """Something due: when in words, what, and who receives it or takes part."""

    quand: str
    objet: str | None
    pour: str | SansObjet | None


@dataclass(frozen=True)
class AnneeSuivi:
    """A civil year, with what falls due in it by day."""

    annee: int
    rendezvous: tuple[Rendezvous, ...]


@dataclass(frozen=True)
class VueSuivi:
    """Everything annexe_suivi.docx may print; `mi_parcours` is « – » for a contract too short to have one."""

    entete: Entete
    annexe: TitreAnnexe
    date_effet: date | None
    date_fin: date | None
    notification_prorogation: date | None
    prorogeable: bool
    mi_parcours: int | SansObjet
    bilan_final: int | None
    frequence: str | None
    membres: tuple[Membre, ...]
    documents: tuple[DocumentAttendu, ...]
    annees: tuple[AnneeSuivi, ...]


cle: str = "suivi"
gabarit: str = "annexe_suivi.docx"
VUE: type = VueSuivi


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex, which is when the author asks for it."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueSuivi:
    """The committee, the documents, and the calendar year by year."""
    suivi, jalons, general = build_suivi(contexte), contexte.calculs.jalons, contexte.dossier.general
    rows = sorted(_iterate_rows(contexte), key=lambda row: row[0])
    return VueSuivi(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        date_effet=general.contrat.date_effet,
        date_fin=jalons.date_fin,
        notification_prorogation=jalons.notification_prorogation,
        prorogeable=jalons.prorogeable,
        mi_parcours=jalons.mi_parcours or SANS_OBJET,
        bilan_final=jalons.bilan_final,
        frequence=contexte.libelle("frequence_suivi", suivi.frequence),
        membres=suivi.membres,
        documents=suivi.documents,
        annees=tuple(
            AnneeSuivi(annee, tuple(one for (year, *_), one in rows if year == annee))
            for annee in sorted({year for (year, *_), _ in rows})
        ),
    )


Row = tuple[tuple[int, int, int, str], Rendezvous]
"""Year, month, day and words to sort by: what has no day comes after the days of its month, or of the year."""


def _iterate_rows(contexte: Contexte) -> Iterator[Row]:
    yield from _iterate_reunions(contexte)
    yield from (_row_document(contexte, one) for one in contexte.calculs.suivi)
    yield from _iterate_evaluations(contexte)
    jalons = contexte.calculs.jalons
    for jour, objet in (
        (jalons.notification_prorogation, "Dernier jour pour demander une prorogation"),
        (jalons.date_fin, "Terme du contrat"),
    ):
        if jour is not None:
            yield _dated(jour, Rendezvous(_jour(jour), objet, "Parties"))


def _iterate_reunions(contexte: Contexte) -> Iterator[Row]:
    suivi = contexte.dossier.general.suivi
    for one in suivi.reunions if suivi else ():
        quand = majuscule(MOIS[one.mois - 1]) if one.mois else "Dans l’année"
        objet = f"Réunion du comité{FINE}: {one.objet}" if one.objet else "Réunion du comité"
        yield (one.annee, one.mois or 13, 32, objet), Rendezvous(quand, objet, COMITE)


def _row_document(contexte: Contexte, one: EcheanceSuivi) -> Row:
    nom = majuscule(contexte.libelle("echeance_suivi", one.code) or one.code)
    rendezvous = Rendezvous(
        _jour(one.date) if one.date else "Au printemps", f"{nom}, exercice {one.exercice}", name_destinataires(contexte)
    )
    return _dated(one.date, rendezvous) if one.date else ((one.annee, 4, 0, nom), rendezvous)


def _iterate_evaluations(contexte: Contexte) -> Iterator[Row]:
    """Reports of the evaluation of quality that fall due during the contract."""
    fin, effet = contexte.calculs.jalons.date_fin, contexte.dossier.general.contrat.date_effet
    for esms in list_etablissements(contexte):
        jour = esms.evaluation_has.prochaine_echeance if esms.evaluation_has else None
        if jour is not None and fin is not None and effet is not None and effet <= jour <= fin:
            objet = f"Rapport d’évaluation de la qualité, {esms.nom}"
            yield _dated(jour, Rendezvous(_jour(jour), objet, name_destinataires(contexte)))


def _dated(jour: date, one: Rendezvous) -> Row:
    return (jour.year, jour.month, jour.day, one.objet or ""), one


def _jour(jour: date) -> str:
    """« 30 juin »: the year is at the head of its rows."""
    return (format_date(jour) or "").removesuffix(f" {jour.year}")


def name_destinataires(contexte: Contexte) -> str | None:
    """The agency, each département, or both, as the ESMS depend on them; the State's prefect where it signs alone."""
    parties = contexte.dossier.general.parties
    needed = {kind for one in list_etablissements(contexte) for kind in AUTORITE.get(one.competence or "", ())}
    names = [name_partie(contexte, "ars")] if "ars" in needed and parties.ars else []
    if "departement" in needed:
        names += [name_partie(contexte, one.code) for one in parties.departements]
    if not names and any(one.competence == "etat" for one in list_etablissements(contexte)):
        names = [name_partie(contexte, "etat")]
    return liste(names) or None
