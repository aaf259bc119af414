"""Repositories of the tests: small contracts, with real commits."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

from cpomdoc.revue.faire import build_revue
from cpomdoc.revue.modele import Revue, RevueContrat
from cpomdoc.versions.composer import ASceller, compose_version
from cpomdoc.versions.etats import read_etat
from tests.checking.contrats_de_test import AUJOURDHUI, VALIDE

REF = "essai"


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=essai", "-c", "user.email=essai@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *who, "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def make_depot(racine: Path, *refs: str) -> Path:
    """A repository with one commit, in which these contracts are the same right one."""
    for ref in refs or (REF,):
        shutil.copytree(VALIDE, racine / "contracts" / ref)
    git(racine.parent, "init", "-q", "-b", "main", str(racine))
    return commit(racine)


def commit(racine: Path) -> Path:
    git(racine, "add", "--all", ".")
    git(racine, "commit", "-q", "-m", "état")
    return racine


def rewrite(racine: Path, name: str, avant: str, apres: str) -> None:
    """Change the first such words of a file."""
    path = racine / name
    text = path.read_text("utf-8")
    assert avant in text
    path.write_text(text.replace(avant, apres, 1), "utf-8")


def change(racine: Path, avant: str, apres: str, name: str = "contrat.yaml", ref: str = REF) -> None:
    rewrite(racine, f"contracts/{ref}/{name}", avant, apres)


def seal(racine: Path, version: str = "00-contrat", ref: str = REF) -> None:
    """Keep the working state as signed, as `sceller` does once its documents are built."""
    etat = read_etat(racine, ref, "travail")
    composed = compose_version(racine, ASceller(version, date(2026, 12, 15), "édition", etat.dossier, {}, {}, {}))
    assert composed is not None
    for name, data in composed[1].items():
        path = racine / "contracts" / ref / "versions" / version / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def review(racine: Path, plage: str) -> Revue:
    return build_revue(racine, plage, AUJOURDHUI, lambda title, done, total: None)


def review_one(racine: Path, plage: str) -> RevueContrat:
    (contrat,) = review(racine, plage).contrats
    return contrat
