"""Redlines of real documents: each shows its changes, and is proven against both of its documents."""

import copy
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.rendering.documents.dossiers import GABARITS, association, contexte_of
from tests.rendering.formats.docx_samples import build_contract, read_member, replace_member
from tests.rendering.formats.redline_samples import Bloc, Table, build_docx

from cpomdoc.errors import CpomdocError, EditionImpossible, OutilAbsent
from cpomdoc.rendering.documents import annexe_fiche_signaletique, contrat
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.docx import Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.formats.docx_tree import read_docx
from cpomdoc.rendering.formats.libreoffice import convert_with_libreoffice
from cpomdoc.rendering.formats.redline import accept_all, check_redline, reject_all, render_redline, same_words
from cpomdoc.rendering.formats.redline.engine import compare_with_engine, find_engine, unpack_engine
from cpomdoc.rendering.valeurs import build_contexte

LE = datetime(2027, 1, 15, 9, 30)
AUTEUR = "Comparaison d’essai"
Edit = Callable[[Any], None]


@cache
def rendered(document: Document) -> bytes:
    """What a shipped gabarit gives of a small contract."""
    contexte = contexte_of(association())
    gabarit = compile_gabarit(document.gabarit, (GABARITS / document.gabarit).read_bytes(), FILTRES)
    vue = build_contexte(document.build_vues(contexte))
    return render_docx(gabarit, vue, Reglages(renvois=partial(resolve_renvoi, contexte))).docx


