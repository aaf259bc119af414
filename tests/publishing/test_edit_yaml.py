"""A value changes in a YAML text at its place: the tree is what was meant, and every other line is as it was."""

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpomdoc.loading.characters import REFUSED
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.publishing.ecrire_scalaire import write_scalaire
from cpomdoc.publishing.edit_arbre import edit_arbre, strip_empty
from cpomdoc.publishing.edit_yaml import Ecriture, EditionDifficile, Element, Pas, edit_yaml

CHAMPS = ("critere", "phase", "fait", "par", "commentaire", "contact", "roles")
RACINE = ("demarche", "check_list", "plan_commun")


def ordre(chemin: tuple[Pas, ...]) -> tuple[str, ...]:
    return RACINE if not chemin else CHAMPS


def edit(text: str, *chemin: Pas, valeur: str | None) -> str:
    return edit_yaml(text.encode(), [Ecriture(chemin, valeur)], ordre).decode()


def item(cle: str, *champ: Pas) -> tuple[Pas, ...]:
    return ("check_list", Element("critere", cle), *champ)


def moved(before: str, after: str) -> list[str]:
    """The lines of a diff, as a reviewer sees them."""
    diff = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in diff if line[0] in "+-" and not line.startswith(("---", "+++"))]


TEXT = """\
# Préparation.
check_list:   # ce qui est fait
  - {critere: a, fait: oui, par: "la  directrice"}   # vu

  - critere: b
    # à garder
    fait: oui  # constaté
    commentaire: |
      Deux
      lignes.

  - critere: c
    par: 'd''accord'
plan_commun: []
# fin
"""


@pytest.mark.parametrize(
    ("chemin", "valeur", "lines"),
    [
        (
            item("a", "fait"),
            "non",
            [
                '-  - {critere: a, fait: oui, par: "la  directrice"}   # vu',
                '+  - {critere: a, fait: non, par: "la  directrice"}   # vu',
            ],
        ),
        (
            item("a", "fait"),
            None,
            [
                '-  - {critere: a, fait: oui, par: "la  directrice"}   # vu',
                '+  - {critere: a, par: "la  directrice"}   # vu',
            ],
        ),
        (item("b", "fait"), "non", ["-    fait: oui  # constaté", "+    fait: non  # constaté"]),
        (item("b", "fait"), None, ["-    fait: oui  # constaté", "+    fait:  # constaté"]),
        (item("b", "par"), "ARS", ["+    par: ARS"]),
        (
            item("b", "commentaire"),
            "Une",
            ["-    commentaire: |", "-      Deux", "-      lignes.", "+    commentaire: Une"],
        ),
        (item("b", "commentaire"), None, ["-    commentaire: |", "-      Deux", "-      lignes."]),
        (item("c", "fait"), "oui", ["+    fait: oui"]),
        (item("c", "par"), None, ["-    par: 'd''accord'"]),
        (item("c", "contact", "fonction"), "chef", ["+    contact:", "+      fonction: chef"]),
        (item("d", "fait"), "oui", ["+  - critere: d", "+    fait: oui"]),
        (
            ("plan_commun", Element("action", "FA-01"), "statut"),
            "en_cours",
            ["-plan_commun: []", "+plan_commun:", "+  - action: FA-01", "+    statut: en_cours"],
        ),
        (("demarche", "strategie"), "aller", ["+demarche:", "+  strategie: aller"]),
        (
            item("c", "roles", Element("colonne", "ars"), "lettre"),
            "R",
            ["+    roles: [{colonne: ars, lettre: R}]"],
        ),
        (item("c", "fait"), None, []),
        (item("z", "fait"), None, []),
    ],
)
def test_only_the_lines_of_the_value_move(chemin: tuple[Pas, ...], valeur: str | None, lines: list[str]) -> None:
    after = edit(TEXT, *chemin, valeur=valeur)
    assert moved(TEXT, after) == lines
    tree = read_yaml(TEXT.encode(), "x.yaml")[0]
    found, problems = read_yaml(after.encode(), "x.yaml")
    assert tree is not None and found is not None and not problems
    assert strip_empty(found.tree) == strip_empty(edit_arbre(tree.tree, [Ecriture(chemin, valeur)]))


def test_an_item_follows_the_writing_of_the_one_before_it() -> None:
    text = "check_list:\n  - {critere: a}\nplan_commun: x\n"
    assert moved(text, edit(text, *item("b", "fait"), valeur="oui")) == ["+  - {critere: b, fait: oui}"]


