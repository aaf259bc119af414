"""What staff write, what the reader makes of it, and what it refuses with its reasons."""

import pytest

from cpomdoc.loading.characters import read_lines
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.problems import Problem
from cpomdoc.source import Position, Source

FILE = "contracts/tilleuls/perimetre.yaml"


def read(text: str | bytes) -> tuple[Source | None, list[Problem]]:
    data = text.encode() if isinstance(text, str) else text
    fast, slow = read_yaml(data, FILE), read_yaml(data, FILE, pure=True)
    assert fast == slow, "libyaml and the Python parser must agree"
    return fast


def accept(text: str | bytes) -> Source:
    source, problems = read(text)
    assert problems == []
    assert source is not None
    return source


def refuse(text: str | bytes) -> list[tuple[str, int, int]]:
    source, problems = read(text)
    assert source is None
    return [(one.code, one.position.line, one.position.column) for one in problems if one.position]


def only(text: str | bytes) -> Problem:
    problems = read(text)[1]
    assert len(problems) == 1
    return problems[0]


def test_everything_stays_the_text_that_was_typed() -> None:
    source = accept("a: 010001246\nb: 12:30\nc: non\nd: 1 250 000,00\ne: 2027-02-30\nf: ~\ng: null\nh: 0x1F\n")
    assert source.tree == {
        "a": "010001246",
        "b": "12:30",
        "c": "non",
        "d": "1 250 000,00",
        "e": "2027-02-30",
        "f": "~",
        "g": "null",
        "h": "0x1F",
    }


@pytest.mark.parametrize(
    "written",
    ["", "a_completer", "à compléter", "A\u0300 comple\u0301ter", "À COMPLÉTER", "à completer", "A COMPLETER"],
)
def test_the_unknown_is_none(written: str) -> None:
    assert accept(f"date: {written}\n").tree == {"date": None}


@pytest.mark.parametrize("written", ["'a_completer'", '"à compléter"', "''"])
def test_what_is_quoted_stays_as_written(written: str) -> None:
    assert accept(f"date: {written}\n").tree == {"date": written[1:-1]}


def test_long_text_keeps_its_lines() -> None:
    source = accept("contexte: |\n  Un *mot*\n  : [[annexe:x]] {{ y }}\n\n  deux\nfin: 1\n")
    assert source.tree == {"contexte": "Un *mot*\n: [[annexe:x]] {{ y }}\n\ndeux\n", "fin": "1"}


def test_every_key_and_value_has_its_place() -> None:
    source = accept("etablissements:\n  - id: ime\n    finess: 999000029\n  -\nvide:\n")
    assert source.locate(("etablissements", 0, "finess")) == Position(FILE, 3, 13)
    assert source.locate(("etablissements", 0, "finess"), on_key=True) == Position(FILE, 3, 5)
    assert source.locate(("etablissements", 1)) == Position(FILE, 4, 3)
    assert source.locate(("vide",)) == Position(FILE, 5, 1)
    assert source.locate(("etablissements", 0, "absent")) == Position(FILE, 2, 5)


def test_bom_and_crlf_leave_lines_and_columns_right() -> None:
    plain = accept("a: 1\nb:\n  c: é2\n")
    windows = accept(b"\xef\xbb\xbfa: 1\r\nb:\r\n  c: \xc3\xa92\r\n")
    assert windows == plain
    assert windows.lines == ("a: 1", "b:", "  c: é2")


def test_columns_count_characters_not_bytes() -> None:
    assert refuse("é𝄞: {x: 1,\ty: 2}\n") == [("YAML-010", 1, 11)]


REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", [("YAML-011", 3, 1)]),
    "duplicate key in braces": ("a: {x: 1, x: 2}\n", [("YAML-011", 1, 11)]),
    "tab as indent": ("a:\n\tb: c\n", [("YAML-010", 2, 1)]),
    "tab after spaces in a long text": ("a: |\n  \tb\n", [("YAML-010", 2, 3)]),
    "tab after a colon": ("a:\tb\n", [("YAML-010", 1, 3)]),
    "tab inside a plain text": ("a: b\tc\n", [("YAML-010", 1, 5)]),
    "tab alone on a line": ("a: b\n\t\nc: d\n", [("YAML-010", 2, 1)]),
    "anchor and alias": ("a: &x 1\nb: *x\n", [("YAML-012", 1, 4), ("YAML-013", 2, 4)]),
    "anchor on a block": ("a: &x\n  b: 1\n", [("YAML-012", 1, 4)]),
    "bold text": ("a: **gras** mot\nb: 1\n", [("YAML-013", 1, 4)]),
    "tag": ("a: !!python/object:os.system x\n", [("YAML-014", 1, 4)]),
    "odd tag": ("a: !foo,bar b\n", [("YAML-014", 1, 4)]),
    "merge key": ("a: 1\n<<: {b: 2}\n", [("YAML-015", 2, 1)]),
    "directive": ("%YAML 1.2\n---\na: 1\n", [("YAML-008", 1, 1)]),
    "unknown directive": ("# x\n%FOO\n---\na: 1\n", [("YAML-008", 2, 1)]),
    "root is a list": ("- a\n- b\n", [("YAML-009", 1, 1)]),
    "root is a text": ("bonjour\n", [("YAML-009", 1, 1)]),
    "two documents": ("a: 1\n---\nb: 2\n", [("YAML-007", 2, 1)]),
    "two documents, dots": ("a: 1\n...\nb: 2\n", [("YAML-007", 2, 1)]),
    "empty": ("", [("YAML-006", 1, 1)]),
    "comments only": ("# rien\n\n", [("YAML-006", 1, 1)]),
    "lost letter": ("a: b\n# caf\ufffd\n", [("YAML-003", 2, 6)]),
    "control character": ("a: b\x07\n", [("YAML-004", 1, 5)]),
    "line separator": ("a: b\u2028c\n", [("YAML-004", 1, 5)]),
    "bom in the middle": ("a: \ufeffb\n", [("YAML-004", 1, 4)]),
    "bidi override": ("a: b\nc: \u202ed\n", [("YAML-005", 2, 4)]),
    "control character spelt out": ('a: "x\\0"\n', [("YAML-004", 1, 4)]),
    "half a character spelt out": ('a: "x\\ud800"\n', [("YAML-026", 1, 6)]),
    "no such character": ('a: "\\U00110000"\n', [("YAML-026", 1, 5)]),
    "too deep": ("a: " + "[" * 30 + "]" * 30 + "\n", [("YAML-016", 1, 23)]),
    "list as a key": ("[a, b]: c\n", [("YAML-017", 1, 1)]),
    "question mark": ("? a\n: b\n", [("YAML-017", 1, 3)]),
    "no key": (": x\n", [("YAML-017", 1, 1)]),
    "comma in a number": ("t: {2027: 0,80, 2028: 0,80}\n", [("YAML-018", 1, 11)]),
    "comma in a text": ("t: {voie: 12, rue des Écoles, ville: Nantes}\n", [("YAML-018", 1, 15)]),
    "comma in a list": ("t: [0,80]\n", [("YAML-018", 1, 5)]),
    "colon in a text": ("a:\n  t: Objectif : réduire\n", [("YAML-019", 2, 15)]),
    "line too far right": ("p:\n  nom: IME\n    finess: 1\n", [("YAML-020", 3, 5)]),
    "line between two levels": ("p:\n  - id: a\n   nom: b\n", [("YAML-020", 3, 4)]),
    "open quote": ("a: 'abc\nb: c\n", [("YAML-021", 1, 4)]),
    "open quote closed by the next": ("a: 'abc\nb: 'def'\nc: 1\n", [("YAML-021", 1, 4)]),
    "open bracket": ("a: [1, 2\nb: 3\n", [("YAML-022", 1, 4)]),
    "open brace": ("a: {x: 1, y: 2\nb: 3\n", [("YAML-022", 1, 4)]),
    "stray bracket": ("b: ]\n", [("YAML-022", 1, 4)]),
    "at sign": ("a: @x\n", [("YAML-023", 1, 4)]),
    "backtick": ("a: `x`\n", [("YAML-023", 1, 4)]),
    "per cent": ("a: %x\n", [("YAML-023", 1, 4)]),
    "no colon": ("nom: x\nfiness 999\nville: y\n", [("YAML-024", 2, 1)]),
    "no colon on a parent": ("parties\n  nom: x\n", [("YAML-024", 1, 1)]),
    "no space after a colon": ("nom: x\nfiness:999\nville: y\n", [("YAML-024", 2, 7)]),
    "windows path": ('a: "C:\\dossier"\n', [("YAML-026", 1, 7)]),
    "apostrophe in apostrophes": ("a: 'L'association'\nb: 1\n", [("YAML-027", 1, 7)]),
    "reference not quoted": ("a: [[annexe:x]] suite\nb: 1\n", [("YAML-028", 1, 4)]),
    "reference alone": ("a: [[annexe:x]]\n", [("YAML-028", 1, 4)]),
    "text after a bracket": ("a: [projet] de contrat\nb: 1\n", [("YAML-029", 1, 12)]),
    "text after a bar": ("a: | bonjour\n  x\n", [("YAML-030", 1, 4)]),
    "list on the line of its key": ("a: - b\n", [("YAML-031", 1, 4)]),
    "merge left unfinished": (
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> autre\nc: 4\n",
        [("YAML-032", 2, 1)],
    ),
    "merge with the common ancestor": (
        "l:\n  - a: 1\n<<<<<<< HEAD\n    b: 2\n||||||| 1a2b\n    b: 0\n=======\n    b: 3\n>>>>>>> autre\n",
        [("YAML-032", 3, 1)],
    ),
    "two merges": (
        "<<<<<<< x\na: 1\n=======\na: 2\n>>>>>>> y\n<<<<<<< x\nb: 1\n=======\nb: 2\n>>>>>>> y\n",
        [("YAML-032", 1, 1), ("YAML-032", 6, 1)],
    ),
    "hash in a text": ("a: arrêté #12 du 3\nb: 1\n", [("YAML-033", 1, 11)]),
    "hash in an item": ("a:\n  - arrêté #12\n", [("YAML-033", 2, 12)]),
    "no-break space as indent": ("a:\n\u00a0\u00a0b: 1\n  c: 2\n", [("YAML-034", 2, 1)]),
    "no-break space in the indent": ("a:\n  b: 1\n \u202fc: 2\n", [("YAML-034", 3, 2)]),
    "no-break space before a colon": ("a:\n  b\u00a0: 1\n", [("YAML-034", 2, 4)]),
    "no-break space after a colon": ("a:\n  b:\u00a01\n  c: 2\n", [("YAML-034", 2, 5)]),
    "no-break space before a dash": ("a:\n  \u00a0- b\n   - c\n", [("YAML-034", 2, 3)]),
    "dash forgotten": ("l:\n  - id: a\n    nom: b\n    id: c\n    nom: d\n  - id: e\n", [("YAML-011", 4, 5)]),
    "key slipped to the left": ("a:\n  b: 1\nc: 2\n  d: 3\n  e: 4\n", [("YAML-020", 3, 1)]),
    "keys on one line": ("taux: 2027: 0,80\nb: 1\n", [("YAML-019", 1, 11)]),
    "text without its bar": ("a:\n  b: |\n  Le texte du contrat est long.\n  c: 1\n", [("YAML-024", 3, 3)]),
    "dash without a space": ("- id: a\n-id: b\n", [("YAML-009", 1, 1), ("YAML-031", 2, 1)]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_at_its_place(name: str) -> None:
    text, expected = REFUSED[name]
    found = refuse(text)
    # A list at the root is a consequence when a line could not be read at all.
    assert found == [one for one in expected if len(expected) == 1 or one[0] != "YAML-009"]


def test_every_refusal_says_what_and_how_in_french() -> None:
    problems = [one for text, _ in REFUSED.values() for one in read(text)[1]]
    assert len(problems) >= len(REFUSED)
    for one in problems:
        assert one.message.endswith("."), one
        assert one.aide, one
        words = set(f"{one.message} {one.aide}".lower().split())
        assert not words & {"found", "expected", "the", "while", "mapping", "scalar", "not", "key"}, one


def test_duplicate_key_says_where_the_first_is() -> None:
    assert "à la ligne 2" in only("x: 1\na: 1\n\na: 3\n").message


def test_comma_in_a_number_gives_the_lines_to_write() -> None:
    problem = only("methode: x\ntaux: {2027: 0,80, 2028: 1 250,00}\n")
    assert "«\u202f2027: 0\u202f» puis une clé «\u202f80\u202f»" in problem.message
    assert problem.aide.endswith("\ntaux:\n  2027: 0,80\n  2028: 1 250,00")


def test_comma_in_an_item_gives_the_lines_to_write() -> None:
    problem = only("capacites:\n  - {modalite: internat, autorisee: 1,5}\n")
    assert problem.aide.endswith("\n- modalite: internat\n  autorisee: 1,5")


def test_a_list_with_spaces_is_a_list() -> None:
    assert accept("a: [1, 2]\nb: [x,y]\n").tree == {"a": ["1", "2"], "b": ["x", "y"]}


def test_colon_in_a_text_gives_the_line_to_write() -> None:
    assert only("intitule: Objectif : réduire\n").aide.endswith('\nintitule: "Objectif : réduire"')
    assert only('intitule: Dire "oui" : l\'accord\n').aide.endswith("\nintitule: 'Dire \"oui\" : l''accord'")


def test_keys_on_one_line_are_given_a_line_each() -> None:
    assert "\ntaux:\n  2027: 0,80\n" in only("taux: 2027: 0,80\n").aide


def test_a_dash_forgotten_is_not_told_as_so_many_keys_written_twice() -> None:
    problem = only("l:\n  - id: a\n    nom: b\n    id: c\n    nom: d\n")
    assert "il manque sans doute un tiret" in problem.message
    assert "«\u202f- id:\u202f»" in problem.aide


def test_a_hash_in_a_text_gives_the_line_to_write() -> None:
    assert '\nreference: "arrêté #12 du 3"\n' in only("reference: arrêté #12 du 3\n").aide


@pytest.mark.parametrize(
    "text",
    [
        "a: b # un commentaire\n",
        "a: b #\n",
        "a: b#c\n",
        "#sans espace\na: b\n",
        "a: 'b #c'\n",
        "a: | \n  b #c\n",
        "a: b # attendu #12\n",
    ],
)
def test_a_comment_that_looks_like_one_is_left_alone(text: str) -> None:
    assert accept(text).tree


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  Objectif\u00a0: réduire\n  \u00a0- un tiret de dialogue\n",
        "a: 1\u202f250,00\u00a0€\n",
        "a: Objectif\u00a0\n",
        "a: |\n  =======\n  <<<<<<< x\n",
        "a:\n  - b: |-\n      \u00a0\n  - c: 1\n",
        "a:\n  - \u00a0:0\n  - b:\u00a0c\n",
        "a: '\n\n  \u00a0b: c'\n",
        "# Repère\u00a0: x\na: 1\n",
    ],
)
def test_no_break_spaces_and_marks_that_belong_to_a_text_are_left_alone(text: str) -> None:
    assert accept(text).tree


