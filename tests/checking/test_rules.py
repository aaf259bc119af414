"""What the wrong contracts cannot show: severities that depend on the contract, what is not said, and the words."""

import datetime
import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cpomdoc.checking.rules.registre import RULES, RULES_CALCULS
from cpomdoc.checking.rules.registre_avenants import SUITE
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import FinancementAnnonce, VoletAnnonce
from cpomdoc.model.parties import DepartementPartie
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.problems import Problem, Severite
from tests.checking.contrats_de_test import CASES, ROOT, VALIDE, check, lay_over, read_dossier

FUNCTIONS: list[Callable[..., object]] = [
    *(rule.check for rule in RULES),
    *(rule.check for rule in RULES_CALCULS),
    *(rule.check for rule in SUITE),
]


@pytest.fixture(scope="module")
def valide() -> Dossier:
    return read_dossier(VALIDE)[1]


def of_case(name: str, tmp_path: Path) -> Dossier:
    return read_dossier(lay_over(CASES / name, tmp_path / name))[1]


def with_contrat(dossier: Dossier, **changes: Any) -> Dossier:
    general = dossier.general
    return replace(dossier, general=replace(general, contrat=replace(general.contrat, **changes)))


def with_esms(dossier: Dossier, *esms: Etablissement) -> Dossier:
    return replace(dossier, perimetre=replace(dossier.perimetre, etablissements=esms, annonce=None))


def with_annonce(dossier: Dossier, total: FinancementAnnonce, *parts: FinancementAnnonce) -> Dossier:
    assert dossier.finances is not None
    return replace(dossier, finances=replace(dossier.finances, annonce=VoletAnnonce(total, parts)))


def told(dossier: Dossier, code: str) -> list[Problem]:
    return [problem for problem in check(dossier) if problem.code == code]


def millions(montant: str, periode: str | None = "par an") -> FinancementAnnonce:
    return FinancementAnnonce("ars", Decimal(montant), "M€", None, periode)


@pytest.mark.parametrize(
    ("categorie", "severite"),
    [
        ("ehpad_iv_ter", Severite.ERREUR),
        ("chrs_l313_11_2", Severite.ERREUR),
        ("esms_l313_12_2", Severite.ALERTE),
        ("volontaire_l313_11", Severite.ALERTE),
    ],
)
def test_two_regions_stop_only_the_contracts_that_the_law_keeps_in_one(
    valide: Dossier, categorie: str, severite: Severite
) -> None:
    ime, mas, foyer = valide.perimetre.etablissements
    dossier = with_contrat(with_esms(valide, ime, replace(mas, departement="13"), foyer), categorie=categorie)
    assert [problem.severite for problem in told(dossier, "PER-006")] == [severite]


def test_an_esms_that_may_be_outside_the_contract_only_alerts(valide: Dossier) -> None:
    ime, mas, foyer = valide.perimetre.etablissements
    doubtful = replace(mas, departement="13", dans_le_contrat=None)
    dossier = with_contrat(with_esms(valide, ime, doubtful, foyer), categorie="chrs_l313_11_2")
    assert [problem.severite for problem in told(dossier, "PER-006")] == [Severite.ALERTE]
    outside = replace(doubtful, dans_le_contrat=False)
    assert told(with_esms(valide, ime, outside, foyer), "PER-006") == []


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("FIC-005-indicateur-sans-unite", "FIC-005"),
        ("FIC-006-fiche-sans-indicateur", "FIC-006"),
        ("ACT-009-sans-information-prealable", "ACT-009"),
        ("PER-016-ehpad-sans-gmp", "PER-016"),
        ("PLA-001-sans-volet-financier", "PLA-001"),
        ("CON-015-ccas-sans-pouvoir", "CON-015"),
    ],
)
def test_what_is_not_written_yet_alerts_in_a_draft_and_stops_a_contract_to_sign(
    case: str, code: str, tmp_path: Path
) -> None:
    dossier = of_case(case, tmp_path)
    assert {problem.severite for problem in told(dossier, code)} == {Severite.ERREUR}
    draft = with_contrat(dossier, statut="projet")
    assert {problem.severite for problem in told(draft, code)} == {Severite.ALERTE}


@pytest.mark.parametrize("case", ["DEF-001-adresse-a-completer", "DEF-001-fiche-sans-pilote", "DEF-002-texte-inacheve"])
def test_a_draft_may_leave_anything_to_be_written(case: str, tmp_path: Path) -> None:
    dossier = of_case(case, tmp_path)
    assert [problem.code for problem in check(dossier)] == [case[:7]]
    assert check(with_contrat(dossier, statut="projet")) == []


@pytest.mark.parametrize("texte", ["le XXX mars", "TODO", "à compléter", "A COMPLETER", "article ???", "[…]"])
def test_every_way_of_leaving_a_text_unfinished_is_seen(valide: Dossier, texte: str) -> None:
    (problem,) = told(with_contrat(valide, objet=f"Le contrat, {texte}."), "DEF-002")
    assert problem.path == ("contrat", "objet")


