"""Rétroplanning: the steps from the launch to the signature, what each gives, who answers for it, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_lancement import EtapePlanifiee
from cpomdoc.model.lancement import FAITE
from cpomdoc.periodes import add_months
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.figure_planning import (
    AOUT,
    build_planning,
    find_jour,
    list_mois,
    name_rendez_vous,
)
from cpomdoc.rendering.documents.lancement.mots import tick
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_lancement,
)
from cpomdoc.rendering.documents.lancement.rendez_vous import (
    RendezVous,
    find_etape,
    list_etapes,
    list_rendez_vous,
)
from cpomdoc.rendering.graphiques import Figure
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_date_courte

COLONNES_MAX = 18
"""Months that a grid holds on a page laid on its side; a longer approach is gridded by quarters."""

PLEIN, LOSANGE, ROND = "■", "◆", "●"
LIGNES_LIBRES = 4


@dataclass(frozen=True)
class EtapeVue:
    """A row of the rétroplanning; days are empty while the signature has none, a meeting has one day."""

    numero: int
    libelle: str
    livrable: str
    responsable: str
    acteurs: str
    duree: str
    debut: str
    fin: str | SansObjet
    copil: str
    statut: str


@dataclass(frozen=True)
class RendezVousVue:
    """A meeting or a vote; empty cells are filled by hand."""

    date: str
    heure: str
    objet: str
    organe: str
    lieu: str
    etape: str
    tenue: str


@dataclass(frozen=True)
class LigneGrille:
    """A row of the grid: a mark in each month that it touches."""

    libelle: str
    cases: tuple[str, ...]


@dataclass(frozen=True)
class VueRetroplanning:
    """Everything lancement_retroplanning.docx may print; `au_plus_tard` is the last day on which all still holds."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    signature: date | None
    lancement: date | SansObjet
    au_plus_tard: date | SansObjet
    duree_mois: int
    jeu: str
    strategie: str
    version: str
    etapes: tuple[EtapeVue, ...]
    rendez_vous: tuple[RendezVousVue, ...]
    planning: Figure | None
    colonnes: tuple[str, ...]
    grille: tuple[LigneGrille, ...]


code: str = "retroplanning"
cle: str = "lancement_retroplanning"
gabarit: str = "lancement_retroplanning.docx"
VUE: type = VueRetroplanning


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueRetroplanning:
    """The steps, the meetings and the votes, then the same over the months."""
    lancement, plan = read_lancement(contexte), contexte.calculs.retroplanning
    demarche, periodes = lancement.demarche, list(_iterate_periodes(contexte))
    rendez_vous = tuple(_rendez_vous(contexte, one) for one in list_rendez_vous(contexte))
    return VueRetroplanning(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        signature=plan.signature if plan else None,
        lancement=lancement.jour_lancement or SANS_OBJET,
        au_plus_tard=(plan.lancement if plan else None) or SANS_OBJET,
        duree_mois=plan.duree_mois if plan else 0,
        jeu=plan.libelle if plan else "",
        strategie=(demarche.strategie if demarche else None) or "",
        version=str((demarche.version_calendrier if demarche else None) or "initiale"),
        etapes=tuple(_etape(contexte, rang, one) for rang, one in enumerate(list_etapes(contexte), 1)),
        rendez_vous=rendez_vous or (RendezVousVue("", "", "", "", "", "", tick(None)),) * LIGNES_LIBRES,
        planning=build_planning(contexte),
        colonnes=tuple(_name_periode(debut, fin) for debut, fin in periodes),
        grille=tuple(_iterate_grille(contexte, periodes)),
    )


def _etape(contexte: Contexte, rang: int, one: EtapePlanifiee) -> EtapeVue:
    reunion = one.est_reunion
    return EtapeVue(
        numero=rang,
        libelle=majuscule(one.libelle),
        livrable=majuscule(one.livrable or ""),
        responsable=majuscule(one.responsable or ""),
        acteurs=majuscule(one.acteurs or ""),
        duree=_duree(one),
        debut=format_date_courte(one.debut) or "",
        fin=SANS_OBJET if reunion else format_date_courte(one.fin) or "",
        copil="oui" if one.copil else "",
        statut=_statut(contexte, one),
    )


