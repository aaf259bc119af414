"""What becomes of a sealed contract when its files change: an avenant, a draft, or nothing that needs one."""

from dataclasses import replace

import pytest

from cpomdoc.avenants.verifier_suite import check_avenant
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.dossier import Dossier
from cpomdoc.versions.etats import Etat
from tests.avenants.suites import follow, read_exemple


@pytest.fixture(scope="module")
def signe() -> Etat:
    return read_exemple("ccas-brevins")


def with_telephone(dossier: Dossier) -> Dossier:
    """A change that needs no avenant."""
    parties = dossier.general.parties
    joint = replace(parties.gestionnaire, telephone="04 99 00 00 99")
    return replace(dossier, general=replace(dossier.general, parties=replace(parties, gestionnaire=joint)))


def with_duree(dossier: Dossier) -> Dossier:
    """A change that needs one."""
    contrat = replace(dossier.general.contrat, duree_annees=4)
    return replace(dossier, general=replace(dossier.general, contrat=contrat))


def codes(etat: Etat, apres: Dossier, avenant: Avenant | None) -> set[str]:
    suite = replace(follow(etat, apres), avenant=avenant)
    return {one.code for one in check_avenant(suite.travail.dossier, suite)}


def test_what_needs_no_avenant_is_neither_an_avenant_nor_a_draft(signe: Etat) -> None:
    suite = replace(follow(signe, with_telephone(signe.dossier)), avenant=None)
    assert (suite.inedite, suite.informelle, suite.a_rediger) == (True, True, None)
    assert codes(signe, with_telephone(signe.dossier), None) == set()


def test_what_needs_an_avenant_and_has_none_is_told(signe: Etat) -> None:
    suite = replace(follow(signe, with_duree(signe.dossier)), avenant=None)
    assert (suite.inedite, suite.informelle) == (True, False)
    assert "AVN-023" in codes(signe, with_duree(signe.dossier), None)


def test_a_sealed_avenant_stays_what_it_is_when_an_office_changes(signe: Etat) -> None:
    first = follow(signe, with_duree(signe.dossier))
    sealed = replace(first.precedentes[0], nom="01-finances", numero=1, etat=first.travail)
    after = replace(first.travail, dossier=with_telephone(first.travail.dossier))
    suite = replace(first, travail=after, chaine=(*first.chaine, sealed), scelle=sealed)
    assert suite.informelle
    assert suite.a_rediger is None
    assert "AVN-022" not in {one.code for one in check_avenant(after.dossier, suite)}


def test_a_number_with_a_hole_before_it_drafts_nothing(signe: Etat) -> None:
    apres = with_duree(signe.dossier)
    suite = follow(signe, apres, Avenant(3, ("prorogation",)))
    assert suite.a_rediger is None
    assert "AVN-021" in {one.code for one in check_avenant(suite.travail.dossier, suite)}
