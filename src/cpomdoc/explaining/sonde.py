"""Where each field is printed, found by changing it and looking at what the documents say then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cpomdoc.checking.load_schemas import SECTIONS, Champ, load_schema, section_of
from cpomdoc.checking.validator import check_forme
from cpomdoc.explaining.arbres import complete_dossier, iterate_feuilles, leave_out
from cpomdoc.explaining.autres_valeurs import change_champ, change_loin, switch_champ
from cpomdoc.explaining.observation import Observation, Presse
from cpomdoc.loading.load_dossier import list_references, load_dossier
from cpomdoc.rendering.documents.registre import CONTRAT
from cpomdoc.source import Chemin, Source, Sources

SWITCHES = frozenset({"choix", "booleen", "categorie"})
"""Types of the fields that decide whether their neighbours are printed."""

HORS_CONTRAT = frozenset({"avenant", "lancement", "suivis"})
"""Sections that change, prepare or follow a contract, and that only documents of their own print."""

DU_CONTRAT = frozenset(document.cle for document in CONTRAT)
"""Documents that are signed."""

CACHES: Mapping[Chemin, Chemin] = {("contrat", "duree_annees"): ("contrat", "date_fin_prorogee")}
"""Fields that another one stands in for where it is filled: they are looked for without it too."""

Arbre = dict[str, Any]


@dataclass
class Trouve:
    """What changes with a field: documents, and the answers of rules."""

    documents: set[str] = field(default_factory=set)
    controle: bool = False


def probe_champs(presse: Presse, contrats: Path, champs: tuple[Champ, ...] | None = None) -> Mapping[Chemin, Trouve]:
    """What each field serves, over the contracts of a folder completed with the examples of the schemas.

    Where a field is printed is looked for in one contract of each plan of articles, which completed has every file. A
    field that prints nothing there is tried in the others, with other neighbours, then in the contracts as they are.
    """
    bases = [read_bases(presse, contrats, ref) for ref in list_references(contrats)]
    plans = _choose_by_plan(bases)
    champs = tuple(iterate_feuilles()) if champs is None else champs
    found = {champ.path: Trouve() for champ in champs}
    for champ in champs:
        for whole in plans:
            _look(whole, champ, found[champ.path])
            if champ.path in CACHES:
                _look(Observation(presse, leave_out(whole.tree, CACHES[champ.path]), whole), champ, found[champ.path])
        if not found[champ.path].documents:
            _look_closer(plans, [written for _, written in bases], champ, found[champ.path])
    return found


def _choose_by_plan(bases: list[tuple[Observation, Observation]]) -> list[Observation]:
    """Of the contracts that share a plan of articles, the one that says most before it is completed."""
    richest: dict[object, tuple[int, Observation]] = {}
    for whole, written in bases:
        size = len(repr(written.tree))
        plan = whole.presse.catalogue.titres_of(whole.dossier.general.contrat.categorie)
        if size > richest.get(plan, (0, whole))[0]:
            richest[plan] = (size, whole)
    return [whole for _, whole in richest.values()]


def _look_closer(plans: list[Observation], written: list[Observation], champ: Champ, trouve: Trouve) -> None:
    """Far values, contracts as written, other neighbours; what still prints nothing may be compared by a rule."""
    for whole in plans:
        _look_at(whole, champ, change_loin(champ, whole.tree), trouve)
    for before in written:
        _look(before, champ, trouve)
    for before in (one for whole in plans for one in _switch_neighbours(whole, champ)):
        if not trouve.documents:
            _look(before, champ, trouve)
    if not trouve.documents:
        # A rule may ask for more than any contract at hand has: the schema then says that the field is for a rule.
        declared = champ.rules.get("meta", {}).get("usage") == "controle"
        trouve.controle = declared or any(_tips_a_rule(one, champ) for one in (*plans, *written))


def _tips_a_rule(before: Observation, champ: Champ) -> bool:
    trees = (*_change(before, champ), *change_loin(champ, before.tree))
    return any(before.ecarts != Observation(before.presse, tree, before).ecarts for tree in trees)


def _look(before: Observation, champ: Champ, trouve: Trouve) -> None:
    _look_at(before, champ, _change(before, champ), trouve)


def _may_print(cle: str, champ: Champ) -> bool:
    """What prepares a contract changes nothing of it; that its tools repeat what it prints needs no saying."""
    return (cle in DU_CONTRAT) == (champ.path[0] not in HORS_CONTRAT)


def _look_at(before: Observation, champ: Champ, trees: Iterator[Arbre], trouve: Trouve) -> None:
    for tree in trees:
        after = Observation(before.presse, tree, before)
        unseen = {cle for cle in before.documents if _may_print(cle, champ)} - trouve.documents
        trouve.documents |= {cle for cle in unseen if before.says_otherwise(after, cle)}


def _change(before: Observation, champ: Champ) -> Iterator[Arbre]:
    return change_champ(champ, before.tree, before.presse.codes, before.presse.referentiel)


def _switch_neighbours(whole: Observation, champ: Champ) -> Iterator[Observation]:
    """The contract where a field beside, around or below has another choice, or is left out, if a document shows it."""
    presse = whole.presse
    for other in iterate_feuilles():
        near = _are_near(champ.path[:-1], other.path[:-1])
        if other.path == champ.path or other.path[0] != champ.path[0]:
            continue
        trees: list[Arbre] = []
        # A choice may decide what a whole file prints; other neighbours only count beside the field.
        if other.rules["type"] in SWITCHES and (near or "*" not in other.path):
            trees += switch_champ(other, whole.tree, presse.codes, presse.referentiel)
        if other.path[:-1] == champ.path[:-1] and not other.obligatoire and other.rules["nullable"]:
            trees.append(leave_out(whole.tree, other.path))
        if other.path[-2:-1] == ("*",) and other.path[:-3] == champ.path[:-1]:
            trees.append(leave_out(whole.tree, other.path[:-2]))
        seen = [cle for cle in whole.documents if _may_print(cle, champ)]
        switched = [Observation(presse, tree, whole) for tree in trees]
        yield from (one for one in switched if not all(whole.looks_like(one, cle) for cle in seen))


def _are_near(block: Chemin, other: Chemin) -> bool:
    """Whether one of two blocks is the other, or holds it."""
    size = min(len(block), len(other))
    return block[:size] == other[:size]


def read_bases(presse: Presse, contrats: Path, ref: str) -> tuple[Observation, Observation]:
    """A contract with nothing missing, and as it is."""
    sources, _ = load_dossier(contrats, ref)
    sections: Arbre = {}
    for source in sources:
        section = section_of(source.prefix)
        if section is not None and "*" in SECTIONS[section][0]:
            sections.setdefault(section, []).append(source.tree)
        elif section is not None:
            sections[section] = source.tree
    whole = complete_dossier(sections)
    trees = [_read_types(presse, _build_sources(ref, each)) for each in (whole, sections)]
    return Observation(presse, trees[0]), Observation(presse, trees[1])


def _build_sources(ref: str, sections: Arbre) -> Sources:
    files: list[Source] = []
    for section, content in sections.items():
        prefix, name = SECTIONS[section]
        if isinstance(content, list):
            files += [Source(name, (*prefix[:-1], rank), (), one) for rank, one in enumerate(content)]
        else:
            files.append(Source(name, prefix, (), content))
    return Sources(ref, tuple(files))


def _read_types(presse: Presse, sources: Sources) -> Arbre:
    """Values typed; the keys of contrat.yaml beside the names of the other files, as paths name them."""
    tree, _ = check_forme(sources, presse.referentiel)
    general = tree.pop("general")
    return {**{key: general.get(key) for key in load_schema("contrat")}, **tree}
