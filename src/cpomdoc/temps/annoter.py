"""The YAML of a contract as it applies on a day: what an avenant brought says so at the end of its line."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from cpomdoc.comparing.changements import Chemin, Repere
from cpomdoc.comparing.cles import list_reperes
from cpomdoc.comparing.recit import name_acte
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.model.projet_avenant import ActeAnterieur
from cpomdoc.source import Chemin as CheminYaml
from cpomdoc.temps.en_vigueur import EnVigueur
from cpomdoc.typographie import format_date
from cpomdoc.versions.canonique import Bloc, format_canonique, list_blocs

INSECABLES = str.maketrans({"\u202f": " ", "\xa0": " ", "’": "'"})
"""What stands outside quotes in YAML is written with the spaces of a keyboard."""
DOCUMENT = "---\n"


def annotate(en_vigueur: EnVigueur) -> dict[str, bytes]:
    """The files of the contract by name; they read back as the same contract."""
    dossier = en_vigueur.etat.dossier
    files = format_canonique(dossier)
    reperes = list_reperes(dossier.fiches)
    return {
        bloc.nom: _annotate_file(files[bloc.nom], bloc, _start(bloc, reperes), en_vigueur)
        for bloc in list_blocs(dossier)
    }


def join_files(files: Mapping[str, bytes]) -> bytes:
    """All of them one after the other, each a document of its own."""
    return DOCUMENT.encode().join(files.values())


def _start(bloc: Bloc, reperes: list[Repere]) -> Chemin:
    if bloc.rang is not None:
        return ("fiches", reperes[bloc.rang])
    return ("general" if bloc.section == "contrat" else bloc.section,)


def _annotate_file(data: bytes, bloc: Bloc, start: Chemin, en_vigueur: EnVigueur) -> bytes:
    """A file under its own heading, its lines as they were but for the comments at their ends."""
    source, _ = read_yaml(data, bloc.nom)
    lines = data.decode().split("\n")
    for path, chemin in _iterate_leaves(bloc.valeur, (), start):
        acte = en_vigueur.origines.get(chemin)
        place = source.values.get(path) if source else None
        if acte is not None and acte.numero and place is not None:
            lines[place.line - 1] += f"  # {_tell(acte)}"
    return "\n".join([*_head(bloc.nom, en_vigueur), *lines[1:]]).encode()


def _head(nom: str, en_vigueur: EnVigueur) -> Iterator[str]:
    yield f"# {nom} tel qu'il s'applique le {format_date(en_vigueur.jour)}.".translate(INSECABLES)
    yield f"# En vigueur : {' ; '.join(_tell(one) for one in en_vigueur.actes)}."
    if en_vigueur.a_venir:
        yield f"# Pas encore en vigueur : {' ; '.join(_tell(one) for one in en_vigueur.a_venir)}."


def _tell(acte: ActeAnterieur) -> str:
    """« avenant n° 1, 1er janvier 2028 »."""
    effet = "effet inconnu" if acte.date_effet is None else format_date(acte.date_effet)
    return f"{name_acte(acte.numero)}, {effet}".translate(INSECABLES)


def _iterate_leaves(value: object, path: CheminYaml, chemin: Chemin) -> Iterator[tuple[CheminYaml, Chemin]]:
    """Each value of a file by its place in the YAML and by its place in the contract."""
    if is_dataclass(value):
        for one in fields(value):
            yield from _iterate_leaves(getattr(value, one.name), (*path, one.name), (*chemin, one.name))
    elif isinstance(value, tuple):
        for rang, (repere, item) in enumerate(zip(list_reperes(value), value, strict=True)):
            yield from _iterate_leaves(item, (*path, rang), (*chemin, repere))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _iterate_leaves(item, (*path, str(key)), (*chemin, Repere((key,))))
    elif value is not None:
        yield path, chemin
