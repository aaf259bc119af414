"""The act of an avenant, as the gabarit words it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rendering.documents.avenants import (
    AVENANT,
    LIGNE,
    PREMIER,
    PROROGER,
    article,
    contexte_avenant,
    headings_of,
    lines_of,
    print_acte,
)
from tests.rendering.documents.avenants import CONTRAT as SIGNE
from tests.rendering.documents.dossiers import ASSOCIATION, association, ehpad, with_gestionnaire, with_parties
from tests.rendering.formats.docx_samples import read_member

from cpomdoc.model.avenant import Avenant, ClauseAvenant
from cpomdoc.model.contrat import Visa
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.parties import AutrePartie, Cogestionnaire, DepartementPartie, Gestionnaire, PrefetPartie
from cpomdoc.model.projet_avenant import Genre, LigneTableau, Operation
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.registre import IMPRIMABLES, list_documents
from cpomdoc.rendering.formats.docx_tree.tree import iter_paragraphs, plain_text

ABROGER = Operation(Genre.ABROGER, "article:resiliation", "L’article 8 du contrat est supprimé.")
MODIFIER = Operation(Genre.REMPLACER, "article:dotations", "L’article 4.2 est ainsi modifié :", (LIGNE,))
ANNEXE = Operation(Genre.REMPLACER_ANNEXE, "annexe:fiche_signaletique", "L’annexe n° 1 est remplacée.")


def words_of(contexte: Contexte) -> str:
    """All that the act says, one line a paragraph, its emphasis left out."""
    return "\n".join(lines_of(contexte)).replace("**", "").replace("\u00a0", " ").replace("\u202f", " ")


def with_departements(dossier: Dossier, *codes: str) -> Dossier:
    parties = dossier.general.parties
    return with_parties(dossier, replace(parties, departements=tuple(DepartementPartie(code) for code in codes)))


def test_the_act_is_a_document_to_check_and_none_of_the_contract() -> None:
    contexte = contexte_avenant(association())
    assert "avenant" in {one.cle for one in IMPRIMABLES}
    assert "avenant" not in {one.cle for one in list_documents(contexte.referentiel)}


def test_the_title_names_the_contract_as_it_was_signed() -> None:
    words = words_of(contexte_avenant(association()))
    assert words.splitlines()[:3] == [
        "PROJET",
        "Avenant n° 1",
        "au contrat pluriannuel d’objectifs et de moyens 2027-2031 de l’association Les Aubépines",
    ]
    assert "| Contrat modifié | Signé le 15 décembre 2026 |" in words
    assert "| Date d’effet | À la date de la signature |" in words


def test_a_definitive_act_says_no_more_that_it_is_a_draft() -> None:
    avenant = replace(AVENANT, statut="definitif", date_signature=date(2028, 3, 1), reference="A-1")
    contexte = contexte_avenant(association(), avenant=avenant)
    assert "PROJET" not in words_of(contexte)
    assert "| Référence | A-1 |" in words_of(contexte)
    [header] = {plain for plain in _headers(contexte) if plain}
    assert header.startswith("Avenant n°\u00a01 – CPOM 2027-2031 des Aubépines – A-1")
    assert "Projet" not in header


def _headers(contexte: Contexte) -> set[str]:
    sections = print_acte(contexte).tree.sections
    return {plain_text(one) for s in sections for story in s.headers.values() for one in iter_paragraphs(story.blocks)}


def test_an_act_that_does_one_thing_has_a_single_article() -> None:
    acte = print_acte(contexte_avenant(association()))
    assert [one for one in headings_of(acte.tree) if one.startswith("Article")] == ["Article unique"]


def test_an_act_that_only_replaces_an_annex_names_it_once() -> None:
    said = words_of(contexte_avenant(association(), articles=(article(ANNEXE, intitule="Annexe du contrat"),)))
    assert "L’annexe n° 1 est remplacée." in said
    assert "version issue" not in said


def test_an_act_that_does_several_things_numbers_its_articles() -> None:
    contexte = contexte_avenant(
        association(),
        avenant=replace(AVENANT, clauses=(ClauseAvenant("Elles se revoient en 2028.", "Revoyure"),)),
        articles=(article(PROROGER), article(ABROGER, intitule="Résiliation"), article(ANNEXE, intitule="Annexes")),
    )
    assert [one for one in headings_of(print_acte(contexte).tree) if one.startswith("Article")] == [
        "Article 1 – Objet",
        "Article 2 – Durée du contrat",
        "Article 3 – Résiliation",
        "Article 4 – Annexes",
        "Article 5 – Revoyure",
        "Article 6 – Annexe jointe",
        "Article 7 – Dispositions inchangées",
        "Article 8 – Entrée en vigueur et durée",
    ]
    words = words_of(contexte)
    assert "L’annexe suivante, jointe au présent avenant, en fait partie :" in words
    assert "(version issue de l’avenant n° 1)." in words


def test_the_author_may_ask_for_a_single_article_and_a_clause_keeps_its_title_in_it() -> None:
    clause = ClauseAvenant("Elles se revoient en 2028.", "Revoyure")
    avenant = replace(AVENANT, presentation="article_unique", clauses=(clause,))
    words = words_of(contexte_avenant(association(), avenant=avenant, articles=(article(PROROGER, ABROGER),)))
    assert "\nRevoyure\nElles se revoient en 2028.\n" in words
    assert "Article 2" not in words


def test_what_changes_is_a_table_with_a_dash_where_there_was_nothing() -> None:
    added = LigneTableau("Places de la MAS", "", "6")
    contexte = contexte_avenant(association(), articles=(article(replace(MODIFIER, lignes=(LIGNE, added))),))
    assert "| Ce qui change | Rédaction actuelle | Rédaction nouvelle |" in words_of(contexte)
    assert "| Places de l’IME | 40 | 45 |\n| Places de la MAS | – | 6 |" in words_of(contexte)


def test_each_reason_has_its_title_and_its_words_or_is_to_complete() -> None:
    avenant = replace(AVENANT, motifs=("prorogation", "capacite"))
    acte, words = (
        print_acte(contexte_avenant(association(), avenant=avenant)),
        words_of(contexte_avenant(association(), avenant=avenant)),
    )
    assert "#### Prorogation du contrat\nLa réforme attendue n’est pas entrée en vigueur.\n" in words
    assert "#### Capacités\nà compléter\n" in words
    assert acte.a_completer == print_acte(contexte_avenant(association())).a_completer + 1


def test_an_act_without_motive_leaves_its_reasons_to_complete() -> None:
    words = words_of(contexte_avenant(association(), avenant=Avenant(1)))
    assert "# Exposé des motifs\nà compléter\nCeci exposé, les parties" in words


def test_visas_go_from_the_law_to_the_contract_then_to_what_is_new() -> None:
    avenant = replace(
        AVENANT,
        numero=2,
        visas=(Visa("la délibération du 12 octobre 2028", "deliberation"), Visa("l’arrêté du 3 mai 2028", "arrete")),
        demande_prorogation=date(2028, 5, 12),
    )
    words = words_of(contexte_avenant(association(), avenant=avenant, anterieurs=(SIGNE, PREMIER)))
    visas = [line for line in words.splitlines() if line.startswith("Vu ")]
    assert visas[0].startswith("Vu le code de l’action sociale et des familles")
    assert visas[-5:] == [
        "Vu le contrat pluriannuel d’objectifs et de moyens 2027-2031 de l’association Les Aubépines, "
        "signé le 15 décembre 2026 ;",
        "Vu l’avenant n° 1 à ce contrat, signé le 20 novembre 2027 ;",
        "Vu la demande de prorogation du contrat, notifiée le 12 mai 2028 ;",
        "Vu l’arrêté du 3 mai 2028 ;",
        "Vu la délibération du 12 octobre 2028 ;",
    ]
    assert "Les autres dispositions du contrat, modifié par l’avenant n° 1, demeurent inchangées." in words


def test_the_visas_that_the_contract_already_had_are_not_cited_again() -> None:
    general = replace(association().general, visas=(Visa("l’arrêté du 1er mars 2020", "arrete"),))
    old, new = replace(association(), general=general), (*general.visas, Visa("l’arrêté du 4 mai 2028", "arrete"))
    words = words_of(contexte_avenant(replace(old, general=replace(general, visas=new)), old))
    assert "l’arrêté du 4 mai 2028" in words
    assert "l’arrêté du 1er mars 2020" not in words
    assert "Vu la délibération du conseil d’administration" not in words


def test_two_earlier_avenants_are_named_together() -> None:
    second = replace(PREMIER, numero=2)
    avenant = replace(AVENANT, numero=3)
    words = words_of(contexte_avenant(association(), avenant=avenant, anterieurs=(SIGNE, PREMIER, second)))
    assert "Les autres dispositions du contrat, modifié par les avenants n° 1 et 2, demeurent inchangées." in words


@pytest.mark.parametrize(
    ("effet", "signature", "said"),
    [
        (None, None, "prend effet à la date de sa signature. Il"),
        (None, date(2028, 3, 1), "prend effet à la date de sa signature. Il"),
        (date(2028, 3, 1), date(2028, 3, 1), "prend effet à la date de sa signature, le 1er mars 2028. Il"),
        (date(2028, 6, 1), date(2028, 3, 1), "prend effet le 1er juin 2028. Il"),
        (date(2028, 1, 1), date(2028, 3, 1), "prend effet le 1er janvier 2028. Bien que signé après cette date, il"),
    ],
)
def test_the_act_says_from_when_it_binds(effet: date | None, signature: date | None, said: str) -> None:
    avenant = replace(AVENANT, date_effet=effet, date_signature=signature)
    words = words_of(contexte_avenant(association(), avenant=avenant))
    assert f"Le présent avenant {said}" in words
    assert "Il s’applique jusqu’au terme du contrat, qu’il porte au 31 décembre 2031." in words


def test_the_term_is_only_fixed_where_the_act_does_not_move_it() -> None:
    words = words_of(contexte_avenant(association(), articles=(article(MODIFIER),)))
    assert "Il s’applique jusqu’au terme du contrat, fixé au 31 décembre 2031." in words


def test_a_manager_that_takes_the_place_of_another_comes_to_its_rights() -> None:
    old = with_gestionnaire(association(), replace(ASSOCIATION, siren="111111111"))
    new = with_gestionnaire(association(), Gestionnaire("Les Acacias", forme="fondation", siren="222222222"))
    words = words_of(contexte_avenant(new, old))
    assert "La fondation Les Acacias, venant aux droits de l’association Les Aubépines, dont le siège" in words
    assert "2027-2031 de l’association Les Aubépines" in words
    assert "en deux exemplaires originaux" in words


def test_a_manager_that_changes_its_name_is_the_same() -> None:
    old = with_gestionnaire(association(), replace(ASSOCIATION, siren="111111111"))
    new = with_gestionnaire(old, replace(ASSOCIATION, siren="111111111", raison_sociale="Les Acacias"))
    assert "L’association Les Acacias, anciennement dénommée « Les Aubépines », dont" in words_of(
        contexte_avenant(new, old)
    )


def test_without_a_number_the_motive_tells_a_new_name_from_a_new_manager() -> None:
    new = with_gestionnaire(association(), replace(ASSOCIATION, raison_sociale="Les Acacias"))
    renamed = contexte_avenant(new, association(), replace(AVENANT, motifs=("identite",)))
    assert "anciennement dénommée « Les Aubépines »" in words_of(renamed)
    assert "venant aux droits de l’association Les Aubépines" in words_of(contexte_avenant(new, association()))


def test_a_party_that_joins_and_one_that_leaves_say_so_and_both_sign() -> None:
    old, new = with_departements(ehpad(), "74"), with_departements(ehpad(), "73")
    words = words_of(contexte_avenant(new, old))
    assert "Le département de la Savoie, qui devient partie au contrat par le présent avenant," in words
    assert "Le département de la Haute-Savoie, qui cesse d’être partie au contrat par le présent avenant," in words
    assert "Pour le département de la Savoie" in words
    assert "Pour le département de la Haute-Savoie" in words
    assert "ci-après dénommé « le département »" not in words
    assert "en quatre exemplaires originaux" in words


def test_one_of_several_managers_that_leaves_signs_too() -> None:
    autre = Cogestionnaire("Les Ormes", forme="association", id="ormes")
    parties = association().general.parties
    old = with_parties(association(), replace(parties, cogestionnaires=(autre,)))
    words = words_of(contexte_avenant(association(), old))
    assert "L’association Les Ormes, qui cesse d’être partie au contrat par le présent avenant," in words
    assert "Pour l’association Les Ormes" in words


def test_a_prefet_and_another_party_that_join_say_so_in_the_right_number() -> None:
    parties = association().general.parties
    autres = (AutrePartie("les Amis du Verger"),)
    new = with_parties(association(), replace(parties, prefets=(PrefetPartie("departement", "49"),), autres=autres))
    words = words_of(contexte_avenant(new, association()))
    assert "L’État, qui devient partie au contrat par le présent avenant," in words
    assert "Les Amis du Verger, qui deviennent parties au contrat par le présent avenant," in words


def test_only_those_that_the_act_names_conclude_it() -> None:
    dossier = with_departements(ehpad(), "74")
    words = words_of(contexte_avenant(dossier, avenant=replace(AVENANT, signataires=("gestionnaire", "74"))))
    assert "Agence régionale de santé" not in words.split("# Visas")[0]
    assert "en deux exemplaires originaux" in words


def test_the_act_takes_its_place_and_number_of_originals_from_its_own_file() -> None:
    avenant = replace(AVENANT, lieu_signature="Cholet", nombre_exemplaires=5, date_signature=date(2028, 3, 1))
    assert "Fait à Cholet, le 1er mars 2028, en cinq exemplaires originaux." in words_of(
        contexte_avenant(association(), avenant=avenant)
    )


def test_the_last_page_compares_every_field_and_sets_apart_what_follows() -> None:
    contexte = contexte_avenant(association())
    assert "Tableau comparatif" not in words_of(contexte)
    assert contexte.projet_avenant is not None
    projet = replace(contexte.projet_avenant, tableau=(LIGNE,), consequences=(LigneTableau("Total", "70", "75"),))
    words = words_of(replace(contexte, projet_avenant=projet))
    assert "# Tableau comparatif\n" in words
    assert words.index("| Places de l’IME | 40 | 45 |") < words.index("## Conséquences") < words.index("| Total | 70")


def test_the_file_bears_the_date_of_the_act() -> None:
    avenant = replace(AVENANT, date_effet=date(2028, 6, 1))
    core = read_member(print_acte(contexte_avenant(association(), avenant=avenant)).docx, "docProps/core.xml")
    assert b"2028-06-01T00:00:00Z" in core
    assert b"2027-01-01T00:00:00Z" in read_member(print_acte(contexte_avenant(association())).docx, "docProps/core.xml")
