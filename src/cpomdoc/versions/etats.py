"""A state of a contract, wherever it is kept, read back into the same Dossier that the rest of cpomdoc works on."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpomdoc.checking.validator import check_forme
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.francais import guillemets
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.maison import furnish, open_maison
from cpomdoc.model.build import FormeIncomplete, build_dossier
from cpomdoc.model.catalogue import Catalogue
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.problems import Problem, Severite
from cpomdoc.versions.dossiers_scelles import NOM, VERSIONS, list_versions
from cpomdoc.versions.revision_git import extract_revision
from cpomdoc.versions.verifier_versions import check_versions

CONTRACTS = "contracts"
TRAVAIL = "travail"
"""How one names the files that one is working on."""


@dataclass(frozen=True)
class Etat:
    """A state of a contract under the name that people give it, with what numbers its articles and annexes."""

    nom: str
    dossier: Dossier
    referentiel: Referentiel
    catalogue: Catalogue


def read_etat(racine: Path, ref: str, nom: str) -> Etat:
    """A sealed version, « travail », or a revision of git; raises DossierIntrouvable when it cannot be read."""
    if nom == TRAVAIL:
        return _read_folder(racine, racine / CONTRACTS, ref, "fichiers de travail")
    if nom in list_versions(racine, ref):
        return _read_version(racine, ref, nom)
    if NOM.fullmatch(nom) and (known := list_versions(racine, ref)):
        raise DossierIntrouvable(
            f"La version {guillemets(nom)} n’existe pas. Versions scellées\u202f: {', '.join(known)}."
        )
    with tempfile.TemporaryDirectory(prefix="cpomdoc-") as folder:
        extract_revision(racine, ref, nom, Path(folder))
        return _read_folder(Path(folder), Path(folder) / CONTRACTS, ref, f"révision {nom}")


def read_brut(sources_root: Path, contracts: Path, ref: str) -> tuple[Dossier, Sequence[Problem], Referentiel]:
    """A contract with what its house gives it, as it is written: no typography set yet."""
    etat, problems = _read(sources_root, contracts, ref, "")
    return etat.dossier, problems, etat.referentiel


def _read_version(racine: Path, ref: str, nom: str) -> Etat:
    """A sealed version, once proven to be as it was sealed; what its house gave it was sealed with it."""
    here = f"{CONTRACTS}/{ref}/{VERSIONS}/{nom}"
    faults = [one for one in check_versions(racine, ref) if one.position and one.position.file.startswith(f"{here}/")]
    if faults:
        raise DossierIntrouvable(
            f"La version {guillemets(nom)} n’est plus telle qu’elle a été scellée\u202f: {faults[0].message} "
            f"«\u202fcpomdoc verifier {ref}\u202f» dit tout."
        )
    return read_scelle(racine, ref, nom)


def read_scelle(racine: Path, ref: str, nom: str) -> Etat:
    """A sealed version already proven to be as it was sealed."""
    etat = _read_folder(racine, racine / CONTRACTS / ref / VERSIONS, nom, f"version {nom}")
    return replace(etat, dossier=replace(etat.dossier, ref=ref))


def _read_folder(racine: Path, contracts: Path, ref: str, nom: str) -> Etat:
    etat, problems = _read(racine, contracts, ref, nom)
    errors = [one for one in problems if one.severite is Severite.ERREUR]
    if errors:
        place = errors[0].position
        where = f"{place.file}, ligne {place.line}\u202f: " if place else ""
        raise DossierIntrouvable(f"Le contrat ne se lit pas ({nom}). {where}{errors[0].message}")
    return etat


def _read(racine: Path, contracts: Path, ref: str, nom: str) -> tuple[Etat, list[Problem]]:
    maison = open_maison(racine, load_referentiel())
    sources, unread = load_dossier(contracts, ref)
    sealed = contracts.name == VERSIONS
    meuble = furnish(replace(maison, source=None) if sealed else maison, sources, load_referentiel())
    tree, forme = check_forme(meuble.sources, meuble.referentiel)
    located = [one if one.position else replace(one, position=meuble.sources.locate(one.path)) for one in forme]
    try:
        dossier = build_dossier(ref, tree)
    except FormeIncomplete as error:
        first = next(iter([*unread, *located]), None)
        raise DossierIntrouvable(
            f"Le contrat ne se lit pas ({nom})." + (f" {first.message}" if first else "")
        ) from error
    return Etat(nom, dossier, meuble.referentiel, maison.catalogue), [*unread, *located]
