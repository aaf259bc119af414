"""A house of its own: gabarits, settings, logos and clauses in its folder are what its contracts are printed with."""

import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from cpomdoc.checking.load_schemas import MAISON_COMME_CONTRAT, load_schema
from cpomdoc.checking.validator import check_fichier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.loading.read_yaml import read_yaml
from tests.acceptance.commande import run_here
from tests.acceptance.editions import ROOT

REGLAGES = """\
presentation:
  pied: Fondation des Acacias
  logos:
    gestionnaire: logos/acacias.png
    ars: logos/ars.png
litiges:
  juridiction: tribunal administratif de Dijon
visas:
  - texte: le règlement intérieur de la fondation
clauses_particulieres:
  - cle: protection-donnees
    apres: suivi
    intitule: Protection des données personnelles
    texte: Chaque partie est responsable des traitements qu'elle met en œuvre.
  - cle: archivage
    apres: duree
    texte: Les pièces sont conservées dix ans.
  - cle: activite-seule
    apres: modulation
    texte: Cette clause suit un article que ce contrat n'a pas.
annexes:
  objectifs_fiches_actions:
    numero: 1
    intitule: Objectifs partagés
    opposable: non
  charte:
    gabarit: annexe_charte.docx
    intitule: Charte de la fondation
"""
CONTRAT = """\
contrat:
  intitule: CPOM 2027-2031 de la fondation des Acacias
  categorie: esms_l313_12_2
  date_effet: 01/01/2027
  duree_annees: 5
parties:
  gestionnaire:
    raison_sociale: Les Acacias
    forme: fondation
  ars:
    region: 27
"""
PERIMETRE = """\
etablissements:
  - id: ime-acacias
    nom: IME Les Acacias
    categorie: 183
    commune: Dijon
    departement: 21
    competence: ars
"""
OBJECTIFS = """\
axes:
  - id: parcours
    intitule: Fluidifier les parcours
objectifs:
  - id: admission
    axe: parcours
    intitule: Réduire l'attente avant une admission
"""


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = (b"\0" + bytes((width + 7) // 8)) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def rewrite(source: Path, target: Path, change: Callable[[str], str]) -> None:
    """A copy of a gabarit of which the words were changed, as Word would."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                before = data.decode()
                data = change(before).encode()
                assert data.decode() != before
            copy.writestr(name, data)


@pytest.fixture
def maison(tmp_path: Path) -> Path:
    """A folder of contracts that is not the repository of cpomdoc, with the settings of its house."""
    contract, templates = tmp_path / "contracts" / "acacias", tmp_path / "templates"
    (templates / "logos").mkdir(parents=True)
    contract.mkdir(parents=True)
    for name, text in (("contrat", CONTRAT), ("perimetre", PERIMETRE), ("objectifs", OBJECTIFS)):
        (contract / f"{name}.yaml").write_text(text, encoding="utf-8")
    (templates / "maison.yaml").write_text(REGLAGES, encoding="utf-8")
    (templates / "logos" / "acacias.png").write_bytes(png(900, 450))
    (templates / "logos" / "ars.png").write_bytes(png(1200, 400))
    shutil.copy(ROOT / "templates" / "annexe_partenariats.docx", templates / "annexe_charte.docx")
    _write_charte(ROOT / "templates" / "annexe_partenariats.docx", templates / "annexe_charte.docx")
    return tmp_path


def _write_charte(source: Path, target: Path) -> None:
    """An annex of the house: the shipped one, of which only the head is kept."""
    sentence = "<w:p><w:r><w:t>{{ gestionnaire }} s’engage par sa charte.</w:t></w:r></w:p>"

    def change(xml: str) -> str:
        head, body, tail = re.split(r"(?<=<w:body>)|(?=<w:sectPr(?!.*<w:sectPr))", xml, maxsplit=2, flags=re.DOTALL)
        title = next(one for one in re.findall(r"<w:p>.*?</w:p>", body, re.DOTALL) if "annexe.titre" in one)
        return "".join(map(str, (head, title, sentence, tail)))

    rewrite(source, target, change)


def build(folder: Path) -> dict[str, str]:
    """Markdown of the documents that a build made, by the part of its name that says what it is."""
    done = run_here(folder, "construire")
    assert done.returncode == 0, done.stdout + done.stderr
    found = (folder / "build" / "acacias").glob("*.md")
    return {path.stem.split("_", 3)[-1]: path.read_text(encoding="utf-8") for path in found}


def settle(folder: Path, before: str, after: str) -> None:
    """Change a setting of the house."""
    path = folder / "templates" / "maison.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def messages(folder: Path, *command: str) -> str:
    """What is said of a folder where something is wrong; nothing of it is a fault of cpomdoc."""
    done = run_here(folder, *(command or ("verifier",)))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_contracts_take_what_their_house_says_and_they_do_not(maison: Path) -> None:
    documents = build(maison)
    contrat = documents["contrat"]
    assert "tribunal administratif de Dijon" in contrat
    assert "Vu le règlement intérieur de la fondation" in contrat
    assert "**Protection des données personnelles**" in contrat
    assert "Les pièces sont conservées dix ans." in contrat
    assert "que ce contrat n’a pas" not in contrat
    assert set(documents) == {
        "contrat",
        "annexe-01-objectifs-fiches-actions",
        "annexe-02-fiche-signaletique",
        "annexe-03-charte",
    }
    assert "Annexe n° 1 – Objectifs partagés" in documents["annexe-01-objectifs-fiches-actions"].replace("\u00a0", " ")
    assert "non opposable" in documents["annexe-01-objectifs-fiches-actions"]
    assert "Charte de la fondation" in documents["annexe-03-charte"]
    assert "s’engage par sa charte" in documents["annexe-03-charte"]


def test_logos_and_the_words_of_the_foot_are_in_word_and_in_the_pdf(maison: Path) -> None:
    contrat = build(maison)["contrat"]
    assert "Logo de la fondation Les Acacias" in contrat
    assert "Logo de l’agence régionale de santé Bourgogne-Franche-Comté" in contrat
    (docx,) = (maison / "build" / "acacias").glob("*_contrat.docx")
    with zipfile.ZipFile(docx) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        feet = "".join(archive.read(name).decode() for name in archive.namelist() if "footer" in name)
    assert len(pictures) == 2
    assert "Fondation des Acacias – Édition" in feet
    (pdf,) = (maison / "build" / "acacias").glob("*_contrat.pdf")
    assert pdf.read_bytes().count(b"/Subtype /Image") >= 2 or b"/Image" in pdf.read_bytes()


def test_what_a_contract_writes_wins_over_its_house(maison: Path) -> None:
    contract = maison / "contracts" / "acacias"
    (contract / "logos").mkdir()
    (contract / "logos" / "nous.png").write_bytes(png(600, 600))
    own = (
        "litiges:\n  juridiction: tribunal administratif de Besançon\n"
        "presentation:\n  clauses_ecartees: [archivage]\n  logos:\n    gestionnaire: logos/nous.png\n"
        "clauses_particulieres:\n  - apres: suivi\n    texte: Une clause de ce contrat.\n"
    )
    (contract / "contrat.yaml").write_text(CONTRAT + own, encoding="utf-8")
    contrat = build(maison)["contrat"]
    assert "tribunal administratif de Besançon" in contrat and "administratif de Dijon" not in contrat
    assert "conservées dix ans" not in contrat
    assert "Une clause de ce contrat." in contrat and "traitements qu’elle met en œuvre" in contrat
    (docx,) = (maison / "build" / "acacias").glob("*_contrat.docx")
    with zipfile.ZipFile(docx) as archive:
        data = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert png(600, 600) in data and png(900, 450) not in data


def test_a_copied_gabarit_is_used_in_place_of_the_shipped_one(maison: Path) -> None:
    copied = run_here(maison, "gabarit", "copier", "contrat")
    assert copied.returncode == 0
    own = maison / "templates" / "contrat.docx"
    assert own.read_bytes() == (ROOT / "templates" / "contrat.docx").read_bytes()
    again = run_here(maison, "gabarit", "copier", "contrat.docx")
    assert again.returncode == 1 and "existe déjà" in again.stderr
    rewrite(ROOT / "templates" / "contrat.docx", own, lambda xml: xml.replace("Préambule", "Exposé préalable"))
    assert "# Exposé préalable" in build(maison)["contrat"]
    listed = run_here(maison, "gabarit", "lister").stdout
    assert re.search(r"contrat\.docx +de la maison", listed)
    assert re.search(r"annexe_ppi\.docx +livré", listed)
    checked = run_here(maison, "gabarit", "verifier")
    assert checked.returncode == 0, checked.stdout
    assert "De la maison\u202f: annexe_charte.docx, contrat.docx." in checked.stdout


def test_the_command_finds_its_folder_from_inside_a_contract(maison: Path) -> None:
    done = run_here(maison / "contracts" / "acacias", "verifier")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_folder_without_any_setting_prints_with_what_is_shipped(maison: Path) -> None:
    shutil.rmtree(maison / "templates")
    documents = build(maison)
    assert "annexe-01-fiche-signaletique" in documents
    assert "Logo" not in documents["contrat"]


FAUTES = [
    ("juridiction: tribunal", "juridixion: tribunal", "templates/maison.yaml:7:3", "«\u202fjuridiction\u202f»"),
    ("logos/acacias.png", "logos/acacia.png", "templates/maison.yaml:4:19", "«\u202flogos/acacias.png\u202f»"),
    ("logos/acacias.png", "../acacias.png", "MAI-003", "mène hors de"),
    ("apres: duree", "apres: durée-contrat", "SCH-019", "duree"),
    ("cle: archivage", "cle: protection-donnees", "MAI-010", "Deux clauses de la maison"),
    ("apres: duree", "apres: durees", "MAI-011", "«\u202fduree\u202f»"),
    ("  charte:\n    gabarit: annexe_charte.docx", "  diagnostik:", "MAI-007", "«\u202fdiagnostic\u202f»"),
    ("annexe_charte.docx", "annexe_ppi.docx", "MAI-008", "c’est déjà celui d’un document"),
    ("annexe_charte.docx", "annexe_rien.docx", "MAI-008", "n’est pas dans templates/"),
    ("    intitule: Charte", "    numero: 1\n    intitule: Charte", "MAI-009", "objectifs_fiches_actions"),
]


@pytest.mark.parametrize(("before", "after", "place", "said"), FAUTES, ids=[after for _, after, _, _ in FAUTES])
def test_a_wrong_setting_is_told_at_its_place_with_the_word_meant(
    maison: Path, before: str, after: str, place: str, said: str
) -> None:
    settle(maison, before, after)
    shown = messages(maison)
    assert place in shown and said in shown
    assert shown.count("erreur ") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(before, after, id=after, marks=[pytest.mark.long] if rank else [])
        for rank, (before, after, _, _) in enumerate(FAUTES)
    ],
)
def test_the_check_of_gabarits_tells_a_wrong_setting_too(maison: Path, before: str, after: str) -> None:
    settle(maison, before, after)
    assert messages(maison).splitlines()[0] in messages(maison, "gabarit", "verifier")


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "MAI-004", "c’est un SVG"),
        (b"%PDF-1.7", "MAI-004", "c’est un PDF"),
        (b"\xff\xd8\xff\xe0", "MAI-004", "endommagée"),
        (png(900, 450)[:60], "MAI-004", "endommagée"),
        (png(9000, 2), "MAI-005", "9\u202f000 pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(4_000_000), "MAI-005", "plus de 3 Mo"),
    ],
)
def test_a_picture_that_word_or_the_pdf_would_choke_on_is_refused(
    maison: Path, data: bytes, code: str, said: str
) -> None:
    (maison / "templates" / "logos" / "acacias.png").write_bytes(data)
    shown = messages(maison)
    assert code in shown and said in shown
    assert "templates/maison.yaml:4:19" in shown


def test_a_link_that_leaves_the_folder_is_not_followed(maison: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("ailleurs") / "secret.png"
    outside.write_bytes(png(900, 450))
    logo = maison / "templates" / "logos" / "acacias.png"
    logo.unlink()
    logo.symlink_to(outside)
    assert "MAI-003" in messages(maison)
    logo.unlink()
    logo.write_bytes(png(900, 450))
    gabarit = maison / "templates" / "contrat.docx"
    gabarit.symlink_to(ROOT / "templates" / "contrat.docx")
    assert "un lien qui mène hors de templates/" in messages(maison, "construire")


def test_a_small_logo_alerts_and_is_printed(maison: Path) -> None:
    (maison / "templates" / "logos" / "ars.png").write_bytes(png(120, 60))
    done = run_here(maison, "construire")
    assert done.returncode == 0
    assert "alerte MAI-006" in done.stdout


def test_the_faults_of_a_catalogue_are_told_at_their_lines(maison: Path) -> None:
    assert run_here(maison, "gabarit", "copier", "catalogue.yaml").returncode == 0
    path = maison / "templates" / "catalogue.yaml"
    whole = path.read_text(encoding="utf-8")
    faults = [
        ("  revision:\n    intitule: ", "  revision:\n    titre: ", "CAT-002", "«\u202fintitule\u202f»"),
        ("condition: finances", "condition: finance", "CAT-004", "«\u202ffinances\u202f»"),
        ("        - revision\n", "        - revisions\n", "CAT-005", "«\u202frevision\u202f»"),
        ("        - revision\n", "        - revision\n        - revision\n", "CAT-006", "deux fois"),
        ("  commun:\n", "  comun:\n", "CAT-007", "«\u202fcommun\u202f»"),
        (
            "articles:\n  perimetre:",
            "articles:\n  charte:\n    intitule: Charte\n  perimetre:",
            "CAT-008",
            "aucun plan",
        ),
    ]
    for before, after, code, said in faults:
        assert before in whole
        path.write_text(whole.replace(before, after, 1), encoding="utf-8")
        shown = run_here(maison, "verifier").stdout
        found = [line for line in shown.splitlines() if code in line]
        assert found and found[0].startswith("templates/catalogue.yaml:"), shown
        assert said in shown


def test_an_article_without_words_and_words_without_article_are_told(maison: Path) -> None:
    run_here(maison, "gabarit", "copier", "catalogue.yaml", "contrat")
    path = maison / "templates" / "catalogue.yaml"
    text = path.read_text(encoding="utf-8")
    new = text.replace("articles:\n", "articles:\n  laicite:\n    intitule: Laïcité\n", 1)
    path.write_text(new.replace("        - revision\n", "        - revision\n        - laicite\n", 1), encoding="utf-8")
    shown = messages(maison, "gabarit", "verifier")
    assert "CAT-009" in shown and "n’est imprimé nulle part dans contrat.docx" in shown
    path.write_text(text, encoding="utf-8")
    gabarit = maison / "templates" / "contrat.docx"
    rewrite(
        ROOT / "templates" / "contrat.docx", gabarit, lambda xml: xml.replace('cle == "litiges"', 'cle == "litige"')
    )
    shown = messages(maison, "gabarit", "verifier")
    assert "MAI-012" in shown and "CAT-009" in shown
    assert "«\u202flitiges\u202f»" in shown


def test_a_copy_older_than_the_shipped_gabarit_says_what_it_lacks(maison: Path) -> None:
    run_here(maison, "gabarit", "copier", "annexe_ppi")
    own = maison / "templates" / "annexe_ppi.docx"
    rewrite(ROOT / "templates" / "annexe_ppi.docx", own, lambda xml: re.sub(r"\{\{ annexe.mention \}\}", "", xml))
    done = run_here(maison, "gabarit", "verifier", "annexe_ppi.docx")
    assert "alerte MAI-013" in done.stdout and "annexe.mention" in done.stdout


def test_a_broken_font_is_named_and_nothing_is_printed_in_another(maison: Path) -> None:
    fonts = maison / "templates" / "polices"
    fonts.mkdir()
    (fonts / "Acacias-Regular.ttf").write_bytes(b"\0\1\0\0" + bytes(200))
    shown = messages(maison, "construire")
    assert "templates/polices/Acacias-Regular.ttf" in shown and "POL-001" in shown
    assert not (maison / "build" / "acacias").exists()


def test_a_file_with_another_name_is_not_ignored_in_silence(maison: Path) -> None:
    templates = maison / "templates"
    (templates / "maison.yaml").rename(templates / "Maison.yml")
    shown = messages(maison)
    assert "Maison.yml" in shown and "«\u202fmaison.yaml\u202f»" in shown
    (templates / "Maison.yml").rename(templates / "maison.yaml")
    (templates / "catalogues.yaml").write_text("articles: {}\n", encoding="utf-8")
    done = run_here(maison, "gabarit", "verifier")
    assert "alerte MAI-014" in done.stdout and "«\u202fcatalogue.yaml\u202f»" in done.stdout


BLOCS = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "maison.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("bloc", BLOCS, ids=[bloc.split(":")[0] for bloc in BLOCS])
def test_the_examples_of_the_page_for_users_are_right(bloc: str) -> None:
    source, unread = read_yaml(bloc.encode(), "templates/maison.yaml")
    assert source is not None and not unread
    assert check_fichier(source, "maison", load_referentiel())[1] == []


def test_the_page_for_users_names_every_setting() -> None:
    page = (ROOT / "docs" / "maison.md").read_text(encoding="utf-8")
    assert len(BLOCS) >= 4
    names = set(load_schema("maison"))
    names |= {name for key in MAISON_COMME_CONTRAT for name in MAISON_COMME_CONTRAT[key] if key != "parties"}
    assert len(names) > 15
    assert [name for name in sorted(names) if f"`{name}`" not in page and f"{name}:" not in page] == []
