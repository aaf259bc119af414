"""Common allocations, instalments and amounts per place, as tables print them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.calculs_finances import AnneeDgc, CalculDgc, DotationParPlace, Echeance, Trajectoire
from cpomdoc.model.finances import Dgc
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.trajectoires import iterate_trajectoires, name_financement
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

MOIS = (
    *("Janvier", "Février", "Mars", "Avril", "Mai", "Juin"),
    *("Juillet", "Août", "Septembre", "Octobre", "Novembre", "Décembre"),
)


@dataclass(frozen=True)
class MontantVue:
    """Amount of one year."""

    annee: int
    montant: Decimal | SansObjet | None


@dataclass(frozen=True)
class PartVue:
    """Share of one ESMS: base, then each year."""

    etablissement: str
    base: Decimal | None
    annees: tuple[MontantVue, ...]


@dataclass(frozen=True)
class DgcAnnexe:
    """A common allocation, year by year; `annonces` is empty unless a paper announces something else."""

    titre: str
    annee_base: int | None
    base: Decimal | None
    parts: tuple[PartVue, ...]
    totaux: tuple[MontantVue, ...]
    douziemes: tuple[MontantVue, ...]
    soldes: tuple[MontantVue, ...]
    annonces: tuple[MontantVue, ...]
    premiere_annee: int | None
    premier_montant: Decimal | None


@dataclass(frozen=True)
class EcheanceVue:
    """One instalment."""

    mois: str
    date: date
    montant: Decimal | SansObjet | None


@dataclass(frozen=True)
class EcheancierVue:
    """Instalments of the first year of one allocation."""

    titre: str
    annee: int
    montant: Decimal | None
    echeances: tuple[EcheanceVue, ...]


@dataclass(frozen=True)
class PlaceVue:
    """Allocation over financed places, beside the cost per place of the last closed year when it is known."""

    etablissement: str
    places: int | None
    dotation: Decimal | None
    par_place: Decimal | SansObjet
    annee_cout: int | SansObjet
    cout: Decimal | SansObjet


def build_dgc(contexte: Contexte) -> tuple[DgcAnnexe, ...]:
    """The common allocations in the author's order."""
    finances, calculs = contexte.dossier.finances, contexte.calculs.finances
    pairs = zip(finances.dgc, calculs.dgc, strict=True) if finances and calculs else ()
    return tuple(_dgc(contexte, one, calcul) for one, calcul in pairs)


def _dgc(contexte: Contexte, one: Dgc, calcul: CalculDgc) -> DgcAnnexe:
    first = calcul.annees[0] if calcul.annees else None
    return DgcAnnexe(
        titre=name_financement(contexte, one.financeur, one.section),
        annee_base=_annee_base(contexte, one),
        base=calcul.base,
        parts=tuple(_part(contexte, one, calcul, ident) for ident in one.etablissements),
        totaux=tuple(MontantVue(annee.annee, annee.montant) for annee in calcul.annees),
        douziemes=tuple(MontantVue(annee.annee, _or_dash(annee.douzieme)) for annee in calcul.annees),
        soldes=tuple(MontantVue(annee.annee, _or_dash(annee.solde)) for annee in calcul.annees),
        annonces=_annonces(one.annonce, calcul.annees),
        premiere_annee=first.annee if first else None,
        premier_montant=first.montant if first else None,
    )


def _annee_base(contexte: Contexte, one: Dgc) -> int | None:
    """The year of the bases, None when they are not all of the same."""
    years = {t.annee_base for t in _accounts(contexte, one)}
    return years.pop() if len(years) == 1 else None


def _accounts(contexte: Contexte, one: Dgc) -> list[Trajectoire]:
    return [
        t
        for t in iterate_trajectoires(contexte)
        if t.financeur == one.financeur and one.section in (None, t.section) and t.etablissement in one.etablissements
    ]


