"""The shared diagnosis as the contract and its annexes print it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.calculs import PositionIndicateur, ResultatAnnee
from cpomdoc.model.diagnostic import Constat, Diagnostic, IndicateurDiagnostic, SituationFinanciere
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import name_esms
from cpomdoc.rendering.documents.objectifs import number_objectifs
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_nombre

ANNEES = 3
"""An indicator is shown over its last three years."""


@dataclass(frozen=True)
class DependanceVue:
    """GMP and PMP of an EHPAD (« l’EHPAD Les Sources », by its name in a table), with the day they were validated."""

    etablissement: str
    nom: str
    gmp: int | None
    gmp_date: date | None
    pmp: int | None
    pmp_date: date | None


@dataclass(frozen=True)
class ResumeDiagnostic:
    """What the article of the contract says of the diagnosis."""

    date_validation: date | None
    constats: int
    dependance: tuple[DependanceVue, ...]


@dataclass(frozen=True)
class ValeurAnnee:
    """One year of an indicator."""

    annee: int | SansObjet
    valeur: Decimal | SansObjet | None


@dataclass(frozen=True)
class IndicateurVue:
    """An indicator, its last values (three cells, oldest first, same `decimales`) and where the last one stands."""

    libelle: str
    etablissement: str | SansObjet
    unite: str | SansObjet
    decimales: int
    valeurs: tuple[ValeurAnnee, ...]
    mediane_regionale: Decimal | SansObjet
    mediane_nationale: Decimal | SansObjet
    quartile: str | SansObjet
    source: str
    commentaire: str


@dataclass(frozen=True)
class ConstatVue:
    """A finding, and the objectives that answer it."""

    numero: int
    theme: str | SansObjet
    constat: str
    causes: str | SansObjet
    consequences: str | SansObjet
    etablissements: str | SansObjet
    priorite: int | SansObjet
    objectifs: str | SansObjet


@dataclass(frozen=True)
class ExerciceVue:
    """A closed year of one ESMS (or of the manager): charges and products by group, result, balance-sheet figures."""

    annee: int
    etablissement: str
    charges: tuple[Decimal | None, ...]
    produits: tuple[Decimal | None, ...]
    total_charges: Decimal | None
    total_produits: Decimal | None
    resultat: Decimal | None
    reserves: Decimal | None
    fonds_de_roulement: Decimal | None
    besoin: Decimal | None
    tresorerie: Decimal | None


def build_resume(contexte: Contexte) -> ResumeDiagnostic | None:
    """The article on the diagnosis, when there is one."""
    diagnostic = contexte.dossier.diagnostic
    if diagnostic is None:
        return None
    return ResumeDiagnostic(diagnostic.date_validation, len(diagnostic.constats), tuple(iterate_dependance(contexte)))


def iterate_dependance(contexte: Contexte) -> Iterator[DependanceVue]:
    """GMP and PMP of each EHPAD that has one."""
    for one in contexte.dossier.perimetre.etablissements:
        if one.dans_le_contrat is not False and (one.gmp or one.pmp):
            gmp, pmp = one.gmp, one.pmp
            yield DependanceVue(
                name_esms(contexte, one.id),
                one.nom,
                gmp.valeur if gmp else None,
                gmp.date_validation if gmp else None,
                pmp.valeur if pmp else None,
                pmp.date_validation if pmp else None,
            )


def years_of(diagnostic: Diagnostic) -> tuple[int | SansObjet, ...]:
    """The last three years for which some indicator has a value, oldest first; missing ones do not apply."""
    known = sorted({annee for one in diagnostic.indicateurs for annee in one.valeurs})[-ANNEES:]
    return (*([SANS_OBJET] * (ANNEES - len(known))), *known)


def build_indicateurs(contexte: Contexte, diagnostic: Diagnostic) -> tuple[IndicateurVue, ...]:
    """Indicators in the author's order, with the quartile that was computed for each."""
    annees = years_of(diagnostic)
    positions = contexte.calculs.positions
    return tuple(
        _indicateur(contexte, one, annees, positions[rang] if rang < len(positions) else None)
        for rang, one in enumerate(diagnostic.indicateurs)
    )


def build_constats(contexte: Contexte, diagnostic: Diagnostic) -> tuple[ConstatVue, ...]:
    """Findings in the author's order."""
    return tuple(_constat(contexte, one, numero) for numero, one in enumerate(diagnostic.constats, 1))


