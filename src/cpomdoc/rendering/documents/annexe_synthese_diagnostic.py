"""Annex: what the diagnosis found and the priorities that follow, in two pages."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.diagnostic import ConstatVue, build_constats
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe


@dataclass(frozen=True)
class VueSyntheseDiagnostic:
    """Everything annexe_synthese_diagnostic.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    date_validation: date | None
    synthese: str | None
    forces: tuple[str, ...]
    faiblesses: tuple[str, ...]
    opportunites: tuple[str, ...]
    menaces: tuple[str, ...]
    priorites: tuple[ConstatVue, ...]


cle: str = "synthese_diagnostic"
gabarit: str = "annexe_synthese_diagnostic.docx"
VUE: type = VueSyntheseDiagnostic


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueSyntheseDiagnostic:
    """The synthesis, and the findings by order of priority."""
    diagnostic = contexte.dossier.diagnostic or Diagnostic()
    constats = build_constats(contexte, diagnostic)
    return VueSyntheseDiagnostic(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        date_validation=diagnostic.date_validation,
        synthese=diagnostic.synthese,
        forces=diagnostic.forces,
        faiblesses=diagnostic.faiblesses,
        opportunites=diagnostic.opportunites,
        menaces=diagnostic.menaces,
        priorites=tuple(sorted(constats, key=_rank)),
    )


def _rank(constat: ConstatVue) -> tuple[bool, int]:
    """Priorities first, findings without one last."""
    return (False, constat.priorite) if isinstance(constat.priorite, int) else (True, 0)
