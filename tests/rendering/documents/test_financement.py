"""What the articles on means and the annexes say of several funders, of money apart, and of partial years."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.rendering.documents.dossiers import IME, association, contexte_of, ehpad, paragraphs_of, vue_of

from cpomdoc.model.activite import Activite, CibleActivite, LigneActivite, Modulation, Palier
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import (
    Base,
    CreditNonReconductible,
    Dgc,
    Evolution,
    FinancementAnnonce,
    FinancementComplementaire,
    Finances,
    MethodeFinanceur,
    TauxGroupe,
    VoletAnnonce,
)
from cpomdoc.model.perimetre import Perimetre
from cpomdoc.rendering.documents import annexe_activite, annexe_financiere, contrat
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.valeurs import SANS_OBJET

ANNEES = range(2027, 2032)
SOINS = Base("ehpad", "ars", "soins", annee=2026, montant=Decimal("1000000.00"))
DEPENDANCE = Base("ehpad", "74", "dependance", annee=2026, montant=Decimal("400000.00"))


def taux(valeur: str) -> dict[int, Decimal | None]:
    return dict.fromkeys(ANNEES, Decimal(valeur))


DEUX_FINANCEURS = Finances(
    methodes=(
        MethodeFinanceur("ars", "soins", "equation_tarifaire"),
        MethodeFinanceur("74", methode="taux_directeur"),
    ),
    clause_taux="rob",
    hypotheses=taux("1.90"),
    plancher=Decimal("0.50"),
    plafond=Decimal("1.50"),
    evolutions=(Evolution("74", clause_taux="fixe", taux=taux("1.20")),),
    bases=(SOINS, DEPENDANCE),
)


def with_finances(finances: Finances, dossier: Dossier | None = None) -> Dossier:
    return replace(dossier or association(), finances=finances)


def says(dossier: Dossier, document: Document = contrat) -> list[str]:
    return [one.texte for one in paragraphs_of(document, dossier)]


def effective(dossier: Dossier, effet: date) -> Dossier:
    general = dossier.general
    return replace(dossier, general=replace(general, contrat=replace(general.contrat, date_effet=effet)))


def test_each_funder_has_the_sentence_of_its_method() -> None:
    words = says(with_finances(DEUX_FINANCEURS, ehpad()))
    (ars,) = [
        one for one in words if one.startswith("Pour les dotations de l’agence régionale de santé (section soins)")
    ]
    (departement,) = [one for one in words if one.startswith("Pour les dotations du département") and "(1°" in one]
    assert "les tarifs résultent de l’équation tarifaire" in ars
    assert "Haute-Savoie" in departement


def test_supposed_rates_are_bounded_and_captioned_apart_from_those_that_bind() -> None:
    dossier = with_finances(DEUX_FINANCEURS, ehpad())
    named, others = vue_of(dossier).methode.evolutions
    assert (named.hypothese, {one.taux for one in named.taux}) == (False, {Decimal("1.20")})
    assert (others.hypothese, {one.taux for one in others.taux}) == (True, {Decimal("1.50")})
    words = says(dossier)
    assert "Taux d’actualisation – hypothèse non contractuelle – ARS" in words
    assert any(one.startswith("Taux d’actualisation fixés par le contrat – Département") for one in words)
    assert any("ni inférieur à 0,50\u202f%, ni supérieur à 1,50\u202f%." in one for one in words)


def test_only_the_funder_whose_rates_are_supposed_is_marked_in_the_yearly_table() -> None:
    dotations = vue_of(with_finances(DEUX_FINANCEURS, ehpad())).dotations
    assert [one.financeur for one in dotations.financeurs] == ["ARS (hypothèse)", "Département de la Haute-Savoie"]
    assert not dotations.hypotheses


def test_when_every_funder_has_its_own_clause_nothing_is_said_of_the_others() -> None:
    evolutions = (Evolution("ars", taux=taux("0.80")), Evolution("74", taux=taux("1.20")))
    finances = Finances(methode="formule_fixe", clause_taux="fixe", evolutions=evolutions, bases=(SOINS, DEPENDANCE))
    vue = vue_of(with_finances(finances, ehpad()))
    assert [one.titre for one in vue.methode.evolutions] == ["ARS", "Département de la Haute-Savoie"]


def test_a_vote_of_each_year_binds_no_one() -> None:
    finances = Finances(clause_taux="vote_annuel", bases=(DEPENDANCE,))
    (sentence,) = [one for one in says(with_finances(finances, ehpad())) if "L.\u00a0313-8" in one]
    assert "n’engagent pas les parties" in sentence


def test_a_weighted_rate_prints_its_groups_and_four_decimals() -> None:
    groupes = (TauxGroupe("g2", Decimal(75), None, taux("1.21")), TauxGroupe("g1", Decimal(25), None, taux("1.90")))
    finances = Finances(clause_taux="fixe", ponderation=groupes, bases=(SOINS,))
    words = says(with_finances(finances, ehpad()))
    assert "Groupe 2, personnel, 75\u202f% des charges" in words
    assert words.count("1,3825") == len(ANNEES)


def test_what_does_not_recur_stands_apart_from_what_does() -> None:
    finances = Finances(
        clause_taux="fixe",
        taux=taux("0"),
        bases=(SOINS,),
        credits_non_reconductibles=(CreditNonReconductible("ehpad", 2027, Decimal("15000.00"), section="soins"),),
    )
    dossier = with_finances(finances, ehpad())
    (ars,) = vue_of(dossier).dotations.financeurs
    first, second = ars.annees[:2]
    assert (first.reconductible, first.non_reconductible) == (Decimal("1000000.00"), Decimal("15000.00"))
    assert (first.montant, second.non_reconductible) == (Decimal("1015000.00"), SANS_OBJET)
    assert "Non reconductible (€)" in says(dossier)


def test_without_any_credit_the_table_has_no_column_for_them() -> None:
    finances = Finances(clause_taux="fixe", taux=taux("1"), bases=(SOINS,))
    words = says(with_finances(finances, ehpad()))
    assert "Dotation (€)" in words
    assert "Non reconductible (€)" not in words


def test_an_amount_that_does_not_divide_says_where_the_cent_goes() -> None:
    credit = CreditNonReconductible(
        "ehpad", objet="formation", annees=(2027, 2028, 2029), montant_total=Decimal("100000.00")
    )
    finances = Finances(clause_taux="fixe", taux=taux("1"), bases=(SOINS,), credits_non_reconductibles=(credit,))
    words = says(with_finances(finances, ehpad()), annexe_financiere)
    (sentence,) = [one for one in words if "répartis en parts égales" in one]
    assert "sur 2027, 2028 et 2029, soit 33\u202f333,33\u202f€ par an" in sentence
    assert "33\u202f333,34\u202f€ en 2029" in sentence


def test_complementary_financings_are_printed_and_only_added_when_the_base_does_not_hold_them() -> None:
    complements = (
        FinancementComplementaire("pasa", "ehpad", places=14, montant=Decimal("68000.00"), reconductible=True),
        FinancementComplementaire("accueil_jour", "ehpad", montant=Decimal("50000.00"), dans_la_base=True),
    )
    finances = Finances(clause_taux="fixe", taux=taux("0"), bases=(SOINS,), financements_complementaires=complements)
    dossier = with_finances(finances, ehpad())
    (ars,) = vue_of(dossier).dotations.financeurs
    assert {one.montant for one in ars.annees} == {Decimal("1068000.00")}
    assert "Pôle d’activités et de soins adaptés (PASA)" in says(dossier)
    assert any(one.endswith("Financements complémentaires") for one in says(dossier, annexe_financiere))


@pytest.mark.parametrize(
    ("base", "printed"),
    [
        (replace(SOINS, montant=Decimal("8.28"), unite="M€"), "8,28\u202fM€"),
        (replace(SOINS, montant=None, texte="près de 2 millions d’euros"), "près de 2 millions d’euros"),
    ],
)
def test_a_base_known_only_rounded_is_printed_as_it_is_and_nothing_follows(base: Base, printed: str) -> None:
    dossier = with_finances(Finances(clause_taux="fixe", taux=taux("1"), bases=(base,)), ehpad())
    calculs = contexte_of(dossier).calculs.finances
    assert calculs is not None
    assert [annee.dotation for annee in calculs.trajectoires[0].annees] == [None] * 5
    words = says(dossier, annexe_financiere)
    assert printed in words
    assert not any("par an" in one for one in words)


def test_a_rounded_base_leaves_its_funder_out_of_the_figures_and_says_so() -> None:
    rounded = replace(DEPENDANCE, montant=Decimal("0.4"), unite="M€")
    words = says(with_finances(Finances(clause_taux="fixe", taux=taux("1"), bases=(SOINS, rounded)), ehpad()))
    assert any(one.startswith("Les dotations du département de la Haute-Savoie ne sont pas chiffrées") for one in words)


def test_a_contract_that_begins_in_july_is_paid_from_july() -> None:
    finances = Finances(clause_taux="fixe", taux={**taux("0"), 2032: Decimal(0)}, bases=(SOINS,))
    dossier = effective(with_finances(finances, ehpad()), date(2027, 7, 1))
    (schedule,) = annexe_financiere.build_vues(contexte_of(dossier)).echeanciers
    assert [one.mois for one in schedule.echeances] == [
        "Juillet",
        "Août",
        "Septembre",
        "Octobre",
        "Novembre",
        "Décembre",
    ]
    assert schedule.montant == Decimal("500000.02")
    parts = vue_of(dossier).dotations.parts_du_contrat
    assert [(one.annee, one.versements, one.montant) for one in parts] == [
        (2027, 6, Decimal("500000.02")),
        (2032, 6, Decimal("499999.98")),
    ]
    assert "Total de juillet à décembre 2027" in says(dossier, annexe_financiere)


def test_a_contract_of_whole_years_says_nothing_of_partial_ones() -> None:
    dossier = with_finances(Finances(clause_taux="fixe", taux=taux("0"), bases=(SOINS,)), ehpad())
    assert vue_of(dossier).dotations.parts_du_contrat == ()
    assert "Total de l’année 2027" in says(dossier, annexe_financiere)


@pytest.mark.parametrize(("nombre", "nommes"), [(6, True), (7, False)])
def test_a_sentence_names_six_esms_and_counts_more(nombre: int, nommes: bool) -> None:
    esms = tuple(replace(IME, id=f"ime-{rank}", nom=f"IME {rank}") for rank in range(nombre))
    bases = tuple(Base(one.id, "ars", annee=2026, montant=Decimal("100.00")) for one in esms)
    finances = Finances(
        clause_taux="fixe", taux=taux("1"), bases=bases, dgc=(Dgc("ars", tuple(one.id for one in esms)),)
    )
    dossier = replace(with_finances(finances), perimetre=Perimetre(esms))
    (sentence,) = [one for one in says(dossier) if one.startswith("Une dotation globalisée commune, que fixe")]
    assert ("l’IME 0, l’IME 1" in sentence) is nommes
    assert ("finance sept établissements et services, dont l’annexe n°" in sentence) is not nommes


def test_an_announced_total_names_its_funder_when_it_has_one() -> None:
    annonce = VoletAnnonce(FinancementAnnonce("ars", Decimal("8.28"), "M€"))
    vue = vue_of(with_finances(Finances(annonce=annonce)))
    assert [one.libelle for one in vue.dotations.annonces] == ["Total ARS"]


def modulee(modulation: Modulation, *poids: str) -> Dossier:
    codes = ("taux_occupation", "file_active")
    cibles = tuple(
        CibleActivite(code, poids=Decimal(one) if one else None, cibles=dict.fromkeys(ANNEES, Decimal(90)))
        for code, one in zip(codes, poids, strict=True)
    )
    return replace(association(), activite=Activite((LigneActivite("ime", "semi_internat", (), cibles),), modulation))


PALIERS = (Palier(Decimal(3), Decimal(1)), Palier(Decimal(5), Decimal(2)))


def test_steps_are_printed_in_full_in_the_article_and_in_the_annex() -> None:
    dossier = modulee(Modulation(base_ecart="points", agregation="plus_favorable", paliers=PALIERS), "", "")
    for document in (contrat, annexe_activite):
        words = says(dossier, document)
        assert "De 3 à moins de 5 points" in words
        assert "5 points et plus" in words
    (sentence,) = [one for one in says(dossier) if one.startswith("Le taux de la réduction dépend")]
    assert "un écart inférieur à 3 points n’entraîne aucune réduction" in sentence


def test_a_threshold_says_that_the_whole_gap_counts_past_it() -> None:
    modulation = Modulation(Decimal("0.30"), None, "points", "plus_favorable", seuil_points=Decimal(5))
    (sentence,) = [one for one in says(modulee(modulation, "", "")) if one.startswith("Le taux de la réduction est")]
    assert (
        "Un écart inférieur à 5 points n’entraîne aucune réduction\u202f; au-delà, l’écart compte en entier."
        in sentence
    )


def test_a_weighted_mean_prints_the_weights() -> None:
    modulation = Modulation(Decimal("0.30"), Decimal(0), "points", "moyenne_ponderee")
    dossier = modulee(modulation, "60", "40")
    words = says(dossier, annexe_activite)
    start = words.index("Poids des indicateurs dans la moyenne")
    assert {"60", "40"} <= set(words[start:])
    exemple = annexe_activite.build_vues(contexte_of(dossier)).exemple
    assert exemple is not None
    assert exemple.taux == Decimal("3.0000")


def test_the_annex_without_modulation_reads_as_one_sentence() -> None:
    dossier = replace(association(), activite=Activite())
    (sentence,) = [one for one in says(dossier, annexe_activite) if one.startswith("La présente annexe fixe")]
    assert " et dit comment l’activité est mesurée." in sentence
