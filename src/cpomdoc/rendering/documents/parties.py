"""Who contracts and who signs: the head of the contract and its last page."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import Genre, a_article, de_article, liste, majuscule
from cpomdoc.model.contrat import Adresse, AutrePartie, DepartementPartie, Pouvoir, Signataire
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import (
    format_adresse,
    genre_of,
    name_gestionnaire,
    name_person,
    sentence,
    with_le,
    with_possessif,
)
from cpomdoc.rendering.documents.pouvoirs import PouvoirVue, build_pouvoir

GESTIONNAIRE = "le gestionnaire"
AGENCE = "l’agence régionale de santé"
"""The one party that tables call by its initials, which its definition must therefore give."""


@dataclass(frozen=True)
class Partie:
    """One party at the head of the contract; `e` is the mark of the feminine (« représenté{{ partie.e }} »).

    The manager's address is always expected, that of an authority only printed when it is known.
    """

    designation: str | None
    e: str
    adresse: str | None
    montre_adresse: bool
    qualite: str
    representant: str | None
    personne: str
    delegation: str
    pouvoir: PouvoirVue | None
    appellation: str
    sigle: str
    derniere: bool


@dataclass(frozen=True)
class Signature:
    """A block of the last page: for whom, in what quality, by delegation or not, and who."""

    pour: str | None
    qualite: str | None
    delegation: str
    personne: str


@dataclass(frozen=True)
class RangSignatures:
    """A row of the signature table: one block or two side by side."""

    gauche: Signature
    droite: Signature | None


@dataclass(frozen=True)
class Autorites:
    """The authorities that tariff the contract: one by its name, several together; `nombre` rules agreement."""

    nombre: int
    nom: str
    de: str
    a: str
    Nom: str


@dataclass(frozen=True)
class _Organisme:
    """A party before it is worded; `fonction` is the title that law gives it when the contract names none."""

    nom: str | None
    genre: Genre
    appellation: str
    adresse: Adresse | None
    signataire: Signataire | None
    pouvoir: Pouvoir | None = None
    fonction: str | None = None
    possessif: bool = False
    qualite: str = ""


def build_parties(contexte: Contexte) -> tuple[Partie, ...]:
    """The parties in the order in which they sign; an attendee who does not sign is not one."""
    organismes = list(_iterate_organismes(contexte))
    return tuple(_partie(one, last=one is organismes[-1]) for one in organismes)


def list_noms(contexte: Contexte) -> list[str | None]:
    """Who signs, in that order: « l’association Les Tilleuls », « le département de l’Ain »."""
    return [one.nom for one in _iterate_organismes(contexte)]


def build_signatures(contexte: Contexte) -> tuple[RangSignatures, ...]:
    """Signature blocks two by two."""
    blocs = [_signature(one) for one in _iterate_organismes(contexte)]
    pairs = [blocs[start : start + 2] for start in range(0, len(blocs), 2)]
    return tuple(RangSignatures(pair[0], pair[1] if len(pair) > 1 else None) for pair in pairs)


def count_signataires(contexte: Contexte) -> int:
    """How many parties sign, hence how many originals."""
    return sum(1 for _ in _iterate_organismes(contexte))


def build_autorites(contexte: Contexte) -> Autorites:
    """« l’agence régionale de santé », « le département de l’Ain », or « les autorités de tarification »."""
    names = list(_iterate_autorites(contexte))
    nom = names[0] if len(names) == 1 else "les autorités de tarification"
    return Autorites(max(len(names), 2) if len(names) != 1 else 1, nom, de_article(nom), a_article(nom), majuscule(nom))


def name_partie(contexte: Contexte, code: str) -> str:
    """Short name of a party or funder in a table: « ARS », « Département de l’Ain », « Gestionnaire », or its code."""
    if code in contexte.referentiel.departements:
        return majuscule(contexte.referentiel.signataire(code).denomination.removeprefix("le ").removeprefix("la "))
    known = {"ars": "ARS", "etat": "État", "gestionnaire": "Gestionnaire"}
    return known.get(code) or majuscule(contexte.libelle("partie", code) or code)


def appellation_departement(contexte: Contexte, code: str) -> str:
    """How the contract calls a département: « le département » when it is alone, its full name otherwise."""
    denomination = contexte.referentiel.signataire(code).denomination
    alone = len(contexte.dossier.general.parties.departements) == 1
    return "le département" if alone and denomination.startswith("le département") else denomination


def _iterate_autorites(contexte: Contexte) -> Iterator[str]:
    parties = contexte.dossier.general.parties
    if parties.ars is not None:
        yield AGENCE
    for departement in parties.departements:
        yield appellation_departement(contexte, departement.code)
    if parties.ars is None and not parties.departements:
        yield "l’autorité de tarification"


def _iterate_organismes(contexte: Contexte) -> Iterator[_Organisme]:
    parties = contexte.dossier.general.parties
    yield _gestionnaire(contexte)
    if parties.ars is not None and _signs(parties.ars.signataire):
        region = contexte.referentiel.regions.get(parties.ars.region)
        nom = region.l_ars if region else None
        yield _Organisme(nom, "f", AGENCE, parties.ars.adresse, parties.ars.signataire, None,
                         "directeur général", possessif=True)  # fmt: skip
    for departement in parties.departements:
        if _signs(departement.signataire):
            yield _departement(contexte, departement)
    for autre in parties.autres:
        if _signs(autre.signataire):
            yield _autre(autre)


def _gestionnaire(contexte: Contexte) -> _Organisme:
    one = contexte.dossier.general.parties.gestionnaire
    forme = contexte.referentiel.formes_juridiques.get(one.forme or "")
    nom = name_gestionnaire(contexte)
    genre = forme.genre if forme else "m"
    said = forme is None or nom is None or nom.startswith(forme.defini)
    qualite = "" if said or forme is None else forme.libelle
    return _Organisme(
        nom, genre, GESTIONNAIRE, one.adresse, one.signataire, one.pouvoir, possessif=True, qualite=qualite
    )


def _departement(contexte: Contexte, one: DepartementPartie) -> _Organisme:
    known = contexte.referentiel.signataire(one.code)
    genre: Genre = "f" if known.denomination.startswith("la ") else "m"
    titre = known.titre(genre_of(None, one.signataire.civilite if one.signataire else None))
    appellation = appellation_departement(contexte, one.code)
    return _Organisme(known.denomination, genre, appellation, one.adresse, one.signataire, one.deliberation, titre)


def _autre(one: AutrePartie) -> _Organisme:
    genre: Genre = "f" if one.denomination.startswith(("la ", "La ")) else "m"
    return _Organisme(one.denomination, genre, one.qualite or one.denomination, None, one.signataire)


def _signs(signataire: Signataire | None) -> bool:
    return signataire is None or signataire.signe


def _fonction(one: _Organisme) -> tuple[str | None, str | None]:
    """Title and civilité of who signs; a title of the law is used only when the contract gives none."""
    if one.signataire is None:
        return one.fonction, None
    civilite = one.signataire.civilite
    if one.signataire.fonction:
        return one.signataire.fonction, civilite
    if one.fonction == "directeur général" and civilite and genre_of(None, civilite) == "f":
        return "directrice générale", civilite
    return one.fonction, civilite


def _partie(one: _Organisme, *, last: bool) -> Partie:
    fonction, civilite = _fonction(one)
    titled = with_possessif(fonction, civilite) if one.possessif else with_le(fonction, civilite)
    return Partie(
        designation=sentence(one.nom),
        e="e" if one.genre == "f" else "",
        adresse=format_adresse(one.adresse),
        montre_adresse=one.appellation == GESTIONNAIRE or format_adresse(one.adresse) is not None,
        qualite=one.qualite,
        representant=titled,
        personne=name_person(one.signataire),
        delegation=_delegation(one.signataire),
        pouvoir=None if one.pouvoir is None else build_pouvoir(one.pouvoir),
        appellation=one.appellation,
        sigle="l’ARS" if one.appellation == AGENCE else "",
        derniere=last,
    )


def _signature(one: _Organisme) -> Signature:
    fonction, civilite = _fonction(one)
    return Signature(
        pour=None if one.nom is None else f"Pour {one.nom}",
        qualite=sentence(with_le(fonction, civilite)),
        delegation=_delegation(one.signataire),
        personne=name_person(one.signataire),
    )


def _delegation(signataire: Signataire | None) -> str:
    if signataire is None or not signataire.par_delegation:
        return ""
    acte = signataire.acte_delegation
    return f"par délégation ({acte})" if acte else "par délégation"


def list_signataires(contexte: Contexte) -> str:
    """« le gestionnaire, l’agence régionale de santé et le département », as the articles name them."""
    return liste(one.appellation for one in _iterate_organismes(contexte))
