"""What the article on allocations prints: yearly totals, common allocations, complements, announced figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.francais import a_article, de_article, liste
from cpomdoc.model.calculs_finances import CalculDgc, CalculFinances, PartContrat
from cpomdoc.model.finances import FinancementAnnonce
from cpomdoc.rendering.documents.complements import ComplementVue, build_complements
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.financeurs import name_autorite, name_section
from cpomdoc.rendering.documents.grammaire import name_esms
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

EQUATION_TARIFAIRE = "equation_tarifaire"
"""Method in which what is paid each year is computed by law, not from rates of the contract (R. 314-40, 4°)."""

ESMS_PAR_PHRASE = 6
"""How many ESMS a sentence can name; beyond, it gives their number and refers to the annex."""


@dataclass(frozen=True)
class MontantAnnee:
    """Amount of one year, in euros: all of it, then what recurs and what does not."""

    annee: int
    montant: Decimal | SansObjet | None
    reconductible: Decimal | SansObjet | None
    non_reconductible: Decimal | SansObjet | None


@dataclass(frozen=True)
class DotationFinanceur:
    """What one funder brings each year of the contract."""

    financeur: str
    annees: tuple[MontantAnnee, ...]


@dataclass(frozen=True)
class DgcVue:
    """A common allocation: who fixes it, which ESMS share it, base and amount of the first year.

    `nombreux` when they are too many to be named in a sentence; `arrondie` when a base is known only rounded.
    """

    autorite: str | None
    section: str
    les_etablissements: str
    nombre: int
    nombreux: bool
    annee_base: int | None
    base: Decimal | None
    arrondie: bool
    hypothese: bool
    premiere_annee: int | None
    premier_montant: Decimal | None


@dataclass(frozen=True)
class MontantAnnonce:
    """A figure a paper announces, exact, rounded or in words; `periode` is empty when the paper gives none."""

    libelle: str
    montant: Decimal | None
    unite: str
    texte: str
    periode: str


@dataclass(frozen=True)
class PartAnnee:
    """What the contract covers of one year that it does not cover whole, for one funder."""

    annee: int
    du: date
    au: date
    versements: int
    financeur: str
    montant: Decimal | None


@dataclass(frozen=True)
class Dotations:
    """Choices of the article on allocations; the table is empty while no base is known.

    `hypotheses` when no amount binds anyone; `non_reconductibles` when some credits are of one year only;
    `non_chiffres` names the funders that the table leaves out, empty when there is no table or no such funder.
    """

    financeurs: tuple[DotationFinanceur, ...]
    non_chiffres: str
    hypotheses: bool
    non_reconductibles: bool
    dgc: tuple[DgcVue, ...]
    complements: tuple[ComplementVue, ...]
    parts_du_contrat: tuple[PartAnnee, ...]
    annonces: tuple[MontantAnnonce, ...]
    beneficiaire: str | None


def build_dotations(contexte: Contexte) -> Dotations:
    """Yearly totals by funder, common allocations, complementary financings, announced figures."""
    calculs = contexte.calculs.finances
    finances = contexte.dossier.finances
    computed = finances is not None and finances.methode == EQUATION_TARIFAIRE
    codes = list(_iterate_chiffres(calculs, computed=computed)) if calculs else []
    autres = [code for code in (calculs.totaux if calculs else ()) if code not in codes]
    return Dotations(
        financeurs=tuple(_financeur(contexte, calculs, code) for code in codes) if calculs else (),
        non_chiffres=liste(de_article(name_autorite(contexte, code) or code) for code in autres) if codes else "",
        hypotheses=calculs is not None and _all_hypotheses(calculs),
        non_reconductibles=calculs is not None and _any_credit(calculs),
        dgc=tuple(_dgc(contexte, one) for one in (calculs.dgc if calculs else ())),
        complements=build_complements(contexte),
        parts_du_contrat=build_parts_du_contrat(contexte),
        annonces=tuple(_iterate_annonces(contexte)),
        beneficiaire=_beneficiaire(contexte, contexte.dossier.perimetre.beneficiaire_dgc),
    )


def build_parts_du_contrat(contexte: Contexte) -> tuple[PartAnnee, ...]:
    """The years that the contract covers in part, funder by funder; those whose amount is unknown are left out."""
    calculs = contexte.calculs.finances
    return tuple(
        _part_annee(contexte, one, code, montant)
        for one in (calculs.parts_du_contrat if calculs else ())
        for code, montant in one.montants.items()
        if montant is not None
    )


def _part_annee(contexte: Contexte, one: PartContrat, code: str, montant: Decimal) -> PartAnnee:
    return PartAnnee(one.annee, one.du, one.au, one.versements, name_partie(contexte, code), montant)


def _all_hypotheses(calculs: CalculFinances) -> bool:
    return all(t.hypothese for t in calculs.trajectoires) if calculs.trajectoires else calculs.hypothese


def _any_credit(calculs: CalculFinances) -> bool:
    return any(montant != 0 for years in calculs.non_reconductibles.values() for montant in years.values())


def _iterate_chiffres(calculs: CalculFinances, *, computed: bool) -> Iterator[str]:
    """Funders of the yearly table; one whose rates or bases let nothing be computed has no amount to complete."""
    for code, montants in calculs.totaux.items():
        mine = [t for t in calculs.trajectoires if t.financeur == code]
        unsure = computed or any(t.hypothese or t.approximative for t in mine)
        known = any(montant is not None for montant in montants.values())
        if montants and (known or not unsure):
            yield code


def _financeur(contexte: Contexte, calculs: CalculFinances, code: str) -> DotationFinanceur:
    une_fois = calculs.non_reconductibles[code]
    supposed = any(t.hypothese for t in calculs.trajectoires if t.financeur == code)
    suffix = " (hypothèse)" if supposed and not _all_hypotheses(calculs) else ""
    totaux = calculs.totaux[code].items()
    annees = (_montant_annee(contexte, annee, montant, une_fois[annee]) for annee, montant in totaux)
    return DotationFinanceur(name_partie(contexte, code) + suffix, tuple(annees))


def _montant_annee(contexte: Contexte, annee: int, montant: Decimal | None, une_fois: Decimal | None) -> MontantAnnee:
    reste = None if montant is None or une_fois is None else montant - une_fois
    return MontantAnnee(
        annee,
        contexte.de_l_annee(annee, montant),
        contexte.de_l_annee(annee, reste),
        SANS_OBJET if une_fois == 0 else contexte.de_l_annee(annee, une_fois),
    )


def _dgc(contexte: Contexte, one: CalculDgc) -> DgcVue:
    first = one.annees[0] if one.annees else None
    return DgcVue(
        autorite=name_autorite(contexte, one.financeur),
        section=name_section(contexte, one.section),
        les_etablissements=liste(name_esms(contexte, ident) for ident in one.etablissements),
        nombre=len(one.etablissements),
        nombreux=len(one.etablissements) > ESMS_PAR_PHRASE,
        annee_base=first.annee - 1 if first else None,
        base=one.base,
        arrondie=one.approximative,
        hypothese=one.hypothese,
        premiere_annee=first.annee if first else None,
        premier_montant=first.montant if first else None,
    )


def _beneficiaire(contexte: Contexte, ident: str | None) -> str | None:
    """« au siège du gestionnaire », « à l’IME Les Tilleuls »."""
    if ident is None:
        return None
    return "au siège du gestionnaire" if ident == "siege" else a_article(name_esms(contexte, ident))


def _iterate_annonces(contexte: Contexte) -> Iterator[MontantAnnonce]:
    annonce = contexte.dossier.finances.annonce if contexte.dossier.finances else None
    if annonce is None:
        return
    for part in annonce.parts:
        yield _annonce(contexte, "Part", part)
    if annonce.total is not None:
        yield _annonce(contexte, "Total", annonce.total)


def _annonce(contexte: Contexte, libelle: str, one: FinancementAnnonce) -> MontantAnnonce:
    nom = f"{libelle} {name_partie(contexte, one.financeur)}" if one.financeur else libelle
    return MontantAnnonce(nom, one.montant, one.unite or "€", one.texte or "", one.periode or "")
