import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.rendering.documents.dossiers import association, contexte_of, paragraphs_of

from cpomdoc.model.diagnostic import Constat, Diagnostic
from cpomdoc.model.finances import Finances, MesureNouvelle
from cpomdoc.model.objectifs import (
    Axe,
    Etape,
    FicheAction,
    IndicateurFiche,
    MoyenFinancier,
    MoyenHumain,
    Moyens,
    Objectif,
    Objectifs,
    ValeurInitiale,
)
from cpomdoc.rendering.documents import annexe_objectifs_fiches_actions
from cpomdoc.rendering.documents.fiche_action import build_fiche_action
from cpomdoc.rendering.documents.objectifs import build_objectifs
from cpomdoc.rendering.valeurs import SANS_OBJET

FICHE = FicheAction(
    "FA-01",
    "Accueillir plus tôt",
    objectif="attente",
    constats=("delai",),
    etablissements=("ime",),
    pilote="directrice du pôle",
    etapes=(
        Etape("préparer", date(2027, 2, 1), date(2027, 4, 1)),
        Etape("déployer", date(2027, 4, 1), date(2029, 1, 1)),
        Etape("clore"),
    ),
    moyens=Moyens(
        (MoyenHumain("coordinatrice", Decimal("0.5"), Decimal("28000")),),
        (MoyenFinancier("poste", mesure_nouvelle="poste-coordination"),),
    ),
    indicateurs=(
        IndicateurFiche(
            "delai",
            "délai d'admission",
            unite="jours",
            initiale=ValeurInitiale(2025, Decimal(410)),
            cibles={2027: Decimal(380), 2031: Decimal(240)},
        ),
    ),
)
DOSSIER = replace(
    association(),
    fiches=(FICHE,),
    diagnostic=Diagnostic(constats=(Constat("autre", "Rien à voir."), Constat("delai", "L'attente est longue."))),
    objectifs=Objectifs(
        (Objectif("attente", "Réduire l'attente", axe="b"), Objectif("libre", "Sans axe")),
        (Axe("a", "Qualité"), Axe("b", "Parcours")),
    ),
    finances=Finances(
        mesures_nouvelles=(MesureNouvelle("poste-coordination", "ime", Decimal("56000"), date(2028, 4, 1)),)
    ),
)

NOMBRES: dict[str, Any] = {"initiale": ValeurInitiale(2025, Decimal(410)), "cibles": {2031: Decimal("12.5")}}
DATES: dict[str, Any] = {"initiale": ValeurInitiale(2025, date(2026, 3, 1)), "cibles": {2031: date(2031, 6, 30)}}
TEXTES: dict[str, Any] = {"initiale": ValeurInitiale(2025, "aucun protocole"), "cibles": {2031: Decimal(2031)}}


def test_le_calendrier_marque_les_trimestres_de_chaque_etape_datee() -> None:
    vue = build_fiche_action(contexte_of(DOSSIER), FICHE)
    grid = {annee.annee: (annee.t1, annee.t2, annee.t3, annee.t4) for annee in vue.calendrier}
    assert grid == {
        2027: ("1", "1, 2", "2", "2"),
        2028: ("2", "2", "2", "2"),
        2029: ("2", "", "", ""),
        2030: ("", "", "", ""),
        2031: ("", "", "", ""),
    }


def test_une_mesure_nouvelle_donne_son_montant_et_son_annee() -> None:
    _, financier = build_fiche_action(contexte_of(DOSSIER), FICHE).moyens
    assert (financier.montant, financier.annee, financier.source) == (Decimal("56000"), 2028, "mesure nouvelle")
    assert financier.etp is SANS_OBJET


def test_la_fiche_dit_son_objectif_et_ses_constats_avec_leurs_numeros() -> None:
    vue = build_fiche_action(contexte_of(DOSSIER), DOSSIER.fiches[0])
    assert vue.objectif == "2.1 – Réduire l’attente"
    assert vue.constats == ("L’attente est longue (constat n°\u00a02)",)


def test_une_cible_manquante_reste_a_completer() -> None:
    (indicateur,) = build_fiche_action(contexte_of(DOSSIER), FICHE).indicateurs
    assert [cible.valeur for cible in indicateur.cibles] == [Decimal(380), None, None, None, Decimal(240)]


def test_les_objectifs_sans_axe_viennent_apres_et_les_axes_vides_se_taisent() -> None:
    vue = build_objectifs(contexte_of(DOSSIER))
    assert [(axe.titre, [ligne.numero for ligne in axe.objectifs]) for axe in vue.axes] == [
        ("Axe 2 – Parcours", ["2.1"]),
        ("Objectifs transverses", ["T1"]),
    ]
    assert (vue.nombre, vue.nombre_axes) == (2, 1)


