"""`comparer`: find two states of a contract, say what changes between them and what follows."""

from pathlib import Path

from cpomdoc.comparing.comparaison import Comparaison
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.comparing.consequences import list_consequences
from cpomdoc.comparing.motifs import classify
from cpomdoc.comparing.redaction import write_lignes
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.loading.load_dossier import choose_references
from cpomdoc.versions.dossiers_scelles import list_versions
from cpomdoc.versions.etats import CONTRACTS, TRAVAIL, read_etat
from cpomdoc.versions.mots import build_vocabulaire


def compare_etats(racine: Path, ref: str, avant: str | None = None, apres: str | None = None) -> Comparaison:
    """Two states of a contract by their names; by default its last sealed version and the files one works on."""
    choose_references(racine / CONTRACTS, (ref,))
    ancien = read_etat(racine, ref, avant or _last_version(racine, ref))
    nouveau = read_etat(racine, ref, apres or TRAVAIL)
    changements = compare(ancien.dossier, nouveau.dossier)
    vocabulaire = build_vocabulaire(ancien, nouveau)
    calculs = [compute_calculs(keep_contrat(one.dossier), one.referentiel) for one in (ancien, nouveau)]
    avenant, listes = nouveau.dossier.avenant, nouveau.referentiel.listes
    classement = classify(changements, ancien.dossier, avenant.motifs if avenant else ())
    return Comparaison(
        ref,
        ancien.nom,
        nouveau.nom,
        write_lignes(changements, vocabulaire),
        list_consequences(calculs[0], calculs[1], vocabulaire, nouveau.referentiel.unites),
        tuple(listes["motif_avenant"].get(one, one) for one in classement.motifs),
        tuple(listes["sans_avenant"].get(one, one) for one in classement.sans_avenant),
    )


def _last_version(racine: Path, ref: str) -> str:
    versions = list_versions(racine, ref)
    if not versions:
        raise DossierIntrouvable(
            f"Le contrat {ref} n’a pas encore de version scellée. Indiquez à quoi le comparer\u202f: une révision de "
            f"git, par exemple «\u202fcpomdoc comparer {ref} HEAD\u202f»."
        )
    return versions[-1]
