"""The parties of contrat.yaml: who contracts, who signs for them, and by what act."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

GESTIONNAIRE = "gestionnaire"
"""How an ESMS, a seat or a funder names the head manager."""


@dataclass(frozen=True)
class Adresse:
    """Postal address in France."""

    voie: str | None = None
    complement: str | None = None
    code_postal: str | None = None
    commune: str | None = None


@dataclass(frozen=True)
class Signataire:
    """Who signs, by function: no person is named unless the contract needs it."""

    fonction: str | None = None
    civilite: str | None = None
    nom: str | None = None
    par_delegation: bool = False
    acte_delegation: str | None = None
    date_delegation: datetime.date | None = None
    reference_delegation: str | None = None
    signe: bool = True


@dataclass(frozen=True)
class Pouvoir:
    """The act that allows someone to sign: délibération, statuts, délégation."""

    acte: str | None = None
    date: datetime.date | None = None
    reference: str | None = None


@dataclass(frozen=True)
class Gestionnaire:
    """The organisme gestionnaire (part A of the fiche signalétique)."""

    raison_sociale: str | None = None
    sigle: str | None = None
    forme: str | None = None
    statut: str | None = None
    finess_ej: str | None = None
    siren: str | None = None
    siret_siege: str | None = None
    code_ape: str | None = None
    adresse: Adresse | None = None
    telephone: str | None = None
    courriel: str | None = None
    site: str | None = None
    date_creation: datetime.date | None = None
    convention_collective: str | None = None
    effectif_etp: Decimal | None = None
    commissaire_aux_comptes: bool | None = None
    siege_autorise: bool | None = None
    organisation: str | None = None
    activites: str | None = None
    autres_activites: str | None = None
    signataire: Signataire | None = None
    pouvoir: Pouvoir | None = None


@dataclass(frozen=True, kw_only=True)
class Cogestionnaire(Gestionnaire):
    """Another legal person on the manager's side, which ESMS and the financial part name by `id`."""

    id: str


@dataclass(frozen=True)
class Mandat:
    """Why the head manager signs for the others too: it controls them, groups them, or an act says so."""

    fondement: str | None = None
    acte: str | None = None
    date: datetime.date | None = None
    reference: str | None = None


@dataclass(frozen=True)
class Ars:
    """The agence régionale de santé, known by its region code (2 digits)."""

    region: str
    adresse: Adresse | None = None
    signataire: Signataire | None = None


@dataclass(frozen=True)
class DepartementPartie:
    """A département (or the collectivité in its place) that is a party."""

    code: str
    adresse: Adresse | None = None
    signataire: Signataire | None = None
    deliberation: Pouvoir | None = None


@dataclass(frozen=True)
class PrefetPartie:
    """A préfet, by whom the State is a party: of the region (2 digits) or of the département that `code` names."""

    niveau: str
    code: str
    adresse: Adresse | None = None
    signataire: Signataire | None = None


@dataclass(frozen=True)
class AutrePartie:
    """Anyone else named at the head of the contract; `signataire.signe: non` makes an attendee.

    `genre` is only for a name whose first word does not tell it; `appellation` is how the articles call the party.
    """

    denomination: str
    genre: str | None = None
    qualite: str | None = None
    appellation: str | None = None
    adresse: Adresse | None = None
    signataire: Signataire | None = None
    pouvoir: Pouvoir | None = None


@dataclass(frozen=True)
class Parties:
    """Everyone at the head of the contract: managers sign first, then agency, préfets, départements and the others."""

    gestionnaire: Gestionnaire
    ars: Ars | None = None
    departements: tuple[DepartementPartie, ...] = ()
    autres: tuple[AutrePartie, ...] = ()
    prefets: tuple[PrefetPartie, ...] = ()
    cogestionnaires: tuple[Cogestionnaire, ...] = ()
    mandat: Mandat | None = None

    @property
    def gestionnaires(self) -> Mapping[str, Gestionnaire]:
        """Every legal person on the manager's side by the id that ESMS give it, the head one first."""
        return {GESTIONNAIRE: self.gestionnaire, **{one.id: one for one in self.cogestionnaires}}
