"""The modulation clause as the contract and the activity annex print it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.model.activite import CibleActivite, Modulation
from cpomdoc.rendering.documents.activite import name_indicateur
from cpomdoc.rendering.documents.contexte import Contexte


@dataclass(frozen=True)
class PalierVue:
    """A step: from `ecart` on, and below `suivant` when there is a next one, the rate is `taux`."""

    ecart: Decimal
    suivant: Decimal | None
    taux: Decimal | None


@dataclass(frozen=True)
class PoidsVue:
    """What one indicator weighs in the mean, among those of its ESMS."""

    etablissement: str
    indicateur: str | None
    poids: Decimal | None


@dataclass(frozen=True)
class ModulationVue:
    """Choices of the modulation clause; `coefficient` is the share of the gap that is withheld.

    `fondement` is the text it rests on, empty when the contract alone decides of it.
    """

    fondement: str
    coefficient: Decimal | None
    franchise: Decimal | None
    seuil: Decimal | None
    paliers: tuple[PalierVue, ...]
    premier_ecart: Decimal | None
    base_ecart: str | None
    agregation: str | None
    poids: tuple[PoidsVue, ...]
    plusieurs_indicateurs: bool
    circonstances: tuple[str, ...]
    information_jours: int | None


def build_modulation(contexte: Contexte) -> ModulationVue | None:
    """The modulation clause when the contract has one."""
    modulation = contexte.dossier.activite.modulation if contexte.dossier.activite else None
    if modulation is None:
        return None
    circonstances = (contexte.libelle("circonstance", code) or code for code in modulation.circonstances)
    return ModulationVue(
        fondement=contexte.categorie.modulation if contexte.categorie else "",
        coefficient=modulation.coefficient,
        franchise=modulation.franchise_points,
        seuil=modulation.seuil_points,
        paliers=_paliers(modulation),
        premier_ecart=min((one.ecart for one in modulation.paliers), default=None),
        base_ecart=modulation.base_ecart,
        agregation=contexte.libelle("agregation", modulation.agregation),
        poids=tuple(_iterate_poids(contexte)) if modulation.agregation == "moyenne_ponderee" else (),
        plusieurs_indicateurs=any(len(cibles) > 1 for cibles in _cibles(contexte).values()),
        circonstances=tuple(circonstances),
        information_jours=modulation.information_prealable_jours,
    )


def _paliers(modulation: Modulation) -> tuple[PalierVue, ...]:
    steps = sorted(modulation.paliers, key=lambda one: one.ecart)
    ends = [*(one.ecart for one in steps[1:]), None][: len(steps)]
    return tuple(PalierVue(one.ecart, end, one.taux) for one, end in zip(steps, ends, strict=True))


def _cibles(contexte: Contexte) -> dict[str, list[CibleActivite]]:
    """The indicators of each ESMS that the clause applies to."""
    found: dict[str, list[CibleActivite]] = {}
    for ligne in contexte.dossier.activite.lignes if contexte.dossier.activite else ():
        if ligne.modulation is not False:
            found.setdefault(ligne.etablissement, []).extend(ligne.indicateurs)
    return found


def _iterate_poids(contexte: Contexte) -> Iterator[PoidsVue]:
    """The weights of the ESMS that have several indicators: a mean of one needs none."""
    for ident, cibles in _cibles(contexte).items():
        for one in cibles if len(cibles) > 1 else ():
            yield PoidsVue(contexte.nom_etablissement(ident), name_indicateur(contexte, one), one.poids)
