"""The documents that were signed: those of the build, made again when they are not of this very state."""

import json
from pathlib import Path

from cpomdoc.pipeline import Options, build_contrats
from cpomdoc.publishing.keep_edited import read_receipt
from cpomdoc.publishing.publish_folder import RECEIPT
from cpomdoc.rendering.render_edition import ENSEMBLE, Lot, Progress
from cpomdoc.versions.sceau import compute_digest

SIGNABLES = ("docx", "pdf")


def gather(racine: Path, lot: Lot, options: Options, progress: Progress) -> tuple[dict[str, str], tuple[str, ...]]:
    """Fingerprints of the documents to sign, built anew unless the build is that of this very state."""
    ref = lot.contexte.dossier.ref
    build = racine / "build" / ref
    if found := _read_build(build, lot):
        return found, ()
    bilan = build_contrats(racine, (ref,), options, progress)
    gardes = tuple(
        f"des fichiers de build/{name} avaient été changés à la main\u202f: ils sont gardés dans {folder}, et ce ne "
        "sont pas eux qui sont scellés."
        for name, folder in bilan.gardes.items()
    )
    return _read_build(build, lot), (f"les documents de build/{ref} ont été refaits pour être scellés.", *gardes)


def _read_build(build: Path, lot: Lot) -> dict[str, str]:
    """Fingerprints of the build by name, empty when it is not whole, not ours, or of another state."""
    names = [lot.name(one.nom, suffix) for one in lot.imprimes for suffix in SIGNABLES] + [lot.name(ENSEMBLE, "pdf")]
    receipt = read_receipt(build / RECEIPT)
    if _read_edition(build / RECEIPT) != lot.contexte.edition.empreinte:
        return {}
    found = {name: compute_digest(data) for name in names if (data := read_if_there(build / name)) is not None}
    same = all(found.get(name) == receipt.get(name) is not None for name in names)
    return found if same else {}


def _read_edition(path: Path) -> str:
    try:
        return str(json.loads(path.read_bytes())["empreinte"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def read_if_there(path: Path) -> bytes | None:
    """The bytes of a file, None when there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return None
