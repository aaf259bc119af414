"""The redline of the contract and of each annex whose words change, each proven by accepting and rejecting it."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cpomdoc.avenants.ouvrage import Ouvrage
from cpomdoc.avenants.textes import CONTRAT, list_changed
from cpomdoc.rendering.formats.redline.proof import Ecart, check_redline
from cpomdoc.rendering.formats.redline.render import render_redline
from cpomdoc.rendering.render_edition import PROCESSUS, Imprime, date_of

DOSSIER = "comparaison/"


@dataclass(frozen=True)
class Redline:
    """A document before and after, and the Word file that shows by tracked changes how one goes to the other."""

    avant: Imprime
    apres: Imprime
    nom: str
    docx: bytes
    ecarts: tuple[Ecart, ...]


def render_redlines(ouvrage: Ouvrage) -> tuple[Redline, ...]:
    """One for each document that both states hold and whose words change otherwise than by numbers that shift.

    Raises OutilAbsent or EditionImpossible when the program that compares is missing or stops.
    """
    pairs = tuple(_pair(ouvrage))
    with ThreadPoolExecutor(max_workers=min(PROCESSUS, os.cpu_count() or 1)) as pool:
        return tuple(pool.map(lambda pair: _render(ouvrage, *pair), pairs))


def _pair(ouvrage: Ouvrage) -> Iterator[tuple[Imprime, Imprime]]:
    """In signing order."""
    changed = list_changed(ouvrage.avant, ouvrage.apres)
    anciens: Mapping[str, Imprime] = {one.cle: one for one in ouvrage.avant.imprimes}
    for apres in ouvrage.apres.imprimes:
        moved = any(not one.startswith("annexe:") for one in changed) if apres.cle == CONTRAT else False
        avant = anciens.get(apres.cle)
        if avant is not None and (moved or f"annexe:{apres.cle}" in changed):
            yield avant, apres


def _render(ouvrage: Ouvrage, avant: Imprime, apres: Imprime) -> Redline:
    auteur = f"Avenant n°\u00a0{ouvrage.projet.avenant.numero}"
    docx = render_redline(avant.docx, apres.docx, auteur, date_of(ouvrage.acte.contexte))
    nom = ouvrage.acte.name(f"{apres.nom}_modifications", "docx").replace("/", f"/{DOSSIER}", 1)
    return Redline(avant, apres, nom, docx, check_redline(avant.docx, apres.docx, docx))
