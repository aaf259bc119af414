"""The sealed versions that a branch touches, and whether what it leaves calls for an avenant."""

from collections.abc import Sequence

from cpomdoc.comparing.compare import compare
from cpomdoc.comparing.motifs import classify
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.francais import majuscule
from cpomdoc.revue.lecture import Bout, Lu
from cpomdoc.revue.modele import Fichier, Scelles, Sort
from cpomdoc.versions.chaine import read_chaine
from cpomdoc.versions.dossiers_scelles import VERSIONS


def review_scelles(bout: Bout | None, ref: str, lu: Lu, fichiers: Sequence[Fichier], connues: Sequence[str]) -> Scelles:
    """What is said of sealed versions; `connues` are those that were there before the branch, by name.

    Without `bout`, the contract itself goes: what it had sealed goes with it.
    """
    inside = [(one, one.nom.split("/")[3]) for one in fichiers if _is_sealed(one)]
    touches = tuple(one for one, version in inside if version in connues)
    nouvelles = tuple(dict.fromkeys(version for _, version in inside if version not in connues))
    if bout is None:
        return Scelles(touches, nouvelles)
    fautes = tuple(one.message for one in lu.problems if one.code.startswith("VER-"))
    try:
        chaine = read_chaine(bout.racine, ref)
    except DossierIntrouvable as error:
        return Scelles(touches, nouvelles, fautes=fautes or (str(error),))
    if not chaine or lu.etat is None:
        return Scelles(touches, nouvelles, fautes=fautes)
    derniere, dossier = chaine[-1], lu.etat.dossier
    projet = dossier.avenant
    avant = derniere.etat.dossier
    found = classify(compare(avant, dossier), avant, projet.motifs if projet else ())
    listes = lu.etat.referentiel.listes
    numero = derniere.numero + 1 if found.motifs else None
    return Scelles(
        touches,
        nouvelles,
        derniere.nom,
        numero,
        projet is not None and projet.numero == numero,
        tuple(majuscule(listes["motif_avenant"].get(one, one)) for one in found.motifs),
        tuple(majuscule(listes["sans_avenant"].get(one, one)) for one in found.sans_avenant),
        fautes,
    )


def _is_sealed(fichier: Fichier) -> bool:
    parts = fichier.nom.split("/")
    return len(parts) > 4 and parts[2] == VERSIONS


def list_connues(noms: Sequence[str], ref: str) -> tuple[str, ...]:
    """The sealed versions of a contract among names of files."""
    parts = [one.split("/") for one in noms]
    return tuple(dict.fromkeys(one[3] for one in parts if len(one) > 4 and one[1] == ref and one[2] == VERSIONS))


def keep_sort(nature: str) -> Sort:
    """What git says of a file, in our word."""
    return {"A": Sort.AJOUTE, "D": Sort.RETIRE}.get(nature, Sort.MODIFIE)
