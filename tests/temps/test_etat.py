"""The contract on a day is made of the acts that have taken effect, and each value says which one it comes from."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, PROBLEMS, USAGE
from cpomdoc.comparing.compare import keep_contrat
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.model.contrat import Reconduction
from cpomdoc.model.dossier import Dossier
from cpomdoc.temps.annoter import annotate
from cpomdoc.temps.en_vigueur import find_en_vigueur
from cpomdoc.versions.canonique import format_canonique
from tests.checking.contrats_de_test import read_dossier
from tests.versions.chaines import REF, Acte, initial, seal_chaine, with_fin, with_montant, with_places

Capture = pytest.CaptureFixture[str]
FIN_PROROGEE = date(2032, 12, 31)
MONTANT = with_montant(initial(), "1300000")
PLACES = with_places(MONTANT, 44)
PROROGE = with_fin(PLACES, FIN_PROROGEE)


@pytest.fixture(scope="module")
def racine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seal_chaine(
        tmp_path_factory.mktemp("etat"),
        Acte(MONTANT, date(2027, 11, 20), date(2028, 1, 1)),
        Acte(PLACES, date(2028, 6, 3), motif="capacite"),
        Acte(PROROGE, date(2031, 9, 1), motif="prorogation"),
    )


@pytest.fixture(scope="module")
def desordre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An avenant that takes effect before the one signed before it."""
    return seal_chaine(
        tmp_path_factory.mktemp("desordre"),
        Acte(MONTANT, date(2027, 11, 20), date(2029, 1, 1)),
        Acte(PLACES, date(2028, 6, 3), date(2028, 1, 1), motif="capacite"),
    )


def state_on(racine: Path, jour: date) -> Dossier:
    return find_en_vigueur(racine, REF, jour).etat.dossier


@pytest.mark.parametrize(
    ("jour", "voulu"),
    [
        (date(2027, 1, 1), initial()),
        (date(2027, 12, 31), initial()),
        (date(2028, 1, 1), MONTANT),
        (date(2028, 6, 2), MONTANT),
        (date(2028, 6, 3), PLACES),
        (date(2031, 8, 31), PLACES),
        (date(2032, 12, 31), PROROGE),
    ],
)
def test_an_act_applies_from_the_day_of_its_effect(racine: Path, jour: date, voulu: Dossier) -> None:
    assert state_on(racine, jour) == voulu


@pytest.mark.parametrize(
    ("jour", "said"),
    [
        (date(2026, 12, 31), r"n’est pas encore en vigueur.*1er janvier 2027"),
        (date(2033, 1, 1), r"n’est plus en vigueur.*31 décembre 2032"),
    ],
)
def test_out_of_its_time_a_contract_binds_nobody(racine: Path, jour: date, said: str) -> None:
    with pytest.raises(DossierIntrouvable, match=said):
        find_en_vigueur(racine, REF, jour)


def test_a_contract_that_was_never_sealed_binds_nobody_yet(racine: Path, tmp_path: Path) -> None:
    shutil.copytree(racine, tmp_path / "dossier")
    shutil.rmtree(tmp_path / "dossier" / "contracts" / REF / "versions")
    with pytest.raises(DossierIntrouvable, match="pas encore de version scellée"):
        find_en_vigueur(tmp_path / "dossier", REF, date(2028, 1, 1))


def test_an_act_that_takes_effect_first_applies_alone_until_the_other_does(desordre: Path) -> None:
    alone = find_en_vigueur(desordre, REF, date(2028, 7, 1))
    assert alone.etat.dossier == with_places(initial(), 44)
    assert [one.numero for one in alone.actes] == [0, 2]
    assert [one.numero for one in alone.a_venir] == [1]
    assert state_on(desordre, date(2029, 1, 1)) == PLACES


def test_an_act_that_applied_before_it_was_signed_is_remarked(desordre: Path) -> None:
    assert find_en_vigueur(desordre, REF, date(2028, 7, 1)).remarques == ()
    (remarque,) = find_en_vigueur(desordre, REF, date(2028, 2, 1)).remarques
    assert "n’a été signé que le 3 juin 2028" in remarque


