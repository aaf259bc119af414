"""Check-list of the steps: what is done and what is left, phase by phase, in Word and in Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.model.lancement import CritereEtape
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.mots import list_parties
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
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

COCHE, A_COCHER = "☒", "☐"
DEUX_PARTIES = 2
"""The manager and a single authority."""
LIGNES_LIBRES = 3
"""Rows of the workbook left for criteria of one's own, phase by phase."""


@dataclass(frozen=True)
class CritereVue:
    """A line: ticked or not, by whom, when; what nobody has filled stays blank, to be filled by hand."""

    numero: int
    critere: str
    libelle: str | None
    fait: str
    par: str
    le: date | None
    commentaire: str
    renvoi: str | SansObjet


@dataclass(frozen=True)
class PhaseVue:
    """A phase and how many of its lines are ticked."""

    cle: str
    titre: str
    faits: int
    nombre: int
    criteres: tuple[CritereVue, ...]


@dataclass(frozen=True)
class VueCheckListEtapes:
    """Everything lancement_check_list_etapes.docx may print."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    date_lancement: date | None
    faits: int
    nombre: int
    phases: tuple[PhaseVue, ...]


code: str = "check_list_etapes"
cle: str = "lancement_check_list_etapes"
gabarit: str = "lancement_check_list_etapes.docx"
VUE: type = VueCheckListEtapes


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueCheckListEtapes:
    """The criteria of the kit that concern this approach, then those of the author, phase by phase."""
    demarche, phases = read_lancement(contexte).demarche, build_phases(contexte)
    return VueCheckListEtapes(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        date_lancement=demarche.date_lancement if demarche else None,
        faits=sum(phase.faits for phase in phases),
        nombre=sum(phase.nombre for phase in phases),
        phases=phases,
    )


def build_classeur(contexte: Contexte) -> Classeur:
    """A sheet per phase, made to be ticked."""
    tete = build_tete(contexte)
    entete = (
        ("Organisme gestionnaire", tete.gestionnaire or ""),
        ("ESMS concernés", ", ".join(tete.etablissements)),
        ("Autorités concernées", ", ".join(tete.autorites)),
    )
    return Classeur(
        build_outil(contexte, code).titre,
        tuple(_onglet(phase, entete) for phase in build_phases(contexte)),
    )


def build_phases(contexte: Contexte) -> tuple[PhaseVue, ...]:
    """The phases in their order; a phase without any line is left out."""
    numeros = iter(range(1, 1000))
    phases = []
    for cle_phase, titre in contexte.referentiel.listes["phase_lancement"].items():
        criteres = tuple(_iterate_criteres(contexte, cle_phase, numeros))
        faits = sum(1 for one in criteres if one.fait == COCHE)
        phases.append(PhaseVue(cle_phase, titre, faits, len(criteres), criteres))
    return tuple(phase for phase in phases if phase.criteres)


def _iterate_criteres(contexte: Contexte, phase: str, numeros: Iterator[int]) -> Iterator[CritereVue]:
    connus = contexte.referentiel.kit.criteres
    ecrits = {one.critere: one for one in read_lancement(contexte).check_list}
    seule = len(list_parties(contexte)) <= DEUX_PARTIES
    for critere in connus.values():
        ecrit = ecrits.get(critere.code, CritereEtape(critere.code))
        propose = critere.code in ecrits or not (critere.commune and seule)
        if critere.phase == phase and propose and not ecrit.sans_objet:
            yield _critere(next(numeros), ecrit, ecrit.intitule or critere.libelle, critere.renvoi)
    for ecrit in ecrits.values():
        if ecrit.critere not in connus and (ecrit.phase or "prealables") == phase and not ecrit.sans_objet:
            yield _critere(next(numeros), ecrit, ecrit.intitule, SANS_OBJET)


def _critere(numero: int, ecrit: CritereEtape, libelle: str | None, renvoi: str | SansObjet) -> CritereVue:
    return CritereVue(
        numero=numero,
        critere=ecrit.critere,
        libelle=libelle,
        fait=COCHE if ecrit.fait else A_COCHER,
        par=ecrit.par or "",
        le=ecrit.le,
        commentaire=ecrit.commentaire or "",
        renvoi=renvoi,
    )


def _onglet(phase: PhaseVue, entete: tuple[tuple[str, str], ...]) -> Onglet:
    colonnes = (
        Colonne("N°", 5, "nombre"),
        Colonne("Critères proposés", 60, champ_libre="intitule"),
        Colonne("Réalisé", 10, "case", champ="fait"),
        Colonne("Par (fonction)", 24, champ="par"),
        Colonne("Le", 12, "date", champ="le"),
        Colonne("Commentaire", 46, champ="commentaire"),
        Colonne("Étape de la démarche", 24),
    )
    lignes = tuple(
        Ligne(
            (
                one.numero,
                one.libelle,
                True if one.fait == COCHE else None,
                one.par or None,
                one.le,
                one.commentaire or None,
                one.renvoi if isinstance(one.renvoi, str) else None,
            ),
            one.critere,
        )
        for one in phase.criteres
    )
    reprise = Reprise(("check_list",), "critere", fixes=(("phase", phase.cle),))
    return Onglet(phase.titre, phase.titre, entete, colonnes, lignes, reprise, LIGNES_LIBRES)
