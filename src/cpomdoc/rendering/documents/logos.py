"""The logos of the cover: those of the parties that sign this contract, at sizes that stand well side by side."""

from collections.abc import Iterator

from cpomdoc.francais import de_article
from cpomdoc.model.image_lue import ImageLue
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import find_signataire, name_gestionnaire
from cpomdoc.rendering.image import Image
from cpomdoc.typographie import normalise_typographie

LIGNE_CM = 16.0
"""Width of the text on the cover."""
ENTRE_CM = 1.2
HAUTEUR_CM = 2.0
LARGEUR_CM = 5.0
SURFACE_CM2 = 6.5
"""A wide logo is lower than a square one, so that both look as big."""
PAR_LIGNE = 4


def build_logos(contexte: Contexte) -> tuple[Image, ...]:
    """Managers first, then the agency, the départements and the others, as on the last page; no party, no logo."""
    found = [
        (alternative, contexte.logos[key]) for key, alternative in _iterate_places(contexte) if key in contexte.logos
    ]
    along = min(len(found), PAR_LIGNE)
    room = (LIGNE_CM - ENTRE_CM * (along - 1)) / along if along else 0.0
    return tuple(_fit(image, alternative, min(room, LARGEUR_CM)) for alternative, image in found)


def _iterate_places(contexte: Contexte) -> Iterator[tuple[str, str]]:
    """Key of each logo that this contract has a place for, and its words for who cannot see it."""
    parties = contexte.dossier.general.parties
    yield "gestionnaire", _describe(name_gestionnaire(contexte) or "le gestionnaire")
    if parties.ars is not None:
        region = contexte.referentiel.regions.get(parties.ars.region)
        yield "ars", _describe(f"l’agence régionale de santé {region.nom if region else ''}".strip())
    for departement in parties.departements:
        yield f"departements.{departement.code}", _describe(find_signataire(contexte, departement.code).denomination)
    for key in contexte.logos:
        if key.startswith("autres."):
            yield key, f"Logo – {normalise_typographie(key.removeprefix('autres.'))}"


def _describe(nom: str) -> str:
    return f"Logo {de_article(nom)}"


def _fit(image: ImageLue, alternative: str, room: float) -> Image:
    """As big as the others, inside its room, never taller than the line."""
    ratio = image.largeur / image.hauteur
    width = min((SURFACE_CM2 * ratio) ** 0.5, HAUTEUR_CM * ratio, room)
    return Image(image.donnees, round(width, 3), round(width / ratio, 3), alternative)
