"""What became of values from act to act, written as plain text, JSON or Markdown."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cpomdoc.comparing.formats import write_cell
from cpomdoc.comparing.redaction import SEPARATEUR
from cpomdoc.comparing.vocabulaire import A_COMPLETER
from cpomdoc.model.projet_avenant import ActeAnterieur
from cpomdoc.typographie import INSECABLE, format_date

FINE = "\u202f"
NEANT = "néant"
"""What a version says of a value that it does not have."""
TITRES = ("Version", "Acte", "Signé le", "Prend effet le", "Valeur")


@dataclass(frozen=True)
class ValeurSuivie:
    """A value by version, in words; `ecarts` tells the versions that changed it, `lieu` is its path for programs."""

    rubrique: str
    sujet: tuple[str, ...]
    lieu: str
    textes: tuple[str | None, ...]
    ecarts: tuple[bool, ...]

    @property
    def titre(self) -> str:
        """« Finances › Bases › IME Les Tilleuls, ARS › Montant »."""
        return SEPARATEUR.join((self.rubrique, *self.sujet))


@dataclass(frozen=True)
class Historique:
    """Values of a contract through its acts, oldest first."""

    reference: str
    actes: tuple[ActeAnterieur, ...]
    valeurs: tuple[ValeurSuivie, ...]


def name_acte(numero: int) -> str:
    """« contrat », « avenant n° 1 »."""
    return f"avenant n°{INSECABLE}{numero}" if numero else "contrat"


def render_texte(historique: Historique) -> str:
    """For a terminal: a small table by value, a star where it changed."""
    return "\n".join(_iterate_texte(historique)) + "\n"


def _iterate_texte(historique: Historique) -> Iterator[str]:
    yield historique.reference
    for valeur in historique.valeurs:
        yield from ("", valeur.titre, f"  {valeur.lieu}")
        rows = [(f"  {'*' if row.change else ' '}", *row.cells) for row in _iterate_rows(historique.actes, valeur)]
        table = [("   ", *TITRES), *rows]
        widths = [max(len(row[rank].split("\n")[0]) for row in table) for rank in range(len(TITRES))]
        margin = sum(widths) + 2 * len(widths)
        for row in table:
            head = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            yield f"{head}  {row[-1].replace(chr(10), chr(10) + ' ' * margin)}".rstrip()
    if any(any(one.ecarts) for one in historique.valeurs):
        yield from ("", "* valeur changée par l’acte")


def render_markdown(historique: Historique) -> str:
    """For a note or a request to merge: a table by value."""
    return "\n".join(_iterate_markdown(historique)) + "\n"


def _iterate_markdown(historique: Historique) -> Iterator[str]:
    yield f"# {write_cell(historique.reference)}"
    for valeur in historique.valeurs:
        yield from ("", f"## {write_cell(valeur.titre)}", "", f"`{valeur.lieu}`", "")
        yield from (f"| {' | '.join(TITRES)} |", f"|{' --- |' * len(TITRES)}")
        for row in _iterate_rows(historique.actes, valeur):
            cells = [write_cell(cell) for cell in row.cells]
            cells[-1] = f"**{cells[-1]}**" if row.change else cells[-1]
            yield f"| {' | '.join(cells)} |"


def render_json(historique: Historique) -> str:
    """For programs: days as ISO writes them, values in words, null where a version has none."""
    tree = {
        "contrat": historique.reference,
        "valeurs": [
            {
                "champ": valeur.lieu,
                "rubrique": valeur.rubrique,
                "sujet": list(valeur.sujet),
                "versions": [
                    {
                        "version": acte.version,
                        "acte": acte.numero,
                        "date_signature": _iso(acte.date_signature),
                        "date_effet": _iso(acte.date_effet),
                        "valeur": texte,
                        "change": ecart,
                    }
                    for acte, texte, ecart in zip(historique.actes, valeur.textes, valeur.ecarts, strict=True)
                ],
            }
            for valeur in historique.valeurs
        ],
    }
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class _Row:
    cells: tuple[str, ...]
    change: bool


def _iterate_rows(actes: Sequence[ActeAnterieur], valeur: ValeurSuivie) -> Iterator[_Row]:
    for acte, texte, ecart in zip(actes, valeur.textes, valeur.ecarts, strict=True):
        signe, effet = _jour(acte.date_signature), _jour(acte.date_effet)
        yield _Row((acte.version, name_acte(acte.numero), signe, effet, NEANT if texte is None else texte), ecart)


def _jour(jour: date | None) -> str:
    return A_COMPLETER if jour is None else format_date(jour)


def _iso(jour: date | None) -> str | None:
    return None if jour is None else jour.isoformat()


RECITS: Mapping[str, Callable[[Historique], str]] = {
    "texte": render_texte,
    "json": render_json,
    "markdown": render_markdown,
}
"""Every way of writing a history, by its name."""
