"""Who contracts and who signs: the head of the contract and its last page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import a_article, de_article, liste, majuscule
from cpomdoc.model.parties import GESTIONNAIRE, Signataire
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import (
    find_signataire,
    format_acte,
    format_adresse,
    genre_of,
    name_person,
    sentence,
    with_le,
    with_possessif,
)
from cpomdoc.rendering.documents.organismes import (
    AGENCE,
    ETAT,
    PREFET_DE_REGION,
    Organisme,
    appellation_departement,
    iterate_parties,
    iterate_presents,
)
from cpomdoc.rendering.documents.pouvoirs import PouvoirVue, build_pouvoir


@dataclass(frozen=True)
class Partie:
    """One party at the head of the contract; `accord` is its mark of agreement (« représenté{{ partie.accord }} »).

    The manager's address is always expected, that of an authority only printed when it is known, that of a préfet said
    of its `services`. `appellation` is empty for one of several managers: `ensemble`, on the last of them, is the mark
    of agreement of all together.
    """

    designation: str | None
    accord: str
    adresse: str | None
    montre_adresse: bool
    services: str
    qualite: str
    representant: str | None
    personne: str
    delegation: str
    pouvoir: PouvoirVue | None
    appellation: str
    sigle: str
    ensemble: str
    derniere: bool


@dataclass(frozen=True)
class Signature:
    """A block of the last page: for whom (itself, and others whose mandate it has), in what quality, and who."""

    pour: str | None
    mandants: str
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


def build_parties(contexte: Contexte) -> tuple[Partie, ...]:
    """The parties in the order in which they sign; an attendee who does not sign is not one."""
    organismes = list(iterate_parties(contexte))
    return tuple(_partie(one, last=one is organismes[-1]) for one in organismes)


def list_noms(contexte: Contexte) -> tuple[str | None, ...]:
    """Who contracts, as a cover names: « Association Les Tilleuls », « État (préfet de la région Bretagne…) »."""
    return tuple(name_sans_article(one.nom, one.etat) for one in iterate_parties(contexte))


def list_gestionnaires(contexte: Contexte) -> tuple[str | None, ...]:
    """Legal persons of the manager's side, as a cover names."""
    return tuple(name_sans_article(one.nom) for one in iterate_parties(contexte) if one.gestionnaire)


def name_sans_article(nom: str | None, precision: str = "") -> str | None:
    """« Département de l’Ain »: a cover names; a capital article is part of a name."""
    if nom is None:
        return None
    bare = majuscule(re.sub(r"^(?:l’|la |les |le )", "", nom))
    return f"{bare} ({precision})" if precision else bare


def build_signatures(contexte: Contexte) -> tuple[RangSignatures, ...]:
    """Signature blocks two by two."""
    blocs = [_signature(one) for one in iterate_parties(contexte) if one.signs]
    pairs = [blocs[start : start + 2] for start in range(0, len(blocs), 2)]
    return tuple(RangSignatures(pair[0], pair[1] if len(pair) > 1 else None) for pair in pairs)


def name_presents(contexte: Contexte) -> str:
    """« de la déléguée départementale (Agence régionale de santé Bretagne) et du recteur… »; empty without attendee."""
    return liste(_present(one) for one in iterate_presents(contexte))


def count_signataires(contexte: Contexte) -> int:
    """How many parties sign, hence how many originals."""
    return sum(one.signs for one in iterate_parties(contexte))


def list_signataires(contexte: Contexte) -> str:
    """« le gestionnaire, l’agence régionale de santé et le département », as the articles name them."""
    return liste(dict.fromkeys(one.appellation or "le gestionnaire" for one in iterate_parties(contexte)))


def build_autorites(contexte: Contexte) -> Autorites:
    """« l’agence régionale de santé », « le département de l’Ain », or « les autorités de tarification »."""
    names = list(_iterate_autorites(contexte)) or ["l’autorité de tarification"]
    nom = names[0] if len(names) == 1 else "les autorités de tarification"
    return Autorites(len(names), nom, de_article(nom), a_article(nom), majuscule(nom))


