"""Changes are told in the words of the contract, in the same words each time, and no word of it can pass for markup."""

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from cpomdoc.comparing.comparaison import Comparaison
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.comparing.consequences import list_consequences
from cpomdoc.comparing.formats import FORMATS
from cpomdoc.comparing.redaction import Ligne, write_lignes
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.dossier import Dossier
from cpomdoc.versions.etats import Etat
from cpomdoc.versions.mots import build_vocabulaire
from tests.checking.contrats_de_test import ROOT, read_catalogue, read_dossier
from tests.checking.test_rules_property import SEEDS
from tests.comparing.mutations import mutate_dossier

PIEGE = '<script>alert("x")</script> & | `a` **b**'


@cache
def exemple(ref: str = "tilleuls") -> Dossier:
    return keep_contrat(read_dossier(ROOT / "contracts" / ref)[1])


def put_side_by_side(avant: Dossier, apres: Dossier) -> Comparaison:
    referentiel, catalogue = load_referentiel(), read_catalogue()
    ancien, nouveau = (Etat(nom, one, referentiel, catalogue) for nom, one in (("hier", avant), ("ce jour", apres)))
    vocabulaire = build_vocabulaire(ancien, nouveau)
    calculs = [compute_calculs(one, referentiel) for one in (avant, apres)]
    return Comparaison(
        avant.ref,
        "hier",
        "ce jour",
        write_lignes(compare(avant, apres), vocabulaire),
        list_consequences(calculs[0], calculs[1], vocabulaire, referentiel.unites),
    )


def lignes_of(avant: Dossier, apres: Dossier) -> dict[str, Ligne]:
    return {one.titre: one for one in put_side_by_side(avant, apres).lignes}


def with_duree(dossier: Dossier, annees: int) -> Dossier:
    contrat = replace(dossier.general.contrat, duree_annees=annees)
    return replace(dossier, general=replace(dossier.general, contrat=contrat))


def with_nom(dossier: Dossier, nom: str) -> Dossier:
    ime, *others = dossier.perimetre.etablissements
    return replace(dossier, perimetre=replace(dossier.perimetre, etablissements=(replace(ime, nom=nom), *others)))


def test_a_change_says_its_label_its_unit_and_where_it_is_printed() -> None:
    avant = exemple()
    ime, *others = avant.perimetre.etablissements
    grown = replace(ime, capacites=(replace(ime.capacites[0], autorisee=1), *ime.capacites[1:]))
    ligne = lignes_of(avant, replace(avant, perimetre=replace(avant.perimetre, etablissements=(grown, *others))))[
        "Établissements et services › IME Les Tilleuls › Capacités › semi-internat, déficience intellectuelle › "
        "Capacité autorisée"
    ]
    assert (ligne.rubrique, ligne.avant, ligne.apres) == ("Périmètre", "40\u00a0places", "1\u00a0place")
    assert ligne.documents[0] == "Contrat"
    assert ligne.documents[1].startswith("Annexe\u00a01 – ")


def test_amounts_rates_dates_and_codes_are_written_as_people_read_them() -> None:
    avant = exemple()
    assert avant.finances is not None
    finances = replace(avant.finances, bases=(), taux={}, methode=None)
    lignes = lignes_of(replace(avant, finances=finances), avant)
    assert lignes["Taux d’actualisation › 2027"].apres == "0,80\u202f%"
    assert lignes["Méthode tarifaire"].apres == load_referentiel().listes["methode_tarifaire"]["formule_fixe"]
    base = next(one for titre, one in lignes.items() if titre.startswith("Bases") and "IME" in titre)
    details = dict(base.details)
    assert details["Montant de la base"] == "2\u202f845\u202f310,00\u202f€"
    assert {"IME Les Tilleuls", "24 juin 2026"} <= set(details.values())


def test_what_follows_is_told_apart_from_what_was_written() -> None:
    comparaison = put_side_by_side(exemple(), with_duree(exemple(), 4))
    assert [one.titre for one in comparaison.lignes] == ["Contrat › Durée"]
    suites = {one.sujet: (one.avant, one.apres) for one in comparaison.consequences}
    assert suites["Dernier jour du contrat"] == ("31 décembre 2031", "31 décembre 2030")
    assert any(sujet.startswith("Dotation globalisée commune") and "2031" in sujet for sujet in suites)


