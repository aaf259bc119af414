"""Annex: the table of objectives, then one sheet per action."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.objectifs import FicheAction, IndicateurFiche
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.fiche_action import FicheVue, build_fiche_action
from cpomdoc.rendering.documents.figures_actions import build_figures_actions
from cpomdoc.rendering.documents.objectifs import AxeVue, ObjectifsVue, build_objectifs, fiches_of
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of, write_valeur
from cpomdoc.rendering.graphiques import Figure
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class LigneFiche:
    """A sheet in the table: its first indicator (`unite` is empty when unknown), where it starts, where it must go."""

    fiche: str | SansObjet
    intitule: str | None
    pilote: str | SansObjet | None
    echeance: date | SansObjet | None
    indicateur: str | SansObjet | None
    unite: str
    depart: Decimal | str | SansObjet | None
    cible: Decimal | str | SansObjet | None


@dataclass(frozen=True)
class LigneTableau:
    """An objective and the sheets that carry it out (one empty line when there is none)."""

    axe: str
    numero: str
    intitule: str
    priorite: int | SansObjet
    fiches: tuple[LigneFiche, ...]


@dataclass(frozen=True)
class VueObjectifs:
    """Everything annexe_objectifs_fiches_actions.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    objectifs: ObjectifsVue
    lignes: tuple[LigneTableau, ...]
    fiches: tuple[FicheVue, ...]
    graphiques: tuple[Figure, ...]


cle: str = "objectifs_fiches_actions"
gabarit: str = "annexe_objectifs_fiches_actions.docx"
VUE: type = VueObjectifs


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueObjectifs:
    """Everything that annexe_objectifs_fiches_actions.docx may print of this contract."""
    objectifs = build_objectifs(contexte)
    return VueObjectifs(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        objectifs=objectifs,
        lignes=tuple(ligne for axe in objectifs.axes for ligne in _lignes(contexte, axe)),
        fiches=tuple(build_fiche_action(contexte, one) for one in contexte.dossier.fiches),
        graphiques=build_figures_actions(contexte),
    )


def _lignes(contexte: Contexte, axe: AxeVue) -> list[LigneTableau]:
    return [
        LigneTableau(
            axe=axe.titre if rang == 0 else "",
            numero=ligne.numero,
            intitule=ligne.intitule,
            priorite=ligne.priorite,
            fiches=tuple(_fiche(contexte, one) for one in fiches_of(contexte, ligne.id)) or (_vide(),),
        )
        for rang, ligne in enumerate(axe.objectifs)
    ]


def _fiche(contexte: Contexte, one: FicheAction) -> LigneFiche:
    first = one.indicateurs[0] if one.indicateurs else None
    last = _derniere_annee(contexte, first) if first else None
    return LigneFiche(
        fiche=one.fiche,
        intitule=one.intitule,
        pilote=one.pilote,
        echeance=one.echeance,
        indicateur=first.libelle if first else None,
        unite=(unite_of(first) if first else None) or "",
        depart=write_valeur(first, first.initiale.valeur) if first and first.initiale else None,
        cible=write_valeur(first, first.cibles.get(last)) if first and last else None,
    )


def _derniere_annee(contexte: Contexte, one: IndicateurFiche) -> int | None:
    """The last year of the contract, or the last one first agreed when a prorogation brings no target."""
    convenus, ajoutes = contexte.dossier.exercices_convenus, contexte.dossier.exercices_ajoutes
    return next((annee for annee in reversed(ajoutes) if annee in one.cibles), convenus[-1] if convenus else None)


def _vide() -> LigneFiche:
    """An objective that no sheet carries out yet: the sheet is what is missing."""
    return LigneFiche(SANS_OBJET, None, SANS_OBJET, SANS_OBJET, SANS_OBJET, "", SANS_OBJET, SANS_OBJET)
