"""A contract as it applies on a day, printed under the notice of a consolidated version."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path

from cpomdoc import __version__
from cpomdoc.avenants.origines import Etape, consolidate
from cpomdoc.avenants.ouvrage import print_etat
from cpomdoc.avenants.representants import keep_representants
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.maison import CATALOGUE, furnish, open_maison
from cpomdoc.model.image_lue import ImageLue
from cpomdoc.model.plan import build_plan
from cpomdoc.pipeline import CONTRACTS, Options, open_atelier
from cpomdoc.publishing.publish_folder import compute_empreinte
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.normalise import normalise_calculs, normalise_dossier
from cpomdoc.rendering.documents.registre import list_documents
from cpomdoc.rendering.render_edition import Atelier, Lot, print_documents
from cpomdoc.temps.en_vigueur import EnVigueur
from cpomdoc.typographie import format_date
from cpomdoc.versions.canonique import format_canonique
from cpomdoc.versions.etats import Etat


def print_en_vigueur(racine: Path, en_vigueur: EnVigueur, options: Options, *, dessins: bool) -> Lot:
    """Every document of the contract that day; the contract says which acts it puts together, and whence each part."""
    ref = en_vigueur.etat.dossier.ref
    atelier = open_atelier(racine, options)
    logos = _load_logos(racine, ref)
    edition = Edition(_compute_empreinte(en_vigueur, atelier), "definitif")
    ecrits = [_build_contexte(etat, edition, logos) for etat in en_vigueur.etapes]
    contextes = list(accumulate(ecrits, keep_representants))
    etapes = [
        Etape(acte, print_etat(contexte, atelier)) for acte, contexte in zip(en_vigueur.actes, contextes, strict=True)
    ]
    consolidation = replace(consolidate(etapes), date_effet=_find_effet(en_vigueur))
    contexte = replace(contextes[-1], consolidation=consolidation)
    intitule = contexte.dossier.general.contrat.intitule or ref
    titre = f"{intitule} – version au {format_date(en_vigueur.jour)}"
    return Lot(print_documents(contexte, atelier, dessins=dessins), contexte, atelier, ensemble=titre)


def _find_effet(en_vigueur: EnVigueur) -> date | None:
    """Since when the contract is as it is: the last effect of its acts, whatever their numbers."""
    return max((one.date_effet for one in en_vigueur.actes if one.date_effet is not None), default=None)


def _build_contexte(etat: Etat, edition: Edition, logos: Mapping[str, ImageLue]) -> Contexte:
    plan = build_plan(etat.dossier, etat.catalogue, etat.referentiel.annexes)
    calculs = normalise_calculs(compute_calculs(etat.dossier, etat.referentiel))
    return Contexte(normalise_dossier(etat.dossier), calculs, etat.referentiel, plan, edition, logos)


def _load_logos(racine: Path, ref: str) -> Mapping[str, ImageLue]:
    """The logos of the working files: pictures are not sealed."""
    maison = open_maison(racine, load_referentiel())
    if not maison.lisible:
        raise DossierIntrouvable(
            "Les réglages de la maison ne se lisent pas\u202f: «\u202fcpomdoc gabarit verifier\u202f»."
        )
    sources, _ = load_dossier(racine / CONTRACTS, ref)
    return furnish(maison, sources, load_referentiel()).logos


def _compute_empreinte(en_vigueur: EnVigueur, atelier: Atelier) -> str:
    return compute_empreinte(dict(_iterate_parts(en_vigueur, atelier)))


def _iterate_parts(en_vigueur: EnVigueur, atelier: Atelier) -> Iterator[tuple[str, bytes]]:
    """All that the documents are made from."""
    yield "cpomdoc", __version__.encode()
    for name in (CATALOGUE, *(one.gabarit for one in list_documents(en_vigueur.etat.referentiel))):
        yield name, atelier.load_gabarit(name)
    for acte, etape in zip(en_vigueur.actes, en_vigueur.etapes, strict=True):
        for name, data in format_canonique(etape.dossier).items():
            yield f"{acte.version}/{name}", data
