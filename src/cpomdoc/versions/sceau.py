"""The seal of a version: what was signed, when, by which fingerprints it is known, and one fingerprint of all that."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cpomdoc.source import Arbre

SCEAU = "sceau.json"
FORME = 1
"""Number of the form of this file and of the canonical YAML beside it: a later form says another."""
CLES = ("forme", "contrat", "version", "date_signature", "cpomdoc", "edition", "signes", "fichiers", "precedentes")


class SceauIllisible(Exception):
    """The bytes are not those of a seal, or not all of them."""


@dataclass(frozen=True)
class Sceau:
    """`signes` are the documents that were signed, `fichiers` what the folder holds, `precedentes` earlier versions.

    All three give a fingerprint by name: SHA-256 of a file, or fingerprint of an earlier seal. `edition` is what the
    documents bear on their cover page.
    """

    contrat: str
    version: str
    date_signature: date
    cpomdoc: str
    edition: str
    signes: Mapping[str, str]
    fichiers: Mapping[str, str]
    precedentes: Mapping[str, str]
    forme: int = FORME

    @property
    def empreinte(self) -> str:
        """SHA-256 of all that the seal says."""
        return hashlib.sha256(_dump(self._tree())).hexdigest()

    def _tree(self) -> dict[str, object]:
        tree = {name: getattr(self, name) for name in CLES}
        sets = {name: dict(sorted(tree[name].items())) for name in ("signes", "fichiers", "precedentes")}
        return {**tree, "date_signature": self.date_signature.isoformat(), **sets}

    def format(self) -> bytes:
        """The file: one way only to write it, so that no byte of it may change unseen."""
        return _dump({**self._tree(), "empreinte": self.empreinte})


def read_sceau(data: bytes) -> Sceau:
    """The seal that these bytes are; raises SceauIllisible as soon as one of them is not as it was written."""
    try:
        tree = json.loads(data)
        sets = {name: _read_digests(tree[name]) for name in ("signes", "fichiers", "precedentes")}
        sceau = Sceau(
            contrat=str(tree["contrat"]),
            version=str(tree["version"]),
            date_signature=date.fromisoformat(tree["date_signature"]),
            cpomdoc=str(tree["cpomdoc"]),
            edition=str(tree["edition"]),
            forme=int(tree["forme"]),
            **sets,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SceauIllisible from error
    if sceau.format() != data:
        raise SceauIllisible
    return sceau


def compute_digest(data: bytes) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def _read_digests(tree: Arbre) -> dict[str, str]:
    if not isinstance(tree, dict):
        raise SceauIllisible
    return {name: str(digest) for name, digest in tree.items()}


def _dump(tree: Mapping[str, object]) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()
