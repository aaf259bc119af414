"""Régions, départements and who signs for them, with what French grammar needs to name them."""

from dataclasses import dataclass
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