def test_acts_that_do_not_stand_without_each_other_are_said(tmp_path: Path) -> None:
    racine = seal_chaine(
        tmp_path,
        Acte(MONTANT, date(2027, 11, 20), date(2029, 1, 1)),
        Acte(with_montant(MONTANT, "1400000"), date(2028, 6, 3), date(2028, 7, 1)),
    )
    said = r"avenant n°\u00a02.*change ce qu’écrit l’avenant n°\u00a01.*qui ne l’est pas encore.*bases\[ime-ormes"
    with pytest.raises(DossierIntrouvable, match=said):
        find_en_vigueur(racine, REF, date(2028, 8, 1))
    assert state_on(racine, date(2029, 1, 1)) == with_montant(initial(), "1400000")


def test_a_contract_renewed_in_silence_goes_on_with_a_remark(tmp_path: Path) -> None:

    first = initial()
    contrat = replace(first.general.contrat, reconduction=Reconduction(periode_annees=1, duree_totale_annees=6))
    seal_chaine(tmp_path, Acte(replace(first, general=replace(first.general, contrat=contrat)), date(2027, 2, 1)))
    (remarque,) = find_en_vigueur(tmp_path, REF, date(2032, 6, 1)).remarques
    assert "reconduction tacite" in remarque
    with pytest.raises(DossierIntrouvable, match=r"31 décembre 2032, reconductions comprises"):
        find_en_vigueur(tmp_path, REF, date(2033, 1, 1))


def check_day(racine: Path, jour: date) -> None:
    starts = {date(2027, 1, 1): initial(), date(2028, 1, 1): MONTANT, date(2028, 6, 3): PLACES}
    starts[date(2031, 9, 1)] = PROROGE
    begun = [etat for start, etat in starts.items() if start <= jour]
    if not begun or jour > FIN_PROROGEE:
        with pytest.raises(DossierIntrouvable, match="vigueur"):
            find_en_vigueur(racine, REF, jour)
    else:
        assert state_on(racine, jour) == begun[-1]


@settings(max_examples=4, deadline=None)
@given(jour=st.dates(date(2025, 1, 1), date(2035, 1, 1)))
def test_any_day_has_one_state_or_a_sentence(racine: Path, jour: date) -> None:
    check_day(racine, jour)


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(jour=st.dates(date(2026, 6, 1), date(2033, 6, 1)))
def test_a_great_many_days_have_one_state_or_a_sentence(racine: Path, jour: date) -> None:
    check_day(racine, jour)


def test_yaml_reads_back_as_the_same_contract_and_says_whence_each_value(racine: Path, tmp_path: Path) -> None:
    assert (
        main(["etat", REF, "--au", "2029-03-01", "--sortie", str(tmp_path / "etat"), "--racine", str(racine)]) == CLEAN
    )
    assert replace(keep_contrat(read_dossier(tmp_path / "etat")[1]), ref=REF) == PLACES
    lines = [
        line.strip() for path in (tmp_path / "etat").rglob("*.yaml") for line in path.read_text("utf-8").split("\n")
    ]
    assert "montant: 1300000.00  # avenant n° 1, 1er janvier 2028" in lines
    assert "autorisee: 44  # avenant n° 2, 3 juin 2028" in lines
    assert len([line for line in lines if "  # " in line]) == 2
    assert not (tmp_path / "etat" / "avenant.yaml").exists()


def test_on_the_screen_every_file_stands_under_its_heading(racine: Path, capsys: Capture) -> None:
    assert main(["etat", REF, "--au", "01/02/2028", "--racine", str(racine)]) == CLEAN
    documents = capsys.readouterr().out.split("---\n")
    assert len(documents) == len(format_canonique(MONTANT))
    assert documents[0].startswith("# contrat.yaml tel qu'il s'applique le 1er février 2028.\n")
    assert "# En vigueur : contrat, 1er janvier 2027 ; avenant n° 1, 1er janvier 2028.\n" in documents[0]
    assert "# Pas encore en vigueur : avenant n° 2, 3 juin 2028 ; avenant n° 3, 1er septembre 2031.\n" in documents[0]
    for one in documents:
        assert read_yaml(one.encode(), "essai.yaml")[1] == []


