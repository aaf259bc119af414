from dataclasses import replace
from datetime import date

import pytest
from tests.rendering.documents.dossiers import (
    ASSOCIATION,
    association,
    contexte_of,
    ehpad,
    paragraphs_of,
    vue_of,
    with_gestionnaire,
    with_parties,
)

from cpomdoc.model.contrat import Visa
from cpomdoc.model.parties import AutrePartie, DepartementPartie, Gestionnaire, Pouvoir, Signataire
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.parties import build_autorites, build_parties, build_signatures
from cpomdoc.rendering.documents.pouvoirs import build_visas


@pytest.mark.parametrize(
    ("raison_sociale", "forme", "designation", "accord"),
    [
        ("Les Aubépines", "association", "L’association Les Aubépines", "dénommée"),
        ("Association Les Aubépines", "association", "L’association Les Aubépines", "dénommée"),
        ("Marcelle Exemple", "fondation", "La fondation Marcelle Exemple", "dénommée"),
        ("CCAS de Saint-Exemple", "ccas", "Le CCAS de Saint-Exemple", "dénommé"),
        ("Vivre ici", "gip", "Le groupement d’intérêt public Vivre ici", "dénommé"),
        ("EHPAD du Lac", "etablissement_public", "L’EHPAD du Lac", "dénommé"),
    ],
)
def test_le_gestionnaire_est_nomme_et_accorde_selon_sa_forme(
    raison_sociale: str, forme: str, designation: str, accord: str
) -> None:
    dossier = with_gestionnaire(association(), Gestionnaire(raison_sociale=raison_sociale, forme=forme))
    first = build_parties(contexte_of(dossier))[0]
    assert first.designation == designation
    assert f"dénommé{first.accord}" == accord


def test_la_forme_suit_le_nom_qui_ne_la_dit_pas() -> None:
    assert build_parties(contexte_of(ehpad()))[0].qualite == "établissement public social ou médico-social"
    assert build_parties(contexte_of(association()))[0].qualite == ""


@pytest.mark.parametrize(
    ("fonction", "civilite", "representant"),
    [
        ("présidente", None, "sa présidente"),
        ("administratrice", "Madame", "son administratrice"),
        ("directeur général", "Monsieur", "son directeur général"),
        ("délégué départemental", None, "son délégué départemental"),
        ("maire", None, "son maire"),
        ("responsable", "Madame", "sa responsable"),
    ],
)
def test_le_representant_prend_le_bon_possessif(fonction: str, civilite: str | None, representant: str) -> None:
    gestionnaire = replace(ASSOCIATION, signataire=Signataire(fonction=fonction, civilite=civilite))
    assert build_parties(contexte_of(with_gestionnaire(association(), gestionnaire)))[0].representant == representant


def test_le_titre_de_la_loi_est_au_genre_de_qui_signe() -> None:
    assert build_parties(contexte_of(association()))[1].representant == "sa directrice générale"
    assert build_parties(contexte_of(ehpad()))[2].representant == "le président du conseil départemental"


def test_un_gestionnaire_dont_on_ne_sait_pas_qui_signe_reste_a_completer() -> None:
    dossier = with_gestionnaire(association(), replace(ASSOCIATION, signataire=None))
    assert build_parties(contexte_of(dossier))[0].representant is None


def test_un_departement_seul_s_abrege_deux_se_distinguent() -> None:
    parties = ehpad().general.parties
    one = build_parties(contexte_of(ehpad()))
    two = build_parties(
        contexte_of(
            with_parties(ehpad(), replace(parties, departements=(*parties.departements, DepartementPartie("01"))))
        )
    )
    assert one[2].designation == "Le département de la Haute-Savoie"
    assert [partie.appellation for partie in one[2:]] == ["le département"]
    assert [partie.appellation for partie in two[2:]] == [
        "le département de la Haute-Savoie",
        "le département de l’Ain",
    ]


