"""The portfolio of all the contracts of a folder on a day: read and check each, put them together, render, publish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from cpomdoc import __version__
from cpomdoc.checking.validator import check_forme
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.computing.portefeuille import compute_portefeuille
from cpomdoc.errors import EditionImpossible
from cpomdoc.loading.load_dossier import choose_references
from cpomdoc.loading.load_gabarits import load_gabarit, template_folders
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import Lecture
from cpomdoc.maison import MaisonLue, open_maison
from cpomdoc.model.build import FormeIncomplete, build_dossier
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.portefeuille import ContratLu, Doublon, Portefeuille
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.pipeline import CONTRACTS, Bilan, Options, examine_contrat
from cpomdoc.problems import Problem, Severite
from cpomdoc.publishing.keep_edited import keep_edited
from cpomdoc.publishing.publish_folder import RECEIPT, build_receipt, compute_empreinte, publish_folder
from cpomdoc.rendering.documents.portefeuille.points import describe_doublon
from cpomdoc.rendering.documents.portefeuille.vue import build_vue, gabarit
from cpomdoc.rendering.render_edition import Atelier, Progress
from cpomdoc.rendering.render_portefeuille import NOM, render_portefeuille
from cpomdoc.source import Sources

VIDE: Mapping[str, Any] = {"etablissements": []}
"""A perimeter of which nothing could be read."""


@dataclass(frozen=True)
class Examen:
    """A contract as it enters the portfolio, and the files it was read from."""

    lu: ContratLu
    sources: Sources


def build_portefeuille(racine: Path, au: date, progress: Progress) -> Bilan:
    """Build the portfolio on the day `au`; contracts with errors are in it with what could be read of them.

    What it tells is what is wrong between contracts, and with the house; each contract is checked for its counts only.
    """
    refs, referentiel = choose_references(racine / CONTRACTS, ()), load_referentiel()
    if NOM in refs:
        raise EditionImpossible(
            f"Le contrat «\u202f{NOM}\u202f» porte le nom du dossier build/{NOM}\u202f: renommez {CONTRACTS}/{NOM}."
        )
    maison = open_maison(racine, referentiel)
    bilan = Bilan(maison.problems, maison.lines)
    if not maison.lisible:
        return bilan
    examens = []
    for done, ref in enumerate(refs):
        progress(ref, done, len(refs) + 1)
        examens.append(_examine(maison, ref, au, referentiel))
    progress("Portefeuille", len(refs), len(refs) + 1)
    portefeuille = compute_portefeuille([one.lu for one in examens], au, referentiel)
    return bilan.merge(_tell_doublons(portefeuille, examens)).merge(_publish(racine, portefeuille, examens))


def _examine(maison: MaisonLue, ref: str, au: date, referentiel: Referentiel) -> Examen:
    lecture, found = examine_contrat(maison, ref, Options(aujourdhui=au))
    erreurs = sum(problem.severite is Severite.ERREUR for problem in found.problems)
    lu = ContratLu(ref, None, None, erreurs, len(found.problems) - erreurs, found.a_completer.get(ref))
    if lecture.contexte is not None:
        lu = replace(lu, dossier=lecture.contexte.dossier, calculs=lecture.contexte.calculs)
    else:
        lu = _read_partly(lu, lecture, referentiel)
    return Examen(lu, lecture.sources)


def _read_partly(lu: ContratLu, lecture: Lecture, referentiel: Referentiel) -> ContratLu:
    """What stands in the files that could be read, when another one could not."""
    tree, _ = check_forme(lecture.sources, referentiel)
    for sections, known in ((tree, True), ({**tree, "perimetre": VIDE}, False)):
        dossier = _build(lu.ref, sections)
        if dossier is not None:
            return replace(lu, dossier=dossier, calculs=compute_calculs(dossier, referentiel), perimetre_lu=known)
    return lu


def _build(ref: str, sections: Mapping[str, Any]) -> Dossier | None:
    try:
        return build_dossier(ref, sections)
    except FormeIncomplete:
        return None


def _tell_doublons(portefeuille: Portefeuille, examens: Sequence[Examen]) -> Bilan:
    """An alerte at the FINESS of the second of the two contracts."""
    sources = {one.lu.ref: one.sources for one in examens}
    problems = tuple(_tell_doublon(one, sources[one.second]) for one in portefeuille.doublons)
    lines = {name: text for one in portefeuille.doublons for name, text in sources[one.second].lines.items()}
    return Bilan(problems, lines)


def _tell_doublon(one: Doublon, sources: Sources) -> Problem:
    path = ("perimetre", "etablissements", one.rang, "finess")
    return Problem(
        "PTF-001",
        path,
        describe_doublon(one),
        "Retirez-le d’un des deux contrats, ou dites quand il y entre (« date_entree ») ou en sort (« date_sortie »).",
        Severite.ALERTE,
        position=sources.locate(path),
    )


def _publish(racine: Path, portefeuille: Portefeuille, examens: Sequence[Examen]) -> Bilan:
    """Everything is rendered before anything is written."""
    polices = tuple(folder for root in template_folders(racine) if (folder := root / "polices").is_dir())
    atelier = Atelier(partial(load_gabarit, racine), polices)
    parts = {name: data for one in examens for name, data in one.sources.contents.items()}
    parts |= {gabarit: atelier.load_gabarit(gabarit), "au": portefeuille.au.isoformat().encode()}
    empreinte = compute_empreinte({**parts, "cpomdoc": __version__.encode()})
    files = render_portefeuille(build_vue(portefeuille, load_referentiel(), empreinte), atelier, __version__)
    files[RECEIPT] = build_receipt(files, empreinte, __version__)
    target = racine / "build" / NOM
    edited = keep_edited(target)
    publish_folder(target, files)
    return Bilan(
        ecrits={NOM: tuple(f"build/{NOM}/{name}" for name in files)},
        gardes={NOM: f"build/{edited.name}"} if edited else {},
    )
