"""Activity as tables print it: targets, what is possible, what was realised."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.model.activite import CibleActivite, LigneActivite
from cpomdoc.model.calculs import AnneeActivite, AnneeRealisee, CalculLigne
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import sentence
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_entier

TAUX_OCCUPATION = "taux_occupation"
FILE_ACTIVE = "file_active"
PRESTATIONS = "prestations"
UNITES = {TAUX_OCCUPATION: "%", FILE_ACTIVE: "personnes", PRESTATIONS: "prestations"}
TROIS_ETATS = {True: "oui", False: "non", None: None}

Nombre = Decimal | int | SansObjet | None


@dataclass(frozen=True)
class CibleAnnee:
    """Target of one year, in the unit of its indicator."""

    annee: int
    cible: Decimal | SansObjet | None


@dataclass(frozen=True)
class IndicateurVue:
    """An indicator and its targets; `taux` says that they are percentages, always printed with two decimals."""

    libelle: str | None
    unite: str | None
    taux: bool
    justification: str
    cibles: tuple[CibleAnnee, ...]


@dataclass(frozen=True)
class ValeurAnnee:
    """What a quantity is worth in one year; several capacities in a year read « 20 puis 26 »."""

    annee: int
    valeur: str | SansObjet | None


@dataclass(frozen=True)
class GrandeurVue:
    """Capacity, opening days, days that are possible, days that are aimed at."""

    libelle: str
    valeurs: tuple[ValeurAnnee, ...]


@dataclass(frozen=True)
class RealiseVue:
    """A closed year; `annee` is unknown when nothing of the past is written."""

    annee: int | None
    theorique: Nombre
    journees: Nombre
    taux: Decimal | SansObjet | None
    file_active: Nombre
    prestations: Nombre


@dataclass(frozen=True)
class LigneVue:
    """One ESMS and one modality; `modulation` is « oui », « non » or unknown."""

    etablissement: str
    finess: str | None
    modalite: str
    modulation: str | None
    indicateurs: tuple[IndicateurVue, ...]
    grandeurs: tuple[GrandeurVue, ...]
    realise: tuple[RealiseVue, ...]


@dataclass(frozen=True)
class TauxGlobalVue:
    """A closed year of an ESMS over all its modalities."""

    etablissement: str
    annee: int
    theorique: int | None
    journees: int | None
    taux: Decimal | SansObjet | None


def build_lignes(contexte: Contexte) -> tuple[LigneVue, ...]:
    """The lines of the annex in the author's order."""
    lignes = contexte.dossier.activite.lignes if contexte.dossier.activite else ()
    pairs = zip(lignes, contexte.calculs.activite, strict=True)
    return tuple(_ligne(contexte, ligne, calcul) for ligne, calcul in pairs)


def build_taux_globaux(contexte: Contexte) -> tuple[TauxGlobalVue, ...]:
    """Closed years of the ESMS followed in several modalities: the others have their rate in their own line.

    An ESMS of which no line follows the occupation rate or counts days (a SSIAD) has none at all.
    """
    lignes = contexte.dossier.activite.lignes if contexte.dossier.activite else ()
    suivis = {one.etablissement for one in lignes if any(x.code == TAUX_OCCUPATION for x in one.indicateurs)}
    idents = [one.etablissement for one in lignes]
    return tuple(
        TauxGlobalVue(
            etablissement=contexte.nom_etablissement(one.etablissement),
            annee=one.annee,
            theorique=one.theorique,
            journees=one.journees,
            taux=SANS_OBJET if one.theorique == 0 else one.taux_occupation,
        )
        for one in contexte.calculs.taux_globaux
        if idents.count(one.etablissement) > 1 and (one.etablissement in suivis or one.journees is not None)
    )


def name_indicateur(contexte: Contexte, one: CibleActivite) -> str | None:
    """The author's words, otherwise the label of a usual indicator."""
    return sentence(one.libelle or contexte.libelle("indicateur_activite", one.code))


def name_modalite(contexte: Contexte, code: str) -> str:
    """« Semi-internat »."""
    known = contexte.referentiel.modalites.get(code)
    return sentence(known.libelle if known else code) or code


