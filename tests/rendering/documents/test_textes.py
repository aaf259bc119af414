"""What holds for every document of every kind of contract, read in the Word file its gabarit gives."""

import re
from dataclasses import replace

import pytest
from tests.rendering.documents.dossiers import (
    GABARITS,
    Paragraphe,
    association,
    contexte_of,
    ehpad,
    paragraphs_of,
)

from cpomdoc.model.accompagnement import AccompagnementSocial, PhaseAccompagnement
from cpomdoc.model.contrat import Presentation, Suivi
from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Finances
from cpomdoc.model.objectifs import FicheAction, IndicateurFiche, Objectif, Objectifs
from cpomdoc.model.orientations import Orientations, Schema
from cpomdoc.model.partenariats import Partenariat, Partenariats
from cpomdoc.model.rapt import EngagementRapt, Rapt
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.registre import DOCUMENTS, documents_of, stem, titre
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.gabarits import check_gabarit

PRESQUE_VIDE = replace(
    association(),
    diagnostic=Diagnostic(),
    objectifs=Objectifs((Objectif("o", "Mieux accueillir"),)),
    fiches=(FicheAction("FA-01", "Accueillir plus tôt"),),
    finances=Finances(),
)
ANNEXES_DEMANDEES = replace(
    PRESQUE_VIDE,
    general=replace(PRESQUE_VIDE.general, suivi=Suivi(annexe=True)),
    orientations=Orientations((Schema("prs", "projet régional de santé"), Schema("autre", "Plan", 2023, 2028))),
    partenariats=Partenariats((Partenariat("école", nature="delegation_gestion"),)),
    rapt=Rapt((EngagementRapt("souplesse", "ouvrir des passerelles"),), indicateurs=(IndicateurFiche("i", "délai"),)),
    accompagnement_social=AccompagnementSocial((PhaseAccompagnement("ouverture"),)),
)
PAR_TITRE = replace(ehpad(), general=replace(ehpad().general, presentation=Presentation(numerotation="par_titre")))
CONTRATS = {
    "association": association(),
    "ehpad": PAR_TITRE,
    "presque vide": PRESQUE_VIDE,
    "annexes demandées": ANNEXES_DEMANDEES,
}
CAS = [
    pytest.param(document, dossier, id=f"{document.cle} – {name}")
    for name, dossier in CONTRATS.items()
    for document in DOCUMENTS
    if document.applies(contexte_of(dossier))
]


def level(paragraphe: Paragraphe) -> int:
    """1 for a titre, 2 for an article… 0 for anything but a heading."""
    found = re.fullmatch(r"Heading(\d)", paragraphe.style)
    return int(found.group(1)) if found else 0


@pytest.mark.parametrize(("document", "dossier"), CAS)
def test_rien_ne_laisse_voir_la_machine(document: Document, dossier: Dossier) -> None:
    words = [paragraphe.texte for paragraphe in paragraphs_of(document, dossier)]
    assert len(words) >= 5
    assert [texte for texte in words if re.search(r"\bNone\b|SansObjet|Decimal|\{\{|\{%|\bTrue\b", texte)] == []


@pytest.mark.parametrize(("document", "dossier"), CAS)
def test_aucune_espace_n_est_double_ni_en_trop(document: Document, dossier: Dossier) -> None:
    words = [paragraphe.texte for paragraphe in paragraphs_of(document, dossier)]
    assert [texte for texte in words if "  " in texte or texte != texte.strip()] == []
    assert [texte for texte in words if re.search(r" [;:!?»]|« |\s[,.]|\(\)|;;|\.\.|'|\bà à\b", texte)] == []


@pytest.mark.parametrize(("document", "dossier"), CAS)
def test_aucun_titre_n_est_vide_ni_suivi_de_rien(document: Document, dossier: Dossier) -> None:
    paragraphes = [one for one in paragraphs_of(document, dossier) if one.texte or level(one)]
    headings = [rang for rang, one in enumerate(paragraphes) if level(one)]
    assert headings and all(paragraphes[rang].texte for rang in headings)
    for rang in headings:
        following = paragraphes[rang + 1] if rang + 1 < len(paragraphes) else Paragraphe("", "")
        assert following.texte, paragraphes[rang].texte
        assert not level(following) or level(following) > level(paragraphes[rang]), paragraphes[rang].texte


@pytest.mark.parametrize(("document", "dossier"), CAS)
def test_un_article_ou_une_annexe_porte_toujours_son_numero(document: Document, dossier: Dossier) -> None:
    words = " \n".join(paragraphe.texte for paragraphe in paragraphs_of(document, dossier))
    assert re.findall(r"\bArticle (?!\d)\S*", words) == []
    assert re.findall(r"\bannexe n°\s(?!\d)\S*", words, re.IGNORECASE) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.cle)
def test_chaque_gabarit_ne_demande_que_ce_que_sa_vue_offre(document: Document) -> None:
    data = (GABARITS / document.gabarit).read_bytes()
    assert [problem.message for problem in check_gabarit(document.gabarit, data, document.VUE, FILTRES)] == []


def test_les_documents_se_suivent_dans_l_ordre_de_la_signature() -> None:
    contexte = contexte_of(PRESQUE_VIDE)
    names = [stem(document, contexte) for document in documents_of(contexte)]
    assert names == [
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-financiere",
    ]


def test_une_annexe_porte_le_titre_du_contrat() -> None:
    contexte = contexte_of(association())
    _, fiche = documents_of(contexte)
    assert titre(fiche, contexte) == (
        "CPOM 2027-2031 des Aubépines – Annexe n°\u00a01 – Fiche signalétique du gestionnaire et du périmètre"
    )


def test_un_contrat_sans_reference_ni_signature_dit_ce_qui_manque() -> None:
    words = [paragraphe.texte for paragraphe in paragraphs_of(DOCUMENTS[0], association())]
    assert words[words.index("Référence") + 1] == "à compléter"
    assert any(texte.startswith("Fait à Angers, le (date à compléter), en deux exemplaires") for texte in words)
