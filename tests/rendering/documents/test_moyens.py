from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.rendering.documents.dossiers import association, ehpad, paragraphs_of, vue_of

from cpomdoc.model.activite import Activite, Modulation
from cpomdoc.model.contrat import ConventionAnterieure
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import (
    AffectationResultats,
    Base,
    Dgc,
    FinancementAnnonce,
    Finances,
    FraisSiege,
    VoletAnnonce,
)
from cpomdoc.rendering.documents import contrat

TAUX = {2027: Decimal("0.80"), 2028: Decimal(1), 2029: Decimal(1), 2030: Decimal("1.20"), 2031: Decimal("1.20")}
BASES = (
    Base("ime", "ars", annee=2026, montant=Decimal("2000000.00")),
    Base("mas", "ars", annee=2026, montant=Decimal("1000000.50")),
)


def textes(dossier: Dossier) -> list[str]:
    return [paragraphe.texte for paragraphe in paragraphs_of(contrat, dossier)]


def with_finances(finances: Finances, dossier: Dossier | None = None) -> Dossier:
    return replace(dossier or association(), finances=finances)


@pytest.mark.parametrize(
    ("methode", "renvoi"),
    [
        ("taux_directeur", "(1° de l’article R.\u00a0314-40"),
        ("formule_fixe", "(2° de l’article R.\u00a0314-40"),
        ("avenants_annuels", "(3° de l’article R.\u00a0314-40"),
        ("equation_tarifaire", "(4° de l’article R.\u00a0314-40"),
        (
            None,
            "parmi celles de l’article R.\u00a0314-40 du code de l’action sociale et des familles\u202f: à compléter.",
        ),
    ],
)
def test_chaque_methode_a_sa_phrase(methode: str | None, renvoi: str) -> None:
    words = textes(with_finances(Finances(methode=methode)))
    assert len([texte for texte in words if renvoi in texte]) == 1
    assert len([texte for texte in words if "R.\u00a0314-40 du code" in texte and "Vu " not in texte]) == 1


def test_des_taux_fixes_se_lisent_annee_par_annee() -> None:
    vue = vue_of(with_finances(Finances(methode="formule_fixe", clause_taux="fixe", taux=TAUX)))
    assert [(ligne.annee, ligne.taux) for ligne in vue.methode.taux] == list(TAUX.items())


def test_des_taux_renvoyes_au_rob_n_engagent_pas_et_ne_se_completent_pas() -> None:
    dossier = with_finances(Finances(methode="taux_directeur", clause_taux="rob", bases=BASES))
    vue = vue_of(dossier)
    assert vue.methode.taux == ()
    assert vue.dotations.financeurs == ()
    assert any("reposent sur des hypothèses et n’engagent pas les parties" in texte for texte in textes(dossier))


def test_la_dotation_commune_nomme_ses_etablissements_et_s_ecrit_en_lettres() -> None:
    dossier = with_finances(
        Finances(
            methode="formule_fixe",
            clause_taux="fixe",
            taux=TAUX,
            bases=BASES,
            dgc=(Dgc("ars", ("ime", "mas")),),
        )
    )
    (sentence,) = [texte for texte in textes(dossier) if texte.startswith("Une dotation globalisée commune, que fixe")]
    assert "que fixe l’agence régionale de santé en application de l’article R.\u00a0314-43-1" in sentence
    assert "finance l’IME des Aubépines et la MAS du Verger." in sentence
    amount = "3\u202f000\u202f000,50\u202f€ (trois millions d’euros et cinquante centimes)"
    assert f"{amount} au titre de l’exercice 2026." in sentence


def test_la_dotation_commune_d_un_siege_ou_d_un_etablissement_a_son_beneficiaire() -> None:
    for beneficiaire, expected in (("siege", "au siège du gestionnaire"), ("mas", "à la MAS du Verger")):
        perimetre = replace(association().perimetre, beneficiaire_dgc=beneficiaire)
        dossier = replace(association(), perimetre=perimetre, finances=Finances(dgc=(Dgc("ars", ("ime", "mas")),)))
        assert any(f"commune est versée {expected}, dans les conditions" in texte for texte in textes(dossier))


def test_un_montant_annonce_garde_ses_mots_et_ne_recoit_pas_de_periode() -> None:
    annonce = VoletAnnonce(
        FinancementAnnonce(texte="près de 10 millions d'euros"),
        (
            FinancementAnnonce("ars", Decimal("8.28"), "M€"),
            FinancementAnnonce("49", Decimal("1.15"), "M€", periode="2027"),
        ),
    )
    words = textes(with_finances(Finances(annonce=annonce)))
    start = words.index("Part ARS")
    assert words[start : start + 9] == [
        *("Part ARS", "8,28\u202fM€", "Non précisée"),
        *("Part Département de Maine-et-Loire", "1,15\u202fM€", "2027"),
        *("Total", "près de 10 millions d’euros", "Non précisée"),
    ]


