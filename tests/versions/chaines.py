"""Sealed versions made from states, without the documents: enough for all that reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from cpomdoc.comparing.compare import keep_contrat
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.dossier import Dossier
from cpomdoc.publishing.publish_once import publish_once
from cpomdoc.versions.canonique import format_canonique
from cpomdoc.versions.composer import ASceller, compose_version
from cpomdoc.versions.dossiers_scelles import folder_of
from tests.checking.contrats_de_test import VALIDE, read_dossier

REF = "essai"
SIGNATURE = date(2026, 12, 15)
EFFET = date(2027, 1, 1)
IME = "ime-ormes"


@dataclass(frozen=True)
class Acte:
    """An act of a chain: the state that it makes, its days, its motif."""

    etat: Dossier
    signature: date
    effet: date | None = None
    motif: str = "finances"


def initial() -> Dossier:
    """The right contract of the tests."""
    return replace(keep_contrat(read_dossier(VALIDE)[1]), ref=REF)


def with_montant(dossier: Dossier, montant: str) -> Dossier:
    """The same contract with another amount for its first base."""
    assert dossier.finances is not None
    first, *others = dossier.finances.bases
    return replace(
        dossier, finances=replace(dossier.finances, bases=(replace(first, montant=Decimal(montant)), *others))
    )


def with_places(dossier: Dossier, places: int) -> Dossier:
    """The same contract with another authorised capacity for its first establishment."""
    ime, *others = dossier.perimetre.etablissements
    changed = replace(ime, capacites=(replace(ime.capacites[0], autorisee=places), *ime.capacites[1:]))
    return replace(dossier, perimetre=replace(dossier.perimetre, etablissements=(changed, *others)))


def with_fin(dossier: Dossier, fin: date) -> Dossier:
    """The same contract, prorogued."""
    general = dossier.general
    return replace(dossier, general=replace(general, contrat=replace(general.contrat, date_fin_prorogee=fin)))


def seal_chaine(racine: Path, *actes: Acte) -> Path:
    """A folder whose contract was sealed as it was first, then after each of these acts, and is now as the last one."""
    first = initial()
    states = [Acte(first, SIGNATURE), *actes]
    precedentes: dict[str, str] = {}
    for rang, acte in enumerate(states):
        nom = f"{rang:02}-{acte.motif.replace('_', '-')}" if rang else "00-contrat"
        precedentes |= seal_one(racine, nom, acte, rang, precedentes)
    write(racine / "contracts" / REF, states[-1].etat)
    return racine


def seal_one(racine: Path, nom: str, acte: Acte, numero: int, precedentes: Mapping[str, str]) -> dict[str, str]:
    """Write one version; its name and its fingerprint."""
    avenant = Avenant(numero, (acte.motif,), "definitif", date_effet=acte.effet, date_signature=acte.signature)
    etat = replace(acte.etat, avenant=avenant if numero else None)
    texte = {"contrat.md": b"# Contrat\n"}
    composed = compose_version(
        racine, ASceller(nom, acte.signature, "abcd", etat, texte, {"a.pdf": "0" * 64}, dict(precedentes))
    )
    assert composed is not None
    sceau, files = composed
    assert publish_once(folder_of(racine, REF) / nom, files)
    return {nom: sceau.empreinte}


def write(folder: Path, dossier: Dossier) -> None:
    """The working files of a contract, in their canonical form."""
    for name, data in format_canonique(dossier).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
