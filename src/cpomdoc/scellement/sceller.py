"""Seal the contract, or the avenant that its files are, as it was signed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cpomdoc.avenants.ouvrage import build_ouvrage
from cpomdoc.checking.validator import check_forme
from cpomdoc.comparing.recit import name_acte
from cpomdoc.francais import guillemets
from cpomdoc.loading.load_dossier import choose_references
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import AVENANT, SIGNE, Lecture, carry
from cpomdoc.maison import open_maison
from cpomdoc.model.build import build_dossier
from cpomdoc.model.dossier import Dossier
from cpomdoc.pipeline import CONTRACTS, Bilan, Options, read_contrat, tell_maison
from cpomdoc.publishing.publish_once import publish_once
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.render_edition import Lot, Progress, print_contrat, render_textes
from cpomdoc.scellement.refus import (
    BRISEES,
    EN_ERREUR,
    refuse_avenant,
    refuse_contrat,
    refuse_suite,
    refuse_textes,
    tell_deja,
)
from cpomdoc.scellement.signes import gather
from cpomdoc.typographie import format_date
from cpomdoc.versions.composer import ASceller, compose_version
from cpomdoc.versions.dossiers_scelles import CONTRAT_INITIAL, folder_of
from cpomdoc.versions.revision_git import propose_tag
from cpomdoc.versions.sceau import Sceau
from cpomdoc.versions.verifier_versions import check_versions


@dataclass(frozen=True)
class Scellement:
    """What came of it: the seal, or why there is none (`refus`, or the errors of `bilan`); `tag` is a git command."""

    reference: str
    bilan: Bilan = field(default_factory=Bilan)
    sceau: Sceau | None = None
    refus: str = ""
    remarques: tuple[str, ...] = ()
    tag: str | None = None
    acte: str = "contrat"


@dataclass(frozen=True)
class Acte:
    """What was signed: its number, the name of its version, its documents and the words that reviewers read."""

    numero: int
    version: str
    lot: Lot
    textes: Mapping[str, bytes]
    precedentes: Mapping[str, str]

    @property
    def tag(self) -> str:
        """How git may mark it."""
        ref = self.lot.contexte.dossier.ref
        return f"{ref}-avenant-{self.numero:02}" if self.numero else f"{ref}-contrat-v1"


def seal_contrat(racine: Path, ref: str, signature: date, options: Options, progress: Progress) -> Scellement:
    """Seal what the working files are, the contract or an avenant, as it was signed that day."""
    choose_references(racine / CONTRACTS, (ref,))
    if faults := check_versions(racine, ref):
        return Scellement(ref, Bilan(faults), refus=BRISEES)
    maison = open_maison(racine, load_referentiel())
    bilan = tell_maison(maison, options)
    if not maison.lisible:
        return Scellement(ref, bilan)
    lecture = read_contrat(maison, ref, options)
    bilan = bilan.merge(Bilan(lecture.problems, lecture.sources.lines))
    contexte = lecture.contexte
    if contexte is not None and (refus := next(refuse_suite(contexte.dossier, lecture.suite), "")):
        return Scellement(ref, bilan if bilan.en_erreur else Bilan(), refus=refus)
    if contexte is None or bilan.en_erreur:
        return Scellement(ref, bilan, refus=EN_ERREUR)
    if refus := next(_refuse(contexte, lecture, signature), ""):
        return Scellement(ref, bilan, refus=refus)
    acte = _print_acte(contexte, lecture)
    if refus := next(refuse_textes(racine, ref, acte.textes), ""):
        return Scellement(ref, bilan, refus=refus)
    signes, remarques = gather(racine, acte.lot, options, progress)
    if not signes:
        return Scellement(ref, bilan, refus=f"Les documents de build/{ref} n’ont pas pu être fabriqués.")
    edition = acte.lot.contexte.edition.empreinte
    ecrit = _as_written(ref, lecture)
    etat = ASceller(acte.version, signature, edition, ecrit, acte.textes, signes, acte.precedentes)
    sealed = _write(racine, etat, acte)
    return replace(sealed, bilan=bilan, remarques=(*remarques, *_remark(acte, signature, options)))


def _refuse(contexte: Contexte, lecture: Lecture, signature: date) -> Iterator[str]:
    avenant, suite = contexte.dossier.avenant, lecture.suite
    if avenant is None or suite is None:
        yield from refuse_contrat(contexte, signature)
    else:
        yield from refuse_avenant(contexte, suite, avenant, signature)


def _print_acte(contexte: Contexte, lecture: Lecture) -> Acte:
    """The contract, or the avenant with the contract as it makes it."""
    avenant, suite = contexte.dossier.avenant, lecture.suite
    if avenant is None or suite is None or lecture.modifie is None:
        lot = print_contrat(contexte, carry(lecture, SIGNE), dessins=False)
        return Acte(0, CONTRAT_INITIAL, lot, render_textes(lot.imprimes), {})
    ouvrage = build_ouvrage(suite, lecture.modifie, carry(lecture, SIGNE, AVENANT), dessins=False)
    motif = avenant.motifs[0].replace("_", "-") if avenant.motifs else "avenant"
    precedentes = {one.nom: one.sceau.empreinte for one in suite.chaine}
    textes = render_textes(ouvrage.textes)
    return Acte(avenant.numero, f"{avenant.numero:02}-{motif}", ouvrage.acte, textes, precedentes)


def _write(racine: Path, etat: ASceller, acte: Acte) -> Scellement:
    """Write the folder, unless someone did meanwhile."""
    ref = etat.dossier.ref
    composed = compose_version(racine, etat)
    if composed is None:
        return Scellement(
            ref, refus="Ce contrat ne se relit pas à l’identique une fois mis en forme\u202f: signalez-le."
        )
    sceau, files = composed
    if not publish_once(folder_of(racine, ref) / etat.version, files):
        return Scellement(ref, refus=tell_deja(ref, etat.version))
    return Scellement(ref, sceau=sceau, tag=propose_tag(racine, acte.tag), acte=name_acte(acte.numero))


def _as_written(ref: str, lecture: Lecture) -> Dossier:
    """The contract before any typography, house included: what is kept is what was written."""
    tree, _ = check_forme(lecture.sources, lecture.contexte.referentiel if lecture.contexte else load_referentiel())
    return build_dossier(ref, tree)


def _remark(acte: Acte, signature: date, options: Options) -> Iterator[str]:
    if options.aujourdhui and signature > options.aujourdhui:
        yield f"le {format_date(signature)} n’est pas encore passé\u202f: on scelle ce qui a été signé."
    if blanks := sum(one.a_completer for one in acte.lot.imprimes):
        nom = f"l’{name_acte(acte.numero)} signé" if acte.numero else "le contrat signé"
        yield f"{nom} porte encore {blanks} fois la mention {guillemets('à compléter')}."
