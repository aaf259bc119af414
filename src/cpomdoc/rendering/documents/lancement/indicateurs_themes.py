"""What the diagnosis says of each way to analyse a theme: its indicators, and the accounts that hold some of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from cpomdoc.model.diagnostic import Diagnostic, IndicateurDiagnostic, SituationFinanciere
from cpomdoc.model.kit import Theme
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.diagnostic import (
    ANNEES,
    IndicateurVue,
    ValeurAnnee,
    build_indicateurs,
    years_of,
)
from cpomdoc.rendering.valeurs import SANS_OBJET

ENSEMBLE = "Ensemble"
COMPTES = "comptes du diagnostic"
SANS_VALEUR = ValeurAnnee(SANS_OBJET, SANS_OBJET)
SANS_INDICATEUR = IndicateurVue(
    "–", SANS_OBJET, SANS_OBJET, 0, (SANS_VALEUR,) * ANNEES, SANS_OBJET, SANS_OBJET, SANS_OBJET, "", ""
)


@dataclass(frozen=True)
class LignePiste:
    """A way to analyse with one indicator; what names it is written on its first row only.

    While the diagnosis has no indicator of it, `mesuree` is False and the row is left to be written by hand.
    """

    piste: str
    nature: str
    etablissement: str
    unite: str
    indicateur: IndicateurVue
    mesuree: bool


@dataclass(frozen=True)
class Mesures:
    """The indicators of the diagnosis by code, and the titles of their three years, oldest first."""

    annees: tuple[str, ...]
    par_code: dict[str, list[IndicateurVue]]


def build_mesures(contexte: Contexte) -> Mesures:
    """The indicators that the author wrote, then those that the accounts give for the ESMS where he wrote none."""
    diagnostic = contexte.dossier.diagnostic or Diagnostic()
    ecrits = {(one.code, one.etablissement) for one in diagnostic.indicateurs}
    comptes = tuple(one for one in _read_comptes(contexte, diagnostic) if (one.code, one.etablissement) not in ecrits)
    complet = replace(diagnostic, indicateurs=(*diagnostic.indicateurs, *comptes))
    par_code: dict[str, list[IndicateurVue]] = {}
    for one, vue in zip(complet.indicateurs, build_indicateurs(contexte, complet), strict=True):
        par_code.setdefault(one.code, []).append(vue)
    annees = enumerate(years_of(complet))
    return Mesures(tuple(str(annee) if isinstance(annee, int) else f"N-{ANNEES - i}" for i, annee in annees), par_code)


def iterate_lignes(theme: Theme, mesures: Mesures) -> Iterator[LignePiste]:
    """The rows of a theme: each way with what is known of it, one row to fill when nothing is."""
    for piste in theme.pistes:
        vues = [vue for code in piste.indicateurs for vue in mesures.par_code.get(code, [])] or [SANS_INDICATEUR]
        for rang, vue in enumerate(vues):
            nom = vue.etablissement if isinstance(vue.etablissement, str) else ENSEMBLE
            premier = rang == 0
            yield LignePiste(
                piste=piste.libelle if premier else "",
                nature=piste.nature if premier else "",
                etablissement="–" if vue is SANS_INDICATEUR else nom,
                unite=vue.unite if isinstance(vue.unite, str) else "",
                indicateur=vue,
                mesuree=vue is not SANS_INDICATEUR,
            )


def _read_comptes(contexte: Contexte, diagnostic: Diagnostic) -> Iterator[IndicateurDiagnostic]:
    """Result, working capital, its need and the treasury of each ESMS (or of the manager) over the closed years."""
    situations = diagnostic.situation_financiere
    resultats = {(one.etablissement, one.annee): one.resultat for one in contexte.calculs.resultats}
    for ident in dict.fromkeys(one.etablissement for one in situations):
        exercices = [one for one in situations if one.etablissement == ident]
        for code in ("RESULTAT", "FRNG", "BFR", "TRESO"):
            valeurs = {one.annee: _read_valeur(code, one, resultats.get((ident, one.annee))) for one in exercices}
            if any(valeur is not None for valeur in valeurs.values()):
                yield IndicateurDiagnostic(code, etablissement=ident, valeurs=valeurs, source=COMPTES)


def _read_valeur(code: str, one: SituationFinanciere, resultat: Decimal | None) -> Decimal | None:
    return {
        "RESULTAT": resultat,
        "FRNG": one.fonds_de_roulement,
        "BFR": one.besoin_en_fonds_de_roulement,
        "TRESO": one.tresorerie,
    }[code]
