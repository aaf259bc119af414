"""One-year credits and complementary financings as tables print them, year by year."""

from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import liste
from cpomdoc.model.calculs_finances import CalculEtalement
from cpomdoc.model.finances import CreditNonReconductible, FinancementComplementaire
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.financeurs import name_financement
from cpomdoc.rendering.documents.grammaire import sentence
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

Montant = Decimal | SansObjet | None


@dataclass(frozen=True)
class CreditVue:
    """What a one-year credit pays in one year."""

    annee: int
    etablissement: str
    financeur: str
    objet: str | None
    montant: Decimal | None


@dataclass(frozen=True)
class EtalementVue:
    """An amount shared over several years; `inegal` when the last one takes what does not divide into cents."""

    objet: str | None
    etablissement: str
    total: Decimal | None
    annees: str
    part: Decimal | None
    inegal: bool
    derniere_annee: int | None
    derniere: Decimal | None


@dataclass(frozen=True)
class MontantComplement:
    """What a complementary financing is worth in one year."""

    annee: int
    montant: Montant


@dataclass(frozen=True)
class ComplementVue:
    """A complementary financing; `montant` is that of a year, or the total of its years; `nature` is a code."""

    libelle: str
    etablissement: str
    financeur: str
    places: int | SansObjet
    montant: Decimal | None
    nature: str | None
    annees: tuple[MontantComplement, ...]


def build_credits(contexte: Contexte) -> tuple[CreditVue, ...]:
    """One-year credits by year, one line for each year that they are paid in."""
    lines = (
        CreditVue(
            annee=annee,
            etablissement=contexte.nom_etablissement(one.etablissement),
            financeur=name_financement(contexte, one.financeur, one.section),
            objet=sentence(one.objet),
            montant=montant,
        )
        for one, calcul in _pair_credits(contexte)
        for annee, montant in calcul.annees.items()
    )
    return tuple(sorted(lines, key=lambda line: line.annee))


def build_etalements(contexte: Contexte) -> tuple[EtalementVue, ...]:
    """The amounts that are shared over several years, credits first."""
    return (
        *(
            _etalement(contexte, sentence(one.objet), one, calcul)
            for one, calcul in _pair_credits(contexte)
            if calcul.etale
        ),
        *(
            _etalement(contexte, _libelle(contexte, one), one, calcul)
            for one, calcul in _pair_complements(contexte)
            if calcul.etale
        ),
    )


def build_complements(contexte: Contexte) -> tuple[ComplementVue, ...]:
    """Complementary financings in the author's order."""
    return tuple(_complement(contexte, one, calcul) for one, calcul in _pair_complements(contexte))


def _pair_credits(contexte: Contexte) -> list[tuple[CreditNonReconductible, CalculEtalement]]:
    finances, calculs = contexte.dossier.finances, contexte.calculs.finances
    return list(zip(finances.credits_non_reconductibles, calculs.credits, strict=True)) if finances and calculs else []


def _pair_complements(contexte: Contexte) -> list[tuple[FinancementComplementaire, CalculEtalement]]:
    finances, calculs = contexte.dossier.finances, contexte.calculs.finances
    if finances is None or calculs is None:
        return []
    return list(zip(finances.financements_complementaires, calculs.complements, strict=True))


def _etalement(
    contexte: Contexte,
    objet: str | None,
    one: CreditNonReconductible | FinancementComplementaire,
    calcul: CalculEtalement,
) -> EtalementVue:
    parts = list(calcul.annees.items())
    last = parts[-1] if parts else (None, None)
    first = parts[0][1] if parts else None
    return EtalementVue(
        objet=objet,
        etablissement=contexte.nom_etablissement(one.etablissement),
        total=one.montant_total,
        annees=liste(str(annee) for annee in calcul.annees),
        part=first,
        inegal=first != last[1],
        derniere_annee=last[0],
        derniere=last[1],
    )


def _complement(contexte: Contexte, one: FinancementComplementaire, calcul: CalculEtalement) -> ComplementVue:
    return ComplementVue(
        libelle=_libelle(contexte, one),
        etablissement=contexte.nom_etablissement(one.etablissement),
        financeur=name_financement(contexte, one.financeur, one.section),
        places=SANS_OBJET if one.places is None else one.places,
        montant=one.montant_total if one.annees else one.montant,
        nature=_nature(one, calcul),
        annees=tuple(
            MontantComplement(annee, contexte.de_l_annee(annee, calcul.annees.get(annee, SANS_OBJET)))
            for annee in contexte.calculs.exercices
        ),
    )


def _nature(one: FinancementComplementaire, calcul: CalculEtalement) -> str | None:
    """« base », « etale », « une_fois », « reconductible »; unknown while nobody says whether it recurs."""
    if one.dans_la_base:
        return "base"
    if calcul.etale:
        return "etale"
    return {True: "reconductible", False: "une_fois", None: None}[one.reconductible]


def _libelle(contexte: Contexte, one: FinancementComplementaire) -> str:
    return sentence(one.libelle or contexte.libelle("financement_complementaire", one.type)) or one.type
