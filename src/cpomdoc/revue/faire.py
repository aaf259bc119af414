"""`revue`: find the two ends of a branch, the contracts that differ between them, and review each."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cpomdoc import __version__
from cpomdoc.loading.folder import natural_order
from cpomdoc.loading.load_dossier import list_references
from cpomdoc.loading.load_gabarits import TEMPLATES
from cpomdoc.rendering.render_edition import Progress
from cpomdoc.revue.alleger import lighten
from cpomdoc.revue.contrat import Cas, review_contrat
from cpomdoc.revue.lecture import open_bout
from cpomdoc.revue.maison_changee import MaisonChangee, is_of_house, weigh_maison
from cpomdoc.revue.modele import Fichier, Revue
from cpomdoc.revue.regles import compare_problems
from cpomdoc.revue.renommes import find_renommes
from cpomdoc.revue.scelles import keep_sort, list_connues
from cpomdoc.versions.etats import CONTRACTS
from cpomdoc.versions.plage_git import Plage, extract_folders, list_noms, list_touches, open_plage


@dataclass(frozen=True)
class Refs:
    """The contracts by name at each end."""

    avant: tuple[str, ...]
    apres: tuple[str, ...]


@dataclass(frozen=True)
class Branche:
    """The files that differ, the names of those that were there before, what the house changes."""

    fichiers: tuple[Fichier, ...]
    noms: tuple[str, ...]
    changee: MaisonChangee

    def own(self, *refs: str) -> tuple[Fichier, ...]:
        """The files of a contract, under whichever of its names."""
        return tuple(one for one in self.fichiers if not is_of_house(one.nom) and one.nom.split("/")[1] in refs)


def build_revue(racine: Path, ecrite: str, aujourdhui: date | None, progress: Progress) -> Revue:
    """Review all that a range changes; raises DossierIntrouvable, in French, when the range cannot be read."""
    plage = open_plage(racine, ecrite)
    fichiers = tuple(Fichier(one.nom, keep_sort(one.nature)) for one in list_touches(racine, plage))
    noms = list_noms(racine, plage.base)
    refs = Refs(_list_refs(noms), _list_now(racine, plage))
    with tempfile.TemporaryDirectory(prefix="cpomdoc-") as folder:
        ends = Path(folder) / "avant", racine if plage.tete is None else Path(folder) / "apres"
        _extract(racine, plage, (TEMPLATES,), ends)
        changee = weigh_maison(fichiers, *ends)
        touched = {one.nom.split("/")[1] for one in fichiers if not is_of_house(one.nom)}
        wanted = {*refs.avant, *refs.apres} if changee.compte else touched
        _extract(racine, plage, [f"{CONTRACTS}/{one}" for one in sorted(wanted)], ends)
        avant = open_bout(ends[0], plage.nom_base, aujourdhui)
        apres = open_bout(ends[1], plage.nom_tete, aujourdhui)
        contrats = []
        cas = _list_cas(refs, wanted, Branche(fichiers, noms, changee), ends)
        for done, one in enumerate(cas):
            progress(one.ref, done, len(cas))
            if (reviewed := review_contrat(one, avant, apres)) is not None:
                contrats.append(reviewed)
        return Revue(
            plage.nom_base,
            plage.nom_tete,
            __version__,
            tuple(lighten(contrats)),
            len({*refs.avant, *refs.apres}) - sum(2 if one.ancienne_ref else 1 for one in contrats),
            tuple(one for one in fichiers if is_of_house(one.nom)),
            compare_problems(avant.maison.problems, apres.maison.problems, "", ""),
        )


def _list_refs(noms: Sequence[str]) -> tuple[str, ...]:
    parts = (one.split("/") for one in noms)
    refs = {one[1] for one in parts if len(one) > 2 and one[0] == CONTRACTS and not one[1].startswith(".")}
    return tuple(sorted(refs, key=natural_order))


def _list_now(racine: Path, plage: Plage) -> tuple[str, ...]:
    """The contracts at the end of the range; those one works on are the folders that are there."""
    return list_references(racine / CONTRACTS) if plage.tete is None else _list_refs(list_noms(racine, plage.tete))


def _extract(racine: Path, plage: Plage, folders: Sequence[str], ends: tuple[Path, Path]) -> None:
    """Bring folders of each end from git, but for the files one works on, which are where they are."""
    for commit, target in zip((plage.base, plage.tete), ends, strict=True):
        if commit is not None:
            (target / CONTRACTS).mkdir(parents=True, exist_ok=True)
            extract_folders(racine, commit, folders, target)


def _list_cas(refs: Refs, wanted: set[str], branche: Branche, ends: tuple[Path, Path]) -> list[Cas]:
    """The contracts to look at, those renamed once, in the order of their names."""
    gone = [ends[0] / CONTRACTS / one for one in refs.avant if one not in refs.apres]
    come = [ends[1] / CONTRACTS / one for one in refs.apres if one not in refs.avant]
    renommes = find_renommes(gone, come)
    cas = []
    for ref in sorted(wanted & {*refs.avant, *refs.apres}, key=natural_order):
        if ref in renommes.values():
            continue
        ancienne = renommes.get(ref, ref if ref in refs.avant else "")
        nouvelle = ref if ref in refs.apres else ""
        cas.append(
            Cas(ancienne, nouvelle, branche.own(ref, ancienne), list_connues(branche.noms, ancienne), branche.changee)
        )
    return cas
