"""How the contract names a party that no law names: its article, gender, number and short name, from its own name."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cpomdoc.francais import Genre, le, sans_accent
from cpomdoc.model.parties import AutrePartie

# fmt: off
FEMININS = frozenset((
    "academie", "agence", "antenne", "assemblee", "association", "banque", "caisse", "chambre", "clinique",
    "collectivite", "commission", "communaute", "commune", "confederation", "congregation", "cooperative", "cour",
    "delegation", "direction", "ecole", "federation", "fondation", "inspection", "institution", "ligue", "mairie",
    "maison", "metropole", "mission", "mutualite", "mutuelle", "plateforme", "prefecture", "prefete", "rectrice",
    "region", "section", "societe", "union", "universite", "ville", "ars", "caf", "carsat", "cgss", "cpam",
    "cramif", "ddets", "ddetspp", "dreets", "drihl", "dsden", "mdph", "mda", "mdmph", "msa", "ugecam",
))
# fmt: on
"""First words, and usual acronyms, of the names of organisations that are feminine."""

# fmt: off
MASCULINS = frozenset((
    "centre", "college", "comite", "conseil", "departement", "dispositif", "etablissement", "fonds", "foyer",
    "groupe", "groupement", "hopital", "institut", "lycee", "ministere", "observatoire", "office", "ordre",
    "organisme", "parquet", "pole", "prefet", "recteur", "rectorat", "reseau", "secretariat", "service", "syndicat",
    "tribunal", "vice-rectorat", "ccas", "ch", "chi", "chu", "cias", "dac", "epci", "gcs", "gcsms", "ght", "gip",
    "siao",
))
# fmt: on
"""Those that are masculine; a first word of neither list takes no article (« Nantes Métropole »)."""

ARTICLE = re.compile(r"^(les |le |la |l’|l')", re.IGNORECASE)


@dataclass(frozen=True)
class NomPartie:
    """Full name with its article, agreement, and what the articles call the party."""

    nom: str
    genre: Genre
    pluriel: bool
    appellation: str


def name_autres(autres: Sequence[AutrePartie], prises: Collection[str]) -> tuple[NomPartie, ...]:
    """Names of these parties; the full one stands for a short one that another bears, or that could be taken for it."""
    courts = Counter(_short(one) for one in autres)
    return tuple(_name(one, courts, prises) for one in autres)


def _name(one: AutrePartie, courts: Counter[str], prises: Collection[str]) -> NomPartie:
    nom, court = _with_article(one.denomination), _short(one)
    taken = courts[court] > 1 or any(prise.startswith(court) for prise in prises)
    return NomPartie(
        nom=nom,
        genre=_genre(one),
        pluriel=nom.startswith("les "),
        appellation=one.appellation or (court if court and not taken else nom),
    )


def _with_article(denomination: str) -> str:
    if found := ARTICLE.match(denomination):
        return found[0].lower() + denomination[found.end() :]
    known = _genre_of_word(denomination)
    return le(denomination, known) if known else denomination


def _short(one: AutrePartie) -> str:
    """« la caisse », « le rectorat », « la CPAM »; empty when the first word says nothing."""
    bare = ARTICLE.sub("", one.denomination)
    genre = _genre_of_word(bare)
    word = bare.split(" ")[0].rstrip(",")
    if genre is None:
        return ""
    return le(word if word.isupper() else word.lower(), genre)


def _genre(one: AutrePartie) -> Genre:
    if one.genre:
        return "f" if one.genre == "feminin" else "m"
    if known := _genre_of_word(ARTICLE.sub("", one.denomination)):
        return known
    return "f" if one.denomination.lower().startswith("la ") else "m"


def _genre_of_word(denomination: str) -> Genre | None:
    word = sans_accent(denomination.split(" ")[0].rstrip(","))
    return "f" if word in FEMININS else "m" if word in MASCULINS else None
