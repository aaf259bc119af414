"""Annex: which act authorises head-office costs, for what services, and how they are split year after year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc import periodes
from cpomdoc.francais import liste
from cpomdoc.model.finances import FraisSiege
from cpomdoc.model.previsions import CalculSiege, PartSiege
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.moyens import FraisSiegeVue, build_frais_siege
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class PartSiegeVue:
    """Head-office costs borne by one ESMS; what follows from charges that are missing is a dash."""

    etablissement: str
    charges: Decimal | None
    quote_part: Decimal | SansObjet
    montant: Decimal | SansObjet


@dataclass(frozen=True)
class MontantSiege:
    """Amount of one year; a dash once the authorisation has ended, or while it cannot be computed."""

    annee: int
    montant: Decimal | SansObjet | None


@dataclass(frozen=True)
class LigneSiege:
    """What one ESMS bears each year."""

    etablissement: str
    annees: tuple[MontantSiege, ...]


@dataclass(frozen=True)
class VueFraisSiege:
    """Everything annexe_frais_siege.docx may print; `non_couvertes` lists the years after the authorisation."""

    entete: Entete
    annexe: TitreAnnexe
    renvoi: str
    siege: FraisSiegeVue | None
    reference: str
    date_fin: date | None
    variable: bool
    prestations: tuple[str, ...]
    rang_repartition: int
    parts: tuple[PartSiegeVue, ...]
    quotes_connues: bool
    total_charges: Decimal | SansObjet
    total_montant: Decimal | SansObjet
    annees: tuple[int, ...]
    lignes: tuple[LigneSiege, ...]
    totaux: tuple[MontantSiege, ...]
    non_couvertes: str


cle: str = "frais_siege"
gabarit: str = "annexe_frais_siege.docx"
VUE: type = VueFraisSiege


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueFraisSiege:
    """Everything that annexe_frais_siege.docx may print of this contract."""
    finances = contexte.dossier.finances
    frais = (finances.frais_siege if finances else None) or FraisSiege()
    calculs = contexte.calculs.finances
    siege = (calculs.siege if calculs else None) or CalculSiege(None, ())
    parts = tuple(_part(contexte, one) for one in siege.parts)
    return VueFraisSiege(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        renvoi=resolve_renvoi(contexte, "article:frais_siege") or "",
        siege=build_frais_siege(contexte),
        reference=frais.reference or "",
        date_fin=_date_fin(frais),
        variable=bool(frais.montants),
        prestations=frais.prestations,
        rang_repartition=3 if frais.prestations else 2,
        parts=parts,
        quotes_connues=bool(parts) and all(part.quote_part is not SANS_OBJET for part in parts),
        total_charges=_total(parts),
        total_montant=_or_dash(siege.montant if siege.parts and siege.parts[0].montant is not None else None),
        annees=tuple(annee.annee for annee in siege.annees),
        lignes=tuple(_iterate_lignes(contexte, siege)),
        totaux=tuple(
            MontantSiege(annee.annee, contexte.de_l_annee(annee.annee, annee.montant) if annee.couverte else SANS_OBJET)
            for annee in siege.annees
        ),
        non_couvertes=liste(str(annee.annee) for annee in siege.annees if not annee.couverte),
    )


def _part(contexte: Contexte, one: PartSiege) -> PartSiegeVue:
    return PartSiegeVue(
        contexte.nom_etablissement(one.etablissement),
        one.charges_brutes,
        _or_dash(one.quote_part),
        _or_dash(one.montant),
    )


def _or_dash(valeur: Decimal | None) -> Decimal | SansObjet:
    return SANS_OBJET if valeur is None else valeur


def _date_fin(frais: FraisSiege) -> date | None:
    if frais.date_autorisation is None or not frais.duree_annees:
        return None
    return periodes.date_fin(frais.date_autorisation, frais.duree_annees)


def _total(parts: tuple[PartSiegeVue, ...]) -> Decimal | SansObjet:
    """Total of the charges, a dash as long as one of them is missing: that one says « à compléter »."""
    known = [part.charges for part in parts if part.charges is not None]
    return sum(known, Decimal(0)) if parts and len(known) == len(parts) else SANS_OBJET


def _iterate_lignes(contexte: Contexte, siege: CalculSiege) -> Iterator[LigneSiege]:
    for part in siege.parts:
        montants = ((one.annee, one.parts.get(part.etablissement) if one.couverte else None) for one in siege.annees)
        yield LigneSiege(
            contexte.nom_etablissement(part.etablissement),
            tuple(MontantSiege(annee, _or_dash(montant)) for annee, montant in montants),
        )
