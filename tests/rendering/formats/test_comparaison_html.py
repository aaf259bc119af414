"""Documents compared on a web page: what the reader sees of each change."""

import re
from html.parser import HTMLParser

import pytest
from tests.rendering.formats.docx_samples import build_contract
from tests.rendering.formats.redline_samples import Bloc, Table, build_docx

from cpomdoc.mots import cut_changes
from cpomdoc.rendering.formats.comparaison_html import STYLE_COMPARAISON, render_comparaison, render_fragment
from cpomdoc.rendering.formats.docx_tree import DocxTree, read_docx

VOID = {"meta", "link", "br", "hr", "img"}


def tree(*blocks: Bloc, header: str = "En-tête") -> DocxTree:
    return read_docx(build_docx(*blocks, header=header))


def fragment(avant: DocxTree | None, apres: DocxTree | None) -> str:
    """The fragment on one line, so that it can be looked for in a test."""
    return re.sub(r">\s+<", "><", str(render_fragment(("Contrat", avant, apres), "d1")))


class Balance(HTMLParser):
    """Checks that every tag that opens closes, and keeps the headings met."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.opened.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


@pytest.mark.parametrize(
    ("avant", "apres", "told"),
    [
        ("pour cinq ans", "pour six ans", "pour [-cinq][+six] ans"),
        ("cinq ans fermes", "six années fermes", "[-cinq ans][+six années] fermes"),
        ("un deux", "un deux trois", "un deux[+ trois]"),
        ("tout autre", "rien de commun", "[-tout autre][+rien de commun]"),
        ("12\u202f000 €", "12 000 €", "12[-\u202f][+ ]000 €"),
        ("même", "même", "même"),
        ("", "neuf", "[+neuf]"),
    ],
)
def test_two_texts_are_told_in_one(avant: str, apres: str, told: str) -> None:
    signs = {"egal": "{}", "retrait": "[-{}]", "ajout": "[+{}]"}
    pieces = cut_changes(avant, apres)
    assert "".join(signs[sort].format(text) for sort, text in pieces) == told
    assert "".join(text for sort, text in pieces if sort != "ajout") == avant
    assert "".join(text for sort, text in pieces if sort != "retrait") == apres


def test_changed_words_are_marked_inside_their_paragraph() -> None:
    page = fragment(tree("Le contrat dure cinq ans."), tree("Le contrat dure six ans."))
    assert "<p>Le contrat dure <del>cinq</del><ins>six</ins> ans.</p>" in page
    assert "1 alinéa changé." in page


def test_paragraphs_that_come_and_go_are_marked_whole() -> None:
    page = fragment(tree("reste", "part bientôt"), tree("arrive enfin", "reste"))
    assert "<p><ins>arrive enfin</ins></p>" in page
    assert "<p><del>part bientôt</del></p>" in page
    assert "1 alinéa ajouté et 1 alinéa retiré." in page


def test_what_does_not_change_is_folded_under_what_it_holds() -> None:
    page = fragment(tree("un", "deux", "fin"), tree("un", "deux", "fin neuve"))
    assert "<details><summary>Sans changement\u202f: 2 alinéas</summary><p>un</p><p>deux</p></details>" in page


def test_the_headings_above_a_change_are_shown_and_the_others_folded() -> None:
    avant = read_docx(build_contract())
    apres = read_docx(build_contract(articles=7))
    page = str(render_fragment(("Contrat", avant, apres), "d1"))
    shown = re.sub(r"(?s)<details>.*?</details>", "", page)
    assert "Article 7" in shown
    assert "Article 2" not in shown
    assert "Article 2" in page


def test_a_table_shows_its_rows_side_by_side() -> None:
    rows = [((f"ligne {rank}",), (str(rank),)) for rank in range(1, 9)]
    changed = [*rows[:3], (("ligne 4",), ("40",)), *rows[4:], (("ligne neuve",), ("9",))]
    page = fragment(tree(Table(tuple(rows))), tree(Table(tuple(changed))))
    assert "Tableau\u202f: 1 ligne changée et 1 ligne ajoutée" in page
    assert '<th scope="row">ligne 4</th><td><del>4</del><ins>40</ins></td>' in page
    assert '<tr class="ajout"><th scope="row"><ins>ligne neuve</ins></th><td><ins>9</ins></td></tr>' in page
    assert "2 lignes sans changement" in page
    assert "ligne 1<" not in page


def test_a_column_that_comes_stands_in_its_place() -> None:
    avant = Table(((("nom",), ("2028",)), (("places",), ("40",))))
    apres = Table(((("nom",), ("2027",), ("2028",)), (("places",), ("38",), ("40",))))
    page = fragment(tree(avant), tree(apres))
    assert '<th scope="row">places</th><td><ins>38</ins></td><td>40</td>' in page


def test_a_blank_that_changes_alone_is_seen() -> None:
    page = fragment(tree("12\u202f000 euros par an"), tree("12 000 euros par an"))
    assert "<del>⍽</del><ins>␣</ins>" in page


def test_notes_and_headers_are_compared_too() -> None:
    page = fragment(tree("appel{une note}"), tree("appel{une note neuve}", header="En-tête neuf"))
    assert "[note\u202f: une note<ins> neuve</ins>]" in page
    assert "En-têtes et pieds de page" in page
    assert "En-tête<ins> neuf</ins>" in page


def test_a_document_that_comes_or_goes_says_so() -> None:
    assert "Document ajouté." in fragment(None, tree("un"))
    assert "Document retiré." in fragment(tree("un"), None)
    assert "Aucun mot ne change." in fragment(tree("un"), tree("un"))


def test_the_page_stands_alone_escapes_its_words_and_skips_no_heading() -> None:
    evil = "<script>alert(1)</script> & co"
    contract = read_docx(build_contract())
    documents = [("Contrat", contract, read_docx(build_contract(articles=7))), (evil, tree(evil), tree(f"{evil} !"))]
    page = render_comparaison(evil, documents)
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "&lt;script&gt;" in page
    assert '<html lang="fr">' in page
    assert "content:" in STYLE_COMPARAISON
    balance = Balance()
    balance.feed(page)
    assert balance.opened == []
    assert balance.headings[0] == 1
    steps = zip(balance.headings, balance.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(balance.headings) > 8
    assert page == render_comparaison(evil, documents)
