"""The example with three avenants: each act, drafted again from what was sealed, says what was sealed."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from cpomdoc.avenants.ouvrage import Ouvrage, print_etat
from cpomdoc.avenants.preuve import prove
from cpomdoc.avenants.redlines import render_redlines
from cpomdoc.avenants.suite import build_contexte, read_suite
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.rendering.documents.contexte import Edition
from cpomdoc.rendering.render_edition import render_textes
from cpomdoc.temps.en_vigueur import find_en_vigueur
from cpomdoc.temps.historique import tell_historique
from cpomdoc.versions.chaine import Version, read_chaine
from cpomdoc.versions.etats import TRAVAIL, read_etat
from cpomdoc.versions.verifier_versions import check_versions
from tests.avenants.suites import ROOT, draft, open_atelier

REF = "saules"
NOMS = ["00-contrat", "01-activite", "02-capacite", "03-prorogation"]
SIGNATURES = [date(2020, 12, 15), date(2021, 12, 10), date(2023, 6, 20), date(2025, 10, 20)]


@cache
def chaine() -> tuple[Version, ...]:
    return read_chaine(ROOT, REF)


@cache
def redraft(numero: int) -> Ouvrage:
    """An avenant as its sealed state says it, after the states sealed before it."""
    suite = read_suite(ROOT, chaine()[numero].etat)
    assert suite is not None
    return draft(suite)


def read_sealed(numero: int) -> Mapping[str, str]:
    """The words that were sealed, by the name of their file."""
    folder = ROOT / "contracts" / REF / "versions" / NOMS[numero] / "texte"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_the_four_states_are_sealed_one_after_the_other() -> None:
    assert [one.nom for one in chaine()] == NOMS
    assert [one.sceau.date_signature for one in chaine()] == SIGNATURES
    assert list(check_versions(ROOT, REF)) == []
    for avant, apres in pairwise(chaine()):
        assert apres.sceau.precedentes[avant.nom] == avant.sceau.empreinte
        assert compare(avant.etat.dossier, apres.etat.dossier) != ()


def test_the_working_files_are_the_last_state() -> None:
    travail, scelle = read_etat(ROOT, REF, TRAVAIL), chaine()[-1].etat
    assert compare(scelle.dossier, travail.dossier) == ()
    assert travail.dossier.avenant == scelle.dossier.avenant
    texte = ROOT / "contracts" / REF / "texte"
    assert {path.name: path.read_text(encoding="utf-8") for path in texte.iterdir()} == read_sealed(3)


def test_the_contract_says_today_what_was_sealed() -> None:
    contexte = build_contexte(chaine()[0].etat, Edition("1" * 64, "definitif"))
    printed = render_textes(print_etat(contexte, open_atelier()).imprimes)
    assert {name: data.decode() for name, data in printed.items()} == read_sealed(0)


@pytest.mark.parametrize("numero", [1, 2, 3])
def test_each_act_says_today_what_was_sealed_and_is_proven(numero: int) -> None:
    made = redraft(numero)
    printed = {name: data.decode() for name, data in render_textes(made.textes).items()}
    assert f"avenant-{numero:02}.md" in printed
    assert printed == read_sealed(numero), "read the difference, then see tests/avenants/resceller.py"
    assert prove(made, ()) == ()


@pytest.mark.long
@pytest.mark.parametrize("numero", [1, 2, 3])
def test_each_comparison_accepts_into_the_new_words_and_rejects_into_the_old(numero: int) -> None:
    made = redraft(numero)
    redlines = render_redlines(made)
    assert len(redlines) > 0
    assert prove(made, redlines) == ()


def test_each_part_of_the_consolidated_contract_comes_from_the_act_that_last_changed_it() -> None:
    consolidation = redraft(3).consolide.contexte.consolidation
    assert consolidation is not None
    actes = {one.cible: one.acte for one in consolidation.origines}
    assert {cible: actes[cible] for cible in ATTENDUES} == ATTENDUES
    assert all(one.signataires for one in consolidation.anterieurs)
    assert [one.date_signature for one in consolidation.anterieurs] == SIGNATURES


ATTENDUES = {
    "article:gestionnaire": 0,
    "article:activite": 1,
    "article:modulation": 1,
    "article:annexes": 1,
    "article:affectation_resultats": 0,
    "article:etablissements": 3,
    "article:dotations": 3,
    "article:duree": 3,
    "annexe:fiche_signaletique": 3,
    "annexe:diagnostic": 0,
    "annexe:activite": 3,
    "annexe:affectation_resultats": 0,
}


@pytest.mark.parametrize(
    ("jour", "actes", "places", "fin"),
    [
        (date(2021, 6, 1), [0], 20, date(2025, 12, 31)),
        (date(2023, 8, 31), [0, 1], 20, date(2025, 12, 31)),
        (date(2023, 9, 1), [0, 1, 2], 23, date(2025, 12, 31)),
        (date(2026, 3, 1), [0, 1, 2, 3], 23, date(2026, 12, 31)),
    ],
)
def test_what_binds_the_parties_on_a_day(jour: date, actes: list[int], places: int, fin: date) -> None:
    found = find_en_vigueur(ROOT, REF, jour)
    dossier = keep_contrat(found.etat.dossier)
    assert [one.numero for one in found.actes] == actes
    assert [one.autorisee for one in dossier.etablissements["sessad-saules"].capacites_au(jour)] == [places]
    assert dossier.general.contrat.fin == fin


def test_a_target_is_followed_from_act_to_act() -> None:
    found = tell_historique(ROOT, REF, "activite.lignes.indicateurs.cibles")
    valeurs = {one.lieu: one.textes for one in found.valeurs}
    lieu = "activite.lignes[sessad-saules, milieu_ordinaire].indicateurs[file_active, –].cibles[2024]"
    assert valeurs[lieu] == (None, "26", "30", "30")
