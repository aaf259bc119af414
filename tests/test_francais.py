"""French grammar: elision, contraction, agreement, lists."""

from decimal import Decimal

import pytest

from cpomdoc import francais


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("Nantes", "de Nantes"),
        ("Angers", "d’Angers"),
        ("Évreux", "d’Évreux"),
        ("Île-de-France", "d’Île-de-France"),
        ("hébergement", "d’hébergement"),
        ("handicap", "de handicap"),
        ("Haute-Corse", "de Haute-Corse"),
        ("huit places", "de huit places"),
        ("HAS", "de HAS"),
        ("EHPAD", "d’EHPAD"),
        ("œuvre", "d’œuvre"),
        ("onze places", "de onze places"),
        ("Yvetot", "d’Yvetot"),
        ("yaourt", "de yaourt"),
        ("« accueil »", "d’« accueil »"),
    ],
)
def test_de_loses_its_vowel_before_a_vowel_or_a_mute_h(nom: str, attendu: str) -> None:
    assert francais.de(nom) == attendu


@pytest.mark.parametrize(
    ("groupe", "de", "a"),
    [
        ("le Rhône", "du Rhône", "au Rhône"),
        ("les Landes", "des Landes", "aux Landes"),
        ("l’Ain", "de l’Ain", "à l’Ain"),
        ("la Drôme", "de la Drôme", "à la Drôme"),
        ("Paris", "de Paris", "à Paris"),
        ("Ille-et-Vilaine", "d’Ille-et-Vilaine", "à Ille-et-Vilaine"),
        ("La Réunion", "de La Réunion", "à La Réunion"),
        ("Les Tilleuls", "de Les Tilleuls", "à Les Tilleuls"),
        ("lessive", "de lessive", "à lessive"),
    ],
)
def test_prepositions_contract_with_the_article_alone(groupe: str, de: str, a: str) -> None:
    assert (francais.de_article(groupe), francais.a_article(groupe)) == (de, a)


def test_articles_agree_with_the_noun() -> None:
    assert francais.le("institut", "m") == "l’institut"
    assert francais.le("service", "m") == "le service"
    assert francais.le("maison", "f") == "la maison"
    assert francais.le("halte", "f") == "la halte"
    assert francais.le("équipe", "f") == "l’équipe"
    assert (francais.un("service", "m"), francais.un("maison", "f")) == ("un service", "une maison")


@pytest.mark.parametrize(
    ("nombre", "attendu"),
    [
        ("0", "place"),
        ("1", "place"),
        ("1.5", "place"),
        ("1.99", "place"),
        ("2", "places"),
        ("-1", "place"),
        ("-2", "places"),
    ],
)
def test_the_plural_begins_at_two(nombre: str, attendu: str) -> None:
    assert francais.accord(Decimal(nombre), "place", "places") == attendu


def test_an_unknown_number_is_in_the_plural() -> None:
    assert francais.accord(None, "place", "places") == "places"


def test_lists_end_with_et() -> None:
    assert francais.liste([]) == ""
    assert francais.liste(["a"]) == "a"
    assert francais.liste(["a", "b"]) == "a et b"
    assert francais.liste(["a", "b", "c"]) == "a, b et c"
    assert francais.liste(["a", "b"], "ou") == "a ou b"


def test_small_words() -> None:
    assert [francais.son("présidente", "f"), francais.son("administratrice", "f")] == [
        "sa présidente",
        "son administratrice",
    ]
    assert francais.son("directeur", "m") == "son directeur"
    assert [francais.participe("représenté", g) for g in ("m", "f")] == ["représenté", "représentée"]
    assert francais.que("un avenant") == "qu’un avenant"
    assert francais.que("le contrat") == "que le contrat"
    assert francais.majuscule("l’agence") == "L’agence"
    assert francais.majuscule("") == ""
    assert francais.guillemets("x") == "«\u202fx\u202f»"
    assert francais.guillemets("Fiche « Répit »") == "«\u202fFiche “Répit”\u202f»"
    assert francais.sans_accent("Île d’Œuvre") == "ile d’oeuvre"
