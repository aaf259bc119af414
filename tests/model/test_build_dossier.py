"""A checked tree becomes dataclasses; what is unknown stays unknown and nothing else is invented."""

from datetime import date
from decimal import Decimal
from typing import Any

from cpomdoc.model.build import build_dossier
from cpomdoc.model.contrat import Presentation
from cpomdoc.model.parties import Adresse

GENERAL: dict[str, Any] = {"contrat": {}, "parties": {"gestionnaire": {}}}
PERIMETRE: dict[str, Any] = {"etablissements": []}


def sections(**more: Any) -> dict[str, Any]:
    return {"general": GENERAL, "perimetre": PERIMETRE, **more}


def test_a_bare_contract_has_unknowns_and_defaults_only() -> None:
    dossier = build_dossier("essai", sections())
    assert dossier.ref == "essai"
    assert dossier.general.contrat.date_effet is None
    assert dossier.general.contrat.statut == "projet"
    assert dossier.general.presentation == Presentation()
    assert dossier.perimetre.etablissements == ()
    assert (dossier.finances, dossier.fiches) == (None, ())


def test_blocks_lists_and_years_nest() -> None:
    general = {
        "contrat": {"date_effet": date(2027, 1, 1), "duree_annees": 5},
        "parties": {"gestionnaire": {"adresse": {"commune": "Nantes"}}, "departements": [{"code": "44"}]},
    }
    dossier = build_dossier("essai", sections(general=general, finances={"taux": {2027: Decimal("0.80"), 2028: None}}))
    assert dossier.general.parties.gestionnaire.adresse == Adresse(commune="Nantes")
    assert [one.code for one in dossier.general.parties.departements] == ["44"]
    assert dossier.finances is not None
    assert dossier.finances.taux == {2027: Decimal("0.80"), 2028: None}
    assert dossier.exercices == (2027, 2028, 2029, 2030, 2031)


def test_fiches_keep_their_order() -> None:
    fiches = [{"fiche": "FA-02", "intitule": "b"}, {"fiche": "FA-01", "intitule": "a"}]
    dossier = build_dossier("essai", sections(fiches=fiches))
    assert [fiche.fiche for fiche in dossier.fiches] == ["FA-02", "FA-01"]


def test_unknown_stays_unknown_where_the_type_allows_it() -> None:
    esms = {"id": "ime", "nom": "IME", "dans_le_contrat": None, "ouverture": None}
    dossier = build_dossier("essai", sections(perimetre={"etablissements": [esms]}))
    assert dossier.perimetre.etablissements[0].dans_le_contrat is None
    assert dossier.perimetre.etablissements[0].ouverture is None


def test_an_empty_list_or_block_falls_back_on_its_default() -> None:
    esms = {"id": "ime", "nom": "IME", "capacites": None}
    dossier = build_dossier("essai", sections(perimetre={"etablissements": [esms]}, finances={"taux": None}))
    assert dossier.perimetre.etablissements[0].capacites == ()
    assert dossier.finances is not None
    assert dossier.finances.taux == {}
