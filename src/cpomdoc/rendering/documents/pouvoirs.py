"""The acts that a contract cites: visas of the category, of the author, and the deliberations that allow to sign."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import de_article, sans_accent
from cpomdoc.model.contrat import Visa
from cpomdoc.model.parties import Pouvoir
from cpomdoc.model.visas import keep_visas
from cpomdoc.periodes import MOIS
from cpomdoc.rendering.documents.autres_parties import name_autres
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import find_signataire, name_acte, name_personne_morale

RANGS = (
    *("code", "loi", "decret", "arrete", "instruction", "schema", "programmation", "autorisation", "convention"),
    *("autre", "deliberation"),
)
"""Order of visas by type: from the law down to what the parties themselves decided."""

DEBUTS = {
    "le code": "code",
    "la loi": "loi",
    "l’ordonnance": "loi",
    "le decret": "decret",
    "l’arrete": "arrete",
    "l’instruction": "instruction",
    "la circulaire": "instruction",
}
"""How the visas of a category, which carry no type, begin."""


COLLECTIVITES = "le code général des collectivités territoriales"
"""Cited as soon as a département signs, which the visas of a category do not know."""

DATE = re.compile(rf"\bdu (\d{{1,2}})(?:er)? ({'|'.join(MOIS)}) (\d{{4}})\b")


@dataclass(frozen=True)
class PouvoirVue:
    """An act after « en vertu » (« de la délibération… ») and its date; `reference` is empty when it has none."""

    de_acte: str | None
    date: date | None
    reference: str


@dataclass(frozen=True)
class VisaVue:
    """What follows « Vu »; an act of a party has a date, and `de` says whose it is."""

    texte: str | None
    est_acte: bool
    de: str
    date: date | None
    reference: str


def build_pouvoir(pouvoir: Pouvoir) -> PouvoirVue:
    """The act that a party rests on to sign."""
    acte = name_acte(pouvoir)
    return PouvoirVue(None if acte is None else de_article(acte), pouvoir.date, pouvoir.reference or "")


def build_visas(contexte: Contexte) -> tuple[VisaVue, ...]:
    """Visas of the category and of the author by rank of text, then the acts of the parties."""
    ranked = [(_rank_default(texte), texte) for texte in _iterate_defaults(contexte)]
    ranked += [(_rank(visa.type), _without_vu(visa.texte)) for visa in contexte.dossier.general.visas]
    return (*(cite(texte) for _, texte in sorted(ranked, key=lambda pair: pair[0])), *build_actes(contexte))


def build_visas_usuels(contexte: Contexte) -> tuple[VisaVue, ...]:
    """The visas of the category alone, by rank of text."""
    return tuple(cite(texte) for texte in sorted(_iterate_defaults(contexte), key=_rank_default))


def build_visas_propres(visas: Iterable[Visa]) -> tuple[VisaVue, ...]:
    """Visas that someone wrote, by rank of text."""
    return tuple(cite(_without_vu(one.texte)) for one in sorted(visas, key=lambda one: _rank(one.type)))


def build_actes(contexte: Contexte) -> tuple[VisaVue, ...]:
    """The acts by which the parties allow to sign."""
    return tuple(_iterate_actes(contexte))


def cite(texte: str) -> VisaVue:
    """A visa that is only words."""
    return VisaVue(texte, est_acte=False, de="", date=None, reference="")


def _iterate_defaults(contexte: Contexte) -> Iterator[str]:
    """Visas of the category, without those withdrawn nor the texts that came after the contract."""
    general = contexte.dossier.general
    visas = contexte.categorie.visas if contexte.categorie else ()
    if general.parties.departements and visas and COLLECTIVITES not in visas:
        visas = (*visas, COLLECTIVITES)
    kept = keep_visas(visas, general.visas_retires)
    yield from (texte for texte in kept if _date_of(texte) <= general.contrat.conclu_le)


def _date_of(texte: str) -> date:
    """Day of a loi, décret, arrêté or instruction; a code has none and is always older."""
    found = DATE.search(texte)
    return date(int(found[3]), MOIS.index(found[2]) + 1, int(found[1])) if found else date.min


def _iterate_actes(contexte: Contexte) -> Iterator[VisaVue]:
    parties = contexte.dossier.general.parties
    for gestionnaire in parties.gestionnaires.values():
        if gestionnaire.pouvoir is not None:
            yield _acte(gestionnaire.pouvoir, name_personne_morale(contexte, gestionnaire) or "le gestionnaire")
    for departement in parties.departements:
        if departement.deliberation is not None:
            yield _acte(departement.deliberation, find_signataire(contexte, departement.code).denomination)
    for autre, nom in zip(parties.autres, name_autres(parties.autres, ()), strict=True):
        if autre.pouvoir is not None:
            yield _acte(autre.pouvoir, nom.nom)


def _acte(pouvoir: Pouvoir, organisme: str) -> VisaVue:
    texte, de, reference = name_acte(pouvoir), de_article(organisme), pouvoir.reference or ""
    return VisaVue(texte, est_acte=True, de=de, date=pouvoir.date, reference=reference)


def _rank(type_visa: str) -> int:
    return RANGS.index(type_visa) if type_visa in RANGS else RANGS.index("autre")


def _rank_default(texte: str) -> int:
    plain = sans_accent(texte).replace("'", "’")
    return _rank(next((kind for start, kind in DEBUTS.items() if plain.startswith(start)), "autre"))


def _without_vu(texte: str) -> str:
    return texte[3:].strip() if sans_accent(texte).startswith("vu ") else texte.strip().rstrip(" ;.")
