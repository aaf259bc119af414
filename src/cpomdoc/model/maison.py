"""What a house decides once for all its contracts, and what becomes of the annexes of the sector then."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cpomdoc.model.referentiel import AnnexeType

TOUJOURS = "toujours"


@dataclass(frozen=True)
class AnnexeMaison:
    """What a house changes of an annex, or an annex of its own when `gabarit` names its Word file."""

    numero: int | None = None
    intitule: str | None = None
    opposable: bool | None = None
    gabarit: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Maison:
    """The settings that are not read through the contract they complete."""

    annexes: Mapping[str, AnnexeMaison] = field(default_factory=dict)

    def arrange(self, annexes: Mapping[str, AnnexeType], categorie: str | None) -> Mapping[str, AnnexeType]:
        """The annexes that a contract of this category may carry: those of the sector as changed, then the house's."""
        changed = {cle: _change(annexe, self.annexes.get(cle)) for cle, annexe in annexes.items()}
        last = max((annexe.numero for annexe in annexes.values()), default=0)
        added = {
            cle: _add(cle, one, last + rank)
            for rank, (cle, one) in enumerate(self.annexes.items(), 1)
            if cle not in annexes and one.gabarit and (not one.categories or categorie in one.categories)
        }
        return {**changed, **added}


def _change(annexe: AnnexeType, maison: AnnexeMaison | None) -> AnnexeType:
    if maison is None:
        return annexe
    return replace(
        annexe,
        rang=maison.numero,
        intitule=maison.intitule or annexe.intitule,
        opposable=annexe.opposable if maison.opposable is None else maison.opposable,
    )


def _add(cle: str, one: AnnexeMaison, numero: int) -> AnnexeType:
    """An annex of the house's own, after the others unless it says otherwise; it binds unless it says otherwise."""
    return AnnexeType(
        cle,
        numero,
        one.intitule or cle,
        "facultative",
        one.opposable is not False,
        TOUJOURS,
        rang=one.numero,
        gabarit=one.gabarit,
    )