@pytest.mark.parametrize(
    ("code", "designation", "e"),
    [
        ("75", "La Ville de Paris", "e"),
        ("69M", "La Métropole de Lyon", "e"),
        ("67", "La Collectivité européenne d’Alsace", "e"),
        ("06", "Le département des Alpes-Maritimes", ""),
    ],
)
def test_les_collectivites_particulieres_gardent_leur_nom(code: str, designation: str, e: str) -> None:
    parties = replace(ehpad().general.parties, departements=(DepartementPartie(code),))
    partie = build_parties(contexte_of(with_parties(ehpad(), parties)))[2]
    assert (partie.designation, partie.accord) == (designation, e)


def test_qui_assiste_sans_signer_n_a_ni_place_ni_ligne_de_signature() -> None:
    attendee = AutrePartie(
        "la délégation départementale de l’agence", qualite="témoin", signataire=Signataire("déléguée", signe=False)
    )
    dossier = with_parties(association(), replace(association().general.parties, autres=(attendee,)))
    vue = vue_of(dossier)
    words = " ".join(paragraphe.texte for paragraphe in paragraphs_of(contrat, dossier))
    assert "Pour l’association Les Aubépines" in words
    assert words.endswith("En présence de la déléguée (Délégation départementale de l’agence), témoin.")
    assert words.count("élégation départementale") == 1
    assert vue.cloture.exemplaires == 2


def test_chaque_partie_a_un_bloc_de_signature_et_un_exemplaire() -> None:
    rangs = build_signatures(contexte_of(ehpad()))
    blocs = [bloc for rang in rangs for bloc in (rang.gauche, rang.droite) if bloc is not None]
    assert [bloc.pour for bloc in blocs] == [
        "Pour l’EHPAD du Lac",
        "Pour l’Agence régionale de santé Auvergne-Rhône-Alpes",
        "Pour le département de la Haute-Savoie",
    ]
    assert vue_of(ehpad()).cloture.exemplaires == 3
    words = [paragraphe.texte for paragraphe in paragraphs_of(contrat, ehpad())]
    assert any("en trois exemplaires originaux" in texte for texte in words)


def test_la_delegation_se_lit_dans_le_bloc_de_signature() -> None:
    delegue = Signataire("délégué départemental", par_delegation=True, acte_delegation="arrêté du 2 mars 2026")
    parties = association().general.parties
    assert parties.ars is not None
    dossier = with_parties(association(), replace(parties, ars=replace(parties.ars, signataire=delegue)))
    bloc = build_signatures(contexte_of(dossier))[0].droite
    assert bloc is not None
    assert (bloc.qualite, bloc.delegation) == ("Le délégué départemental", "par délégation (arrêté du 2 mars 2026)")


def test_une_autorite_se_nomme_plusieurs_se_reunissent() -> None:
    assert build_autorites(contexte_of(association())).nom == "l’agence régionale de santé"
    together = build_autorites(contexte_of(ehpad()))
    assert (together.nom, together.de, together.nombre) == (
        "les autorités de tarification",
        "des autorités de tarification",
        2,
    )


def test_les_visas_descendent_du_code_aux_deliberations() -> None:
    general = replace(
        association().general,
        visas=(
            Visa("Vu le schéma régional ;", "schema"),
            Visa("la loi n° 2002-2 du 2 janvier 2002", "loi"),
            Visa("l’autorisation du 3 mars 2017", "autorisation"),
        ),
    )
    textes = [visa.texte or "" for visa in build_visas(contexte_of(replace(association(), general=general)))]
    assert textes[0].startswith("le code de l’action sociale")
    order = [
        textes.index(one) for one in textes if one.startswith(("la loi n°\u00a02002-2", "le schéma", "l’autorisation"))
    ]
    assert order == sorted(order) and len(order) == 3
    assert textes.index("la loi n°\u00a02002-2 du 2 janvier 2002") < next(
        rang for rang, texte in enumerate(textes) if texte.startswith("le décret")
    )
    assert textes[-1] == "la délibération du conseil d’administration"


