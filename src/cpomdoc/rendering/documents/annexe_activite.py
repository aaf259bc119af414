"""Annex: activity targets, how they are measured, and what a shortfall may cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.francais import a_article
from cpomdoc.model.activite import Activite
from cpomdoc.model.calculs import ExempleModulation, MesureExemple
from cpomdoc.rendering.documents.activite import (
    FILE_ACTIVE,
    PRESTATIONS,
    TAUX_OCCUPATION,
    LigneVue,
    TauxGlobalVue,
    build_lignes,
    build_taux_globaux,
    name_indicateur,
    name_modalite,
)
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.figures_activite import build_figures_activite
from cpomdoc.rendering.documents.grammaire import name_esms
from cpomdoc.rendering.documents.modulation import ModulationVue, build_modulation
from cpomdoc.rendering.graphiques import Figure
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class MesureVue:
    """One indicator of the worked example; `taux` says that target and realised are already percentages."""

    indicateur: str | None
    modalite: str
    est_taux: bool
    cible: Decimal
    realise: Decimal
    taux_cible: Decimal
    taux_realise: Decimal
    ecart: Decimal
    plafond: Decimal | None
    taux: Decimal | None
    poids: Decimal | SansObjet


@dataclass(frozen=True)
class ExempleVue:
    """The worked example: as if `annee` went like `annee_realise`, or fell `manque` points short when that is None.

    `a_etablissement` says to whom it applies: « au SESSAD du Port », « à l’IME Les Tilleuls ».
    """

    a_etablissement: str
    annee: int
    annee_realise: int | None
    manque: Decimal | None
    mesures: tuple[MesureVue, ...]
    plusieurs: bool
    taux: Decimal | None
    dotation: Decimal | None
    hypothese: bool
    abattement: Decimal | None


@dataclass(frozen=True)
class VueActivite:
    """Everything annexe_activite.docx may print; `renvoi_*` refer to articles, empty when there is none."""

    entete: Entete
    annexe: TitreAnnexe
    renvoi_activite: str
    renvoi_modulation: str
    annees: tuple[int, ...]
    premiere_annee: int | None
    modalites_mesure: str | None
    suit_taux: bool
    suit_file_active: bool
    suit_prestations: bool
    lignes: tuple[LigneVue, ...]
    justifications: tuple[str, ...]
    taux_globaux: tuple[TauxGlobalVue, ...]
    modulation: ModulationVue | None
    plafond: Decimal | None
    exemple: ExempleVue | None
    graphiques: tuple[Figure, ...]


cle: str = "activite"
gabarit: str = "annexe_activite.docx"
VUE: type = VueActivite


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueActivite:
    """Everything that annexe_activite.docx may print of this contract."""
    activite = contexte.dossier.activite or Activite()
    codes = {indicateur.code for ligne in activite.lignes for indicateur in ligne.indicateurs}
    lignes = build_lignes(contexte)
    return VueActivite(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        renvoi_activite=resolve_renvoi(contexte, "article:activite") or "",
        renvoi_modulation=resolve_renvoi(contexte, "article:modulation") or "",
        annees=contexte.dossier.exercices_activite,
        premiere_annee=activite.premiere_annee,
        modalites_mesure=activite.modalites_mesure,
        suit_taux=TAUX_OCCUPATION in codes,
        suit_file_active=FILE_ACTIVE in codes,
        suit_prestations=PRESTATIONS in codes,
        lignes=lignes,
        justifications=tuple(
            f"{indicateur.libelle} ({ligne.etablissement}) : {indicateur.justification}"
            for ligne in lignes
            for indicateur in ligne.indicateurs
            if indicateur.justification
        ),
        taux_globaux=build_taux_globaux(contexte),
        modulation=build_modulation(contexte),
        plafond=contexte.referentiel.nombre("plafond_modulation", _date_effet(contexte)),
        exemple=_exemple(contexte, activite),
        graphiques=build_figures_activite(contexte),
    )


def _date_effet(contexte: Contexte) -> date:
    """Day on which the law is read: the last value known while the contract has no date of effect."""
    return contexte.dossier.general.contrat.date_effet or date.max


def _exemple(contexte: Contexte, activite: Activite) -> ExempleVue | None:
    example = contexte.calculs.exemple_modulation
    if example is None:
        return None
    return ExempleVue(
        a_etablissement=a_article(name_esms(contexte, example.etablissement)),
        annee=example.annee,
        annee_realise=example.annee_realise,
        manque=example.manque,
        mesures=tuple(_mesure(contexte, activite, example, one) for one in example.mesures),
        plusieurs=len(example.mesures) > 1,
        taux=example.taux,
        dotation=example.dotation,
        hypothese=_is_hypothese(contexte, example.etablissement),
        abattement=example.abattement,
    )


def _is_hypothese(contexte: Contexte, etablissement: str) -> bool:
    """Whether the allocation of an ESMS hangs on rates that nobody has fixed."""
    finances = contexte.calculs.finances
    return finances is not None and any(t.hypothese for t in finances.trajectoires if t.etablissement == etablissement)


def _mesure(contexte: Contexte, activite: Activite, example: ExempleModulation, one: MesureExemple) -> MesureVue:
    found = (
        indicateur
        for ligne in activite.lignes
        if (ligne.etablissement, ligne.modalite) == (example.etablissement, one.modalite)
        for indicateur in ligne.indicateurs
        if indicateur.code == one.indicateur
    )
    indicateur = next(found, None)
    return MesureVue(
        indicateur=name_indicateur(contexte, indicateur) if indicateur else None,
        modalite=name_modalite(contexte, one.modalite),
        est_taux=one.indicateur == TAUX_OCCUPATION,
        cible=one.cible,
        realise=one.realise,
        taux_cible=one.taux_cible,
        taux_realise=one.taux_realise,
        ecart=one.ecart,
        plafond=one.plafond,
        taux=one.taux,
        poids=SANS_OBJET if one.poids is None else one.poids,
    )
