"""What the articles on means print: method, rates, allocations, activity modulation, results, head office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.francais import a_article, liste
from cpomdoc.model.calculs_finances import CalculDgc
from cpomdoc.model.finances import FinancementAnnonce, Finances
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import find_signataire, name_esms
from cpomdoc.rendering.documents.parties import name_partie


@dataclass(frozen=True)
class TauxAnnee:
    """Rate of one year, in percent."""

    annee: int
    taux: Decimal | None


@dataclass(frozen=True)
class MontantAnnee:
    """Amount of one year, in euros."""

    annee: int
    montant: Decimal | None


@dataclass(frozen=True)
class DotationFinanceur:
    """What one funder brings each year of the contract."""

    financeur: str
    annees: tuple[MontantAnnee, ...]


@dataclass(frozen=True)
class DgcVue:
    """A common allocation: who fixes it, which ESMS share it, base and amount of the first year."""

    autorite: str | None
    section: str
    les_etablissements: str
    annee_base: int | None
    base: Decimal | None
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
class Methode:
    """Choices of the article on tariffs; `methode` and `clause_taux` are codes that the gabarit words.

    `eprd_demande` says that the manager asked for a budget frame that its category does not impose.
    """

    methode: str | None
    clause_taux: str | None
    taux: tuple[TauxAnnee, ...]
    eprd_demande: bool


@dataclass(frozen=True)
class Dotations:
    """Choices of the article on allocations; the table is empty while no base is known."""

    financeurs: tuple[DotationFinanceur, ...]
    hypotheses: bool
    dgc: tuple[DgcVue, ...]
    annonces: tuple[MontantAnnonce, ...]
    beneficiaire: str | None


@dataclass(frozen=True)
class ModulationVue:
    """Choices of the modulation clause; `coefficient` is the share of the gap that is withheld.

    `fondement` is the text it rests on, empty when the contract alone decides of it.
    """

    fondement: str
    coefficient: Decimal | None
    franchise: Decimal | None
    base_ecart: str | None
    agregation: str | None
    circonstances: tuple[str, ...]
    information_jours: int | None


@dataclass(frozen=True)
class Affectation:
    """Choices of the article on results; `principe` is a code, `eprd` tells which rules of the code apply."""

    principe: str | None
    priorites: tuple[str, ...]
    inter_etablissements: bool
    eprd: bool


@dataclass(frozen=True)
class FraisSiegeVue:
    """Authorised head-office costs; `mode` is « montant » or « pourcentage »."""

    autorite: str | None
    date_autorisation: date | None
    duree: int | None
    mode: str | None
    montant: Decimal | None
    taux: Decimal | None
    annee_charges: int | None


def build_methode(contexte: Contexte) -> Methode:
    """Method and rates; all unknown while the contract has no financial part."""
    finances = contexte.dossier.finances or Finances()
    taux = tuple(TauxAnnee(annee, finances.taux.get(annee)) for annee in contexte.calculs.exercices)
    demande = contexte.categorie is not None and contexte.cadre_budgetaire != contexte.categorie.cadre_budgetaire
    return Methode(finances.methode, finances.clause_taux, taux if finances.clause_taux == "fixe" else (), demande)


def build_dotations(contexte: Contexte) -> Dotations:
    """Yearly totals by funder, common allocations, announced figures."""
    finances, calculs = contexte.dossier.finances, contexte.calculs.finances
    beneficiaire = contexte.dossier.perimetre.beneficiaire_dgc
    return Dotations(
        financeurs=tuple(_iterate_financeurs(contexte)),
        hypotheses=finances is not None and finances.clause_taux == "rob",
        dgc=tuple(_dgc(contexte, one) for one in (calculs.dgc if calculs else ())),
        annonces=tuple(_iterate_annonces(contexte)),
        beneficiaire=_beneficiaire(contexte, beneficiaire),
    )


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
        base_ecart=modulation.base_ecart,
        agregation=contexte.libelle("agregation", modulation.agregation),
        circonstances=tuple(circonstances),
        information_jours=modulation.information_prealable_jours,
    )


def build_affectation(contexte: Contexte) -> Affectation | None:
    """The article on results when the contract has one."""
    affectation = contexte.dossier.finances.affectation_resultats if contexte.dossier.finances else None
    if affectation is None:
        return None
    priorites = (contexte.libelle("priorite_affectation", code) or code for code in affectation.priorites)
    eprd = contexte.cadre_budgetaire == "eprd"
    return Affectation(affectation.principe, tuple(priorites), affectation.inter_etablissements is True, eprd)


def build_frais_siege(contexte: Contexte) -> FraisSiegeVue | None:
    """Head-office costs when they are authorised."""
    siege = contexte.dossier.finances.frais_siege if contexte.dossier.finances else None
    if siege is None:
        return None
    return FraisSiegeVue(
        autorite=name_autorite(contexte, siege.autorite),
        date_autorisation=siege.date_autorisation,
        duree=siege.duree_annees,
        mode=siege.mode,
        montant=siege.montant,
        taux=siege.taux,
        annee_charges=siege.annee_charges,
    )


def name_autorite(contexte: Contexte, code: str | None) -> str | None:
    """« l’agence régionale de santé », « le département de l’Ain », « l’État », or the author's own words."""
    if code and code in contexte.referentiel.departements:
        return find_signataire(contexte, code).denomination
    return {"ars": "l’agence régionale de santé", "etat": "l’État"}.get(code or "", code)


def _iterate_financeurs(contexte: Contexte) -> Iterator[DotationFinanceur]:
    """Funders of the yearly table; one whose rates are left to each year's orientations has no amount to complete."""
    finances, calculs = contexte.dossier.finances, contexte.calculs.finances
    sure = finances is None or finances.clause_taux != "rob"
    for code, montants in (calculs.totaux if calculs else {}).items():
        annees = tuple(MontantAnnee(annee, montants.get(annee)) for annee in contexte.calculs.exercices)
        if annees and (sure or any(one.montant is not None for one in annees)):
            yield DotationFinanceur(name_partie(contexte, code), annees)


def _dgc(contexte: Contexte, one: CalculDgc) -> DgcVue:
    first = one.annees[0] if one.annees else None
    return DgcVue(
        autorite=name_autorite(contexte, one.financeur),
        section=contexte.libelle("section", one.section) or "",
        les_etablissements=liste(name_esms(contexte, ident) for ident in one.etablissements),
        annee_base=first.annee - 1 if first else None,
        base=one.base,
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
        yield _annonce(f"Part {name_partie(contexte, part.financeur)}" if part.financeur else "Part", part)
    if annonce.total is not None:
        yield _annonce("Total", annonce.total)


def _annonce(libelle: str, one: FinancementAnnonce) -> MontantAnnonce:
    return MontantAnnonce(libelle, one.montant, one.unite or "€", one.texte or "", one.periode or "")
