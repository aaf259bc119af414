"""A contract as its avenants have changed it: what it says of itself, on its cover, its pages and its annexes."""

from dataclasses import replace
from datetime import date

from tests.rendering.documents.avenants import (
    ATELIER,
    AVENANT,
    CONTRAT,
    article,
    contexte_avenant,
    headings_of,
    print_contrat_of,
)
from tests.rendering.documents.dossiers import association, contexte_of

from cpomdoc.model.avenant import Avenant
from cpomdoc.model.projet_avenant import ActeAnterieur, Consolidation, Genre, Operation, Origine
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import build_entete, build_titre_annexe
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.render_edition import print_documents

SIGNE = replace(AVENANT, statut="definitif", date_signature=date(2027, 11, 20))
FICHE = "fiche_signaletique"
NOTICE = "Version consolidée à titre informatif\u202f: seuls font foi le contrat et ses avenants signés."
INITIAL = replace(CONTRAT, signataires=("l’association Les Aubépines", "l’Agence régionale de santé"))
ORIGINES = (
    Origine("article:duree", "Article 9 – Entrée en vigueur et durée", 0, date(2027, 1, 1)),
    Origine(f"annexe:{FICHE}", "Annexe n° 1 – Fiche signalétique", 1, date(2028, 1, 1)),
)


def consolidated(avenant: Avenant = SIGNE, *acts: ActeAnterieur) -> Contexte:
    """The association's contract after its first avenant."""
    contexte = contexte_of(replace(association(), avenant=avenant))
    return replace(
        contexte, consolidation=Consolidation(avenant.numero, acts or (INITIAL,), ORIGINES, date(2028, 1, 1))
    )


def words_of(contexte: Contexte) -> str:
    return render_markdown(print_contrat_of(contexte).tree).replace("**", "").replace("\u00a0", " ")


def test_the_cover_says_that_it_binds_nobody_and_what_it_puts_together() -> None:
    cover = words_of(consolidated()).split("# Parties")[0]
    assert cover.startswith("VERSION CONSOLIDÉE\n\nContrat pluriannuel")
    assert NOTICE in cover
    assert "Le contrat a été signé le 15 décembre 2026. L’avenant n° 1 a été signé le 20 novembre 2027." in cover
    assert "La présente rédaction vaut à compter du 1er janvier 2028." in cover


def test_nobody_signs_it_but_it_says_who_signed_when() -> None:
    contexte = consolidated()
    end = words_of(contexte).split("# Signatures")[1]
    assert "Fait à" not in end
    assert "le 15 décembre 2026 par l’association Les Aubépines et l’Agence régionale de santé." in end
    assert "L’avenant n° 1 a été signé le 20 novembre 2027 par l’association Les Aubépines et l’Agence" in end
    assert headings_of(print_contrat_of(contexte).tree)[-2:] == [
        "Signatures des actes consolidés",
        "Origine des articles et des annexes",
    ]


def test_each_part_says_from_which_act_its_words_come_and_from_when() -> None:
    end = words_of(consolidated()).split("# Origine des articles et des annexes")[1]
    assert "| Article 9 – Entrée en vigueur et durée | Contrat initial | 1er janvier 2027 |" in end
    assert "| Annexe n° 1 – Fiche signalétique | Avenant n° 1 | 1er janvier 2028 |" in end


def test_acts_already_signed_say_who_signed_them_when_it_is_known() -> None:
    first = ActeAnterieur(1, "01-activite", date(2027, 11, 20), None, ("l’association Les Aubépines",))
    contexte = consolidated(replace(SIGNE, numero=2, date_signature=date(2028, 6, 1)), CONTRAT, first)
    end = words_of(contexte).split("# Signatures")[1]
    assert "Le contrat a été signé le 15 décembre 2026.\n" in end
    assert "L’avenant n° 1 a été signé le 20 novembre 2027 par l’association Les Aubépines.\n" in end
    assert "L’avenant n° 2 a été signé le 1er juin 2028 par l’association Les Aubépines et" in end


def test_while_the_avenant_is_negotiated_its_version_is_a_draft() -> None:
    words = words_of(consolidated(AVENANT))
    assert words.startswith("PROJET DE VERSION CONSOLIDÉE\n")
    assert "L’avenant n° 1 n’est pas encore signé.\n" in words
    assert build_entete(consolidated(AVENANT), "contrat").mention == "Projet de version consolidée"


def test_every_page_says_what_it_is() -> None:
    assert build_entete(contexte_of(association()), "contrat").mention == "Projet"
    assert build_entete(consolidated(), "contrat").mention == "Version consolidée"
    assert build_entete(contexte_avenant(association()), FICHE).mention == "Avenant n°\u00a01 – projet"
    assert build_entete(contexte_avenant(association(), avenant=SIGNE), FICHE).mention == "Avenant n°\u00a01"


def test_an_annex_says_which_act_it_comes_from() -> None:
    plain = "Annexe opposable aux parties"
    remplacer = Operation(Genre.REMPLACER_ANNEXE, f"annexe:{FICHE}", "L’annexe n° 1 est remplacée.")
    assert build_titre_annexe(contexte_of(association()), FICHE).mention == plain
    assert build_titre_annexe(contexte_avenant(association()), FICHE).mention == plain
    attached = contexte_avenant(association(), articles=(article(remplacer),))
    assert build_titre_annexe(attached, FICHE).mention == f"{plain} – version issue de l’avenant n°\u00a01"
    assert build_titre_annexe(consolidated(), FICHE).mention == f"{plain} – version issue de l’avenant n°\u00a01"


def test_the_set_of_a_consolidated_contract_prints_like_any_other() -> None:
    printed = print_documents(consolidated(), ATELIER, dessins=False)
    assert [one.cle for one in printed] == ["contrat", FICHE]
    assert "version issue de l’avenant" in render_markdown(printed[1].tree)
