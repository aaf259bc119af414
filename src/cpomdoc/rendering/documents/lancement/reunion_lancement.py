"""Check-list of the launch meeting: who was there, what each point came to, in Word and in Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import liste, majuscule
from cpomdoc.model.lancement import Participant, PointReunion, ReunionLancement
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.mots import COCHE, list_parties, name_participant, tick
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_lancement,
)
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise
from cpomdoc.typographie import format_date

LIGNES_LIBRES = 3
"""Empty rows of a form, for who or what nobody thought of."""
LIGNES_LIBRES_TABLEUR = 8


@dataclass(frozen=True)
class ParticipantVue:
    """Someone invited, by party and function."""

    partie: str
    fonction: str
    present: str


@dataclass(frozen=True)
class PointVue:
    """A point of the agenda and what came of it; all that is unknown is left blank, to be filled by hand."""

    numero: str
    point: str
    libelle: str
    traite: str
    decision: str
    responsable: str
    echeance: date | None
    commentaire: str


@dataclass(frozen=True)
class VueReunionLancement:
    """Everything lancement_reunion_lancement.docx may print; `commencee` once a point has been dealt with."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    date: date | None
    lieu: str
    redacteur: str
    participants: tuple[ParticipantVue, ...]
    points: tuple[PointVue, ...]
    commencee: bool
    traites: int
    nombre: int


code: str = "reunion_lancement"
cle: str = "lancement_reunion_lancement"
gabarit: str = "lancement_reunion_lancement.docx"
VUE: type = VueReunionLancement


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueReunionLancement:
    """The points of the kit with what was said of them, then the author's own; a form while nothing was said."""
    reunion, points = _read_reunion(contexte), tuple(_iterate_points(contexte))
    traites = sum(1 for one in points if one.traite == COCHE)
    libres = () if traites else (PointVue("", "", "", tick(None), "", "", None, ""),) * LIGNES_LIBRES
    return VueReunionLancement(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        date=read_lancement(contexte).jour_lancement,
        lieu=majuscule(reunion.lieu or ""),
        redacteur=majuscule(reunion.redacteur or ""),
        participants=tuple(_iterate_participants(contexte, reunion.participants)),
        points=points + libres,
        commencee=traites > 0,
        traites=traites,
        nombre=len(points),
    )


def build_classeur(contexte: Contexte) -> Classeur:
    """One sheet: the points, to be filled during the meeting."""
    reunion, day = _read_reunion(contexte), read_lancement(contexte).jour_lancement
    presents = [_say_participant(contexte, one) for one in reunion.participants]
    entete = (
        ("Organisme gestionnaire", build_tete(contexte).gestionnaire or ""),
        ("Date", format_date(day) if day else ""),
        ("Lieu", reunion.lieu or ""),
        ("Rédacteur", reunion.redacteur or ""),
        ("Participants", liste(presents)),
    )
    colonnes = (
        Colonne("N°", 5, "nombre"),
        Colonne("Point", 52, champ_libre="intitule"),
        Colonne("Traité", 9, "case", champ="traite"),
        Colonne("Décision", 44, champ="decision"),
        Colonne("Responsable (fonction)", 26, champ="responsable"),
        Colonne("Échéance", 12, "date", champ="echeance"),
        Colonne("Commentaire", 40, champ="commentaire"),
    )
    titre = build_outil(contexte, code).titre
    lignes = tuple(_ligne(one) for one in _iterate_points(contexte))
    reprise = Reprise(("reunion_lancement", "points"), "point")
    return Classeur(
        titre, (Onglet("Points à traiter", titre, entete, colonnes, lignes, reprise, LIGNES_LIBRES_TABLEUR),)
    )


def _read_reunion(contexte: Contexte) -> ReunionLancement:
    return read_lancement(contexte).reunion_lancement or ReunionLancement()


def _iterate_participants(contexte: Contexte, ecrits: tuple[Participant, ...]) -> Iterator[ParticipantVue]:
    """Those who are written; otherwise a row per party, and a few more to write on."""
    for one in ecrits:
        fonction = majuscule(one.fonction or "")
        yield ParticipantVue(name_participant(contexte, one.partie), fonction, tick(one.present))
    if not ecrits:
        for partie in list_parties(contexte):
            yield ParticipantVue(name_participant(contexte, partie), "", tick(None))
        yield from (ParticipantVue("", "", tick(None)),) * LIGNES_LIBRES


def _say_participant(contexte: Contexte, one: Participant) -> str:
    partie = name_participant(contexte, one.partie)
    return f"{one.fonction} ({partie})" if one.fonction else partie


def _iterate_points(contexte: Contexte) -> Iterator[PointVue]:
    connus = contexte.referentiel.kit.points
    ecrits = {one.point: one for one in _read_reunion(contexte).points}
    propres = [one for one in ecrits.values() if one.point not in connus]
    tous = [(one.libelle, ecrits.get(one.code, PointReunion(one.code))) for one in connus.values()]
    for numero, (libelle, one) in enumerate([*tous, *((one.point, one) for one in propres)], 1):
        yield PointVue(
            numero=str(numero),
            point=one.point,
            libelle=majuscule(one.intitule or libelle),
            traite=tick(one.traite),
            decision=majuscule(one.decision or ""),
            responsable=majuscule(one.responsable or ""),
            echeance=one.echeance,
            commentaire=majuscule(one.commentaire or ""),
        )


def _ligne(one: PointVue) -> Ligne:
    cellules = (
        int(one.numero),
        one.libelle,
        True if one.traite == COCHE else None,
        one.decision or None,
        one.responsable or None,
        one.echeance,
        one.commentaire or None,
    )
    return Ligne(cellules, one.point)
