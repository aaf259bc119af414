"""Whatever contract the schemas allow, its documents come out whole, and say the same words in every format."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpomdoc.pipeline import Options, build_contrats
from tests.acceptance.hasard import REF, draw_contract
from tests.acceptance.mots import describe_difference, letters_of, read_docx_body, read_markdown, read_pdf, words_of
from tests.acceptance.outils import need

PDF_LUS = 3
SEEDS = st.integers(0, 2**32)
BLEMISHES = (
    (re.compile(r"\bNone\b|\bSansObjet\b|\bundefined\b|\bDecimal\("), "a value that is not one"),
    (re.compile(r"\{\{|\}\}|\{%|%\}"), "a tag left in"),
    (re.compile(r"\bArticle\s+(?:[–-]|$)|\b[Aa]nnexe n° ?(?:[–,.]|$)"), "a reference without its number"),
    (re.compile(r"\S  +(?![☐☒ ])\S"), "a double space"),
    (re.compile(r" [,.](?:\s|$)|\(\s|\s\)|\(\)"), "a hole in a sentence"),
    (re.compile(r"\b(?:de|à) les?\b(?! \w+(?:er|ir|re)\b)"), "an article that should be contracted"),
)


def build(seed: int, folder: Path) -> list[tuple[Path, Path, Path]]:
    """The documents of a drawn contract: Word, PDF and Markdown of each."""
    draw_contract(seed, folder)
    build_contrats(folder, [REF], Options(), lambda _titre, _done, _total: None)
    words = sorted((folder / "build" / REF).rglob("*.docx"))
    assert words, f"contract {seed} gave no document"
    return [(path, path.with_suffix(".pdf"), path.with_suffix(".md")) for path in words]


def assert_whole(seed: int, folder: Path) -> None:
    """Nothing missing, nothing left over, no heading without a text below, the same words everywhere."""
    documents = build(seed, folder)
    # Reading a PDF by its tags is slow; a few documents of each contract, others in the next.
    chosen = Random(seed).sample(documents, min(PDF_LUS, len(documents)))
    for word, pdf, markdown in documents:
        paragraphs = read_docx_body(word, contents=False)
        for text in paragraphs:
            for pattern, what in BLEMISHES:
                assert not pattern.search(text), f"{seed}, {word.name}: {what}: {text}"
        # A form leaves room to write below its titles.
        assert word.parent.name == "lancement" or not find_empty_headings(markdown), f"{seed}, {word.name}"
        said, read = keep_words(paragraphs), keep_words(read_markdown(markdown))
        assert not describe_difference(said, read), f"{seed} {word}"
        if (word, pdf, markdown) in chosen:
            assert not describe_difference(letters_of(read_docx_body(word)), letters_of(read_pdf(pdf))), (
                f"{seed} {word}"
            )


def keep_words(paragraphs: list[str]) -> str:
    """The words, without the dashes that are marks of lists in a cell of Markdown and no words in Word."""
    return " ".join(word for word in words_of(paragraphs) if word != "–")


def find_empty_headings(markdown: Path) -> list[str]:
    """Headings followed by nothing, or by another heading that is not below them."""
    blocks = [block for block in markdown.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    levels = [len(found[1]) if (found := re.match(r"(#+) ", block)) else 0 for block in blocks]
    return [
        block
        for block, level, following in zip(blocks, levels, [*levels[1:], 1], strict=True)
        if level and 0 < following <= level
    ]


@pytest.mark.parametrize("seed", [2027, *(pytest.param(seed, marks=[pytest.mark.long]) for seed in (3, 313_12_2))])
def test_a_contract_drawn_at_random_is_printed_whole(seed: int, tmp_path: Path) -> None:
    need("pdfinfo")
    assert_whole(seed, tmp_path)


@pytest.mark.long
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS)
def test_every_contract_drawn_at_random_is_printed_whole(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    need("pdfinfo")
    assert_whole(seed, tmp_path_factory.mktemp("hasard"))
