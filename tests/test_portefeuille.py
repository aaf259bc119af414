"""The portfolio as a folder of contracts gives it: good ones, broken ones, in five formats, the same each time."""

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, PROBLEMS, USAGE
from cpomdoc.errors import EditionImpossible
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.portefeuille import Echeance
from cpomdoc.pipeline import Bilan
from cpomdoc.portefeuille import build_portefeuille
from cpomdoc.rendering.documents.portefeuille.mots import describe_echeance
from cpomdoc.rendering.formats.html import render_html
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet

AU = date(2026, 11, 22)
CONTRAT = """\
contrat:
  intitule: CPOM
  reference: {ref}
  categorie: {categorie}
  statut: {statut}
  date_effet: {effet}
  duree_annees: {duree}
{signature}
parties:
  gestionnaire:
    raison_sociale: {gestionnaire}
    forme: association
    finess_ej: 999000011
  ars:
    region: 52
"""
PERIMETRE = """\
etablissements:
  - id: ime
    nom: {nom}
    finess: {finess}
    categorie: 183
    departement: {departement}
    competence: ars
    capacites:
      - modalite: semi_internat
        autorisee: {places}
"""
USUELS = {
    "categorie": "esms_l313_12_2",
    "statut": "projet",
    "effet": "2022-01-01",
    "duree": 5,
    "signature": "",
    "gestionnaire": "Les Saules",
    "nom": "IME Les Saules",
    "finess": "999000029",
    "departement": "44",
    "places": "40",
}


def ecrire(racine: Path, ref: str, **valeurs: str) -> None:
    """A small contract in the folder, like the others but for these values."""
    dossier = racine / "contracts" / ref
    dossier.mkdir(parents=True)
    tout = {**USUELS, "ref": ref.upper(), **valeurs}
    (dossier / "contrat.yaml").write_text(CONTRAT.format(**tout), encoding="utf-8")
    (dossier / "perimetre.yaml").write_text(PERIMETRE.format(**tout), encoding="utf-8")


