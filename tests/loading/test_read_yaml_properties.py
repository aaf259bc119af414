"""The reader against anything at all."""

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cpomdoc.loading.characters import REFUSED, read_lines
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.loading.tree import UNKNOWN
from cpomdoc.suggestions import fold

SIGNS = st.sampled_from(
    ["a", "é", "1", "0,8", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "\t", "'", '"', "[", "]", "{", "}", ",", "#"]
) | st.sampled_from(
    [" ", "|", ">", "&", "*", "!", "%", "@", "?", "\\", "\\x", "\r\n", "---\n", "...", "<<", "~", "\x00", "\u202e"]
)
YAML_LIKE = st.lists(SIGNS, max_size=40).map("".join)

PLAIN_CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda char: not REFUSED.match(char))
TEXTS = st.text(PLAIN_CHARACTERS, max_size=30).filter(lambda text: fold(text) != UNKNOWN)
KEYS = st.text(st.sampled_from("abcdeéfghij_0123456789"), min_size=1, max_size=12)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=15
)


def check(data: bytes) -> None:
    source, problems = read_yaml(data, "f.yaml")
    assert (source is None) == bool(problems)
    lines = read_lines(data)
    places = [one.position for one in problems]
    if source is not None:
        places = [*source.keys.values(), *source.values.values()]
    for place in places:
        assert place is not None
        assert 1 <= place.line <= max(1, len(lines))
        assert 1 <= place.column <= (len(lines[place.line - 1]) + 1 if lines else 1)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_source_or_problems_placed_in_the_file(data: bytes) -> None:
    check(data)


@given(YAML_LIKE)
@example("---\n")
@example("a:\n? b\n")
def test_any_text_that_looks_like_yaml_too(text: str) -> None:
    check(text.encode("utf-8"))


@given(YAML_LIKE)
@example("a: |#b\n")
def test_both_parsers_accept_and_refuse_the_same_texts(text: str) -> None:
    fast, slow = (read_yaml(text.encode(), "f.yaml", pure=pure)[0] for pure in (False, True))
    assert fast == slow


@example({"0": ["\xa0:0", "a:\xa0b"]})
@example({"0": "\n\xa0a: b"})
@example({"0": "a #b"})
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_a_mapping_of_texts_written_by_yaml_reads_back(tree: dict[str, object]) -> None:
    written = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=False)
    source, problems = read_yaml(written.encode(), "f.yaml")
    assert problems == []
    assert source is not None
    assert source.tree == tree
