"""Annex: how professionals are accompanied through a restructuring, from framing the mission to closing the cell."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.accompagnement import AccompagnementSocial, PhaseAccompagnement
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe


@dataclass(frozen=True)
class PhaseVue:
    """A phase; dates are the first days of its months."""

    numero: int
    phase: str
    responsable: str | None
    personnes: str | None
    description: str
    moyens: tuple[str | None, ...]
    debut: date | None
    fin: date | None


@dataclass(frozen=True)
class VueAccompagnementSocial:
    """Everything annexe_accompagnement_social.docx may print; `projet` is empty when no project is named."""

    entete: Entete
    annexe: TitreAnnexe
    projet: str
    contexte: str | None
    phases: tuple[PhaseVue, ...]


cle: str = "accompagnement_social"
gabarit: str = "annexe_accompagnement_social.docx"
VUE: type = VueAccompagnementSocial


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueAccompagnementSocial:
    """The phases in the order of their cycle, whatever the author's."""
    social = contexte.dossier.accompagnement_social or AccompagnementSocial(())
    noms = contexte.referentiel.listes["phase_accompagnement"]
    rangs = {code: rang for rang, code in enumerate(noms)}
    phases = sorted(social.phases, key=lambda one: rangs.get(one.phase, len(rangs)))
    projets = {projet.id: projet.intitule for projet in contexte.dossier.perimetre.projets}
    return VueAccompagnementSocial(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        projet=projets.get(social.projet or "") or "",
        contexte=social.contexte,
        phases=tuple(_phase(one, numero, noms.get(one.phase, one.phase)) for numero, one in enumerate(phases, 1)),
    )


def _phase(one: PhaseAccompagnement, numero: int, nom: str) -> PhaseVue:
    return PhaseVue(
        numero=numero,
        phase=nom,
        responsable=one.responsable,
        personnes=one.personnes,
        description=one.description or "",
        moyens=one.moyens or (None,),
        debut=one.debut,
        fin=one.fin,
    )
