"""`revue`: find the two ends of a branch, the contracts that differ between them, and review each."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cpomdoc import __version__
from cpomdoc.loading.folder import natural_order
from cpomdoc.loading.load_dossier import list_references
from cpomdoc.rendering.documents.registre import CONTRAT, IMPRIMABLES
from cpomdoc.rendering.render_edition import Progress
from cpomdoc.revue.contrat import Cas, review_contrat
from cpomdoc.revue.lecture import open_bout
from cpomdoc.revue.modele import Fichier, Revue
from cpomdoc.revue.regles import compare_problems
from cpomdoc.revue.renommes import find_renommes
from cpomdoc.revue.scelles import keep_sort, list_connues
from cpomdoc.versions.etats import CONTRACTS
from cpomdoc.versions.plage_git import Plage, extract_folders, list_noms, list_touches, open_plage

MAISON = "templates"
AILLEURS = {one.gabarit for one in IMPRIMABLES} - {one.gabarit for one in CONTRAT} | {"avenant.docx"}
"""Gabarits of documents that no one signs with the contract."""
SANS_MOTS = ("ci/", "polices/")


@dataclass(frozen=True)
class Refs:
    """The contracts by name at each end."""

    avant: tuple[str, ...]
    apres: tuple[str, ...]


def build_revue(racine: Path, ecrite: str, aujourdhui: date | None, progress: Progress) -> Revue:
    """Review all that a range changes; raises DossierIntrouvable, in French, when the range cannot be read."""
    plage = open_plage(racine, ecrite)
    fichiers = tuple(Fichier(one.nom, keep_sort(one.nature)) for one in list_touches(racine, plage))
    noms = list_noms(racine, plage.base)
    maison = tuple(one for one in fichiers if _is_of_house(one.nom))
    weighs = any(_weighs(one.nom) for one in maison)
    with tempfile.TemporaryDirectory(prefix="cpomdoc-") as folder:
        refs = Refs(_list_refs(noms), _list_now(racine, plage))
        touched = {one.nom.split("/")[1] for one in fichiers if not _is_of_house(one.nom)}
        wanted = {*refs.avant, *refs.apres} if weighs else touched
        ends = _extract_ends(racine, plage, sorted(wanted), Path(folder))
        avant = open_bout(ends[0], plage.nom_base, aujourdhui)
        apres = open_bout(ends[1], plage.nom_tete, aujourdhui)
        cas = _list_cas(refs, wanted, fichiers, noms, ends)
        reviewed = []
        for done, one in enumerate(cas):
            progress(one.ref, done, len(cas))
            reviewed.append(review_contrat(one, avant, apres))
        contrats = tuple(one for one in reviewed if one is not None)
        return Revue(
            plage.nom_base,
            plage.nom_tete,
            __version__,
            contrats,
            len({*refs.avant, *refs.apres}) - sum(2 if one.ancienne_ref else 1 for one in contrats),
            maison,
            compare_problems(avant.maison.problems, apres.maison.problems, "", ""),
        )


def _is_of_house(nom: str) -> bool:
    return nom.startswith(f"{MAISON}/")


def _weighs(nom: str) -> bool:
    """Whether a file of the house may change the words of contracts: fonts, tools and other documents do not."""
    inside = nom.removeprefix(f"{MAISON}/")
    return inside not in AILLEURS and not inside.startswith(SANS_MOTS)


def _list_refs(noms: Sequence[str]) -> tuple[str, ...]:
    parts = (one.split("/") for one in noms)
    refs = {one[1] for one in parts if len(one) > 2 and one[0] == CONTRACTS and not one[1].startswith(".")}
    return tuple(sorted(refs, key=natural_order))


def _list_now(racine: Path, plage: Plage) -> tuple[str, ...]:
    """The contracts at the end of the range; those one works on are the folders that are there."""
    return list_references(racine / CONTRACTS) if plage.tete is None else _list_refs(list_noms(racine, plage.tete))


def _extract_ends(racine: Path, plage: Plage, refs: Sequence[str], folder: Path) -> tuple[Path, Path]:
    """The folder of each end, read from git, but for the files one works on, which are where they are."""
    folders = (MAISON, *(f"{CONTRACTS}/{one}" for one in refs))
    ends = folder / "avant", racine if plage.tete is None else folder / "apres"
    for commit, target in zip((plage.base, plage.tete), ends, strict=True):
        if commit is not None:
            (target / CONTRACTS).mkdir(parents=True)
            extract_folders(racine, commit, folders, target)
    return ends


def _list_cas(
    refs: Refs, wanted: set[str], fichiers: Sequence[Fichier], noms: Sequence[str], racines: tuple[Path, Path]
) -> list[Cas]:
    """The contracts to look at, those renamed once, in the order of their names."""
    gone = [one for one in refs.avant if one not in refs.apres]
    come = [one for one in refs.apres if one not in refs.avant]
    renommes = find_renommes(
        [racines[0] / CONTRACTS / one for one in gone], [racines[1] / CONTRACTS / one for one in come]
    )
    maison = any(_is_of_house(one.nom) and _weighs(one.nom) for one in fichiers)
    cas = []
    for ref in sorted(wanted & {*refs.avant, *refs.apres}, key=natural_order):
        if ref in renommes.values():
            continue
        ancienne = renommes.get(ref, ref if ref in refs.avant else "")
        nouvelle = ref if ref in refs.apres else ""
        own = tuple(one for one in fichiers if one.nom.split("/")[1] in (ref, ancienne) and not _is_of_house(one.nom))
        cas.append(Cas(ancienne, nouvelle, own, list_connues(noms, ancienne), maison))
    return cas
