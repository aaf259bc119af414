"""Annex: the plan for a return to balance, its causes, its measures and the result expected of each year."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import liste
from cpomdoc.model.previsions import AnneeRetour, CalculRetour
from cpomdoc.model.retour_equilibre import MesureRetablissement, RetourEquilibre
from cpomdoc.rendering.documents.contexte import Contexte, TexteRiche
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.grammaire import name_esms
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class MesureVue:
    """One measure and what it brings each year; a dash before it starts."""

    libelle: str
    nature: str
    responsable: str | None
    effets: tuple[Decimal | SansObjet | None, ...]


@dataclass(frozen=True)
class LigneVue:
    """One row of the path back to balance."""

    libelle: str
    valeurs: tuple[Decimal | SansObjet | None, ...]
    total: bool


@dataclass(frozen=True)
class VuePre:
    """Everything annexe_pre.docx may print; `ecarts` lists the years whose measures do not reach the target."""

    entete: Entete
    annexe: TitreAnnexe
    des_etablissements: str | None
    annee_reference: int | None
    resultat_reference: Decimal | None
    deficits_cumules: Decimal | SansObjet
    causes: tuple[str, ...]
    annees: tuple[int, ...]
    mesures: tuple[MesureVue, ...]
    total_mesures: tuple[Decimal | SansObjet, ...]
    lignes: tuple[LigneVue, ...]
    annee_equilibre: int | None
    cibles_connues: bool
    ecarts: str
    suivi: str | None
    alerte: TexteRiche


cle: str = "pre"
gabarit: str = "annexe_pre.docx"
VUE: type = VuePre


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VuePre:
    """Everything that annexe_pre.docx may print of this contract."""
    plan = contexte.dossier.retour_equilibre or RetourEquilibre()
    calcul = contexte.calculs.previsions.retour or CalculRetour((), None)
    manques = [one.annee for one in calcul.annees if one.ecart is not None and one.ecart < 0]
    return VuePre(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        des_etablissements=liste(name_esms(contexte, ident) for ident in plan.etablissements) or None,
        annee_reference=plan.annee_reference,
        resultat_reference=plan.resultat_reference,
        deficits_cumules=_or_dash(plan.deficits_cumules),
        causes=plan.causes,
        annees=contexte.calculs.exercices,
        mesures=tuple(_mesure(contexte, one) for one in plan.mesures),
        total_mesures=_computed(calcul, lambda one: one.mesures),
        lignes=_lignes(contexte, plan, calcul),
        annee_equilibre=calcul.annee_equilibre,
        cibles_connues=bool(calcul.annees)
        and all(contexte.de_l_annee(one.annee, one.cible) is not None for one in calcul.annees),
        ecarts=liste(map(str, manques)),
        suivi=plan.suivi,
        alerte=TexteRiche(plan.alerte or ""),
    )


def _mesure(contexte: Contexte, one: MesureRetablissement) -> MesureVue:
    debut = min(one.effets, default=0)
    return MesureVue(
        libelle=one.libelle,
        nature=contexte.libelle("nature_retablissement", one.nature) or "",
        responsable=one.responsable,
        effets=tuple(
            SANS_OBJET if annee < debut else contexte.de_la_serie(one.effets, annee)
            for annee in contexte.calculs.exercices
        ),
    )


def _lignes(contexte: Contexte, plan: RetourEquilibre, calcul: CalculRetour) -> tuple[LigneVue, ...]:
    depart = tuple(_or_dash(plan.resultat_reference) for _ in calcul.annees)
    spontanee = tuple(contexte.de_la_serie(plan.evolution_spontanee, one.annee) for one in calcul.annees)
    cibles = tuple(contexte.de_la_serie(plan.resultats_cibles, one.annee) for one in calcul.annees)
    rows = [LigneVue("Résultat de l’exercice de référence", depart, total=False)]
    if plan.evolution_spontanee:
        rows.append(LigneVue("Évolution sans mesure", spontanee, total=False))
    return (
        *rows,
        LigneVue("Effet des mesures", _computed(calcul, lambda one: one.mesures), total=False),
        LigneVue("Résultat attendu", _computed(calcul, lambda one: one.resultat), total=True),
        LigneVue("Résultat cible", cibles, total=True),
        LigneVue("Écart à la cible", _computed(calcul, lambda one: one.ecart), total=False),
    )


def _computed(calcul: CalculRetour, value: Callable[[AnneeRetour], Decimal | None]) -> tuple[Decimal | SansObjet, ...]:
    return tuple(_or_dash(value(one)) for one in calcul.annees)


def _or_dash(valeur: Decimal | None) -> Decimal | SansObjet:
    return SANS_OBJET if valeur is None else valeur
