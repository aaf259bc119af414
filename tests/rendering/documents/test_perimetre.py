from dataclasses import replace

from tests.rendering.documents.dossiers import IME, MAS, association, contexte_of, ehpad, paragraphs_of, vue_of

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.perimetre import Etablissement, Perimetre, PerimetreAnnonce, Projet
from cpomdoc.rendering.documents import annexe_fiche_signaletique, contrat
from cpomdoc.rendering.documents.capacites import LigneTotal
from cpomdoc.rendering.documents.perimetre import build_perimetre
from cpomdoc.rendering.valeurs import SANS_OBJET


def announced(dossier: Dossier, annonce: PerimetreAnnonce) -> Dossier:
    return replace(dossier, perimetre=replace(dossier.perimetre, annonce=annonce))


def textes(dossier: Dossier) -> list[str]:
    return [paragraphe.texte for paragraphe in paragraphs_of(contrat, dossier)]


def test_les_places_sont_totalisees_par_mesure() -> None:
    table = build_perimetre(contexte_of(association()))
    assert table.totaux == (LigneTotal("Total", 76, 74, 74),)
    assert [len(ligne.lignes) for ligne in table.etablissements] == [1, 2]


def test_un_etablissement_sans_capacite_laisse_le_total_inconnu() -> None:
    dossier = replace(association(), perimetre=Perimetre((IME, Etablissement("esat", "ESAT"))))
    table = build_perimetre(contexte_of(dossier))
    assert table.totaux == (LigneTotal("Total", None, None, None),)
    assert [ligne.autorisee for ligne in table.etablissements[1].lignes] == [None]


def test_un_compte_annonce_qui_contredit_la_liste_s_imprime_avec_elle() -> None:
    dossier = announced(association(), PerimetreAnnonce(etablissements=8, departements=1))
    table = build_perimetre(contexte_of(dossier))
    assert [(one.annonce, one.liste) for one in table.discordances] == [(8, 2)]
    words = textes(dossier)
    row = words.index("Établissements et services")
    assert words[row + 1 : row + 3] == ["8", "2"]
    assert any("ne concordent pas" in texte for texte in words)


def test_un_compte_annonce_qui_concorde_ne_se_dit_pas() -> None:
    words = textes(announced(association(), PerimetreAnnonce(etablissements=2)))
    assert not any("ne concordent pas" in texte for texte in words)


def test_des_places_annoncees_sans_detail_sont_dites_non_reparties() -> None:
    dossier = replace(
        association(), perimetre=Perimetre((IME, Etablissement("esat", "ESAT")), annonce=PerimetreAnnonce(places=419))
    )
    words = textes(dossier)
    assert words[words.index("Total (annoncé, non réparti)") + 1] == "419"


def test_un_seul_etablissement_se_lit_au_singulier() -> None:
    words = textes(ehpad())
    assert any(texte.endswith("dénommé «\u202fEHPAD du Lac\u202f», seul au périmètre.") for texte in words)
    plural = [texte for texte in words if "établissements et services" in texte.lower()]
    assert [texte for texte in plural if not texte.startswith("Vu ") and "Vu le décret" not in texte] == []


def test_la_presence_incertaine_d_un_etablissement_se_dit_a_sa_ligne() -> None:
    dossier = replace(association(), perimetre=Perimetre((IME, replace(MAS, dans_le_contrat=None))))
    words = textes(dossier)
    assert any("reste à confirmer" in texte for texte in words)
    assert "IME – ARS" in words
    assert "MAS – ARS – au contrat\u202f: à compléter" in words


def test_un_etablissement_hors_du_contrat_ne_paraît_que_dans_la_fiche() -> None:
    dossier = replace(association(), perimetre=Perimetre((IME, replace(MAS, dans_le_contrat=False))))
    assert "MAS du Verger" not in textes(dossier)
    vue = annexe_fiche_signaletique.build_vues(contexte_of(dossier))
    assert [one.nom for one in vue.hors_contrat] == ["MAS du Verger"]
    assert [fiche.titre for fiche in vue.fiches] == ["1. IME des Aubépines"]


def test_une_autorisation_conjointe_nomme_les_deux_autorites() -> None:
    (ligne,) = build_perimetre(contexte_of(ehpad())).etablissements
    assert ligne.autorite == "ARS et département de la Haute-Savoie"


def test_un_projet_sans_capacite_ne_demande_pas_de_la_completer() -> None:
    perimetre = replace(association().perimetre, projets=(Projet("p", "Déménager", exonere_appel_a_projets=True),))
    vue = vue_of(replace(association(), perimetre=perimetre))
    assert (vue.projets[0].avant, vue.projets[0].apres) == (SANS_OBJET, SANS_OBJET)
    assert vue.projets_exoneres
    words = textes(replace(association(), perimetre=perimetre))
    assert any(texte.startswith("Le projet suivant est susceptible") for texte in words)