@pytest.mark.parametrize("texte", ["chapitre XX", "la XXe réunion", "Todos", "il complète le projet"])
def test_a_text_that_only_looks_unfinished_is_left_alone(valide: Dossier, texte: str) -> None:
    assert told(with_contrat(valide, objet=texte), "DEF-002") == []


def test_one_collectivite_signs_for_the_departements_it_stands_for(valide: Dossier) -> None:
    ime, mas, foyer = valide.perimetre.etablissements
    alsace = with_esms(valide, ime, mas, replace(foyer, departement="68"))
    parties = replace(alsace.general.parties, departements=(DepartementPartie("67"),))
    signed = replace(alsace, general=replace(alsace.general, parties=parties))
    assert told(alsace, "CON-005")
    assert told(signed, "CON-005") == []
    assert told(signed, "CON-006") == []


def test_nobody_is_asked_to_sign_for_an_esms_whose_authority_is_unknown(valide: Dossier) -> None:
    ime, mas, foyer = valide.perimetre.etablissements
    parties = replace(valide.general.parties, departements=())
    unsigned = replace(valide, general=replace(valide.general, parties=parties))
    assert told(unsigned, "CON-005")
    assert told(with_esms(unsigned, ime, mas, replace(foyer, competence=None)), "CON-005") == []
    assert told(with_esms(unsigned, ime, mas, replace(foyer, dans_le_contrat=None)), "CON-005") == []


def test_a_fictional_finess_belongs_to_no_departement(valide: Dossier) -> None:
    assert all((esms.finess or "").startswith("999") for esms in valide.perimetre.etablissements)
    assert told(valide, "PER-003") == []


@pytest.mark.parametrize(("finess", "departement", "nombre"), [("970101028", "971", 0), ("970101028", "974", 1)])
def test_overseas_a_finess_says_its_departement_in_four_digits(
    valide: Dossier, finess: str, departement: str, nombre: int
) -> None:
    ime = replace(valide.perimetre.etablissements[0], finess=finess, departement=departement)
    assert len(told(with_esms(valide, ime), "PER-003")) == nombre


def test_rounded_parts_agree_with_a_total_within_their_rounding(valide: Dossier) -> None:
    assert told(with_annonce(valide, millions("9.43"), millions("8.28"), millions("1.15")), "FIN-018") == []
    assert told(with_annonce(valide, millions("9.4"), millions("8.28"), millions("1.15")), "FIN-018") == []
    assert len(told(with_annonce(valide, millions("9.6"), millions("8.28"), millions("1.15")), "FIN-018")) == 1


def test_a_total_in_words_is_never_made_a_number(valide: Dossier) -> None:
    words = FinancementAnnonce(texte="approche les 10 millions d’euros")
    (problem,) = told(with_annonce(valide, words, millions("8.28", None), millions("1.15", None)), "FIN-018")
    assert problem.severite is Severite.ALERTE
    assert "approche les 10 millions d’euros" in problem.message
    assert "ensemble 9,43 M€" in problem.message
    assert "0,57" not in problem.message


def test_an_amount_without_a_period_is_never_said_to_be_yearly(valide: Dossier) -> None:
    problems = told(with_annonce(valide, millions("1", None), millions("1", None)), "FIN-019")
    assert len(problems) == 2
    assert not any("par an" in problem.message for problem in problems)


def test_sums_of_different_periods_are_not_compared(valide: Dossier) -> None:
    assert told(with_annonce(valide, millions("9", "par an"), millions("45", "sur cinq ans")), "FIN-018") == []


def test_a_leap_day_is_an_opening_day_only_in_a_leap_year(valide: Dossier, tmp_path: Path) -> None:
    assert valide.activite is not None
    (ligne,) = valide.activite.lignes
    whole = datetime.date(2028, 1, 1), datetime.date(2028, 12, 31)
    for annee, jours, nombre in ((2028, 366, 0), (2027, 366, 1), (2027, 365, 0), (2027, 0, 1)):
        du, au = (jour.replace(year=annee) for jour in whole)
        periode = replace(ligne.periodes[0], du=du, au=au, jours_ouverture=jours)
        activite = replace(valide.activite, lignes=(replace(ligne, periodes=(periode,)),))
        assert len(told(replace(valide, activite=activite), "ACT-003")) == nombre, (annee, jours)


def test_nothing_is_said_of_a_contract_that_says_nothing(valide: Dossier) -> None:
    esms = Etablissement("ime", "IME")
    parties = replace(valide.general.parties, departements=(), ars=None)
    contrat = replace(valide.general.contrat, statut="projet", categorie=None, date_effet=None, date_fin=None)
    general = type(valide.general)(contrat, parties)
    assert (
        check(Dossier("vide", general, replace(valide.perimetre, etablissements=(esms,), projets=(), annonce=None)))
        == []
    )


