"""Load the folder of one contract: every file it should hold, none that it should not, nothing outside it."""

import re
from collections.abc import Sequence
from pathlib import Path

from cpomdoc.errors import DossierIntrouvable, describe_system_error
from cpomdoc.loading.characters import MAX_BYTES, read_lines
from cpomdoc.loading.folder import FICHES, FILES, SUIVI, check_folder, is_there_under_another_name, natural_order
from cpomdoc.loading.folder_refusals import FILE_MISSING, FILE_UNREADABLE, TOO_MANY_FICHES, YEAR_NAME_ODD
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.loading.refusals import refuse, typeset
from cpomdoc.problems import Problem
from cpomdoc.source import Chemin, Position, Source, Sources
from cpomdoc.suggestions import format_suggestion

COMPULSORY = ("contrat.yaml", "perimetre.yaml")
MAX_FICHES = 500
PLACES = {FICHES: "fiches", SUIVI: "suivis"}
"""The list of the dossier that each folder of files fills."""
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def list_references(contracts_dir: Path) -> tuple[str, ...]:
    """Names of the contract folders, in natural order; hidden folders are not contracts."""
    if not contracts_dir.is_dir():
        return ()
    names = [one.name for one in contracts_dir.iterdir() if one.is_dir() and not one.name.startswith(".")]
    return tuple(sorted(names, key=natural_order))


def choose_references(contracts_dir: Path, asked: Sequence[str]) -> tuple[str, ...]:
    """The contracts asked for, each once, or all of them; raises DossierIntrouvable before any work is done."""
    if not contracts_dir.is_dir():
        raise DossierIntrouvable(
            typeset(
                "Le dossier « {lieu} » n'existe pas : lancez la commande depuis le dossier qui contient « {nom} », ou "
                "indiquez-le par « --racine »."
            ).format(lieu=contracts_dir.as_posix(), nom=contracts_dir.name)
        )
    chosen = tuple(dict.fromkeys(asked)) or list_references(contracts_dir)
    for reference in chosen:
        _locate_folder(contracts_dir, reference)
    return chosen


def load_dossier(contracts_dir: Path, reference: str) -> tuple[Sources, list[Problem]]:
    """All that one contract says, and all that cannot be read of it.

    Files are shown as « contracts/<reference>/perimetre.yaml ». Raises DossierIntrouvable when the folder is not
    there; what is wrong inside it is a problem.
    """
    folder = _locate_folder(contracts_dir, reference)
    shown = f"{contracts_dir.name}/{reference}"
    names, problems = check_folder(folder, shown)
    problems += [
        _missing(shown, name)
        for name in COMPULSORY
        if name not in names and not _is_there(folder / name) and not is_there_under_another_name(folder, name)
    ]
    reading = _Reading()
    for name in [*FILES, *_fiches(names, shown, problems), *_inside(SUIVI, names)]:
        if name in names:
            reading.add(folder / name, f"{shown}/{name}", name)
    sources = Sources(reference, tuple(reading.files), reading.contents, reading.lines)
    return sources, [*problems, *reading.problems]


class _Reading:
    """The files taken one after the other; a fiche that cannot be read leaves no hole in the list."""

    def __init__(self) -> None:
        self.files: list[Source] = []
        self.contents: dict[str, bytes] = {}
        self.lines: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []

    def add(self, path: Path, shown: str, name: str) -> None:
        """Read one file, whatever its fate keep its bytes and its lines."""
        prefix = self._prefix(name)
        try:
            data = _read_bounded(path)
        except OSError as error:
            reason = describe_system_error(error)
            self.problems.append(refuse(FILE_UNREADABLE, Position(shown, 1, 1), prefix, raison=reason))
            return
        source, problems = read_yaml(data, shown, prefix)
        self.contents[shown] = data
        self.lines[shown] = source.lines if source else read_lines(data)
        self.problems += problems
        if source is not None:
            self.files.append(source)
            self.problems += _check_annee(source, name)

    def _prefix(self, name: str) -> Chemin:
        """Where the tree of a file hangs in the dossier."""
        dossier, slash, _ = name.partition("/")
        if slash:
            liste = PLACES[dossier]
            return (liste, sum(1 for one in self.files if one.prefix[:1] == (liste,)))
        return () if name == "contrat.yaml" else (name.removesuffix(".yaml"),)


