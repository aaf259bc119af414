"""The complete contract of the repository as the measures use it, and a larger one written for them."""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from cpomdoc.checking.validator import check_forme
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_gabarits import load_gabarit
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.build import build_dossier
from cpomdoc.model.plan import build_plan
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.normalise import normalise_dossier
from cpomdoc.rendering.render_edition import Atelier, Imprime, print_documents
from cpomdoc.rendering.valeurs import build_contexte

ROOT = Path(__file__).parents[1]
REFERENCE = "tilleuls"


def load_contexte() -> Contexte:
    """What the documents of the contract are printed from."""
    referentiel = load_referentiel()
    sources, problems = load_dossier(ROOT / "contracts", REFERENCE)
    tree, found = check_forme(sources, referentiel)
    assert not problems
    assert not found
    dossier = normalise_dossier(build_dossier(REFERENCE, tree))
    catalogue = load_catalogue(load_gabarit(ROOT, "catalogue.yaml"), "catalogue.yaml")
    plan = build_plan(dossier, catalogue, referentiel.annexes)
    calculs = compute_calculs(dossier, referentiel)
    return Contexte(dossier, calculs, referentiel, plan, Edition("0" * 12, dossier.general.contrat.statut))


def print_imprimes(contexte: Contexte) -> tuple[Imprime, ...]:
    """Its documents in Word, and as the other formats read them."""
    return print_documents(contexte, Atelier(partial(load_gabarit, ROOT)))


def load_gabarit_and_vue(contexte: Contexte) -> tuple[bytes, Mapping[str, object]]:
    """The gabarit of the contract itself, and what it prints."""
    return load_gabarit(ROOT, contrat.gabarit), build_contexte(contrat.build_vues(contexte))


def write_large_contract(folder: Path, lines: int = 1000) -> int:
    """A folder with one contract of at least so many lines: the complete one, with more establishments; its size."""
    target = folder / "contracts" / REFERENCE
    shutil.copytree(ROOT / "contracts" / REFERENCE, target, ignore=shutil.ignore_patterns("texte"))
    perimetre = target / "perimetre.yaml"
    head, _, tail = perimetre.read_text(encoding="utf-8").partition("\nprojets:")
    block = head[head.index("  - id: mas-tilleuls") :]
    rank = 0
    while _count_lines(target) < lines:
        rank += 1
        finess = complete_finess(f"9991{rank:04}")
        copy = block.replace("mas-tilleuls", f"mas-{rank}").replace("MAS Les Tilleuls", f"MAS numéro {rank}")
        head += copy.replace("999000045", finess).replace("    siret: 99900001100042\n", "") + "\n"
        perimetre.write_text(f"{head}\nprojets:{tail}", encoding="utf-8")
    return _count_lines(target)


def complete_finess(stem: str) -> str:
    """Eight digits and their check digit, worked out as for bank cards."""
    total = 0
    for rank, digit in enumerate(reversed(stem)):
        value = int(digit) * (2 if rank % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{stem}{-total % 10}"


def _count_lines(folder: Path) -> int:
    return sum(path.read_text(encoding="utf-8").count("\n") for path in folder.rglob("*.yaml"))
