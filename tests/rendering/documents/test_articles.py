import re
import zipfile
from dataclasses import fields, replace

import pytest
from tests.checking.contrats_de_test import read_catalogue
from tests.rendering.documents.dossiers import GABARITS, association, contexte_of, paragraphs_of

from cpomdoc.errors import GabaritError
from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.contrat import ClauseParticuliere, Presentation, Resiliation
from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.objectifs import FicheAction, Objectif, Objectifs
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.articles import Annexes, Articles, build_articles, build_plan, resolve_renvoi

SANS_DIAGNOSTIC = replace(association(), objectifs=Objectifs((Objectif("o", "Mieux accueillir"),)))
AVEC_DIAGNOSTIC = replace(SANS_DIAGNOSTIC, diagnostic=Diagnostic())


def numbered(dossier: Dossier, numerotation: str) -> Dossier:
    presentation = Presentation(numerotation=numerotation)
    return replace(dossier, general=replace(dossier.general, presentation=presentation))


def test_les_articles_cites_existent_dans_le_catalogue() -> None:
    cited = {field.name for field in fields(Articles)}
    assert cited and cited <= read_catalogue().cles


def test_le_gabarit_a_des_mots_pour_chaque_article_qui_n_est_pas_fait_de_parties() -> None:
    catalogue = read_catalogue()
    articles = [one for titres in catalogue.plans.values() for titre in titres for one in titre.articles]
    parts = {part.cle for article in articles for part in article.articles}
    leaves = parts | {article.cle for article in articles if not article.articles}
    with zipfile.ZipFile(GABARITS / "contrat.docx") as archive:
        texte = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
    worded = set(re.findall(r'article\.cle == "(\w+)"', texte))
    assert leaves <= worded <= catalogue.cles
    assert catalogue.cles == leaves | {article.cle for article in articles}


def test_chaque_plan_est_celui_d_une_categorie() -> None:
    plans = set(read_catalogue().plans)
    assert "commun" in plans and plans - {"commun"} <= set(load_referentiel().categories_contrat)


CATALOGUE = b"""
articles:
  objectifs: {intitule: Objectifs, intitules: {chrs_l313_11_2: Engagements}}
  suivi: {intitule: Suivi}
plans:
  commun: [{cle: a, intitule: Un, articles: [objectifs, suivi]}]
  chrs_l313_11_2: [{cle: b, intitule: Deux, articles: [{suivi: [objectifs]}]}]
"""


def test_une_categorie_qui_a_son_plan_range_et_nomme_les_articles_a_sa_facon() -> None:
    catalogue = load_catalogue(CATALOGUE, "catalogue.yaml")
    ((commun,), (propre,)) = catalogue.titres_of("ehpad_iv_ter"), catalogue.titres_of("chrs_l313_11_2")
    assert [one.intitule for one in commun.articles] == ["Objectifs", "Suivi"]
    assert [part.intitule for one in propre.articles for part in one.articles] == ["Engagements"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (CATALOGUE.replace(b"suivi: {int", b"bilan: {int"), "place « suivi »"),
        (CATALOGUE.replace(b"[objectifs, suivi]", b"[objectifs, objectifs]"), "figure deux fois"),
        (CATALOGUE.replace(b"intitule: Suivi", b"intitule: Suivi, condition: lune"), "la condition « lune »"),
        (CATALOGUE.replace(b"commun:", b"autre:"), "il manque le plan « commun »"),
        (b"titres: []", "illisible"),
    ],
)
def test_un_catalogue_qui_se_contredit_est_refuse(wrong: bytes, said: str) -> None:
    with pytest.raises(GabaritError, match=said):
        load_catalogue(wrong, "catalogue.yaml")


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
    assert next(one.titre for one in build_plan(contexte_of(written)) if one.cle == "objectifs") in textes
    annexe = "annexe n°\u00a04" if dossier.diagnostic else "annexe n°\u00a02"
    assert f"Selon l’{articles.objectifs.renvoi} et l’{annexe}." in textes


def test_un_article_absent_ne_se_cite_pas() -> None:
    contexte = contexte_of(association())
    assert "resiliation" not in {one.cle for one in build_plan(contexte)}
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


def test_une_clause_placee_apres_un_article_en_parties_suit_la_derniere_de_ses_parties() -> None:
    clauses = (ClauseParticuliere("perimetre", "Fin."), ClauseParticuliere("etablissements", "Avant."))
    dossier = replace(association(), general=replace(association().general, clauses_particulieres=clauses))
    places = {one.cle: one for one in build_plan(contexte_of(dossier))}
    assert [clause.texte for clause in places["etablissements"].clauses] == ["Avant.", "Fin."]
    assert places["perimetre"].clauses == () and places["perimetre"].ouvre == "Titre I – Objet du contrat"
    assert places["gestionnaire"].ouvre == "" and places["gestionnaire"].niveau == 2
