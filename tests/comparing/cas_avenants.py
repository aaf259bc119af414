"""Cases of avenants: a contract, what changes in its files, and what jurists expect to be said of it."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from cpomdoc.comparing.changements import Changement
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.comparing.phrases import EtatsCompares, Phrase, list_phrases
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.dossier import Dossier
from cpomdoc.versions.etats import Etat
from cpomdoc.versions.mots import build_vocabulaire
from tests.checking.contrats_de_test import ROOT, read_catalogue, read_dossier

HERE = Path(__file__).parent / "cas"
BASES = HERE / "bases"
ABSENT = "absent"
"""In the place of a value or of a file: it is not there."""
RETIRER = "retirer"
CLES = (
    ("id",),
    ("fiche",),
    ("etablissement", "type"),
    ("etablissement", "modalite"),
    ("etablissement", "financeur", "section"),
    ("etablissement", "objet"),
    ("modalite", "public"),
    ("modalite",),
    ("financeur", "section"),
    ("financeur",),
    ("partie", "qualite"),
    ("apres", "intitule"),
    ("source",),
    ("code",),
    ("denomination",),
    ("nom",),
    ("reference",),
)
"""What names an item of a list in a case: the first of these whose two first fields the item gives."""


class Dumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every scalar as it was read: a number is only the text of a number."""

    def __init__(self, stream: Any, **options: Any) -> None:
        Emitter.__init__(self, stream, allow_unicode=True, width=1000)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass(frozen=True)
class Cas:
    """A case once read: both states, and what is expected."""

    nom: str
    avant: Dossier
    apres: Dossier
    attendu: Mapping[str, Any]

    @property
    def changements(self) -> tuple[Changement, ...]:
        return compare(self.avant, self.apres)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return write_phrases(self.avant, self.apres)


def write_phrases(avant: Dossier, apres: Dossier) -> tuple[Phrase, ...]:
    """The sentences that take one state to the other."""
    referentiel, catalogue = load_referentiel(), read_catalogue()
    calculs = [compute_calculs(keep_contrat(one), referentiel) for one in (avant, apres)]
    etats = (Etat(nom, one, referentiel, catalogue) for nom, one in (("avant", avant), ("après", apres)))
    compares = EtatsCompares(avant, apres, calculs[0], calculs[1], referentiel)
    return list_phrases(compares, compare(avant, apres), build_vocabulaire(*etats))


def list_cas() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.yaml"))


def read_cas(nom: str, tmp_path: Path) -> Cas:
    """A case by the name of its file; both states are written as files, then read and checked as any contract is."""
    attendu = _read(HERE / f"{nom}.yaml")
    base = read_base(attendu["base"])
    avant = lay(base, attendu.get("avant", {}))
    apres = lay(avant, attendu["apres"])
    return Cas(nom, _load(avant, tmp_path / "avant"), _load(apres, tmp_path / "apres"), attendu)


@cache
def read_base(nom: str) -> Mapping[str, Any]:
    """The files of a contract by name: an example, or a small contract kept beside the cases."""
    folder = BASES / nom if (BASES / nom).is_dir() else ROOT / "contracts" / nom
    files = [*folder.glob("*.yaml"), *folder.glob("fiches/*.yaml")]
    named = {str(path.relative_to(folder)).removesuffix(".yaml"): _read(path) for path in sorted(files)}
    return {name: tree for name, tree in named.items() if name != "lancement"}


def lay(base: Any, over: Any) -> Any:
    """A tree over another: keys replace keys, items join the item that they name."""
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        laid = {key: value for key, value in base.items() if over.get(key) != ABSENT}
        return laid | {key: lay(base.get(key), value) for key, value in over.items() if value != ABSENT}
    if isinstance(base, list) and isinstance(over, list) and over and all(isinstance(one, Mapping) for one in over):
        return _lay_list(base, over)
    return over


def _lay_list(base: list[Any], over: list[Any]) -> list[Any]:
    laid = list(base)
    for one in over:
        found = next((rang for rang, each in enumerate(laid) if _is_same(each, one)), None)
        if RETIRER in one:
            assert found is not None, one
            del laid[found]
        elif found is None:
            laid.append(one)
        else:
            laid[found] = lay(laid[found], one)
    return laid


def _is_same(item: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    cles = next((keys for keys in CLES if set(keys[:2]) <= set(one)), None)
    return cles is not None and all(item.get(key) == one[key] for key in cles if key in one)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def _load(files: Mapping[str, Any], folder: Path) -> Dossier:
    for name, tree in files.items():
        path = folder / "cas" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(tree, Dumper=Dumper), encoding="utf-8")
    dossier = read_dossier(folder / "cas")[1]
    shutil.rmtree(folder)
    return replace(dossier, lancement=None, suivis=())
