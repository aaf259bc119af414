"""The activity and financial annexes print the computed figures, and nothing that is not known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.rendering.documents.contextes_chiffres import RACINE, load_exemple, open_contexte, print_document

from cpomdoc.model.activite import Activite, ActiviteRealisee, CibleActivite, LigneActivite, PeriodeActivite
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import CreditNonReconductible, Finances, MesureNouvelle
from cpomdoc.rendering.documents import annexe_activite, annexe_financiere
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.gabarits import check_gabarit

FINE = "\u202f"


@pytest.fixture(scope="module")
def tilleuls() -> Dossier:
    return load_exemple("tilleuls")


def activite_of(dossier: Dossier) -> Activite:
    assert dossier.activite is not None
    return dossier.activite


def finances_of(dossier: Dossier) -> Finances:
    assert dossier.finances is not None
    return dossier.finances


def row(texte: str, start: str) -> str:
    """The first row of a table that begins with these words, its narrow spaces made plain."""
    return next(line for line in texte.replace(FINE, " ").splitlines() if line.startswith(f"| {start}"))


@pytest.mark.parametrize("document", [annexe_activite, annexe_financiere])
def test_every_tag_of_the_gabarit_exists_in_its_view(document: Document) -> None:
    data = (RACINE / "templates" / document.gabarit).read_bytes()
    assert check_gabarit(document.gabarit, data, document.VUE, FILTRES) == []


def test_the_common_allocation_is_printed_to_the_cent_with_its_words(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_financiere, open_contexte(tilleuls))
    assert blanks == 0
    total = row(texte, "**Dotation globalisée commune**")
    for montant in ("6 968 056,25", "7 003 800,70", "7 169 838,70", "7 241 537,08", "7 328 435,53", "7 416 376,76"):
        assert montant in total
    assert "sept millions trois mille huit cents euros et soixante-dix centimes" in texte
    assert row(texte, "Novembre") == "| Novembre | 19 novembre 2027 | 583 650,05 |"
    assert row(texte, "Décembre") == "| Décembre | 20 décembre 2027 | 583 650,15 |"
    assert "Pour mémoire, montant annoncé" not in texte


def test_an_announced_amount_that_differs_is_printed_beside_the_computed_one(tilleuls: Dossier) -> None:
    finances = finances_of(tilleuls)
    dgc = replace(finances.dgc[0], annonce={2028: Decimal("7169838.68")})
    texte, _ = print_document(annexe_financiere, open_contexte(tilleuls, finances=replace(finances, dgc=(dgc,))))
    assert row(texte, "Pour mémoire") == "| Pour mémoire, montant annoncé | – | – | 7 169 838,68 | – | – | – |"
    assert "7 169 838,70" in row(texte, "**Dotation globalisée commune**")


def test_rates_of_a_yearly_report_make_every_table_a_hypothesis(tilleuls: Dossier) -> None:
    finances = replace(finances_of(tilleuls), clause_taux="rob")
    texte, blanks = print_document(annexe_financiere, open_contexte(tilleuls, finances=finances))
    assert blanks == 0
    assert "## 5. Trajectoire (hypothèses)" in texte
    captions = [line for line in texte.splitlines() if line.startswith("**") and " – ARS" in line]
    assert len(captions) == 6
    assert all("hypothèses non contractuelles" in line for line in captions)


def test_a_missing_rate_leaves_dashes_then_blanks_and_never_a_zero(tilleuls: Dossier) -> None:
    taux: Mapping[int, Decimal | None] = {2027: Decimal("0.80")}
    finances = replace(finances_of(tilleuls), taux=taux)
    texte, blanks = print_document(annexe_financiere, open_contexte(tilleuls, finances=finances))
    assert blanks > 0
    assert "ne peut être calculé tant qu’une base ou un taux manque" in texte
    assert "| 2029 | – | à compléter | – | – | – | – | – | " in texte.replace(FINE, " ").replace("**", "")


def test_credits_and_the_complement_of_a_measure_are_printed(tilleuls: Dossier) -> None:
    finances = replace(
        finances_of(tilleuls),
        mesures_nouvelles=(MesureNouvelle("p", "ime-tilleuls", Decimal("48000.00"), date(2027, 9, 1), "places"),),
        credits_non_reconductibles=(CreditNonReconductible("ime-tilleuls", 2027, Decimal("35000.00"), "véhicule"),),
    )
    texte, _ = print_document(annexe_financiere, open_contexte(tilleuls, finances=finances))
    assert row(texte, "Places").endswith("| 01/09/2027 | 48 000,00 | 16 000,00 | 32 000,00 |")
    assert row(texte, "2027 | IME").endswith("| Véhicule | 35 000,00 |")


def test_unknown_bases_are_named_one_by_one_and_what_a_paper_announces_is_kept() -> None:
    texte, blanks = print_document(annexe_financiere, open_contexte(load_exemple("escale")))
    assert blanks == 16
    assert "Aucun" not in texte, "nobody knows yet whether there is a measure or a one-year credit"
    assert "La trajectoire n’est pas chiffrée" in texte
    assert "approche les 10 millions d’euros" in texte.replace("'", "’")
    assert "| Non précisée |" in texte


def test_sections_of_an_ehpad_are_kept_apart() -> None:
    texte, _ = print_document(annexe_financiere, open_contexte(load_exemple("ehpad-sources")))
    assert "ARS, section soins" in texte
    assert "Département de l’Ain, section dépendance" in texte


def test_targets_what_is_possible_and_what_was_done_are_printed(tilleuls: Dossier) -> None:
    texte, blanks = print_document(annexe_activite, open_contexte(tilleuls))
    assert blanks == 0
    assert "| Activité théorique (journées) | 16 425 | 16 470 | 16 425 | 16 425 | 16 425 |" in texte.replace(FINE, " ")
    assert "| 2025 | 16 425 | 15 600 | 94,98 | 48 | – |" in texte.replace(FINE, " ")
    assert "7 670,17 €" in texte.replace(FINE, " ")


def test_without_a_modulation_clause_the_annex_says_so(tilleuls: Dossier) -> None:
    activite = replace(activite_of(tilleuls), modulation=None)
    texte, blanks = print_document(annexe_activite, open_contexte(tilleuls, activite=activite))
    assert blanks == 0
    assert "ne prévoit pas de modulation" in texte
    assert "abattement" not in texte


def test_an_extension_in_the_year_and_a_closed_year_are_told_apart(tilleuls: Dossier) -> None:
    periodes = (
        PeriodeActivite(date(2027, 1, 1), date(2027, 6, 30), 0, 365),
        PeriodeActivite(date(2027, 7, 1), date(2027, 12, 31), 26, 365),
        PeriodeActivite(date(2028, 1, 1), date(2030, 12, 31), 26, 365),
        PeriodeActivite(date(2031, 1, 1), date(2031, 12, 31), 0, 365),
    )
    cibles = {annee: Decimal(90) for annee in (2027, 2028, 2029, 2030)}
    ligne = LigneActivite(
        "mas-tilleuls", "internat_continu", periodes, (CibleActivite("taux_occupation", cibles=cibles),)
    )
    texte, blanks = print_document(annexe_activite, open_contexte(tilleuls, activite=Activite((ligne,))))
    plain = texte.replace(FINE, " ")
    assert "| 0 puis 26 | 26 | 26 | 26 | 0 |" in plain
    assert "| 4 784 | 9 516 | 9 490 | 9 490 | 0 |" in plain
    assert "| 90,00 | 90,00 | 90,00 | 90,00 | – | Non |" in plain
    # The closed years and the way of measuring are what is missing.
    assert blanks == 5


def test_an_esms_in_two_modalities_gets_one_rate_over_both(tilleuls: Dossier) -> None:
    year = (date(2027, 1, 1), date(2027, 12, 31))
    realise = (ActiviteRealisee(2025, 2310, 12, 210), ActiviteRealisee(2025, 4900, 28, 200))
    lignes = tuple(
        LigneActivite("ime-tilleuls", modalite, (PeriodeActivite(*year, 12, 210),), realise=(one,))
        for modalite, one in zip(("internat", "semi_internat"), realise, strict=True)
    )
    texte, _ = print_document(annexe_activite, open_contexte(tilleuls, activite=Activite(lignes)))
    assert row(texte, "IME Les Tilleuls | 2025") == "| IME Les Tilleuls | 2025 | 8 120 | 7 210 | 88,79 |"


def test_without_any_shortfall_the_example_supposes_one_and_says_so(tilleuls: Dossier) -> None:
    activite = activite_of(tilleuls)
    mas = tuple(ligne for ligne in activite.lignes if ligne.etablissement == "mas-tilleuls")
    texte, _ = print_document(annexe_activite, open_contexte(tilleuls, activite=replace(activite, lignes=mas)))
    assert "un écart de 10 points est supposé" in texte.replace(FINE, " ")
    assert "| Réalisé supposé |" in texte
