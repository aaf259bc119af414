"""Framing form: on one page, what the signatories commit to for the approach, and by which days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import liste, majuscule
from cpomdoc.model.calculs_lancement import EtapePlanifiee
from cpomdoc.model.lancement import Lancement, MembreEquipe
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.figure_planning import find_jour
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
from cpomdoc.rendering.documents.lancement.rendez_vous import RendezVous, list_etapes, list_rendez_vous
from cpomdoc.rendering.documents.organismes import iterate_parties
from cpomdoc.rendering.documents.parties import name_partie, name_sans_article
from cpomdoc.typographie import FINE, format_date, format_date_courte

PILOTES = ("pilote", "responsable_projet")
RENCONTRES, RENCONTRES_A_PLUSIEURS = 4, 2
"""Meetings that the page holds, and those it holds when a second row of boxes to sign in takes the place."""

SIGNATURES_PAR_RANG = 3
SIGNATURE, FICHES = "signature", "fiches"
VIDE = "…/…/……"


@dataclass(frozen=True)
class Interlocuteur:
    """Who steers and who answers for a party."""

    partie: str
    pilotes: str
    referents: str


@dataclass(frozen=True)
class EtapeCadree:
    """A row of the path: how long it takes, and the day to keep."""

    libelle: str
    delai: str
    repere: str


@dataclass(frozen=True)
class Rencontre:
    """A visit or a working meeting; empty cells are filled by hand."""

    qui: str
    objet: str
    quand: str
    lieu: str


@dataclass(frozen=True)
class RangSignataires:
    """A row of boxes to sign in."""

    noms: tuple[str, ...]


@dataclass(frozen=True)
class VueCadrage:
    """Everything lancement_cadrage.docx may print; each preliminary is a box, ticked when the YAML shows it."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    parties: str
    interlocuteurs: tuple[Interlocuteur, ...]
    pilotes: str
    copil: str
    groupes: str
    perimetre: str
    calendrier: str
    etapes: tuple[EtapeCadree, ...]
    mise_en_oeuvre: str
    rencontres: tuple[Rencontre, ...]
    autres_rencontres: int
    signataires: tuple[RangSignataires, ...]


code: str = "cadrage"
cle: str = "lancement_cadrage"
gabarit: str = "lancement_cadrage.docx"
VUE: type = VueCadrage


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueCadrage:
    """Parties, people, preliminaries, path, meetings, signatures."""
    lancement, jalons = read_lancement(contexte), contexte.calculs.jalons
    rencontres = [one for one in list_rendez_vous(contexte) if one.cle[0] == "reunion"]
    tenables = [one for one in rencontres if not one.tenue] or rencontres
    noms = tuple(name_sans_article(one.nom, one.etat) or VIDE for one in iterate_parties(contexte))
    places = RENCONTRES if len(noms) <= SIGNATURES_PAR_RANG else RENCONTRES_A_PLUSIEURS
    return VueCadrage(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        parties=liste(one.nom or VIDE for one in iterate_parties(contexte)),
        interlocuteurs=tuple(_iterate_interlocuteurs(contexte)),
        pilotes=tick(any(one.role == PILOTES[0] for one in lancement.equipe)),
        copil=tick(any(one.type == "copil" for one in lancement.instances)),
        groupes=tick(any(one.type == "groupe" for one in lancement.instances)),
        perimetre=tick(_perimetre_defini(lancement)),
        calendrier=tick(lancement.demarche is not None and lancement.demarche.date_signature_visee is not None),
        etapes=tuple(_etape(contexte, one) for one in list_etapes(contexte)),
        mise_en_oeuvre=_periode(contexte.dossier.general.contrat.date_effet, jalons.date_fin),
        rencontres=tuple(_iterate_rencontres(tenables, places)),
        autres_rencontres=max(len(tenables) - places, 0),
        signataires=tuple(
            RangSignataires(noms[start : start + SIGNATURES_PAR_RANG])
            for start in range(0, len(noms), SIGNATURES_PAR_RANG)
        ),
    )


