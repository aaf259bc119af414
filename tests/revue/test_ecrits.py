"""The page and the comment hold what authors write as words, whatever they write; a comment never outgrows a forge."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from cpomdoc.revue.alleger import lighten
from cpomdoc.revue.commentaire import LIMITE, render_commentaire
from cpomdoc.revue.marques import INVISIBLE, show, write_case, write_html, write_texte
from cpomdoc.revue.modele import DocumentChange, Mots, Revue, RevueContrat, Sort
from cpomdoc.revue.page import render_page
from tests.revue.exemples import PIEGE, make_contrat, make_revue

PIEGEE = make_revue(make_contrat(texte=PIEGE), make_contrat("autre", texte=PIEGE), texte=PIEGE)


class Balises(HTMLParser):
    """Tags of a page in order, with their attributes; those left open."""

    VIDES = frozenset({"meta", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.ouvertes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VIDES:
            self.ouvertes.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.ouvertes.pop() == tag

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.seen]


def test_the_page_stands_alone_and_is_accessible() -> None:
    page = render_page(make_revue(make_contrat(), make_contrat("autre")))
    balises = Balises(page)
    assert balises.ouvertes == []
    assert balises.seen[0] == ("html", {"lang": "fr"})
    tags = balises.tags
    assert (tags.count("main"), tags.count("h1"), tags.count("title")) == (1, 1, 1)
    assert not {"script", "img", "link", "iframe", "form"} & set(tags)
    assert "default-src 'none'" in page
    assert "//" not in page
    headers = [attrs for tag, attrs in balises.seen if tag == "th"]
    assert headers
    assert all(attrs.get("scope") in ("col", "row") for attrs in headers)


def test_headings_of_the_page_are_in_order_and_every_name_is_there_once() -> None:
    balises = Balises(render_page(make_revue(make_contrat(), make_contrat("autre"))))
    levels = [int(tag[1]) for tag in balises.tags if re.fullmatch(r"h[1-6]", tag)]
    assert max(levels) == 4
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [str(attrs["id"]) for _, attrs in balises.seen if "id" in attrs]
    named = {str(attrs["aria-labelledby"]) for _, attrs in balises.seen if "aria-labelledby" in attrs}
    linked = {str(attrs["href"]).removeprefix("#") for tag, attrs in balises.seen if tag == "a"}
    assert named
    assert linked
    assert len(ids) == len(set(ids))
    assert named | linked <= set(ids)


def test_no_word_of_an_author_is_markup_in_the_page() -> None:
    page = render_page(PIEGEE)
    plain = Balises(render_page(make_revue(make_contrat(), make_contrat("autre"))))
    assert Balises(page).tags == plain.tags
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


def test_a_redline_is_folded_under_its_document() -> None:
    contrat = make_contrat()
    mots = Mots((), (DocumentChange("Contrat", Sort.MODIFIE, "<p>Un <ins>mot</ins>.</p>"),))
    page = render_page(make_revue(RevueContrat(contrat.ref, Sort.MODIFIE, mots=mots)))
    assert '<details class="document"><summary>Contrat\u202f: les mots qui changent</summary>' in page
    assert "<p>Un <ins>mot</ins>.</p>" in page


def read_markdown(texte: str) -> list[str]:
    """Kinds of the tokens of a comment as forges read it: tables, struck words and addresses included."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(texte)
    return [child.type for one in tokens for child in (one, *(one.children or ())) if child.type != "text"]


def test_no_word_of_an_author_is_markup_in_the_comment() -> None:
    kinds = set(read_markdown(render_commentaire(PIEGEE, "revue.html")))
    plain = set(read_markdown(render_commentaire(make_revue(make_contrat(), make_contrat("autre")), "revue.html")))
    assert "table_open" in plain
    assert kinds - plain <= {"html_inline"}
    assert not {"link_open", "image", "code_inline", "em_open", "s_open"} & kinds


