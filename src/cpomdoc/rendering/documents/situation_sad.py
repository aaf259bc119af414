"""Where a SSIAD stands on the way to a service autonomie à domicile, in words."""

from dataclasses import dataclass

from cpomdoc.model.perimetre import Etablissement
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import name_esms, sentence
from cpomdoc.typographie import format_date


@dataclass(frozen=True)
class SituationSadVue:
    """A service (« Le SSIAD de Vire ») and its situation; `texte` is None while its nature is unknown."""

    nom: str | None
    texte: str | None


def build_situations(contexte: Contexte) -> tuple[SituationSadVue, ...]:
    """The services of the contract whose situation is written."""
    esms = [one for one in contexte.dossier.perimetre.etablissements if one.dans_le_contrat is not False]
    return tuple(situation for one in esms if (situation := build_situation(contexte, one)) is not None)


def build_situation(contexte: Contexte, one: Etablissement) -> SituationSadVue | None:
    """The situation of one service, when it has one to tell."""
    if one.situation_sad is None:
        return None
    return SituationSadVue(sentence(name_esms(contexte, one.id)), write_situation(contexte, one))


def write_situation(contexte: Contexte, one: Etablissement) -> str | None:
    """« convention avec …, du 20 novembre 2025, jusqu’au 19 novembre 2030 »; None while its nature is unknown."""
    situation = one.situation_sad
    nature = contexte.libelle("situation_sad", situation.type) if situation else None
    if situation is None or nature is None:
        return None
    parts = (
        f"({situation.avec})" if situation.avec else "",
        f"du {format_date(situation.date)}" if situation.date else "",
        f"jusqu’au {format_date(situation.echeance)}" if situation.echeance else "",
    )
    avec, *dates = parts
    return ", ".join([f"{nature} {avec}".rstrip(), *(part for part in dates if part)])
