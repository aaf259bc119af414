"""`cpomdoc gabarit verifier`: what is wrong with a gabarit is found without any data."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from tests.rendering.formats.gabarits_essai import gabarit_of, new_gabarit, to_bytes

from cpomdoc.problems import Severite
from cpomdoc.rendering.formats.docx import compile_gabarit
from cpomdoc.rendering.gabarits import check_gabarit, fields_used
from cpomdoc.rendering.valeurs import SansObjet


@dataclass(frozen=True)
class Commune:
    nom: str
    code: str | None


@dataclass(frozen=True)
class Etablissement:
    nom: str
    commune: Commune | None
    places: Mapping[int, Decimal | None]
    ouverture: date | None

    @property
    def adresse(self) -> tuple[Commune, ...]:
        return (self.commune,) if self.commune else ()


@dataclass(frozen=True)
class Vue:
    intitule: str | None
    etablissements: tuple[Etablissement, ...]
    annees: tuple[int, ...]
    base: Decimal | SansObjet | None
    contexte: str | None
    projet: bool

    @property
    def premier(self) -> Etablissement | None:
        return self.etablissements[0] if self.etablissements else None


def montant(valeur: Decimal) -> str:
    return str(valeur)


FILTRES: dict[str, Callable[..., str]] = {"montant": montant, "date": str}


def codes(gabarit: bytes) -> list[str]:
    return [problem.code for problem in check_gabarit("essai.docx", gabarit, Vue, FILTRES)]


def messages(gabarit: bytes) -> list[str]:
    return [problem.message for problem in check_gabarit("essai.docx", gabarit, Vue, FILTRES)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "{{ intitule }} {{ premier.nom }} {{ premier.commune.code|upper }}",
        "{% for e in etablissements %}{{ loop.index }}{% for c in e.adresse %}{{ c.code }}{% endfor %}{% endfor %}",
        "{% for annee, n in premier.places.items() %}{{ annee }} {{ n|montant }}{% endfor %}",
        "{{ premier.places[2027]|montant }}{{ base|montant }}{{ premier.ouverture|date }}",
        "{% set e = etablissements|first %}{{ e.nom }}{{ (etablissements|last).commune.nom }}",
        "{% for e in etablissements if e.commune %}{{ e.nom }}{% else %}{{ intitule }}{% endfor %}",
        "{{ etablissements|map(attribute='commune.nom')|join(', ') }}{{ etablissements|length }}",
        "{% if projet and etablissements|selectattr('commune')|list %}oui{% endif %}",
        "{{ 'un' if annees|length == 1 else 'des' }}{% with c = premier.commune %}{{ c.nom }}{% endwith %}",
        "{{p contexte|texte_riche }}",
    ],
)
def test_what_the_view_offers_is_accepted(paragraph: str) -> None:
    assert codes(gabarit_of(paragraph)) == []


@pytest.mark.parametrize(
    ("paragraph", "code", "hint"),
    [
        ("{{ intitulé }}", "GAB-001", "intitule"),
        ("{{ premier.nmo }}", "GAB-001", "nom"),
        ("{{ premier.commune.cde }}", "GAB-001", "code"),
        ("{% for e in etablissements %}{{ e.nome }}{% endfor %}", "GAB-001", "nom"),
        ("{% for e in etablisements %}x{% endfor %}", "GAB-001", "etablissements"),
        ("{% for e in etablissements %}{{ loop.indx }}{% endfor %}", "GAB-001", "index"),
        ("{% for e in etablissements %}x{% endfor %}{{ e.nom }}", "GAB-001", "«\u202fe\u202f» n’existe pas"),
        ("{% set c = premier.commune %}{{ c.nm }}", "GAB-001", "nom"),
        ("{% if premier.communes %}x{% endif %}", "GAB-001", "commune"),
        ("{{ etablissements|map(attribute='commun')|join }}", "GAB-001", "commune"),
        ("{{ (etablissements|first).nim }}", "GAB-001", "nom"),
        ("{{ intitule|montan }}", "GAB-013", "montant"),
        ("{% if intitule is definit %}x{% endif %}", "GAB-013", "le test"),
        ("{{ premier.ouverture }}", "GAB-012", "date"),
        ("{{ base }}", "GAB-012", "il lui faut un filtre"),
        ("{{ etablissements }}", "GAB-012", "il lui faut un filtre"),
        ("{{ contexte|texte_riche }}", "GAB-012", "{{p …}}"),
        ("{% for x in intitule %}x{% endfor %}", "GAB-012", "parcourir"),
        ("{% if projet %}", "GAB-002", "jamais fermé"),
        ("{% endfor %}", "GAB-002", "sans bloc ouvert"),
        ("{{ intitule", "GAB-002", "non fermée"),
        ("{% if projet %}x{% finsi %}", "GAB-002", "vouliez-vous dire «\u202fendif\u202f»"),
        ("{% if projet %}x{% enfif %}", "GAB-002", "vouliez-vous dire «\u202fendif\u202f»"),
        ("{% zzz %}", "GAB-002", "employez if, elif"),
        ("avant {%p if projet %}", "GAB-004", "seul"),
        ("{%tr for e in etablissements %}", "GAB-004", "tableau"),
        ("{{ intitule ~ intitule }}", "GAB-003", "à la suite"),
        ("{{ intitule.upper() }}", "GAB-003", "filtre"),
    ],
)
def test_a_wrong_tag_is_found_with_its_place(paragraph: str, code: str, hint: str) -> None:
    problems = check_gabarit("essai.docx", gabarit_of("Bon {{ intitule }}", paragraph), Vue, FILTRES)
    assert code in {problem.code for problem in problems}
    found = next(problem for problem in problems if problem.code == code)
    assert hint in found.message + found.aide
    assert found.message.startswith("essai.docx, corps, paragraphe «\u202f" + paragraph[:20])
    assert found.path == ("gabarits", "essai.docx")


def test_a_block_that_a_misspelt_word_should_close_is_told_once() -> None:
    (problem,) = check_gabarit("essai.docx", gabarit_of("{% if projet %}x{% enfif %}"), Vue, FILTRES)
    assert "enfif" in problem.message


def test_all_the_wrong_tags_of_a_gabarit_are_found_at_once_wherever_they_stand() -> None:
    document = new_gabarit()
    document.sections[0].footer.paragraphs[0].text = "{{ pied }}"
    document.core_properties.title = "{{ titre }}"
    table = document.add_table(3, 2)
    table.cell(2, 1).text = "{{ un }} {{ deux }}"
    document.add_paragraph("{{ trois|quatre }}")
    found = messages(to_bytes(document))
    assert len(found) == 6
    assert sum("corps, tableau 1, ligne 3, cellule 2" in message for message in found) == 2
    assert sum("pied de page" in message for message in found) == 1
    assert sum("propriétés du fichier" in message for message in found) == 1


def test_tracked_changes_and_comments_left_inside_are_errors() -> None:
    document = new_gabarit()
    paragraph = document.add_paragraph("Un texte")
    inserted = OxmlElement("w:ins")
    inserted.append(paragraph.runs[0]._element)
    paragraph._p.append(inserted)
    document.add_comment(document.add_paragraph("Autre").runs, text="à revoir", author="x", initials="x")
    found = check_gabarit("essai.docx", to_bytes(document), Vue, FILTRES)
    # python-docx also gives the mark of the comment a style that its template lacks (GAB-005).
    problems = [problem for problem in found if problem.code != "GAB-005"]
    assert [problem.code for problem in problems] == ["GAB-007", "GAB-008"]
    assert "«\u202fUn texte\u202f»" in problems[0].message
    assert "«\u202fAutre\u202f»" in problems[1].message


def test_a_style_that_is_not_defined_or_is_missing_is_an_error() -> None:
    document = new_gabarit()
    document.add_paragraph("x")._p.get_or_add_pPr().get_or_add_pStyle().val = "Heading11"
    styles = document.styles
    styles["A completer"].element.getparent().remove(styles["A completer"].element)
    problems = check_gabarit("essai.docx", to_bytes(document), Vue, FILTRES)
    assert [problem.code for problem in problems] == ["GAB-006", "GAB-005"]
    assert "A completer" in problems[0].message
    assert "vouliez-vous dire «\u202fHeading1\u202f»" in problems[1].message


def test_a_gabarit_in_english_is_an_error_and_an_english_passage_a_warning() -> None:
    document = new_gabarit()
    _set_language(document.add_paragraph("x").runs[0]._r.get_or_add_rPr(), "en-US")
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "en-US")
    problems = check_gabarit("essai.docx", to_bytes(document), Vue, FILTRES)
    assert [(problem.code, problem.severite) for problem in problems] == [
        ("GAB-015", Severite.ERREUR),
        ("GAB-009", Severite.ALERTE),
    ]


def test_a_growing_table_without_repeated_header_and_a_picture_without_words_are_warnings() -> None:
    document = new_gabarit()
    table = document.add_table(4, 1)
    for row, text in zip(
        table.rows, ("Nom", "{%tr for e in etablissements %}", "{{ e.nom }}", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].text = text
    _add_drawing(document)
    problems = check_gabarit("essai.docx", to_bytes(document), Vue, FILTRES)
    assert {(problem.code, problem.severite) for problem in problems} == {
        ("GAB-010", Severite.ALERTE),
        ("GAB-011", Severite.ALERTE),
    }


def test_a_growing_table_that_has_no_header_needs_none_repeated() -> None:
    document = new_gabarit()
    table = document.add_table(3, 1)
    for row, text in zip(table.rows, ("{%tr for e in etablissements %}", "{{ e.nom }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text
    assert codes(to_bytes(document)) == ["GAB-011"]
    table._tbl.tblPr.find(qn("w:tblLook")).set(qn("w:firstRow"), "0")
    assert codes(to_bytes(document)) == []


def test_a_file_that_cannot_be_read_is_one_problem() -> None:
    assert codes(b"pas un zip") == ["GAB-000"]


def test_the_names_a_gabarit_prints_are_known() -> None:
    gabarit = gabarit_of("{{ premier.nom }}", "{{ etablissements|map(attribute='commune.code')|join }}")
    used = fields_used(compile_gabarit("essai.docx", gabarit, FILTRES))
    assert used == {"premier", "nom", "etablissements", "commune", "code"}


def _set_language(properties: BaseOxmlElement, language: str) -> None:
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    properties.append(lang)


def _add_drawing(document: Document) -> None:
    drawing, inline, properties = OxmlElement("w:drawing"), OxmlElement("wp:inline"), OxmlElement("wp:docPr")
    properties.set("id", "1")
    inline.append(properties)
    drawing.append(inline)
    document.add_paragraph().add_run()._r.append(drawing)


def test_a_gabarit_that_reads_another_file_is_warned_about() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(gabarit_of("x"))) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/_rels/document.xml.rels":
                kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
                extra = b'<Relationship Id="rId99" Type="' + kind + b'" Target="file:///x.png" TargetMode="External"/>'
                data = data.replace(b"</Relationships>", extra + b"</Relationships>")
            changed.writestr(name, data)
    (problem,) = check_gabarit("essai.docx", target.getvalue(), Vue, FILTRES)
    assert (problem.code, problem.severite) == ("GAB-014", Severite.ALERTE)
