"""Annex: the regional project and the departmental scheme abridged, and the objectives of the contract that answer."""

from dataclasses import dataclass

from cpomdoc.model.orientations import Orientation, Orientations, Schema
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.objectifs import number_objectifs
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class OrientationVue:
    """An orientation and, one a line, the objectives that answer it."""

    intitule: str
    resume: str
    objectifs: tuple[str | SansObjet, ...]


@dataclass(frozen=True)
class SchemaVue:
    """A scheme; `source` says what it is, unless its title does, and by which act it was adopted."""

    intitule: str
    source: str
    periode: str | None
    orientations: tuple[OrientationVue, ...]


@dataclass(frozen=True)
class VueSchemas:
    """Everything annexe_schemas.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    presentation: str
    schemas: tuple[SchemaVue, ...]


cle: str = "schemas"
gabarit: str = "annexe_schemas.docx"
VUE: type = VueSchemas


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueSchemas:
    """The schemes in the author's order."""
    orientations = contexte.dossier.orientations or Orientations(())
    return VueSchemas(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        presentation=orientations.presentation or "",
        schemas=tuple(_schema(contexte, one) for one in orientations.schemas),
    )


def _schema(contexte: Contexte, one: Schema) -> SchemaVue:
    nature = contexte.libelle("type_schema", one.type) or one.type
    said = one.intitule.lower().startswith(nature.lower())
    return SchemaVue(
        intitule=one.intitule,
        source=", ".join(part for part in ("" if said else nature, one.adoption) if part),
        periode=f"{one.debut}-{one.fin}" if one.debut and one.fin else None,
        orientations=tuple(_orientation(contexte, orientation) for orientation in one.orientations),
    )


def _orientation(contexte: Contexte, one: Orientation) -> OrientationVue:
    objectifs = contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ()
    numeros = number_objectifs(contexte)
    answers = tuple(f"{numeros[o.id]} – {o.intitule}" for o in objectifs if o.id in one.objectifs)
    return OrientationVue(one.intitule, one.resume or "", answers or (SANS_OBJET,))
