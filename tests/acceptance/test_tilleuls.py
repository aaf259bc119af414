"""The complete contract prints every figure that was worked out by hand, to the cent."""

import re

from tests.acceptance.editions import Edition

ANNEES = (2027, 2028, 2029, 2030, 2031)
TRAJECTOIRES = {
    "IME Les Tilleuls": ("2 868 072,48", "2 896 753,20", "2 925 720,73", "2 960 829,38", "2 996 359,33"),
    "SESSAD Les Tilleuls": ("718 180,34", "821 362,14", "829 575,76", "839 530,67", "849 605,04"),
    "MAS Les Tilleuls": ("3 417 547,88", "3 451 723,36", "3 486 240,59", "3 528 075,48", "3 570 412,39"),
    "**Dotation globalisée commune**": ("7 003 800,70", "7 169 838,70", "7 241 537,08", "7 328 435,53", "7 416 376,76"),
    "Onze douzièmes, chacun de": ("583 650,05", "597 486,55", "603 461,42", "610 702,96", "618 031,39"),
    "Douzième de décembre (solde)": ("583 650,15", "597 486,65", "603 461,46", "610 702,97", "618 031,47"),
}
VERSEMENTS = (
    "20 janvier", "19 février", "19 mars", "20 avril", "20 mai", "18 juin",
    "20 juillet", "20 août", "20 septembre", "20 octobre", "19 novembre", "20 décembre",
)  # fmt: skip


def read_rows(markdown: str) -> list[list[str]]:
    """Rows of every table, the narrow spaces of amounts written as ordinary ones."""
    lines = [line.replace("\u202f", " ") for line in markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def plain(cell: str) -> str:
    """A cell without its bold."""
    return cell.replace("*", "")


def test_the_five_years_of_each_establishment_and_of_the_whole_are_right_to_the_cent(tilleuls: Edition) -> None:
    rows = read_rows(tilleuls.markdown("financiere"))
    for name, amounts in TRAJECTOIRES.items():
        found = [tuple(plain(cell) for cell in row[-5:]) for row in rows if row[0] == name and len(row) == 7]
        assert found == [amounts], name


def test_the_contract_itself_gives_the_dotation_of_each_year(tilleuls: Edition) -> None:
    rows = read_rows(tilleuls.markdown("contrat.md"))
    found = [row[-1] for row in rows if len(row) == 3 and row[1] in {str(annee) for annee in ANNEES}]
    assert tuple(found) == TRAJECTOIRES["**Dotation globalisée commune**"]


def test_the_rows_add_up_to_the_total_of_each_year(tilleuls: Edition) -> None:
    rows = read_rows(tilleuls.markdown("financiere"))
    names = list(TRAJECTOIRES)[:4]
    table = [[cents(cell) for cell in row[-5:]] for row in rows if row[0] in names and len(row) == 7]
    assert len(table) == 4
    *lines, total = table
    assert [sum(column) for column in zip(*lines, strict=True)] == total


def test_twelve_payments_fall_on_worked_days_and_make_the_year(tilleuls: Edition) -> None:
    rows = [row for row in read_rows(tilleuls.markdown("financiere")) if re.search(r"^\d+ \w+ 2027$", row[1])]
    assert [row[1] for row in rows] == [f"{day} 2027" for day in VERSEMENTS]
    assert sum(cents(row[2]) for row in rows) == 700_380_070


def test_the_costs_of_the_siege_are_split_without_losing_a_cent(tilleuls: Edition) -> None:
    rows = read_rows(tilleuls.markdown("frais-siege"))
    found = {row[0]: row[-1] for row in rows if len(row) == 4 and row[1] in SIEGE}
    assert list(found.values()) == list(SIEGE.values())
    assert sum(cents(amount) for amount in found.values()) == 31_840_000


def test_amounts_of_the_contract_are_also_in_words(tilleuls: Edition) -> None:
    text = tilleuls.markdown("contrat.md")
    assert "(sept millions trois mille huit cents euros et soixante-dix centimes)" in text
    assert "(trois cent dix-huit mille quatre cents euros)" in text


def test_occupancy_rates_use_the_days_that_were_open(tilleuls: Edition) -> None:
    rows = read_rows(tilleuls.markdown("activite"))
    assert [row for row in rows if row[2:6] == ["2025", "8 400", "7 140", "85,00"]]
    assert [row for row in rows if row[2:6] == ["2025", "16 425", "15 600", "94,98"]]
    assert [row for row in rows if row[2:5] == ["Activité théorique (journées)", "16 425", "16 470"]]


def test_six_objectives_are_carried_by_twelve_fiches(tilleuls: Edition) -> None:
    text = tilleuls.markdown("objectifs-fiches-actions")
    assert re.findall(r"^## Fiche action (FA-\d\d) –", text, re.MULTILINE) == [f"FA-{n:02}" for n in range(1, 13)]
    assert sorted(set(re.findall(r"^\| \*\*(\d\.\d) – ", text, re.MULTILINE))) == [
        "1.1",
        "1.2",
        "2.1",
        "2.2",
        "3.1",
        "3.2",
    ]


def test_only_the_two_parties_sign(tilleuls: Edition) -> None:
    signatures = tilleuls.markdown("contrat.md").partition("# Signatures")[2]
    assert re.findall(r"\*\*Pour (.+?)\*\*", signatures) == [
        "l’association Les Tilleuls",
        "l’Agence régionale de santé Pays de la Loire",
    ]


SIEGE = {"3 012 450,20": "129 414,41", "744 118,90": "31 967,24", "3 655 002,10": "157 018,35"}


def cents(amount: str) -> int:
    """An amount in cents."""
    return int(re.sub(r"[^\d−-]", "", amount).replace("−", "-"))
