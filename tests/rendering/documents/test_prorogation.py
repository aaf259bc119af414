"""A prorogation adds a column everywhere, in which nothing is invented."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.checking.contrats_de_test import read_dossier
from tests.rendering.documents.dossiers import GABARITS, contexte_of, ehpad, paragraphs_of, vue_of

from cpomdoc.model.dossier import Dossier
from cpomdoc.rendering.documents.registre import DOCUMENTS
from cpomdoc.rendering.valeurs import SANS_OBJET

CONTRACTS = GABARITS.parent / "contracts"


def with_contrat(dossier: Dossier, **changes: Any) -> Dossier:
    contrat = replace(dossier.general.contrat, **changes)
    return replace(dossier, general=replace(dossier.general, contrat=contrat))


@cache
def prorogue(ref: str) -> tuple[Dossier, Dossier, int]:
    """A contract before and after a prorogation of one year, and that year."""
    dossier = with_contrat(read_dossier(CONTRACTS / ref)[1], date_fin_prorogee=None)
    fin = dossier.general.contrat.fin_convenue
    assert fin is not None
    return dossier, with_contrat(dossier, date_fin_prorogee=fin.replace(year=fin.year + 1)), fin.year + 1


def words(dossier: Dossier) -> str:
    contexte = contexte_of(dossier)
    printed = [one for one in DOCUMENTS if one.applies(contexte)]
    return "\n".join(paragraphe.texte for one in printed for paragraphe in paragraphs_of(one, dossier))


@pytest.mark.parametrize("ref", ["tilleuls", "ehpad-sources", "sad-vallons", "chrs-relais"])
def test_nothing_is_left_to_complete_because_of_the_new_year(ref: str) -> None:
    avant, apres, annee = prorogue(ref)
    before, after = words(avant), words(apres)
    assert str(annee) in after
    assert after.count("à compléter") == before.count("à compléter")


def test_a_target_that_nobody_fixed_is_a_dash_and_one_still_awaited_is_to_be_completed() -> None:
    _, apres, annee = prorogue("tilleuls")
    contexte = contexte_of(apres)
    assert contexte.de_la_serie({annee: None}, annee) is None
    assert contexte.de_la_serie({}, annee) is SANS_OBJET
    assert contexte.de_la_serie({}, annee - 1) is None


def test_no_allocation_is_computed_for_a_year_without_a_rate() -> None:
    _, apres, annee = prorogue("tilleuls")
    finances = contexte_of(apres).calculs.finances
    assert finances is not None
    assert finances.totaux
    assert all(one[annee] is None and one[annee - 1] is not None for one in finances.totaux.values())


def duree_of(dossier: Dossier) -> str:
    contexte = contexte_of(dossier)
    contrat = next(one for one in DOCUMENTS if one.cle == "contrat" and one.applies(contexte))
    text = " ".join(paragraphe.texte for paragraphe in paragraphs_of(contrat, dossier))
    found = re.search(r"Le contrat entre en vigueur.*?(?:nouveau contrat|en tout)\.", text)
    assert found is not None
    return found[0]


def test_the_article_on_duration_says_the_first_end_and_the_new_one() -> None:
    dossier = with_contrat(ehpad(), date_fin_prorogee=date(2032, 12, 31))
    assert duree_of(dossier).startswith(
        "Le contrat entre en vigueur le 1er janvier 2027 pour une durée de cinq ans, soit jusqu’au 31 décembre 2031. "
        "Il est prorogé jusqu’au 31 décembre 2032 (trente et un décembre deux mille trente-deux), ce qui porte sa "
        "durée totale à six ans."
    )
    assert "Il peut être à nouveau prorogé par avenant, sans que sa durée totale dépasse sept ans." in duree_of(dossier)


def test_a_contract_as_long_as_it_may_be_is_prorogued_no_more() -> None:
    dossier = with_contrat(ehpad(), date_fin_prorogee=date(2033, 12, 31))
    assert "Il ne peut plus être prorogé" in duree_of(dossier)
    assert "en avise les autres" not in duree_of(dossier)


@pytest.mark.parametrize(("fin", "totale"), [(date(2032, 6, 30), "cinq ans et six mois"), (date(2032, 6, 12), "")])
def test_the_whole_duration_is_told_when_it_is_whole_months(fin: date, totale: str) -> None:
    duree = vue_of(with_contrat(ehpad(), date_fin_prorogee=fin)).duree
    assert duree.prorogation is not None
    assert duree.prorogation.totale == totale


def test_a_contract_that_no_avenant_put_off_says_its_end_alone() -> None:
    assert vue_of(ehpad()).duree.prorogation is None
    assert "Il prend fin le 31 décembre 2031." in duree_of(ehpad())
