"""retour_equilibre.yaml: how a deficit is to be absorbed, measure by measure and year by year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class MesureRetablissement:
    """A measure and what it brings to the result each year, beside the year of reference; a cost is negative."""

    libelle: str
    nature: str | None = None
    responsable: str | None = None
    effets: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class RetourEquilibre:
    """Everything retour_equilibre.yaml holds; `resultat_reference` is negative, it is the deficit one starts from."""

    etablissements: tuple[str, ...] = ()
    annee_reference: int | None = None
    resultat_reference: Decimal | None = None
    deficits_cumules: Decimal | None = None
    causes: tuple[str, ...] = ()
    mesures: tuple[MesureRetablissement, ...] = ()
    evolution_spontanee: Mapping[int, Decimal | None] = field(default_factory=dict)
    resultats_cibles: Mapping[int, Decimal | None] = field(default_factory=dict)
    suivi: str | None = None
    alerte: str | None = None
