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
from cpomdoc.source import Chemin, Source, Sources

SWITCHES = frozenset({"choix", "booleen", "categorie"})
"""Types of the fields that decide whether their neighbours are printed."""

Arbre = dict[str, Any]


@dataclass
class Trouve:
    """What changes with a field: documents, and the answers of rules."""

    documents: set[str] = field(default_factory=set)
    controle: bool = False


def probe_champs(presse: Presse, contrats: Path, champs: tuple[Champ, ...] | None = None) -> Mapping[Chemin, Trouve]:
    """What each field serves, over the contracts of a folder completed with the examples of the schemas.

    A field that prints nothing there is tried again with other neighbours, then in the contracts as they are.
    """
    bases = [read_bases(presse, contrats, ref) for ref in list_references(contrats)]
    champs = tuple(iterate_feuilles()) if champs is None else champs
    found = {champ.path: Trouve() for champ in champs}
    for champ in champs:
        for whole, _ in bases:
            _look(whole, champ, found[champ.path])
        if not found[champ.path].documents:
            _look_closer(bases, champ, found[champ.path])
    return found


def _look_closer(bases: list[tuple[Observation, Observation]], champ: Champ, trouve: Trouve) -> None:
    """Far values, other neighbours; a field that still prints nothing may at least be compared by a rule."""
    for whole, written in bases:
        _look_at(whole, change_loin(champ, whole.tree), trouve)
        for before in (written, *_switch_neighbours(whole, champ)):
            if not trouve.documents:
                _look(before, champ, trouve)
    if not trouve.documents:
        # A rule may ask for more than any contract at hand has: the schema then says that the field is for a rule.
        declared = champ.rules.get("meta", {}).get("usage") == "controle"
        trouve.controle = declared or any(_tips_a_rule(one, champ) for base in bases for one in base)


def _tips_a_rule(before: Observation, champ: Champ) -> bool:
    trees = (*_change(before, champ), *change_loin(champ, before.tree))
    return any(before.ecarts != Observation(before.presse, tree, before).ecarts for tree in trees)


def _look(before: Observation, champ: Champ, trouve: Trouve) -> None:
    _look_at(before, _change(before, champ), trouve)


def _look_at(before: Observation, trees: Iterator[Arbre], trouve: Trouve) -> None:
    for tree in trees:
        after = Observation(before.presse, tree, before)
        unseen = before.documents.keys() - trouve.documents
        trouve.documents |= {cle for cle in unseen if before.says_otherwise(after, cle)}


def _change(before: Observation, champ: Champ) -> Iterator[Arbre]:
    return change_champ(champ, before.tree, before.presse.codes, before.presse.referentiel)


def _switch_neighbours(whole: Observation, champ: Champ) -> Iterator[Observation]:
    """The contract where a field beside, around or below has another choice, or is left out, if a document shows it."""
    presse = whole.presse
    for other in iterate_feuilles():
        if other.path == champ.path or not _are_near(champ.path[:-1], other.path[:-1]):
            continue
        trees: list[Arbre] = []
        if other.rules["type"] in SWITCHES:
            trees += switch_champ(other, whole.tree, presse.codes, presse.referentiel)
        if other.path[:-1] == champ.path[:-1] and not other.obligatoire and other.rules["nullable"]:
            trees.append(leave_out(whole.tree, other.path))
        switched = [Observation(presse, tree, whole) for tree in trees]
        yield from (one for one in switched if not all(whole.looks_like(one, cle) for cle in whole.documents))


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