def test_a_reference_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    (problem,) = told(of_case("FIC-010-constat-inconnu", tmp_path), "FIC-010")
    assert problem.aide == "Vouliez-vous dire «\u202fattente\u202f»\u202f?"


def test_an_annex_that_exists_elsewhere_is_said_absent_from_this_contract(tmp_path: Path) -> None:
    problems = told(of_case("PLA-003-renvoi-sans-cible", tmp_path), "PLA-003")
    assert len(problems) == 3
    assert "n’est pas dans ce contrat" in problems[0].message
    assert "n’est pas compris" in problems[1].message
    assert "n’existe pas" in problems[2].message
    assert problems[2].aide == "Vouliez-vous dire «\u202f[[article:revision]]\u202f»\u202f?"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[annexe:diagnostic]", "[[annexe:diagnostic]]"),
        ("[[annexe:diagnostic]", "[[annexe:diagnostic]]"),
        ("[[ Annexe : diagnostic ]]", "[[annexe:diagnostic]]"),
        ("[[annexes:diagnostique]]", "[[annexe:diagnostic]]"),
        ("[[fiche:fa-01]]", "[[fiche:FA-01]]"),
        ("[[annexe:activités]]", "[[annexe:activite]]"),
    ],
)
def test_a_reference_badly_written_is_told_as_it_should_be_and_where(valide: Dossier, written: str, meant: str) -> None:
    (problem,) = told(with_contrat(valide, objet=f"Le contrat (voir {written}) engage."), "PLA-003")
    assert problem.aide == f"Vouliez-vous dire «\u202f{meant}\u202f»\u202f?"
    assert (problem.path, problem.extrait) == (("contrat", "objet"), written)


@pytest.mark.parametrize("written", ["[sic]", "[note : à part]", "[[annexe:diagnostic]]", "[[ article : revision ]]"])
def test_brackets_that_are_no_reference_and_right_references_are_left_alone(valide: Dossier, written: str) -> None:
    assert told(with_contrat(valide, objet=f"Le contrat (voir {written}) engage."), "PLA-003") == []


def test_a_funder_who_does_not_sign_is_told_with_the_party_to_add(valide: Dossier) -> None:
    parties = replace(valide.general.parties, ars=None, departements=())
    problems = told(replace(valide, general=replace(valide.general, parties=parties)), "FIN-017")
    assert {problem.aide for problem in problems} == {
        f"Ajoutez {ajout} sous «\u202fparties\u202f», dans contrat.yaml, ou corrigez le financeur."
        for ajout in (
            "le bloc «\u202fars\u202f»",
            "«\u202f- code: 44\u202f» sous «\u202fdepartements\u202f»,",
        )
    }


def test_of_two_things_with_one_name_each_is_placed(tmp_path: Path) -> None:
    (problem,) = told(of_case("PER-013-meme-identifiant", tmp_path), "PER-013")
    assert (problem.path[-2], problem.autre[-2]) == (1, 0)


def test_esms_are_told_by_their_names(tmp_path: Path) -> None:
    (problem,) = told(of_case("PER-010-financee-superieure", tmp_path), "PER-010")
    assert problem.message == (
        "«\u202fIME Les Ormes\u202f», semi-internat\u202f: "
        "capacité financée (44) supérieure à la capacité autorisée (40)."
    )


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_a_rule_is_documented_in_french_with_a_good_and_a_bad_example(function: Callable[..., object]) -> None:
    doc = inspect.getdoc(function) or ""
    assert re.fullmatch(r".+\.\n\nPourquoi : .+\nBon : .+\nMauvais : .+", doc, re.DOTALL), doc
    assert "'" not in doc, "curly apostrophes"


def test_a_code_begins_as_the_file_it_speaks_of() -> None:
    prefixes = {rule.code[:3] for rule in RULES}
    assert prefixes == {
        "CON",
        "PER",
        "DIA",
        "OBJ",
        "FIC",
        "ACT",
        "FIN",
        "PLA",
        "DEF",
        "IMP",
        "ORI",
        "PAR",
        "RAP",
        "ACC",
    } | {*("PGF", "PPI", "RET", "AID", "HEB", "AUT", "DOM", "LAN", "TRA", "SUI", "AVN")}
    assert [rule.code for rule in RULES if not re.fullmatch(r"R-\d\d", rule.domaine)] == []


def test_the_page_on_rules_places_every_code() -> None:
    page = (ROOT / "docs" / "analyses" / "regles.md").read_text(encoding="utf-8")
    table = {
        (row[1], code) for row in re.finditer(r"^\| (R-\d\d) \| (.*) \|$", page, re.MULTILINE) for code in codes(row)
    }
    rules = {(rule.domaine, rule.code) for rule in RULES} | {(rule.domaine, rule.code) for rule in RULES_CALCULS}
    rules |= {(rule.domaine, rule.code) for rule in SUITE}
    assert {one for one in table if not one[1].startswith("SCH")} == rules


def codes(row: re.Match[str]) -> list[str]:
    return re.findall(r"[A-Z]{3}-\d{3}", row[2])