def _part(contexte: Contexte, one: Dgc, calcul: CalculDgc, ident: str) -> PartVue:
    """The provisional split that the contract writes, otherwise the computed one."""
    bases = [t.base_initiale for t in _accounts(contexte, one) if t.etablissement == ident]
    known = [base for base in bases if base is not None]
    written = one.repartition.get(ident, {})
    annees = (MontantVue(a.annee, written.get(a.annee, a.parts.get(ident))) for a in calcul.annees)
    return PartVue(
        etablissement=contexte.nom_etablissement(ident),
        base=sum(known, Decimal(0)) if known and len(known) == len(bases) else None,
        annees=tuple(annees),
    )


def _annonces(annonce: Mapping[int, Decimal | None], annees: tuple[AnneeDgc, ...]) -> tuple[MontantVue, ...]:
    """Announced amounts, only when one of them is not the computed one: both are then printed."""
    if all(annonce.get(one.annee) in (None, one.montant) for one in annees):
        return ()
    return tuple(MontantVue(one.annee, _or_dash(annonce.get(one.annee))) for one in annees)


def _or_dash(value: Decimal | None) -> Decimal | SansObjet:
    return SANS_OBJET if value is None else value


def build_hors_dgc(contexte: Contexte) -> tuple[PartVue, ...]:
    """The allocations that no common allocation pays, a line each."""
    finances = contexte.dossier.finances
    common = [t for one in (finances.dgc if finances else ()) for t in _accounts(contexte, one)]
    return tuple(
        PartVue(
            etablissement=f"{contexte.nom_etablissement(t.etablissement)} – "
            f"{name_financement(contexte, t.financeur, t.section)}",
            base=t.base_initiale,
            annees=tuple(MontantVue(annee.annee, annee.dotation) for annee in t.annees),
        )
        for t in iterate_trajectoires(contexte)
        if t not in common
    )


def build_echeanciers(contexte: Contexte) -> tuple[EcheancierVue, ...]:
    """Instalments of year 1: common allocations first, then the others; only those whose amount is known."""
    return tuple(one for one in _iterate_echeanciers(contexte) if one.montant is not None)


def _iterate_echeanciers(contexte: Contexte) -> Iterator[EcheancierVue]:
    calculs = contexte.calculs.finances
    if calculs is None:
        return
    for dgc in calculs.dgc:
        if dgc.annees:
            titre = f"Dotation globalisée commune – {name_financement(contexte, dgc.financeur, dgc.section)}"
            first = dgc.annees[0]
            yield EcheancierVue(titre, first.annee, first.montant, _echeances(dgc.echeancier))
    for one in calculs.echeanciers:
        financement = name_financement(contexte, one.financeur, one.section)
        titre = f"{contexte.nom_etablissement(one.etablissement)} – {financement}"
        yield EcheancierVue(titre, one.annee, one.montant, _echeances(one.echeances))


def _echeances(found: tuple[Echeance, ...]) -> tuple[EcheanceVue, ...]:
    return tuple(EcheanceVue(MOIS[one.mois - 1], one.date, one.montant) for one in found)


def build_places(contexte: Contexte) -> tuple[PlaceVue, ...]:
    """Allocation per place of each ESMS whose first year is known."""
    calculs = contexte.calculs.finances
    known = [one for one in (calculs.places if calculs else ()) if one.dotation is not None]
    return tuple(_place(contexte, one) for one in known)


def _place(contexte: Contexte, one: DotationParPlace) -> PlaceVue:
    results = contexte.calculs.resultats
    closed = [r for r in results if r.etablissement == one.etablissement and r.cout_place is not None]
    last = max(closed, key=lambda result: result.annee, default=None)
    return PlaceVue(
        etablissement=contexte.nom_etablissement(one.etablissement),
        places=one.places,
        dotation=one.dotation,
        par_place=_or_dash(one.par_place),
        annee_cout=last.annee if last else SANS_OBJET,
        cout=_or_dash(last.cout_place) if last else SANS_OBJET,
    )
