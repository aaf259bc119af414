"""What the folder of a sealed version holds, proven to read back as the contract it comes from."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cpomdoc import __version__
from cpomdoc.comparing.compare import keep_signed
from cpomdoc.model.dossier import Dossier
from cpomdoc.versions.canonique import format_canonique
from cpomdoc.versions.dossiers_scelles import VERSIONS
from cpomdoc.versions.etats import read_brut
from cpomdoc.versions.sceau import SCEAU, Sceau, compute_digest

ATTRIBUTS = ".gitattributes"
TEL_QUEL = b"* -text\n"
"""Without it git would change the ends of lines on Windows, and every seal there would look broken."""


@dataclass(frozen=True)
class ASceller:
    """A state to seal: `version` is its name, `signes` the fingerprints of the documents that were signed."""

    version: str
    date_signature: date
    edition: str
    dossier: Dossier
    textes: Mapping[str, bytes]
    signes: Mapping[str, str]
    precedentes: Mapping[str, str]


def compose_version(racine: Path, etat: ASceller) -> tuple[Sceau, dict[str, bytes]] | None:
    """The seal and the files, seal included; None when the canonical form does not read back as the same contract."""
    files = format_canonique(etat.dossier)
    if not _reads_back(racine, etat, files):
        return None
    files |= {f"texte/{name}": data for name, data in etat.textes.items()} | {ATTRIBUTS: TEL_QUEL}
    sceau = Sceau(
        contrat=etat.dossier.ref,
        version=etat.version,
        date_signature=etat.date_signature,
        cpomdoc=__version__,
        edition=etat.edition,
        signes=etat.signes,
        fichiers={name: compute_digest(data) for name, data in files.items()},
        precedentes=etat.precedentes,
    )
    return sceau, {**files, SCEAU: sceau.format()}


def _reads_back(racine: Path, etat: ASceller, files: Mapping[str, bytes]) -> bool:
    with tempfile.TemporaryDirectory(prefix="cpomdoc-") as folder:
        for name, data in files.items():
            path = Path(folder) / VERSIONS / etat.version / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        lu, problems, _ = read_brut(racine, Path(folder) / VERSIONS, etat.version)
    return not problems and replace(lu, ref=etat.dossier.ref) == keep_signed(etat.dossier)
