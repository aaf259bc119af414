from dataclasses import replace

import pytest
from tests.rendering.documents.dossiers import association, contexte_of

from cpomdoc.model.diagnostic import Constat, Diagnostic
from cpomdoc.rendering.documents.diagnostic import build_constats
from cpomdoc.rendering.valeurs import SANS_OBJET


@pytest.mark.parametrize(
    ("ecrit", "imprime"),
    [
        ("qualite", "qualité"),
        ("activite", "activité"),
        ("ressources_humaines", "ressources humaines"),
        ("systeme_information", "système d’information"),
        ("accès aux soins", "accès aux soins"),
        ("patrimoine", "patrimoine"),
        (None, SANS_OBJET),
    ],
)
def test_a_theme_written_as_a_code_prints_its_label_and_words_stay_as_they_are(
    ecrit: str | None, imprime: object
) -> None:
    diagnostic = Diagnostic(constats=(Constat("delai", "L’attente est longue", theme=ecrit),))
    (constat,) = build_constats(contexte_of(replace(association(), diagnostic=diagnostic)), diagnostic)
    assert constat.theme == imprime
