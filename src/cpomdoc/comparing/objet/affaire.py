"""What the sentences on the objet of an avenant are written from: two states, and the changes by motif."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from cpomdoc.comparing.changements import Changement, Repere
from cpomdoc.comparing.motifs import Classement
from cpomdoc.comparing.renommer import is_renommage_of_id, rename
from cpomdoc.comparing.vocabulaire import Vocabulaire
from cpomdoc.francais import Genre, majuscule
from cpomdoc.lettres import cardinal
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.denominations import Nom, denommer_esms, denommer_organisme
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.parties import Gestionnaire
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.typographie import format_date, format_entier, normalise_typographie

EN_LETTRES = 20
"""Up to this number acts write words, beyond it figures."""


@dataclass(frozen=True)
class Phrase:
    """A sentence on what the avenant is about: its motif, and the changes that it tells."""

    motif: str
    texte: str
    changements: tuple[Changement, ...] = ()


@dataclass(frozen=True)
class EtatsCompares:
    """Both states of a contract with what is computed from each."""

    avant: Dossier
    apres: Dossier
    calculs_avant: Calculs
    calculs_apres: Calculs
    referentiel: Referentiel


@dataclass(frozen=True)
class Affaire:
    """Everything that a sentence may need."""

    etats: EtatsCompares
    changements: tuple[Changement, ...]
    classement: Classement
    vocabulaire: Vocabulaire

    def of(self, motif: str, *debut: str) -> tuple[Changement, ...]:
        """The changes of a motif, in one part of the contract when it is named."""
        found = self.classement.par_motif.get(motif, ())
        return tuple(one for one in found if one.chemin[: len(debut)] == debut)

    @cached_property
    def anciens(self) -> Mapping[str, Etablissement]:
        """ESMS of the earlier state by the id that they have now."""
        noms = {str(one.avant): str(one.apres) for one in self.changements if is_renommage_of_id(one)}
        return rename(self.etats.avant, noms).etablissements

    @cached_property
    def nouveaux(self) -> Mapping[str, Etablissement]:
        """ESMS of the new state by id."""
        return self.etats.apres.etablissements

    @property
    def effet(self) -> date | None:
        """The day from which the avenant binds, when it says it."""
        avenant = self.etats.apres.avenant
        return avenant.date_effet if avenant else None

    def esms(self, ident: str) -> Nom:
        """An ESMS under its new name, or its last one."""
        known = self.nouveaux.get(ident) or self.anciens.get(ident)
        return self.nommer(known) if known else Nom(ident)

    def nommer(self, one: Etablissement) -> Nom:
        """An ESMS as it is called in one state."""
        return denommer_esms(one.nom, self.etats.referentiel.categories_esms.values(), one.categorie)

    def organisme(self, one: Gestionnaire | None) -> Nom:
        """A manager, or « le gestionnaire » while its name is unknown."""
        if one is None or one.raison_sociale is None:
            return Nom("le gestionnaire")
        referentiel = self.etats.referentiel
        forme = referentiel.formes_juridiques.get(one.forme or "")
        return denommer_organisme(one.raison_sociale, forme, referentiel.categories_esms.values())

    def financeur(self, code: str) -> Nom:
        """Who pays: « l’agence régionale de santé », « l’État », « le département de l’Ain »."""
        if code == "ars":
            return Nom("l’agence régionale de santé", "f")
        return Nom("l’État") if code == "etat" else self.departement(code)

    def departement(self, code: str) -> Nom:
        """A département, under the name that law gives to its authority on the day of the avenant."""
        jour = self.effet or self.etats.apres.general.contrat.conclu_le
        found = self.etats.referentiel.signataire(code, jour)
        return Nom(found.denomination, found.genre)


def repere_at(one: Changement, rang: int) -> str:
    """The first part of the name of the item that stands there; empty when none does."""
    pas = one.chemin[rang] if len(one.chemin) > rang else ""
    return str(pas.cle[0]) if isinstance(pas, Repere) else ""


def compter(nombre: int, genre: Genre = "m") -> str:
    """« cinq », « une » before a feminine noun, « 46 »."""
    return cardinal(nombre, genre) if abs(nombre) <= EN_LETTRES else format_entier(nombre)


def a_compter(jour: date | None) -> str:
    """« à compter du 1er janvier 2029 » after what it follows, empty when the day is not said."""
    return f" à compter du {format_date(jour)}" if jour else ""


def porter(avant: Decimal | int, apres: Decimal | int, genre: Genre) -> str:
    """« portée », « ramené »."""
    return ("porté" if apres > avant else "ramené") + ("e" if genre == "f" else "")


def phrase(motif: str, texte: str, *changements: Changement) -> Phrase:
    """A sentence with its capital and its full stop."""
    return Phrase(motif, f"{majuscule(normalise_typographie(texte))}.", changements)
