"""Charts of a contract: when there is one, what it shows, and the words that say it to those who do not see it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.rendering.documents.contextes_chiffres import load_exemple, open_contexte, print_document

from cpomdoc.model.activite import Activite
from cpomdoc.model.contrat import Presentation
from cpomdoc.model.objectifs import Etape, FicheAction
from cpomdoc.model.perimetre import Capacite
from cpomdoc.rendering.documents import annexe_activite
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.figures import say_annees
from cpomdoc.rendering.documents.figures_actions import LIGNES_MAX, build_figures_actions
from cpomdoc.rendering.documents.figures_activite import PANNEAUX_MAX, build_figures_activite
from cpomdoc.rendering.documents.figures_finances import build_figures_dotations
from cpomdoc.rendering.documents.figures_perimetre import build_figures_capacites
from cpomdoc.rendering.graphiques import Barres, Calendrier, Courbes, Figure, Mesure

BUILDERS = (build_figures_capacites, build_figures_dotations, build_figures_activite, build_figures_actions)


def tilleuls(**sections: object) -> Contexte:
    """The complete example, some sections replaced."""
    return open_contexte(load_exemple("tilleuls"), **sections)


def with_capacites(*capacites: Capacite) -> Contexte:
    """The complete example, its first ESMS with these capacities and alone."""
    perimetre = load_exemple("tilleuls").perimetre
    first = replace(perimetre.etablissements[0], capacites=capacites)
    return tilleuls(perimetre=replace(perimetre, etablissements=(first,)))


def only(figures: tuple[Figure, ...]) -> Figure:
    """The one chart."""
    assert len(figures) == 1
    return figures[0]


def test_the_capacity_of_each_modality_is_drawn_on_the_day_of_effect_and_said() -> None:
    figure = only(build_figures_capacites(tilleuls()))
    assert figure.titre == "Capacité autorisée par modalité au 1er janvier 2027 (places)"
    assert isinstance(figure.dessin, Barres)
    assert [(one.libelle, one.mesures[0].texte) for one in figure.dessin.lignes if one.mesures[0]] == [
        ("Semi-internat", "40"),
        ("Prestation en milieu ordinaire", "40"),
        ("Internat continu", "45"),
    ]
    assert "semi-internat, 40 places\u202f; prestation en milieu ordinaire, 40 places" in figure.dessin.alternative


def test_an_unknown_capacity_is_said_unknown_and_one_modality_alone_is_not_drawn() -> None:
    known, unknown = Capacite("semi_internat", autorisee=20), Capacite("internat_complet")
    assert build_figures_capacites(with_capacites(known, unknown)) == ()
    figure = only(build_figures_capacites(with_capacites(known, replace(known, modalite="accueil_de_jour"), unknown)))
    assert isinstance(figure.dessin, Barres)
    assert figure.dessin.lignes[-1].mesures == (Mesure(None),)
    assert figure.dessin.alternative.endswith("nombre inconnu.")


def test_a_count_that_differs_from_the_authorised_one_is_a_series_of_its_own() -> None:
    rows = (
        Capacite("semi_internat", autorisee=20, installee=20, financee=18),
        Capacite("accueil_de_jour", autorisee=1, installee=1, financee=1),
    )
    figure = only(build_figures_capacites(with_capacites(*rows)))
    assert isinstance(figure.dessin, Barres)
    assert figure.dessin.series == ("Capacité autorisée", "Capacité financée")
    assert "accueil de jour, autorisée 1 place, financée 1 place" in figure.dessin.alternative


def test_the_common_allocation_is_named_and_its_amounts_are_said() -> None:
    figure = only(build_figures_dotations(tilleuls()))
    assert figure.titre == "Dotation globalisée commune – ARS, par année"
    amount = "7\u202f003\u202f800,70\u202f€ en 2027"
    assert f"Dotation globalisée commune – ARS\u00a0: {amount}, " in figure.dessin.alternative


def test_amounts_that_bind_no_one_are_titled_so() -> None:
    contexte = tilleuls()
    assert contexte.calculs.finances is not None
    supposed = replace(contexte.calculs.finances, hypothese=True)
    figure = only(build_figures_dotations(replace(contexte, calculs=replace(contexte.calculs, finances=supposed))))
    assert figure.titre.endswith(" – hypothèses non contractuelles")
    assert "hypothèses non contractuelles" in figure.dessin.alternative


def test_each_indicator_shows_its_past_and_its_targets_with_the_years_between_left_empty() -> None:
    figure = only(build_figures_activite(tilleuls()))
    assert isinstance(figure.dessin, Courbes)
    assert figure.dessin.annees == tuple(range(2023, 2032))
    realise, cibles = figure.dessin.panneaux[0].series
    assert [one is None for one in realise] == [False] * 3 + [True] * 6
    assert [one is None for one in cibles] == [True] * 4 + [False] * 5
    assert (
        "taux d’occupation (%)\u00a0: réalisé 83,50 en 2023, 84,50 en 2024, 85,00 en 2025\u202f; cible 86,00 en 2027"
        in (figure.dessin.alternative)
    )


def test_many_indicators_are_shared_out_among_pictures() -> None:
    activite = load_exemple("tilleuls").activite
    assert activite is not None
    figures = build_figures_activite(tilleuls(activite=replace(activite, lignes=activite.lignes * 7)))
    assert [figure.titre for figure in figures] == [f"Activité réalisée et cibles ({rank}/5)" for rank in range(1, 6)]
    sizes = [len(figure.dessin.panneaux) for figure in figures if isinstance(figure.dessin, Courbes)]
    assert sizes == [PANNEAUX_MAX] * 4 + [6]


def test_an_indicator_without_a_past_is_left_to_the_table() -> None:
    activite = load_exemple("tilleuls").activite
    assert activite is not None
    lignes = tuple(replace(ligne, realise=()) for ligne in activite.lignes)
    assert build_figures_activite(tilleuls(activite=replace(activite, lignes=lignes))) == ()
    assert build_figures_activite(tilleuls(activite=Activite())) == ()


def test_actions_go_from_their_first_step_to_their_last_and_undated_ones_are_named() -> None:
    fiches = (
        FicheAction(
            "FA-01",
            "Former",
            etapes=(Etape("a", date(2027, 4, 1), date(2027, 6, 1)), Etape("b", date(2027, 5, 1), date(2027, 12, 1))),
            echeance=date(2028, 3, 31),
        ),
        FicheAction("FA-02", "Recruter", echeance=date(2029, 1, 1)),
        FicheAction("FA-03", "Attendre"),
    )
    figure = only(build_figures_actions(tilleuls(fiches=fiches)))
    assert isinstance(figure.dessin, Calendrier)
    first, *_, last = figure.dessin.lignes
    assert (first.debut, first.fin) == (date(2027, 4, 1), date(2028, 1, 1))
    assert (last.debut, last.fin, last.echeance) == (None, None, None)
    assert figure.dessin.alternative == (
        "Calendrier des actions, de 2027 à 2031. "
        "FA-01\u00a0: d’avril 2027 à décembre 2027, échéance le 31/03/2028\u202f; "
        "FA-02\u00a0: échéance le 01/01/2029. Dates inconnues\u00a0: FA-03."
    )


def test_a_long_list_of_actions_is_cut_by_axis_then_in_equal_parts() -> None:
    fiches = load_exemple("tilleuls").fiches
    many = tuple(replace(one, fiche=f"{one.fiche}-{rank}") for one in fiches for rank in range(20))
    figures = build_figures_actions(tilleuls(fiches=many))
    sizes = [len(figure.dessin.lignes) for figure in figures if isinstance(figure.dessin, Calendrier)]
    assert sum(sizes) == len(many) > 200
    assert max(sizes) <= LIGNES_MAX
    assert figures[0].titre.startswith("Calendrier des actions – Axe 1 – ")
    assert figures[0].titre.endswith("(1/4)")


def test_a_contract_may_do_without_charts() -> None:
    general = load_exemple("tilleuls").general
    plain = tilleuls(general=replace(general, presentation=Presentation(graphiques=False)))
    assert all(build(tilleuls()) for build in BUILDERS)
    assert [build(plain) for build in BUILDERS] == [(), (), (), ()]


def test_nothing_is_drawn_of_what_is_not_known() -> None:
    unknown = open_contexte(load_exemple("escale"))
    assert [build(unknown) for build in BUILDERS] == [(), (), (), ()]


def test_the_text_of_the_document_holds_the_words_of_its_chart() -> None:
    text, _ = print_document(annexe_activite, tilleuls())
    assert "*\\[Image\u202f: Activité réalisée et cibles. IME Les Tilleuls – Semi-internat, taux d’occupation" in text


def test_years_that_follow_with_one_figure_are_said_together() -> None:
    figures = [Mesure(Decimal(93), "93,00")] * 3 + [Mesure(None), Mesure(Decimal(94), "94,00"), None]
    said = say_annees(range(2027, 2033), figures, "non fixée")
    assert said == "93,00 de 2027 à 2029, non fixée en 2030, 94,00 en 2031"