def test_a_long_line_is_quoted_by_its_beginning() -> None:
    problem = only("a: |\n" + "mot " * 200 + "\nb: 1\n")
    assert len(problem.message) < 150
    assert "…" in problem.message


def test_windows_1252_names_byte_place_and_remedy() -> None:
    problem = only("# début\nnom: Les Éco\nville: é\n".encode("cp1252"))
    assert problem.position == Position(FILE, 1, 4)
    assert "0xE9" in problem.message
    assert "2 autres" in problem.message
    assert "Windows-1252" in problem.aide
    assert "«\u202fé\u202f»" in problem.aide
    assert "enregistrer en UTF-8" in problem.aide


def test_utf16_is_named() -> None:
    assert "UTF-16" in only("a: 1\n".encode("utf-16")).message
    assert read_lines("a: é\n".encode("utf-16")) == ("a: é",)


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"{\\rtf1"])
def test_a_document_named_as_a_text_is_told_once_and_not_shown(start: bytes) -> None:
    data = start + bytes(range(256)) * 9
    assert only(data).code == "YAML-035"
    assert read_lines(data) == ()


def test_a_file_too_big_is_not_parsed() -> None:
    assert only(b"a: 1\n" * 300_000).code == "YAML-001"
    assert accept(b"# " + b"x" * ((1 << 20) - 8) + b"\na: 1\n").tree == {"a": "1"}