def test_texts_of_several_lines_and_lists_keep_their_values_under_comments(tmp_path: Path) -> None:
    first = initial()
    assert first.general.preambule is not None
    assert first.general.revision is not None
    preambule = replace(first.general.preambule, contexte="Un # texte\nde deux lignes.")
    revision = replace(first.general.revision, motifs=("un motif : grave", "deux"))
    changed = replace(first, general=replace(first.general, preambule=preambule, revision=revision))
    racine = seal_chaine(tmp_path / "dossier", Acte(changed, date(2027, 11, 20)))
    files = annotate(find_en_vigueur(racine, REF, date(2028, 1, 1)))
    for name, data in files.items():
        (tmp_path / "lu" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lu" / name).write_bytes(data)
    assert replace(read_dossier(tmp_path / "lu")[1], ref=REF) == changed
    assert files["contrat.yaml"].count(b"  # avenant") == 3


def test_markdown_tells_the_contract_and_whence_its_values_come(racine: Path, tmp_path: Path) -> None:
    target = tmp_path / "etat.md"
    assert main(["etat", REF, "--au", "2028-02-01", "--sortie", str(target), "--racine", str(racine)]) == CLEAN
    text = target.read_text("utf-8")
    assert "VERSION CONSOLIDÉE" in text
    assert "1\u202f300\u202f000,00" in text
    assert "# Origine des valeurs au 1er février 2028" in text
    assert "| avenant n°\u00a01 | `finances.bases[ime-ormes, ars, –].montant` |" in text
    assert "(pas encore en vigueur)" in text


@pytest.mark.long
def test_word_and_pdf_are_the_consolidated_contract(racine: Path, tmp_path: Path) -> None:
    where = ["--racine", str(racine), "--silencieux"]
    word, pdf, folder = tmp_path / "etat.docx", tmp_path / "etat.pdf", tmp_path / "etat"
    for target, more in ((word, []), (pdf, []), (folder, ["--format", "pdf"])):
        assert main(["etat", REF, "--au", "2028-02-01", "--sortie", str(target), *more, *where]) == CLEAN
    assert any("L’avenant n°\u00a01 a été signé" in one.text for one in Document(str(word)).paragraphs)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert len(list(folder.glob("*.pdf"))) > 5


@pytest.mark.parametrize("name", ["la.yaml", "la"])
def test_what_is_there_is_never_written_over(racine: Path, tmp_path: Path, name: str, capsys: Capture) -> None:
    (tmp_path / "la.yaml").write_text("à moi\n", "utf-8")
    (tmp_path / "la").mkdir()
    where = ["--sortie", str(tmp_path / name), "--racine", str(racine)]
    assert main(["etat", REF, "--au", "2028-02-01", *where]) == PROBLEMS
    assert "existe déjà" in capsys.readouterr().err
    assert (tmp_path / "la.yaml").read_text("utf-8") == "à moi\n"
    assert list((tmp_path / "la").iterdir()) == []


def test_nothing_is_written_among_contracts(racine: Path, capsys: Capture) -> None:
    target = racine / "contracts" / "copie"
    assert main(["etat", REF, "--au", "2028-02-01", "--sortie", str(target), "--racine", str(racine)]) == PROBLEMS
    assert "prendrait pour un contrat" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "il manque «\u202f--au\u202f»"),
        (["--au", "31/02/2028"], "--au"),
        (["--au", "2028-02-01", "--format", "docx"], "il manque «\u202f--sortie\u202f»"),
        (["--au", "2025-02-01"], "n’est pas encore en vigueur"),
    ],
)
def test_the_command_asks_for_a_day_and_a_place(racine: Path, more: list[str], said: str, capsys: Capture) -> None:
    assert main(["etat", REF, *more, "--racine", str(racine)]) == USAGE
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
