"""One end of a review: a contract read, checked and printed as it was, or is, in a folder of its own."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from cpomdoc.avenants import textes
from cpomdoc.checking.validator import check_forme
from cpomdoc.comparing.compare import keep_contrat
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.errors import CpomdocError
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import SIGNE, Lecture, carry
from cpomdoc.maison import MaisonLue, open_maison
from cpomdoc.model.build import FormeIncomplete, build_dossier
from cpomdoc.model.calculs import Calculs
from cpomdoc.pipeline import Options, read_contrat
from cpomdoc.problems import Problem, Severite
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.registre import documents_of, stem, titre
from cpomdoc.rendering.formats.graphiques import draw_nothing
from cpomdoc.rendering.render_edition import print_document
from cpomdoc.typographie import normalise_typographie
from cpomdoc.versions.etats import Etat
from cpomdoc.versions.verifier_versions import check_versions

ACTES = ("VER-", "AVN-", "PRV-", "TXT-")
"""Codes of what is wrong with sealed versions, an avenant, or the text that is reviewed."""
ILLISIBLE = "Le contrat ne se lit pas."
EDITION = "revue"
"""One mark of edition for both ends: it would otherwise differ on every page."""


@dataclass(frozen=True)
class Bout:
    """One end: the folder that holds it, how it is called, its house, and the day on which rules look at it."""

    racine: Path
    nom: str
    maison: MaisonLue
    aujourdhui: date | None


@dataclass(frozen=True)
class Lu:
    """A contract at one end: `etat` is None when too little of it could be read, `refus` says why.

    `partiel` tells that some value could not be read.
    """

    lecture: Lecture | None
    problems: tuple[Problem, ...] = ()
    etat: Etat | None = None
    refus: str = ""
    partiel: bool = False

    @cached_property
    def calculs(self) -> Calculs | None:
        """What follows from it."""
        return compute_calculs(keep_contrat(self.etat.dossier), self.etat.referentiel) if self.etat else None

    @property
    def erreurs(self) -> int:
        """How many faults keep it from being printed: what is wrong with an act beside it does not."""
        return sum(one.severite is Severite.ERREUR and not one.code.startswith(ACTES) for one in self.problems)

    @property
    def intitule(self) -> str:
        """The title that it bears, if any."""
        intitule = self.etat.dossier.general.contrat.intitule if self.etat else None
        return normalise_typographie(intitule or "")


def open_bout(racine: Path, nom: str, aujourdhui: date | None) -> Bout:
    """One end, with the settings of its house; raises CpomdocError when these cannot be read at all."""
    return Bout(racine, nom, open_maison(racine, load_referentiel()), aujourdhui)


def read_lu(bout: Bout, ref: str) -> Lu:
    """A contract at one end, as far as it could be understood; what stops the reading is a sentence, never raised."""
    if not bout.maison.lisible:
        return Lu(None, refus="Le catalogue de la maison ne se lit pas\u202f: aucun contrat ne peut être lu.")
    try:
        lecture = read_contrat(bout.maison, ref, Options(aujourdhui=bout.aujourdhui))
    except CpomdocError as error:
        return Lu(None, refus=str(error))
    known = {(one.code, one.message) for one in lecture.problems}
    seals = (one for one in check_versions(bout.racine, ref) if (one.code, one.message) not in known)
    problems = (*lecture.problems, *seals)
    if lecture.contexte is None:
        return Lu(lecture, problems, None, ILLISIBLE)
    referentiel = lecture.contexte.referentiel
    tree, faults = check_forme(lecture.sources, referentiel)
    try:
        # As it is written, before any typography.
        etat = Etat(bout.nom, build_dossier(ref, tree), referentiel, bout.maison.catalogue)
    except FormeIncomplete:
        return Lu(lecture, problems, None, ILLISIBLE)
    return Lu(lecture, problems, etat, partiel=bool(faults))


def print_lu(bout: Bout, lu: Lu, only: Container[str] | None = None) -> textes.Etat | str:
    """Its documents without drawings, all under one mark of edition; a sentence when they cannot be made.

    `only` names the gabarits that are worth printing; the contract itself always is.
    """
    contexte = contexte_of(lu)
    if lu.lecture is None or contexte is None:
        return lu.refus
    if lu.erreurs or bout.maison.en_erreur:
        return "Le contrat est en erreur\u202f: ses documents ne peuvent pas être fabriqués."
    atelier = carry(lu.lecture, SIGNE)
    chosen = [one for one in documents_of(contexte) if only is None or one is contrat or one.gabarit in only]
    try:
        printed = (
            print_document((stem(one, contexte), titre(one, contexte)), one, contexte, atelier, draw_nothing)
            for one in chosen
        )
        return textes.Etat(contexte, tuple(printed))
    except CpomdocError as error:
        return str(error)


def contexte_of(lu: Lu) -> Contexte | None:
    """What its documents draw on, under the mark of edition of reviews, without any avenant."""
    contexte = lu.lecture.contexte if lu.lecture else None
    if contexte is None:
        return None
    edition = Edition(EDITION, contexte.dossier.general.contrat.statut)
    return replace(contexte, edition=edition, projet_avenant=None, consolidation=None)
