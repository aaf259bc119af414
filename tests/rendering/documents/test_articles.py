from dataclasses import fields, replace

import pytest
from tests.rendering.documents.dossiers import GABARITS, association, contexte_of, paragraphs_of

from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.contrat import ClauseParticuliere, Presentation, Resiliation
from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.objectifs import FicheAction, Objectif, Objectifs
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.articles import Annexes, Articles, build_articles, resolve_renvoi

SANS_DIAGNOSTIC = replace(association(), objectifs=Objectifs((Objectif("o", "Mieux accueillir"),)))
AVEC_DIAGNOSTIC = replace(SANS_DIAGNOSTIC, diagnostic=Diagnostic())


def numbered(dossier: Dossier, numerotation: str) -> Dossier:
    presentation = Presentation(numerotation=numerotation)
    return replace(dossier, general=replace(dossier.general, presentation=presentation))


def test_la_vue_offre_tous_les_articles_du_catalogue_et_eux_seuls() -> None:
    catalogue = load_catalogue((GABARITS / "catalogue.yaml").read_bytes(), "catalogue.yaml")
    keys = {
        article.cle for titre in catalogue.titres for parent in titre.articles for article in (parent, *parent.articles)
    }
    assert keys == {field.name for field in fields(Articles)}


def test_les_annexes_citees_existent_dans_la_nomenclature() -> None:
    cited = {field.name for field in fields(Annexes)}
    assert cited and cited <= set(load_referentiel().annexes)


@pytest.mark.parametrize(
    ("dossier", "numerotation", "objectifs", "suivi"),
    [
        (SANS_DIAGNOSTIC, "continue", "article\u00a02", "article\u00a04"),
        (AVEC_DIAGNOSTIC, "continue", "article\u00a03", "article\u00a05"),
        (SANS_DIAGNOSTIC, "par_titre", "article\u00a02 du titre\u00a0I", "article\u00a01 du titre\u00a0II"),
        (AVEC_DIAGNOSTIC, "par_titre", "article\u00a03 du titre\u00a0I", "article\u00a01 du titre\u00a0II"),
    ],
)
def test_les_renvois_suivent_les_articles_qui_paraissent_ou_disparaissent(
    dossier: Dossier, numerotation: str, objectifs: str, suivi: str
) -> None:
    contexte = contexte_of(numbered(dossier, numerotation))
    articles = build_articles(contexte)
    assert articles.objectifs is not None and articles.suivi is not None
    assert (articles.objectifs.renvoi, articles.suivi.renvoi) == (objectifs, suivi)
    assert resolve_renvoi(contexte, "article:suivi") == suivi


@pytest.mark.parametrize("numerotation", ["continue", "par_titre"])
@pytest.mark.parametrize("dossier", [SANS_DIAGNOSTIC, AVEC_DIAGNOSTIC])
def test_un_renvoi_imprime_designe_un_article_imprime(dossier: Dossier, numerotation: str) -> None:
    clause = ClauseParticuliere("duree", "Selon l'[[article:objectifs]] et l'[[annexe:objectifs_fiches_actions]].")
    general = replace(numbered(dossier, numerotation).general, clauses_particulieres=(clause,))
    written = replace(dossier, general=general)
    articles = build_articles(contexte_of(written))
    assert articles.objectifs is not None
    textes = [paragraphe.texte for paragraphe in paragraphs_of(contrat, written)]
    assert articles.objectifs.titre in textes
    annexe = "annexe n°\u00a04" if dossier.diagnostic else "annexe n°\u00a02"
    assert f"Selon l’{articles.objectifs.renvoi} et l’{annexe}." in textes


def test_un_article_absent_ne_se_cite_pas() -> None:
    contexte = contexte_of(association())
    assert build_articles(contexte).resiliation is None
    assert resolve_renvoi(contexte, "article:resiliation") is None
    assert resolve_renvoi(contexte, "annexe:activite") is None
    assert resolve_renvoi(contexte, "chapitre:x") is None
    general = replace(association().general, resiliation=Resiliation(6))
    assert resolve_renvoi(contexte_of(replace(association(), general=general)), "article:resiliation") is not None


def test_une_fiche_se_cite_par_son_numero() -> None:
    contexte = contexte_of(replace(association(), fiches=(FicheAction("FA-03", "Accueillir plus tôt"),)))
    assert resolve_renvoi(contexte, "fiche:FA-03") == "fiche action FA-03"
    assert resolve_renvoi(contexte, "fiche:FA-04") is None


def test_une_clause_particuliere_suit_l_article_qu_elle_nomme() -> None:
    clause = ClauseParticuliere("revision", "Les parties se réunissent.", "Clause de rencontre")
    general = replace(association().general, clauses_particulieres=(clause,))
    textes = [one.texte for one in paragraphs_of(contrat, replace(association(), general=general))]
    revision = next(rang for rang, texte in enumerate(textes) if texte.endswith("– Révision"))
    following = next(rang for rang, texte in enumerate(textes) if texte.endswith("– Entrée en vigueur et durée"))
    assert revision < textes.index("Clause de rencontre") < textes.index("Les parties se réunissent.") < following
