"""The published pages as files: the table of what is printed, the dictionary, a page per code and their index."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from cpomdoc.checking.load_schemas import build_codes
from cpomdoc.explaining.arbres import iterate_feuilles
from cpomdoc.explaining.champs import iterate_fiches
from cpomdoc.explaining.dictionnaire import format_dictionnaire
from cpomdoc.explaining.format_pages import format_index, format_page
from cpomdoc.explaining.impressions import format_impressions
from cpomdoc.explaining.observation import open_presse
from cpomdoc.explaining.pages import build_pages
from cpomdoc.explaining.sonde import Trouve, probe_champs
from cpomdoc.loading.load_referentiel import build_entries, load_referentiel, read_tree
from cpomdoc.model.referentiel import Impression
from cpomdoc.publishing.publish_folder import publish_folder, same_content
from cpomdoc.source import Chemin

IMPRESSIONS = "src/cpomdoc/nomenclatures/impressions.yaml"
DICTIONNAIRE = "docs/dictionnaire.md"
REGLES = "docs/regles"


def probe_impressions(racine: Path) -> str:
    """The table of what each field serves, worked out anew by every processor at hand; takes minutes."""
    champs = tuple(iterate_feuilles())
    shares = os.cpu_count() or 1
    found: dict[Chemin, Trouve] = {}
    with ProcessPoolExecutor(shares) as pool:
        for share in pool.map(_probe_share, [racine] * shares, range(shares), [shares] * shares):
            found |= share
    return format_impressions({champ.path: found[champ.path] for champ in champs})


def _probe_share(racine: Path, rank: int, shares: int) -> Mapping[Chemin, Trouve]:
    """One field out of so many: neighbours cost alike, so each processor has as much to do."""
    return probe_champs(open_presse(racine), racine / "contracts", tuple(iterate_feuilles())[rank::shares])


def build_dictionnaire(impressions: str) -> bytes:
    """The dictionary that goes with a table."""
    entries: Mapping[str, Impression] = build_entries(Impression, read_tree(impressions, IMPRESSIONS), IMPRESSIONS)
    referentiel = replace(load_referentiel(), impressions=entries)
    codes = build_codes(referentiel)
    return format_dictionnaire(iterate_fiches(referentiel, codes), codes).encode()


def build_regles() -> dict[str, bytes]:
    """Pages of the codes by file name, and their index, which GitHub and GitLab show with the folder."""
    pages = build_pages()
    files = {f"{code}.md": format_page(page).encode() for code, page in pages.items()}
    return {**files, "README.md": format_index(pages.values()).encode()}


def publish_docs(racine: Path, impressions: str) -> Iterator[str]:
    """Write what changed, and tell it."""
    for name, data in ((IMPRESSIONS, impressions.encode()), (DICTIONNAIRE, build_dictionnaire(impressions))):
        target = racine / name
        if not target.is_file() or target.read_bytes() != data:
            _replace(target, data)
            yield name
    regles = build_regles()
    if not same_content(racine / REGLES, regles):
        publish_folder(racine / REGLES, regles)
        yield f"{REGLES}/"


def _replace(target: Path, data: bytes) -> None:
    """Beside, then in its place: whoever reads it meanwhile reads a whole file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.nouveau")
    fresh.write_bytes(data)
    fresh.replace(target)
