"""The settings of a house, templates/maison.yaml: read as a contract is, then laid under each contract."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cpomdoc.errors import describe_system_error
from cpomdoc.loading.characters import MAX_BYTES
from cpomdoc.loading.folder import is_there_under_another_name
from cpomdoc.loading.folder_refusals import FILE_OUTSIDE, FILE_UNKNOWN, FILE_UNREADABLE
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.loading.refusals import refuse, typeset
from cpomdoc.problems import Problem
from cpomdoc.source import Arbre, Chemin, Position, Source, Sources
from cpomdoc.suggestions import format_suggestion

MAISON = "maison.yaml"
TEMPLATES = "templates"
LISTES = ("visas", "clauses_particulieres")
"""What a house adds to every contract; anything else it writes stands where the contract writes nothing."""
PROPRES = ("annexes",)
"""What is not read through the contract."""


@dataclass(frozen=True)
class Fichier:
    """A file of templates/ as read: its bytes and lines are kept even when it has no `source`."""

    shown: str
    data: bytes = b""
    source: Source | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What an excerpt is cut from."""
        return self.source.lines if self.source else tuple(self.data.decode("utf-8", "replace").splitlines())


def read_maison(racine: Path) -> Fichier | None:
    """The settings of the house of this folder, None when it has none."""
    folder = racine / TEMPLATES
    path, shown = folder / MAISON, f"{TEMPLATES}/{MAISON}"
    if not path.is_symlink() and not path.exists():
        if not folder.is_dir() or not is_there_under_another_name(folder, MAISON):
            return None
        proposition = typeset("Vouliez-vous dire « {nom} » ? ").format(nom=MAISON)
        nom = next(one.name for one in folder.iterdir() if one.name.lower().startswith("maison."))
        place = Position(f"{TEMPLATES}/{nom}", 1, 1)
        return Fichier(shown, problems=(refuse(FILE_UNKNOWN, place, nom=nom, proposition=proposition),))
    return read_template(folder, path, shown)


def read_template(folder: Path, path: Path, shown: str) -> Fichier:
    """A YAML file of templates/, refused when it is a link that leaves the folder."""
    here = Position(shown, 1, 1)
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve(strict=True)):
            return Fichier(shown, problems=(refuse(FILE_OUTSIDE, here, nom=path.name),))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Fichier(shown, problems=(refuse(FILE_UNREADABLE, here, raison=describe_system_error(error)),))
    source, problems = read_yaml(data, shown)
    return Fichier(shown, data, source, tuple(problems))


def lay_under(maison: Source, sources: Sources) -> Sources:
    """The contract completed by its house; each value keeps the place where it is written, whichever file that is."""
    files = tuple(_Joined(maison, one).join() if one.prefix == () else one for one in sources.files)
    return replace(sources, files=files, lines={**sources.lines, maison.file: maison.lines})


class _Joined:
    """One contrat.yaml with the settings of its house: what the contract writes wins, a blank included."""

    def __init__(self, maison: Source, contrat: Source) -> None:
        self.maison, self.contrat = maison, contrat
        self.keys, self.values = dict(contrat.keys), dict(contrat.values)

    def join(self) -> Source:
        """The contract with what it leaves to the house."""
        given = {key: value for key, value in self.maison.tree.items() if key not in (*LISTES, *PROPRES)}
        tree = self._fill(self.contrat.tree, given, ())
        for name in LISTES:
            added = self.maison.tree.get(name)
            if isinstance(added, list):
                self._extend(tree, name, added)
        return replace(self.contrat, tree=tree, keys=self.keys, values=self.values)

    def _fill(self, own: dict[str, Arbre], given: dict[str, Arbre], path: Chemin) -> dict[str, Arbre]:
        filled = dict(own)
        for key, value in given.items():
            here, mine = (*path, key), own.get(key)
            if key not in own:
                filled[key] = value
                self._place(here, here)
            elif isinstance(mine, dict) and isinstance(value, dict):
                filled[key] = self._fill(mine, value, here)
        return filled

    def _extend(self, tree: dict[str, Arbre], name: str, added: list[Arbre]) -> None:
        mine = tree.get(name)
        if mine is not None and not isinstance(mine, list):
            return
        whole = list(mine or [])
        for rank, item in enumerate(added):
            if isinstance(item, dict) and self._keeps(item):
                self._place((name, rank), (name, len(whole)))
                whole.append({key: value for key, value in item.items() if key not in ("cle", "categories")})
        if whole:
            tree[name] = whole
            self._place((name,), (name,), deep=False)

    def _keeps(self, item: dict[str, Arbre]) -> bool:
        """Whether a visa or a clause is for this contract: of its category, and not left out by it."""
        contrat, categories = self.contrat.tree.get("contrat"), item.get("categories")
        categorie = contrat.get("categorie") if isinstance(contrat, dict) else None
        concerned = not isinstance(categories, list) or categorie in categories
        return concerned and item.get("cle") not in list(_texts(_ecartees(self.contrat)))

    def _place(self, source: Chemin, target: Chemin, *, deep: bool = True) -> None:
        """Where the house writes what now stands in the contract; what the contract already places stays."""
        for table, known in ((self.keys, self.maison.keys), (self.values, self.maison.values)):
            for path, position in known.items():
                if path == source or (deep and path[: len(source)] == source):
                    table.setdefault((*target, *path[len(source) :]), position)


def check_ecartees(maison: Source | None, sources: Sources) -> list[Problem]:
    """A clause that a contract leaves out is one of its house."""
    known = [] if maison is None else list(_cles(maison))
    contrat = sources.find(())
    listed = _ecartees(contrat) if contrat else None
    return [
        Problem(
            "MAI-001",
            ("presentation", "clauses_ecartees", rank),
            f"La maison n’a pas de clause «\u202f{cle}\u202f» à écarter.",
            _hint(cle, known),
        )
        for rank, cle in enumerate(listed if isinstance(listed, list) else [])
        if isinstance(cle, str) and cle not in known
    ]


def _hint(cle: str, known: list[str]) -> str:
    near = format_suggestion(cle, known)
    if near:
        return near[:1].upper() + near[1:]
    return (
        f"Clauses de la maison\u202f: {', '.join(known)}." if known else "Retirez la ligne\u202f: elle n’en a aucune."
    )


def _cles(maison: Source) -> Iterator[str]:
    clauses = maison.tree.get("clauses_particulieres")
    for one in clauses if isinstance(clauses, list) else []:
        if isinstance(one, dict) and isinstance(cle := one.get("cle"), str):
            yield cle


def _ecartees(contrat: Source) -> Arbre:
    presentation = contrat.tree.get("presentation")
    return presentation.get("clauses_ecartees") if isinstance(presentation, dict) else None


def _texts(node: Arbre) -> Iterator[str]:
    yield from (one for one in node if isinstance(one, str)) if isinstance(node, list) else ()
