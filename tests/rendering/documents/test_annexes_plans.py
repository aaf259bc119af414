"""Annexes on results, head office, financing, investments, return to balance and social aid say what is known."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.rendering.documents.contextes_chiffres import RACINE, load_exemple, open_contexte, print_document

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import AffectationResultats, Finances
from cpomdoc.model.perimetre import AideSociale
from cpomdoc.model.pgfp import AnnoncePgfp, Pgfp
from cpomdoc.model.ppi import Ppi
from cpomdoc.model.retour_equilibre import MesureRetablissement, RetourEquilibre
from cpomdoc.rendering.documents import (
    annexe_affectation_resultats,
    annexe_aide_sociale,
    annexe_financiere,
    annexe_frais_siege,
    annexe_pgfp,
    annexe_ppi,
    annexe_pre,
)
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.gabarits import check_gabarit

FINE = "\u202f"
ANNEXES = (
    annexe_affectation_resultats,
    annexe_pgfp,
    annexe_ppi,
    annexe_frais_siege,
    annexe_aide_sociale,
    annexe_pre,
)
RETOUR = RetourEquilibre(
    etablissements=("ime-tilleuls",),
    annee_reference=2025,
    resultat_reference=Decimal("-50000.00"),
    causes=("recours à l’intérim",),
    mesures=(
        MesureRetablissement(
            "fin du recours à l’intérim",
            "charges",
            "directrice",
            {2028: Decimal("30000.00"), **dict.fromkeys((2029, 2030, 2031), Decimal("52000.00"))},
        ),
    ),
    resultats_cibles={
        2027: Decimal("-50000.00"),
        2028: Decimal("-10000.00"),
        **dict.fromkeys((2029, 2030, 2031), Decimal("0.00")),
    },
    suivi="Le comité examine le plan chaque année.",
)


@pytest.fixture(scope="module")
def tilleuls() -> Dossier:
    return load_exemple("tilleuls")


@pytest.fixture(scope="module")
def sources() -> Dossier:
    return load_exemple("ehpad-sources")


def with_affectation(dossier: Dossier, affectation: AffectationResultats) -> Finances:
    assert dossier.finances is not None
    return replace(dossier.finances, affectation_resultats=affectation)


def plain(texte: str) -> str:
    return texte.replace(FINE, " ").replace("\u00a0", " ")


def row(texte: str, start: str) -> str:
    """The first row of a table that begins with these words, its narrow spaces made plain."""
    return next(line for line in plain(texte).splitlines() if line.startswith(f"| {start}"))


@pytest.mark.parametrize("document", ANNEXES, ids=lambda document: document.cle)
def test_every_tag_of_the_gabarit_exists_in_its_view(document: Document) -> None:
    data = (RACINE / "templates" / document.gabarit).read_bytes()
    assert check_gabarit(document.gabarit, data, document.VUE, FILTRES) == []


def test_annexes_come_by_their_default_numbers_and_only_with_their_files(tilleuls: Dossier) -> None:
    cles = [annexe.cle for annexe in open_contexte(tilleuls, retour_equilibre=RETOUR).plan.annexes]
    expected = ["financiere", "affectation_resultats", "pgfp", "ppi", "frais_siege"]
    assert cles[cles.index("financiere") :][: len(expected)] == expected
    assert "pre" in cles
    bare = open_contexte(tilleuls, finances=None, pgfp=None, ppi=None)
    assert not [document.cle for document in ANNEXES if document.applies(bare)]


def test_a_mere_order_of_results_needs_no_annex(tilleuls: Dossier) -> None:
    bare = AffectationResultats("libre", ("apurement_deficits", "investissement"))
    contexte = open_contexte(tilleuls, finances=with_affectation(tilleuls, bare))
    assert contexte.annexe("affectation_resultats") is None
    assert "affectation_resultats" in contexte.plan.articles


def test_results_are_shared_by_keys_under_limits(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_affectation_resultats, open_contexte(tilleuls))
    assert blanks == 0
    assert row(texte, "1 ") == "| 1 | Apurement des déficits antérieurs | – | – |"
    assert row(texte, "2 ").endswith("| 50,00 | 5 % des charges brutes de l’exercice |")
    assert row(texte, "**Total**") == "| **Total** | | **100,00** | |"
    assert "article R. 314-235" in plain(texte)
    assert "dépasse 3 % des produits de l’exercice" in plain(texte)


def test_a_public_manager_keeps_each_result_where_it_comes_from(tilleuls: Dossier) -> None:
    parties = tilleuls.general.parties
    public = replace(parties, gestionnaire=replace(parties.gestionnaire, statut="public_territorial"))
    contexte = open_contexte(tilleuls, general=replace(tilleuls.general, parties=public))
    texte, _ = print_document(annexe_affectation_resultats, contexte)
    assert "organisme public, qui n’a qu’un bilan" in texte
    assert "314-235" not in texte


def test_outside_the_eprd_the_older_article_is_cited(tilleuls: Dossier) -> None:
    contrat = replace(tilleuls.general.contrat, categorie="chrs_l313_11_2")
    contexte = open_contexte(tilleuls, general=replace(tilleuls.general, contrat=contrat))
    assert contexte.categorie is not None
    texte, _ = print_document(annexe_affectation_resultats, contexte)
    assert "article R. 314-51" in plain(texte)
    assert "314-234" not in texte


def test_an_ehpad_without_habilitation_is_told_what_is_closed_to_it(sources: Dossier) -> None:
    esms = replace(sources.perimetre.etablissements[0], aide_sociale=AideSociale("aucune"))
    perimetre = replace(sources.perimetre, etablissements=(esms,))
    assert sources.finances is not None and sources.finances.affectation_resultats is not None
    limited = replace(sources.finances.affectation_resultats, hebergement_seul=True)
    contexte = open_contexte(sources, perimetre=perimetre, finances=with_affectation(sources, limited))
    texte, _ = print_document(annexe_affectation_resultats, contexte)
    assert "article L. 342-1" in plain(texte)
    assert "ne reçoivent donc que des excédents d’hébergement : réserve d’investissement" in plain(texte)


def test_head_office_costs_are_split_by_year_and_leave_the_financial_annex(tilleuls: Dossier) -> None:
    contexte = open_contexte(tilleuls)
    texte, blanks = print_document(annexe_frais_siege, contexte)
    assert blanks == 0
    assert row(texte, "MAS Les Tilleuls | 3") == "| MAS Les Tilleuls | 3 655 002,10 | 49,31 | 157 018,35 |"
    assert row(texte, "MAS Les Tilleuls | 157").count("157 018,35") == 5
    assert plain(texte).count("**318 400,00**") == 6
    financiere, _ = print_document(annexe_financiere, contexte)
    assert "3 655 002,10" not in plain(financiere)
    assert "figurent à l’annexe n° 10" in plain(financiere)


def test_years_after_the_authorisation_have_no_amount(tilleuls: Dossier) -> None:
    assert tilleuls.finances is not None and tilleuls.finances.frais_siege is not None
    court = replace(tilleuls.finances.frais_siege, duree_annees=3)
    contexte = open_contexte(tilleuls, finances=replace(tilleuls.finances, frais_siege=court))
    texte, _ = print_document(annexe_frais_siege, contexte)
    assert row(texte, "MAS Les Tilleuls | 157").endswith("| 157 018,35 | – | – |")
    assert "ne couvre pas 2030 et 2031" in plain(texte)


def test_the_financing_plan_runs_from_products_to_cash(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_pgfp, open_contexte(tilleuls))
    assert blanks == 0
    assert row(texte, "**Résultat**").endswith("**43 143,43** |")
    assert row(texte, "**Capacité (ou insuffisance) d’autofinancement**").startswith("| **Capacité (ou")
    assert row(texte, "**Trésorerie**") == (
        "| **Trésorerie** | **1 490 450,00** | **1 515 356,25** | **1 572 756,95** | **1 582 195,65** | "
        "**1 657 532,73** | **1 731 542,96** | **1 823 777,61** |"
    )
    assert "Pour mémoire" not in texte
    assert "Insuffisance d’autofinancement" not in texte


def test_an_announced_figure_that_differs_stands_beside_the_computed_one(tilleuls: Dossier) -> None:
    assert tilleuls.pgfp is not None
    pgfp = replace(tilleuls.pgfp, annonce=AnnoncePgfp(frng={2027: Decimal("1986756.95"), 2028: Decimal("2000000.00")}))
    texte, _ = print_document(annexe_pgfp, open_contexte(tilleuls, pgfp=pgfp))
    announced = row(texte, "Pour mémoire")
    assert announced == (
        "| Pour mémoire, fonds de roulement annoncé | – | – | 1 986 756,95 | 2 000 000,00 | – | – | – |"
    )
    assert "2 001 195,65" in row(texte, "Fonds de roulement net global")


def test_an_empty_financing_plan_asks_for_what_is_owed_and_computes_nothing(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_pgfp, open_contexte(tilleuls, pgfp=Pgfp(annee_reelle=2025)))
    assert blanks == 9 * 7 + 1
    assert row(texte, "**Trésorerie**") == "| **Trésorerie** |" + " **–** |" * 7
    assert "Cessions" not in texte


def test_investments_add_up_and_say_when_silence_approves_them(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_ppi, open_contexte(tilleuls))
    assert blanks == 0
    assert row(texte, "**Total du programme**") == (
        "| **Total du programme** | | **1 290 000,00** | **240 000,00** | **700 000,00** | **200 000,00** | "
        "**150 000,00** | | |"
    )
    assert row(texte, "1 | Établissement de crédit").endswith("| 47 925,30 | 258 506,00 |")
    assert row(texte, "**Total** | **–**") == "| **Total** | **–** | **–** | **–** | **55 733,33** | **54 916,52** |"
    assert row(texte, "1 | 2 novembre").endswith("approuvée le 1er janvier 2027 |")
    assert row(texte, "2 | 2 novembre").endswith("Approuvée le 1er décembre 2026 (décision n° 2026-431) |")


def test_a_programme_without_operations_has_no_empty_table(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_ppi, open_contexte(tilleuls, ppi=Ppi()))
    assert blanks == 1
    assert "|" not in texte
    assert "Aucune opération n’est encore décrite." in texte


def test_the_return_to_balance_shows_where_measures_fall_short(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_pre, open_contexte(tilleuls, retour_equilibre=RETOUR))
    assert blanks == 0
    assert row(texte, "Fin du recours").endswith("| – | 30 000,00 | 52 000,00 | 52 000,00 | 52 000,00 |")
    assert row(texte, "**Résultat attendu**").startswith("| **Résultat attendu** | **−50 000,00** | **−20 000,00** |")
    assert row(texte, "Écart à la cible") == "| Écart à la cible | 0,00 | −10 000,00 | 2 000,00 | 2 000,00 | 2 000,00 |"
    assert "le retour à l’équilibre en 2029" in plain(texte)
    assert "ne suffisent pas à atteindre la cible de 2028." in plain(texte)


def test_a_bare_plan_of_return_asks_for_its_figures(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_pre, open_contexte(tilleuls, retour_equilibre=RetourEquilibre()))
    assert blanks == 3 + 5 + 1
    assert "Aucune mesure n’est encore arrêtée." in texte
    assert "quand tous les résultats cibles seront fixés" in texte


def test_tariffs_follow_their_rates_and_wait_where_none_is_known(sources: Dossier) -> None:
    assert sources.aide_sociale is not None
    one = sources.aide_sociale.conventions[0]
    taux = {annee: None if annee > 2029 else rate for annee, rate in one.taux.items()}
    volet = replace(sources.aide_sociale, conventions=(replace(one, taux=taux),))
    texte, blanks = print_document(annexe_aide_sociale, open_contexte(sources, aide_sociale=volet))
    assert blanks == 2
    assert print_document(annexe_aide_sociale, open_contexte(sources))[1] == 0
    assert row(texte, "Hébergement permanent, résidents de 60") == (
        "| Hébergement permanent, résidents de 60 ans et plus | 62,40 | 63,02 | 63,78 | 64,55 | – | – |"
    )
    assert row(texte, "**Places habilitées**") == "| **Places habilitées** | 80 |"
    assert "Un tiret (–) marque un tarif qui sera connu plus tard." in texte