def test_a_contract_that_does_not_change_says_so_in_every_format() -> None:
    comparaison = put_side_by_side(exemple(), exemple())
    assert comparaison.identiques
    assert not comparaison.consequences
    for name, render in FORMATS.items():
        assert "Aucune différence" in render(comparaison) or json.loads(render(comparaison))["identiques"], name


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_comparing_twice_gives_the_same_words(name: str) -> None:
    apres = mutate_dossier(exemple(), 3)
    first, second = (FORMATS[name](put_side_by_side(exemple(), apres)) for _ in range(2))
    assert first == second
    assert first.endswith("\n")


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_any_change_can_be_told(seed: int) -> None:
    comparaison = put_side_by_side(exemple(), mutate_dossier(exemple(), seed))
    for ligne in comparaison.lignes:
        assert ligne.rubrique
        assert "None" not in ligne.titre + ligne.avant + ligne.apres
        assert ligne.sujet or ligne.rubrique
    for render in FORMATS.values():
        assert render(comparaison)


def test_every_section_has_a_title() -> None:
    avant = exemple("escale")
    apres = replace(exemple(), ref=avant.ref)
    rubriques = {one.rubrique for one in put_side_by_side(avant, apres).lignes}
    assert len(rubriques) > 5
    assert not {one for one in rubriques if "_" in one or one.islower()}


class Balises(HTMLParser):
    """Tags, languages and headers of a page; raises nothing, keeps all."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_stands_alone_and_is_accessible() -> None:
    page = FORMATS["html"](put_side_by_side(exemple(), mutate_dossier(exemple(), 5)))
    balises = Balises()
    balises.feed(page)
    tags = [tag for tag, _ in balises.seen]
    assert balises.seen[0] == ("html", {"lang": "fr"})
    assert (tags.count("main"), tags.count("h1"), tags.count("title")) == (1, 1, 1)
    assert not {"script", "img", "link", "iframe"} & set(tags)
    headers = [attrs for tag, attrs in balises.seen if tag == "th"]
    assert headers
    assert all(attrs.get("scope") in ("col", "row") for attrs in headers)
    assert "http" not in page
    ids = {attrs["id"] for _, attrs in balises.seen if "id" in attrs}
    named = [attrs["aria-labelledby"] for _, attrs in balises.seen if "aria-labelledby" in attrs]
    assert named
    assert set(named) <= ids


def test_no_word_of_a_contract_is_taken_for_markup() -> None:
    comparaison = put_side_by_side(exemple(), with_nom(exemple(), PIEGE))
    page, markdown = FORMATS["html"](comparaison), FORMATS["markdown"](comparaison)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    row = next(line for line in markdown.splitlines() if "script" in line)
    assert "<script" not in row.replace("\\<", "")
    assert row.replace("\\|", "").count("|") == 6


def test_long_texts_show_which_words_change() -> None:
    avant = exemple()
    preambule = avant.general.preambule
    assert preambule is not None
    assert preambule.contexte is not None
    words = replace(preambule, contexte=preambule.contexte + " Enfin.")
    page = FORMATS["html"](put_side_by_side(avant, replace(avant, general=replace(avant.general, preambule=words))))
    assert "Enfin.</ins>" in page
    assert "<del>" not in page


def test_what_asks_for_an_avenant_is_told_apart_from_what_does_not() -> None:
    comparaison = replace(
        put_side_by_side(exemple(), with_duree(exemple(), 4)), motifs=("prorogation",), dispenses=("coordonnées",)
    )
    for name, render in FORMATS.items():
        assert "prorogation" in render(comparaison), name
        assert "coordonnées" in render(comparaison), name
    assert "Appelle un avenant\u202f: prorogation." in FORMATS["texte"](comparaison)


def test_a_year_that_comes_without_any_rate_has_no_allocation_to_tell() -> None:
    avant = exemple()
    assert avant.finances is not None
    longer = with_duree(avant, 6)
    sujets = {one.sujet for one in put_side_by_side(avant, longer).consequences}
    assert "Exercices couverts" in sujets
    assert [one for one in sujets if one.endswith("2032")] == []


def test_a_usual_indicator_is_called_by_its_label() -> None:
    avant = exemple()
    assert avant.activite is not None
    first, *others = avant.activite.lignes
    one = first.indicateurs[0]
    revised = replace(
        first, indicateurs=(replace(one, cibles={**one.cibles, 2027: Decimal(1)}), *first.indicateurs[1:])
    )
    apres = replace(avant, activite=replace(avant.activite, lignes=(revised, *others)))
    (sujet,) = lignes_of(avant, apres)
    assert load_referentiel().listes["indicateur_activite"][one.code] in sujet
    assert one.code not in sujet