def test_several_syntax_errors_are_all_reported() -> None:
    text = "a: b: c\nd: @x\ne: 1\ne: 2\nf: 'y' z\ng:\n  - h\n"
    assert refuse(text) == [("YAML-019", 1, 5), ("YAML-023", 2, 4), ("YAML-011", 4, 1), ("YAML-027", 5, 7)]


def test_lines_badly_indented_together_are_one_mistake() -> None:
    assert refuse("a:\n  b: 1\n    c: 2\n    d: 3\n    e: 4\n  f: 1\n") == [("YAML-020", 3, 5)]


def test_problems_are_bounded() -> None:
    assert len(read("a: 1\n" * 5000)[1]) == 100
    assert len(read("a: b: c\n" * 5000)[1]) == 20


def test_hostile_depth_is_cheap_in_stack_and_time() -> None:
    assert refuse("a: " + "[" * 500_000) == [("YAML-016", 1, 23)]
    assert refuse("a: " + "{b: " * 100_000) == [("YAML-016", 1, 80)]


def test_a_text_block_is_never_taken_for_keys() -> None:
    assert refuse("a:\n  b: |\n    un mot\n    deux mots\n   c: 1\n") == [("YAML-020", 5, 4)]
    assert refuse("a:\n  b |\n    un mot\n    deux mots\n  c: 1\n") == [("YAML-024", 2, 3)]


def test_a_tab_is_the_only_reproach_for_the_columns_it_moves() -> None:
    assert refuse("a:\n  b: 1\n\t    c: 2\n  d: 3\n") == [("YAML-010", 3, 1)]
