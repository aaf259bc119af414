"""The dictionary of fields as one Markdown page: every field of every file, then the lists of values."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from cpomdoc.checking.load_schemas import Codes
from cpomdoc.explaining.champs import Fiche
from cpomdoc.explaining.prose import capitalise, escape_cell, mark_code, set_prose

INLINE = 6
"""Values written in the cell of the field; a longer list is at the end of the page."""

INTRODUCTION = """\
Chaque champ qu’un contrat peut contenir, fichier par fichier. Les crochets « [] » marquent une liste : le champ se
répète pour chacun de ses éléments. « Demandé » dit si la clé doit toujours être là, ou si le contrat définitif ne peut
s’en passer ; ailleurs, une valeur inconnue s’écrit « a_completer » et s’imprime « à compléter ».

« Imprimé » n’est pas déclaré mais constaté : un champ est imprimé dans un document quand changer sa valeur, toutes
choses égales, change ce document. « cpomdoc expliquer capacites.financee » affiche un champ."""


def format_dictionnaire(fiches: Iterable[Fiche], codes: Codes) -> str:
    """The whole page."""
    parts = ["# Dictionnaire des champs", mark_code(INTRODUCTION)]
    used: dict[str, Mapping[str, str]] = {}
    for fichier, group in groupby(fiches, key=lambda one: one.fichier):
        rows = []
        for fiche in group:
            rows.append(_format_row(fiche))
            if fiche.liste:
                used[fiche.liste] = codes[fiche.liste]
        head = "| champ | ce que c’est | forme | demandé | imprimé |\n|---|---|---|---|---|"
        parts += [f"## `{fichier}`", "\n".join([head, *rows])]
    parts.append("## Listes de valeurs")
    for name in sorted(used):
        rows = [f"| `{code}` | {escape_cell(set_prose(label))} |" for code, label in used[name].items()]
        parts += [f"### liste {name}", "\n".join(["| valeur | sens |\n|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _format_row(fiche: Fiche) -> str:
    cells = (f"`{fiche.nom}`", _describe(fiche), _name_forme(fiche), fiche.exigence, fiche.impression)
    return "| " + " | ".join(escape_cell(cell) for cell in cells) + " |"


def _describe(fiche: Fiche) -> str:
    said = [f"**{fiche.label}.** {fiche.aide}" if fiche.label else fiche.aide]
    if fiche.exemple:
        said.append(" ".join(f"`{line}`" for line in fiche.exemple.split("\n")))
    return set_prose(". ".join(said[:1]) + (f"\n{said[1]}" if len(said) > 1 else ""))


def _name_forme(fiche: Fiche) -> str:
    forme = fiche.type + (f", en {fiche.unite}" if fiche.unite else "")
    if fiche.liste:
        forme += f" ([liste](#liste-{fiche.liste}))"
    if fiche.valeurs and len(fiche.valeurs) <= INLINE:
        forme += " : " + ", ".join(f"`{code}`" for code in fiche.valeurs)
    return set_prose(forme)


def format_fiche_text(fiche: Fiche, inside: Iterable[Fiche]) -> str:
    """One field as a terminal shows it, with the fields that stand in it when it is a block."""
    lines = [
        f"{fiche.nom} ({fiche.fichier})",
        f"  {fiche.label}" if fiche.label else "",
        "",
        *([capitalise(fiche.aide) + "."] if fiche.aide else []),
        f"Forme : {fiche.type}" + (f", en {fiche.unite}" if fiche.unite else ""),
        f"Demandé : {fiche.exigence}",
        *([f"Imprimé : {fiche.impression}"] if fiche.impression else []),
    ]
    values = [f"  {code}  {label}".rstrip() for code, label in fiche.valeurs.items()]
    below = [f"  {one.nom}  {one.label}".rstrip() for one in inside]
    exemple = [f"  {line}" for line in fiche.exemple.split("\n") if fiche.exemple]
    blocks = (("Valeurs possibles :", values), ("Exemple :", exemple), ("Champs :", below))
    for title, rows in blocks:
        if rows:
            lines += ["", title, *rows]
    return "\n".join(set_prose(line.replace("`", "")) if not line.startswith("  ") else line for line in lines).replace(
        "\n\n\n", "\n\n"
    )
