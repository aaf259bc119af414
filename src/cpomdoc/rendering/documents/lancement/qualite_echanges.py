"""Quality of the exchanges: the nine points of a good relation between the parties, and where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.model.lancement import PointEchange
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.mots import tick
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_lancement,
)
from cpomdoc.typographie import format_date_courte


@dataclass(frozen=True)
class PointVue:
    """A point, by what it shows, and whether the parties say it holds or has to be taken up again."""

    numero: int
    libelle: str
    indice: str
    acquis: str
    a_reprendre: str
    par: str
    le: str
    commentaire: str


@dataclass(frozen=True)
class VueQualiteEchanges:
    """Everything lancement_qualite_echanges.docx may print."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    acquis: int
    nombre: int
    points: tuple[PointVue, ...]


code: str = "qualite_echanges"
cle: str = "lancement_qualite_echanges"
gabarit: str = "lancement_qualite_echanges.docx"
VUE: type = VueQualiteEchanges


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueQualiteEchanges:
    """The nine points in their order."""
    points = tuple(_iterate_points(contexte))
    ecrits = {one.point: one.acquis for one in read_lancement(contexte).echanges}
    return VueQualiteEchanges(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        acquis=sum(1 for acquis in ecrits.values() if acquis),
        nombre=len(points),
        points=points,
    )


def _iterate_points(contexte: Contexte) -> Iterator[PointVue]:
    ecrits = {one.point: one for one in reversed(read_lancement(contexte).echanges)}
    for numero, (point, libelle) in enumerate(contexte.referentiel.listes["point_echange"].items(), 1):
        ecrit = ecrits.get(point, PointEchange(point))
        yield PointVue(
            numero=numero,
            libelle=majuscule(libelle),
            indice=majuscule(contexte.libelle("indice_echange", point) or ""),
            acquis=tick(ecrit.acquis),
            a_reprendre=tick(ecrit.acquis is False),
            par=majuscule(ecrit.par or ""),
            le=format_date_courte(ecrit.le) if ecrit.le else "",
            commentaire=majuscule(ecrit.commentaire or ""),
        )
