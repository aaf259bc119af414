"""The choice of objectives: four steps, then from each finding to the objectives that the parties keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_lancement import ScoreProposition
from cpomdoc.model.diagnostic import Constat
from cpomdoc.model.lancement_travaux import ChoixObjectifs, PropositionObjectif
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.classeur_choix import build_onglet
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
from cpomdoc.rendering.tableur import Classeur
from cpomdoc.typographie import format_nombre

LIGNES_LIBRES = 6
"""Rows to write on when there is neither a proposition nor a finding."""


@dataclass(frozen=True)
class PropositionVue:
    """A row: from the finding to the objective, its marks (empty while nobody gave them), score, rank and fate."""

    numero: int
    constat: str
    cause: str
    consequence: str
    objectif: str
    impact: str
    faisabilite: str
    urgence: str
    score: str
    rang: str
    retenu: str
    ecarte: str
    fiche: str
    commentaire: str


@dataclass(frozen=True)
class VueChoixObjectifs:
    """Everything lancement_choix_objectifs.docx may print: the rows in their order, then by rank."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    formule: str
    propositions: tuple[PropositionVue, ...]
    classement: tuple[PropositionVue, ...]
    retenues: int
    nombre: int


code: str = "choix_objectifs"
cle: str = "lancement_choix_objectifs"
gabarit: str = "lancement_choix_objectifs.docx"
VUE: type = VueChoixObjectifs


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueChoixObjectifs:
    """The propositions of the author, the findings that have none, or rows to write on."""
    choix = read_lancement(contexte).choix_objectifs
    lignes = tuple(_iterate_lignes(contexte))
    return VueChoixObjectifs(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        formule=_write_formule(choix),
        propositions=lignes,
        classement=tuple(sorted(lignes, key=lambda one: (not one.rang, int(one.rang or 0)))),
        retenues=sum(1 for one in choix.propositions if one.retenu),
        nombre=len(choix.propositions),
    )


def build_classeur(contexte: Contexte) -> Classeur:
    """One sheet, made to be filled in during the meeting: marks give their score at once."""
    titre = build_outil(contexte, code).titre
    tete = build_tete(contexte)
    entete = (
        ("Organisme gestionnaire", tete.gestionnaire or ""),
        ("ESMS concernés", ", ".join(tete.etablissements)),
        ("Autorités concernées", ", ".join(tete.autorites)),
        ("Score", _write_formule(read_lancement(contexte).choix_objectifs)),
    )
    return Classeur(titre, (build_onglet(contexte, entete),), ("diagnostic", "fiches"))


def _write_formule(choix: ChoixObjectifs) -> str:
    """How the score is worked out, in words; unknown weights leave room to write."""
    if choix.score == "produit":
        return "impact × faisabilité × urgence, de 1 à 125"
    poids = choix.poids
    connus = (poids.impact, poids.faisabilite, poids.urgence) if poids else (None, None, None)
    noms = ("impact", "faisabilité", "urgence")
    return " + ".join(_write_terme(one, nom) for one, nom in zip(connus, noms, strict=True))


def _write_terme(poids: Decimal | None, nom: str) -> str:
    """« 2 × impact »; a weight of one goes without saying."""
    if poids == 1:
        return nom
    return f"{'…' if poids is None else format_nombre(poids)} × {nom}"


def _iterate_lignes(contexte: Contexte) -> Iterator[PropositionVue]:
    diagnostic = contexte.dossier.diagnostic
    constats = {one.id: one for one in diagnostic.constats} if diagnostic else {}
    propositions = read_lancement(contexte).choix_objectifs.propositions
    cites = {one.constat for one in propositions}
    a_traiter = [PropositionObjectif("", constat=ident) for ident in constats if ident not in cites]
    libres = [] if propositions or a_traiter else [PropositionObjectif("")] * LIGNES_LIBRES
    scores = contexte.calculs.scores
    for rang, one in enumerate((*propositions, *a_traiter, *libres)):
        score = scores[rang] if rang < len(scores) else None
        yield _proposition(rang + 1, one, constats.get(one.constat or ""), score)


def _proposition(
    numero: int, one: PropositionObjectif, constat: Constat | None, score: ScoreProposition | None
) -> PropositionVue:
    return PropositionVue(
        numero=numero,
        constat=constat.constat if constat else "",
        cause=majuscule(one.cause or (constat.causes if constat else None) or ""),
        consequence=majuscule(one.consequence or (constat.consequences if constat else None) or ""),
        objectif=majuscule(one.objectif or ""),
        impact=_write(one.impact),
        faisabilite=_write(one.faisabilite),
        urgence=_write(one.urgence),
        score=_write(score.score if score else None),
        rang=_write(score.rang if score else None),
        retenu=tick(one.retenu),
        ecarte=tick(one.retenu is False),
        fiche=one.fiche or "",
        commentaire=majuscule(one.commentaire or ""),
    )


def _write(nombre: int | Decimal | None) -> str:
    return "" if nombre is None else format_nombre(nombre)
