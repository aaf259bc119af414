"""aide_sociale.yaml: conventions of habilitation to social aid and the accommodation tariffs they fix."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class TarifHebergement:
    """A daily tariff, in euros with taxes, each year; the years that are not written follow from the rates."""

    libelle: str
    montants: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class ActeTarif:
    """The act that sets the tariffs one starts from."""

    reference: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class ConventionAideSociale:
    """What is agreed for one ESMS with one département; places and kind of habilitation are those of the perimeter."""

    etablissement: str
    departement: str | None = None
    date_effet: datetime.date | None = None
    date_fin: datetime.date | None = None
    acte: ActeTarif | None = None
    evolution: str | None = None
    taux: Mapping[int, Decimal | None] = field(default_factory=dict)
    indice: str | None = None
    tarifs: tuple[TarifHebergement, ...] = ()
    ecart_maximal: Decimal | None = None
    engagements: tuple[str, ...] = ()


@dataclass(frozen=True)
class VoletAideSociale:
    """Everything aide_sociale.yaml holds."""

    presentation: str | None = None
    conventions: tuple[ConventionAideSociale, ...] = ()
