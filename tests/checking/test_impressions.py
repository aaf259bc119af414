"""What is written for nothing is told once a field, with what to do; what is usual, compared or unknown is not."""

from dataclasses import replace
from typing import Literal

import pytest

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.impressions import champ_sans_impression
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.plan import build_plan
from cpomdoc.model.referentiel import Impression
from tests.checking.contrats_de_test import VALIDE, read_catalogue, read_dossier


@pytest.fixture(scope="module")
def valide() -> Dossier:
    return read_dossier(VALIDE)[1]


def told(dossier: Dossier, *changes: Impression) -> list[Ecart]:
    """What the rule says when these fields serve something else than they do."""
    referentiel = load_referentiel()
    impressions = {**referentiel.impressions, **{one.champ: one for one in changes}}
    plan = build_plan(dossier, read_catalogue(), referentiel.annexes)
    changed = replace(referentiel, impressions=impressions)
    return list(champ_sans_impression(ContexteRegles(dossier, changed, plan)))


def test_a_field_that_nothing_prints_is_told_once_however_often_it_is_filled(valide: Dossier) -> None:
    (ecart,) = told(valide, Impression("perimetre.etablissements.*.nom"))
    count = len(valide.perimetre.etablissements)
    assert ecart.path == ("perimetre", "etablissements", 0, "nom")
    assert ecart.message == f"« nom » est rempli {count} fois, mais aucun document n’imprime ce champ."
    assert "« cpomdoc expliquer perimetre.etablissements.nom »" in ecart.aide


def test_a_field_whose_annex_is_absent_names_the_annex(valide: Dossier) -> None:
    (ecart,) = told(valide, Impression("contrat.intitule", ("suivi", "ppi")))
    assert ecart.path == ("contrat", "intitule")
    titres = [load_referentiel().annexes[cle].intitule for cle in ("suivi", "ppi")]
    assert ecart.message.endswith(f"il lui faudrait l’annexe « {titres[0]} » ou « {titres[1]} ».")


@pytest.mark.parametrize("usage", ["controle", "repere"])
def test_what_a_rule_compares_or_others_point_at_is_not_told(
    valide: Dossier, usage: Literal["controle", "repere"]
) -> None:
    assert told(valide, Impression("perimetre.etablissements.*.nom", usage=usage)) == []


def test_a_field_printed_in_one_document_of_the_contract_is_enough(valide: Dossier) -> None:
    assert told(valide, Impression("contrat.intitule", ("suivi", "contrat"))) == []


def test_values_under_a_year_or_in_a_list_belong_to_their_field(valide: Dossier) -> None:
    (taux,) = told(valide, Impression("finances.taux"))
    assert taux.path[:2] == ("finances", "taux")
    (cibles,) = told(valide, Impression("activite.lignes.*.indicateurs.*.cibles"))
    assert cibles.path[:3] == ("activite", "lignes", 0)


def test_what_an_avenant_says_for_nothing_is_told_too(valide: Dossier) -> None:
    expose = {"activite": "Le contrat a été signé sans annexe d’activité."}
    signed = replace(valide, avenant=Avenant(1, ("activite",), expose=expose, lieu_signature="Rennes"))
    assert not {ecart.path for ecart in told(signed)} & {("avenant", key) for key in ("lieu_signature", "expose")}
    (lieu, texte) = told(signed, Impression("avenant.lieu_signature"), Impression("avenant.expose"))
    assert lieu.path == ("avenant", "lieu_signature")
    assert lieu.message == "« lieu_signature » est rempli, mais aucun document n’imprime ce champ."
    assert texte.path == ("avenant", "expose", "activite")
    assert told(signed, Impression("avenant.lieu_signature", ("avenant",))) == []


def test_an_unknown_or_usual_value_says_nothing(valide: Dossier) -> None:
    contrat = valide.general.contrat
    assert contrat.statut != "projet"
    (ecart,) = told(valide, Impression("contrat.statut"))
    assert ecart.path == ("contrat", "statut")
    usual = replace(contrat, statut="projet", reference=None)
    draft = replace(valide, general=replace(valide.general, contrat=usual))
    assert told(draft, Impression("contrat.statut"), Impression("contrat.reference")) == []


def test_a_field_that_the_table_does_not_know_yet_is_left_alone(valide: Dossier) -> None:
    referentiel = replace(load_referentiel(), impressions={})
    assert list(champ_sans_impression(ContexteRegles(valide, referentiel))) == []
