"""Who is around a contract: launch meeting, actors and their map, sources, matrix, bodies and référents."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.rendering.documents.dossiers import association, contexte_of, ehpad, paragraphs_of

from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import (
    ActeurTerritoire,
    Contact,
    Demarche,
    Instance,
    Lancement,
    LigneRaci,
    MembreEquipe,
    MembreInstance,
    Participant,
    PointReunion,
    ReunionDemarche,
    ReunionLancement,
    RoleRaci,
    SourceOutil,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.lancement import (
    cartographie_acteurs,
    cartographie_sources,
    comitologie,
    raci,
    referents,
    reunion_lancement,
)
from cpomdoc.rendering.documents.lancement.figures_acteurs import LIGNES_MAX, build_figures_acteurs
from cpomdoc.rendering.graphiques import ActeurDessine, CarteActeurs, GroupeActeurs
from cpomdoc.rendering.render_kit import EnTableur

OUTILS = (reunion_lancement, cartographie_acteurs, cartographie_sources, raci, comitologie, referents)
each_tool = pytest.mark.parametrize("outil", OUTILS, ids=lambda one: one.cle)
CLASSEURS = (reunion_lancement, cartographie_acteurs, cartographie_sources, raci)


def preparing(dossier: Dossier, **sections: Any) -> Dossier:
    return replace(dossier, lancement=replace(Lancement(), **sections))


def open_with(**sections: object) -> Contexte:
    return contexte_of(preparing(association(), **sections))


def words(outil: Document, dossier: Dossier) -> list[str]:
    return [one.texte for one in paragraphs_of(outil, dossier) if one.texte.strip()]


@each_tool
def test_a_contract_that_is_not_being_prepared_has_no_tool(outil: Document) -> None:
    assert not outil.applies(contexte_of(association()))
    assert outil.applies(open_with())


@each_tool
def test_an_empty_preparation_prints_a_form_that_asks_for_nothing_but_a_date(outil: Document) -> None:
    said = words(outil, preparing(association()))
    assert len(said) > 20
    expected = ["à compléter"] if outil is reunion_lancement else []
    assert [one for one in said if "à compléter" in one] == expected
    assert not any("None" in one or "{{" in one or "{%" in one for one in said)


@pytest.mark.parametrize("outil", CLASSEURS, ids=lambda one: one.cle)
def test_rows_of_a_workbook_fit_their_columns_and_have_keys_of_their_own(outil: EnTableur) -> None:
    classeur = outil.build_classeur(
        open_with(
            acteurs=(ActeurTerritoire("ch", "sanitaire", "centre hospitalier", Contact("cadre de santé")),),
            raci=(LigneRaci("immobilier", "étude", (RoleRaci("siege", "R"), RoleRaci("directeurs", "A"))),),
        )
    )
    (onglet,) = classeur.onglets
    assert onglet.lignes
    assert {len(one.cellules) for one in onglet.lignes} == {len(onglet.colonnes)}
    keys = [one.cle for one in onglet.lignes]
    assert "" not in keys
    assert len(set(keys)) == len(keys)
    assert onglet.reprise is not None


def test_the_meeting_prints_the_points_of_the_kit_with_what_was_said_then_those_of_the_author() -> None:
    reunion = ReunionLancement(
        date(2026, 1, 13),
        redacteur="responsable de projet",
        participants=(Participant("ars", "déléguée départementale", True), Participant("cvs", "président")),
        points=(
            PointReunion("calendrier", traite=True, decision="signature visée en décembre", echeance=date(2026, 2, 1)),
            PointReunion("locaux", "locaux provisoires", commentaire="à étudier"),
        ),
    )
    vue = reunion_lancement.build_vues(open_with(reunion_lancement=reunion))
    kit = open_with().referentiel.kit.points
    assert [one.point for one in vue.points] == [*kit, "locaux"]
    assert [one.numero for one in vue.points] == [str(rank) for rank in range(1, len(kit) + 2)]
    point = next(one for one in vue.points if one.point == "calendrier")
    assert (point.traite, point.decision, point.echeance) == ("☒", "Signature visée en décembre", date(2026, 2, 1))
    assert (vue.points[-1].libelle, vue.points[-1].traite) == ("Locaux provisoires", "☐")
    assert (vue.traites, vue.nombre) == (1, len(kit) + 1)
    assert [(one.partie, one.present) for one in vue.participants] == [("ARS", "☒"), ("CVS", "☐")]


def test_a_meeting_yet_to_come_has_a_row_for_each_party_and_empty_ones() -> None:
    vue = reunion_lancement.build_vues(contexte_of(preparing(ehpad())))
    assert [one.partie for one in vue.participants] == [
        "Gestionnaire",
        "ARS",
        "Département de la Haute-Savoie",
        "",
        "",
        "",
    ]
    assert [one.libelle for one in vue.points[-3:]] == ["", "", ""]


def test_the_authorities_that_sign_are_actors_until_the_author_writes_them() -> None:
    alone = cartographie_acteurs.build_vues(open_with())
    assert [(one.structure, one.signataire) for one in alone.categories[0].acteurs[:1]] == [
        ("Agence régionale de santé Pays de la Loire", "oui")
    ]
    assert len(alone.categories) == 9
    written = cartographie_acteurs.build_vues(open_with(acteurs=(ActeurTerritoire("cd", "autorites", "conseil"),)))
    assert [one.structure for one in written.categories[0].acteurs] == ["Conseil"]
    assert written.absentes.startswith("institutionnels, sanitaire")


def test_the_table_of_actors_says_who_in_which_category_signs_or_not_with_which_esms() -> None:
    acteur = ActeurTerritoire(
        "ch",
        "sanitaire",
        "centre hospitalier",
        Contact("cadre de santé", "ch@sante.example"),
        False,
        ("mas",),
        "consultations dédiées",
        "contributeur",
        "éviter les urgences",
        "convention de 2023",
        "FA-07",
    )
    said = words(cartographie_acteurs, preparing(association(), acteurs=(acteur,)))
    start = said.index("Centre hospitalier")
    assert said[start : start + 10] == [
        "Centre hospitalier",
        "Cadre de santé",
        "ch@sante.example",
        "non",
        "MAS du Verger",
        "Consultations dédiées",
        "Contributeur",
        "Éviter les urgences",
        "Convention de 2023",
        "Fiche FA-07",
    ]


def test_the_map_draws_each_category_who_signs_and_the_numbers_of_their_esms() -> None:
    acteurs = (
        ActeurTerritoire("ch", "sanitaire", "centre hospitalier", etablissements=("mas",)),
        ActeurTerritoire("mdph", "orientation", "MDPH", etablissements=("ime", "mas")),
        ActeurTerritoire("cvs", "usagers", "conseil de la vie sociale", etablissements=("tous",)),
    )
    (figure,) = build_figures_acteurs(open_with(acteurs=acteurs))
    assert isinstance(figure.dessin, CarteActeurs)
    assert figure.dessin.etablissements == ("1 IME des Aubépines", "2 MAS du Verger")
    assert figure.dessin.groupes == (
        GroupeActeurs(
            "Autorités de tarification",
            (ActeurDessine("Agence régionale de santé Pays de la Loire", True, ""),),
        ),
        GroupeActeurs("Sanitaire", (ActeurDessine("Centre hospitalier", False, "2"),)),
        GroupeActeurs("Usagers et familles", (ActeurDessine("Conseil de la vie sociale", False, "tous les ESMS"),)),
        GroupeActeurs(
            "Maison départementale des personnes handicapées", (ActeurDessine("MDPH", False, "tous les ESMS"),)
        ),
    )
    assert "Agence régionale de santé Pays de la Loire (signataire)" in figure.dessin.alternative
    assert "Sanitaire\u202f: Centre hospitalier (MAS du Verger)." in figure.dessin.alternative


def test_forty_actors_hold_in_one_map_and_more_go_on_over_the_next_without_losing_any() -> None:
    def crowd(count: int) -> tuple[ActeurTerritoire, ...]:
        kinds = ("sanitaire", "medico_social", "social", "usagers", "formation")
        return tuple(ActeurTerritoire(f"a{rank}", kinds[rank % 5], f"Acteur {rank}") for rank in range(count))

    assert len(build_figures_acteurs(open_with(acteurs=crowd(39)))) == 1
    figures = build_figures_acteurs(open_with(acteurs=crowd(120)))
    assert [one.titre for one in figures] == [f"Carte des acteurs ({rank}/{len(figures)})" for rank in range(1, 4)]
    drawn = []
    for figure in figures:
        assert isinstance(figure.dessin, CarteActeurs)
        assert sum(1 + len(one.acteurs) for one in figure.dessin.groupes) <= LIGNES_MAX
        drawn += [one.nom for groupe in figure.dessin.groupes for one in groupe.acteurs]
    assert sorted(drawn[1:]) == sorted(one.structure for one in crowd(120))


def test_a_contract_without_charts_has_no_map() -> None:
    dossier = preparing(association(), acteurs=(ActeurTerritoire("ch", "sanitaire", "centre hospitalier"),))
    general = dossier.general
    plain = replace(dossier, general=replace(general, presentation=replace(general.presentation, graphiques=False)))
    assert len(build_figures_acteurs(contexte_of(dossier))) == 1
    assert build_figures_acteurs(contexte_of(plain)) == ()


def test_sources_keep_the_words_of_the_kit_where_the_author_has_none() -> None:
    sources = (
        SourceOutil("prs", version="2023-2028", recueilli=True),
        SourceOutil("enquete", "enquête aux familles", producteur="gestionnaire"),
    )
    vue = cartographie_sources.build_vues(open_with(sources=sources))
    assert (vue.sources[0].libelle, vue.sources[0].version) == ("Projet régional de santé", "2023-2028")
    assert (vue.sources[-1].numero, vue.sources[-1].libelle) == (str(vue.nombre), "Enquête aux familles")
    assert (vue.recueillies, vue.nombre) == (1, len(open_with().referentiel.kit.sources) + 1)


def test_the_matrix_prints_a_letter_or_nothing_for_each_task_and_column() -> None:
    vue = raci.build_vues(open_with())
    assert [one.nom for one in vue.colonnes][:2] == ["ARS siège", "ARS délégation"]
    assert vue.lignes
    for ligne in vue.lignes:
        assert len(ligne.roles) == len(vue.colonnes)
        assert [one.lettre for one in ligne.roles if one.responsable] == ["R"]
    said = words(raci, preparing(association()))
    assert any("L’usage international se lit autrement" in one for one in said)


def test_bodies_of_the_kit_are_shown_until_the_author_writes_theirs() -> None:
    assert comitologie.build_vues(open_with()).usuelles
    copil = Instance(
        "copil",
        "comité de pilotage",
        "copil",
        composition=(MembreInstance("ars", "déléguée départementale"), MembreInstance("gestionnaire")),
    )
    vue = comitologie.build_vues(open_with(instances=(copil,)))
    assert not vue.usuelles
    assert [(one.nom, one.nature) for one in vue.instances] == [("Comité de pilotage", "")]
    assert vue.instances[0].composition == ("ARS\u202f: déléguée départementale", "Gestionnaire")


def test_meetings_come_by_date_then_those_that_the_retroplanning_waits_for() -> None:
    vue = comitologie.build_vues(
        open_with(
            demarche=Demarche(date(2026, 12, 15), durees="cadrage_long"),
            instances=(Instance("copil", "comité de pilotage"),),
            reunions=(
                ReunionDemarche("copil", "validation du diagnostic", date(2026, 5, 12), instance="copil",
                                etape="validation_diagnostic", tenue=True),
                ReunionDemarche("debut", "réunion de lancement", date(2026, 1, 13), etape="lancement"),
            ),
        )
    )  # fmt: skip
    assert [(one.date, one.tenue) for one in vue.reunions[:2]] == [(date(2026, 1, 13), "☐"), (date(2026, 5, 12), "☒")]
    assert vue.reunions[1].instance == "Comité de pilotage"
    (waited,) = vue.reunions[2:]
    assert waited.objet == "Validation des fiches et du contrat"
    assert waited.visee.startswith("à fixer, visée le ")


def test_each_member_of_the_team_has_a_page_with_the_contacts_of_the_other_parties() -> None:
    equipe = (
        MembreEquipe("a", "ars", "pilote", Contact("chargée de mission", "ars@sante.example")),
        MembreEquipe("g", "gestionnaire", "responsable_projet", missions=("tenir le calendrier",)),
    )
    vue = referents.build_vues(open_with(equipe=equipe))
    assert [one.titre for one in vue.fiches] == ["Pilote – ARS", "Responsable de projet – Gestionnaire"]
    assert vue.fiches[0].proposees
    assert vue.fiches[0].missions[0].startswith("Porter la position")
    assert (vue.fiches[1].proposees, vue.fiches[1].missions) == (False, ("Tenir le calendrier",))
    assert [one.contact.courriel for one in vue.fiches[1].autres] == ["ars@sante.example"]
    assert [one.partie for one in vue.fiches[0].autres] == ["Gestionnaire"]


def test_without_a_team_the_sheets_are_blank_and_say_whom_to_name() -> None:
    vue = referents.build_vues(contexte_of(preparing(ehpad())))
    assert [one.titre for one in vue.fiches] == [
        "Référent – fiche à remplir",
        "Responsable de projet – fiche à remplir",
    ]
    assert [(one.partie, one.role) for one in vue.equipe] == [
        ("ARS", "Pilote"),
        ("Département de la Haute-Savoie", "Pilote"),
        ("Gestionnaire", "Référent"),
        ("Gestionnaire", "Responsable de projet"),
    ]
