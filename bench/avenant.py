"""An avenant on a contract: sealed as it is, changed by a few figures, compared, drafted and built with its proofs."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cpomdoc.avenants.suite import read_suite
from cpomdoc.model.dossier import Dossier
from cpomdoc.publishing.publish_once import publish_once
from cpomdoc.versions.composer import ASceller, compose_version
from cpomdoc.versions.dossiers_scelles import CONTRAT_INITIAL, folder_of
from cpomdoc.versions.etats import TRAVAIL, read_etat

SIGNATURE = date(2026, 12, 15)
TEXTES: Mapping[str, bytes] = {}
AVENANT = """numero: 1
motifs: [finances]
date_effet: 2028-01-01
expose:
  finances: |
    Les bases sont revues pour le temps qui reste.
"""
BASES = re.compile(r"^bases:\n(?:[ -].*\n)+", re.MULTILINE)
CENTS = re.compile(r"^( +montant: .*)[,.]\d\d$", re.MULTILINE)


def seal_and_change(folder: Path, ref: str) -> None:
    """Seal the contract as if it had been signed, then change its bases by some cents, under an avenant 1."""
    dossier = read_etat(folder, ref, TRAVAIL).dossier
    composed = compose_version(folder, ASceller(CONTRAT_INITIAL, SIGNATURE, "0" * 64, dossier, TEXTES, {}, {}))
    if composed is None:
        raise SystemExit(f"{ref} ne se scelle pas")
    publish_once(folder_of(folder, ref) / CONTRAT_INITIAL, composed[1])
    contract = folder / "contracts" / ref
    finances = contract / "finances.yaml"
    text = finances.read_text(encoding="utf-8")
    finances.write_text(BASES.sub(lambda one: CENTS.sub(r"\1,99", one.group()), text), encoding="utf-8")
    Path(contract, "avenant.yaml").write_text(AVENANT, encoding="utf-8")


def count_changes(folder: Path, ref: str) -> int:
    """How many values the avenant changes."""
    suite = read_suite(folder, read_etat(folder, ref, TRAVAIL))
    return len(suite.changements) if suite else 0


def load_states(folder: Path, ref: str) -> tuple[Dossier, Dossier]:
    """The sealed state and the working one, read once."""
    return read_etat(folder, ref, CONTRAT_INITIAL).dossier, read_etat(folder, ref, TRAVAIL).dossier
