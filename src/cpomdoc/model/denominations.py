"""How a sentence names those whom a contract is about: the noun with its article, and its gender."""

from collections.abc import Iterable
from dataclasses import dataclass

from cpomdoc.francais import Genre, a_article, de_article, le, majuscule, sans_accent
from cpomdoc.model.referentiel import CategorieEsms, FormeJuridique


@dataclass(frozen=True)
class Nom:
    """« l’IME Les Tilleuls », and the gender that what is said of it agrees with."""

    texte: str
    genre: Genre = "m"

    @property
    def de(self) -> str:
        """« de l’IME Les Tilleuls », « du SESSAD du Port »."""
        return de_article(self.texte)

    @property
    def a(self) -> str:
        """« à l’IME Les Tilleuls », « au SESSAD du Port »."""
        return a_article(self.texte)

    @property
    def en_tete(self) -> str:
        """The same words at the head of a sentence."""
        return majuscule(self.texte)

    def accord(self, participe: str) -> str:
        """« réuni », « réunie »."""
        return f"{participe}e" if self.genre == "f" else participe


def denommer_esms(nom: str, categories: Iterable[CategorieEsms], categorie: str | None = None) -> Nom:
    """An ESMS, called by the acronym or by the kind that opens its name, else « l’établissement … »."""
    known = tuple(categories)
    genres: dict[str, Genre] = {one.sigle: one.genre for one in known if one.sigle}
    if genre := genres.get(nom.split(" ")[0]):
        return Nom(le(nom, genre), genre)
    for one in known:
        if one.code == categorie and sans_accent(nom).startswith(sans_accent(one.singulier)):
            return Nom(le(nom[0].lower() + nom[1:], one.genre), one.genre)
    return Nom(f"l’établissement {nom}")


def denommer_organisme(raison_sociale: str, forme: FormeJuridique | None, categories: Iterable[CategorieEsms]) -> Nom:
    """A legal person with its form, unless its name already begins with it, or with what kind of ESMS it is."""
    if forme is None:
        return Nom(raison_sociale)
    genres: dict[str, Genre] = {one.sigle: one.genre for one in categories if one.sigle}
    if genre := genres.get(raison_sociale.split(" ")[0]):
        return Nom(le(raison_sociale, genre), genre)
    plain, words = sans_accent(raison_sociale), sans_accent(forme.libelle).replace("d’", "").split(" ")
    initials = "".join(word[0] for word in words if word not in ("de", "des", "du", "et", "ou", "la", "le"))
    if plain.split(" ")[0] == initials:
        return Nom(le(raison_sociale, forme.genre), forme.genre)
    if plain.startswith(words[0]):
        return Nom(le(raison_sociale[0].lower() + raison_sociale[1:], forme.genre), forme.genre)
    return Nom(f"{forme.defini} {raison_sociale}", forme.genre)
