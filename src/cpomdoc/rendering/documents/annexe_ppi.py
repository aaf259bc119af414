"""Annex: investments, the money and the loans that pay for them, what they will cost, and who approves them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.ppi import Approbation, Financement, Operation, Ppi
from cpomdoc.model.previsions import CalculEmprunt, CalculOperation, CalculPpi
from cpomdoc.rendering.documents.contexte import Contexte, TexteRiche
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.financeurs import name_autorite
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

SOURCES = ("autofinancement", "emprunt", "subvention", "reserve")


@dataclass(frozen=True)
class OperationVue:
    """One investment; what a source does not bring is a dash, an amount still unknown is to be completed."""

    rang: int
    intitule: str
    etablissement: str | None
    nature: str
    periode: str | None
    montant: Decimal | None
    autofinancement: Decimal | SansObjet | None
    emprunt: Decimal | SansObjet | None
    subvention: Decimal | SansObjet | None
    reserve: Decimal | SansObjet | None
    duree: int | SansObjet
    dotation: Decimal | SansObjet
    description: TexteRiche


@dataclass(frozen=True)
class TotalPpi:
    """The totals of the programme."""

    montant: Decimal | SansObjet
    autofinancement: Decimal | SansObjet
    emprunt: Decimal | SansObjet
    subvention: Decimal | SansObjet
    reserve: Decimal | SansObjet


@dataclass(frozen=True)
class EmpruntVue:
    """One loan; annuity and interest are dashes for a rate that may change."""

    operation: int
    preteur: str | SansObjet
    montant: Decimal | None
    duree: int | None
    taux: Decimal | None
    type_taux: str | None
    annuite: Decimal | SansObjet
    interets: Decimal | SansObjet


@dataclass(frozen=True)
class SubventionVue:
    """One subsidy."""

    operation: int
    organisme: str | None
    montant: Decimal | None


@dataclass(frozen=True)
class SurcoutVue:
    """What one operation adds to charges, year by year; a dash where nothing is."""

    libelle: str
    annees: tuple[Decimal | SansObjet | None, ...]


@dataclass(frozen=True)
class ApprobationVue:
    """Where the approval of one operation stands; `etat` is « approuvee », « deposee » or « a_deposer »."""

    operation: int
    etat: str
    reception: date | SansObjet
    reference: str | None
    decision: date | None
    tacite: date | None


@dataclass(frozen=True)
class VuePpi:
    """Everything annexe_ppi.docx may print; `delai` is after how many days silence approves."""

    entete: Entete
    annexe: TitreAnnexe
    autorite: str | None
    presentation: TexteRiche
    operations: tuple[OperationVue, ...]
    total: TotalPpi
    emprunts: tuple[EmpruntVue, ...]
    subventions: tuple[SubventionVue, ...]
    annees: tuple[int, ...]
    surcouts: tuple[SurcoutVue, ...]
    total_surcouts: tuple[Decimal | SansObjet, ...]
    approbations: tuple[ApprobationVue, ...]
    delai: int | None
    rang_approbation: int


cle: str = "ppi"
gabarit: str = "annexe_ppi.docx"
VUE: type = VuePpi


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VuePpi:
    """Everything that annexe_ppi.docx may print of this contract."""
    ppi = contexte.dossier.ppi or Ppi()
    calcul = contexte.calculs.previsions.ppi or CalculPpi((), None, {}, {})
    pairs = list(zip(ppi.operations, calcul.operations, strict=True))
    emprunts, subventions = tuple(_iterate_emprunts(contexte, pairs)), tuple(_iterate_subventions(ppi))
    surcouts = tuple(_iterate_surcouts(contexte, ppi))
    effet = contexte.dossier.general.contrat.date_effet
    return VuePpi(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        autorite=name_autorite(contexte, ppi.autorite),
        presentation=TexteRiche(ppi.presentation or ""),
        operations=tuple(_operation(contexte, rang, *pair) for rang, pair in enumerate(pairs, 1)),
        total=TotalPpi(_or_dash(calcul.montant), *(_or_dash(calcul.sources.get(source)) for source in SOURCES)),
        emprunts=emprunts,
        subventions=subventions,
        annees=contexte.calculs.exercices,
        surcouts=surcouts,
        total_surcouts=tuple(_or_dash(calcul.surcouts.get(annee) or None) for annee in contexte.calculs.exercices),
        approbations=tuple(_approbation(rang, *pair) for rang, pair in enumerate(pairs, 1)),
        delai=None if effet is None else contexte.referentiel.entier("approbation_tacite_ppi", effet),
        rang_approbation=2 + bool(emprunts or subventions) + bool(surcouts),
    )


def _operation(contexte: Contexte, rang: int, operation: Operation, calcul: CalculOperation) -> OperationVue:
    ident = operation.etablissement
    return OperationVue(
        rang=rang,
        intitule=operation.intitule,
        etablissement=None if ident is None else contexte.nom_etablissement(ident),
        nature=contexte.libelle("nature_investissement", operation.nature) or "",
        periode=_periode(operation),
        montant=operation.montant,
        autofinancement=_sum_source(operation, "autofinancement"),
        emprunt=_sum_source(operation, "emprunt"),
        subvention=_sum_source(operation, "subvention"),
        reserve=_sum_source(operation, "reserve"),
        duree=operation.duree_amortissement or SANS_OBJET,
        dotation=_or_dash(calcul.dotation),
        description=TexteRiche(operation.description or ""),
    )


def _periode(operation: Operation) -> str | None:
    """« 2028-2029 », « 2027 »; None while one of the years is unknown."""
    if operation.debut is None or operation.fin is None:
        return None
    return str(operation.debut) if operation.debut == operation.fin else f"{operation.debut}-{operation.fin}"


def _sum_source(operation: Operation, source: str) -> Decimal | SansObjet | None:
    found = [one.montant for one in operation.financements if one.source == source]
    known = [montant for montant in found if montant is not None]
    if not found:
        return SANS_OBJET
    return sum(known, Decimal(0)) if len(known) == len(found) else None


def _iterate_emprunts(contexte: Contexte, pairs: list[tuple[Operation, CalculOperation]]) -> Iterator[EmpruntVue]:
    for rang, (operation, calcul) in enumerate(pairs, 1):
        for one, emprunt in zip(operation.financements, calcul.emprunts, strict=True):
            if emprunt is not None:
                yield _emprunt(contexte, rang, one, emprunt)


def _emprunt(contexte: Contexte, rang: int, one: Financement, calcul: CalculEmprunt) -> EmpruntVue:
    return EmpruntVue(
        operation=rang,
        preteur=one.financeur or SANS_OBJET,
        montant=one.montant,
        duree=one.duree_annees,
        taux=one.taux,
        type_taux=contexte.libelle("type_taux_emprunt", one.type_taux),
        annuite=_or_dash(calcul.annuite),
        interets=_or_dash(calcul.interets),
    )


def _iterate_subventions(ppi: Ppi) -> Iterator[SubventionVue]:
    for rang, operation in enumerate(ppi.operations, 1):
        for one in operation.financements:
            if one.source == "subvention":
                yield SubventionVue(rang, one.financeur, one.montant)


def _iterate_surcouts(contexte: Contexte, ppi: Ppi) -> Iterator[SurcoutVue]:
    """Operations that add charges; nothing before the first year that is written."""
    for rang, operation in enumerate(ppi.operations, 1):
        if operation.surcout:
            debut = min(operation.surcout)
            cells = (
                SANS_OBJET if annee < debut else contexte.de_la_serie(operation.surcout, annee)
                for annee in contexte.calculs.exercices
            )
            yield SurcoutVue(f"{rang}. {operation.intitule}", tuple(cells))


def _approbation(rang: int, operation: Operation, calcul: CalculOperation) -> ApprobationVue:
    one = operation.approbation or Approbation()
    etat = "deposee" if one.date_reception else "a_deposer"
    return ApprobationVue(
        operation=rang,
        etat="approuvee" if one.date else etat,
        reception=one.date_reception or SANS_OBJET,
        reference=one.reference,
        decision=one.date,
        tacite=calcul.approbation_tacite,
    )


def _or_dash(valeur: Decimal | None) -> Decimal | SansObjet:
    return SANS_OBJET if valeur is None else valeur