def test_sans_aucun_axe_les_objectifs_se_numerotent_simplement() -> None:
    dossier = replace(DOSSIER, objectifs=Objectifs((Objectif("attente", "Réduire l'attente"), Objectif("b", "Autre"))))
    vue = build_objectifs(contexte_of(dossier))
    assert [(axe.titre, [ligne.numero for ligne in axe.objectifs]) for axe in vue.axes] == [("", ["1", "2"])]


def test_trente_actions_numerotees_avec_trous_et_lettres_servent_un_objectif() -> None:
    numeros = [f"1.2.{letter}" for letter in "abdefghijklmnopqrstuvwxyz"] + [f"1.{rang}" for rang in range(3, 8)]
    fiches = tuple(replace(FICHE, fiche=numero) for numero in numeros)
    vue = annexe_objectifs_fiches_actions.build_vues(contexte_of(replace(DOSSIER, fiches=fiches)))
    assert len(numeros) == 30
    assert [ligne.fiche for ligne in vue.lignes[0].fiches] == numeros
    assert [fiche.numero for fiche in vue.fiches] == numeros


@pytest.mark.parametrize(
    ("indicateur", "depart", "cible", "unite"),
    [
        (IndicateurFiche("i", "i", unite="jours", **NOMBRES), Decimal(410), Decimal("12.5"), "jours"),
        (IndicateurFiche("i", "i", nature="taux", **NOMBRES), Decimal(410), Decimal("12.5"), "%"),
        (IndicateurFiche("i", "i", nature="montant", **NOMBRES), "410,00", "12,50", "€"),
        (IndicateurFiche("i", "i", nature="date", **DATES), "01/03/2026", "30/06/2031", ""),
        (IndicateurFiche("i", "i", nature="texte", **TEXTES), "aucun protocole", "2031", ""),
    ],
    ids=["nombre", "taux", "montant", "date", "texte"],
)
def test_un_indicateur_s_imprime_selon_sa_nature(
    indicateur: IndicateurFiche, depart: object, cible: object, unite: str
) -> None:
    fiche = replace(FICHE, indicateurs=(indicateur,))
    dossier = replace(DOSSIER, fiches=(fiche,))
    (vue,) = build_fiche_action(contexte_of(dossier), fiche).indicateurs
    assert (vue.initiale, vue.cibles[-1].valeur, vue.unite) == (depart, cible, unite)
    words = [one.texte for one in paragraphs_of(annexe_objectifs_fiches_actions, dossier)]
    printed = depart if isinstance(depart, str) else "410"
    assert f"{printed} (2025)" in words
    assert not any(re.search(r"\s\s", texte) for texte in words)


@pytest.mark.parametrize(
    ("indicateur", "imprime"),
    [
        (IndicateurFiche("i", "étapes franchies", unite="étapes"), "Étapes franchies (unité\u00a0:\u00a0étapes)"),
        (
            IndicateurFiche("i", "taux de sortie", nature="taux", type="resultat"),
            "Taux de sortie (unité\u00a0:\u00a0%\u00a0; indicateur de résultat)",
        ),
        (
            IndicateurFiche("i", "date d’ouverture", nature="date", type="resultat"),
            "Date d’ouverture (indicateur de résultat)",
        ),
        (IndicateurFiche("i", "date d’ouverture", nature="date"), "Date d’ouverture"),
    ],
    ids=["unite", "unite_et_nature", "sans_unite", "rien"],
)
def test_l_unite_est_dite_une_fois_avec_l_indicateur_sans_accord_avec_ses_valeurs(
    indicateur: IndicateurFiche, imprime: str
) -> None:
    un = replace(indicateur, initiale=ValeurInitiale(2025, Decimal(1)))
    dossier = replace(DOSSIER, fiches=(replace(FICHE, indicateurs=(un,)),))
    words = [one.texte for one in paragraphs_of(annexe_objectifs_fiches_actions, dossier)]
    assert imprime in words
    assert not any(texte.startswith("1\u00a0") for texte in words)


def test_un_objectif_sans_fiche_le_montre_dans_le_tableau() -> None:
    vue = annexe_objectifs_fiches_actions.build_vues(contexte_of(DOSSIER))
    with_fiche, without = vue.lignes
    assert [ligne.intitule for ligne in with_fiche.fiches] == ["Accueillir plus tôt"]
    assert (with_fiche.fiches[0].depart, with_fiche.fiches[0].cible) == (Decimal(410), Decimal(240))
    assert [ligne.intitule for ligne in without.fiches] == [None]


def test_chaque_fiche_imprime_ses_rubriques_dans_le_meme_ordre() -> None:
    titles = [one.texte for one in paragraphs_of(annexe_objectifs_fiches_actions, DOSSIER) if one.style == "Heading4"]
    assert titles == ["Moyens", "Indicateur", "Étapes et calendrier"]