def name_partie(contexte: Contexte, code: str) -> str:
    """Short name of a party or funder in a table: « ARS », « Département de l’Ain », « Gestionnaire », or its code."""
    if code in contexte.referentiel.departements:
        return majuscule(find_signataire(contexte, code).denomination.removeprefix("le ").removeprefix("la "))
    if (one := contexte.dossier.general.parties.gestionnaires.get(code)) and code != GESTIONNAIRE:
        return majuscule(one.raison_sociale or code)
    known = {"ars": "ARS", "etat": "État", GESTIONNAIRE: "Gestionnaire"}
    return known.get(code) or majuscule(contexte.libelle("partie", code) or code)


def _iterate_autorites(contexte: Contexte) -> Iterator[str]:
    """Names of the authorities that sign; with a préfet de région, it alone tariffs in the name of the State."""
    parties = contexte.dossier.general.parties
    if parties.ars is not None and _signs(parties.ars.signataire):
        yield AGENCE
    prefets = [one for one in parties.prefets if _signs(one.signataire)]
    if prefets:
        regional = len(parties.prefets) > 1 and any(one.niveau == "region" for one in prefets)
        yield PREFET_DE_REGION if regional else ETAT
    departements = (one for one in parties.departements if _signs(one.signataire))
    yield from (appellation_departement(contexte, one.code) for one in departements)


def _signs(signataire: Signataire | None) -> bool:
    return signataire is None or signataire.signe


def _fonction(one: Organisme) -> tuple[str | None, str | None]:
    """Title and civilité of who signs; a title of the law stands only for who holds it, not for a delegate."""
    signataire = one.signataire or Signataire()
    if signataire.fonction or one.titres is None or signataire.par_delegation:
        return signataire.fonction, signataire.civilite
    feminine = genre_of(None, signataire.civilite) == "f"
    return one.titres[1] if feminine else one.titres[0], signataire.civilite


def _partie(one: Organisme, *, last: bool) -> Partie:
    fonction, civilite = _fonction(one)
    titled = with_possessif(fonction, civilite) if one.possessif else with_le(fonction, civilite)
    signs, adresse = one.mandataire is None, format_adresse(one.adresse)
    return Partie(
        designation=sentence(one.nom),
        accord=one.accord,
        adresse=adresse,
        montre_adresse=one.gestionnaire or (adresse is not None and not one.etat),
        services=adresse or "" if one.etat else "",
        qualite=one.qualite,
        representant=titled if signs else one.mandataire,
        personne=name_person(one.signataire) if signs else "",
        delegation=_delegation(one) if signs else one.motif,
        pouvoir=None if one.pouvoir is None else build_pouvoir(one.pouvoir),
        appellation=one.appellation,
        sigle="l’ARS" if one.appellation == AGENCE else "",
        ensemble=one.ensemble,
        derniere=last,
    )


def _signature(one: Organisme) -> Signature:
    fonction, civilite = _fonction(one)
    return Signature(
        pour=None if one.nom is None else f"Pour {one.nom}",
        mandants=one.mandants,
        qualite=sentence(with_le(fonction, civilite)),
        delegation=_delegation(one),
        personne=name_person(one.signataire),
    )


def _present(one: Organisme) -> str:
    """« de la rectrice, Madame Claire Exemple (Rectorat de Nantes) »: the person first, for whom after."""
    fonction, civilite = _fonction(one)
    titled, personne = with_le(fonction, civilite), name_person(one.signataire)
    who = ", ".join(part for part in (titled, personne) if part)
    whom = name_sans_article(one.nom) if who and not one.etat else None
    said = de_article(who or one.nom or "")
    return ", ".join(part for part in (f"{said} ({whom})" if whom else said, one.qualite) if part)


def _delegation(one: Organisme) -> str:
    """« par délégation (arrêté du 2 mars 2026) »; of whom, where the name of the party does not tell it."""
    known = one.signataire
    if known is None or not known.par_delegation:
        return ""
    said = f"par délégation {de_article(f'le {one.etat}')}" if one.etat else "par délégation"
    acte = format_acte(known.acte_delegation, known.date_delegation, known.reference_delegation)
    return f"{said} ({acte})" if acte else said