def _read_bounded(path: Path) -> bytes:
    """One byte more than the limit is enough to know that there are too many."""
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _check_annee(source: Source, name: str) -> list[Problem]:
    """A file of the follow-up bears the name of its year; a year that is not one is told elsewhere."""
    annee, nom = source.tree.get("annee"), Path(name).name
    if not name.startswith(f"{SUIVI}/") or not isinstance(annee, str) or not annee.strip().isdigit():
        return []
    cible = f"{annee.strip()}.yaml"
    return [] if nom == cible else [refuse(YEAR_NAME_ODD, source.locate(("annee",)), nom=nom, cible=cible)]


def _inside(liste: str, names: frozenset[str]) -> list[str]:
    """The files of a folder, in natural order."""
    return sorted((one for one in names if one.startswith(f"{liste}/")), key=natural_order)


def _fiches(names: frozenset[str], shown: str, problems: list[Problem]) -> list[str]:
    fiches = _inside(FICHES, names)
    if len(fiches) > MAX_FICHES:
        position = Position(f"{shown}/{fiches[MAX_FICHES]}", 1, 1)
        problems.append(refuse(TOO_MANY_FICHES, position, limite=MAX_FICHES))
    return fiches[:MAX_FICHES]


def _is_there(path: Path) -> bool:
    """A broken link is there, and has been reported as such."""
    return path.is_symlink() or path.exists()


def _missing(shown: str, name: str) -> Problem:
    return refuse(FILE_MISSING, Position(f"{shown}/{name}", 1, 1), nom=name)


def _locate_folder(contracts_dir: Path, reference: str) -> Path:
    """The folder of this very name, in no other folder; a file system that folds case does not decide."""
    if not _REFERENCE.fullmatch(reference) or reference.endswith("."):
        raise DossierIntrouvable(_odd_reference(contracts_dir, reference))
    known = list_references(contracts_dir)
    if reference not in known:
        raise DossierIntrouvable(_unknown_reference(contracts_dir, reference, known))
    folder = contracts_dir / reference
    if folder.resolve().parent != contracts_dir.resolve():
        raise DossierIntrouvable(
            typeset("Le dossier « {ref} » est un lien qui mène hors de « {lieu} » : il n'est pas lu.").format(
                ref=reference, lieu=contracts_dir.name
            )
        )
    return folder


def _odd_reference(contracts_dir: Path, reference: str) -> str:
    sentence = typeset(
        "« {ref} » n'est pas une référence de contrat : c'est le nom d'un dossier de « {lieu} », fait de lettres sans "
        "accent, de chiffres, de tirets et de points."
    ).format(ref=reference.encode("utf-8", "backslashreplace").decode(), lieu=contracts_dir.name)
    if reference in list_references(contracts_dir):
        return sentence + " Renommez-le."
    last = re.split(r"[/\\]", reference.strip("/\\"))[-1]
    return _with_hint(sentence, format_suggestion(last, list_references(contracts_dir)))


def _unknown_reference(contracts_dir: Path, reference: str, known: tuple[str, ...]) -> str:
    sentence = typeset("Le contrat « {ref} » est introuvable dans « {lieu} ».").format(
        ref=reference, lieu=contracts_dir.as_posix()
    )
    if hint := format_suggestion(reference, known):
        return _with_hint(sentence, hint)
    if not known:
        return sentence + " Ce dossier ne contient aucun contrat."
    return sentence + typeset(" Contrats présents : ") + ", ".join(known[:10]) + ("…" if len(known) > 10 else ".")


def _with_hint(sentence: str, hint: str) -> str:
    return f"{sentence} {hint[:1].upper()}{hint[1:]}" if hint else sentence