def _duree(one: EtapePlanifiee) -> str:
    if one.est_reunion:
        return "réunion, en août" if one.aout else "réunion"
    return f"{one.duree_mois} mois{', dont août' if one.aout else ''}"


def _statut(contexte: Contexte, one: EtapePlanifiee) -> str:
    """What the author says; of a meeting, the day that was fixed too."""
    fixee = next((rv for rv in list_rendez_vous(contexte) if rv.cle == ("etape", one.etape) and rv.jour), None)
    if fixee is None or not one.est_reunion:
        return contexte.libelle("statut_etape", one.statut or "a_faire") or ""
    verbe = "tenue" if fixee.tenue or one.statut == FAITE else "fixée"
    return f"{verbe} le {format_date_courte(fixee.jour)}"


def _rendez_vous(contexte: Contexte, one: RendezVous) -> RendezVousVue:
    noms = {etape.etape: etape.libelle for etape in list_etapes(contexte)}
    pendant = find_etape(contexte, one.jour)
    etape = noms.get(one.etape) or (pendant.libelle if pendant else "")
    return RendezVousVue(
        date=format_date_courte(one.jour) or "",
        heure=one.heure,
        objet=one.objet,
        organe=one.organe,
        lieu=one.lieu,
        etape=majuscule(etape),
        tenue=tick(one.tenue),
    )


def _iterate_periodes(contexte: Contexte) -> Iterator[tuple[date, date]]:
    """Months, or quarters of a long approach: first day, and first day of what follows."""
    mois = list_mois(contexte)
    if len(mois) <= COLONNES_MAX:
        yield from ((one, add_months(one, 1)) for one in mois)
        return
    premier = date(mois[0].year, (mois[0].month - 1) // 3 * 3 + 1, 1)
    while premier <= mois[-1]:
        yield premier, add_months(premier, 3)
        premier = add_months(premier, 3)


def _name_periode(debut: date, fin: date) -> str:
    """« 08/26* » for a month of August, « T3 26 » for a quarter."""
    if add_months(debut, 1) == fin:
        return f"{debut.month:02}/{debut.year % 100:02}{'*' if debut.month == AOUT else ''}"
    return f"T{(debut.month + 2) // 3} {debut.year % 100:02}"


def _iterate_grille(contexte: Contexte, periodes: list[tuple[date, date]]) -> Iterator[LigneGrille]:
    """Steps, then what is no step; nothing while nothing is dated."""
    if not periodes:
        return
    etapes = list_etapes(contexte)
    for one in etapes:
        jour = find_jour(contexte, one) if one.est_reunion else None
        debut, fin = (jour, jour) if one.est_reunion else (one.debut, one.fin)
        marque = (LOSANGE if one.copil else ROND) if one.est_reunion else PLEIN
        yield LigneGrille(majuscule(one.libelle), tuple(_case(debut, fin, marque, one) for one in periodes))
    connues = {("etape", one.etape) for one in etapes}
    for rendez_vous in list_rendez_vous(contexte):
        if rendez_vous.cle not in connues and (jour := rendez_vous.jour):
            marque = LOSANGE if rendez_vous.marque == "copil" else ROND
            cases = tuple(_case(jour, jour, marque, one) for one in periodes)
            yield LigneGrille(name_rendez_vous(rendez_vous), cases)


def _case(debut: date | None, fin: date | None, marque: str, periode: tuple[date, date]) -> str:
    """A step that ends on the first day of a month is over before it."""
    if debut is None or fin is None:
        return ""
    touche = periode[0] <= debut < periode[1] or (debut < periode[1] and fin > periode[0])
    return marque if touche else ""
