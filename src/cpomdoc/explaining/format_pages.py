"""The pages of the codes as Markdown for docs/, and as text for a terminal."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from textwrap import fill, indent

from cpomdoc.explaining.pages import Page
from cpomdoc.explaining.prose import capitalise, escape_cell, fence, mark_code, set_prose

FAMILLES: Mapping[str, str] = {
    "ACC": "L’accompagnement social (`accompagnement_social.yaml`)",
    "ACT": "L’activité (`activite.yaml`)",
    "AID": "L’aide sociale (`aide_sociale.yaml`)",
    "AUT": "Le forfait autonomie (`forfait_autonomie.yaml`)",
    "CON": "Le contrat et ses parties (`contrat.yaml`)",
    "DEF": "Le contrat prêt à signer",
    "DIA": "Le diagnostic (`diagnostic.yaml`)",
    "DOM": "Le service à domicile (`domicile.yaml`)",
    "DOS": "Le dossier du contrat",
    "FIC": "Les fiches actions (`fiches/*.yaml`)",
    "FIN": "Les finances (`finances.yaml`)",
    "GAB": "Les gabarits Word",
    "HEB": "L’hébergement et l’insertion (`hebergement.yaml`)",
    "IMP": "Ce qui est imprimé",
    "OBJ": "Les objectifs (`objectifs.yaml`)",
    "ORI": "Les orientations (`orientations.yaml`)",
    "PAR": "Les partenariats (`partenariats.yaml`)",
    "PDF": "L’écriture du PDF",
    "PER": "Le périmètre (`perimetre.yaml`)",
    "PGF": "Le plan global de financement (`pgfp.yaml`)",
    "PLA": "Les articles et les annexes",
    "PPI": "Les investissements (`ppi.yaml`)",
    "PTF": "Le portefeuille des contrats",
    "RAP": "La réponse accompagnée pour tous (`rapt.yaml`)",
    "RET": "Le retour à l’équilibre (`retour_equilibre.yaml`)",
    "SCH": "La forme : clés et valeurs",
    "SUI": "Le suivi annuel (`suivi/*.yaml`)",
    "TXT": "Le texte relu",
    "YAML": "La lecture des fichiers",
}
"""Titles of the families of codes; a family that is not there is told by its letters."""

INTRODUCTION = """\
Chaque problème que signale cpomdoc porte un code. Chaque code a sa page : ce qu’il vérifie, pourquoi, sur quel
fondement, sa gravité dans un projet et dans un contrat définitif, un bon et un mauvais exemple. La même page s’affiche
avec « cpomdoc expliquer PER-002 ».

Une erreur arrête la fabrication du contrat ; une alerte est signalée et n’arrête rien, sauf avec « --strict »."""


def format_page(page: Page) -> str:
    """The Markdown of one code."""
    parts = [
        f"# {page.code} – {mark_code(page.titre)}",
        "| | dans un projet | dans un contrat définitif |\n|---|---|---|\n"
        f"| gravité | {page.projet} | {page.definitif} |",
        f"**Pourquoi.** {mark_code(capitalise(page.pourquoi))}",
    ]
    if page.reference:
        parts.append(f"**Fondement.** {set_prose(capitalise(page.reference))}.")
    parts += ["## Bon exemple", _format_exemple(page.bon), "## Mauvais exemple", _format_exemple(page.mauvais)]
    if page.messages:
        parts += ["## Ce qui s’affiche", "\n".join(f"- {mark_code(message)}" for message in page.messages)]
    return "\n\n".join([*parts, "[Toutes les règles](README.md)"]) + "\n"


def format_index(pages: Iterable[Page]) -> str:
    """The page that lists every code, family by family."""
    parts = ["# Règles de cpomdoc", mark_code(INTRODUCTION)]
    for family, group in groupby(pages, key=lambda page: page.code.split("-")[0]):
        rows = [_format_row(page) for page in group]
        head = "| code | règle | dans un projet | dans un contrat définitif |\n|---|---|---|---|"
        parts += [f"## {set_prose(name_famille(family))}", "\n".join([head, *rows])]
    return "\n\n".join(parts) + "\n"


def name_famille(letters: str) -> str:
    """Title of a family of codes."""
    return FAMILLES.get(letters, f"Codes {letters}")


def format_page_text(page: Page, width: int = 100) -> str:
    """The page as a terminal shows it."""
    lines = [
        fill(f"{page.code} – {page.titre}", width),
        "",
        f"Gravité. {capitalise(page.projet)} dans un projet, {page.definitif} dans un contrat définitif.",
        fill(f"Pourquoi. {capitalise(page.pourquoi)}", width),
        *([f"Fondement. {capitalise(page.reference)}."] if page.reference else []),
        *(fill(f"S’affiche. {message}", width, subsequent_indent="  ") for message in page.messages),
    ]
    bon, mauvais = ("\n".join([set_prose(f"{name} exemple :"), _format_lines(one, width)]) for name, one in _both(page))
    return "\n".join([*map(set_prose, lines), "", bon, "", mauvais])


def _both(page: Page) -> tuple[tuple[str, tuple[str, bool]], tuple[str, tuple[str, bool]]]:
    return ("Bon", page.bon), ("Mauvais", page.mauvais)


def _format_lines(exemple: tuple[str, bool], width: int) -> str:
    text, are_lines = exemple
    return indent(text.expandtabs() if are_lines else set_prose(fill(text, width - 2)), "  ")


def _format_exemple(exemple: tuple[str, bool]) -> str:
    text, are_lines = exemple
    return fence(text, "" if text.startswith("{") else "yaml") if are_lines else f"{mark_code(capitalise(text))}."


def _format_row(page: Page) -> str:
    title = escape_cell(mark_code(page.titre))
    return f"| [{page.code}]({page.code}.md) | {title} | {page.projet} | {page.definitif} |"
