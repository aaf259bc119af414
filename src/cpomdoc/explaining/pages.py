"""A page for every code that cpomdoc can give: what, why, on what ground, how severe, and an example of each side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from inspect import getdoc

from cpomdoc.checking.codes_forme import CODES_FORME
from cpomdoc.checking.rules.registre import RULES, RULES_CALCULS
from cpomdoc.checking.rules.registre_avenants import SUITE, RegleSuite
from cpomdoc.checking.rules.regle import Regle, RegleCalculs
from cpomdoc.checking.rules.severites import severites_of
from cpomdoc.loading import catalogue_refusals, folder_refusals, maison_refusals, refusals
from cpomdoc.loading.load_referentiel import build_entries, read_tree
from cpomdoc.loading.refusals import Refusal
from cpomdoc.problems import Severite


@dataclass(frozen=True)
class Texte:
    """What codes.yaml says of a code; an example is lines that can be read, or a sentence (`geste`)."""

    code: str
    titre: str = ""
    pourquoi: str = ""
    bon: str = ""
    mauvais: str = ""
    bon_geste: str = ""
    mauvais_geste: str = ""
    fichier: str = ""
    severite: str = Severite.ERREUR


@dataclass(frozen=True)
class Page:
    """All that is published of one code; `bon` and `mauvais` are lines when `lignes`, otherwise sentences."""

    code: str
    titre: str
    pourquoi: str
    reference: str
    projet: str
    definitif: str
    bon: tuple[str, bool]
    mauvais: tuple[str, bool]
    messages: tuple[str, ...] = ()


@cache
def load_textes() -> Mapping[str, Texte]:
    """The texts of the codes that no function documents."""
    text = resources.files("cpomdoc.explaining").joinpath("codes.yaml").read_text(encoding="utf-8")
    entries: Mapping[str, Texte] = build_entries(Texte, read_tree(text, "codes.yaml"), "codes")
    return entries


@cache
def build_pages() -> Mapping[str, Page]:
    """Every page by its code: reading first, then the shape, the sense, the gabarits and the text."""
    texts, shapes = load_textes(), {one.code: one for one in CODES_FORME}
    refused = _list_refusals()
    pages = [_build_texte(texts[code], refused.get(code, ())) for code in texts if code not in shapes]
    pages += [_build_forme(texts[one.code], one.titre, one.explication, one.reference) for one in CODES_FORME]
    rules: tuple[Regle | RegleCalculs | RegleSuite, ...] = (*RULES, *RULES_CALCULS, *SUITE)
    pages += [_build_regle(regle) for regle in rules]
    return {page.code: page for page in sorted(pages, key=lambda page: page.code)}


def _list_refusals() -> Mapping[str, tuple[Refusal, ...]]:
    """What the reader says, by code: several faults may share one."""
    found: dict[str, tuple[Refusal, ...]] = {}
    for module in (refusals, folder_refusals, maison_refusals, catalogue_refusals):
        for one in vars(module).values():
            if isinstance(one, Refusal) and one not in found.get(one.code, ()):
                found[one.code] = (*found.get(one.code, ()), one)
    return found


def _build_texte(texte: Texte, refused: tuple[Refusal, ...]) -> Page:
    messages = tuple(dict.fromkeys(_fill(one.message) for one in refused))
    return Page(
        texte.code, texte.titre, texte.pourquoi, "", texte.severite, texte.severite, *_examples(texte), messages
    )


def _build_forme(texte: Texte, titre: str, explication: str, reference: str) -> Page:
    sentence = f"{titre[:1].upper()}{titre[1:]}."
    return Page(texte.code, sentence, explication, reference, texte.severite, texte.severite, *_examples(texte))


def _examples(texte: Texte) -> tuple[tuple[str, bool], tuple[str, bool]]:
    bon = (texte.bon, True) if texte.bon else (texte.bon_geste, False)
    return bon, ((texte.mauvais, True) if texte.mauvais else (texte.mauvais_geste, False))


def _build_regle(regle: Regle | RegleCalculs | RegleSuite) -> Page:
    """The docstring of a rule is its page: the rule, then « Pourquoi », « Bon », « Mauvais »."""
    titre, rest = (getdoc(regle.check) or "").split("\n\n", 1)
    said = dict(_read_parts(rest))
    projet, definitif = severites_of(regle.code, regle.severite)
    return Page(
        regle.code,
        _join(titre),
        said["Pourquoi"],
        regle.reference,
        projet,
        definitif,
        (said["Bon"], False),
        (said["Mauvais"], False),
    )


def _read_parts(rest: str) -> Iterator[tuple[str, str]]:
    name, lines = "", list[str]()
    for line in rest.splitlines():
        head, colon, tail = line.partition(" : ")
        if colon and head in ("Pourquoi", "Bon", "Mauvais"):
            if name:
                yield name, _join("\n".join(lines))
            name, lines = head, [tail]
        else:
            lines.append(line)
    yield name, _join("\n".join(lines))


def _join(text: str) -> str:
    return " ".join(text.split())


def _fill(template: str) -> str:
    """The sentence with « … » where the words of the author would stand."""
    return re.sub(r"\{[^{}]*\}", "…", template)
