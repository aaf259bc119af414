"""A comparison written as plain text, JSON or Markdown; the page for browsers stands apart."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.comparaison import CONSEQUENCES, EXPLICATION, IDENTIQUES, Comparaison
from cpomdoc.comparing.page import render_html
from cpomdoc.comparing.redaction import Ligne, tell_nature

FINE = "\u202f"
MARQUES = {Nature.AJOUT: "+", Nature.RETRAIT: "-", Nature.RENOMMAGE: "=", Nature.DEPLACEMENT: "~"}
ECHAPPES = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"})


def render_texte(comparaison: Comparaison) -> str:
    """For a terminal: a heading per file, a mark per kind of change, the old value above the new one."""
    return "\n".join(_iterate_texte(comparaison)) + "\n"


def _iterate_texte(comparaison: Comparaison) -> Iterator[str]:
    yield comparaison.titre
    yield f"{comparaison.bilan}." if comparaison.lignes else IDENTIQUES
    yield from comparaison.portees
    for rubrique, lignes in comparaison.rubriques:
        yield from ("", rubrique)
        for ligne in lignes:
            yield from _write_texte(ligne)
    if comparaison.consequences:
        yield from ("", CONSEQUENCES)
        for one in comparaison.consequences:
            yield f"  → {one.sujet}{FINE}: {one.avant} → {one.apres}"


def _write_texte(ligne: Ligne) -> Iterator[str]:
    where = f"  ({', '.join(ligne.documents)})" if ligne.documents else ""
    yield f"  {MARQUES.get(ligne.nature, '*')} {tell_nature(ligne)}{FINE}: {ligne.titre}{where}"
    if ligne.avant:
        yield f"      avant{FINE}: {_indent(ligne.avant, 14)}"
    if ligne.apres:
        yield f"      après{FINE}: {_indent(ligne.apres, 14)}"
    for label, valeur in ligne.details:
        yield f"      {label + FINE + ': ' if label else ''}{_indent(valeur, 8)}"


def _indent(texte: str, margin: int) -> str:
    return texte.replace("\n", "\n" + " " * margin)


def render_json(comparaison: Comparaison) -> str:
    """For programs: the same words, with the path of each field."""
    tree = {
        "contrat": comparaison.reference,
        "avant": comparaison.avant,
        "apres": comparaison.apres,
        "identiques": comparaison.identiques,
        "appelle_un_avenant": list(comparaison.motifs),
        "sans_avenant": list(comparaison.dispenses),
        "changements": [_tree_of(one) for one in comparaison.lignes],
        "consequences": [asdict(one) for one in comparaison.consequences],
    }
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _tree_of(ligne: Ligne) -> Mapping[str, object]:
    return {
        "nature": ligne.nature.value,
        "champ": ligne.lieu,
        "rubrique": ligne.rubrique,
        "sujet": list(ligne.sujet),
        "avant": ligne.avant or None,
        "apres": ligne.apres or None,
        "details": [{"sujet": label, "valeur": valeur} for label, valeur in ligne.details],
        "imprime_dans": list(ligne.documents),
    }


def render_markdown(comparaison: Comparaison) -> str:
    """For a request to merge: a table per file, what is added or removed under it."""
    return "\n".join(_iterate_markdown(comparaison)) + "\n"


def _iterate_markdown(comparaison: Comparaison) -> Iterator[str]:
    yield f"# {write_cell(comparaison.titre)}"
    yield ""
    yield f"{comparaison.bilan}." if comparaison.lignes else IDENTIQUES
    for portee in comparaison.portees:
        yield from ("", write_cell(portee))
    for rubrique, lignes in comparaison.rubriques:
        yield from ("", f"## {write_cell(rubrique)}", "")
        yield from ("| Nature | Sujet | Avant | Après | Imprimé dans |", "| --- | --- | --- | --- | --- |")
        for ligne in lignes:
            cells = (tell_nature(ligne), ligne.titre, _old(ligne), _new(ligne), ", ".join(ligne.documents))
            yield f"| {' | '.join(write_cell(cell) for cell in cells)} |"
    if comparaison.consequences:
        yield from ("", f"## {CONSEQUENCES}", "", EXPLICATION, "", "| Valeur | Avant | Après |", "| --- | --- | --- |")
        for one in comparaison.consequences:
            yield f"| {write_cell(one.sujet)} | {write_cell(one.avant)} | {write_cell(one.apres)} |"


def _old(ligne: Ligne) -> str:
    return ligne.avant or (_details(ligne) if ligne.nature is Nature.RETRAIT else "")


def _new(ligne: Ligne) -> str:
    return ligne.apres or (_details(ligne) if ligne.nature is Nature.AJOUT else "")


def _details(ligne: Ligne) -> str:
    return "\n".join(f"{label}{FINE}: {valeur}" if label else valeur for label, valeur in ligne.details)


def write_cell(texte: str) -> str:
    """Nothing of an author's text is Markdown here, and a cell holds in one line."""
    return texte.translate(ECHAPPES).replace("\n", "<br>")


FORMATS: Mapping[str, Callable[[Comparaison], str]] = {
    "texte": render_texte,
    "json": render_json,
    "markdown": render_markdown,
    "html": render_html,
}
"""Every way of writing a comparison, by its name."""
