"""A prorogation adds years: no rule turns red for them alone, and each says which year lacks what."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cpomdoc.model.avenant import Avenant
from cpomdoc.model.dossier import Dossier
from cpomdoc.problems import Problem, Severite
from tests.checking.contrats_de_test import CASES, ROOT, VALIDE, check, lay_over, read_dossier

EXEMPLES = sorted(path.parent.name for path in (ROOT / "contracts").glob("*/contrat.yaml"))
AVENANT = Avenant(1, ("prorogation",), "definitif", expose={"prorogation": "Les parties en préparent un autre."})
COMPLETS = {
    "contrat.yaml": (
        ("  duree_annees: 5", "  duree_annees: 5\n  date_fin_prorogee: 2032-12-31"),
        ("bilan final}", "bilan d'étape}\n    - {annee: 2032, objet: bilan final}"),
    ),
    "activite.yaml": (
        ("2031: 90}", "2031: 90, 2032: 90}"),
        ("2031: 50}", "2031: 50, 2032: 50}"),
        ("2031-12-31", "2032-12-31"),
    ),
    "finances.yaml": (("2031: 1.00}", "2031: 1.00, 2032: 1.00}"), ("duree_annees: 5", "duree_annees: 7")),
    "fiches/FA-01.yaml": (("2031: 240}", "2031: 240, 2032: 230}"),),
}


def prorogue(dossier: Dossier, annees: int = 1) -> Dossier:
    """The same contract, ready to sign, put off by some years."""
    contrat = dossier.general.contrat
    assert contrat.fin_convenue is not None
    fin = contrat.fin_convenue.replace(year=contrat.fin_convenue.year + annees)
    signed = replace(contrat, statut="definitif", date_fin_prorogee=fin)
    avenant = replace(AVENANT, date_signature=contrat.fin_convenue)
    return replace(dossier, general=replace(dossier.general, contrat=signed), avenant=avenant)


def errors(dossier: Dossier) -> set[tuple[str, str]]:
    return {(one.code, one.message) for one in check(dossier) if one.severite is Severite.ERREUR}


def added(dossier: Dossier, code: str) -> list[Problem]:
    return [one for one in check(prorogue(dossier)) if one.code == code]


@pytest.mark.parametrize("ref", EXEMPLES)
def test_a_prorogation_alone_makes_no_contract_wrong(ref: str) -> None:
    dossier = replace(read_dossier(ROOT / "contracts" / ref)[1], avenant=None)
    contrat = dossier.general.contrat
    signed = replace(contrat, statut="definitif", date_fin_prorogee=None)
    before = errors(replace(dossier, general=replace(dossier.general, contrat=signed)))
    assert errors(prorogue(dossier)) <= before


def test_what_the_new_year_lacks_is_told_once_for_each_series() -> None:
    found = added(read_dossier(VALIDE)[1], "ACT-001")
    assert len(found) == 2
    assert all(one.severite is Severite.ALERTE and "2032" in one.message for one in found)


def test_a_year_that_was_agreed_is_still_asked_for() -> None:
    dossier = read_dossier(VALIDE)[1]
    assert dossier.finances is not None
    taux = {annee: taux for annee, taux in dossier.finances.taux.items() if annee != 2031}
    (problem,) = added(replace(dossier, finances=replace(dossier.finances, taux=taux)), "FIN-001")
    assert (problem.severite, "2031 et 2032" in problem.message) == (Severite.ERREUR, True)


def test_a_prorogation_that_gives_every_year_its_values_has_no_problem(tmp_path: Path) -> None:
    folder = lay_over(VALIDE, tmp_path / "contrat")
    for name, subs in COMPLETS.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in subs:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    avenant = replace(AVENANT, date_signature=date(2031, 6, 20))
    assert check(replace(read_dossier(folder)[1], avenant=avenant)) == []


def test_the_announced_end_may_be_the_first_one_or_the_new_one() -> None:
    dossier = prorogue(read_dossier(VALIDE)[1])
    for jour, faux in ((date(2031, 12, 31), 0), (date(2032, 12, 31), 0), (date(2033, 1, 1), 1)):
        contrat = replace(dossier.general.contrat, date_fin=jour)
        found = check(replace(dossier, general=replace(dossier.general, contrat=contrat)))
        assert sum(one.code == "CON-002" for one in found) == faux


def test_too_long_a_prorogation_says_by_how_much(tmp_path: Path) -> None:
    dossier = read_dossier(lay_over(CASES / "AVN-011-huit-ans-en-tout", tmp_path / "contrat"))[1]
    (problem,) = (one for one in check(dossier) if one.code == "AVN-011")
    assert problem.message == (
        "L’avenant 1 porte la durée totale à 8 ans (maximum\u202f: 6 ans, 7 ans pour les EHPAD)."
    )


def test_an_ehpad_may_last_seven_years() -> None:
    dossier = replace(read_dossier(ROOT / "contracts" / "ehpad-sources")[1], avenant=None)
    found = {
        annees: [one.message for one in check(prorogue(dossier, annees)) if one.code == "AVN-011"] for annees in (2, 3)
    }
    assert found[2] == []
    assert len(found[3]) == 1
    assert "maximum" in found[3][0]


def test_a_draft_of_an_avenant_makes_the_contract_a_draft_again() -> None:
    dossier = replace(prorogue(read_dossier(VALIDE)[1]), avenant=replace(AVENANT, statut="projet", expose={}))
    (problem,) = (one for one in check(dossier) if one.code == "AVN-003")
    assert problem.severite is Severite.ALERTE
