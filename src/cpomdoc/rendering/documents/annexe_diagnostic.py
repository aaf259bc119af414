"""Annex: the shared diagnosis, with its indicators, findings and accounts."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.diagnostic import (
    ConstatVue,
    DependanceVue,
    ExerciceVue,
    IndicateurVue,
    build_constats,
    build_exercices,
    build_indicateurs,
    iterate_dependance,
    years_of,
)
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.valeurs import SansObjet


@dataclass(frozen=True)
class VueDiagnostic:
    """Everything annexe_diagnostic.docx may print; `annees` heads the three columns of values."""

    entete: Entete
    annexe: TitreAnnexe
    date_validation: date | None
    methode: str | None
    annees: tuple[int | SansObjet, ...]
    indicateurs: tuple[IndicateurVue, ...]
    commentaires: tuple[IndicateurVue, ...]
    dependance: tuple[DependanceVue, ...]
    constats: tuple[ConstatVue, ...]
    forces: tuple[str, ...]
    faiblesses: tuple[str, ...]
    opportunites: tuple[str, ...]
    menaces: tuple[str, ...]
    exercices: tuple[ExerciceVue, ...]


cle: str = "diagnostic"
gabarit: str = "annexe_diagnostic.docx"
VUE: type = VueDiagnostic


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueDiagnostic:
    """Everything that annexe_diagnostic.docx may print of this contract."""
    diagnostic = contexte.dossier.diagnostic or Diagnostic()
    indicateurs = build_indicateurs(contexte, diagnostic)
    return VueDiagnostic(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        date_validation=diagnostic.date_validation,
        methode=diagnostic.methode,
        annees=years_of(diagnostic),
        indicateurs=indicateurs,
        commentaires=tuple(one for one in indicateurs if one.commentaire),
        dependance=tuple(iterate_dependance(contexte)),
        constats=build_constats(contexte, diagnostic),
        forces=diagnostic.forces,
        faiblesses=diagnostic.faiblesses,
        opportunites=diagnostic.opportunites,
        menaces=diagnostic.menaces,
        exercices=build_exercices(contexte, diagnostic),
    )
