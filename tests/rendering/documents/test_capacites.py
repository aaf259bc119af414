"""What the contract and the fiche signalétique say of capacities: units, parts, dates, sites, acts, totals."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rendering.documents.dossiers import EHPAD, IME, MAS, association, contexte_of, ehpad, paragraphs_of

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Base, Finances
from cpomdoc.model.parties import Adresse
from cpomdoc.model.perimetre import (
    Acte,
    Autorisation,
    Capacite,
    CapaciteIncluse,
    CapaciteTotale,
    Etablissement,
    FinancementCapacite,
    Perimetre,
    SiteSecondaire,
)
from cpomdoc.rendering.documents import annexe_fiche_signaletique, contrat
from cpomdoc.rendering.documents.perimetre import build_perimetre

AVANT = Capacite("milieu_ordinaire", None, 40, 40, 40, date_fin=date(2027, 12, 31))
APRES = replace(
    AVANT,
    autorisee=46,
    installee=46,
    financee=46,
    date_fin=None,
    date_effet=date(2028, 1, 1),
    acte=Acte("arrêté n° 2026-44", date(2026, 6, 12)),
)
SESSAD = Etablissement("sessad", "SESSAD", finess="999000037", categorie="182", capacites=(AVANT, APRES))


def with_esms(*esms: Etablissement, dossier: Dossier | None = None) -> Dossier:
    return replace(dossier or association(), perimetre=Perimetre(esms))


def textes(dossier: Dossier) -> list[str]:
    return [one.texte for one in paragraphs_of(contrat, dossier)]


def fiche(dossier: Dossier) -> list[str]:
    """The sheet; the annex itself is left out of the plan of the smallest contracts."""
    vue = annexe_fiche_signaletique.build_vues(contexte_of(dossier))
    assert vue.fiches
    return [one.texte for one in paragraphs_of(annexe_fiche_signaletique, dossier)]


def row(words: list[str], first: str, size: int) -> list[str]:
    start = words.index(first)
    return words[start : start + size]


def test_une_capacite_qui_change_se_lit_avant_et_apres_et_se_totalise_aux_deux_dates() -> None:
    words = textes(with_esms(SESSAD, MAS))
    assert row(words, "Prestation en milieu ordinaire, jusqu’au 31 décembre 2027", 3)[1:] == ["40", "40"]
    assert row(words, "Prestation en milieu ordinaire, à compter du 1er janvier 2028", 3)[1:] == ["46", "46"]
    assert row(words, "Total au 1er janvier 2027", 3)[1:] == ["76", "74"]
    assert row(words, "Total au 31 décembre 2031", 3)[1:] == ["82", "80"]
    assert "Toute autre modification du périmètre fait l’objet d’un avenant." in words


def test_la_fiche_dit_les_dates_et_l_acte_de_chaque_capacite() -> None:
    words = fiche(with_esms(SESSAD))
    assert "jusqu’au 31/12/2027" in words
    assert "depuis le 01/01/2028" in words
    assert "Arrêté n°\u00a02026-44 du 12 juin 2026." in words


def test_une_capacite_finie_avant_le_contrat_n_est_que_dans_la_fiche() -> None:
    ended = replace(AVANT, date_fin=date(2026, 12, 31))
    dossier = with_esms(replace(SESSAD, capacites=(ended, replace(APRES, date_effet=date(2027, 1, 1)))))
    (ligne,) = build_perimetre(contexte_of(dossier)).etablissements
    assert [one.autorisee for one in ligne.lignes] == [46]
    assert "jusqu’au 31/12/2026" in fiche(dossier)
    assert [one.libelle for one in build_perimetre(contexte_of(dossier)).totaux] == ["Total"]


@pytest.mark.parametrize(
    ("modalite", "nombre", "mots"),
    [
        ("milieu_ordinaire", 6, "places créées par le présent contrat"),
        ("milieu_ordinaire", 1, "place créée par le présent contrat"),
        ("equipe_mobile", 1, "équipe mobile créée par le présent contrat"),
        ("lits", 2, "lits créés par le présent contrat"),
    ],
)
def test_ce_que_le_contrat_cree_se_dit_et_s_accorde(modalite: str, nombre: int, mots: str) -> None:
    created = Capacite(modalite, None, nombre, 0, nombre, date_effet=date(2028, 1, 1), creee_par_le_contrat=True)
    dossier = with_esms(replace(SESSAD, capacites=(created,)))
    assert any(texte.endswith(f"à compter du 1er janvier 2028, {mots}") for texte in textes(dossier))
    assert f"{mots[:1].upper()}{mots[1:]}." in fiche(dossier)


def test_l_entete_dit_l_unite_quand_il_n_y_en_a_qu_une() -> None:
    lits = replace(MAS, capacites=(Capacite("internat_continu", None, 45, 45, 45, unite="lits_et_places"),))
    assert {"Lits et places autorisés", "Lits et places financés"} <= set(textes(with_esms(lits)))


def test_des_unites_differentes_se_lisent_a_leur_nombre_et_ne_s_additionnent_pas() -> None:
    mobile = Etablissement("em", "Équipe", capacites=(Capacite("equipe_mobile", None, 1, 1, 1),))
    words = textes(with_esms(IME, mobile))
    assert "Capacité autorisée" in words
    assert {"40 places", "1 équipe mobile"} <= set(words)
    assert row(words, "Total en places", 3)[1:] == ["40", "40"]
    assert row(words, "Total en équipes mobiles", 3)[1:] == ["1", "1"]


def test_une_partie_d_une_capacite_ne_s_ajoute_pas_au_total() -> None:
    pasa = CapaciteIncluse("pasa", None, 14, 14, 14)
    dossier = with_esms(replace(EHPAD, capacites=(replace(EHPAD.capacites[0], dont=(pasa,)),)), dossier=ehpad())
    words = textes(dossier)
    assert row(words, "dont pôle d’activités et de soins adaptés", 3)[1:] == ["14", "14"]
    assert row(words, "Total", 3)[1:] == ["80", "80"]


def test_un_total_sans_detail_s_imprime_et_le_detail_reste_a_completer() -> None:
    dossier = with_esms(IME, replace(MAS, capacites=(), capacite_totale=CapaciteTotale(30, None, 28)))
    words = textes(dossier)
    assert row(words, "Total", 3)[1:] == ["70", "68"]
    assert words[words.index("Total") - 3 : words.index("Total")] == ["à compléter", "30", "28"]


def test_un_total_que_les_lignes_n_atteignent_pas_s_imprime_a_cote_d_elles() -> None:
    dossier = with_esms(replace(MAS, capacite_totale=CapaciteTotale(40)))
    assert any("total annoncé\u202f: 40 places autorisées" in texte for texte in textes(dossier))
    words = fiche(dossier)
    assert row(words, "Total", 2)[1] == "36"
    assert row(words, "Total annoncé", 2)[1] == "40"


def test_un_total_juste_ne_se_repete_pas() -> None:
    dossier = with_esms(replace(MAS, capacite_totale=CapaciteTotale(36)))
    assert not any("annoncé" in texte for texte in (*textes(dossier), *fiche(dossier)))


def test_chaque_site_a_sa_ligne_au_contrat_et_a_la_fiche() -> None:
    site = SiteSecondaire("Antenne", "999000052", "Cholet", Adresse("2 rue Basse", None, "49300", "Cholet"), 12)
    dossier = with_esms(replace(IME, sites=(site,)))
    assert row(textes(dossier), "Site\u202f: Antenne", 5) == [
        "Site\u202f: Antenne",
        "Cholet",
        "999000052",
        "dont sur ce site",
        "12",
    ]
    words = fiche(dossier)
    assert "FINESS (site principal)" in words
    assert row(words, "Antenne", 4) == ["Antenne", "2 rue Basse, 49300 Cholet", "999000052", "12"]


def test_un_etablissement_qui_entre_plus_tard_ne_compte_qu_a_partir_de_la() -> None:
    words = textes(with_esms(IME, replace(MAS, date_entree=date(2029, 1, 1))))
    assert any(texte.endswith("– au périmètre à compter du 1er janvier 2029") for texte in words)
    assert row(words, "Total au 1er janvier 2027", 2)[1] == "40"
    assert row(words, "Total au 31 décembre 2031", 2)[1] == "76"


@pytest.mark.parametrize(
    ("autres", "attendu"),
    [
        ((), "Arrêté ARS n°\u00a017, du 3 janvier 2017"),
        ((Acte("arrêté CD n° 4"),), "Arrêté ARS n°\u00a017 et arrêté CD n°\u00a04, du 3 janvier 2017"),
        (
            (Acte("arrêté CD n° 4", date(2017, 1, 10)),),
            "Arrêté ARS n°\u00a017, du 3 janvier 2017, et arrêté CD n°\u00a04, du 10 janvier 2017",
        ),
    ],
)
def test_un_arrete_conjoint_a_deux_numeros(autres: tuple[Acte, ...], attendu: str) -> None:
    acte = Autorisation("arrêté ARS n° 17", date(2017, 1, 3), autres)
    assert attendu in fiche(with_esms(replace(EHPAD, autorisation=acte), dossier=ehpad()))


def test_deux_financeurs_et_ce_que_chacun_finance_se_lisent_a_la_fiche() -> None:
    parts = (FinancementCapacite("ars", 80), FinancementCapacite("74", 60))
    capacite = replace(EHPAD.capacites[0], financements=parts)
    bases = (Base("ehpad", "ars", "soins"), Base("ehpad", "74", "dependance"), Base("ehpad", "74", "hebergement"))
    dossier = with_esms(replace(EHPAD, capacites=(capacite,)), dossier=ehpad())
    words = fiche(replace(dossier, finances=Finances(bases=bases)))
    assert "ARS (soins)\u202f; Département de la Haute-Savoie (dépendance, hébergement)" in words
    assert "Capacité financée par\u202f: ARS, 80 places\u202f; Département de la Haute-Savoie, 60 places." in words


def test_le_nom_officiel_s_imprime_a_cote_du_nom_d_usage() -> None:
    words = fiche(with_esms(replace(IME, nom_officiel="IME LES AUBEPINES")))
    assert row(words, "Nom au répertoire FINESS", 2)[1] == "IME LES AUBEPINES"


@pytest.mark.parametrize(
    ("places", "attendu"),
    [
        ((True, True), "2, tous au contrat"),
        ((True,), "1, au contrat"),
        ((True, False, False), "3 gérés, dont 1 au contrat"),
        ((True, True, None), "3 gérés, dont 2 au contrat et 1 dont la présence au contrat reste à confirmer"),
    ],
)
def test_la_fiche_compte_ce_qui_est_gere_et_ce_qui_est_au_contrat(
    places: tuple[bool | None, ...], attendu: str
) -> None:
    esms = [replace(IME, id=f"ime-{rang}", dans_le_contrat=dans) for rang, dans in enumerate(places)]
    assert attendu in fiche(with_esms(*esms))


def test_seul_s_accorde_avec_l_etablissement() -> None:
    for esms, mots in ((MAS, "MAS du Verger\u202f», seule"), (IME, "IME des Aubépines\u202f», seul")):
        assert [one for one in textes(with_esms(esms)) if one.endswith(f"«\u202f{mots} au périmètre.")]
