"""What the launch kit has beside its documents: workbooks to work in, and calendars to import."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.agendas import agendas_of
from cpomdoc.rendering.documents.lancement.registre import outils_of
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, render_classeur
from cpomdoc.rendering.formats.ics import render_ics
from cpomdoc.rendering.render_edition import Lot
from cpomdoc.rendering.tableur import Classeur


@runtime_checkable
class EnTableur(Protocol):
    """A tool that people also fill in Excel."""

    def build_classeur(self, contexte: Contexte) -> Classeur:
        """Its workbook."""


def render_kit(lot: Lot, etats: Mapping[str, str], version: str) -> dict[str, bytes]:
    """Files by name: a workbook for each tool that has one, a calendar for each agenda that is not empty.

    `etats` are the fingerprints of the parts of the contract, which each workbook carries to be taken back.
    """
    contexte = lot.contexte
    reglages = ReglagesClasseur(contexte.dossier.ref, etats, version)
    files = {
        lot.name(nom, "xlsx"): render_classeur(outil.build_classeur(contexte), reglages)
        for nom, outil in outils_of(contexte)
        if isinstance(outil, EnTableur)
    }
    return files | {lot.name(nom, "ics"): render_ics(agenda) for nom, agenda in agendas_of(contexte)}
