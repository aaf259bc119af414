"""Where things stand in what an author wrote."""

import pytest

from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.source import Position, Sources

TEXT = """\
court: le XXX mars
long: |
  Un premier paragraphe, article.

    Un retrait, puis [[annexe:x]] et XXX.
liste:
  - |
    Premier texte.
    Second [[annexe:y]].
  - texte
autre: '[[annexe:y]]'
plie: un texte qui va à la
  ligne, puis XXX
"""


@pytest.mark.parametrize(
    ("path", "extrait", "place"),
    [
        (("court",), "XXX", (1, 11)),
        (("long",), "[[annexe:x]]", (5, 22)),
        (("long",), "XXX", (5, 38)),
        (("liste", 0), "[[annexe:y]]", (9, 12)),
        (("plie",), "XXX", (13, 15)),
        (("long",), "[[annexe:y]]", (2, 7)),
        (("liste", 1), "XXX", (10, 5)),
        (("long",), "", (2, 7)),
    ],
)
def test_words_are_found_in_the_value_that_holds_them_and_nowhere_else(
    path: tuple[str | int, ...], extrait: str, place: tuple[int, int]
) -> None:
    source, problems = read_yaml(TEXT.encode(), "c.yaml")
    assert source is not None, problems
    assert Sources("c", (source,)).locate(path, extrait=extrait) == Position("c.yaml", *place)
