"""Each kind of avenant is told as jurists would, and no change that needs an avenant is left unsaid."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from cpomdoc.comparing.appliquer import apply
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.comparing.motifs import ERREUR, MOTIFS, classify
from cpomdoc.model.avenant import Avenant
from cpomdoc.problems import Severite
from cpomdoc.typographie import normalise_typographie
from tests.checking.contrats_de_test import check
from tests.checking.test_rules_property import SEEDS
from tests.comparing.cas_avenants import list_cas, read_cas, write_phrases
from tests.comparing.mutations import mutate_dossier
from tests.comparing.test_compare import EXEMPLES, exemple


def plain(texte: str) -> str:
    """As one types it: any space, any apostrophe."""
    return " ".join(texte.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").split())


@pytest.mark.parametrize("nom", list_cas())
def test_the_case_is_told_as_jurists_expect(nom: str, tmp_path: Path) -> None:
    cas = read_cas(nom, tmp_path)
    avenant = cas.apres.avenant
    classement = classify(cas.changements, cas.avant, avenant.motifs if avenant else ())
    assert [plain(one.texte) for one in cas.phrases] == [plain(one) for one in cas.attendu["phrases"]]
    assert list(classement.motifs) == cas.attendu["motifs"]
    assert list(classement.sans_avenant) == cas.attendu.get("sans_avenant", [])


@pytest.mark.parametrize("nom", list_cas())
def test_the_case_is_a_change_that_can_be_applied(nom: str, tmp_path: Path) -> None:
    cas = read_cas(nom, tmp_path)
    assert cas.changements
    assert apply(cas.changements, keep_contrat(cas.avant)) == keep_contrat(cas.apres)


@pytest.mark.parametrize("nom", list_cas())
def test_the_case_makes_a_right_contract(nom: str, tmp_path: Path) -> None:
    cas = read_cas(nom, tmp_path)
    errors = {one.code for one in check(cas.apres) if one.severite is Severite.ERREUR}
    assert errors == set(cas.attendu.get("erreurs", []))


def test_every_motif_has_a_case() -> None:
    seen = {motif for nom in list_cas() for motif in motifs_of(nom)}
    assert len(list_cas()) >= 18
    assert seen - {""} == set(MOTIFS)


def motifs_of(nom: str) -> list[str]:
    lines = (Path(__file__).parent / "cas" / f"{nom}.yaml").read_text(encoding="utf-8").splitlines()
    said = next(line for line in lines if line.startswith("motifs: ["))
    return [one.strip() for one in said.removeprefix("motifs: [").removesuffix("]").split(",")]


def check_told(ref: str, seed: int, motifs: tuple[str, ...] = ()) -> int:
    """Every change that needs an avenant is in a sentence of each of its motifs; how many there are."""
    avant = exemple(ref)
    apres = replace(mutate_dossier(avant, seed), avenant=Avenant(1, motifs))
    phrases = write_phrases(avant, apres)
    told = {(one.motif, each.lieu) for one in phrases for each in one.changements}
    classement = classify(compare(avant, apres), avant, motifs)
    assert {(motif, each.lieu) for motif, ones in classement.par_motif.items() for each in ones} == told
    for one in phrases:
        assert one.texte == normalise_typographie(one.texte)
        assert one.texte[0].isupper() or not one.texte[0].isalpha()
        assert one.texte.endswith(".")
        assert not one.texte.endswith("..")
        assert "None" not in one.texte
    return len(phrases)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_no_change_that_needs_an_avenant_is_left_unsaid(seed: int) -> None:
    check_told("tilleuls", seed)


@pytest.mark.parametrize("ref", EXEMPLES)
def test_no_change_of_any_example_is_left_unsaid(ref: str) -> None:
    assert sum(check_told(ref, seed) for seed in range(8)) > 8


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_no_material_error_is_left_unsaid(seed: int) -> None:
    check_told("tilleuls", seed, ("capacite", ERREUR))
