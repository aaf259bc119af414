"""Régions, départements and who signs for them, with what French grammar needs to name them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from cpomdoc.francais import Genre, a_article, de_article, le, with_article


@dataclass(frozen=True)
class Region:
    """A region and its regional health agency."""

    code: str
    nom: str
    article: str
    ars: str
    lieu: str
    prefet: str
    chef_lieu: str

    @property
    def avec_article(self) -> str:
        """« la Bretagne », « les Pays de la Loire », « Mayotte »."""
        return with_article(self.article, self.nom)

    @property
    def de(self) -> str:
        """« de la Bretagne », « des Pays de la Loire », « de Mayotte »."""
        return de_article(self.avec_article)

    @property
    def l_ars(self) -> str:
        """« l’Agence régionale de santé Bretagne »."""
        return le(self.ars, "f")

    @property
    def de_l_ars(self) -> str:
        """« de l’Agence régionale de santé Bretagne »."""
        return de_article(self.l_ars)


@dataclass(frozen=True)
class Departement:
    """A département, with what French grammar needs to name it in a sentence."""

    code: str
    nom: str
    region: str
    article: str
    lieu: str

    @property
    def avec_article(self) -> str:
        """« l’Ain », « les Landes », « Paris »."""
        return with_article(self.article, self.nom)

    @property
    def de(self) -> str:
        """As in « le département de l’Ain », « du Rhône », « d’Ille-et-Vilaine »."""
        return de_article(self.avec_article)

    @property
    def a(self) -> str:
        """As in « notifié à l’Ain », « au Rhône », « aux Landes »."""
        return a_article(self.avec_article)


@dataclass(frozen=True)
class SignataireDepartemental:
    """Who signs for a département: title in both genders; the authority in full, article included, and its gender.

    So it is `depuis` a day of the law; `avant` is the entry that stood before, « defaut » the usual one.
    """

    code: str
    titre_m: str
    titre_f: str
    denomination: str
    genre: Genre
    depuis: date | None = None
    avant: str = ""

    def titre(self, genre: Genre) -> str:
        """Title to print under the name of the person who signs."""
        return self.titre_f if genre == "f" else self.titre_m

    @property
    def de(self) -> str:
        """« du département de l’Ain », « de la Ville de Paris »."""
        return de_article(self.denomination)


USUEL = "defaut"
"""Entry of who signs for a département that no exception of the law concerns."""


@dataclass(frozen=True)
class Territoire:
    """Régions and départements by code, and who signs for them."""

    regions: Mapping[str, Region]
    departements: Mapping[str, Departement]
    signataires_departementaux: Mapping[str, SignataireDepartemental]

    def signataire(self, departement: str, on: date = date.max) -> SignataireDepartemental:
        """Who signs for a département that day: an exception of the law, or the president of its council."""
        known = self.departements.get(departement)
        entry = departement if departement in self.signataires_departementaux else USUEL
        found = self.signataires_departementaux[entry]
        while found.depuis is not None and on < found.depuis:
            found = self.signataires_departementaux[found.avant or USUEL]
        if known is None or found.denomination != self.signataires_departementaux[USUEL].denomination:
            return replace(found, code=departement)
        return replace(found, code=departement, denomination=f"le département {known.de}")

    def titre_prefet(self, niveau: str, code: str, genre: Genre) -> str | None:
        """« préfète de la région Bretagne, préfète d’Ille-et-Vilaine », « préfet du département de la Mayenne »."""
        titre = "préfète" if genre == "f" else "préfet"
        if niveau != "region":
            departement = self.departements.get(code)
            return f"{titre} du département {departement.de}" if departement else None
        region = self.regions.get(code)
        if region is None:
            return None
        alone = sum(one.region == code for one in self.departements.values()) == 1
        chef_lieu = "" if alone else f", {titre} {self.departements[region.chef_lieu].de}"
        return f"{titre} {region.prefet}{chef_lieu}"

    def region_of(self, departement: str) -> Region | None:
        """Region of a département, None when the code is unknown."""
        known = self.departements.get(departement)
        return self.regions.get(known.region) if known else None
