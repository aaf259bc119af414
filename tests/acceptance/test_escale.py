"""A contract known through an announcement: nothing is invented, and what does not agree is said."""

import re

from tests.acceptance.editions import Edition
from tests.acceptance.test_tilleuls import read_rows


def test_eleven_establishments_keep_their_own_departement_and_authority(escale: Edition) -> None:
    rows = [row for row in read_rows(escale.markdown("contrat.md")) if re.fullmatch(r"\d+", row[0]) and len(row) == 7]
    assert [re.findall(r"\((\d\d)\)", row[2])[0] for row in rows] == ["93"] * 4 + ["92"] * 4 + ["49"] * 3
    assert "Département des Hauts-de-Seine" in rows[6][1]
    assert "Département de Maine-et-Loire" in rows[10][1]


def test_an_establishment_of_another_region_names_its_own_agency(escale: Edition) -> None:
    rows = [row for row in read_rows(escale.markdown("contrat.md")) if row[0] in {"9", "10"} and len(row) == 7]
    assert len(rows) == 2
    assert [row[1] for row in rows if "ARS Pays de la Loire" not in row[1]] == []


def test_eight_and_eleven_are_never_said_one_without_the_other(escale: Edition) -> None:
    assert escale.codes.count("PER-018") == 2
    rows = read_rows(escale.markdown("contrat.md"))
    assert ["Établissements et services", "8", "11"] in rows
    prose = "\n".join(line for line in escale.markdown().splitlines() if not line.startswith("|"))
    assert not re.search(r"\b(?:8|11|huit|onze) (?:établissements|ESMS)", prose)
    listed = [
        row[1] for row in read_rows(escale.markdown("fiche-signaletique")) if "Établissements et services" in row[0]
    ]
    assert [cell for cell in listed if re.search(r"\b11\b", cell) and "8" not in cell and "écart" not in cell] == []


def test_the_three_doubtful_establishments_stay_a_question(escale: Edition) -> None:
    rows = [row for row in read_rows(escale.markdown("contrat.md")) if re.fullmatch(r"\d+", row[0]) and len(row) == 7]
    assert [row[0] for row in rows if "au contrat : à compléter" in row[1].replace("\u00a0", " ")] == ["9", "10", "11"]


def test_the_places_are_known_in_total_only(escale: Edition) -> None:
    rows = read_rows(escale.markdown("contrat.md"))
    total = [row for row in rows if row[0].startswith("**Total")]
    assert [row[-2].strip("*") for row in total] == ["419"]
    details = [row[-2:] for row in rows if re.fullmatch(r"\d+", row[0]) and len(row) == 7]
    assert details == [["à compléter", "à compléter"]] * 11


def test_amounts_are_kept_as_they_were_announced(escale: Edition) -> None:
    text = escale.markdown().replace("\u202f", " ")
    assert "8,28 M€" in text
    assert "1,15 M€" in text
    assert "approche les 10 millions d’euros" in text
    assert not re.search(r"0,57|9,43|10 000 000|22 506", text)
    assert "autres financeurs" not in text.lower()


def test_the_gap_between_parts_and_total_is_an_alert(escale: Edition) -> None:
    assert {"FIN-018", "FIN-019", "PER-006", "PER-018"} <= set(escale.codes)


def test_no_period_and_no_zero_is_made_up(escale: Edition) -> None:
    text = escale.markdown().replace("\u202f", " ")
    assert "par an" not in re.sub(r"à compléter(?: jours)? par an", "", text)
    assert not re.search(r"\b0,00\b|\b0 €|\| 0 \|", text)
    rows = [row for row in read_rows(text) if "8,28 M€" in row or "1,15 M€" in row]
    assert len(rows) >= 2
    assert {row[-1].lower() for row in rows} <= {"non précisée", "à compléter"}


def test_an_attendee_is_named_nowhere_among_those_who_sign(escale: Edition) -> None:
    contract = escale.markdown("contrat.md")
    signatures, _, presence = contract.partition("# Signatures")[2].partition("\nEn présence de ")
    assert re.findall(r"\*\*Pour (.+?)\*\*", signatures) == [
        "l’association L’Escale",
        "l’Agence régionale de santé Île-de-France",
        "le département des Hauts-de-Seine",
    ]
    assert presence.startswith("la déléguée départementale des Hauts-de-Seine")
    assert "éléguée départementale" not in signatures
    assert "éléguée départementale" not in contract.partition("# Parties")[2].partition("# Visas")[0]


def test_those_who_sign_by_delegation_say_so(escale: Edition) -> None:
    signatures = escale.markdown("contrat.md").partition("# Signatures")[2]
    assert "Le délégué départemental de la Seine-Saint-Denis, par délégation" in signatures
    assert "La directrice générale adjointe responsable du pôle solidarités, par délégation" in signatures
    assert signatures.count("par délégation") == 2


def test_the_day_of_signature_is_not_that_of_effect(escale: Edition) -> None:
    contract = escale.markdown("contrat.md")
    assert "le 12 décembre 2017" in contract
    assert "entre en vigueur le 1er janvier 2018" in contract
    assert "31 décembre 2022" in contract
