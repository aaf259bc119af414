"""accompagnement_social.yaml: how professionals are accompanied when the contract restructures the offer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PhaseAccompagnement:
    """A phase in the life of the cell that accompanies people, from one month to another (first day of the month)."""

    phase: str
    responsable: str | None = None
    personnes: str | None = None
    description: str | None = None
    moyens: tuple[str, ...] = ()
    debut: date | None = None
    fin: date | None = None


@dataclass(frozen=True)
class AccompagnementSocial:
    """Everything accompagnement_social.yaml holds; `projet` names the project of perimetre.yaml behind it."""

    phases: tuple[PhaseAccompagnement, ...]
    projet: str | None = None
    contexte: str | None = None
