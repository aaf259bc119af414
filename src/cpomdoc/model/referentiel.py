"""Nomenclatures and dated numbers of the law, as the contract's rules, computations and documents read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from cpomdoc.francais import Genre, de_article, le, un
from cpomdoc.model.categorie_contrat import CategorieContrat, IndicateurHebergement
from cpomdoc.model.kit import Kit
from cpomdoc.model.territoire import Territoire

Competence = Literal["ars", "conjointe", "departement", "etat", "variable"]


@dataclass(frozen=True)
class CategorieEsms:
    """A FINESS category of establishment or service; `libelle` is the official one, `singulier` runs in a sentence."""

    code: str
    libelle: str
    sigle: str
    groupe: str
    competence: Competence
    genre: Genre
    singulier: str
    pluriel: str
    contrats: tuple[str, ...] = ()
    ouverte_depuis: date | None = None
    fermee_depuis: date | None = None
    ancienne_depuis: date | None = None
    remplacee_par: tuple[str, ...] = ()

    @property
    def nom_court(self) -> str:
        """Acronym, or the full name where the trade has none."""
        return self.sigle or self.singulier

    @property
    def indefini(self) -> str:
        """« un institut médico-éducatif », « une maison d’accueil spécialisée »."""
        return un(self.singulier, self.genre)

    @property
    def defini(self) -> str:
        """« l’institut médico-éducatif », « la maison d’accueil spécialisée »."""
        return le(self.singulier, self.genre)

    @property
    def de(self) -> str:
        """« de l’institut médico-éducatif », « du service d’éducation spéciale »."""
        return de_article(self.defini)

    def is_open(self, on: date) -> bool:
        """Whether new contracts may still use the category on that day."""
        started = self.ouverte_depuis is None or self.ouverte_depuis <= on
        return started and (self.fermee_depuis is None or on < self.fermee_depuis)

    def is_legacy(self, on: date) -> bool:
        """Whether the category is a thing of the past that day, though FINESS still lists it."""
        return self.ancienne_depuis is not None and self.ancienne_depuis <= on


@dataclass(frozen=True)
class FormeJuridique:
    """Legal form of a manager: how it is named, and who usually signs for it."""

    code: str
    libelle: str
    genre: Genre
    statut: str
    signataire_m: str
    signataire_f: str
    organe: str
    pouvoir_requis: bool

    @property
    def defini(self) -> str:
        """« l’association », « le centre communal d’action sociale »."""
        return le(self.libelle, self.genre)

    @property
    def de(self) -> str:
        """« de l’association », « du centre communal d’action sociale »."""
        return de_article(self.defini)

    def signataire(self, genre: Genre) -> str:
        """Usual title of the person who signs for the manager."""
        return self.signataire_f if genre == "f" else self.signataire_m


@dataclass(frozen=True)
class Unite:
    """What a capacity is counted in; `place` when one of them receives one person at a time."""

    code: str
    libelle: str
    pluriel: str
    genre: Genre
    place: bool


@dataclass(frozen=True)
class Modalite:
    """A way of receiving or following people, and the code of the unit in which its capacity is counted."""

    code: str
    libelle: str
    unite: str
    continu: bool | None
    jours_usuels: tuple[int, ...]
    mesure: str


@dataclass(frozen=True)
class Indicateur:
    """An indicator of the performance dashboard (TDB MS) or of the trade."""

    code: str
    libelle: str
    theme: str
    unite: str
    formule: str
    sens: Literal["hausse", "baisse", "neutre"]
    confiance: str


@dataclass(frozen=True)
class AnnexeType:
    """An annex that a contract may carry; `condition` names a test of model.plan, None means never by itself.

    A house may give it a fixed place (`rang`), and bring annexes of its own, printed by the Word file `gabarit`.
    """

    cle: str
    numero: int
    intitule: str
    statut: Literal["obligatoire", "conditionnelle", "facultative"]
    opposable: bool
    condition: str | None = None
    remarque: str = ""
    rang: int | None = None
    gabarit: str | None = None


@dataclass(frozen=True)
class ValeurDatee:
    """What a parameter is worth from a day (included) to another (included), and by which text."""

    valeur: str
    reference: str
    depuis: date | None = None
    jusqu_au: date | None = None

    def covers(self, on: date) -> bool:
        """Whether the value is in force that day."""
        return (self.depuis is None or self.depuis <= on) and (self.jusqu_au is None or on <= self.jusqu_au)


@dataclass(frozen=True)
class Parametre:
    """A number, a date or a list fixed by law, whose value depends on the day."""

    code: str
    libelle: str
    type: Literal["nombre", "entier", "date", "liste", "texte"]
    unite: str
    confiance: str
    verifie_le: date
    valeurs: tuple[ValeurDatee, ...]

    def at(self, on: date) -> ValeurDatee | None:
        """The value in force that day; the latest one wins when two overlap. None when there is none."""
        return next((v for v in reversed(self.valeurs) if v.covers(on)), None)


@dataclass(frozen=True)
class Impression:
    """What a field of a contract serves: the documents that change with it; else a rule that compares it, or a name.

    `champ` is its path, « * » for any item of a list; « repere » names a thing that others point at.
    """

    champ: str
    documents: tuple[str, ...] = ()
    usage: Literal["", "controle", "repere"] = ""


@dataclass(frozen=True)
class Referentiel(Territoire):
    """All reference data by code; `listes` holds the small closed lists (code -> label) by name."""

    categories_esms: Mapping[str, CategorieEsms]
    categories_contrat: Mapping[str, CategorieContrat]
    formes_juridiques: Mapping[str, FormeJuridique]
    modalites: Mapping[str, Modalite]
    unites: Mapping[str, Unite]
    indicateurs: Mapping[str, Indicateur]
    indicateurs_hebergement: Mapping[str, IndicateurHebergement]
    annexes: Mapping[str, AnnexeType]
    impressions: Mapping[str, Impression]
    parametres: Mapping[str, Parametre]
    listes: Mapping[str, Mapping[str, str]]
    kit: Kit

    def unite(self, code: str | None, modalite: str | None = None) -> Unite:
        """The unit that an author wrote, else that of the modality; places when nobody says."""
        known = self.modalites.get(modalite or "")
        return self.unites.get(code or (known.unite if known else "")) or self.unites["places"]

    def texte(self, parametre: str, on: date) -> str | None:
        """Value of a parameter as written; None when no value is in force that day."""
        found = self.parametres[parametre].at(on)
        return found.valeur if found else None

    def nombre(self, parametre: str, on: date) -> Decimal | None:
        """Value of a numeric parameter that day."""
        text = self.texte(parametre, on)
        return None if text is None else Decimal(text)

    def entier(self, parametre: str, on: date) -> int | None:
        """Value of a parameter that counts something (years, months, days)."""
        text = self.texte(parametre, on)
        return None if text is None else int(text)

    def jour(self, parametre: str, on: date) -> date | None:
        """Value of a parameter that is a date."""
        text = self.texte(parametre, on)
        return None if text is None else date.fromisoformat(text)

    def codes(self, parametre: str, on: date) -> tuple[str, ...]:
        """Value of a parameter that is a list of codes; empty when none is in force that day."""
        return tuple((self.texte(parametre, on) or "").split())

    def reference(self, parametre: str, on: date) -> str:
        """Legal text that fixes the parameter that day, empty when none does."""
        found = self.parametres[parametre].at(on)
        return found.reference if found else ""
