"""The dictionary tells every field once, agrees with the schemas, and the committed one is that of today."""

import re

from cpomdoc.checking.field_types import TYPES as FIELD_TYPES
from cpomdoc.checking.load_schemas import SECTIONS, iterate_champs
from cpomdoc.explaining.arbres import iterate_feuilles
from cpomdoc.explaining.champs import TYPES, name_champ, name_documents
from cpomdoc.explaining.expliquer import list_fiches
from cpomdoc.explaining.publish_docs import DICTIONNAIRE, IMPRESSIONS, build_dictionnaire
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.rendering.documents.registre import CONTRAT, IMPRIMES
from tests.checking.contrats_de_test import ROOT

TABLE = (ROOT / IMPRESSIONS).read_text(encoding="utf-8")
PAGE = build_dictionnaire(TABLE).decode()
ROW = re.compile(r"^\| `([a-z0-9_.\[\]]+)` \| (.+) \|$", re.MULTILINE)


def test_every_field_of_every_file_has_one_line_in_the_order_of_the_schemas() -> None:
    champs = [name_champ(champ) for section in SECTIONS for champ in iterate_champs(section)]
    fields, _, values = PAGE.partition("## Listes de valeurs")
    assert [row[1] for row in ROW.finditer(fields)] == champs
    assert len(champs) > 400
    assert "| valeur | sens |" in values


def test_a_line_has_five_cells_that_say_something() -> None:
    for row in ROW.finditer(PAGE.partition("## Listes de valeurs")[0]):
        cells = re.split(r"(?<!\\)\|", row[0])[1:-1]
        assert len(cells) == 5, row[0]
        assert all(cell.strip() for cell in cells[1:4]), row[0]


def test_every_list_that_a_field_names_is_on_the_page() -> None:
    named = set(re.findall(r"\(#liste-([a-z_]+)\)", PAGE))
    assert len(named) > 10
    assert named == set(re.findall(r"^### liste ([a-z_]+)$", PAGE, re.MULTILINE))


def test_every_type_of_field_has_french_words() -> None:
    assert TYPES.keys() == FIELD_TYPES.keys()


def test_the_table_speaks_of_every_field_that_holds_a_value_and_of_known_documents() -> None:
    impressions = load_referentiel().impressions
    assert list(impressions) == [".".join(map(str, champ.path)) for champ in iterate_feuilles()]
    known = {document.cle for document in IMPRIMES}
    assert known == {cle for one in impressions.values() for cle in one.documents}
    assert not [one.champ for one in impressions.values() if one.documents and one.usage]


def test_what_the_act_alone_says_is_printed_in_the_act_alone() -> None:
    impressions = load_referentiel().impressions
    of_the_act = [one for name, one in impressions.items() if name.startswith("avenant.")]
    assert len(of_the_act) > 10
    assert [one.champ for one in of_the_act if one.documents != ("avenant",)] == []
    assert [name for name, one in impressions.items() if "avenant" in one.documents and one not in of_the_act] == []


def test_documents_are_named_by_their_titles_and_the_whole_contract_in_one_word() -> None:
    referentiel, whole = load_referentiel(), [document.cle for document in CONTRAT]
    assert name_documents(["avenant"], referentiel) == "Avenant"
    assert name_documents(["contrat", "suivi_annuel"], referentiel) == "Contrat\u202f; Dialogue de gestion annuel"
    assert name_documents([*whole, "avenant"], referentiel) == "tous les documents du contrat\u202f; Avenant"


def test_most_of_what_an_author_writes_is_printed() -> None:
    impressions = load_referentiel().impressions.values()
    assert sum(1 for one in impressions if one.documents) > len(impressions) * 0.9


def test_a_field_line_says_what_an_author_needs() -> None:
    (row,) = (row[0] for row in ROW.finditer(PAGE) if row[1] == "contrat.duree_annees")
    assert "**Durée.** Nombre entier d’années\u202f; la date de fin s’en déduit<br>`duree_annees: 5`" in row
    assert "| nombre entier, au moins 1, au plus 10, en années | dans un contrat définitif | Contrat\u202f; " in row


def test_the_committed_dictionary_is_that_of_the_schemas() -> None:
    assert len(list_fiches()) == len(ROW.findall(PAGE.partition("## Listes de valeurs")[0]))
    assert (ROOT / DICTIONNAIRE).read_bytes() == PAGE.encode(), "run « make docs » and commit docs/dictionnaire.md"
