"""Whether sealed versions are as they were sealed: every file of them, none less, none more, byte for byte."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from cpomdoc.errors import describe_system_error
from cpomdoc.francais import guillemets
from cpomdoc.problems import Problem
from cpomdoc.source import Position
from cpomdoc.versions.dossiers_scelles import NOM, VERSIONS, folder_of, list_files, list_versions, number_of
from cpomdoc.versions.sceau import SCEAU, Sceau, SceauIllisible, compute_digest, read_sceau

RENDRE = (
    "Une version scellée ne se modifie jamais. Remettez ce fichier tel qu’il était, depuis git («\u202fgit checkout -- "
    "{lieu}\u202f») ou depuis une copie de sauvegarde\u202f; ce qui change se décide par un avenant."
)


def check_versions(racine: Path, ref: str) -> tuple[Problem, ...]:
    """Every fault of every sealed version of a contract, each at its file."""
    shown = f"contracts/{ref}/{VERSIONS}"
    found = list(_check_names(folder_of(racine, ref), shown))
    empreintes: dict[str, str] = {}
    names = list_versions(racine, ref)
    found += _check_numeros(names, shown)
    for name in names:
        here = f"{shown}/{name}"
        sceau = _read(folder_of(racine, ref) / name)
        if sceau is None:
            found.append(_refuse_sceau(here))
            continue
        found += _check_place(sceau, ref, name, here)
        found += _check_suite(sceau, empreintes, here)
        found += _check_files(sceau, folder_of(racine, ref) / name, here)
        empreintes[name] = sceau.empreinte
    return tuple(found)


def read_sceau_of(racine: Path, ref: str, name: str) -> Sceau | None:
    """The seal of a version, None when it cannot be read."""
    return _read(folder_of(racine, ref) / name)


def _read(folder: Path) -> Sceau | None:
    path = folder / SCEAU
    try:
        return None if path.is_symlink() else read_sceau(path.read_bytes())
    except (OSError, SceauIllisible):
        return None


def _check_names(folder: Path, shown: str) -> Iterator[Problem]:
    """A folder of another name is not looked at: better say so than let it pass for sealed."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.name.startswith((".", "~")) and not (path.is_dir() and NOM.fullmatch(path.name)):
            name = path.name.encode("utf-8", "backslashreplace").decode()
            yield _problem(
                "VER-005",
                f"{shown}/{name}",
                f"{guillemets(name)} n’est pas une version scellée\u202f: ce dossier n’est écrit que par cpomdoc.",
                "Déplacez-le ailleurs\u202f; une version scellée porte un nom comme «\u202f00-contrat\u202f».",
            )


def _check_numeros(names: Sequence[str], shown: str) -> Iterator[Problem]:
    """Two avenants of one number, each sealed on its own branch, then brought together: one of them is not the next."""
    for one, other in pairwise(names):
        if number_of(one) == number_of(other):
            yield _problem(
                "VER-007",
                f"{shown}/{other}/{SCEAU}",
                f"Deux versions portent le même numéro\u202f: {guillemets(one)} et {guillemets(other)}.",
                "Deux avenants ont été scellés chacun de leur côté. Gardez ici celui que les parties ont signé sous ce "
                "numéro, mettez l’autre dossier ailleurs sans le supprimer\u202f; s’il doit être signé aussi, "
                "refaites-en l’avenant suivant.",
            )


def _refuse_sceau(here: str) -> Problem:
    lieu = f"{here}/{SCEAU}"
    return _problem("VER-004", lieu, f"Le sceau {lieu} manque, ou il a été modifié.", RENDRE.format(lieu=lieu))


def _check_place(sceau: Sceau, ref: str, name: str, here: str) -> Iterator[Problem]:
    if (sceau.contrat, sceau.version) != (ref, name):
        yield _problem(
            "VER-005",
            f"{here}/{SCEAU}",
            f"Ce dossier est la version {guillemets(sceau.version)} du contrat {guillemets(sceau.contrat)}, et non "
            f"{guillemets(name)} de {guillemets(ref)}.",
            "Un dossier scellé ne se renomme ni ne se copie\u202f: rendez-lui sa place et son nom.",
        )


def _check_suite(sceau: Sceau, empreintes: dict[str, str], here: str) -> Iterator[Problem]:
    """A version names those before it by their fingerprints: none may be taken out or sealed again."""
    for name, empreinte in sceau.precedentes.items():
        if empreintes.get(name) != empreinte:
            yield _problem(
                "VER-006",
                f"{here}/{SCEAU}",
                f"La version {guillemets(name)}, scellée avant celle-ci, manque ou n’est plus la même.",
                f"Remettez le dossier {guillemets(name)} tel qu’il était, depuis git ou une copie de sauvegarde.",
            )


def _check_files(sceau: Sceau, folder: Path, here: str) -> Iterator[Problem]:
    present = list_files(folder)
    for name, digest in sceau.fichiers.items():
        lieu = f"{here}/{name}"
        path = folder / name
        if not path.is_file():
            yield _problem("VER-002", lieu, f"Le fichier scellé {lieu} manque.", RENDRE.format(lieu=lieu))
        elif fault := _compare(path, folder, digest):
            yield _problem("VER-001", lieu, f"Le fichier scellé {lieu} {fault}.", RENDRE.format(lieu=lieu))
    for name in present.keys() - sceau.fichiers.keys():
        lieu = f"{here}/{name}"
        message = f"Le fichier {lieu} a été ajouté à une version scellée."
        yield _problem("VER-003", lieu, message, "Déplacez-le ailleurs\u202f: ce dossier ne reçoit plus rien.")


def _compare(path: Path, folder: Path, digest: str) -> str:
    """What is wrong with a file; empty when it is as it was sealed."""
    if not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
        return "a été remplacé par un lien"
    try:
        return "" if compute_digest(path.read_bytes()) == digest else "a été modifié"
    except OSError as error:
        return f"ne peut pas être lu ({describe_system_error(error)})"


def _problem(code: str, file: str, message: str, aide: str) -> Problem:
    return Problem(code, (), message, aide, position=Position(file, 1, 1))
