"""Quoting articles of a printed contract inside an act."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from tests.rendering.documents.avenants import contexte_avenant, headings_of, print_acte, print_contrat_of
from tests.rendering.documents.dossiers import association, ehpad
from tests.rendering.formats.docx_samples import (
    add_footnote,
    build,
    build_contract,
    build_png,
    describe_last_picture,
    new_document,
    read_member,
    save,
)

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.projet_avenant import ArticleAvenant, Genre, Operation
from cpomdoc.rendering.documents.articles import build_plan
from cpomdoc.rendering.formats.articles_docx import cut_articles, words_of
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree, Paragraph, Table
from cpomdoc.rendering.formats.greffe import graft_articles
from cpomdoc.rendering.greffe import Greffe, write_marque

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MARQUE = write_marque("article:a", 1)
TITRES = [(str(rang), f"Article {rang} – Affectation des résultats") for rang in range(1, 7)]


def acte_of(*marques: str) -> bytes:
    """A bare act with these marks between two sentences."""

    def fill(document: Any) -> None:
        document.add_heading("Article 1 – Objet", 2)
        for marque in marques:
            document.add_paragraph("L’article est remplacé :")
            document.add_paragraph(marque)
        document.add_paragraph("Fin.")

    return build(fill)


def lines_of(tree: DocxTree) -> list[str]:
    return [one for section in tree.sections for block in section.blocks for one in words_of(block)]


def bare(words: str) -> str:
    """Words without the quotes around them, numbers without what sets them apart."""
    return re.sub(r"\s+", " ", words.removeprefix("«\u202f").removesuffix("\u202f»")).strip()


def quote_all(dossier: Dossier) -> ArticleAvenant:
    operations = (
        Operation(Genre.REMPLACER, f"article:{one.cle}", "Il est ainsi rédigé :", greffe=True)
        for one in build_plan(contexte_avenant(dossier))
    )
    return ArticleAvenant("Refonte", tuple(operations))


@pytest.mark.parametrize("dossier", [association(), ehpad()], ids=["association", "ehpad"])
def test_every_article_is_in_the_act_word_for_word_in_order_between_quotes(dossier: Dossier) -> None:
    contexte = contexte_avenant(dossier, articles=(quote_all(dossier),))
    printed, acte = print_contrat_of(contexte), print_acte(contexte)
    titres = {one.cle: one.titre for one in build_plan(contexte)}
    cut, lines = cut_articles(printed.tree, list(titres.items())), lines_of(acte.tree)
    assert len(titres) > 8
    for cle, titre in titres.items():
        start = lines.index(next(one for one in lines if one.startswith(f"«\u202f{titre}")))
        quoted = lines[start : start + 1 + len(cut[cle])]
        assert [bare(one) for one in quoted] == [bare(one) for one in (titre, *cut[cle])]
        assert quoted[-1].endswith("\u202f»") or lines[start + len(quoted)] == "»"


def test_the_same_act_is_the_same_bytes() -> None:
    contexte = contexte_avenant(association(), articles=(quote_all(association()),))
    assert print_acte(contexte).docx == print_acte(contexte).docx


def test_a_quoted_heading_is_no_heading_of_the_act() -> None:
    contexte = contexte_avenant(association(), articles=(quote_all(association()),))
    assert "Organisation" in headings_of(print_contrat_of(contexte).tree)
    headings = headings_of(print_acte(contexte).tree)
    assert [one for one in headings if one.startswith("Article")][:2] == ["Article 1 – Objet", "Article 2 – Refonte"]
    assert not any("«" in one or one == "Organisation" for one in headings)


def test_quoted_words_are_set_back_behind_a_rule_and_tables_keep_to_the_text() -> None:
    contexte = contexte_avenant(association(), articles=(quote_all(association()),))
    [section] = print_acte(contexte).tree.sections
    quoted = [one for one in section.blocks if isinstance(one, Paragraph) and one.style.borders.left]
    start = section.blocks.index(quoted[0])
    tables = [one for one in section.blocks[start:] if isinstance(one, Table) and one.indent > 1]
    assert quoted[0].style.left == pytest.approx(17)
    assert len(tables) >= 3
    assert all(one.indent + sum(one.columns) <= section.text_width + 0.1 for one in tables)


def test_the_act_opens_elsewhere_and_every_relation_leads_somewhere() -> None:
    contexte = contexte_avenant(association(), articles=(quote_all(association()),))
    data = print_acte(contexte).docx
    assert len(docx.Document(BytesIO(data)).paragraphs) > 50
    check_package(data)


def check_package(data: bytes) -> None:
    """Styles, lists, relations and numbers that the body names are all there, once each."""
    with ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        body = etree.fromstring(archive.read("word/document.xml"))
        styles = {one.get(f"{W}styleId") for one in etree.fromstring(archive.read("word/styles.xml"))}
        rels = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        lists = {one.get(f"{W}numId") for one in etree.fromstring(archive.read("word/numbering.xml"))} | {"0"}
    known = {one.get("Id"): one for one in rels}
    used = {value for one in body.iter() for name, value in one.attrib.items() if str(name).startswith(R)}
    assert len(known) == len(rels)
    assert used <= set(known)
    inside = [one.get("Target") or "" for one in rels if one.get("TargetMode") != "External"]
    assert {f"word/{target}" for target in inside if not target.startswith((".", "/"))} <= names
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert {one.get(f"{W}val") for one in body.iter(f"{W}{tag}")} <= styles
    assert {one.get(f"{W}val") for one in body.iter(f"{W}numId")} <= lists
    drawings = [one.get("id") for one in body.iter("{*}docPr")]
    assert len(drawings) == len(set(drawings))
    assert list(body.iter(f"{W}bookmarkStart")) == []


def test_numbers_that_word_computes_become_words() -> None:
    act = graft_articles(acte_of(MARQUE), build_contract(), [Greffe(MARQUE, "2")], TITRES)
    printed = cut_articles(read_docx(build_contract()), TITRES)["2"]
    assert printed[-2:] == ("3. Première étape", "4. Deuxième étape")
    assert [bare(one) for one in lines_of(read_docx(act))][-3:-1] == list(printed[-2:])
    assert "• le premier" in "\n".join(lines_of(read_docx(act)))
    check_package(act)


def test_a_note_comes_with_its_words() -> None:
    act = graft_articles(acte_of(MARQUE), build_contract(), [Greffe(MARQUE, "1")], TITRES)
    assert "(Code de l’action sociale et des familles, article L. 313-11.)" in "\n".join(lines_of(read_docx(act)))
    assert b"/word/footnotes.xml" in read_member(act, "[Content_Types].xml")
    check_package(act)


def test_a_note_does_not_take_the_number_of_one_of_the_act() -> None:
    own = add_footnote(acte_of("NOTE_ACTE", MARQUE), "NOTE_ACTE", "Note de l’acte.")
    act = graft_articles(own, build_contract(), [Greffe(MARQUE, "1")], TITRES)
    words = "\n".join(lines_of(read_docx(act)))
    assert words.index("(Note de l’acte.)") < words.index("(Code de l’action sociale")


def illustrated() -> bytes:
    """A contract of two articles, each with the same picture."""
    document = new_document()
    for number in (1, 2):
        document.add_heading(f"Article {number} – Image", 2)
        document.add_picture(BytesIO(build_png()))
        describe_last_picture(document, f"Figure {number}")
    return save(document)


def test_a_picture_comes_with_its_file_once() -> None:
    titres = [("1", "Article 1 – Image"), ("2", "Article 2 – Image")]
    marques = [write_marque("article:1", 1), write_marque("article:2", 2)]
    greffes = [Greffe(marques[0], "1"), Greffe(marques[1], "2")]
    act = graft_articles(acte_of(*marques), illustrated(), greffes, titres)
    assert [one for one in lines_of(read_docx(act)) if "Figure" in one] == ["» [Figure 1]", "» [Figure 2]"]
    with ZipFile(BytesIO(act)) as archive:
        assert len([one for one in archive.namelist() if one.startswith("word/media/")]) == 1
    check_package(act)


def test_only_some_lines_are_quoted_without_the_heading_when_the_act_says_which() -> None:
    act = graft_articles(acte_of(MARQUE), build_contract(), [Greffe(MARQUE, "2", (1,))], TITRES)
    [quoted] = lines_of(read_docx(act))[2:-1]
    printed = cut_articles(read_docx(build_contract()), TITRES)["2"]
    assert printed[1].startswith("Montant")
    assert quoted == f"«\u202f{printed[1]}\u202f»"


def test_one_row_brings_its_whole_table() -> None:
    contexte = contexte_avenant(association())
    printed = print_contrat_of(contexte)
    titres = [(one.cle, one.titre) for one in build_plan(contexte)]
    lines = cut_articles(printed.tree, titres)["annexes"]
    row = next(rank for rank, one in enumerate(lines) if one.startswith("1 | "))
    act = graft_articles(acte_of(MARQUE), printed.docx, [Greffe(MARQUE, "annexes", (row,))], titres)
    quoted = [one for one in lines_of(read_docx(act)) if " | " in one]
    assert quoted == [one for one in lines if " | " in one]
    assert len(quoted) > 1
    assert lines_of(read_docx(act))[2] == "«"


@pytest.mark.parametrize(
    ("marques", "greffe"),
    [
        ((), Greffe(MARQUE, "1")),
        ((MARQUE, MARQUE), Greffe(MARQUE, "1")),
        ((MARQUE, write_marque("article:b", 2)), Greffe(MARQUE, "1")),
        ((MARQUE,), Greffe(MARQUE, "1", (99,))),
    ],
    ids=["missing", "twice", "left behind", "no such line"],
)
def test_a_mark_that_is_not_answered_is_a_bug(marques: tuple[str, ...], greffe: Greffe) -> None:
    with pytest.raises(LookupError):
        graft_articles(acte_of(*marques), build_contract(), [greffe], TITRES)


def test_an_act_that_quotes_nothing_is_left_as_it_is() -> None:
    assert graft_articles(acte_of(), build_contract(), [], TITRES) == acte_of()
    with pytest.raises(LookupError):
        graft_articles(acte_of(MARQUE), build_contract(), [], TITRES)
