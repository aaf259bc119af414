"""Prepare what a workbook changes in a contract, without writing anything; then write it, at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cpomdoc.checking.load_schemas import rules_at
from cpomdoc.checking.validator import check_fichier
from cpomdoc.errors import ClasseurRefuse
from cpomdoc.loading.etats import compute_etats
from cpomdoc.loading.load_dossier import choose_references, load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.loading.read_classeur import read_classeur
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.model.repere import ABSENT, Repere, list_parties
from cpomdoc.problems import Problem
from cpomdoc.publishing.edit_arbre import edit_arbre, rank_of, strip_empty
from cpomdoc.publishing.edit_yaml import EditionDifficile, Element, Pas, edit_yaml
from cpomdoc.publishing.publish_file import publish_file
from cpomdoc.reprise.changements import Changement, Saisies, list_saisies, schema_path, section_of
from cpomdoc.source import Arbre, Chemin, Source, Sources

CONTRACTS = "contracts"
RAPPEL_MAX = 40


@dataclass(frozen=True)
class Reprise:
    """What a workbook changes in the file `lieu`: `refus` says why nothing can be, `remarques` what is left aside."""

    reference: str
    lieu: str
    fichier: Path
    avant: bytes
    apres: bytes
    changements: tuple[Changement, ...]
    refus: tuple[str, ...]
    remarques: tuple[str, ...]


def prepare_reprise(racine: Path, classeur: Path) -> Reprise:
    """Read the workbook, find its contract, say what changes; raises ClasseurRefuse or DossierIntrouvable."""
    lu = read_classeur(classeur)
    reference = lu.repere.contrat
    if not lu.repere.onglets:
        raise ClasseurRefuse("Rien de ce classeur ne revient dans un contrat\u202f: il ne sert qu’à être lu.")
    choose_references(racine / CONTRACTS, (reference,))
    sources, _ = load_dossier(racine / CONTRACTS, reference)
    lieu = f"{CONTRACTS}/{reference}/{lu.repere.fichier}"
    source = next((one for one in sources if one.file == lieu), None)
    if source is None:
        raise ClasseurRefuse(
            f"{lieu} manque ou ne se lit pas\u202f: corrigez-le d’abord («\u202fcpomdoc verifier {reference}\u202f»)."
        )
    saisies = list_saisies(lu, source.tree)
    _refuse_other_state(lu.repere, sources, saisies)
    refus = (*lu.refus, *saisies.refus)
    remarques = (*lu.remarques, *saisies.remarques)
    avant = sources.contents[source.file]
    section = section_of(lu.repere.fichier)
    apres = avant if refus else _edit(avant, source, saisies.changements, section)
    refus = refus or tuple(_check(source, apres, saisies.changements, section))
    return Reprise(reference, lieu, racine / lieu, avant, apres, saisies.changements, refus, remarques)


def apply_reprise(reprise: Reprise) -> None:
    """Write the file, unless someone did in the meantime."""
    if reprise.fichier.read_bytes() != reprise.avant:
        raise ClasseurRefuse(
            f"{reprise.fichier.name} a changé pendant la reprise\u202f: rien n’est écrit. Relancez la commande."
        )
    publish_file(reprise.fichier, reprise.apres)


def _refuse_other_state(repere: Repere, sources: Sources, saisies: Saisies) -> None:
    """A workbook made before the contract moved would put old values over new ones."""
    etats = compute_etats(sources)
    vouched = set(list_parties(repere.onglets, (), repere.fichier)) <= set(repere.etats)
    moved = sorted(name for name, etat in repere.etats.items() if etats.get(name, ABSENT) != etat)
    if vouched and not moved:
        return
    typed = [one for one in saisies.changements if one.avant != one.apres and "cellule" in one.adresse]
    rappel = [f"  {one.adresse}\u202f: {one.apres or '(vidée)'}" for one in typed[:RAPPEL_MAX]]
    raise ClasseurRefuse(
        "\n".join(
            [
                f"Ce classeur a été fait d’un autre état du contrat\u202f: {', '.join(moved) or 'inconnu'} a changé "
                f"depuis. Rien n’est repris. Refaites-le par «\u202fmake contract CONTRAT={repere.contrat}\u202f», "
                "reportez-y vos saisies, puis relancez.",
                *(
                    ["Saisies à reporter\u202f:", *rappel]
                    if rappel
                    else ["Aucune de ses saisies ne manque au contrat."]
                ),
                *(["  …"] if len(typed) > RAPPEL_MAX else []),
            ]
        )
    )


def _edit(avant: bytes, source: Source, changements: Sequence[Changement], section: str) -> bytes:
    """The new file, proven to say what the old one said but for these changes."""
    ecritures = [one.ecriture for one in changements]
    difficile = ClasseurRefuse(
        f"{Path(source.file).name} est écrit d’une façon que cpomdoc ne sait pas modifier sans risque (listes ou "
        "accolades sur plusieurs lignes, élément en double)\u202f: rien n’est écrit. Mettez un champ par ligne, "
        "refaites le classeur et reportez-y vos saisies."
    )
    try:
        apres = edit_yaml(avant, ecritures, partial(_order, section))
    except (EditionDifficile, ValueError) as error:
        raise difficile from error
    edited, problems = read_yaml(apres, source.file)
    if edited is None or problems or strip_empty(edited.tree) != strip_empty(edit_arbre(source.tree, ecritures)):
        raise difficile
    return apres


def _order(section: str, chemin: tuple[Pas, ...]) -> Sequence[str]:
    """Keys of a block in the order of the schema."""
    rules = rules_at(section, schema_path(chemin)) or {}
    inside = rules.get("schema")
    return tuple(inside) if isinstance(inside, dict) else ()


def _check(avant: Source, apres: bytes, changements: Sequence[Changement], section: str) -> Iterator[str]:
    """What the schema refuses of the new file and did not of the old one, each at its cell, else at its row."""
    source, _ = read_yaml(apres, avant.file)
    if source is None or not changements:
        return
    old = {_words(one) for one in _check_forme(replace(avant, prefix=()), section)}
    left = [one for one in _check_forme(source, section) if _words(one) not in old]
    for one in changements:
        path = _path_of(one.chemin, source.tree)
        for problem in [each for each in left if each.path[: len(path)] == path]:
            yield _tell(one.adresse, problem)
            left.remove(problem)
    for one in changements:
        path = _path_of(one.item, source.tree)
        for problem in [each for each in left if each.path[: len(path)] == path or path[: len(each.path)] == each.path]:
            yield _tell(re.sub(r", cellule [A-Z]+", ", ligne ", one.adresse), problem)
            left.remove(problem)


def _check_forme(source: Source, section: str) -> list[Problem]:
    return check_fichier(source, section, load_referentiel())[1]


def _words(problem: Problem) -> tuple[str, str, str]:
    """What tells a problem from another wherever it stands: items move when one is added."""
    return problem.code, problem.message, str(problem.path[-1:])


def _tell(adresse: str, problem: Problem) -> str:
    aide = "" if "\n" in problem.aide else problem.aide  # lines of YAML to copy, of no use in a sheet
    return f"{adresse}\u202f: {problem.message} {aide}".rstrip()


def _path_of(chemin: tuple[Pas, ...], tree: Arbre) -> Chemin:
    """Where a change stands in the new tree."""
    path: list[str | int] = []
    for pas in chemin:
        if isinstance(pas, Element):
            rank = rank_of(tree, pas)
            path.append(-1 if rank is None else rank)
            tree = tree[rank] if isinstance(tree, list) and rank is not None else None
        else:
            path.append(pas)
            tree = tree.get(pas) if isinstance(tree, dict) else None
    return tuple(path)