def _iterate_interlocuteurs(contexte: Contexte) -> Iterator[Interlocuteur]:
    """The manager first, then each authority that signs, then whoever else is in the team."""
    equipe, parties = read_lancement(contexte).equipe, contexte.dossier.general.parties
    codes = [*parties.gestionnaires, *(["ars"] if parties.ars else []), *(["etat"] if parties.prefets else [])]
    codes += [one.code for one in parties.departements]
    for partie in dict.fromkeys((*codes, *(one.partie for one in equipe))):
        membres = [one for one in equipe if one.partie == partie]
        pilotes = [one for one in membres if one.role in PILOTES]
        referents = [one for one in membres if one.role not in PILOTES]
        yield Interlocuteur(name_partie(contexte, partie), _fonctions(pilotes), _fonctions(referents))


def _fonctions(membres: list[MembreEquipe]) -> str:
    return majuscule(f"{FINE}; ".join(_fonction(one) for one in membres))


def _fonction(one: MembreEquipe) -> str:
    fonction = (one.contact.fonction if one.contact else None) or "…"
    telephone = one.contact.telephone if one.contact else None
    return f"{fonction} ({telephone})" if telephone else fonction


def _perimetre_defini(lancement: Lancement) -> bool:
    points = lancement.reunion_lancement.points if lancement.reunion_lancement else ()
    traite = any(one.traite for one in points if one.point == "perimetre")
    return traite or any(one.acquis for one in lancement.echanges if one.point == "perimetre")


def _etape(contexte: Contexte, one: EtapePlanifiee) -> EtapeCadree:
    libelle = majuscule(one.libelle)
    if not one.est_reunion:
        return EtapeCadree(libelle, f"{one.duree_mois} mois", _repere(contexte, one))
    jour = format_date_courte(find_jour(contexte, one)) or VIDE
    if one.copil:
        return EtapeCadree(libelle, "", f"Point d’étape du comité de pilotage{FINE}: {jour}")
    nom = "Objectif" if one.etape == SIGNATURE else "Date"
    boite = "" if one.etape == SIGNATURE else f"   {tick(one.statut == 'faite' or _tenue(contexte, one))} tenue"
    return EtapeCadree(libelle, "", f"{nom}{FINE}: {jour}{boite}")


def _tenue(contexte: Contexte, one: EtapePlanifiee) -> bool:
    return any(rv.tenue for rv in list_rendez_vous(contexte) if rv.cle == ("etape", one.etape))


def _repere(contexte: Contexte, one: EtapePlanifiee) -> str:
    """When it should be over; the groups meet while sheets are written."""
    retour = f"Retour attendu pour le {format_date_courte(one.fin) or VIDE}"
    if one.etape != FICHES:
        return retour
    groupes = {groupe.id: groupe for groupe in read_lancement(contexte).instances if groupe.type == "groupe"}
    dates = {reunion.instance: reunion.date for reunion in reversed(read_lancement(contexte).reunions)}
    dits = [
        f"{groupe.theme or groupe.nom} ({format_date_courte(dates.get(ident)) or VIDE})"
        for ident, groupe in groupes.items()
    ]
    return f"{retour}. Groupes{FINE}: {f'{FINE}; '.join(dits) or f'…… ({VIDE})'}"


def _periode(debut: date | None, fin: date | None) -> str:
    if debut is None or fin is None:
        return f"Période envisagée{FINE}: du {VIDE} au {VIDE}"
    return f"Période envisagée{FINE}: du {format_date(debut)} au {format_date(fin)}"


def _iterate_rencontres(rencontres: list[RendezVous], places: int) -> Iterator[Rencontre]:
    """As many rows as the page holds, the last ones blank."""
    for one in rencontres[:places]:
        quand = " ".join(part for part in (format_date_courte(one.jour), one.heure) if part)
        yield Rencontre(one.organe, one.objet, quand, one.lieu)
    for _ in range(places - len(rencontres)):
        yield Rencontre("", "", "", "")
