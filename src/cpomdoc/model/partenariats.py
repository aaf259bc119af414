"""partenariats.yaml: conventions that bind the manager to partners, and management entrusted to or by others."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Partenariat:
    """A convention or a delegation; without `echeance` it lasts until someone ends it when `tacite_reconduction`."""

    partenaire: str
    nature: str = "convention"
    objet: str | None = None
    etablissements: tuple[str, ...] = ()
    date: datetime.date | None = None
    echeance: datetime.date | None = None
    tacite_reconduction: bool | None = None
    reference: str | None = None


@dataclass(frozen=True)
class Partenariats:
    """Everything partenariats.yaml holds."""

    partenariats: tuple[Partenariat, ...]
    presentation: str | None = None
