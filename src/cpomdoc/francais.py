"""French grammar that documents need: elision, contracted articles, agreement in number, lists."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

Genre = Literal["m", "f"]

APOSTROPHE = "’"

# An h that forbids elision (« la halte »); every other h is mute (« l’hébergement »).
H_ASPIRE = re.compile(
    r"(haie|haine|hall|halte|hameau|handicap|hangar|hanche|haras|harcel|hardi|hasard|hauss|haut|havre|haye|"
    r"heros\b|heurt|hierarch|hors|houill|huche|huit)"
)
# Vowels that do not elide: « le onze », « le oui », « le yaourt ».
SANS_ELISION = re.compile(r"(onz|oui\b|ouistiti|y[aeiou]|uhr\b|ulis\b)")


def sans_accent(texte: str) -> str:
    """Lower case without accents: « Île » -> « ile »."""
    decomposed = unicodedata.normalize("NFD", texte.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def elides(mot: str) -> bool:
    """Whether « de » and « le » lose their vowel before this word."""
    plain = sans_accent(re.sub(r"^[«\s*_]+", "", mot))
    if plain.startswith("h"):
        # An acronym in h is spelt out (« la HAS »): only words in lower or title case are mute.
        return not H_ASPIRE.match(plain) and not mot[:2].isupper()
    return plain[:1] in set("aeiouy") and not SANS_ELISION.match(plain)


def de(nom: str) -> str:
    """« de Nantes », « d’Angers »: no article, hence no contraction."""
    return f"d{APOSTROPHE}{nom}" if elides(nom) else f"de {nom}"


def que(suite: str) -> str:
    """« que le contrat », « qu’un avenant »."""
    return f"qu{APOSTROPHE}{suite}" if elides(suite) else f"que {suite}"


def _contract(groupe: str, le: str, les: str, sinon: str) -> str:
    """Contract a preposition with the article, in lower case, that opens the group."""
    if groupe.startswith("le "):
        return f"{le} {groupe[3:]}"
    if groupe.startswith("les "):
        return f"{les} {groupe[4:]}"
    return f"{sinon} {groupe}"


def de_article(groupe: str) -> str:
    """« du Rhône », « des Landes », « de l’Ain », « d’Ille-et-Vilaine », « de La Réunion »."""
    if groupe.startswith(("le ", "les ", "la ", "l’", "l'")):
        return _contract(groupe, "du", "des", "de")
    return de(groupe)


def a_article(groupe: str) -> str:
    """« au Rhône », « aux Landes », « à l’Ain », « à Paris »."""
    return _contract(groupe, "au", "aux", "à")


def le(nom: str, genre: Genre) -> str:
    """The noun with its definite article: « l’institut », « la maison », « le service »."""
    if elides(nom):
        return f"l{APOSTROPHE}{nom}"
    return f"la {nom}" if genre == "f" else f"le {nom}"


def un(nom: str, genre: Genre) -> str:
    """The noun with its indefinite article: « une maison », « un service »."""
    return f"une {nom}" if genre == "f" else f"un {nom}"


def son(nom: str, genre: Genre) -> str:
    """« son président », « sa présidente », « son administratrice »."""
    return f"sa {nom}" if genre == "f" and not elides(nom) else f"son {nom}"


def participe(masculin: str, genre: Genre) -> str:
    """« représenté », « représentée »."""
    return f"{masculin}e" if genre == "f" else masculin


def with_article(article: str, nom: str) -> str:
    """Join an article of the nomenclatures (« l’ », « le », « les », none) to a proper noun."""
    if not article:
        return nom
    return f"{article}{nom}" if article.endswith(APOSTROPHE) else f"{article} {nom}"


def accord(nombre: int | Decimal | None, singulier: str, pluriel: str) -> str:
    """Below two, French counts in the singular: « 0 place », « 1,5 place », « 2 places »."""
    if nombre is None:
        return pluriel
    return singulier if -2 < nombre < 2 else pluriel


def liste(elements: Iterable[str], conjonction: str = "et") -> str:
    """« a », « a et b », « a, b et c »."""
    items = list(elements)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjonction} {items[-1]}"


def majuscule(texte: str) -> str:
    """First letter in capital, the rest untouched: « l’agence » -> « L’agence »."""
    return texte[:1].upper() + texte[1:]


def guillemets(texte: str) -> str:
    """« texte », with the narrow no-break spaces that keep the quotes with it; quotes within are “ and ”."""
    dedans = re.sub(r"\s*»", "”", re.sub(r"«\s*", "“", texte))
    return f"«\u202f{dedans}\u202f»"
