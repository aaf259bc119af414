"""What is not asked, and not compared, of the perimeter."""

from dataclasses import replace

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.perimetre import Capacite, CapaciteIncluse, CapaciteTotale, Etablissement
from tests.checking.contrats_de_test import VALIDE, check, read_dossier

DEHORS = Etablissement("dehors", "Foyer du Lac", finess="999000029", commune="Nantes", departement="44")


def with_esms(*added: Etablissement) -> Dossier:
    _, dossier = read_dossier(VALIDE)
    perimetre = replace(dossier.perimetre, etablissements=(*dossier.perimetre.etablissements, *added), annonce=None)
    return replace(dossier, perimetre=perimetre)


def definitif(dossier: Dossier) -> Dossier:
    contrat = replace(dossier.general.contrat, statut="definitif")
    return replace(dossier, general=replace(dossier.general, contrat=contrat))


def paths(dossier: Dossier, code: str) -> set[object]:
    return {
        one.path[3] for one in check(dossier) if one.code == code and one.path[:3] == ("perimetre", "etablissements", 3)
    }


def test_a_definitive_contract_asks_of_an_esms_outside_it_only_what_it_prints() -> None:
    inside = paths(definitif(with_esms(DEHORS)), "DEF-001")
    assert {"autorisation", "capacites", "categorie"} <= inside
    outside = replace(DEHORS, dans_le_contrat=False, finess=None)
    assert paths(definitif(with_esms(outside)), "DEF-001") == {"finess"}


def test_a_total_is_not_held_against_rows_of_another_unit() -> None:
    equipe = Capacite("equipe_mobile", None, 1, 1, 1)
    total = replace(DEHORS, capacites=(equipe,), capacite_totale=CapaciteTotale(40, unite="places"))
    assert paths(with_esms(total), "PER-022") == set()
    assert paths(with_esms(replace(total, capacite_totale=CapaciteTotale(40))), "PER-022") == {"capacite_totale"}


def test_a_part_whose_number_is_unknown_is_not_too_big() -> None:
    capacite = Capacite("hebergement_permanent", None, 20, 20, 20, dont=(CapaciteIncluse("pasa"),))
    assert paths(with_esms(replace(DEHORS, capacites=(capacite,))), "PER-021") == set()
