"""What the folder of a contract may hold: known files and folders, plain names, no way out."""

import re
from dataclasses import replace
from pathlib import Path

from cpomdoc.loading.folder_refusals import (
    FICHE_NAME_ODD,
    FILE_NAME_ODD,
    FILE_NOT_YAML,
    FILE_OUTSIDE,
    FILE_UNKNOWN,
    FOLDER_UNKNOWN,
)
from cpomdoc.loading.refusals import Refusal, refuse, typeset
from cpomdoc.problems import Problem, Severite
from cpomdoc.source import Position
from cpomdoc.suggestions import fold, format_suggestion

FICHES = "fiches"
SUIVI = "suivi"
LISTES = (FICHES, SUIVI)
"""Folders of files of one kind: an action sheet each, a year each."""
FILES = (
    "contrat.yaml",
    "perimetre.yaml",
    "diagnostic.yaml",
    "objectifs.yaml",
    "activite.yaml",
    "finances.yaml",
    "pgfp.yaml",
    "ppi.yaml",
    "retour_equilibre.yaml",
    "aide_sociale.yaml",
    "orientations.yaml",
    "partenariats.yaml",
    "rapt.yaml",
    "accompagnement_social.yaml",
    "domicile.yaml",
    "hebergement.yaml",
    "forfait_autonomie.yaml",
    "avenant.yaml",
    "lancement.yaml",
)
LOGOS = "logos"
"""Pictures that contrat.yaml names, read one by one."""
WRITTEN_BY_CPOMDOC = ("texte", "versions")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_YAML = (".yaml", ".yml")


def check_folder(folder: Path, shown: str) -> tuple[frozenset[str], list[Problem]]:
    """Names, relative to the folder, of the files to read; and what should not be there."""
    names: set[str] = set()
    problems: list[Problem] = []
    for path in _entries(folder):
        if path.name in LISTES and path.is_dir():
            names |= _check_liste(path, folder, shown, problems)
        elif path.is_dir():
            problems += _check_subfolder(path, shown)
        elif path.suffix.lower() in _YAML:
            found = _check_file(path, folder, f"{shown}/{_printable(path.name)}", FILES)
            problems += found
            names |= set() if found else {path.name}
        elif _seems_meant_for_us(path):
            problems.append(_refuse_other_format(path, f"{shown}/{_printable(path.name)}", FILES))
    return frozenset(names), problems


def is_there_under_another_name(folder: Path, name: str) -> bool:
    """« contrat.yml », « Contrat.yaml »: the file is not missing, it is to be renamed, and that has been said."""
    stem = fold(Path(name).stem)
    return any(fold(one.name.split(".")[0]) == stem and ".y" in one.name.lower() for one in _entries(folder))


def _seems_meant_for_us(path: Path) -> bool:
    """« finances.xlsx », « finances.yaml.txt »: its author thinks that it is read."""
    inner = path.name.lower()
    known = {fold(Path(name).stem) for name in FILES}
    return any(f"{end}." in inner for end in _YAML) or fold(path.name.split(".")[0]) in known


def natural_order(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """« FA-2 » before « FA-10 »: digits compare as numbers, case is folded, ties are broken by the text."""
    pieces = [one for one in re.split(r"([0-9]+)", name) if one]
    return tuple((0, int(one), "") if one[0] in "0123456789" else (1, 0, one.lower()) for one in pieces), name


def _entries(folder: Path) -> list[Path]:
    """Everything but what starts with a dot (or Word's ~$), which systems and editors leave behind."""
    return sorted(
        (path for path in folder.iterdir() if not path.name.startswith((".", "~"))),
        key=lambda path: natural_order(path.name),
    )


def _check_liste(liste: Path, folder: Path, shown: str, problems: list[Problem]) -> set[str]:
    names: set[str] = set()
    if not _stays_inside(liste, folder):
        problems.append(refuse(FILE_OUTSIDE, Position(f"{shown}/{liste.name}", 1, 1), nom=liste.name))
        return names
    for path in _entries(liste):
        place = f"{shown}/{liste.name}/{_printable(path.name)}"
        if path.is_dir():
            problems.append(_refuse_entry(FOLDER_UNKNOWN, path, place, ()))
        elif path.suffix.lower() in _YAML:
            found = _check_file(path, folder, place, None)
            problems += found
            names |= set() if found else {f"{liste.name}/{path.name}"}
        else:
            problems.append(_refuse_other_format(path, place, ()))
    return names


def _check_file(path: Path, folder: Path, place: str, known: tuple[str, ...] | None) -> list[Problem]:
    """A YAML file: plain name, inside the folder, expected there; `known` is None where any name will do."""
    if not _PLAIN_NAME.fullmatch(path.name):
        return [_refuse_entry(FILE_NAME_ODD if known else FICHE_NAME_ODD, path, place, known or ())]
    if path.suffix != ".yaml" or (known is not None and path.name not in known):
        return [_refuse_entry(FILE_UNKNOWN, path, place, known or (f"{path.stem}.yaml",))]
    if not _stays_inside(path, folder) or not path.is_file():
        return [_refuse_entry(FILE_OUTSIDE, path, place, ())]
    return []


def _refuse_other_format(path: Path, place: str, known: tuple[str, ...]) -> Problem:
    """A file that is not YAML stops nothing; one that hides its true ending, « .yaml.txt », was meant to be read."""
    found = re.match(r"(.+\.ya?ml)\..+", path.name, re.IGNORECASE)
    if found:
        return refuse(FILE_UNKNOWN, Position(place, 1, 1), nom=_printable(path.name), proposition=_rename(found[1]))
    stem = fold(path.name.split(".")[0])
    target = next((name for name in known if fold(Path(name).stem) == stem), "un fichier .yaml")
    problem = refuse(FILE_NOT_YAML, Position(place, 1, 1), nom=_printable(path.name), cible=target)
    return replace(problem, severite=Severite.ALERTE)


def _rename(name: str) -> str:
    return typeset("Son vrai nom se termine autrement : il devrait être « {nom} ». ").format(nom=_printable(name))


def _check_subfolder(path: Path, shown: str) -> list[Problem]:
    if path.name in (LOGOS, *WRITTEN_BY_CPOMDOC):
        return []
    place = f"{shown}/{_printable(path.name)}"
    return [_refuse_entry(FOLDER_UNKNOWN, path, place, (*LISTES, LOGOS, *WRITTEN_BY_CPOMDOC))]


def _refuse_entry(refusal: Refusal, path: Path, place: str, known: tuple[str, ...]) -> Problem:
    hint = format_suggestion(path.name, known)
    suggestion = f"{hint[:1].upper()}{hint[1:]} " if hint else ""
    position = Position(place, 1, 1)
    connus = typeset("Attendus : ") + ", ".join(known) + ". " if known and not hint else ""
    return refuse(refusal, position, nom=_printable(path.name), proposition=suggestion + connus)


def _stays_inside(path: Path, folder: Path) -> bool:
    """False for a link, or a chain of links, that leaves the folder, and for one that leads nowhere."""
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except OSError:
        return False


def _printable(name: str) -> str:
    """A name as it can be shown: what does not print, or is not UTF-8, is spelt out."""
    spelt = name.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in spelt)
