"""The documents of a year of follow-up, in Word, PDF and Markdown, and the workbook of its plan of action."""

from collections.abc import Mapping
from dataclasses import replace

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.suivi_annuel.classeur import build_classeur
from cpomdoc.rendering.documents.suivi_annuel.dialogue_annuel import name_titre
from cpomdoc.rendering.documents.suivi_annuel.registre import suivis_of
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, render_classeur
from cpomdoc.rendering.render_edition import Atelier, Lot, draw_or_not, print_document

SUIVI = "suivi"


def name_dossier(annee: int) -> str:
    """Folder of the build that holds a year: « suivi/2028/ »."""
    return f"{SUIVI}/{annee}/"


def print_suivi(contexte: Contexte, atelier: Atelier, *, dessins: bool = True) -> Lot:
    """The documents of the year that the context names, with that year's file."""
    annee = contexte.annee_suivie
    if annee is None:
        raise ValueError(contexte.dossier.ref)
    dessiner = draw_or_not(atelier, dessins=dessins)
    names = (f"{SUIVI}-{annee}", name_titre(annee))
    imprimes = tuple(print_document(names, one, contexte, atelier, dessiner) for one in suivis_of(contexte))
    own = {name: data for name, data in atelier.pieces.items() if name == f"{annee}.yaml"}
    return Lot(
        tuple(replace(one, cle=f"{SUIVI}_{annee}") for one in imprimes),
        contexte,
        replace(atelier, pieces=own),
        name_dossier(annee),
    )


def render_classeurs(lot: Lot, etats: Mapping[str, str], version: str) -> dict[str, bytes]:
    """The workbook of the year, whose open cells come back to its file; `etats` as for those of the kit."""
    reglages = ReglagesClasseur(lot.contexte.dossier.ref, etats, version)
    nom = f"{SUIVI}-{lot.contexte.annee_suivie}-plan-action"
    return {lot.name(nom, "xlsx"): render_classeur(build_classeur(lot.contexte), reglages)}
