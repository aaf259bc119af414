"""rapt.yaml: what the manager commits to so that every disabled person receives an answer."""

import datetime
from dataclasses import dataclass

from cpomdoc.model.objectifs import IndicateurFiche


@dataclass(frozen=True)
class EngagementRapt:
    """A commitment under one of the four items, and the action sheets that carry it out."""

    item: str
    engagement: str
    etablissements: tuple[str, ...] = ()
    fiches: tuple[str, ...] = ()
    responsable: str | None = None
    echeance: datetime.date | None = None


@dataclass(frozen=True)
class Rapt:
    """Everything rapt.yaml holds."""

    engagements: tuple[EngagementRapt, ...]
    presentation: str | None = None
    indicateurs: tuple[IndicateurFiche, ...] = ()
