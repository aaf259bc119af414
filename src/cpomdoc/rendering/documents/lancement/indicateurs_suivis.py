"""Indicators of the action sheets year by year: what is aimed at, what was reached, and how far apart they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.objectifs import FicheAction, IndicateurFiche, Valeur
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of, write_valeur
from cpomdoc.typographie import format_nombre

Realise = Mapping[tuple[str, str, int], Valeur]
"""What was reached, by sheet, indicator and year: nothing yet when the contract begins."""

AUCUN: Realise = {}


@dataclass(frozen=True)
class AnneeIndicateur:
    """One year of an indicator; each part is empty while it is unknown, a form leaves room for it."""

    annee: int
    cible: str
    realise: str
    ecart: str


@dataclass(frozen=True)
class IndicateurSuivi:
    """An indicator of a sheet, where it starts from, and its years."""

    fiche: str
    libelle: str
    unite: str
    depart: str
    annees: tuple[AnneeIndicateur, ...]

    def annee(self, annee: int) -> AnneeIndicateur:
        """One year, empty when it is none of the contract's."""
        return next((one for one in self.annees if one.annee == annee), AnneeIndicateur(annee, "", "", ""))


def read_realises(contexte: Contexte) -> Realise:
    """What every year of follow-up says, up to the one being printed."""
    return {
        (one.origine, one.indicateur.id, annee): valeur
        for one in (contexte.bilan.indicateurs if contexte.bilan else ())
        for annee, valeur in one.historique.items()
        if valeur is not None
    }


def iterate_indicateurs(contexte: Contexte, realise: Realise = AUCUN) -> Iterator[IndicateurSuivi]:
    """Those of every sheet, in the order of the sheets."""
    for fiche in contexte.dossier.fiches:
        for one in fiche.indicateurs:
            yield _indicateur(contexte, fiche, one, realise)


def _indicateur(contexte: Contexte, fiche: FicheAction, one: IndicateurFiche, realise: Realise) -> IndicateurSuivi:
    return IndicateurSuivi(
        fiche=fiche.fiche,
        libelle=one.libelle,
        unite=unite_of(one) or "",
        depart=_write(one, one.initiale.valeur if one.initiale else None),
        annees=tuple(
            _annee(one, annee, realise.get((fiche.fiche, one.id, annee))) for annee in contexte.calculs.exercices
        ),
    )


def _annee(one: IndicateurFiche, annee: int, atteint: Valeur | None) -> AnneeIndicateur:
    cible = one.cibles.get(annee)
    return AnneeIndicateur(annee, _write(one, cible), _write(one, atteint), _ecart(cible, atteint))


def _write(one: IndicateurFiche, valeur: Valeur | None) -> str:
    written = write_valeur(one, valeur)
    return format_nombre(written) if isinstance(written, Decimal) else written or ""


def _ecart(cible: Valeur | None, atteint: Valeur | None) -> str:
    """« +12 », in the unit of the indicator, or in days; words have no gap."""
    if isinstance(cible, Decimal) and isinstance(atteint, Decimal):
        ecart = atteint - cible
        return f"+{format_nombre(ecart)}" if ecart > 0 else format_nombre(ecart)
    if isinstance(cible, date) and isinstance(atteint, date):
        return f"{(atteint - cible).days:+} j".replace("-", "\u2212")
    return ""
