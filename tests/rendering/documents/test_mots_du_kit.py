"""Words that the kit proposes follow the parties: nobody who does not contract is named, nobody alone is several."""

from dataclasses import replace

import pytest
from tests.rendering.documents.dossiers import association, contexte_of, ehpad, paragraphs_of, with_parties

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import CritereEtape, Lancement
from cpomdoc.model.parties import DepartementPartie
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.lancement import check_list_etapes, comitologie, raci, referents, retroplanning

COMMUN = "programmation-commune"


def prepared(dossier: Dossier, *check_list: CritereEtape) -> Dossier:
    return replace(dossier, lancement=Lancement(check_list=check_list))


def criteres(dossier: Dossier) -> set[str]:
    phases = check_list_etapes.build_phases(contexte_of(dossier))
    return {one.critere for phase in phases for one in phase.criteres}


def test_what_authorities_do_together_is_asked_only_when_there_are_several() -> None:
    assert COMMUN in criteres(prepared(ehpad()))
    assert COMMUN not in criteres(prepared(association()))
    assert "referent-designe" in criteres(prepared(association()))


def test_what_the_author_ticked_stays_even_for_a_single_authority() -> None:
    assert COMMUN in criteres(prepared(association(), CritereEtape(COMMUN, fait=True)))


@pytest.mark.parametrize("outil", [check_list_etapes, retroplanning, raci, comitologie, referents])
def test_no_tool_names_an_authority_that_does_not_contract(outil: Document) -> None:
    agence = prepared(association())
    parties = replace(agence.general.parties, ars=None, departements=(DepartementPartie("49"),))
    departement = with_parties(agence, parties)
    for dossier, absent in ((agence, "département"), (departement, "agence"), (departement, "ars")):
        words = [one.texte.lower() for one in paragraphs_of(outil, dossier)]
        assert words
        assert [one for one in words if absent in one.replace("’", " ").split()] == []
