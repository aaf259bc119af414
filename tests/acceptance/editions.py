"""The three contracts of the repository built once, into a folder that every test of a run may read."""

import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from cpomdoc.pipeline import Bilan, Options, build_contrats

ROOT = Path(__file__).parents[2]
REFERENCES = ("tilleuls", "escale", "ehpad-sources")
PATIENCE = 240
"""Seconds that a test process waits for the one that builds."""


@dataclass(frozen=True)
class Edition:
    """One contract as it was built: its files, and what the run said of it."""

    ref: str
    racine: Path
    codes: tuple[str, ...]
    a_completer: int

    @property
    def files(self) -> dict[str, Path]:
        """Every file of the build by the part of its name that says what it is: « contrat.docx »."""
        return {_kind(path): path for path in sorted((self.racine / "build" / self.ref).iterdir())}

    def texts(self, suffix: str) -> dict[str, Path]:
        """Files of one format."""
        return {name: path for name, path in self.files.items() if name.endswith(suffix)}

    def markdown(self, name: str = "") -> str:
        """The Markdown of one document, « contrat » for instance, or of all of them one after the other."""
        found = {key: path for key, path in self.texts(".md").items() if name in key}
        assert found, f"no Markdown named {name}"
        return "\n".join(path.read_text(encoding="utf-8") for path in found.values())


def copy_sources(target: Path) -> Path:
    """A working folder like a user's: contracts and gabarits, nothing built yet."""
    for folder in ("contracts", "templates"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("~$*"))
    return target


def build_editions(target: Path) -> dict[str, Bilan]:
    """Build the three contracts as the command does, one run each."""
    copy_sources(target)
    return {ref: build_contrats(target, [ref], Options(), lambda _titre, _done, _total: None) for ref in REFERENCES}


def share_editions(shared: Path) -> dict[str, Edition]:
    """Build once for all the processes of a run: the first that comes builds, the others wait for it."""
    racine, done = shared / "racine", shared / "fini.json"
    try:
        shared.mkdir(parents=True)
    except FileExistsError:
        _wait_for(done)
    else:
        _write_outcome(done, racine)
    outcome = json.loads(done.read_text(encoding="utf-8"))
    assert outcome.keys() == set(REFERENCES), outcome
    return {ref: Edition(ref, racine, tuple(said["codes"]), said["a_completer"]) for ref, said in outcome.items()}


def _write_outcome(done: Path, racine: Path) -> None:
    """Say what was built, or why nothing was: the processes that wait must hear of it either way."""
    outcome: dict[str, object] = {}
    try:
        racine.mkdir()
        bilans = build_editions(racine)
        outcome = {ref: _describe(ref, bilan) for ref, bilan in bilans.items()}
    except Exception as error:
        outcome = {"échec": repr(error)}
        raise
    finally:
        fresh = done.with_suffix(".neuf")
        fresh.write_text(json.dumps(outcome), encoding="utf-8")
        fresh.replace(done)


def _describe(ref: str, bilan: Bilan) -> dict[str, object]:
    codes = sorted(problem.code for problem in bilan.problems)
    return {"codes": codes, "a_completer": bilan.a_completer.get(ref)}


def _wait_for(done: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < end, "the process that builds the contracts never finished"
        time.sleep(0.1)


def _kind(path: Path) -> str:
    """« CPOM_alt_2027-2031_contrat.docx » is « contrat.docx »."""
    return path.name.rsplit("_", 1)[-1]