def build_exercices(contexte: Contexte, diagnostic: Diagnostic) -> tuple[ExerciceVue, ...]:
    """Closed years in the author's order, with the totals that were computed."""
    resultats = {(one.annee, one.etablissement): one for one in contexte.calculs.resultats}
    return tuple(
        _exercice(contexte, one, resultats.get((one.annee, one.etablissement)))
        for one in diagnostic.situation_financiere
    )


def _indicateur(
    contexte: Contexte, one: IndicateurDiagnostic, annees: tuple[int | SansObjet, ...], place: PositionIndicateur | None
) -> IndicateurVue:
    known = contexte.referentiel.indicateurs.get(one.code)
    return IndicateurVue(
        libelle=one.libelle or (known.libelle if known else one.code),
        etablissement=contexte.nom_etablissement(one.etablissement) if one.etablissement else SANS_OBJET,
        unite=one.unite or (known.unite if known else SANS_OBJET),
        decimales=_count_decimals([*one.valeurs.values(), one.mediane_regionale, one.mediane_nationale]),
        valeurs=tuple(_valeur(one, annee) for annee in annees),
        mediane_regionale=one.mediane_regionale if one.mediane_regionale is not None else SANS_OBJET,
        mediane_nationale=one.mediane_nationale if one.mediane_nationale is not None else SANS_OBJET,
        quartile=_position(one, place.quartile if place else None),
        source=one.source or "",
        commentaire=f"{one.commentaire.strip().rstrip('.')}." if one.commentaire else "",
    )


def _position(one: IndicateurDiagnostic, quartile: str | None) -> str | SansObjet:
    """Where the last value stands, with the quartiles it is compared with."""
    if not quartile:
        return SANS_OBJET
    known = [(nom, valeur) for nom, valeur in (("Q1", one.q1), ("Q3", one.q3)) if valeur is not None]
    bornes = "\u00a0; ".join(f"{nom}\u00a0:\u00a0{format_nombre(valeur)}" for nom, valeur in known)
    return f"{quartile} ({bornes})" if bornes else quartile


def _count_decimals(valeurs: list[Decimal | None]) -> int:
    """As many as the most precise value needs, so that all of them align."""
    exponents = [valeur.normalize().as_tuple().exponent for valeur in valeurs if valeur is not None]
    return max([0, *(-exponent for exponent in exponents if isinstance(exponent, int))])


def _valeur(one: IndicateurDiagnostic, annee: int | SansObjet) -> ValeurAnnee:
    """A year that the author wrote without a value is unknown; one that he left out does not apply."""
    if isinstance(annee, SansObjet) or annee not in one.valeurs:
        return ValeurAnnee(annee, SANS_OBJET)
    return ValeurAnnee(annee, one.valeurs[annee])


def _constat(contexte: Contexte, one: Constat, numero: int) -> ConstatVue:
    objectifs = contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ()
    numeros = number_objectifs(contexte)
    return ConstatVue(
        numero=numero,
        theme=_theme(contexte, one.theme),
        constat=one.constat,
        causes=one.causes or SANS_OBJET,
        consequences=one.consequences or SANS_OBJET,
        etablissements=", ".join(contexte.nom_etablissement(ident) for ident in one.etablissements) or SANS_OBJET,
        priorite=one.priorite if one.priorite is not None else SANS_OBJET,
        objectifs=", ".join(numeros[o.id] for o in objectifs if one.id in o.constats) or SANS_OBJET,
    )


def _theme(contexte: Contexte, theme: str | None) -> str | SansObjet:
    """A theme is free words; a code (« qualite ») prints its label, unless it is itself how the label begins."""
    if not theme:
        return SANS_OBJET
    known = (contexte.referentiel.listes[liste] for liste in ("theme_indicateur", "domaine_diagnostic"))
    label = next((labels[theme] for labels in known if theme in labels), theme)
    return theme if label.startswith(theme) else label


def _exercice(contexte: Contexte, one: SituationFinanciere, resultat: ResultatAnnee | None) -> ExerciceVue:
    return ExerciceVue(
        annee=one.annee,
        etablissement=contexte.nom_etablissement(one.etablissement)
        if one.etablissement
        else "Ensemble du gestionnaire",
        charges=(one.charges.g1, one.charges.g2, one.charges.g3),
        produits=(one.produits.g1, one.produits.g2, one.produits.g3),
        total_charges=resultat.charges if resultat else None,
        total_produits=resultat.produits if resultat else None,
        resultat=resultat.resultat if resultat else None,
        reserves=one.reserves,
        fonds_de_roulement=one.fonds_de_roulement,
        besoin=one.besoin_en_fonds_de_roulement,
        tresorerie=one.tresorerie,
    )