@pytest.fixture(scope="module")
def racine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A contract in its last year and its successor, one that is late, one held twice, two that are broken."""
    racine = tmp_path_factory.mktemp("dossier")
    ecrire(racine, "ancien", statut="definitif", signature="  date_signature: 2021-12-15")
    ecrire(racine, "suite", effet="2027-01-01")
    (racine / "contracts" / "suite" / "lancement.yaml").write_text(
        "demarche:\n  date_signature_visee: 2026-12-15\n", encoding="utf-8"
    )
    ecrire(racine, "retard", effet="2026-01-01", nom="IME & <b>Frères</b>", finess="999000045", departement="01")
    ecrire(racine, "double", effet="2026-07-01", finess="999000045", gestionnaire="=1+1", departement="49")
    ecrire(racine, "casse", nom="IME du Lac", finess="999000060", departement="49", gestionnaire="Le Lac")
    (racine / "contracts" / "casse" / "finances.yaml").write_text("bases: [", encoding="utf-8")
    ecrire(racine, "sans-perimetre", gestionnaire="Le Val")
    (racine / "contracts" / "sans-perimetre" / "perimetre.yaml").write_text("etablissements: {", encoding="utf-8")
    ecrire(racine, "illisible")
    (racine / "contracts" / "illisible" / "contrat.yaml").write_text("contrat: {", encoding="utf-8")
    return racine


@pytest.fixture(scope="module")
def bilan(racine: Path) -> Bilan:
    return build_portefeuille(racine, AU, lambda title, done, total: None)


def lire(racine: Path, nom: str) -> bytes:
    return (racine / "build" / "portefeuille" / nom).read_bytes()


@pytest.fixture(scope="module")
def texte(racine: Path, bilan: Bilan) -> str:
    assert bilan.ecrits
    return lire(racine, "portefeuille.md").decode()


def ligne(texte: str, debut: str) -> str:
    """The only row of a table that begins so."""
    (found,) = [one for one in texte.splitlines() if one.startswith(f"| {debut}")]
    return found


def points(texte: str, ref: str) -> str:
    """All that there is to look at in a contract."""
    section = texte.split("## Points à regarder")[1].split("## ")[0]
    return "\n".join(one for one in section.splitlines() if one.startswith(f"| {ref} |"))


def test_le_tableau_parait_en_cinq_formats(bilan: Bilan, racine: Path) -> None:
    assert [Path(name).name for name in bilan.ecrits["portefeuille"]] == [
        "portefeuille.docx",
        "portefeuille.pdf",
        "portefeuille.md",
        "portefeuille.xlsx",
        "portefeuille.html",
        "recu.json",
    ]
    assert lire(racine, "portefeuille.pdf").startswith(b"%PDF")


def test_en_bref(texte: str) -> None:
    assert "*Arrêté au 22 novembre 2026*" in texte
    assert "7 contrats\u202f: 1 illisible, 4 projets, 1 en préparation et 1 en dernière année." in texte


def test_une_ligne_dit_tout_d_un_contrat(texte: str) -> None:
    row = re.sub(r"\d+ (erreur|alerte)s?", r"N \1s", ligne(texte, "ancien<br>"))
    assert row == (
        "| ancien<br>ANCIEN | Les Saules | CPOM (L.\u00a0313-12-2) | Loire-Atlantique (44)<br>ARS Pays de la Loire "
        "| 1 ESMS<br>40 places | 01/01/2022 | 31/12/2026 | En dernière année | 31/12/2026<br>Terme du contrat "
        "| N erreurs<br>à compléter\u202f: – |"
    )


def test_ce_qui_se_prepare_dit_la_signature_visee_et_l_etape_qui_vient(texte: str) -> None:
    row = ligne(texte, "suite<br>")
    assert "En préparation<br>signature visée le 15/12/2026" in row
    assert "15/12/2026<br>Signature" in row


def test_un_retard_se_lit_dans_la_phase_et_dans_les_points(texte: str) -> None:
    assert "Projet<br>date d’effet passée sans signature" in ligne(texte, "retard<br>")
    assert "La date d’effet, le 1er janvier 2026, est passée sans signature." in points(texte, "retard")


def test_un_contrat_casse_y_est_avec_ce_qui_a_pu_etre_lu(texte: str) -> None:
    assert "| Le Lac | CPOM" in ligne(texte, "casse<br>")
    assert "1 ESMS<br>40 places" in ligne(texte, "casse<br>")
    assert "à compléter\u202f: –" in ligne(texte, "casse<br>")
    assert "seul ce qui a pu être lu est repris ici" in points(texte, "casse")
    perdu = ligne(texte, "sans-perimetre<br>")
    assert "| Le Val |" in perdu and "| – ESMS<br>– |" in perdu and "0 ESMS" not in perdu


def test_un_contrat_illisible_y_est_par_son_nom(texte: str) -> None:
    row = ligne(texte, "illisible | –")
    assert "| Illisible |" in row and "1 erreur" in row
    assert "rien n’a pu en être lu" in points(texte, "illisible")


def test_le_programme_range_par_departement_et_tait_ce_qui_est_repris(texte: str) -> None:
    now = texte.split("### 2026 et retards")[1].split("### 2027")[0]
    rows = [one.split(" | ") for one in now.splitlines() if re.match(r"\| (?!---|Département)", one)]
    assert [(row[0], row[6], row[8], row[9]) for row in rows] == [
        ("| Ain (01)", "retard", "À conclure", "31/12/2025<br>en retard"),
        ("| Loire-Atlantique (44)", "suite", "À conclure", "15/12/2026"),
        ("| Maine-et-Loire (49)", "double", "À conclure", "30/06/2026<br>en retard"),
        ("| Maine-et-Loire (49)", "casse", "À conclure", "31/12/2021<br>en retard"),
        ("| à compléter", "sans-perimetre", "À conclure", "31/12/2021<br>en retard"),
    ]
    assert "### 2031\n\n2 contrats, 2 établissements et services." in texte


def test_le_bilan_compte_par_annee(texte: str) -> None:
    assert ligne(texte, "2021 |") == "| 2021 | 1<br>ancien | 0 | 0 | 0 |"
    assert ligne(texte, "2026 |") == "| 2026 | 0 | 0 | 2<br>double, retard | 1<br>ancien |"


def test_un_esms_dans_deux_contrats_est_une_alerte_avec_les_deux_noms(bilan: Bilan, texte: str) -> None:
    (problem,) = [one for one in bilan.problems if one.code == "PTF-001"]
    assert problem.severite == "alerte"
    assert "deux contrats à la fois, double et retard, du 1er juillet 2026 au 31 décembre 2030" in problem.message
    assert problem.position is not None
    assert (problem.position.file, problem.position.line) == ("contracts/retard/perimetre.yaml", 4)
    assert "deux contrats à la fois" in ligne(texte, "double, retard |")


def test_le_meme_jour_donne_les_memes_octets(racine: Path, bilan: Bilan) -> None:
    before = {Path(name).name: lire(racine, Path(name).name) for name in bilan.ecrits["portefeuille"]}
    build_portefeuille(racine, AU, lambda title, done, total: None)
    assert {name: lire(racine, name) for name in before} == before


def test_ce_qu_un_auteur_ecrit_n_est_ni_du_html_ni_une_formule(racine: Path, bilan: Bilan) -> None:
    assert bilan.ecrits
    page = lire(racine, "portefeuille.html").decode()
    assert "IME &amp; &lt;b&gt;Frères&lt;/b&gt;" in page and "<b>" not in page
    book = load_workbook(BytesIO(lire(racine, "portefeuille.xlsx")))
    cells = [cell for row in book["Contrats"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert len(cells) == 1 and cells[0].data_type == "s"


def test_le_classeur_a_ses_feuilles_et_se_trie(racine: Path, bilan: Bilan) -> None:
    assert bilan.ecrits
    book = load_workbook(BytesIO(lire(racine, "portefeuille.xlsx")))
    assert book.sheetnames[:4] == ["Contrats", "Programmation", "Bilan par année", "À regarder"]
    assert not any(book[name].protection.sheet for name in book.sheetnames[:4])
    values = [[cell.value for cell in row] for row in book["Contrats"].iter_rows()]
    row = next(one for one in values if one[0] == "ancien")
    assert [row[6], row[8], row[10].date()] == [1, 40, date(2022, 1, 1)]


class Balises(HTMLParser):
    """Tags as they come, with their attributes, and those left open."""

    VIDES = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.vues: list[tuple[str, dict[str, str | None]]] = []
        self.ouvertes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.vues.append((tag, dict(attrs)))
        if tag not in self.VIDES:
            self.ouvertes.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.ouvertes.pop() == tag


def test_la_page_est_entiere_accessible_et_ne_charge_rien(racine: Path, bilan: Bilan) -> None:
    assert bilan.ecrits
    page = lire(racine, "portefeuille.html").decode()
    lue = Balises(page)
    assert lue.ouvertes == []
    assert ("html", {"lang": "fr"}) in lue.vues
    tables = [tag for tag, _ in lue.vues if tag == "table"]
    assert len(tables) == 4 == len([tag for tag, _ in lue.vues if tag == "caption"])
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in lue.vues if tag == "th")
    assert not {"src", "href"} & {name for tag, attrs in lue.vues for name in attrs if tag != "a"}
    assert "://" not in page
    ids = [attrs["id"] for _, attrs in lue.vues if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = {
        str(attrs[name]).lstrip("#") for _, attrs in lue.vues for name in ("href", "aria-labelledby") if name in attrs
    }
    assert named and named <= set(ids)


def test_une_ligne_de_section_tient_toute_la_largeur_et_la_table_ne_se_trie_pas() -> None:
    onglet = Onglet("f", "F", (), (Colonne("A", 9), Colonne("B", 9, "case")), (Ligne(("S", None), section=True),))
    page = render_html(Classeur("T", (onglet,)), "pied").decode()
    assert '<th scope="rowgroup" colspan="2">S</th>' in page
    assert "<table>" in page


def test_chaque_echeance_a_ses_mots() -> None:
    referentiel = load_referentiel()
    for code in (*referentiel.listes["echeance_portefeuille"], *referentiel.listes["echeance_suivi"]):
        assert describe_echeance(Echeance(code, 2027, objet="2027"), referentiel).startswith(tuple("ABCDEÉLPRST"))


def test_ce_classeur_ne_se_reprend_pas(racine: Path, bilan: Bilan, capsys: pytest.CaptureFixture[str]) -> None:
    assert bilan.ecrits
    classeur = racine / "build" / "portefeuille" / "portefeuille.xlsx"
    assert main(["reprendre", str(classeur), "--racine", str(racine)]) == PROBLEMS
    assert "ne sert qu’à être lu" in capsys.readouterr().err


def test_un_contrat_sans_aucune_date_est_dit_absent_de_la_programmation(tmp_path: Path) -> None:
    ecrire(tmp_path, "vague", effet="a_completer")
    assert main(["portefeuille", "--au", "22/11/2026", "--racine", str(tmp_path)]) == CLEAN
    assert "le contrat n’est pas dans la programmation" in points(lire(tmp_path, "portefeuille.md").decode(), "vague")


def test_un_dossier_sans_contrat_donne_un_tableau_vide(tmp_path: Path) -> None:
    (tmp_path / "contracts").mkdir()
    assert main(["portefeuille", "--au", "22/11/2026", "--racine", str(tmp_path)]) == CLEAN
    vide = lire(tmp_path, "portefeuille.md").decode()
    assert vide.count("Aucun contrat.") == 7 and "## Contrats" not in vide
    assert "<p>Rien à signaler.</p>" in lire(tmp_path, "portefeuille.html").decode()


def test_un_contrat_ne_prend_pas_le_nom_du_portefeuille(tmp_path: Path) -> None:
    ecrire(tmp_path, "portefeuille")
    with pytest.raises(EditionImpossible, match="renommez"):
        build_portefeuille(tmp_path, AU, lambda title, done, total: None)


def test_une_maison_illisible_arrete_tout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ecrire(tmp_path, "ancien")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "catalogue.yaml").write_text("articles: {", encoding="utf-8")
    assert main(["portefeuille", "--racine", str(tmp_path)]) == PROBLEMS
    assert "templates/catalogue.yaml" in capsys.readouterr().out
    assert not (tmp_path / "build").exists()


def test_la_commande_dit_ce_qu_elle_ecrit_et_refuse_un_jour_impossible(
    racine: Path, bilan: Bilan, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bilan.ecrits
    assert main(["portefeuille", "--au", "2026-11-22", "--racine", str(racine)]) == CLEAN
    shown = capsys.readouterr().out
    assert "PTF-001" in shown and "portefeuille (.docx, .pdf, .md, .xlsx, .html)" in shown
    assert main(["portefeuille", "--au", "30/02/2026", "--racine", str(racine)]) == USAGE
    assert "n’est pas une date possible" in capsys.readouterr().err