def test_the_only_html_of_the_comment_is_ours() -> None:
    written = render_commentaire(PIEGEE, "revue.html")
    found = set(re.findall(r"<[^>]*>", written))
    assert found == {"<details>", "</details>", "<summary>", "</summary>", "<sub>", "</sub>", "<br>"}


@pytest.mark.parametrize("write", [write_texte, write_case, write_html])
def test_nothing_notifies_anyone_nor_leads_anywhere(write: Callable[[str], str]) -> None:
    written = write(PIEGE).replace(INVISIBLE, "¤")
    assert "@¤dupont" in written
    assert "#¤12" in written
    assert "https:¤//" in written
    assert "www.¤exemple" in written
    assert ":¤smile:" in written
    assert "\n" not in written
    assert "\u202e" not in written


def test_plain_words_and_entities_are_left_as_they_are() -> None:
    assert (
        write_texte("Dotation\u202f: 12\u202f000\u202f€ (l'ARS, n° 3)")
        == "Dotation\u202f: 12\u202f000\u202f€ (l'ARS, n° 3)"
    )
    assert write_html("l'ARS & <x>") == "l&#x27;ARS &amp; &lt;x&gt;"
    assert show("deux\u200d mots") == "deux\u200d mots"


def test_what_opens_a_list_or_a_heading_opens_none() -> None:
    for line in ("- un", "+ un", "> un", "# un", "1. un", "12) un", "= un"):
        assert read_markdown(write_texte(line)) in (["paragraph_open", "inline", "paragraph_close"],), line


def test_cells_stay_in_their_columns() -> None:
    tables = [line for line in render_commentaire(PIEGEE, "revue.html").splitlines() if line.startswith("| ")]
    assert tables
    for line in tables:
        assert line.endswith(" |")
    sizes = {len(re.findall(r"(?<!\\)\|", line)) for line in tables if "erreur" in line}
    assert sizes == {6}


def test_a_comment_fits_in_a_forge_and_says_what_it_leaves_out() -> None:
    revue = make_revue(*(make_contrat(f"contrat-{rank}", "mot " * 100, rows=45) for rank in range(60)))
    written = render_commentaire(revue, "revue.html")
    assert 0.5 * LIMITE < len(written) <= LIMITE
    assert "Ne tient pas ici, voir la page" in written
    assert re.search(r"\*\*\d+ contrats ne tiennent pas dans ce commentaire\*\*", written)
    assert written.count("<details>") == written.count("</details>") > 10


def test_a_long_table_is_cut_and_counts_what_it_leaves_out() -> None:
    written = render_commentaire(make_revue(*(make_contrat(str(rank), rows=500) for rank in range(4))), "revue.html")
    assert len(written) <= LIMITE
    assert written.count("autres lignes\u202f: voir la page") == 4
    assert "Ne tient pas" not in written


def test_the_whole_is_in_the_comment_when_it_fits() -> None:
    written = render_commentaire(make_revue(make_contrat(), make_contrat("autre")), "revue.html")
    assert "voir la page" not in written
    assert written.count("#### ") == 2 * 10


def test_a_review_of_nothing_is_a_sentence() -> None:
    revue = Revue("a", "b", "0.1.0", intacts=12)
    for written in (render_page(revue), render_commentaire(revue, "revue.html")):
        assert "Rien de ce dont les contrats sont faits ne change. 12 contrats intacts." in written


def test_a_page_too_heavy_shows_fewer_words_and_says_so() -> None:
    documents = tuple(DocumentChange(f"Annexe {rank}", Sort.MODIFIE, "x" * 10) for rank in range(4))
    contrat = RevueContrat("essai", Sort.MODIFIE, mots=Mots((), documents))
    (light,) = lighten([contrat], 25)
    assert light.mots is not None
    assert [bool(one.redline) for one in light.mots.documents] == [True, True, False, False]
    assert "les mots de 2 documents n’y sont pas montrés" in light.avertissements[0]
