"""The contracts of the repository, each built once into a folder that every test of a run may read."""

import json
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cpomdoc.pipeline import Bilan, Options, build_contrats
from tests.acceptance.livrables import DOCUMENTS

ROOT = Path(__file__).parents[2]
REFERENCES = tuple(DOCUMENTS)
PREFIXE = re.compile(r"^CPOM_[^_]+_\d{4}-\d{4}_")
PATIENCE = 240
"""Seconds that a test process waits for the one that builds."""


@dataclass(frozen=True)
class Edition:
    """One contract as it was built: its files, and what the run said of it."""

    ref: str
    racine: Path
    codes: tuple[str, ...]
    a_completer: int
    a_completer_suivi: int = 0

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.racine / "build" / self.ref

    @property
    def files(self) -> dict[str, Path]:
        """Every file of the build by the part of its name that says what it is: « contrat.docx », « lancement/… »."""
        return list_files(self.folder)

    def texts(self, suffix: str) -> dict[str, Path]:
        """Files of one format."""
        return {name: path for name, path in self.files.items() if name.endswith(suffix)}

    def markdown(self, name: str = "") -> str:
        """The Markdown of one document, « contrat » for instance, or of all of them one after the other."""
        found = {key: path for key, path in self.texts(".md").items() if name in key}
        assert found, f"no Markdown named {name}"
        return "\n".join(path.read_text(encoding="utf-8") for path in found.values())


def copy_sources(target: Path, *refs: str) -> Path:
    """A working folder like a user's: contracts and gabarits, nothing built yet."""
    ignored = shutil.ignore_patterns("~$*")
    shutil.copytree(ROOT / "templates", target / "templates", ignore=ignored)
    for ref in refs:
        shutil.copytree(ROOT / "contracts" / ref, target / "contracts" / ref, ignore=ignored)
    return target


@dataclass(frozen=True)
class Editions(Mapping[str, Edition]):
    """The contracts, each built by the first process that asks for it; the others read what it left."""

    shared: Path
    known: dict[str, Edition] = field(default_factory=dict)

    def __getitem__(self, ref: str) -> Edition:
        """One contract; while another process builds it, this one builds those that nobody has asked for yet."""
        if ref not in self.known:
            if not self._build_first(ref):
                while not self._outcome(ref).exists() and any(self._build_first(other) for other in REFERENCES):
                    pass
            self.known[ref] = self._read(ref)
        return self.known[ref]

    def __iter__(self) -> Iterator[str]:
        """Every reference."""
        return iter(REFERENCES)

    def __len__(self) -> int:
        """How many contracts there are."""
        return len(REFERENCES)

    def _outcome(self, ref: str) -> Path:
        return self.shared / ref / "fini.json"

    def _build_first(self, ref: str) -> bool:
        """Build a contract unless a process has begun to; whether this one did."""
        try:
            (self.shared / ref).mkdir(parents=True)
        except FileExistsError:
            return False
        _write_outcome(self._outcome(ref), ref)
        return True

    def _read(self, ref: str) -> Edition:
        done = self._outcome(ref)
        _wait_for(done)
        said = json.loads(done.read_text(encoding="utf-8"))
        assert "codes" in said, said
        return Edition(ref, done.parent, tuple(said["codes"]), said["a_completer"], said["a_completer_suivi"])


def _write_outcome(done: Path, ref: str) -> None:
    """Say what was built, or why nothing was: the processes that wait must hear of it either way."""
    outcome: dict[str, object] = {}
    try:
        copy_sources(done.parent, ref)
        bilan = build_contrats(done.parent, [ref], Options(), lambda _titre, _done, _total: None)
        outcome = _describe(ref, bilan)
    except Exception as error:
        outcome = {"échec": repr(error)}
        raise
    finally:
        fresh = done.with_suffix(".neuf")
        fresh.write_text(json.dumps(outcome), encoding="utf-8")
        fresh.replace(done)


def _describe(ref: str, bilan: Bilan) -> dict[str, object]:
    codes = sorted(problem.code for problem in bilan.problems)
    blanks = dict(bilan.a_completer)
    return {"codes": codes, "a_completer": blanks.pop(ref, None), "a_completer_suivi": sum(blanks.values())}


def _wait_for(done: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < end, "the process that builds the contracts never finished"
        time.sleep(0.1)


def list_files(folder: Path) -> dict[str, Path]:
    """Every file of a build by the part of its name that says what it is."""
    return {_kind(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}


def _kind(path: Path) -> str:
    """« CPOM_alt_2027-2031_contrat.docx » is « contrat.docx », in the folder where it lies."""
    return path.with_name(PREFIXE.sub("", path.name)).as_posix()
