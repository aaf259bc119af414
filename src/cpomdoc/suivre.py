"""The follow-up of one contract for one year: its documents alone, judged on a day that one may choose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cpomdoc import __version__
from cpomdoc.computing.bilan_annuel import compute_bilan
from cpomdoc.errors import CaractereAbsent, DossierIntrouvable
from cpomdoc.francais import liste
from cpomdoc.loading.etats import compute_etats
from cpomdoc.loading.load_dossier import choose_references
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import SUIVI, Lecture, Tirage, carry, count_blanks
from cpomdoc.maison import open_maison
from cpomdoc.pipeline import CONTRACTS, Bilan, Options, read_contrat, tell_maison
from cpomdoc.positions import locate_caractere
from cpomdoc.publishing.keep_edited import keep_edited
from cpomdoc.publishing.publish_part import publish_part
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.normalise import normalise_calculs
from cpomdoc.rendering.render_edition import Progress, render_edition
from cpomdoc.rendering.render_suivi import print_suivi, render_classeurs


@dataclass(frozen=True)
class DemandeSuivi:
    """Which contract, which year (the last one when nobody says), and the day on which lateness is judged."""

    ref: str
    annee: int | None = None
    au: date | None = None


def build_suivi(racine: Path, demande: DemandeSuivi, options: Options, progress: Progress) -> Bilan:
    """Build the documents of one year; the contract and its other years are not touched."""
    choose_references(racine / CONTRACTS, [demande.ref])
    maison = open_maison(racine, load_referentiel())
    bilan = tell_maison(maison, options)
    if not maison.lisible:
        return bilan
    lecture = read_contrat(maison, demande.ref, options)
    bilan = bilan.merge(Bilan(lecture.problems, lecture.sources.lines))
    if lecture.contexte is None or bilan.en_erreur:
        return bilan
    contexte = _judge(_find_year(lecture.suivis, demande), demande.au)
    try:
        return bilan.merge(_publish(racine, lecture, contexte, progress))
    except CaractereAbsent as error:
        return bilan.merge(Bilan(locate_caractere(error, lecture.sources)))


def _find_year(suivis: Sequence[Contexte], demande: DemandeSuivi) -> Contexte:
    years = {one.annee_suivie: one for one in suivis}
    if demande.annee is None and suivis:
        return suivis[-1]
    if demande.annee not in years:
        connues = liste(str(annee) for annee in years)
        lieu = f"{CONTRACTS}/{demande.ref}/{SUIVI}/"
        voulue = f"{lieu}{demande.annee or 'ANNÉE'}.yaml"
        suite = f" Années suivies\u202f: {connues}." if connues else ""
        raise DossierIntrouvable(f"Il n’y a pas de suivi à fabriquer\u202f: écrivez {voulue}.{suite}")
    return years[demande.annee]


def _judge(contexte: Contexte, au: date | None) -> Contexte:
    """The same year, judged on that day."""
    if au is None or contexte.annee_suivie is None:
        return contexte
    bilan = compute_bilan(contexte.dossier, contexte.calculs, contexte.referentiel, contexte.annee_suivie, au)
    others = (one for one in contexte.calculs.bilans if one.annee != bilan.annee)
    bilans = tuple(sorted((*others, bilan), key=lambda one: one.annee))
    return replace(contexte, calculs=normalise_calculs(replace(contexte.calculs, bilans=bilans)))


def _publish(racine: Path, lecture: Lecture, contexte: Contexte, progress: Progress) -> Bilan:
    ref = contexte.dossier.ref
    lot = print_suivi(contexte, carry(lecture, SUIVI))
    files = render_edition(lot, progress) | render_classeurs(lot, compute_etats(lecture.sources), __version__)
    target = racine / "build" / ref
    edited = keep_edited(target, lot.dossier)
    publish_part(target, lot.dossier, files, contexte.edition.empreinte, __version__)
    return Bilan(
        ecrits={ref: tuple(f"build/{ref}/{name}" for name in files)},
        a_completer=count_blanks(Tirage(autres=(lot,))),
        gardes={ref: f"build/{edited.name}"} if edited else {},
    )
