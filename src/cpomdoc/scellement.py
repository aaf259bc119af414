"""`sceller`: freeze what was signed, once nothing stands against it; what is refused is said, with how to go on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cpomdoc.checking.validator import check_forme
from cpomdoc.francais import guillemets
from cpomdoc.loading.load_dossier import choose_references
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import SIGNE, Lecture, carry
from cpomdoc.maison import open_maison
from cpomdoc.model.build import build_dossier
from cpomdoc.model.dossier import Dossier
from cpomdoc.pipeline import CONTRACTS, TEXTE, Bilan, Options, build_contrats, read_contrat, tell_maison
from cpomdoc.publishing.keep_edited import read_receipt
from cpomdoc.publishing.publish_folder import RECEIPT
from cpomdoc.publishing.publish_once import publish_once
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.render_edition import ENSEMBLE, Lot, Progress, print_contrat, render_textes
from cpomdoc.typographie import format_date
from cpomdoc.versions.composer import ASceller, compose_version
from cpomdoc.versions.dossiers_scelles import CONTRAT_INITIAL, folder_of, list_versions
from cpomdoc.versions.revision_git import propose_tag
from cpomdoc.versions.sceau import Sceau, compute_digest

SIGNABLES = ("docx", "pdf")


@dataclass(frozen=True)
class Scellement:
    """What came of it: the seal, or why there is none (`refus`, or the errors of `bilan`); `tag` is a git command."""

    reference: str
    bilan: Bilan = field(default_factory=Bilan)
    sceau: Sceau | None = None
    refus: str = ""
    remarques: tuple[str, ...] = ()
    tag: str | None = None


def seal_contrat(racine: Path, ref: str, signature: date, options: Options, progress: Progress) -> Scellement:
    """Seal the initial state of a contract, as it was signed that day."""
    choose_references(racine / CONTRACTS, (ref,))
    if known := list_versions(racine, ref):
        return Scellement(ref, refus=_already(ref, known[-1]))
    maison = open_maison(racine, load_referentiel())
    bilan = tell_maison(maison, options)
    if not maison.lisible:
        return Scellement(ref, bilan)
    lecture = read_contrat(maison, ref, options)
    bilan = bilan.merge(Bilan(lecture.problems, lecture.sources.lines))
    if lecture.contexte is None or bilan.en_erreur:
        return Scellement(ref, bilan, refus="Un contrat en erreur ne se scelle pas\u202f: corrigez-le d’abord.")
    lot = print_contrat(lecture.contexte, carry(lecture, SIGNE), dessins=False)
    textes = render_textes(lot.imprimes)
    refus = next(_refuse(racine, lecture.contexte, signature, textes), "")
    if refus:
        return Scellement(ref, bilan, refus=refus)
    signes, remarques = _gather(racine, lot, options, progress)
    if not signes:
        return Scellement(ref, bilan, refus=f"Les documents de build/{ref} n’ont pas pu être fabriqués.")
    etat = ASceller(
        CONTRAT_INITIAL, signature, lecture.contexte.edition.empreinte, _as_written(ref, lecture), textes, signes, {}
    )
    sealed = _write(racine, etat)
    return replace(sealed, bilan=bilan, remarques=(*remarques, *_remark(lot, signature, options)))


def _refuse(racine: Path, contexte: Contexte, signature: date, textes: Mapping[str, bytes]) -> Iterator[str]:
    """Why this contract may not be sealed yet, the first reason first."""
    ref = contexte.dossier.ref
    contrat, make = contexte.dossier.general.contrat, f"make contract CONTRAT={ref}"
    if contrat.statut != "definitif":
        yield (
            f"Seul un contrat définitif se scelle\u202f: écrivez {guillemets('statut: definitif')} sous "
            f"{guillemets('contrat')} dans {CONTRACTS}/{ref}/contrat.yaml, lancez {guillemets(make)}, faites signer ce "
            "qui est fabriqué, puis scellez."
        )
    if contrat.date_signature is not None and contrat.date_signature != signature:
        ecrite, donnee = format_date(contrat.date_signature), format_date(signature)
        yield (
            f"Le contrat imprimé porte la date du {ecrite}, et non du {donnee}. Si la première est la bonne, donnez-la "
            f"à {guillemets('--date-signature')}\u202f; sinon, corrigez {guillemets('date_signature')} dans "
            "contrat.yaml, et faites signer ce qui est fabriqué alors."
        )
    if contexte.calculs.jalons.date_fin is not None and signature > contexte.calculs.jalons.date_fin:
        yield f"Le {format_date(signature)} est après le dernier jour du contrat\u202f: vérifiez la date de signature."
    folder = racine / CONTRACTS / ref / TEXTE
    if any(_read_if_there(folder / name) != data for name, data in textes.items()):
        yield (
            f"Le texte relu, dans {CONTRACTS}/{ref}/{TEXTE}/, n’est pas celui du contrat\u202f: lancez "
            f"{guillemets(make)}, relisez la différence, et ne scellez que ce qui a été signé."
        )


def _gather(racine: Path, lot: Lot, options: Options, progress: Progress) -> tuple[dict[str, str], tuple[str, ...]]:
    """Fingerprints of the documents to sign, built anew unless the build is that of this very state."""
    ref = lot.contexte.dossier.ref
    build = racine / "build" / ref
    if found := _read_build(build, lot):
        return found, ()
    bilan = build_contrats(racine, (ref,), options, progress)
    gardes = tuple(
        f"des fichiers de build/{name} avaient été changés à la main\u202f: ils sont gardés dans {folder}, et ce ne "
        "sont pas eux qui sont scellés."
        for name, folder in bilan.gardes.items()
    )
    return _read_build(build, lot), (f"les documents de build/{ref} ont été refaits pour être scellés.", *gardes)


def _read_build(build: Path, lot: Lot) -> dict[str, str]:
    """Fingerprints of the build by name, empty when it is not whole, not ours, or of another state."""
    names = [lot.name(one.nom, suffix) for one in lot.imprimes for suffix in SIGNABLES] + [lot.name(ENSEMBLE, "pdf")]
    receipt = read_receipt(build / RECEIPT)
    if _read_edition(build / RECEIPT) != lot.contexte.edition.empreinte:
        return {}
    found = {name: compute_digest(data) for name in names if (data := _read_if_there(build / name)) is not None}
    same = all(found.get(name) == receipt.get(name) is not None for name in names)
    return found if same else {}


def _read_edition(path: Path) -> str:
    try:
        return str(json.loads(path.read_bytes())["empreinte"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _write(racine: Path, etat: ASceller) -> Scellement:
    """Write the folder, unless someone did meanwhile."""
    ref = etat.dossier.ref
    composed = compose_version(racine, etat)
    if composed is None:
        return Scellement(
            ref, refus="Ce contrat ne se relit pas à l’identique une fois mis en forme\u202f: signalez-le."
        )
    sceau, files = composed
    if not publish_once(folder_of(racine, ref) / etat.version, files):
        return Scellement(ref, refus=_already(ref, etat.version))
    return Scellement(ref, sceau=sceau, tag=propose_tag(racine, f"{ref}-contrat-v1"))


def _as_written(ref: str, lecture: Lecture) -> Dossier:
    """The contract before any typography, house included: what is kept is what was written."""
    tree, _ = check_forme(lecture.sources, lecture.contexte.referentiel if lecture.contexte else load_referentiel())
    return build_dossier(ref, tree)


def _remark(lot: Lot, signature: date, options: Options) -> Iterator[str]:
    if options.aujourdhui and signature > options.aujourdhui:
        yield f"le {format_date(signature)} n’est pas encore passé\u202f: on scelle ce qui a été signé."
    if blanks := sum(one.a_completer for one in lot.imprimes):
        yield f"le contrat signé porte encore {blanks} fois la mention {guillemets('à compléter')}."


def _already(ref: str, version: str) -> str:
    return (
        f"Le contrat {ref} est déjà scellé (version {version})\u202f: ce qui a été signé ne se change plus que par un "
        f"avenant. «\u202fcpomdoc comparer {ref}\u202f» montre ce qui a changé depuis."
    )


def _read_if_there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return None
