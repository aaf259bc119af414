"""Charts once drawn: the same bytes, final size, told apart without colour, and the gaps of what is unknown."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cpomdoc.rendering.formats.graphiques import POINTS_PAR_POUCE, draw, draw_nothing, write_chart
from cpomdoc.rendering.graphiques import (
    ActeurDessine,
    Barres,
    Calendrier,
    CarteActeurs,
    Courbes,
    Graphique,
    GroupeActeurs,
    LigneBarres,
    LigneCalendrier,
    LignePlanning,
    Mesure,
    Panneau,
    Planning,
)

DEUX = (
    Mesure(Decimal(7_003_800), "7\u202f003\u202f800,00\u202f€"),
    Mesure(Decimal(3_500_000), "3\u202f500\u202f000,00\u202f€"),
)
BARRES = Barres(("ARS", "Département de l’Ain"), (LigneBarres("2027", DEUX), LigneBarres("2028", DEUX)), "Dotations…")
COURBES = Courbes(
    ("Réalisé", "Cible"),
    (2025, 2026, 2027, 2028),
    (
        Panneau(
            "IME – Semi-internat, taux d’occupation",
            "%",
            (
                (Mesure(Decimal(85), "85,00"), None, None, None),
                (None, None, Mesure(Decimal(86), "86,00"), Mesure(Decimal(87), "87,00")),
            ),
        ),
    ),
    "Activité…",
)
CALENDRIER = Calendrier(
    (2027, 2028),
    (
        LigneCalendrier("FA-01 – Étendre le service", date(2027, 3, 1), date(2028, 1, 1), date(2028, 3, 31)),
        LigneCalendrier("FA-02 – « Former » & suivre", None, None, None),
    ),
    "Calendrier…",
)
PLANNING = Planning(
    tuple(date(2026, mois, 1) for mois in range(6, 10)),
    (
        LignePlanning("Rédaction des fiches", date(2026, 6, 16), date(2026, 9, 1)),
        LignePlanning("Comité « de pilotage »", jour=date(2026, 9, 1), marque="copil"),
        LignePlanning("Signature"),
    ),
    "Planning…",
    (date(2026, 8, 1),),
)
CARTE = CarteActeurs(
    "L’association « Les Tilleuls »",
    ("1 IME du Port", "2 SESSAD du Port"),
    (
        GroupeActeurs("Autorités de tarification", (ActeurDessine("Agence", True, "tous les ESMS"),)),
        GroupeActeurs("Sanitaire", (ActeurDessine("Centre hospitalier", False, "1"), ActeurDessine("HAD", False, ""))),
    ),
    "Carte des acteurs…",
)
each_chart = pytest.mark.parametrize(
    "graphique",
    [BARRES, COURBES, CALENDRIER, CARTE, PLANNING],
    ids=["barres", "courbes", "calendrier", "carte", "planning"],
)


@each_chart
def test_the_same_figures_give_the_same_bytes(graphique: Graphique) -> None:
    first, second = draw.__wrapped__(graphique), draw.__wrapped__(graphique)
    assert first == second
    assert first.donnees.startswith(b"\x89PNG")
    assert first.vecteur.startswith(b"<svg")


@each_chart
def test_a_chart_is_drawn_at_the_size_it_is_printed(graphique: Graphique) -> None:
    image = draw(graphique)
    width, height = (int.from_bytes(image.donnees[start : start + 4], "big") for start in (16, 20))
    assert image.alternative == graphique.alternative
    assert image.largeur_cm == pytest.approx(graphique.largeur_cm)
    assert width == pytest.approx(image.largeur_cm / 2.54 * POINTS_PAR_POUCE, abs=1)
    assert height == pytest.approx(image.hauteur_cm / 2.54 * POINTS_PAR_POUCE, abs=1)
    assert 1 < image.hauteur_cm < 24


@each_chart
def test_a_chart_takes_no_font_and_no_picture_from_elsewhere(graphique: Graphique) -> None:
    vector = draw(graphique).vecteur
    assert b"<text" not in vector
    assert set(re.findall(rb'href="(.)', vector)) == {b"#"}


def test_two_series_are_told_apart_without_their_tint() -> None:
    strokes = [
        draw(replace(BARRES, series=BARRES.series[:count], lignes=_keep(count))).vecteur.count(b"stroke-width")
        for count in (1, 2)
    ]
    # The hatching of the second series is made of strokes.
    assert strokes[1] > strokes[0] + 50
    dashes = draw(COURBES).vecteur
    assert b"stroke-dasharray" in dashes


def _keep(count: int) -> tuple[LigneBarres, ...]:
    return tuple(replace(one, mesures=one.mesures[:count]) for one in BARRES.lignes)


def test_what_is_unknown_is_a_gap_and_not_a_zero() -> None:
    unknown = replace(BARRES, lignes=(LigneBarres("2027", DEUX), LigneBarres("2028", (Mesure(None), DEUX[1]))))
    assert '("2028", ((none, "à compléter"), (0.49973' in write_chart(unknown)
    assert "(none, none, (" in write_chart(COURBES)


def test_a_month_outside_the_contract_is_brought_to_its_edge() -> None:
    late = replace(CALENDRIER, lignes=(LigneCalendrier("FA-01", date(2026, 1, 1), date(2030, 1, 1), None),))
    assert '("FA-01", 0.00000, 1.00000, none)' in write_chart(late)


def test_words_of_an_author_are_never_instructions() -> None:
    sly = replace(CALENDRIER, lignes=(LigneCalendrier('" + read("/etc/passwd") + "', None, None, date(2027, 5, 1)),))
    assert draw(sly).vecteur != draw(CALENDRIER).vecteur
    assert '\\" + read(\\"' in write_chart(sly)


def test_who_signs_has_one_border_more_than_who_does_not() -> None:
    unsigned = replace(CARTE, groupes=(replace(CARTE.groupes[0], acteurs=(ActeurDessine("Agence", False, ""),)),))
    signed = replace(CARTE, groupes=(replace(CARTE.groupes[0], acteurs=(ActeurDessine("Agence", True, ""),)),))
    assert draw(signed).vecteur.count(b"stroke-width") == draw(unsigned).vecteur.count(b"stroke-width") + 1


def test_a_map_taller_than_its_page_is_drawn_smaller() -> None:
    many = tuple(
        GroupeActeurs(
            f"Catégorie {rank}",
            tuple(ActeurDessine(f"Organisme {i} au nom bien long" * 3, False, "1") for i in range(9)),
        )
        for rank in range(6)
    )
    assert draw(replace(CARTE, groupes=many)).hauteur_cm == pytest.approx(CARTE.hauteur_cm, abs=0.5)


def test_where_only_words_are_read_nothing_is_drawn() -> None:
    image = draw_nothing(BARRES)
    assert (image.alternative, image.vecteur) == (BARRES.alternative, b"")
    assert len(image.donnees) < 100


def test_a_planning_places_days_in_months_of_one_width_and_tints_august() -> None:
    source = write_chart(PLANNING)
    assert '("juin", "2026", false), ("juil.", "", false), ("août", "", true)' in source
    assert '("Rédaction des fiches", 0.12500, 0.75000, none, "reunion")' in source
    assert '0.75000, "copil")' in source
    assert '("Signature", none, none, none, "reunion")' in source


def test_a_planning_of_many_months_is_as_wide_as_one_of_a_few() -> None:
    long = replace(PLANNING, mois=tuple(date(2026 + rang // 12, rang % 12 + 1, 1) for rang in range(36)))
    assert draw(long).largeur_cm == draw(PLANNING).largeur_cm
    assert draw(PLANNING).vecteur == draw(PLANNING).vecteur