def _ligne(contexte: Contexte, ligne: LigneActivite, calcul: CalculLigne) -> LigneVue:
    known = contexte.etablissement(ligne.etablissement)
    clause = contexte.dossier.activite is not None and contexte.dossier.activite.modulation is not None
    suivis = {indicateur.code for indicateur in ligne.indicateurs}
    return LigneVue(
        etablissement=contexte.nom_etablissement(ligne.etablissement),
        finess=known.finess if known else None,
        modalite=name_modalite(contexte, ligne.modalite),
        modulation=TROIS_ETATS[ligne.modulation] if clause else "non",
        indicateurs=tuple(_indicateur(contexte, one, calcul) for one in ligne.indicateurs),
        grandeurs=tuple(_iterate_grandeurs(contexte, calcul, suivi=TAUX_OCCUPATION in suivis)),
        realise=tuple(_iterate_realise(calcul, suivis)),
    )


def _indicateur(contexte: Contexte, one: CibleActivite, calcul: CalculLigne) -> IndicateurVue:
    taux = one.code == TAUX_OCCUPATION
    return IndicateurVue(
        libelle=name_indicateur(contexte, one),
        unite=one.unite or UNITES.get(one.code),
        taux=taux,
        justification=one.justification or "",
        cibles=tuple(CibleAnnee(annee.annee, _cible(contexte, annee, one)) for annee in calcul.annees),
    )


def _cible(contexte: Contexte, annee: AnneeActivite, one: CibleActivite) -> Decimal | SansObjet | None:
    """A rate has no target in a year without a place."""
    if annee.sans_objet and one.code == TAUX_OCCUPATION and annee.cibles.get(one.code) is None:
        return SANS_OBJET
    return contexte.de_la_serie(one.cibles, annee.annee)


def _iterate_grandeurs(contexte: Contexte, calcul: CalculLigne, *, suivi: bool) -> Iterator[GrandeurVue]:
    """Days only mean something for a line whose occupancy is followed."""
    rows: dict[str, Callable[[AnneeActivite], str | SansObjet | None]] = {
        "Capacité (places)": lambda a: _sequence([p.capacite for p in a.periodes]),
        "Jours d’ouverture": lambda a: _sequence([p.jours for p in a.periodes]),
    }
    if suivi:
        rows["Activité théorique (journées)"] = lambda a: format_entier(a.theorique)
        rows["Activité cible (journées)"] = _journees_cibles
    for libelle, valeur in rows.items():
        cells = (ValeurAnnee(a.annee, contexte.de_l_annee(a.annee, valeur(a))) for a in calcul.annees)
        yield GrandeurVue(libelle, tuple(cells))


def _journees_cibles(annee: AnneeActivite) -> str | SansObjet | None:
    return SANS_OBJET if annee.sans_objet else format_entier(annee.journees_cibles)


def _sequence(values: list[int | None]) -> str | None:
    """« 40 », « 20 puis 26 »; unknown as soon as one of them is."""
    if not values or None in values:
        return None
    return " puis ".join(str(value) for value in values)


def _iterate_realise(calcul: CalculLigne, suivis: set[str]) -> Iterator[RealiseVue]:
    """The closed years by date; a single line of unknowns when nothing is written."""
    for one in sorted(calcul.realise, key=lambda realise: realise.annee):
        yield _realise(one, suivis)
    if not calcul.realise:
        taux, file_active, prestations = (
            None if code in suivis else SANS_OBJET for code in (TAUX_OCCUPATION, FILE_ACTIVE, PRESTATIONS)
        )
        yield RealiseVue(None, taux, taux, taux, file_active, prestations)


def _realise(one: AnneeRealisee, suivis: set[str]) -> RealiseVue:
    """What is not followed and not written does not apply; what is followed and not written is missing."""
    journees = TAUX_OCCUPATION in suivis
    return RealiseVue(
        annee=one.annee,
        theorique=_known(one.theorique, suivi=journees),
        journees=_known(one.journees, suivi=journees),
        taux=SANS_OBJET if one.sans_objet or (one.taux_occupation is None and not journees) else one.taux_occupation,
        file_active=_known(one.file_active, suivi=FILE_ACTIVE in suivis),
        prestations=_known(one.prestations, suivi=PRESTATIONS in suivis),
    )


def _known(value: int | None, *, suivi: bool) -> Nombre:
    return SANS_OBJET if value is None and not suivi else value