@pytest.mark.parametrize(
    ("signature", "cited"), [(date(2017, 12, 12), False), (date(2026, 12, 15), True), (None, True)]
)
def test_un_contrat_ne_vise_pas_un_texte_qui_lui_est_posterieur(signature: date | None, *, cited: bool) -> None:
    contract = replace(association().general.contrat, date_signature=signature)
    dossier = replace(association(), general=replace(association().general, contrat=contract))
    textes = [visa.texte or "" for visa in build_visas(contexte_of(dossier))]
    assert any(texte.startswith("le code de l’action sociale") for texte in textes)
    assert any("du 27 juin 2018" in texte for texte in textes) is cited


def test_un_departement_qui_signe_fait_viser_le_code_des_collectivites() -> None:
    parties = replace(association().general.parties, departements=(DepartementPartie("49"),))
    seul, avec = association(), with_parties(association(), parties)
    code = "le code général des collectivités territoriales"
    assert [visa.texte for visa in build_visas(contexte_of(seul))].count(code) == 0
    assert [visa.texte for visa in build_visas(contexte_of(avec))].count(code) == 1
    assert [visa.texte for visa in build_visas(contexte_of(ehpad()))].count(code) == 1


@pytest.mark.parametrize(
    ("raison_sociale", "forme", "nom"),
    [
        ("Les Aubépines", "association", "Association Les Aubépines"),
        ("CCAS de Saint-Exemple", "ccas", "CCAS de Saint-Exemple"),
        ("La Maison haute", None, "La Maison haute"),
    ],
)
def test_la_couverture_nomme_sans_article(raison_sociale: str, forme: str | None, nom: str) -> None:
    gestionnaire = Gestionnaire(raison_sociale=raison_sociale, forme=forme)
    couverture = vue_of(with_gestionnaire(association(), gestionnaire)).couverture
    assert couverture.gestionnaires == (nom,)
    assert couverture.signataires == (nom, "Agence régionale de santé Pays de la Loire")


def test_seule_l_agence_donne_le_sigle_que_les_tableaux_emploient() -> None:
    sigles = [(partie.appellation, partie.sigle) for partie in build_parties(contexte_of(ehpad()))]
    assert sigles == [("le gestionnaire", ""), ("l’agence régionale de santé", "l’ARS"), ("le département", "")]
    words = [one.texte for one in paragraphs_of(contrat, ehpad())]
    assert any("«\u202fl’agence régionale de santé\u202f» ou «\u202fl’ARS\u202f»," in texte for texte in words)


def test_qui_signe_sans_nom_connu_a_la_place_de_l_ecrire() -> None:
    named = replace(ASSOCIATION, signataire=Signataire("présidente", "Madame", nom="Claire Exemple"))
    words = [one.texte for one in paragraphs_of(contrat, with_gestionnaire(association(), named))]
    start = words.index("Pour l’association Les Aubépines")
    assert words[start : start + 4] == [
        *("Pour l’association Les Aubépines", "La présidente", "Madame Claire Exemple", "Signature et cachet\u202f:")
    ]
    assert words[start + 4 : start + 8] == [
        *("Pour l’Agence régionale de santé Pays de la Loire", "La directrice générale"),
        *("Nom et prénom\u202f:", "Signature et cachet\u202f:"),
    ]


def test_l_acte_d_une_partie_se_lit_avec_son_auteur_et_sa_date() -> None:
    words = [paragraphe.texte for paragraphe in paragraphs_of(contrat, ehpad()) if paragraphe.style == "Visa"]
    assert words[-1] == (
        "Vu la délibération de la commission permanente du département de la Haute-Savoie en date du "
        "7 décembre 2026\u202f;"
    )


def test_un_acte_masculin_ou_pluriel_garde_son_article() -> None:
    for acte, expected in (("arrêté de délégation", "de l’arrêté de délégation"), ("statuts", "des statuts")):
        gestionnaire = replace(ASSOCIATION, pouvoir=Pouvoir(acte, date(2026, 1, 1)))
        pouvoir = build_parties(contexte_of(with_gestionnaire(association(), gestionnaire)))[0].pouvoir
        assert pouvoir is not None
        assert pouvoir.de_acte == expected
