"""What the category of a contract changes in its words, its articles and their order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.checking.contrats_de_test import read_catalogue
from tests.rendering.documents.contextes_chiffres import load_exemple, open_contexte, print_document
from tests.rendering.documents.dossiers import ASSOCIATION, MAS, association, contexte_of, paragraphs_of

from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.activite import Activite, Modulation
from cpomdoc.model.catalogue import COMMUN
from cpomdoc.model.contrat import Contrat, General, Reconduction
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import AffectationResultats, Finances
from cpomdoc.model.forfait_autonomie import Forfait, ForfaitAutonomie
from cpomdoc.model.hebergement import Hebergement
from cpomdoc.model.parties import DepartementPartie, Parties
from cpomdoc.model.perimetre import Perimetre
from cpomdoc.rendering.documents import annexe_suivi, contrat
from cpomdoc.rendering.documents.articles import build_plan

DU_COMMUN_SEULEMENT = {"perimetre", "moyens"}
"""Articles in parts, whose parts other plans place elsewhere."""


def words(dossier: Dossier) -> str:
    """The contract in one string, its spaces ordinary."""
    texte = "\n".join(one.texte for one in paragraphs_of(contrat, dossier))
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def changed(dossier: Dossier, **fields: Any) -> Dossier:
    """The same contract with another heading."""
    heading = replace(dossier.general.contrat, **fields)
    return replace(dossier, general=replace(dossier.general, contrat=heading))


def volontaire(**fields: Any) -> Dossier:
    """A voluntary contract of one association with the département alone."""
    foyer = replace(MAS, categorie="382", nom="Foyer de vie du Verger", competence="departement")
    heading = Contrat(
        intitule="CPOM du foyer", categorie="volontaire_l313_11", date_effet=date(2027, 1, 1), duree_annees=3
    )
    general = General(heading, Parties(ASSOCIATION, departements=(DepartementPartie("49"),)))
    finances = Finances(methode="avenants_annuels", affectation_resultats=AffectationResultats("autorite"))
    return changed(Dossier("foyer", general, Perimetre((foyer,)), finances=finances), **fields)


def test_each_plan_places_what_a_contract_may_hold() -> None:
    referentiel, catalogue = load_referentiel(), read_catalogue()
    propres = {"chrs_l313_11_2": {"dispositifs_subventionnes", "indicateurs_obligatoires", "fongibilite"}}
    rapports = {"rapports_execution"}
    for code, titres in catalogue.plans.items():
        placed = {one.cle for titre in titres for article in titre.articles for one in (article, *article.articles)}
        missing = {cle for cle in catalogue.cles - placed if "domicile" not in cle} - DU_COMMUN_SEULEMENT
        assert missing <= set().union(*propres.values(), rapports), code
    assert set(catalogue.plans) - {COMMUN} <= set(referentiel.categories_contrat)


def test_the_contract_of_a_chrs_has_the_sections_of_its_model() -> None:
    plan = build_plan(open_contexte(load_exemple("chrs-relais")))
    opened = [one.ouvre.partition(" – ")[2] for one in plan if one.ouvre]
    assert opened == ["Périmètre du contrat", "Objectifs", "Modalités financières", "Mise en œuvre du contrat"]
    assert {one.niveau for one in plan} == {1}
    assert "indicateurs_obligatoires" in {one.cle for one in plan}


@pytest.mark.parametrize("ref", ["chrs-relais", "residence-glycines"])
def test_a_contract_of_the_budget_frame_never_speaks_of_eprd(ref: str) -> None:
    contexte = open_contexte(load_exemple(ref))
    texte, blanks = print_document(contrat, contexte)
    suivi, _ = print_document(annexe_suivi, contexte)
    assert blanks == 0
    for mot in ("EPRD", "ERRD", "recettes et des dépenses", "314-234", "314-43-2", "agence régionale"):
        assert mot not in texte + suivi, mot


def test_a_chrs_follows_its_compulsory_indicators_and_names_its_programmes() -> None:
    texte, _ = print_document(contrat, open_contexte(load_exemple("chrs-relais")))
    assert "2031 | 60 | 50,00" in texte
    assert "2031 | – | 10,00" in texte
    assert "programme 177" in texte
    assert "impose deux axes stratégiques" in texte


def test_a_chrs_that_says_nothing_yet_prints_what_is_to_be_completed() -> None:
    exemple = load_exemple("chrs-relais")
    _, blanks = print_document(contrat, open_contexte(exemple, hebergement=Hebergement()))
    assert blanks >= 3, "two axes and the fungibility"
    texte, _ = print_document(contrat, open_contexte(exemple, hebergement=Hebergement(fongibilite=False)))
    assert "ne sont pas fongibles" in texte


def test_modulation_rests_on_the_contract_alone_where_no_text_orders_it() -> None:
    activite = Activite(modulation=Modulation(coefficient=Decimal("0.3")))
    exemple = load_exemple("chrs-relais")
    assert exemple.hebergement is not None
    volet = replace(exemple.hebergement, facteurs_explicatifs=("la composition des ménages",))
    texte, _ = print_document(contrat, open_contexte(exemple, activite=activite, hebergement=volet))
    assert "Lorsque l’activité d’un exercice" in texte and "314-43-2" not in texte
    assert "tenant compte des facteurs qui l’expliquent, notamment la composition des ménages." in texte
    assert "314-43-2" in words(replace(association(), activite=activite))


def test_the_forfait_autonomie_is_that_of_its_places_or_the_one_written() -> None:
    par_place = Forfait("r", places=62, montant_par_place=Decimal("390.055"))
    assert par_place.montant_of(2027) == Decimal("24183.41")
    ecrit = replace(par_place, montants={2027: Decimal("10"), 2028: None})
    assert [ecrit.montant_of(annee) for annee in (2027, 2028)] == [Decimal("10"), None]
    assert Forfait("r", places=62).montant_of(2027) is None


def test_the_contract_of_a_residence_pays_for_prevention_and_asks_for_its_account() -> None:
    exemple = load_exemple("residence-glycines")
    texte, _ = print_document(contrat, open_contexte(exemple))
    assert "Au plus tard le 30 avril de l’année suivante" in texte.replace("\u00a0", " ")
    assert "24 180,00" in texte.replace("\u202f", " ").replace("\u00a0", " ")
    assert "forfait soins" not in texte
    soins = ForfaitAutonomie((Forfait("residence-glycines", forfait_soins=True),))
    assert "Un forfait soins" in print_document(contrat, open_contexte(exemple, forfait_autonomie=soins))[0]


def test_a_voluntary_contract_follows_the_budget_frame_unless_the_manager_asked_for_the_other() -> None:
    texte = words(volontaire())
    assert "recettes et des dépenses" not in texte
    assert "sur proposition du gestionnaire (article R. 314-51" in texte
    demande = words(volontaire(cadre_budgetaire="eprd"))
    assert "À la demande du gestionnaire et avec l’accord du département" in demande
    assert contexte_of(volontaire(cadre_budgetaire="eprd")).cadre_budgetaire == "eprd"
    assert contexte_of(volontaire(categorie="sad_l313_11_1", cadre_budgetaire="eprd")).cadre_budgetaire == "departement"


def test_a_short_contract_has_no_mid_term_review() -> None:
    assert "La revue à mi-parcours" in words(volontaire(duree_annees=5))
    assert "La revue à mi-parcours" not in words(volontaire(duree_annees=2))


@pytest.mark.parametrize(
    ("periode", "dite"), [(1, "d’année en année, dans la limite"), (2, "par périodes de deux ans, dans la limite")]
)
def test_a_contract_that_renews_itself_says_how_long(periode: int, dite: str) -> None:
    texte = words(volontaire(duree_annees=2, reconduction=Reconduction(periode, 5, 3)))
    assert dite in texte
    assert "d’une durée totale de cinq ans, sauf si une partie" in texte
    assert "au moins trois mois avant l’échéance" in texte
    assert "dans la limite de six ans en tout" in texte
    assert "en avise les autres" not in texte