def test_la_modulation_dit_sa_part_sa_franchise_et_son_plafond() -> None:
    modulation = Modulation(Decimal("0.30"), Decimal(1), "points", "plus_favorable", ("greve", "epidemie"), 30)
    words = textes(replace(association(), activite=Activite(modulation=modulation)))
    (sentence,) = [texte for texte in words if texte.startswith("Le taux de la réduction est égal")]
    assert "30\u202f% de l’écart entre l’objectif et l’activité réalisée, exprimé en points de pourcentage" in sentence
    assert "et diminué d’une franchise de 1 point. Il ne dépasse jamais la moitié de cet écart." in sentence
    assert "Sont notamment des circonstances particulières\u202f: grève, épidémie." in words
    assert any("au moins trente jours avant la décision" in texte for texte in words)


def test_une_modulation_sans_chiffres_reste_a_completer() -> None:
    words = textes(replace(association(), activite=Activite(modulation=Modulation())))
    assert any(texte.startswith("Le taux de la réduction est égal à à compléter de l’écart") for texte in words)


@pytest.mark.parametrize(
    ("siege", "sentence"),
    [
        (
            FraisSiege(
                "ars",
                date_autorisation=date(2026, 10, 20),
                duree_annees=5,
                mode="montant",
                montant=Decimal("318400.00"),
                annee_charges=2025,
            ),
            "Leur montant annuel, de 318\u202f400,00\u202f€ (trois cent dix-huit mille quatre cents euros), "
            "est réparti entre les établissements et services au prorata de leurs charges brutes de l’exercice 2025",
        ),
        (
            FraisSiege(
                "49",
                date_autorisation=date(2026, 10, 20),
                duree_annees=5,
                mode="pourcentage",
                taux=Decimal("4.25"),
            ),
            "Ils sont pris en charge à un taux unique de 4,25\u202f% des charges brutes",
        ),
    ],
)
def test_les_frais_de_siege_suivent_leur_mode(siege: FraisSiege, sentence: str) -> None:
    words = textes(with_finances(Finances(frais_siege=siege)))
    assert len([texte for texte in words if texte.startswith(sentence)]) == 1
    authority = "l’agence régionale de santé" if siege.autorite == "ars" else "le département de Maine-et-Loire"
    opening = f"Les frais de siège ont été autorisés par {authority} le 20 octobre 2026, pour une durée de cinq ans"
    assert f"{opening} (article R.\u00a0314-87 du code de l’action sociale et des familles)." in words


def test_l_affectation_numerote_ses_priorites_et_cite_le_bon_texte() -> None:
    affectation = AffectationResultats("libre", ("apurement_deficits", "investissement"), inter_etablissements=True)
    words = textes(with_finances(Finances(affectation_resultats=affectation)))
    assert [texte for texte in words if texte.startswith(("1.", "2."))] == [
        "1. apurement des déficits antérieurs\u202f;",
        "2. réserve d’investissement.",
    ]
    assert any("R.\u00a0314-234" in texte for texte in words)
    assert any("entre les comptes des établissements et services du périmètre" in texte for texte in words)


def test_une_convention_anterieure_s_accorde_en_nombre() -> None:
    tripartite = ConventionAnterieure("convention_tripartite", etablissements=("ehpad",), date=date(2019, 6, 28))
    one = replace(ehpad(), general=replace(ehpad().general, conventions_anterieures=(tripartite,)))
    two = replace(one, general=replace(one.general, conventions_anterieures=(tripartite, tripartite)))
    assert any(texte.endswith("entrée en vigueur, à la convention suivante.") for texte in textes(one))
    assert any(texte.endswith("entrée en vigueur, aux conventions suivantes.") for texte in textes(two))
    assert "Convention tripartite" in textes(one)


def test_la_duree_se_lit_en_lettres_et_le_terme_se_calcule() -> None:
    words = textes(association())
    assert (
        "Le contrat entre en vigueur le 1er janvier 2027 pour une durée de cinq ans. Il prend fin le 31 décembre 2031."
    ) in words
    assert any("sa durée totale dépasse six ans" in texte and "30 juin 2031" in texte for texte in words)


def test_une_signature_posterieure_a_l_effet_le_dit() -> None:
    late = replace(association().general.contrat, date_signature=date(2027, 3, 1))
    dossier = replace(association(), general=replace(association().general, contrat=late))
    said = "Bien que signé après cette date, il produit ses effets à compter de son entrée en vigueur."
    assert said in textes(dossier)
    assert said not in textes(association())
