"""Typst works in a process of its own, and what happens there is told here."""

from datetime import UTC, datetime

import pytest

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.typst_process import TypstRefusalError, compile_typst, evaluate_typst

JOUR = datetime(2027, 1, 1, tzinfo=UTC)
MOT = {"main.typ": b"#set document(title: [Essai])\n#metadata(3) <ici> mot"}


def test_a_source_becomes_a_pdf() -> None:
    assert compile_typst(MOT, (), JOUR).startswith(b"%PDF-")


def test_a_question_about_the_pages_is_answered() -> None:
    assert evaluate_typst(MOT, (), "query(<ici>).first().location().page()") == "1"


def test_what_typst_refuses_is_said_in_its_words() -> None:
    with pytest.raises(TypstRefusalError, match="unknown variable"):
        compile_typst({"main.typ": b"#inconnu"}, (), JOUR)


def test_a_typst_that_stops_halfway_is_told_in_french() -> None:
    taken = {**MOT, "out.pdf/dossier": b"a folder stands where the PDF would go"}
    with pytest.raises(GabaritError, match="Typst s’est arrêté"):
        compile_typst(taken, (), JOUR)
