"""The sealed versions of a contract one after the other: the contract as it was signed, then each of its avenants."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from cpomdoc.errors import DossierIntrouvable
from cpomdoc.loading.load_dossier import choose_references
from cpomdoc.model.projet_avenant import ActeAnterieur
from cpomdoc.versions.dossiers_scelles import VERSIONS, list_versions, number_of
from cpomdoc.versions.etats import CONTRACTS, Etat, read_scelle
from cpomdoc.versions.sceau import Sceau
from cpomdoc.versions.verifier_versions import check_versions, read_sceau_of


@dataclass(frozen=True)
class Version:
    """A sealed version: its folder's name, the number of its act (0 for the contract), its seal, its state."""

    nom: str
    numero: int
    sceau: Sceau
    etat: Etat

    @property
    def date_signature(self) -> datetime.date:
        """The day on which the act was signed."""
        return self.sceau.date_signature

    @property
    def date_effet(self) -> datetime.date | None:
        """The day from which the act binds; None when the contract does not say it."""
        if self.numero == 0:
            return self.etat.dossier.general.contrat.date_effet
        avenant = self.etat.dossier.avenant
        return avenant.date_effet if avenant and avenant.date_effet else self.date_signature

    @property
    def acte(self) -> ActeAnterieur:
        """The act, as later ones name it."""
        return ActeAnterieur(self.numero, self.nom, self.date_signature, self.date_effet)


def read_chaine(racine: Path, ref: str, avant: int | None = None) -> tuple[Version, ...]:
    """The sealed versions in the order of their numbers, those before act `avant` when one says so.

    Raises DossierIntrouvable, in French, when one of all of them is not as it was sealed, or does not read.
    """
    choose_references(racine / CONTRACTS, (ref,))
    noms = list_versions(racine, ref)
    _prove(racine, ref, noms)
    versions = []
    for nom in noms:
        sceau = read_sceau_of(racine, ref, nom)
        if sceau is not None and (avant is None or number_of(nom) < avant):
            versions.append(Version(nom, number_of(nom), sceau, read_scelle(racine, ref, nom)))
    return tuple(versions)


def _prove(racine: Path, ref: str, noms: tuple[str, ...]) -> None:
    """Refuse a chain of which one version is not whole; a folder that is none of them harms nothing here."""
    lieux = tuple(f"{CONTRACTS}/{ref}/{VERSIONS}/{nom}/" for nom in noms)
    faults = [one for one in check_versions(racine, ref) if one.position and one.position.file.startswith(lieux)]
    if faults:
        raise DossierIntrouvable(
            f"Les versions scellées du contrat {ref} ne sont plus telles qu’elles ont été scellées\u202f: "
            f"{faults[0].message} «\u202fcpomdoc verifier {ref}\u202f» dit tout."
        )
