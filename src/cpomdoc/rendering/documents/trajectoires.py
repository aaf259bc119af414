"""The financial trajectory as tables print it: bases, rates, measures, one-year credits, year after year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.calculs_finances import AnneeTrajectoire, CalculMesure, Trajectoire
from cpomdoc.model.finances import Base, MesureNouvelle
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.financeurs import name_financement
from cpomdoc.rendering.documents.grammaire import sentence
from cpomdoc.rendering.documents.perimetre import list_etablissements
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_nombre

Montant = Decimal | SansObjet | None


@dataclass(frozen=True)
class BaseVue:
    """A reference base and the decision that notified it; `datee` says whether that decision has a date to print.

    `ecrit` is a base known only rounded or in words (« 8,28 M€ »), printed in place of the amount; otherwise empty.
    """

    etablissement: str
    finess: str | None
    financement: str | SansObjet
    annee: int | SansObjet | None
    decision: str | SansObjet | None
    datee: bool
    date_decision: date | None
    montant: Decimal | None
    ecrit: str | None = ""


@dataclass(frozen=True)
class MesureVue:
    """A recurring measure: its full-year amount, what its first year pays and what the next one adds."""

    libelle: str | None
    etablissement: str
    financeur: str
    date_effet: date | None
    montant: Decimal | None
    premiere_annee: Montant
    complement: Montant


@dataclass(frozen=True)
class AnneeVue:
    """A year of a trajectory; a step that cannot be computed yet is a dash, only what an author owes is unknown."""

    annee: int
    base_precedente: Montant
    taux: Montant
    actualisee: Montant
    mesures: Montant
    complement: Montant
    base: Montant
    cnr: Montant
    dotation: Montant


@dataclass(frozen=True)
class TrajectoireVue:
    """Years of one ESMS, funder and section; `complete` when every year has its allocation."""

    titre: str
    annees: tuple[AnneeVue, ...]
    complete: bool
    hypothese: bool


def build_bases(contexte: Contexte) -> tuple[BaseVue, ...]:
    """A line per base; while none is written, a line per ESMS whose base is to be found."""
    finances = contexte.dossier.finances
    bases = finances.bases if finances else ()
    if bases:
        return tuple(_base(contexte, one) for one in bases)
    return tuple(
        BaseVue(one.nom, one.finess, SANS_OBJET, SANS_OBJET, SANS_OBJET, datee=False, date_decision=None, montant=None)
        for one in list_etablissements(contexte)
    )


def _base(contexte: Contexte, one: Base) -> BaseVue:
    known = contexte.etablissement(one.etablissement)
    computed = next((t.base_initiale for t in iterate_trajectoires(contexte) if _same(t, one)), one.montant)
    return BaseVue(
        etablissement=contexte.nom_etablissement(one.etablissement),
        finess=known.finess if known else None,
        financement=name_financement(contexte, one.financeur, one.section),
        annee=one.annee,
        decision=sentence(one.decision.reference) if one.decision else None,
        datee=one.decision is not None,
        date_decision=one.decision.date if one.decision else None,
        montant=computed,
        ecrit="" if one.exacte else one.texte or format_arrondi(one.montant, one.unite),
    )


def format_arrondi(montant: Decimal | None, unite: str | None) -> str | None:
    """« 8,28 M€ », with the decimals that were written and no other."""
    return None if montant is None else f"{format_nombre(montant)}\u202f{unite or '€'}"


def _same(trajectoire: Trajectoire, one: Base) -> bool:
    account = (trajectoire.etablissement, trajectoire.financeur, trajectoire.section)
    return account == (one.etablissement, one.financeur, one.section)


def iterate_trajectoires(contexte: Contexte) -> Iterator[Trajectoire]:
    """Every computed trajectory, in the author's order."""
    yield from contexte.calculs.finances.trajectoires if contexte.calculs.finances else ()


def build_mesures(contexte: Contexte) -> tuple[MesureVue, ...]:
    """Measures in the author's order."""
    finances, calculs = contexte.dossier.finances, contexte.calculs.finances
    pairs = zip(finances.mesures_nouvelles, calculs.mesures, strict=True) if finances and calculs else ()
    return tuple(_mesure(contexte, one, calcul) for one, calcul in pairs)


def _mesure(contexte: Contexte, one: MesureNouvelle, calcul: CalculMesure) -> MesureVue:
    return MesureVue(
        libelle=sentence(one.libelle),
        etablissement=contexte.nom_etablissement(one.etablissement),
        financeur=name_financement(contexte, one.financeur, one.section),
        date_effet=one.date_effet,
        montant=one.montant,
        premiere_annee=_or_dash(calcul.premiere_annee),
        complement=_or_dash(calcul.complement or None),
    )


def build_trajectoires(contexte: Contexte) -> tuple[TrajectoireVue, ...]:
    """A table per ESMS, funder and section of which at least one year is known."""
    return tuple(
        _trajectoire(contexte, one)
        for one in iterate_trajectoires(contexte)
        if any(annee.dotation is not None for annee in one.annees)
    )


def _trajectoire(contexte: Contexte, one: Trajectoire) -> TrajectoireVue:
    financement = name_financement(contexte, one.financeur, one.section)
    return TrajectoireVue(
        titre=f"{contexte.nom_etablissement(one.etablissement)} – {financement}",
        annees=tuple(_annee(contexte, annee) for annee in one.annees),
        complete=all(annee.dotation is not None for annee in one.annees),
        hypothese=one.hypothese,
    )


def _annee(contexte: Contexte, one: AnneeTrajectoire) -> AnneeVue:
    return AnneeVue(
        annee=one.annee,
        base_precedente=_or_dash(one.base_precedente),
        taux=contexte.de_l_annee(one.annee, one.taux),
        actualisee=_or_dash(one.actualisee),
        mesures=_or_dash(one.mesures_nouvelles or None),
        complement=_or_dash(one.effet_annee_pleine or None),
        base=_or_dash(one.base),
        cnr=_or_dash(one.cnr or None),
        dotation=contexte.de_l_annee(one.annee, one.dotation),
    )


def _or_dash(value: Decimal | None) -> Montant:
    return SANS_OBJET if value is None else value
