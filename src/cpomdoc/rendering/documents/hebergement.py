"""What the contract of a CHRS prints of its own: schemes, axes, indicators, programmes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import liste
from cpomdoc.model.hebergement import DepartHebergement, Hebergement, SuiviHebergement
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class DispositifVue:
    """A subsidised scheme."""

    intitule: str
    commune: str | None
    departement: str | None
    programme: str | None
    places: int | SansObjet
    annee: int | None
    montant: Decimal | None


@dataclass(frozen=True)
class AxeObligatoire:
    """A compulsory axis and the axis of the contract that stands for it, « axe 1 » and its title."""

    libelle: str
    rang: str | None
    intitule: str | None


@dataclass(frozen=True)
class ValeurIndicateur:
    """A year of an indicator; `depart` for the one it starts from."""

    annee: int | None
    depart: bool
    nombre: int | SansObjet | None
    taux: Decimal | SansObjet | None


@dataclass(frozen=True)
class IndicateurObligatoire:
    """A compulsory indicator with its years; `precision` and `source` are printed under its name."""

    libelle: str
    precision: str
    source: str | None
    valeurs: tuple[ValeurIndicateur, ...]


@dataclass(frozen=True)
class HebergementVue:
    """Choices of the articles that only the contract of a CHRS has; `programmes` are those of its credits."""

    dispositifs: tuple[DispositifVue, ...]
    axes: tuple[AxeObligatoire, ...]
    indicateurs: tuple[IndicateurObligatoire, ...]
    droits_complets: bool
    programmes: tuple[str, ...]
    fongible: bool
    fongibilite_connue: bool
    inconnu: str | None
    affectation: str
    facteurs: str


def build_hebergement(contexte: Contexte) -> HebergementVue:
    """Everything of hebergement.yaml; unknown where it is missing."""
    volet = contexte.dossier.hebergement or Hebergement()
    connus = contexte.referentiel.indicateurs_hebergement
    return HebergementVue(
        dispositifs=tuple(_iterate_dispositifs(contexte, volet)),
        axes=tuple(_iterate_axes(contexte, volet)),
        indicateurs=tuple(_indicateur(contexte, one) for one in volet.indicateurs),
        droits_complets=any(connus[one.code].droits_complets for one in volet.indicateurs if one.code in connus),
        programmes=tuple(_programme(contexte, code) or code for code in volet.programmes),
        fongible=volet.fongibilite is True,
        fongibilite_connue=volet.fongibilite is not None,
        inconnu=None,
        affectation=_affectation(volet),
        facteurs=liste(volet.facteurs_explicatifs),
    )


def _programme(contexte: Contexte, code: str | None) -> str | None:
    return contexte.libelle("programme_budgetaire", code)


def _affectation(volet: Hebergement) -> str:
    """« du programme 177 », « des programmes 177 et 303 »; empty when the file says nothing of it."""
    codes = volet.programmes_affectation
    return "" if not codes else f"{'du programme' if len(codes) == 1 else 'des programmes'} {liste(codes)}"


def _iterate_dispositifs(contexte: Contexte, volet: Hebergement) -> Iterator[DispositifVue]:
    for one in volet.dispositifs:
        yield DispositifVue(
            intitule=one.intitule,
            commune=one.commune,
            departement=one.departement,
            programme=one.programme,
            places=one.places if one.places is not None else SANS_OBJET,
            annee=one.annee,
            montant=one.montant,
        )


def _iterate_axes(contexte: Contexte, volet: Hebergement) -> Iterator[AxeObligatoire]:
    """The compulsory axes of the category, in its order."""
    objectifs = contexte.dossier.objectifs
    rangs = {axe.id: (rang, axe.intitule) for rang, axe in enumerate(objectifs.axes if objectifs else (), 1)}
    for code in contexte.categorie.axes_obligatoires if contexte.categorie else ():
        rang, intitule = rangs.get(volet.axes.get(code, ""), (None, None))
        libelle = contexte.libelle("axe_hebergement", code) or code
        yield AxeObligatoire(libelle, None if rang is None else f"axe {rang}", intitule)


def _indicateur(contexte: Contexte, one: SuiviHebergement) -> IndicateurObligatoire:
    connu = contexte.referentiel.indicateurs_hebergement.get(one.code)
    depart = one.initiale or DepartHebergement()
    compte = connu is not None and connu.compte
    valeurs = [_valeur(depart.annee, depart.nombre if compte else SANS_OBJET, depart.taux, depart=True)]
    valeurs += [
        _valeur(
            annee,
            contexte.de_la_serie(one.nombres, annee) if compte else SANS_OBJET,
            contexte.de_la_serie(one.taux, annee),
        )
        for annee in contexte.calculs.exercices
    ]
    exclus = " *" if connu is not None and connu.droits_complets else ""
    libelle = (connu.libelle if connu else one.code) + exclus
    return IndicateurObligatoire(libelle, one.precision or "", one.source, tuple(valeurs))


def _valeur(
    annee: int | None, nombre: int | SansObjet | None, taux: Decimal | SansObjet | None, *, depart: bool = False
) -> ValeurIndicateur:
    return ValeurIndicateur(annee, depart, nombre, taux)
