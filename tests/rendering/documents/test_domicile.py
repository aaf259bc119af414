"""Home services, financed objectives and the numbers of objectives, as documents print them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.rendering.documents.contextes_chiffres import load_exemple, open_contexte, print_document

from cpomdoc.model.domicile import Domicile
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.objectifs import Objectif, Objectifs
from cpomdoc.rendering.documents import annexe_domicile, annexe_objectifs_fiches_actions, contrat
from cpomdoc.rendering.documents.objectifs import build_objectifs, number_objectifs

INSECABLE = "\u202f"


@pytest.fixture(scope="module")
def sad() -> Dossier:
    return load_exemple("sad-vallons")


def test_the_contract_of_a_home_service_says_what_the_law_lists_and_nothing_is_missing(sad: Dossier) -> None:
    texte, blanks = print_document(contrat, open_contexte(sad))
    assert blanks == 0
    attendus = (
        "Territoire desservi et horaires d’intervention",
        "Tarif horaire, allocation et participation",
        "Prévention de la maltraitance et bientraitance",
        "Contrôle, révision et récupération des financements",
        "1 367 580,00".replace(" ", INSECABLE),
    )
    assert [un for un in attendus if un not in texte] == []


def test_hours_times_tariff_are_summed_with_the_allocation_of_objectives(sad: Dossier) -> None:
    calcul = open_contexte(sad).calculs.previsions.domicile
    assert calcul is not None
    assert [one.heures for one in calcul.annees] == [50400, 51500, 52600]
    assert calcul.annees[0].financement == Decimal("1229580.00")
    assert [one.dotation for one in calcul.annees] == [Decimal("138000.00"), Decimal("141300.00"), Decimal("144600.00")]


def test_one_unknown_tariff_makes_the_year_unknown_and_is_counted(sad: Dossier) -> None:
    assert sad.domicile is not None
    service = sad.domicile.services[0]
    apa = replace(service.prises_en_charge[0], tarifs={2027: None, 2028: Decimal(26), 2029: Decimal(26)})
    services = (replace(service, prises_en_charge=(apa, *service.prises_en_charge[1:])),)
    contexte = open_contexte(sad, domicile=replace(sad.domicile, services=services))
    assert contexte.calculs.previsions.domicile is not None
    assert contexte.calculs.previsions.domicile.annees[0].financement is None
    assert print_document(annexe_domicile, contexte)[1] > 0


def test_a_service_without_financed_objective_has_no_article_on_the_allocation(sad: Dossier) -> None:
    assert sad.objectifs is not None and sad.domicile is not None
    generaux = Objectifs(tuple(replace(one, dotation=None) for one in sad.objectifs.objectifs))
    domicile = replace(sad.domicile, dotation_complementaire=None)
    texte, blanks = print_document(contrat, open_contexte(sad, objectifs=generaux, domicile=domicile))
    assert "domicile_dotation" not in open_contexte(sad, objectifs=generaux, domicile=domicile).plan.articles
    assert (blanks, "sans financement complémentaire" in texte) == (0, False)


def test_a_home_service_not_yet_described_prints_what_is_to_be_completed(sad: Dossier) -> None:
    assert print_document(contrat, open_contexte(sad, domicile=Domicile(())))[1] > 0


def test_the_numbers_that_an_author_writes_are_printed_as_written_in_the_order_of_the_file(sad: Dossier) -> None:
    ecrits = ("1", "2bis", "2ter", "1.A", None)
    objectifs = Objectifs(tuple(Objectif(f"o{rang}", f"Objectif {rang}", numero=n) for rang, n in enumerate(ecrits)))
    contexte = open_contexte(sad, objectifs=objectifs)
    assert list(number_objectifs(contexte).values()) == ["1", "2bis", "2ter", "1.A", "5"]


def test_thirty_actions_under_one_objective_are_all_printed(sad: Dossier) -> None:
    fiche = sad.fiches[0]
    fiches = tuple(replace(fiche, fiche=f"FA-{rang}") for rang in range(1, 31))
    contexte = open_contexte(sad, fiches=fiches)
    ligne = next(one for axe in build_objectifs(contexte).axes for one in axe.objectifs if one.id == fiche.objectif)
    assert ligne.fiches_nombre == 30
    texte, _ = print_document(annexe_objectifs_fiches_actions, contexte)
    assert [rang for rang in range(1, 31) if f"Fiche action FA-{rang} –" not in texte] == []


def test_no_objective_yet_is_said_in_place_of_an_empty_table(sad: Dossier) -> None:
    contexte = open_contexte(sad, objectifs=Objectifs(()), fiches=())
    assert "Aucun objectif n’est encore écrit." in print_document(annexe_objectifs_fiches_actions, contexte)[0]
    assert "Les objectifs ne sont pas encore écrits." in print_document(contrat, contexte)[0]


def test_the_description_of_an_objective_and_rich_cells_are_printed_without_their_marks(sad: Dossier) -> None:
    assert sad.objectifs is not None
    premier, *autres = sad.objectifs.objectifs
    objectifs = Objectifs((replace(premier, description="Toute demande **reçoit** une réponse."), *autres))
    texte, _ = print_document(annexe_objectifs_fiches_actions, open_contexte(sad, objectifs=objectifs))
    assert "Toute demande **reçoit** une réponse." in texte
    assert "**référent** du département" in texte
    assert "\\*" not in texte