def edited(data: bytes, *edits: Edit) -> bytes:
    """The same document once changed by hand."""
    document = docx.Document(BytesIO(data))
    for edit in edits:
        edit(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def proven(avant: bytes, apres: bytes) -> bytes:
    """The redline, which holds: both ways, and for our own reader once settled."""
    assert not same_words(avant, apres)
    redline = render_redline(avant, apres, AUTEUR, LE)
    assert [str(one) for one in check_redline(avant, apres, redline)] == []
    for settled in (accept_all(redline), reject_all(redline)):
        assert read_docx(settled).sections
    return redline


def long_paragraphs(document: Any) -> list[Any]:
    return [one for one in document.paragraphs if len(one.text) > 100]


def change_word(document: Any) -> None:
    run = max(long_paragraphs(document)[1].runs, key=lambda one: len(one.text))
    words = run.text.split(" ")
    run.text = " ".join([*words[:2], "modifié", *words[3:]])


def add_paragraph(document: Any) -> None:
    model = long_paragraphs(document)[3]
    added = copy.deepcopy(model._p)
    model._p.addnext(added)
    for text in added.iter(qn("w:t")):
        text.text = "Un alinéa neuf. "


def remove_paragraph(document: Any) -> None:
    paragraph = long_paragraphs(document)[5]._p
    paragraph.getparent().remove(paragraph)


def move_paragraph(document: Any) -> None:
    paragraphs = long_paragraphs(document)
    paragraphs[10]._p.addnext(paragraphs[7]._p)


def change_style(document: Any) -> None:
    long_paragraphs(document)[12].style = document.styles["Heading 3"]


def break_space(document: Any) -> None:
    runs = [run for one in document.paragraphs for run in one.runs if "\u202f" in run.text or "\u00a0" in run.text]
    runs[-1].text = runs[-1].text.replace("\u202f", " ").replace("\u00a0", " ")


def change_header(document: Any) -> None:
    find_words(section.header for section in document.sections).text += " (version issue de l’avenant)"


def change_footer(document: Any) -> None:
    find_words(section.footer for section in document.sections).text = "Pied changé "


def find_words(stories: Any) -> Any:
    return next(run for story in stories for one in story.paragraphs for run in one.runs if run.text.strip())


def find_table(document: Any) -> Any:
    return next(one for one in document.tables if len(one.rows) > 2 and len(one.columns) > 1)


def add_row(document: Any) -> None:
    row = find_table(document).rows[-1]._tr
    added = copy.deepcopy(row)
    row.addnext(added)
    for text in added.iter(qn("w:t")):
        text.text = "case neuve"


def remove_row(document: Any) -> None:
    row = find_table(document).rows[1]._tr
    row.getparent().remove(row)


def change_cell(document: Any) -> None:
    cell = find_table(document).rows[1].cells[-1]
    cell.paragraphs[0].add_run(" et la suite")


def add_column(document: Any) -> None:
    for row in find_table(document)._tbl.tr_lst:
        added = copy.deepcopy(row.tc_lst[-1])
        row.tc_lst[-1].addnext(added)
        added.findall(f".//{qn('w:p')}")[0].append(new_run(added, "neuve"))


def new_run(near: Any, words: str) -> Any:
    run = near.makeelement(qn("w:r"))
    text = near.makeelement(qn("w:t"))
    text.text = words
    run.append(text)
    return run


def remove_column(document: Any) -> None:
    for row in find_table(document)._tbl.tr_lst:
        row.remove(row.tc_lst[-1])


def remove_table(document: Any) -> None:
    table = find_table(document)._tbl
    table.getparent().remove(table)


def add_section(document: Any) -> None:
    document.add_section()
    document.add_paragraph("Une section neuve.")
    document.sections[-1].header.is_linked_to_previous = False
    document.sections[-1].header.paragraphs[0].text = "Un en-tête neuf"


def add_break(document: Any) -> None:
    long_paragraphs(document)[2].runs[0].add_break()


IN_TEXT = (change_word, add_paragraph, remove_paragraph, move_paragraph, break_space, add_break)
IN_MARGINS = (change_header, change_footer)
IN_TABLES = (change_cell, add_row, remove_row)
ALONE = (add_column, remove_column, remove_table, add_section)


def changes_of(redline: bytes) -> list[etree._Element]:
    """Every tracked change of the parts that hold words."""
    names = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
    roots = [etree.fromstring(read_member(redline, name)) for name in names]
    return [one for root in roots for one in root.iter() if one.get(qn("w:author")) is not None]


def test_changes_of_a_contract_are_tracked_signed_and_proven() -> None:
    avant = rendered(contrat)
    apres = edited(avant, *IN_TEXT, *IN_MARGINS, change_style)
    environment = dict(os.environ)
    redline = proven(avant, apres)
    changes = changes_of(redline)
    kinds = {etree.QName(one).localname for one in changes}
    assert {"ins", "del", "pPrChange"} <= kinds <= {"ins", "del", "pPrChange", "rPrChange"}
    assert {(one.get(qn("w:author")), one.get(qn("w:date"))) for one in changes} == {(AUTEUR, "2027-01-15T09:30:00Z")}
    numbers = [one.get(qn("w:id")) for one in changes]
    assert len(set(numbers)) == len(numbers) > 10
    assert b"moveFrom" not in read_member(redline, "word/document.xml")
    assert render_redline(avant, apres, AUTEUR, LE) == redline
    assert dict(os.environ) == environment


def test_changes_of_tables_and_notes_are_proven() -> None:
    annexe = rendered(annexe_fiche_signaletique)
    proven(annexe, edited(annexe, *IN_TABLES))
    avant = build_contract()
    notes = read_member(avant, "word/footnotes.xml").replace(b"article L. 313-11", b"article L. 313-12-2")
    redline = proven(avant, replace_member(edited(avant, add_column), "word/footnotes.xml", notes))
    assert b"w:ins" in read_member(redline, "word/footnotes.xml")
    assert b"w:cellIns" in read_member(redline, "word/document.xml")


def test_a_redline_that_was_tampered_with_is_found_out() -> None:
    avant = build_docx("un deux trois", Table(((("a",),),)), "fin")
    apres = build_docx("un deux quatre", Table(((("a",),), (("b",),))), "fin")
    redline = proven(avant, apres)
    body = read_member(redline, "word/document.xml")
    both = {"acceptées", "refusées"}
    for honest, false, sens in (
        (b"quatre", b"cinq", {"acceptées"}),
        (b"trois", b"trente", {"refusées"}),
        (b">fin<", b">faim<", both),
    ):
        assert honest in body
        tampered = replace_member(redline, "word/document.xml", body.replace(honest, false))
        assert {one.sens for one in check_redline(avant, apres, tampered)} == sens
    header = replace_member(redline, "word/header1.xml", read_member(redline, "word/header1.xml").replace(b"En", b"On"))
    assert {one.partie for one in check_redline(avant, apres, header)} == {"en-tête (section 1)"}


def test_what_cannot_be_compared_is_refused_in_french() -> None:
    honest = build_docx("un")
    with pytest.raises(CpomdocError, match="pas un document Word"):
        render_redline(b"rien", honest, AUTEUR, LE)
    with pytest.raises(EditionImpossible, match="ont pas pu être comparés"):
        compare_with_engine(b"rien", honest)
    with pytest.raises(EditionImpossible, match="pas fini au bout de"):
        compare_with_engine(honest, honest, time_limit=0.01)


def test_an_installation_without_the_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    find_engine.cache_clear()
    monkeypatch.setitem(sys.modules, "python_redlines", None)
    try:
        with pytest.raises(OutilAbsent, match="pas installé"):
            compare_with_engine(b"", b"")
    finally:
        find_engine.cache_clear()


@pytest.mark.long
@pytest.mark.parametrize("edit", [*IN_TEXT, *IN_MARGINS], ids=lambda one: one.__name__)
def test_each_change_of_a_contract_is_proven_alone(edit: Edit) -> None:
    avant = rendered(contrat)
    proven(avant, edited(avant, edit))


@pytest.mark.long
@pytest.mark.parametrize("edit", [*IN_TABLES, *ALONE], ids=lambda one: one.__name__)
def test_each_change_of_a_table_is_proven_alone(edit: Edit) -> None:
    avant = rendered(annexe_fiche_signaletique)
    proven(avant, edited(avant, edit))


@pytest.mark.long
def test_two_processes_may_unpack_the_program_at_once(tmp_path: Path) -> None:
    code = f"from cpomdoc.rendering.formats.redline.engine import unpack_engine as u; from pathlib import Path; \
print(u(Path({str(tmp_path / 'engine')!r})))"
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    found = {one.communicate()[0].strip() for one in running}
    assert [one.returncode for one in running] == [0, 0]
    assert found == {str(unpack_engine(tmp_path / "engine"))}
    assert [one.name for one in tmp_path.iterdir()] == ["engine"]


@pytest.mark.long
def test_libreoffice_opens_the_redline() -> None:
    avant = rendered(contrat)
    redline = proven(avant, edited(avant, *IN_TEXT, *IN_MARGINS))
    try:
        pdf = convert_with_libreoffice(redline)
    except OutilAbsent:
        pytest.skip("LibreOffice est absent")
    assert pdf.startswith(b"%PDF")


WORDS = st.sampled_from(
    [
        "le",
        "contrat",
        "dure",
        "cinq",
        "ans",
        "2027",
        "l’association",
        "(article",
        "3),",
        "*gras*",
        "12\u202f000",
        "a\tb",
    ]
)
PARAGRAPHS = st.lists(WORDS, max_size=9).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A small table, with some cells of several paragraphs."""
    width, height = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    cells = st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple)
    return Table(tuple(tuple(draw(cells) for _ in range(width)) for _ in range(height)))


BLOCKS = st.one_of(PARAGRAPHS, PARAGRAPHS, tables())


@dataclass(frozen=True)
class Pair:
    """Two documents as their blocks, for a failure that can be read."""

    avant: list[Bloc]
    apres: list[Bloc]
    header: str

    def check(self) -> None:
        avant = build_docx(*self.avant, "fin{une note}")
        apres = build_docx("début{une note neuve}", *self.apres, "fin{une note changée}", header=self.header)
        redline = render_redline(avant, apres, AUTEUR, LE)
        assert [str(one) for one in check_redline(avant, apres, redline)] == []


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """A document, and what becomes of it when blocks go, come, move, and words and rows change."""
    avant: list[Bloc] = draw(st.lists(BLOCKS, min_size=1, max_size=10))
    apres = list(avant)
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(apres) - 1))
        block = apres[place]
        match draw(st.sampled_from(["add", "remove", "move", "change", "change"])):
            case "add":
                apres.insert(place, draw(BLOCKS))
            case "remove" if len(apres) > 1:
                del apres[place]
            case "move":
                apres.insert(draw(st.integers(0, len(apres) - 1)), apres.pop(place))
            case _ if isinstance(block, Table):
                rows = list(block.rows)
                rows[draw(st.integers(0, len(rows) - 1))] = tuple((draw(PARAGRAPHS),) for _ in rows[0])
                apres[place] = Table((*rows, *rows[: draw(st.integers(0, 1))]))
            case _:
                apres[place] = draw(PARAGRAPHS)
    return Pair(avant, apres, draw(st.sampled_from(["En-tête", "Autre en-tête", ""])))


# A failing pair is small enough to be read: making it smaller would take hours, at a second a try.
slow = settings(deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
few = settings(slow, max_examples=4, derandomize=True)
many = settings(slow, max_examples=150)


@few
@given(pairs())
def test_any_edit_is_proven(pair: Pair) -> None:
    pair.check()


@pytest.mark.long
@many
@given(pairs())
def test_any_edit_is_proven_many_times(pair: Pair) -> None:
    pair.check()
