"""diagnostic.yaml: the shared diagnosis that justifies the objectives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class IndicateurDiagnostic:
    """One indicator of one ESMS over the last years, with its comparators; `code` is a TDB MS indicator."""

    code: str
    libelle: str | None = None
    etablissement: str | None = None
    unite: str | None = None
    valeurs: Mapping[int, Decimal | None] = field(default_factory=dict)
    q1: Decimal | None = None
    mediane_regionale: Decimal | None = None
    q3: Decimal | None = None
    mediane_nationale: Decimal | None = None
    source: str | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class Constat:
    """A finding of the diagnosis, its causes and consequences; objectives refer to it by `id`."""

    id: str
    constat: str
    theme: str | None = None
    causes: str | None = None
    consequences: str | None = None
    etablissements: tuple[str, ...] = ()
    priorite: int | None = None


@dataclass(frozen=True)
class Groupes:
    """Euros per groupe fonctionnel."""

    g1: Decimal | None = None
    g2: Decimal | None = None
    g3: Decimal | None = None


@dataclass(frozen=True)
class SituationFinanciere:
    """One closed year: charges and products in euros; the result is computed."""

    annee: int
    etablissement: str | None = None
    charges: Groupes = field(default_factory=Groupes)
    produits: Groupes = field(default_factory=Groupes)
    reserves: Decimal | None = None
    fonds_de_roulement: Decimal | None = None
    besoin_en_fonds_de_roulement: Decimal | None = None
    tresorerie: Decimal | None = None


@dataclass(frozen=True)
class Diagnostic:
    """Everything diagnostic.yaml holds."""

    date_validation: date | None = None
    methode: str | None = None
    synthese: str | None = None
    forces: tuple[str, ...] = ()
    faiblesses: tuple[str, ...] = ()
    opportunites: tuple[str, ...] = ()
    menaces: tuple[str, ...] = ()
    indicateurs: tuple[IndicateurDiagnostic, ...] = ()
    constats: tuple[Constat, ...] = ()
    situation_financiere: tuple[SituationFinanciere, ...] = ()