def test_a_role_is_added_changed_and_taken_away_in_its_list() -> None:
    text = "check_list:\n- critere: a\n  roles:\n  - {colonne: ars, lettre: R}\n  - {colonne: siege, lettre: A}\n"
    role = ("roles", Element("colonne", "ars"), "lettre")
    assert moved(text, edit(text, *item("a", *role), valeur="C")) == [
        "-  - {colonne: ars, lettre: R}",
        "+  - {colonne: ars, lettre: C}",
    ]
    assert moved(text, edit(text, *item("a", *role), valeur=None)) == ["-  - {colonne: ars, lettre: R}"]
    other = ("roles", Element("colonne", "esms"), "lettre")
    assert moved(text, edit(text, *item("a", *other), valeur="I")) == ["+  - {colonne: esms, lettre: I}"]


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_line_ends_and_the_byte_order_mark_stay(eol: str, bom: str, last: str) -> None:
    text = bom + f"check_list:\n  - critere: a\n    fait: oui{last}".replace("\n", eol)
    after = edit(text, *item("a", "par"), valeur="ARS")
    assert after == bom + f"check_list:\n  - critere: a\n    fait: oui\n    par: ARS{last}".replace("\n", eol)


def test_a_list_that_is_not_there_is_made() -> None:
    assert edit("demarche: {durees: propres}\n", *item("a", "fait"), valeur="oui") == (
        "demarche: {durees: propres}\ncheck_list:\n  - critere: a\n    fait: oui\n"
    )
    assert edit("check_list:  # vide\n", *item("a", "fait"), valeur="oui") == (
        "check_list:  # vide\n  - critere: a\n    fait: oui\n"
    )
    assert edit("{}\n", *item("a", "fait"), valeur="oui") == "{check_list: [{critere: a, fait: oui}]}\n"


def test_two_items_of_the_same_key_are_left_to_their_author() -> None:
    with pytest.raises(EditionDifficile):
        edit("check_list:\n  - critere: a\n  - critere: a\n", *item("a", "fait"), valeur="oui")


TEXTES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda one: not REFUSED.search(one))


@given(
    texte=TEXTES | st.sampled_from(["a_completer", "null", "- a", "a: b", "a #b", "=1+1", "@x", "{a}", "é’ «\u202fx"])
)
@settings(deadline=None)
def test_any_text_reads_back_as_it_was_typed(texte: str) -> None:
    texte = texte.strip()
    for line in (f"k: {write_scalaire(texte)}\n", f"k: [{{a: {write_scalaire(texte)}, b: c}}]\n"):
        source, problems = read_yaml(line.encode(), "x.yaml")
        assert not problems and source is not None
        found = source.tree["k"]
        value = found if not isinstance(found, list) else found[0]["a"] if isinstance(found[0], dict) else None
        assert (value or "") == texte


STYLES = st.sampled_from(
    [
        "  - {{critere: {0}, fait: oui}}\n",
        "  - critere: {0}  # note {0}\n    fait: oui\n",
        "  - critere: {0}\n\n    # note {0}\n    commentaire: >-\n      long\n      texte\n",
        '  - critere: {0}\n    contact: {{fonction: x}}\n    par: "a\n      b"\n',
        "  -   critere: {0}\n      fait:\n",
    ]
)
EDITS = st.tuples(
    st.integers(0, 6),
    st.sampled_from([("fait",), ("par",), ("commentaire",), ("contact", "fonction")]),
    st.none() | st.sampled_from(["oui", "a: b", "x"]),
)


@given(styles=st.lists(STYLES, max_size=4), edits=st.lists(EDITS, max_size=6), tail=st.sampled_from(["", "# fin\n"]))
@settings(deadline=None, max_examples=150)
def test_whatever_the_writing_the_tree_is_what_was_meant(
    styles: list[str], edits: list[tuple[int, tuple[str, ...], str | None]], tail: str
) -> None:
    head = "demarche:\n  durees: propres\ncheck_list:\n"
    text = head + "".join(style.format(f"c{rank}") for rank, style in enumerate(styles)) + tail
    ecritures = [Ecriture(item(f"c{rank}", *champ), valeur) for rank, champ, valeur in edits]
    before, _ = read_yaml(text.encode(), "x.yaml")
    after_text = edit_yaml(text.encode(), ecritures, ordre).decode()
    after, problems = read_yaml(after_text.encode(), "x.yaml")
    assert before is not None and after is not None and not problems
    assert strip_empty(after.tree) == strip_empty(edit_arbre(before.tree, ecritures))
    assert [line for line in after_text.split("\n") if "#" in line and "note" in line and "{" not in line] == [
        line for line in text.split("\n") if "#" in line and "note" in line and "{" not in line
    ]
