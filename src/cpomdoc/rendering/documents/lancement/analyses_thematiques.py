"""The eight sheets of analysis: what is at stake, what to ask, what the diagnosis says of it, what the parties keep."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.model.lancement_travaux import ThemeAnalyse
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.diagnostic import ConstatVue, build_constats
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.indicateurs_themes import (
    SANS_INDICATEUR,
    LignePiste,
    Mesures,
    build_mesures,
    iterate_lignes,
)
from cpomdoc.rendering.documents.lancement.mots import tick
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    applies_to,
    build_entete_outil,
    build_outil,
    read_lancement,
)


@dataclass(frozen=True)
class ThemeVue:
    """A sheet of analysis: what the kit says of the theme, the rows of its table, what the author wrote.

    `renseignes` counts the indicators that have values; `ecrite` is a box, ticked when the analysis is written.
    """

    numero: int
    titre: str
    enjeux_esms: str
    enjeux_gestionnaire: str
    enjeux_territoire: str
    enjeux: str | None
    questions: tuple[str, ...]
    sources: tuple[str, ...]
    lignes: tuple[LignePiste, ...]
    renseignes: int
    ecrite: str
    analyse: str | None
    pistes: tuple[str, ...]
    constats: tuple[ConstatVue, ...]


@dataclass(frozen=True)
class VueAnalysesThematiques:
    """Everything lancement_analyses_thematiques.docx may print; `annees` heads the three columns of values."""

    entete: Entete
    outil: Outil
    annees: tuple[str, ...]
    themes: tuple[ThemeVue, ...]


code: str = "analyses_thematiques"
cle: str = "lancement_analyses_thematiques"
gabarit: str = "lancement_analyses_thematiques.docx"
VUE: type = VueAnalysesThematiques


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueAnalysesThematiques:
    """The eight themes of the kit in their order, each with what the diagnosis holds."""
    mesures = build_mesures(contexte)
    return VueAnalysesThematiques(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        annees=mesures.annees,
        themes=tuple(_iterate_themes(contexte, mesures)),
    )


def _iterate_themes(contexte: Contexte, mesures: Mesures) -> Iterator[ThemeVue]:
    ecrits = {one.theme: one for one in reversed(read_lancement(contexte).themes)}
    constats = _build_constats(contexte)
    for numero, theme in enumerate(contexte.referentiel.kit.themes.values(), 1):
        ecrit = ecrits.get(theme.code, ThemeAnalyse(theme.code))
        lignes = tuple(iterate_lignes(theme, mesures))
        yield ThemeVue(
            numero=numero,
            titre=contexte.libelle("theme_analyse", theme.code) or theme.code,
            enjeux_esms=theme.enjeux_esms,
            enjeux_gestionnaire=theme.enjeux_gestionnaire,
            enjeux_territoire=theme.enjeux_territoire,
            enjeux=ecrit.enjeux,
            questions=theme.questions,
            sources=theme.sources,
            lignes=lignes,
            renseignes=sum(1 for one in lignes if one.indicateur is not SANS_INDICATEUR),
            ecrite=tick(ecrit.analyse is not None),
            analyse=ecrit.analyse,
            pistes=ecrit.pistes,
            constats=tuple(constats[ident] for ident in ecrit.constats if ident in constats),
        )


def _build_constats(contexte: Contexte) -> dict[str, ConstatVue]:
    diagnostic = contexte.dossier.diagnostic or Diagnostic()
    return {one.id: vue for one, vue in zip(diagnostic.constats, build_constats(contexte, diagnostic), strict=True)}
