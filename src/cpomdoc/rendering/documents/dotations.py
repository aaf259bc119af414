"""Common allocations, instalments and amounts per place, as tables print them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.calculs_finances import AnneeDgc, CalculDgc, DotationParPlace, Echeance, Trajectoire
from cpomdoc.model.finances import Dgc
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.financeurs import name_financement
from cpomdoc.rendering.documents.trajectoires import iterate_trajectoires
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
    base: Decimal | SansObjet | None
    annees: tuple[MontantVue, ...]


@dataclass(frozen=True)
class DgcAnnexe:
    """A common allocation, year by year; `annonces` is empty unless a paper announces something else.

    `credits` is what of each year does not recur, empty when nothing does not.
    """

    titre: str
    hypothese: bool
    annee_base: int | None
    base: Decimal | SansObjet | None
    parts: tuple[PartVue, ...]
    credits: tuple[MontantVue, ...]
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
    """Instalments of the first year of one allocation; `depuis` is their first month when the year is not whole."""

    titre: str
    hypothese: bool
    annee: int
    montant: Decimal | None
    depuis: str
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
        hypothese=calcul.hypothese,
        annee_base=_annee_base(contexte, one),
        base=SANS_OBJET if calcul.approximative else calcul.base,
        parts=tuple(_part(contexte, one, calcul, ident) for ident in one.etablissements),
        totaux=tuple(
            MontantVue(
                a.annee, _or_dash(a.montant) if calcul.approximative else contexte.de_l_annee(a.annee, a.montant)
            )
            for a in calcul.annees
        ),
        credits=_credits(calcul),
        douziemes=tuple(MontantVue(annee.annee, _or_dash(annee.douzieme)) for annee in calcul.annees),
        soldes=tuple(MontantVue(annee.annee, _or_dash(annee.solde)) for annee in calcul.annees),
        annonces=_annonces(one.annonce, calcul.annees),
        premiere_annee=first.annee if first else None,
        premier_montant=first.montant if first else None,
    )


def _credits(calcul: CalculDgc) -> tuple[MontantVue, ...]:
    """What does not recur of each year, only when some year has some."""
    if not any(one.cnr for one in calcul.annees):
        return ()
    return tuple(MontantVue(one.annee, _or_dash(one.cnr or None)) for one in calcul.annees)


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
    accounts = [t for t in _accounts(contexte, one) if t.etablissement == ident]
    known = [t.base_initiale for t in accounts if t.base_initiale is not None]
    base = sum(known, Decimal(0)) if known and len(known) == len(accounts) else None
    arrondie = any(t.approximative for t in accounts)
    written = one.repartition.get(ident, {})
    parts = ((a.annee, written.get(a.annee, a.parts.get(ident))) for a in calcul.annees)
    return PartVue(
        etablissement=contexte.nom_etablissement(ident),
        base=_or_dash(base) if arrondie else base,
        annees=tuple(
            MontantVue(annee, _or_dash(part) if arrondie else contexte.de_l_annee(annee, part)) for annee, part in parts
        ),
    )


def _annonces(annonce: Mapping[int, Decimal | None], annees: tuple[AnneeDgc, ...]) -> tuple[MontantVue, ...]:
    """Announced amounts, only when one of them is not the computed one: both are then printed."""
    if all(annonce.get(one.annee) in (None, one.montant) for one in annees):
        return ()
    return tuple(MontantVue(one.annee, _or_dash(annonce.get(one.annee))) for one in annees)


def _or_dash(value: Decimal | None) -> Decimal | SansObjet:
    return SANS_OBJET if value is None else value


def build_hors_dgc(contexte: Contexte) -> tuple[PartVue, ...]:
    """The allocations that no common allocation pays, a line each; those known only rounded are with the bases."""
    finances = contexte.dossier.finances
    common = [t for one in (finances.dgc if finances else ()) for t in _accounts(contexte, one)]
    apart = [t for t in iterate_trajectoires(contexte) if t not in common and not t.approximative]
    mixed = len({t.hypothese for t in apart}) > 1
    return tuple(
        PartVue(
            etablissement=f"{contexte.nom_etablissement(t.etablissement)} – "
            f"{name_financement(contexte, t.financeur, t.section)}{' (hypothèses)' if mixed and t.hypothese else ''}",
            base=t.base_initiale,
            annees=tuple(MontantVue(a.annee, contexte.de_l_annee(a.annee, a.dotation)) for a in t.annees),
        )
        for t in apart
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
            yield _echeancier(titre, dgc.annees[0].annee, dgc.echeancier, hypothese=dgc.hypothese)
    for one in calculs.echeanciers:
        financement = name_financement(contexte, one.financeur, one.section)
        titre = f"{contexte.nom_etablissement(one.etablissement)} – {financement}"
        yield _echeancier(titre, one.annee, one.echeances, hypothese=one.hypothese)


def _echeancier(titre: str, annee: int, echeances: tuple[Echeance, ...], *, hypothese: bool) -> EcheancierVue:
    """The instalments that fall in the contract, and their sum."""
    known = [one.montant for one in echeances if one.montant is not None]
    first = echeances[0].mois if echeances else 1
    return EcheancierVue(
        titre=titre,
        hypothese=hypothese,
        annee=annee,
        montant=sum(known, Decimal(0)) if known and len(known) == len(echeances) else None,
        depuis=MOIS[first - 1].lower() if first > 1 else "",
        echeances=tuple(EcheanceVue(MOIS[one.mois - 1], one.date, _or_dash(one.montant)) for one in echeances),
    )


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
